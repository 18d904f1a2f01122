"""Plain text in several shapes: what is a heading, an item, a table or a paragraph, and what cannot be read."""

# The invented documents keep one paragraph a line.
# ruff: noqa: E501

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.errors import UnreadableError
from studyground.ingest.document import Block, Extract
from studyground.ingest.readers.text import decode, read

SHARED = Path(__file__).parents[2] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared guides are not here")

DOCUMENTS: dict[str, tuple[str, list[str]]] = {
    "biology notes": (
        """\
Photosynthesis and the Leaf
A leaf is a thin organ that catches light. Its upper surface carries a waxy skin that lets light in and keeps water from escaping on dry days.
Most of the work is done in the cells just under that skin, where chloroplasts are packed closely together.
Light-Dependent Reactions
In the thylakoid membranes, pigment molecules absorb photons and pass the energy on to a reaction centre. Water is split, oxygen leaves the leaf, and a store of ATP builds up.
Key products include:
- ATP, which carries energy
- NADPH, which carries electrons
- oxygen, a by-product
The Calvin Cycle
Carbon dioxide is fixed by an enzyme called Rubisco. Three turns of the cycle give one molecule of a three-carbon sugar.
Rubisco is slow and makes mistakes.
What limits the rate?
Light, carbon dioxide and temperature each set a ceiling on the rate. When one of them is scarce, adding more of the others changes nothing at all.
pH also matters, because enzymes lose their shape when the cell becomes too acidic or too alkaline for them.
Adaptations of Desert Plants
Cacti open their stomata at night and store the carbon dioxide as an acid until morning. They lose far less water than a maple would in the same place.
Summary
A leaf turns light into sugar in two stages, and each stage can be slowed by a different shortage.
""",
        [
            "Photosynthesis and the Leaf",
            "Light-Dependent Reactions",
            "The Calvin Cycle",
            "What limits the rate?",
            "Adaptations of Desert Plants",
            "Summary",
        ],
    ),
    "law outline": (
        """\
CONTRACT LAW OUTLINE

I. Formation of a Contract

A. Offer

An offer is a statement by which a person shows that he is willing to be bound
on certain terms, made so that another person may accept it. An advertisement is
usually not an offer but an invitation to treat.

1. It must be definite enough for a court to enforce.
2. It must be communicated to the offeree, who cannot accept what he
   does not know of.

B. Acceptance

Acceptance must mirror the offer. A reply that changes a term is a counter-offer
and ends the first offer, as was held in Hyde v. Wrench.

II. Consideration

Each side must give something of value in the eye of the law. The value need not
be adequate: a peppercorn is enough.

A. Smith argued in 1998 that the rule should be dropped. He was not followed.

III. Remedies for Breach

The usual remedy is money. A court orders performance only where money would not
put the injured side where it ought to be.
""",
        [
            "CONTRACT LAW OUTLINE",
            "I. Formation of a Contract",
            "A. Offer",
            "B. Acceptance",
            "II. Consideration",
            "III. Remedies for Breach",
        ],
    ),
    "cooking course": (
        """\
Lesson 1: Bread
Bread needs four things: flour, water, salt and a raising agent. The baker's skill lies in time and temperature more than in the recipe.
Ingredients
- 500 g strong flour
- 350 g water
- 10 g salt
Method
1. Mix the flour and the water
2. Leave the dough to rest for 30 minutes
3. Add the salt and knead
Why dough rises
Yeast feeds on sugar and gives off carbon dioxide, which the gluten holds like a net. A cold dough rises slowly and tastes better for it.
Lesson 2: Soup
A soup begins with onions cooked slowly in fat. Rushing this step gives a thin taste that no amount of salt will cure afterwards.
Ingredients
- 3 onions
- 1 l stock
Method
1. Chop the onions
2. Sweat them for ten minutes
3. Add the stock
Storing leftovers
Soup keeps for three days in a cold refrigerator. Cool it quickly in a wide pan before you put it away, or it may spoil.
""",
        [
            "Lesson 1: Bread",
            "Ingredients",
            "Method",
            "Why dough rises",
            "Lesson 2: Soup",
            "Ingredients",
            "Method",
            "Storing leftovers",
        ],
    ),
    "history chapter": (
        """\
The Long Road to 1848
=====================

For thirty years after Vienna the great powers kept a peace that many of their
subjects found hard to bear. Harvests failed in 1845 and again in the year that
followed, and bread doubled in price.

Hunger and Unrest
-----------------

In Silesia the weavers rose against the merchants. The rising was put down in
three days, but it was sung about for fifty years. Prices fell again only when
the harvest of 1847 came in.

Paris in February

The government forbade a banquet. By the evening there were barricades, and two
days later the king had gone.

Year   City     Outcome
1848   Paris    republic
1848   Vienna   constitution
1849   Rome     republic crushed

Why did the revolutions fail?

The liberals wanted a constitution and the workers wanted bread. Once the first
was promised, the two had little left to say to one another.
""",
        ["The Long Road to 1848", "Hunger and Unrest", "Paris in February", "Why did the revolutions fail?"],
    ),
    "meeting notes": (
        """\
Study Group Meeting
Date: 12 March 2024
Present: Anna, Bo, Carla
Apologies: Dev

Last week
Everybody had read chapter four. Bo found the part on entropy hard and asked for a second pass on it, which we did together.

Decisions
- Meet on Tuesdays at six
- Anna books the room

Action items
- Bo: write a summary of chapter five
- Carla: find past papers

Next meeting
We meet again on 19 March in room 204. Please bring your notes on free energy and the worked examples from the problem sheet.
""",
        ["Study Group Meeting", "Last week", "Decisions", "Action items", "Next meeting"],
    ),
    "poem and dialogue": (
        """\
The Heron

Grey as the morning he stands in the reeds
Patient as water, as still as a stone
The river goes by him with all of its weeds
And leaves him, at evening, alone

The Ferryman calls from the Other Side
Nobody answers the Bell
The Moon climbs over the Turning Tide
And what she has seen she won't tell

ANNA
Where were you when the boat came in? I waited till the lamps went out along the quay.
BO
Asleep, I think. Or nearly so.
ANNA
You might have sent me word. The whole of the town had gone down to the water to see it.
BO
I might have, yes. But who would have carried it?
ANNA
Anyone at all would have carried it.
""",
        ["The Heron"],
    ),
    "hard-wrapped chapter": (
        """\
CHAPTER 3
The Nervous System

3.1 Neurons

A neuron is a cell that carries signals. It has a body, several short dendrites
and one long axon, which may reach from the spine to the foot. Signals travel in
one direc-
tion only.

In most animals the direction of travel is fixed by the synapse.

3.2 Synapses and Drugs

Where two neurons meet there is a narrow gap. Chemicals cross the gap and open
channels on the other side. The drug curare blocks these channels, and so does
the venom of some snakes, e.g. the krait; many others do not.

3.2.1 Reuptake

What is left in the gap is taken up again. Some medicines slow this:

  * fluoxetine, which acts on serotonin
    and is taken daily
  * reboxetine
      - rarely used
  * bupropion

3.3 Review Questions

1. What does the axon do?
2. Why is transmission one-way?
""",
        [
            "CHAPTER 3",
            "The Nervous System",
            "3.1 Neurons",
            "3.2 Synapses and Drugs",
            "3.2.1 Reuptake",
            "3.3 Review Questions",
        ],
    ),
    "sentence-case headings": (
        """\
Supply and demand
Prices move until the quantity that buyers want equals the quantity that sellers bring. This is a tendency and not a law, and it takes time.
The demand curve
A demand curve slopes down because each further unit is worth a little less to the buyer. Economists call this diminishing marginal utility.
There are exceptions, of course.
Giffen goods
When bread becomes dearer, a poor household may eat more bread and less meat. The evidence for this is thin but it exists.
Elasticity of demand
Elasticity says how strongly quantity answers to price. Salt has a low elasticity; restaurant meals have a high one.
Firms use it to set prices
They charge more where demand is inelastic. A railway charges commuters more than day trippers for exactly this reason.
Market failure
Markets fail where costs fall on strangers. Smoke from a factory is the usual example, and noise from an airport is another.
""",
        [
            "Supply and demand",
            "The demand curve",
            "Giffen goods",
            "Elasticity of demand",
            "Firms use it to set prices",
            "Market failure",
        ],
    ),
}


