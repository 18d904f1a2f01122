"""What a model's question may not hold, looked at before the gates: markup, foreign names and numbers, another key."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from studyground.assistant.language_model.names import foreign
from studyground.assistant.language_model.opposites import POLES
from studyground.assistant.language_model.polarity import contradicting
from studyground.assistant.language_model.quantities import disagreeing, other_unit
from studyground.assistant.language_model.verification import unshowable
from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.stem import ASKING
from studyground.assistant.practice.model_reply import Written
from studyground.assistant.practice.practice_question import Check
from studyground.assistant.practice.writing.fact import Fact, Thing
from studyground.ingest.sentences import sentence_spans
from studyground.ingest.terms import STOP_WORDS, stem, terms

REPLY, OUTSIDE, KEY = "model_reply", "outside_words", "key_supported"
OPTIONS = 4
LEAST_WORDS, MOST_WORDS, LEAST_SENTENCES = 30, 110, 3
LONGEST_OPTION = 220
NEED_SHARE = 0.34
NEED_COSINE = 0.5
MOST_UNKNOWN = 0.12
FRAME = 3
COMMON_NAME = 3
_MARKS = re.compile(
    r"[<>\[\]{}|`*#\\^~=@]|_{2}|[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|//"
)
_ADDRESS = re.compile(r"[\w-]+(?:\.[A-Za-z]{2,})+(?:/\S*)?")
_DENIAL = re.compile(
    r"\b(?:not|no|never|nor|neither|without|cannot|avoid\w*|prevent\w*|stop\w*|rather than|instead of|unlike|except)\b|n['’]t\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OF_THE_TASK = re.compile(
    r"\b(?:instructions?|prompts?|as an ai|reply (?:only )?(?:with|in) json|ignore (?:all|the|any|previous)|previously given|"
    r"the (?:passage|sentence|names?|options?) (?:given|above|below)|(?:right|correct) (?:answer|option) is)\b",
    re.IGNORECASE,
)
_ACTIONS = frozenset(
    terms("use choose apply select adopt set up configure build run train store add switch move deploy enable turn try compute "
          "measure start put make keep")
)  # fmt: skip
_CAPITAL_QUALIFIERS = "most least best first next two three"
_ENDINGS = ("s", "ing", "ly", "ed")
_OPENERS = frozenset(
    "which what every each company team currently today recently management because during several many nowadays moreover "
    "however furthermore additionally meanwhile previously recently lately despite since although nobody "
    "everybody somebody everyone someone nothing everything".split()
)


@dataclass(frozen=True, slots=True)
class Material:
    """What a model is given for one question, and what its question is held against.

    Args:
        fact: What is to be asked for.
        passage: What is shown of the guide around it.
        headings: Headings above it and the document's title.
        thing: What the fact is about: the only right key.
        others: What a wrong option may name: things of the kind that the guide says are for something else.
        known: Every name of the guide, and what it teaches in the same section, as one text.
    """

    fact: Fact
    passage: str
    headings: str
    thing: Thing
    others: tuple[Thing, ...]
    known: str


def refusal(written: Written, material: Material, context: GateContext) -> Check | None:
    """Why a question is not even shown to the gates; None when there is no reason.

    Args:
        written: As it was read from the reply.
        material: What the model was given.
        context: The guide.
    """
    for name, reasons in (
        (REPLY, _form(written)),
        (OUTSIDE, _acting(written)),
        ("item_flaws", _keys(written)),
        (KEY, _named(written, material)),
        (OUTSIDE, _foreign(written, material, context)),
        (KEY, _beside_the_point(written, material, context)),
    ):
        reason = next(reasons, "")
        if reason:
            return Check(name, False, reason)
    return None


def things_named(text: str, material: Material) -> tuple[dict[str, str], str]:
    """Which of the given things a text names, by canonical name, and the rest of the text."""
    forms = {form: thing.name for thing in (material.thing, *material.others) for form in (thing.name, *thing.aliases)}
    found: dict[str, str] = {}
    for form in sorted(forms, key=lambda one: (-len(one), one)):
        pattern = rf"(?<![\w-]){re.escape(form)}(?:s|es)?(?![\w-])"
        text, count = re.subn(pattern, " ", text, flags=re.IGNORECASE)
        if count:
            found[forms[form]] = form
    return found, text


def _form(written: Written) -> Iterator[str]:
    if len(written.options) != OPTIONS or not all(written.options):
        yield f"There must be exactly {OPTIONS} options."
    if any(len(option) > LONGEST_OPTION for option in written.options):
        yield "An option is too long."
    count = len(written.stem.split())
    if not LEAST_WORDS <= count <= MOST_WORDS:
        yield f"The stem has {count} words; it must have 45 to 80."
    if len(sentence_spans(written.stem)) < LEAST_SENTENCES:
        yield "The stem must have three to five sentences."


def _keys(written: Written) -> Iterator[str]:
    if len(written.keys) != 1:
        yield f"Exactly one option must be the key; {len(written.keys)} are."


def _acting(written: Written) -> Iterator[str]:
    """Markup, addresses, and words that speak of the task instead of the scenario."""
    for text in (written.stem, *written.options):
        if _MARKS.search(text) or unshowable(text, ()) in ("a link or markup", "an address") or _ADDRESS.search(text):
            yield "There must be no link, markup or special mark in it."
        task = _OF_THE_TASK.search(text)
        if task:
            yield f"“{task.group()}” does not belong into a question."


def _named(written: Written, material: Material) -> Iterator[str]:
    """Whether the key names the fact's thing and each other option another one that was given."""
    used: set[str] = set()
    for at, option in enumerate(written.options):
        named = set(things_named(option, material)[0])
        right = at in written.keys
        if right and named != {material.thing.name}:
            yield f"The sentence does not say this of “{option}”, so that it cannot be the key."
        elif not right and material.thing.name in named:
            yield f"“{option}” names the right thing but is not marked as the key."
        elif len(named) != 1 or named & used:
            yield f"“{option}” must have exactly one of the given names in it, which no other option has."
        used |= named


