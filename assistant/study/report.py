"""How a sitting went: score, domains, objectives, and the questions missed with why and where to read."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.study.records import is_right
from studyground.assistant.study.scoring import Estimate, credit, scaled
from studyground.corpus.blueprint import Blueprint

SCHEMA = 1
Mode = Literal["exam", "practice"]
EndedBy = Literal["learner", "deadline"]


@dataclass(frozen=True, slots=True)
class Result:
    """One question of a sitting: number from 1, labels chosen, what it earned.

    `seen` is False for a question that never was on screen.
    """

    number: int
    question: PracticeQuestion
    chosen: tuple[str, ...]
    right: bool
    credit: float
    scored: bool
    flagged: bool
    seen: bool
    seconds: float

    @property
    def answered(self) -> bool:
        """Whether anything was chosen."""
        return bool(self.chosen)


@dataclass(frozen=True, slots=True)
class Tally:
    """Right ones among the questions asked of a domain or an objective; `weight` is the blueprint's, 0 for an objective."""

    name: str
    right: int
    asked: int
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """A sitting that is over.

    Score and estimate rest on the scored questions alone; domains and objectives count all that were asked.

    Args:
        exam: Number of the sitting.
        title: Of the blueprint.
        mode: Exam or practice.
        started: UTC.
        submitted: UTC; the deadline where time ran out.
        ended_by: The learner, or the deadline.
        right: Credit over the scored questions.
        scored: Number of scored questions.
        asked: Number of all questions.
        unanswered: Of all questions; each counts as wrong.
        estimate: The scaled estimate, or None.
        domains: In the blueprint's order.
        objectives: Those asked, in the blueprint's order.
        results: In the order asked.
    """

    exam: int
    title: str
    mode: Mode
    started: datetime
    submitted: datetime
    ended_by: EndedBy
    right: float
    scored: int
    asked: int
    unanswered: int
    estimate: Estimate | None
    domains: tuple[Tally, ...]
    objectives: tuple[Tally, ...]
    results: tuple[Result, ...]

    @property
    def missed(self) -> tuple[Result, ...]:
        """Questions not right, trials and unanswered ones included."""
        return tuple(result for result in self.results if not result.right)

    def to_json(self) -> dict[str, Any]:
        """The report as plain JSON types, schema 1."""
        results = [
            {
                **{key: value for key, value in asdict(one).items() if key != "question"},
                "question": one.question.to_json(),
            }
            for one in self.results
        ]
        plain = {
            name: getattr(self, name) for name in ("exam", "title", "mode", "ended_by", "right", "scored", "asked")
        }
        return {
            "schema": SCHEMA,
            **plain,
            "unanswered": self.unanswered,
            "started": self.started.isoformat(),
            "submitted": self.submitted.isoformat(),
            "estimate": asdict(self.estimate) if self.estimate else None,
            "domains": [asdict(tally) for tally in self.domains],
            "objectives": [asdict(tally) for tally in self.objectives],
            "results": [{**one, "chosen": list(one["chosen"])} for one in results],
        }


def result(
    number: int,
    question: PracticeQuestion,
    chosen: Sequence[str],
    blueprint: Blueprint,
    *,
    scored: bool = True,
    flagged: bool = False,
    seen: bool = True,
    seconds: float = 0.0,
) -> Result:
    """Score one question of a sitting."""
    earned = credit(question, chosen, blueprint.all_or_nothing)
    right = is_right(question, chosen)
    return Result(number, question, tuple(chosen), right, earned, scored, flagged, seen, seconds)


def report_of(
    exam: int,
    blueprint: Blueprint,
    mode: Mode,
    started: datetime,
    submitted: datetime,
    ended_by: EndedBy,
    results: Sequence[Result],
) -> Report:
    """Add a sitting up."""
    counted = [one for one in results if one.scored]
    right = sum(one.credit for one in counted)
    weights = {domain.name.casefold(): domain.weight for domain in blueprint.domains}
    domains = tally(
        [domain.name for domain in blueprint.domains], ((one.question.domain, one.right) for one in results)
    )
    objectives = [objective for domain in blueprint.domains for objective in domain.objectives]
    by_objective = tally(
        [objective.id for objective in objectives], ((one.question.objective, one.right) for one in results)
    )
    texts = {objective.id: f"{objective.id} {objective.text}" for objective in objectives}
    return Report(
        exam=exam,
        title=blueprint.title,
        mode=mode,
        started=started,
        submitted=submitted,
        ended_by=ended_by,
        right=right,
        scored=len(counted),
        asked=len(results),
        unanswered=sum(not one.answered for one in results),
        estimate=scaled(right, len(counted), blueprint),
        domains=tuple(
            Tally(one.name, one.right, one.asked, weights.get(one.name.casefold(), 0.0)) for one in domains if one.asked
        ),
        objectives=tuple(
            Tally(texts.get(one.name, one.name), one.right, one.asked) for one in by_objective if one.asked and one.name
        ),
        results=tuple(results),
    )


def tally(names: Sequence[str], answers: Iterable[tuple[str, bool]]) -> tuple[Tally, ...]:
    """Count right answers under each name; names are matched whatever their case, unknown ones come last.

    Args:
        names: In the order wanted; a name without an answer is counted as 0 of 0.
        answers: Name and whether right.
    """
    written = {name.casefold(): name for name in names}
    counts = {folded: [0, 0] for folded in written}
    for name, right in answers:
        folded = name.casefold()
        written.setdefault(folded, name)
        count = counts.setdefault(folded, [0, 0])
        count[0] += right
        count[1] += 1
    return tuple(Tally(written[folded], right, asked) for folded, (right, asked) in counts.items())