def parse(text: str) -> Extract:
    return read(Path("notes.txt"), text.encode())[0]


def kinds(extract: Extract, kind: str) -> list[Block]:
    return [block for block in extract.blocks if block.kind == kind]


def headings(extract: Extract) -> list[str]:
    return [block.text for block in kinds(extract, "heading")]


def levels(text: str) -> dict[str, int]:
    return {block.text: block.level for block in kinds(parse(text), "heading")}


@pytest.mark.parametrize("field", sorted(DOCUMENTS))
def test_headings_of_invented_documents(field: str) -> None:
    text, gold = DOCUMENTS[field]
    assert headings(parse(text)) == gold


# Lines of 002 and 003 (from 1) that a reader would call headings, listed by eye.
GOLD_002 = [3, 6, 9, 12, 16, 20, 25, 30, 34, 40, 44, 48, 53, 57, 61, 66, 77, 81, 90, 98, 102, 107, 112, 117, 123, 128]
GOLD_002 += [134, 140, 145, 150, 156, 162, *range(168, 190, 2), 191]
GOLD_003 = [
    1,
    5,
    10,
    14,
    18,
    22,
    25,
    28,
    32,
    36,
    40,
    43,
    46,
    49,
    52,
    55,
    58,
    61,
    64,
    68,
    72,
    76,
    79,
    82,
    86,
    90,
    94,
    98,
]
GOLD_003 += [102, 105, 108, 111, 114, 117, 120, 123, 126, 129, 132]