def _foreign(written: Written, material: Material, context: GateContext) -> Iterator[str]:
    """Names, words and numbers from elsewhere."""
    fact, shown = material.fact, f"{material.headings} {material.passage}"
    stranger = _strange_name(written.stem, material, context)
    if stranger:
        yield f"“{stranger}” is a name that the guide does not have there; leave it out of the stem."
    unknown = _unknown_words(written.stem, context)
    if unknown:
        yield f"Too many words are neither in the guide nor ordinary English: {', '.join(unknown[:3])}."
    amount = disagreeing(written.stem, shown)
    if not any(letter.isdigit() for letter in amount):
        amount = other_unit(
            written.stem, fact.text
        )  # only the unit's word, which elsewhere in the passage tells nothing
    if amount:
        yield f"The stem has a number that the passage does not have: {amount}."
    asked = frozenset(terms(f"{written.stem} {fact.text}")) | ASKING | _ACTIONS
    for at, option in enumerate(written.options):
        _, rest = things_named(option, material)
        more = sorted(frozenset(terms(rest)) - asked)
        if more:
            yield f"“{option}” says more than a name and what the stem asks for: “{more[0]}”."
        amount = disagreeing(rest, fact.text) if rest.strip() else ""
        if amount:
            yield f"“{option}” has a number that the sentence does not have: {amount}."
        name = foreign(rest, f"{fact.text} {material.headings}", context.index.acronyms) if rest.strip() else ""
        if name:
            yield f"“{option}” has a name that the sentence does not have: {name}."
        if at in written.keys and terms(rest) and contradicting(option, fact.text):
            yield f"“{option}” says the opposite of the sentence."


