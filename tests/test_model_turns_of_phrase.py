"""Turns of phrase, lists, proportions and terms: what is said another way is kept, what is another thing is not."""

import pytest

from studyground.assistant.language_model.before_after import put_before
from studyground.assistant.language_model.idioms import in_one_form
from studyground.assistant.language_model.listed import in_order_of
from studyground.assistant.language_model.proportions import figures_of, one_for_other, proportions
from studyground.assistant.language_model.rare_terms import replaced_term
from studyground.assistant.language_model.verification import broken_rule
from studyground.assistant.language_model.wording_likeness import WordVectors
from studyground.ingest.encoder import OnnxEncoder


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("There are no windows in the cell.", "The cell is a windowless room."),
        ("Feed the stove until its heat no longer changes.", "Feed the stove until its heat is constant."),
        ("Salting does not touch the grain of the wood.", "Salting leaves the grain of the wood as it is."),
        ("If the ice is thin, leave the sledge aside.", "Do not take the sledge when the ice is thin."),
        ("A real print can't be told from a copy.", "A real print is indistinguishable from a copy."),
        (
            "Only if a rope has full length can it be lent; if not, one calls it short.",
            "A rope can be lent only when its length is full; otherwise it is called short.",
        ),
        ("The guide is paid even if no guest turns up.", "The guide is paid whether or not guests turn up."),
        (
            "Wax alone does not stop water from entering.",
            "Wax keeps its shape but does not by itself prevent water entering.",
        ),
        ("Tools nobody wants end up in the shed.", "The shed keeps the tools nobody wants."),
        ("No more than one boat should be moored at the pier.", "Never moor more than one boat at the pier."),
        ("Fire is not covered, nor are theft and storm.", "The policy doesn't cover fire, theft or storm."),
        ("Since May the bear has stayed in the den.", "The bear has not left the den since May."),
        ("The loan of the boat is for the club alone.", "The club gets its own boat on loan."),
        ("They walked with a lamp that was only half full.", "They walked with a half-full lamp."),
        ("The lamp can be trimmed every two hours.", "You may trim the lamp at two-hour intervals."),
        ("Whistling and drumming are not in scope.", "Whistling and drumming are out of scope."),
        (
            "Paper and chalk are not permitted, and the sole drink is water.",
            "No paper, no chalk, no drinks except water.",
        ),
        ("At no time does the hall get colder by over 2 °C.", "The hall never cools by more than 2 °C."),
        ("The horn sounds if some boat is late.", "The horn sounds if any boat is late."),
        ("The fog came and 19 of 36 sailors stayed.", "The fog came, and only 19 of 36 sailors stayed."),
        ("One egg in a hundred is cracked.", "About 1 % of eggs are cracked."),
        ("The sail is dried and one week afterwards mended.", "The sail is dried and mended a week later."),
        ("A lid may cut the loss of heat by half.", "A lid may halve the loss of heat."),
        ("Because it reads the two together it sees 50 pages.", "It reads both together, so it sees 50 pages."),
    ],
)
def test_the_same_in_other_words_breaks_no_rule(said: str, source: str) -> None:
    assert broken_rule(said, source) == ""


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("One can tell a real print from a copy.", "A real print is indistinguishable from a copy."),
        ("Unless it leaks, the barrel should be moved.", "Leave the barrel where it is unless it leaks."),
        ("Dogs are allowed in the dairy.", "Dogs are kept out of the dairy."),
        ("The old scale gives weights that are too low.", "The old scale overestimates weights."),
        ("Tin costs more than lead.", "Tin is cheaper than lead."),
        ("The price is the total excluding bread.", "The price is the total with bread."),
        ("Huge trees are cut by axe, and huge ones also by saw.", "Small trees are cut by axe, and huge ones by saw."),
        ("A pump may run down to one horse at least.", "The pump can run down to zero horses."),
        ("The bell weighs 40 ounces.", "The bell weighs 40 kg."),
        ("At about a kilometre the mist lifts.", "The mist lifts at about a mile."),
        ("Plots are drawn for a single tide.", "Plots are drawn for all tides."),
        ("With more than 40 guests it has never paid.", "With under 40 guests it has never paid."),
        ("These lenses are non-convex.", "These lenses are convex."),
        ("The lodge is safe from floods.", "The lodge is exposed to floods."),
        ("It is sealed; Rosenkranz may open it.", "It is sealed, and Halvorsen may open it."),
        ("The press handles 2 crates per minute of work.", "The press handles 2 crates per second of work."),
        (
            "Ink every page rather than every line, so less is lost.",
            "Ink every line or so, not every page, so less is lost.",
        ),
    ],
)
def test_another_thing_in_like_words_breaks_one(said: str, source: str) -> None:
    assert broken_rule(said, source)


def test_what_is_followed_by_another_comes_first(encoder: OnnxEncoder) -> None:
    read = WordVectors(encoder).read
    turned, kept, told = read(
        ["They get water followed by salt.", "They get salt followed by water.", "They get salt and then water."]
    )
    assert put_before(turned, told)
    assert not put_before(kept, told)


def test_a_list_is_put_in_the_order_of_the_source() -> None:
    source = "Ropes are made of hemp, flax, and jute."
    assert in_order_of("Rope is jute, hemp and flax.", source) == "Rope is hemp, flax and jute."
    assert in_order_of("The gap between jute and flax", "between flax and jute") == "The gap between flax and jute"
    for other in ("Rope is jute, hemp and cotton.", "First jute, hemp and flax.", "Jute and hemp."):
        assert in_order_of(other, source) == other


def test_a_turn_of_phrase_is_put_otherwise_only_beside_a_like_one() -> None:
    assert in_one_form("a roofless hut", "a hut") == "a roofless hut"
    assert in_one_form("a roofless hut", "no roofs") == "a without roof hut"
    assert in_one_form("hunters cannot change it", "keeps hunters from changing it") == "hunters cannot change it"


def test_so_many_of_so_many_is_a_share() -> None:
    assert {float(share) for share in proportions("one egg in a hundred, 3 out of 4")} == {0.01, 0.75}
    assert not proportions("five in a row, 9 of them")
    assert figures_of("3 out of 4", set()) == set()
    assert one_for_other("It has one mast.", "It has two masts.") == "one mast"
    assert one_for_other("It has one mast.", "It has one mast and two sails.") == ""


@pytest.mark.parametrize(
    ("said", "source", "found"),
    [
        ("The symplastic path is shut by a strip.", "A strip blocks the apoplastic path.", True),
        ("Rousseeuw introduced the method.", "The method was introduced by Schölkopf.", True),
        ("Weights are stored as int8.", "The weights are kept as float16.", True),
        ("The apoplastic path is shut by a strip.", "A strip blocks the apoplastic path.", False),
        ("Storing it anew is sufficient.", "It is enough to put the apoplastic path in store again.", False),
        ("It is shrinking.", "It was shrunk.", False),
    ],
)
def test_a_term_of_a_field_is_not_replaced(encoder: OnnxEncoder, said: str, source: str, found: bool) -> None:
    mine, theirs = WordVectors(encoder).read([said, source])
    assert bool(replaced_term(mine, theirs, "", encoder.is_word)) is found
    assert not replaced_term(mine, theirs, said, encoder.is_word) or "int8" in said