@needs_shared
@pytest.mark.parametrize(("number", "gold", "count"), [("002", GOLD_002, 44), ("003", GOLD_003, 39)])
def test_headings_of_the_seeds(number: str, gold: list[int], count: int) -> None:
    path = next((SHARED / "seeds").glob(number + "*"))
    lines = [line.strip() for line in path.read_text(encoding="utf-8").split("\n")]
    expected = [lines[n - 1] for n in gold]
    assert len(expected) == count
    extract = read(path, path.read_bytes())[0]
    assert headings(extract) == expected
    # One line is one block, nothing is lost and nothing is joined.
    shown = [f"{block.marker} {block.text}".strip() for block in extract.blocks]
    assert shown == [" ".join(line.split(" ")) for line in lines if line]


@needs_shared
def test_a_census_description_with_wrapped_lines_and_columns() -> None:
    path = SHARED / "docs" / "adult.names.txt"
    extract = read(path, path.read_bytes())[0]
    assert headings(extract) == ["Description of fnlwgt (final weight)"]
    table = kinds(extract, "table")[0].text.split("\n")
    assert table[1] == "1 | C4.5 | 15.54"
    assert len(table) == 18
    paragraphs = [block.text for block in kinds(extract, "paragraph")]
    assert "Prediction task is to determine whether a person makes over 50K a year." in paragraphs
    assert "age: continuous." in paragraphs
    assert [block.marker for block in kinds(extract, "item")] == ["1.", "2.", "3.", "4.", "1.", "2.", "3."]


def test_heading_levels() -> None:
    text, _ = DOCUMENTS["law outline"]
    assert levels(text) == {
        "CONTRACT LAW OUTLINE": 1,
        "I. Formation of a Contract": 2,
        "A. Offer": 3,
        "B. Acceptance": 3,
        "II. Consideration": 2,
        "III. Remedies for Breach": 2,
    }
    lesson = levels(DOCUMENTS["cooking course"][0])
    assert (lesson["Lesson 1: Bread"], lesson["Ingredients"], lesson["Lesson 2: Soup"]) == (1, 2, 1)
    chapter = levels(DOCUMENTS["hard-wrapped chapter"][0])
    assert (chapter["3.1 Neurons"], chapter["3.2.1 Reuptake"]) == (2, 3)
    prose = "The examination asks for judgement and for patience, and both of them can be practised. It is long.\n"
    domains = (
        f"{prose}Format of the Paper\n{prose}Domain 1: Soils\n{prose}Domain 2: Water\n{prose}Marking Scheme\n{prose}"
    )
    assert levels(domains) == {
        "Format of the Paper": 1,
        "Domain 1: Soils": 2,
        "Domain 2: Water": 2,
        "Marking Scheme": 1,
    }


def test_the_title_is_the_first_line_only_where_it_heads_the_whole() -> None:
    prose = "Glass is a liquid that was cooled too fast to crystallise, as its makers found out long ago."
    assert parse(f"A Short History of Glass\n{prose}\nRoman Glass\n{prose}\n").title == "A Short History of Glass"
    assert parse(f"Introduction\n{prose}\nRoman Glass\n{prose}\n").title == ""
    assert parse(f"{prose}\nRoman Glass\n{prose}\n").title == ""


def test_lead_ins_sentences_and_unmarked_lists_are_no_headings() -> None:
    long = "Every store keeps the objects apart from the index, and so a lost index can always be built again."
    text = f"{long}\nKey tasks include:\n{long}\nGood storage balances cost and speed.\n{long}\n"
    assert headings(parse(text)) == []
    text = f"{long}\nThe services are:\nObject Store\nBlock Store\nArchive Vault\n{long}\n"
    assert headings(parse(text)) == []


def test_lists_of_every_sign() -> None:
    text = "- one\n* two\n• three\n\n1. first\n2. second\n\na) alpha\nb) beta\n\n(i) ein\n(ii) zwei\n"
    assert [(b.marker, b.text) for b in kinds(parse(text), "item")] == [
        ("-", "one"), ("*", "two"), ("•", "three"), ("1.", "first"), ("2.", "second"), ("a)", "alpha"), ("b)", "beta"),
        ("(i)", "ein"), ("(ii)", "zwei"),
    ]  # fmt: skip
    assert kinds(parse("A. Smith was the first to say so.\nNobody listened to him."), "item") == []


