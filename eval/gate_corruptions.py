"""Questions with one thing made wrong on purpose, to see which gate notices."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.reader_denies import told_with
from studyground.assistant.practice.gates.stem import without_instruction
from studyground.assistant.practice.practice_question import Option, PracticeQuestion
from studyground.eval.reader_claims import NEGATABLE, NEGATED, NUMBER, SWAPS, altered, sentence_spans
from studyground.ingest.terms import terms

HONEST = "honest"
KINDS = ("key", "second_key", "citation", "stem_number", "stem_word", "stem_negation", "reason", "wrong_reason")
_WORD = re.compile(r"\b[\w-]+\b")
_SHARED = 2  # telling words that a sentence of the stem has in common with the guide's before its turning round counts
MOST_STEP = 4  # statements between a citation and the one it is moved to


@dataclass(frozen=True, slots=True)
class Variant:
    """A question as it came or with one thing wrong.

    Args:
        kind: `HONEST` or one of `KINDS`.
        question: What the gates see.
        cluster: Questions of one section succeed and fail together.
    """

    kind: str
    question: PracticeQuestion
    cluster: str


def variants(question: PracticeQuestion, context: GateContext, seed: int = 0) -> Iterator[Variant]:
    """A question, and each corrupted form of it that it allows.

    A question with several keys gives, for each of two of them, one with that key alone; the corrupted form has the other
    among its wrong options, though the guide gives it as right.
    """
    draw = random.Random(f"{seed} {question.id}")
    cluster = cluster_of(question)
    if len(question.keys) > 1:
        for honest, wrong in _alone(question):
            yield Variant(HONEST, honest, cluster)
            yield Variant("second_key", wrong, cluster)
        return
    if not question.keys or not question.citations:
        return
    yield Variant(HONEST, question, cluster)
    found = (
        _other_key(question, draw),
        _other_citation(question, context, draw),
        *_other_stems(question, context, draw),
        ("reason", _other_reason(question, question.keys, draw)),
        ("wrong_reason", _other_reason(question, question.distractors, draw)),
    )
    yield from (Variant(kind, corrupted, cluster) for kind, corrupted in found if corrupted)


def cluster_of(question: PracticeQuestion) -> str:
    """Where its key stands."""
    first = (question.citations or tuple(item for key in question.keys for item in key.citations) or (None,))[0]
    return f"question:{question.id}" if first is None else f"{first.document}#{' > '.join(first.section)}"


def _alone(question: PracticeQuestion) -> Iterator[tuple[PracticeQuestion, PracticeQuestion]]:
    """One key without the others, and the same with another key among the wrong options."""
    wrong = [option for option in question.options if not option.correct]
    if len(wrong) < 2:
        return
    for key, other in ((question.keys[0], question.keys[1]), (question.keys[1], question.keys[0])):
        cited = key.citations or question.citations
        stem = without_instruction(question.stem)
        as_wrong = replace(other, correct=False)
        yield (
            replace(question, stem=stem, select=1, options=(key, *wrong[:3]), citations=cited),
            replace(question, stem=stem, select=1, options=(key, as_wrong, *wrong[:2]), citations=cited),
        )


def _other_key(question: PracticeQuestion, draw: random.Random) -> tuple[str, PracticeQuestion | None]:
    if not question.distractors:
        return "key", None
    chosen = draw.choice(question.distractors)
    options = tuple(replace(option, correct=option is chosen) for option in question.options)
    return "key", replace(question, options=options)


def _other_citation(
    question: PracticeQuestion, context: GateContext, draw: random.Random
) -> tuple[str, PracticeQuestion | None]:
    """The citation moved to a statement of the guide that stands near it."""
    first = question.citations[0]
    doc = context.index.document(first.document).id
    at = context.statements.overlapping(doc, first.start, first.end)
    if not at:
        return "citation", None
    items = context.statements.items
    near = [
        items[row]
        for row in range(max(0, at[0] - MOST_STEP), min(len(items), at[-1] + MOST_STEP + 1))
        if row not in at and items[row].doc == doc and len(terms(items[row].text)) > 3
    ]
    key = frozenset(terms(question.keys[0].text))
    near = [item for item in near if not key <= frozenset(terms(item.text))]
    if not near:
        return "citation", None
    item = draw.choice(near)
    moved = replace(first, start=item.start, end=item.end, quote=item.text)
    return "citation", replace(question, citations=(moved,))


def _other_stems(
    question: PracticeQuestion, context: GateContext, draw: random.Random
) -> Iterator[tuple[str, PracticeQuestion | None]]:
    """The stem with a number, a word or a denial changed that stands in what the guide says too."""
    said = " ".join(told_with(one, context) for one in question.citations)
    yield "stem_number", _with_stem(question, _number_changed(question.stem, said, draw))
    yield "stem_word", _with_stem(question, _word_changed(question.stem, said, draw))
    yield "stem_negation", _with_stem(question, _turned_round(question.stem, said))


def _with_stem(question: PracticeQuestion, stem: str) -> PracticeQuestion | None:
    return replace(question, stem=stem) if stem and stem != question.stem else None


def _number_changed(stem: str, said: str, draw: random.Random) -> str:
    known = set(NUMBER.findall(said))
    found = [match for match in NUMBER.finditer(stem) if match.group() in known]
    if not found:
        return ""
    chosen = draw.choice(found)
    value = float(chosen.group().replace(",", ""))
    other = f"{value * draw.choice((2, 3, 10)) + 1:g}"
    return stem[: chosen.start()] + other + stem[chosen.end() :]


def _word_changed(stem: str, said: str, draw: random.Random) -> str:
    known = set(_WORD.findall(said.casefold()))
    found = [match for match in _WORD.finditer(stem) if match.group() in SWAPS and match.group() in known]
    if not found:
        return ""
    chosen = draw.choice(found)
    other: str = SWAPS[chosen.group()]
    return stem[: chosen.start()] + other + stem[chosen.end() :]


def _turned_round(stem: str, said: str) -> str:
    """The sentence of the stem that has most in common with the guide's, denied or its denial taken away."""
    known = frozenset(terms(said))
    spans = sentence_spans(stem)
    shared = [len(known & frozenset(terms(stem[start:end]))) for start, end in spans]
    if not spans or max(shared) < _SHARED:
        return ""
    start, end = spans[shared.index(max(shared))]
    sentence = stem[start:end]
    denial = NEGATED.search(sentence)
    if denial:
        turned = sentence[: denial.start()] + denial.group(1) + " " + sentence[denial.end() :]
        return stem[:start] + turned + stem[end:]
    which = re.match(r"(Which (?:of these|[\w-]+)) ([a-z]+s) ", sentence)
    verb = NEGATABLE.search(sentence)
    if which and not (verb and verb.start() <= which.start(2)):
        return stem[:start] + f"{which[1]} never {sentence[which.start(2) :]}" + stem[end:]
    if verb is None:
        return ""
    first, _, rest = verb.group().partition(" ")
    said_not = f"{first} not{' ' + rest if rest else ''}"
    return stem[:start] + sentence[: verb.start()] + said_not + sentence[verb.end() :] + stem[end:]


def _other_reason(
    question: PracticeQuestion, options: Sequence[Option], draw: random.Random
) -> PracticeQuestion | None:
    """One reason that cites the guide, with a number, a name, a word or a denial changed."""
    around = " ".join(one.quote for each in question.options for one in each.citations)
    for option in draw.sample(options, len(options)):
        found = altered(option.rationale, around, draw) if option.citations else None
        if found:
            other = replace(option, rationale=found[0])
            return replace(question, options=tuple(other if one is option else one for one in question.options))
    return None
