"""Questions for the label of what a list says, for the value of a row of a table, and for the row of a value."""

import re
from collections.abc import Iterator, Sequence

from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.writing.contrast import described_apart, term_explained
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_language import with_article
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.option_sorts import UNNAMED
from studyground.assistant.practice.writing.option_use import marked
from studyground.assistant.practice.writing.options import Choice, fitting
from studyground.assistant.practice.writing.phrasing import alike, capital, sentence
from studyground.assistant.practice.writing.plain_stems import class_in, field_of, with_field
from studyground.assistant.practice.writing.stems import Stem
from studyground.assistant.practice.writing.told_drafts import chosen_of

FORM = "labelled"
MOST_LENGTH = 2.3
_SENTENCES = (f"{UNNAMED} “{{meaning}}”?", "Which of these fits the description “{meaning}”?")
_PHRASES = ("Which of these is described as “{meaning}”?", "Which of these fits the description “{meaning}”?")


def labelled_drafts(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that ask what a fact's question asks, beside others of its list or column.

    Args:
        fact: Of the form "labelled".
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    offers = [desk.facts[one] for one in desk.mined.other_actions.get(fact.id, ())]
    offers = [one for one in offers if alike((fact.thing, one.thing), MOST_LENGTH)]
    for chosen in chosen_of(fact, offers, desk, longer, count):
        facts = (fact, *chosen)
        stem = _stem(fact, desk, [one.thing for one in facts])
        if not desk.spread.fresh(stem.text) or not fitting(
            [Choice(one.thing, one is fact, one.thing, None) for one in facts]
        ):
            continue
        yield Draft(
            facts=(fact.id,), things=(fact.thing,), stem=marked(stem, chosen),
            options=tuple(
                Drafted(one.thing, one is fact, _reason(one, fact, desk, at), tuple(dict.fromkeys((one.span, fact.span))))
                for at, one in enumerate(facts)
            ),
            spans=(fact.span,), difficulty="foundation", style=FORM,
        )  # fmt: skip


def _reason(one: Fact, key: Fact, desk: Desk, at: int) -> str:
    if one is not key:
        return described_apart(one, key, desk, at)
    return term_explained(one) if key.need.startswith(UNNAMED) else sentence(one.because)


def _stem(fact: Fact, desk: Desk, names: Sequence[str]) -> Stem:
    """The question for a label; one that only quotes what a term means is put in one of several ways, with its field."""
    quoted = re.fullmatch(rf"{UNNAMED} “(.+)”\?", fact.need)
    if quoted is None:
        return Stem(fact.need)
    phrase = shapes_of(capital(quoted[1])) == {"noun"} and not has_finite_verb(quoted[1])
    frame = desk.spread.pick(_PHRASES if phrase else _SENTENCES, "label frame")
    meaning = with_article(quoted[1])
    noun = class_in(fact.section[-1]) if fact.section else ""
    asked = frame.format(meaning=meaning).replace("of these", noun, 1) if noun else frame.format(meaning=meaning)
    return Stem(with_field(asked, field_of(fact.section, names)), (("label frame", frame),))