def test_wrapped_items_are_joined_and_nested() -> None:
    items = kinds(parse(DOCUMENTS["hard-wrapped chapter"][0]), "item")
    assert items[0].text == "fluoxetine, which acts on serotonin and is taken daily"
    assert [(item.level, item.text) for item in items[1:4]] == [(0, "reboxetine"), (1, "rarely used"), (0, "bupropion")]


def test_wrapped_lines_become_paragraphs_and_divided_words_are_rejoined() -> None:
    paragraphs = [block.text for block in kinds(parse(DOCUMENTS["hard-wrapped chapter"][0]), "paragraph")]
    assert paragraphs[0].startswith(
        "A neuron is a cell that carries signals. It has a body, several short dendrites and"
    )
    assert paragraphs[0].endswith("Signals travel in one direction only.")


def test_tables_of_three_kinds_and_code() -> None:
    table = kinds(parse(DOCUMENTS["history chapter"][0]), "table")[0]
    assert table.text.split("\n")[3] == "1849 | Rome | republic crushed"
    assert kinds(parse("name\tage\nAnn\t31\nBob\t29\n"), "table")[0].text == "name | age\nAnn | 31\nBob | 29"
    assert kinds(parse("| a | b |\n|---|---|\n| 1 | 2 |\n"), "table")[0].text == "a | b\n1 | 2"
    code = parse("So we write:\n\n    for x in xs:\n        total = total + x\n    print(total)\n\nand are done.\n")
    assert kinds(code, "code")[0].text == "for x in xs:\n    total = total + x\nprint(total)"
    assert kinds(parse("```\na  = 1\n\nb = 2\n```\n"), "code")[0].text == "a  = 1\n\nb = 2"


WESTERN = "Ça alors, l'été dernier nous étions à Évian. Où êtes-vous ? Déjà vu."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert decode(WESTERN.encode(encoding)) == WESTERN


def test_cyrillic_in_an_old_encoding_and_a_damaged_byte() -> None:
    russian = "В горах вода кипит при более низкой температуре, потому что воздух слабее давит. " * 8
    assert decode(russian.encode("cp1251")) == russian
    damaged = (WESTERN * 60).encode().replace("Évian".encode(), b"\xc3vian", 1)
    assert decode(damaged).count("\ufffd") == 1


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", b"\xff\xfe", "\u00a0\n".encode()])
def test_an_empty_file_is_named(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="empty file"):
        read(Path("empty.txt"), data)


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 200, b"\x89PNG\r\n\x1a\n\x00\x00" * 40])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="undecodable bytes"):
        read(Path("noise.txt"), data)


def test_random_bytes_are_refused() -> None:
    for _ in range(20):
        with pytest.raises(UnreadableError):
            read(Path("noise.txt"), os.urandom(2_000))


LINES = st.sampled_from(
    [line for text, _ in DOCUMENTS.values() for line in text.split("\n")] + ["", "-----", "====", "\t"]
)


def signs(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


@given(st.lists(LINES | st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=40), max_size=30))
def test_no_letter_is_lost_or_moved(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        extract = parse(text)
    except UnreadableError as error:
        assert error.message != "empty file" or not signs(text)
        return
    shown = "".join(f"{block.marker}{block.text}" for block in extract.blocks)
    assert signs(shown) == signs(text)
    assert all(block.kind in ("table", "code") or "\n" not in block.text for block in extract.blocks)


def test_lines_in_one_block_under_a_colon_are_items_though_their_markers_are_lost() -> None:
    told = """Pruning A Rose

Pruning keeps a rose open to the light and is done in late winter, before the buds swell and when no hard frost is expected.

How it goes:
Cut out the dead wood first.
Take away what crosses another branch.
Shorten the rest to an outward bud.

A rambling rose is pruned after it has flowered, since it flowers on the wood of the year before, as every gardener learns once.
The cut is made with a clean blade.
"""
    (extract,) = read(Path("roses.txt"), told.encode())
    items = [block.text for block in extract.blocks if block.kind == "item"]
    assert items == [
        "Cut out the dead wood first.",
        "Take away what crosses another branch.",
        "Shorten the rest to an outward bud.",
    ]


def test_a_colon_before_the_only_next_line_or_a_long_paragraph_makes_no_list() -> None:
    lone = "A word of warning:\nNever climb a wet ladder.\n\nThe rest is easy, and it can be learnt in one afternoon.\n"
    long = "He said:\n" + "This is a very long line of talk. " * 9 + "\nAnd so on.\n\nThen he left the room for good.\n"
    for told in (lone, long):
        (extract,) = read(Path("notes.txt"), told.encode())
        assert all(block.kind != "item" for block in extract.blocks)