def _strange_name(stem: str, material: Material, context: GateContext) -> str:
    """A name in the stem that is neither in the fact's own sentence and headings nor a name of the guide."""
    small = context.once(("small words",), lambda: _small_words(context))
    for start, _ in sentence_spans(stem):
        opening = _WORD.match(stem, start)
        plain = opening.group().lower() if opening else ""
        ordinary = context.index.encoder.is_word(plain) and plain.endswith(_ENDINGS)
        known = STOP_WORDS | small | set(_WORD.findall(material.known.lower()))
        if opening and not ordinary and plain not in known:
            return opening.group()
    # What only one or two passages name may have been put there to be repeated.
    common = context.once(("common words",), lambda: _common_words(context))
    allowed = f"{material.fact.text} {material.headings} {material.known} {_CAPITAL_QUALIFIERS} {common}"
    return foreign(stem, allowed, context.index.acronyms)


def _common_words(context: GateContext) -> str:
    return " ".join(sorted(word for word, count in context.index.words.items() if count >= COMMON_NAME))


def _small_words(context: GateContext) -> frozenset[str]:
    """Every word that the guide writes small somewhere: none of them is a name only."""
    texts = (context.index.stored_text(name) for name in context.index.document_names())
    return _OPENERS.union(*(re.findall(r"(?<![\w-])[a-z]+", text) for text in texts))


def _unknown_words(stem: str, context: GateContext) -> list[str]:
    """The words that neither the guide nor the encoder's vocabulary knows, when they are more than a text of English has."""
    known = context.index.words
    words = [re.sub(r"['’]\w+$", "", found.lower()) for found in _WORD.findall(stem)]
    strange = [word for word in words if word not in known and not context.index.encoder.is_word(word)]
    return strange if len(strange) > MOST_UNKNOWN * len(words) else []


def _beside_the_point(written: Written, material: Material, context: GateContext) -> Iterator[str]:
    """Whether the stem states the fact's need, and not its opposite."""
    need = context.need(written.stem)
    wanted = frozenset(terms(material.fact.need)) - ASKING
    share = len(wanted & need.all_stems) / len(wanted) if wanted else 0.0
    cosines = need.vectors @ context.vector(material.fact.need)
    if share < NEED_SHARE and float(cosines.max()) < NEED_COSINE:
        yield f"The stem does not ask for what the sentence says: {material.fact.need}."
    if need.sentences:
        best = max(range(len(need.sentences)), key=lambda at: (len(wanted & need.stems[at]), float(cosines[at])))
        turned = _turned(need.sentences[best], material.fact)
        if turned:
            yield f"“{need.sentences[best]}” says something else than the sentence: {turned}."


def _turned(sentence: str, fact: Fact) -> str:
    """Where a sentence that states a need turns it round; a need in the guide's own words may only have no denial beside it."""
    before, verbatim, after = sentence.partition(fact.need)
    if verbatim:
        denial = _DENIAL.search(f"{before} … {after}")
        return f"“{denial.group()}” stands beside it" if denial else ""
    said, meant = set(_WORD.findall(sentence.lower())), set(_WORD.findall(fact.need.lower()))
    for one, other in (*POLES, *((right, left) for left, right in POLES)):
        if meant & one and said & other and not said & one and not meant & other:
            return f"“{min(said & other)}” instead of “{min(meant & one)}”"
    return _exchanged(sentence, fact.need) or contradicting(sentence.replace("-", " "), fact.text.replace("-", " "))


def _exchanged(sentence: str, need: str) -> str:
    """One word of a need that stands in a sentence otherwise word for word, exchanged for another."""
    said, meant = _WORD.findall(sentence.lower()), _WORD.findall(need.lower())
    same = SequenceMatcher(None, meant, said, autojunk=False)
    pieces = same.get_opcodes()
    for before, (kind, low, high, start, end), after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        framed = before[0] == after[0] == "equal" and before[2] - before[1] + after[2] - after[1] >= FRAME
        if kind == "replace" and framed and high - low == end - start == 1 and stem(meant[low]) != stem(said[start]):
            return f"“{said[start]}” instead of “{meant[low]}”"
    return ""
