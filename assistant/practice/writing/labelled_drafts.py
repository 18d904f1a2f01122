"""Questions for the label of what a list says, for the value of a row of a table, and for the row of a value."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.writing.asked_noun import noun_of
from studyground.assistant.practice.writing.best_said import better_said
from studyground.assistant.practice.writing.cell_asked import asked_of, written_as_code
from studyground.assistant.practice.writing.contrast import described_apart, term_explained
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.lookup_drafts import head_span, lookup_drafts
from studyground.assistant.practice.writing.mining_language import with_article
from studyground.assistant.practice.writing.mining_lookups import LOOKED_UP
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.option_sorts import UNNAMED
from studyground.assistant.practice.writing.option_use import marked
from studyground.assistant.practice.writing.options import Choice, fitting
from studyground.assistant.practice.writing.phrasing import alike, capital, sentence
from studyground.assistant.practice.writing.plain_stems import field_of, with_noun, within_field
from studyground.assistant.practice.writing.stems import Stem
from studyground.assistant.practice.writing.told_drafts import chosen_of
from studyground.assistant.practice.writing.topics import concerning
from studyground.assistant.practice.writing.what_it_is import OF_THESE, called_term, describes

FORM = "labelled"
MOST_LENGTH = 2.3
LEAST_QUOTED = 3  # words of what a question quotes
# A sentence that looks like a noun: its verb comes after a clause of its subject ("a trend that … can vanish").
_TELLS = re.compile(
    r"(?:(?!\b(?:that|which|who|whose|where|when)\b).)*\b(?:is|are|can|may|must|will|has|have)\b|"
    r".*?\b(?:that|which|who) (?:(?!\b(?:and|or|but|that|which|who|whose|what|how|when|where)\b)[\w’'-]+ ){2,}"
    r"(?:can|may|must|will|might)\b"
)
NOBODY = "of these"  # where the list gives no noun
_DEFINED = ("Which term is defined as {meaning}?", "Which term means {meaning}?")


def labelled_drafts(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that ask what a fact's question asks, beside others of its list or column.

    Args:
        fact: Of the form "labelled".
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    if fact.situation == LOOKED_UP:
        yield from lookup_drafts(fact, desk, longer, count)
        return
    offers = [desk.facts[one] for one in desk.mined.other_actions.get(fact.id, ())]
    offers = [one for one in offers if alike((fact.thing, one.thing), MOST_LENGTH)]
    for chosen in chosen_of(fact, offers, desk, longer, count):
        facts = (fact, *chosen)
        stem = _stem(fact, facts, desk)
        if stem is None:
            return
        if stem.text.startswith("Which of these ") and fact.named_by != "heading":
            said = f"{stem.text} {' '.join(one.thing for one in facts)}"
            stem = replace(stem, text=concerning(stem.text, fact.section, desk, said) or stem.text)
        if _alone_of_its_noun(stem.text, [one.thing for one in facts]):
            continue
        quoted = re.search(r"\b(?:by|as|means) “([^“”]+)”", stem.text)
        if quoted and len(re.findall(r"[A-Za-z]{3,}", quoted[1])) < LEAST_QUOTED:
            return  # a formula, or a scrap of one
        if not desk.spread.fresh(stem.text) or not fitting(
            [Choice(one.thing, one is fact, one.thing, None) for one in facts]
        ):
            continue
        yield Draft(
            facts=(fact.id,), things=(fact.thing,), stem=marked(stem, chosen),
            options=tuple(
                _option(one, fact, desk, at) for at, one in enumerate(facts)
            ),
            spans=(fact.span, *_head(fact, desk)), difficulty="foundation", style=FORM,
        )  # fmt: skip


def _alone_of_its_noun(question: str, names: Sequence[str]) -> bool:
    """Whether one option alone ends in the noun that all are asked by ("Which certificate …?": "SAN certificate", "DV")."""
    asked = re.match(r"(?:With )?[Ww]hich (?P<noun>[a-z-]+(?: [a-z-]+)?) ", question)
    nouns = {asked["noun"], asked["noun"].split()[0]} if asked else set()
    return sum(any(name.casefold().endswith(f" {noun}") for noun in nouns) for name in names) == 1


def _option(one: Fact, key: Fact, desk: Desk, at: int) -> Drafted:
    """A label with its reason, which quotes what tells it from the key where the guide says that."""
    if one is key:
        reason = term_explained(one) if key.need.startswith(UNNAMED) else sentence(one.because)
        return Drafted(one.thing, True, reason, (one.span, *_head(one, desk)))
    better = better_said(one, key, desk.index) if one.because.startswith("Of “") else None
    said = better.fact if better else one
    reason = sentence(said.because) if better and better.apart else described_apart(said, key, desk, at)
    return Drafted(one.thing, False, reason, tuple(dict.fromkeys((said.span, key.span))))


def _head(fact: Fact, desk: Desk) -> tuple[Span, ...]:
    """The first row of the table that a fact is a row of; () for what stands in no table."""
    return head_span(fact, desk) if " | " in fact.text else ()


def _stem(fact: Fact, facts: Sequence[Fact], desk: Desk) -> Stem | None:
    """The question for a label; one that only quotes what a term means asks for a term of its field.

    None where the words behind the label do not say what it is.
    """
    noun = noun_of(facts, desk)
    quoted = re.fullmatch(r"Which (?P<who>[^“”]+) is described by “(?P<meaning>.+)”\?", fact.need)
    if quoted is None:
        return Stem(with_noun(fact.need, noun))
    if not describes(quoted["meaning"]) and not _TELLS.match(quoted["meaning"]):
        return None
    meaning = with_article(quoted["meaning"])
    noun = noun if quoted["who"] == NOBODY else quoted["who"]
    phrase = shapes_of(capital(meaning)) == {"noun"} and not has_finite_verb(meaning)
    if noun or not phrase or _TELLS.match(meaning) or called_term(fact.section) == OF_THESE:
        coded = written_as_code([one.thing for one in facts], desk.index.encoder.is_word)
        asked = asked_of(noun or called_term(fact.section).replace(OF_THESE, ""), meaning, coded=coded)
        return Stem(asked) if asked else None
    frame = desk.spread.pick(_DEFINED, "label frame")
    field = field_of(fact.section, [one.thing for one in facts])
    asked = within_field(frame.format(meaning=meaning), "" if re.search(r"\b(?:and|or)\b", field) else field)
    return Stem(asked, (("label frame", frame),))
