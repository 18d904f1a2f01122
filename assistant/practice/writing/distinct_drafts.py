"""Questions about two things that the guide tells apart: which of four accounts puts on each what is said of it."""

import re
from collections.abc import Iterator

from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.distinct_rivals import mixed
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_verbs import base_of
from studyground.assistant.practice.writing.phrasing import capital, plural, sentence, words
from studyground.assistant.practice.writing.stems import Stem

STYLE = "distinction"
MOST_WORDS = 44  # of an option that speaks of both
MOST_OF_A_FRAME = 6  # questions of a batch
MOST_LONGER = 1.8  # times that one such option is longer than another
_FRAMES = (
    "Which statement about {both} is right?",
    "Which description of {both} is right?",
    "Which account of {both} is right?",
)


def distinct_drafts(fact: Fact, desk: Desk) -> Iterator[Draft]:
    """Drafts that ask which account of two things is right.

    Args:
        fact: Of the form "distinction".
        desk: The guide and what was used.
    """
    others = [desk.facts[one] for one in desk.mined.other_actions.get(fact.id, ())]
    other = next((one for one in others if one.thing in fact.contrasts), None)
    frame = desk.spread.pick(_FRAMES, "distinct frame")
    if other is None or desk.spread.used("distinct frame", frame) >= MOST_OF_A_FRAME:
        return
    one_shown, other_shown = shown_inside(fact, other, desk), shown_inside(other, fact, desk)
    if any(_open_case(shown, fact, desk) for shown in (one_shown, other_shown)):
        return
    named = f"{_label(fact, other, desk)}{one_shown} and {other_shown}"
    stem = Stem(frame.format(both=named), (("distinct frame", frame),))
    parts = mixed(fact.need, other.need)
    third = next((one for one in others if one.thing not in (fact.thing, other.thing)), None)
    key = f"{one_shown} {fact.need}; {other_shown} {other.need}"
    swapped = f"{one_shown} {other.need}; {other_shown} {fact.need}"
    spans = tuple(dict.fromkeys((fact.span, other.span)))
    said = f"The guide says: “{_said(fact, desk)}”" + (f" And: “{_said(other, desk)}”" if len(spans) > 1 else "")
    if parts:
        cited = spans
        first, second, own, last = parts
        wrong = [
            f"{one_shown} {first} and {last}; {other_shown} {own} and {second}",
            f"{one_shown} {own} and {second}; {other_shown} {first} and {last}",
        ]
        reasons = [
            f"Half of this belongs to the other: “{mine}” is said of {one_shown}, “{theirs}” of {other_shown}. {said}"
            for mine, theirs in ((second, last), (first, own))
        ]
    elif third is not None:
        # An option that says the same of both would stand out beside pairs: a third half makes them alike.
        cited = tuple(dict.fromkeys((third.span, *spans)))
        wrong = [f"{one_shown} {half}; {other_shown} {third.need}" for half in (fact.need, other.need)]
        stray = (
            f"What is said here of {other_shown} belongs to {shown_inside(third, other, desk)}: “{_said(third, desk)}”"
        )
        reasons = [
            f"{stray} Of {other_shown} the guide says: “{_said(other, desk)}”",
            f"Neither half is right. {stray}",
        ]
    else:
        return  # wrong options that say the same of both leave two that are worth a thought
    lengths = sorted(len(text) for text in (key, *wrong))
    if words(key) > MOST_WORDS or lengths[-1] > MOST_LONGER * lengths[0]:
        return
    yield Draft(
        facts=(fact.id, other.id), things=(fact.thing, other.thing), stem=stem,
        options=(
            Drafted(capital(key), True, said, spans),
            Drafted(capital(swapped), False, f"This is the wrong way round. {said}", spans),
            *(Drafted(capital(text), False, reason, cited) for text, reason in zip(wrong, reasons, strict=True)),
        ),
        spans=spans, difficulty="analysis", style=STYLE,
    )  # fmt: skip


def shown_inside(fact: Fact, other: Fact, desk: Desk) -> str:
    """A name within a sentence, with the article that its statement gives it.

    Args:
        fact: Names it.
        other: Names the other: where that stands small within the sentence that both share, so does this.
        desk: Knows how names are written.
    """
    if any(word[:1].isupper() for word in fact.thing.split()[1:]) and _within(fact, desk):
        return fact.situation[:1].lower() + fact.situation[1:] if fact.situation != fact.thing else fact.thing
    first, _, rest = fact.situation.partition(" ")
    if rest and first.casefold() in ("a", "an", "the"):
        return f"{first.casefold()} {desk.casing.inside(rest)}"
    if fact.span == other.span and other.situation.islower() and first[1:].islower() and not rest:
        return fact.situation[:1].lower() + fact.situation[1:]
    return desk.casing.inside(fact.situation)


def _within(fact: Fact, desk: Desk) -> bool:
    """Whether the guide has a name, capitals and all, within a sentence."""
    return bool(re.search(rf"[a-z,;] {re.escape(fact.thing)}\b", desk.index.stored_text(fact.span.document)))


def _open_case(shown: str, fact: Fact, desk: Desk) -> bool:
    """Whether the guide has a name at the beginning of sentences alone, so that nobody knows how it stands within one."""
    return bool(re.fullmatch(r"[A-Z][a-z]+", shown)) and not re.search(
        rf"[a-z,;] {re.escape(shown)}\b", desk.index.stored_text(fact.span.document)
    )


def _label(fact: Fact, other: Fact, desk: Desk) -> str:
    """The plural under which one sentence tells two names apart ("Input modes: …") before them; "" for none."""
    match = re.match(r"(?P<label>[A-Z][a-z]+(?: [a-z]+)?): ", _said(fact, desk)) if fact.span == other.span else None
    bare = all(one.situation == one.thing for one in (fact, other))
    if match is None or not bare or not plural(match["label"]) or base_of(match["label"].split()[0].casefold()):
        return ""
    return f"the {match['label'][:1].lower()}{match['label'][1:]} "


def _said(fact: Fact, desk: Desk) -> str:
    """The sentence of a statement, as the guide has it."""
    text = desk.index.stored_text(fact.span.document)[fact.span.start : fact.span.end]
    return sentence(" ".join(text.split()))
