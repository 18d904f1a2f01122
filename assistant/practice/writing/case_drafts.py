"""Questions from the cases that a guide tells: the situation is the stem, what was decided the key, the rest is rejected."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.worked_case import Ruling, WorkedCase
from studyground.assistant.practice.writing.desk import Draft, Drafted, Several
from studyground.assistant.practice.writing.fact import Span
from studyground.assistant.practice.writing.mining_verbs import VERBS
from studyground.assistant.practice.writing.spread import Spread
from studyground.assistant.practice.writing.stems import Stem
from studyground.ingest.sentences import sentence_spans
from studyground.ingest.terms import terms

STYLE = "case"
SHAPES = {1: Several(4, 1), 2: Several(5, 2), 3: Several(6, 3)}
MOST_WORDS = 130  # of a situation that can be a stem
LEAST_OPTION, MOST_OPTION = 1, 32
NAME_WORDS = 5
SAME_WORDS = 0.6  # share of the shorter of two options' words above which they are the same course
ASK_ACTION, ASK_THING = "What should be done?", "Which choice fits this situation best?"
_SUPERLATIVE = re.compile(
    r"\b(?<!\bat )(least|most|lowest|highest|fewest|best|shortest|fastest|smallest|largest|cheapest|greatest|simplest)\b"
    r"(?! of\b)"
)
_WE = re.compile(r"\b(?:we|us|our|ours|I|my)\b", re.IGNORECASE)
_PLAIN_VERB = "Use"
_COUNT = {2: "two", 3: "three"}


@dataclass(frozen=True, slots=True)
class CaseBook:
    """The cases of a guide that a question can be made of, in order, each with those that stand near it."""

    cases: tuple[WorkedCase, ...]

    @classmethod
    def of(cls, cases: Sequence[WorkedCase]) -> "CaseBook":
        """The cases that have the form of a question: one to three decisions and a situation of fitting length."""
        return cls(tuple(case for case in cases if askable_case(case)))

    def near(self, case: WorkedCase) -> list[WorkedCase]:
        """Other cases under the same heading, those under the innermost one first."""
        own = case.section
        found: list[tuple[int, WorkedCase]] = []
        for other in self.cases:
            if other is case or other.document != case.document:
                continue
            shared = next((n for n, (a, b) in enumerate(zip(own, other.section, strict=False)) if a != b), len(own))
            if shared >= max(1, len(own) - 1):
                found.append((-shared, other))
        return [other for _, other in sorted(found, key=lambda pair: pair[0])]


def askable_case(case: WorkedCase) -> bool:
    """Whether a case tells enough, and not too much, for a question with one to three keys."""
    words = len(case.situation.split())
    options = [one.option for one in case.rulings]
    return (
        words <= MOST_WORDS
        and len(case.decided) in SHAPES
        and case.situation.count("?") <= 1
        and ("?" not in case.situation or case.situation.rstrip().endswith("?"))
        and all(LEAST_OPTION <= len(option.split()) <= MOST_OPTION and "?" not in option for option in options)
    )


def case_draft(case: WorkedCase, book: CaseBook, spread: Spread) -> Draft | None:
    """The question of a case; None when the guide has too few courses for it.

    Args:
        case: Askable.
        book: The guide's cases, which lend what they decided where too little was rejected.
        spread: Draws among more rejected courses than are needed.
    """
    shape = SHAPES[len(case.decided)]
    wanted = shape.options - shape.keys
    wrong = [(one, why(one)) for one in case.rejected]
    wrong = spread.random.sample(wrong, wanted) if len(wrong) > wanted else wrong
    wrong += _lent(case, book, wanted - len(wrong))
    if len(wrong) < wanted:
        return None
    courses = [*((one, why(one)) for one in case.decided), *wrong]
    texts = worded([one.option for one, _ in courses])
    options = tuple(
        Drafted(text, at < shape.keys, reason, tuple(Span(case.document, *span) for span in one.spans))
        for at, (text, (one, reason)) in enumerate(zip(texts, courses, strict=True))
    )
    return Draft(
        facts=(case.id,), things=(), stem=Stem(stem_of(case, texts)), options=options,
        spans=tuple(span for option in options[: shape.keys] for span in option.spans),
        difficulty="analysis" if shape.keys > 1 or _SUPERLATIVE.search(case.situation) else "application", style=STYLE,
    )  # fmt: skip


def why(ruling: Ruling) -> str:
    """The reason that the guide gives for a course, or, where it gives none, what it decided."""
    if ruling.reason:
        return ruling.reason if ruling.reason.endswith((".", "!", "?", "”")) else f"{ruling.reason}."
    return (
        "The guide decides this in the case."
        if ruling.chosen
        else "The guide considers this in the case and rejects it."
    )


def _lent(case: WorkedCase, book: CaseBook, count: int) -> list[tuple[Ruling, str]]:
    """What the guide decided in other cases near by, as courses that it does not take here."""
    found: list[tuple[Ruling, str]] = []
    taken = [frozenset(terms(one.option)) for one in case.rulings]
    for other in book.near(case) if count > 0 else ():
        for one in other.decided:
            mine = frozenset(terms(one.option))
            if len(found) == count or any(_alike(mine, theirs) for theirs in taken):
                continue
            taken.append(mine)
            where = f", “{other.section[-1]}”" if other.section and other.section != case.section else ""
            found.append((one, f"The guide decides this in another case{where}: {why(one)}"))
    return found


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= SAME_WORDS * max(1, min(len(one), len(other)))


def worded(options: Sequence[str]) -> list[str]:
    """Options in one grammar where a word can mend it: a bare name beside "Use …" is something to use."""
    plain = [option.strip().rstrip(".") for option in options]
    if not any(option.startswith(f"{_PLAIN_VERB} ") for option in plain):
        return plain
    return [f"{_PLAIN_VERB} {_small(option)}" if _is_name(option) else option for option in plain]


def _is_name(option: str) -> bool:
    """Whether an option is the name of a thing and no instruction."""
    words = option.split()
    if words[0].lower() in ("a", "an", "the"):
        return True
    return len(words) <= NAME_WORDS and words[0].lower() not in VERBS and shapes_of(option) <= {"noun", "gerund"}


def _small(option: str) -> str:
    first = option.split(" ", 1)[0]
    return option[:1].lower() + option[1:] if first in ("A", "An", "The") else option


def stem_of(case: WorkedCase, options: Sequence[str]) -> str:
    """The situation with one question at its end: its own, with its superlatives in capitals, or a plain one."""
    situation = case.situation.strip()
    if situation.endswith("?"):
        start, end = sentence_spans(situation)[-1]
        asked = _SUPERLATIVE.sub(lambda match: match.group().upper(), situation[start:end])
        told = situation[:start].rstrip()
    else:
        told = situation if situation.endswith((".", "!", "…")) else f"{situation}."
        asked = ASK_ACTION if all("imperative" in shapes_of(option) for option in options) else ASK_THING
    if _WE.search(told):
        told = f"A team writes: “{told}”"
    keys = len(case.decided)
    return f"{told} {asked}".strip() + (f" (Choose {_COUNT[keys]}.)" if keys > 1 else "")
