"""What a person sees of questions, reports and progress; scripts read the JSON instead."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo

from rich.text import Text

from studyground.assistant.answer import Citation
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.study.progress import Progress
from studyground.assistant.study.reading import Reading
from studyground.assistant.study.report import Report, Result, Tally
from studyground.assistant.study.sitting import Spot
from studyground.assistant.study.study_plan import PlanDay
from studyground.ui.printing import place
from studyground.ui.screen import line
from studyground.ui.streams import shown

BAR = 20  # characters
VERDICTS = {
    "above": "The whole range lies above the pass mark.",
    "below": "The whole range lies below the pass mark.",
    "unclear": "The pass mark lies within the range: this exam cannot tell.",
}


def print_question(question: PracticeQuestion, chosen: Sequence[str] = ()) -> None:
    """Stem and options; what was chosen has a mark."""
    line(question.stem)
    for option in question.options:
        line(f"{'▸' if option.label in chosen else ' '} {option.label}. {option.text}", indent=1)


def print_key(question: PracticeQuestion, chosen: Sequence[str]) -> None:
    """Whether an answer was right, why each option is what it is, and the passages this rests on."""
    keys = [option.label for option in question.keys]
    right = set(chosen) == set(keys)
    verdict = "Right" if right else "Not answered" if not chosen else f"Not right: you chose {', '.join(chosen)}"
    told = "The key is" if len(keys) == 1 else "The keys are"
    line(f"{verdict}. {told} {', '.join(keys)}.", "bold green" if right else "bold")
    for option in question.options:
        line(f"{'✓' if option.correct else '✗'} {option.label}. {option.text}", indent=1)
        if option.rationale:
            line(option.rationale, indent=6)
        print_passages(option.citations, indent=6)
    if not any(option.citations for option in question.keys):
        print_passages(question.citations, indent=1)


def print_passages(citations: Iterable[Citation], indent: int) -> None:
    """The words that were cited and where they stand."""
    for cited in citations:
        quote = " ".join(cited.quote.split())
        line(Text(shown(f"“{quote}” ({place(cited.document, cited.section, cited.page)})"), style="dim"), indent=indent)


def print_navigator(spots: Sequence[Spot], chosen: bool = True) -> None:
    """All questions of a sitting in a few lines: number, answer, flag."""
    cells = [
        f"{'>' if spot.current else ' '}{spot.number:>3} {''.join(spot.chosen).lower() or '–':<3}{'⚑' if spot.flagged else ' '}"
        for spot in spots
    ]
    for first in range(0, len(cells), 8):
        line("  ".join(cells[first : first + 8]).rstrip())


def clock(left: timedelta | None) -> str:
    """Time left as h:mm:ss, or that there is no limit."""
    if left is None:
        return "no time limit"
    seconds = int(left.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02} left"


def print_report(report: Report, misses: bool = True) -> None:
    """How a sitting went."""
    line(f"{report.title}: {'time was up' if report.ended_by == 'deadline' else 'handed in'}", "bold")
    trials = report.asked - report.scored
    line(
        f"{_number(report.right)} of {report.scored} {'scored ' if trials else ''}questions right"
        f" ({report.right / report.scored if report.scored else 0:.0%})."
        + (f" {report.unanswered} unanswered, counted as wrong." if report.unanswered else "")
    )
    if trials:
        line(f"{trials} more were trial questions, as in the exam: not marked as such, and not in the score.")
    estimate = report.estimate
    if estimate is not None and report.mode == "exam":
        line(
            f"Scaled score, an estimate: {estimate.value}, in the range {estimate.low} to {estimate.high};"
            f" the pass mark is {estimate.pass_mark}. {VERDICTS[estimate.verdict]}"
        )
    line()
    line("By domain, of all questions asked" if trials else "By domain", "bold")
    _tallies(report.domains)
    if report.objectives:
        line()
        line("By objective", "bold")
        _tallies(report.objectives)
    if misses and report.missed:
        line()
        line("Missed", "bold")
        for one in report.missed:
            _miss(one)


def _miss(one: Result) -> None:
    line()
    line(f"Question {one.number}" + (f" · {one.question.domain}" if one.question.domain else ""), "bold")
    line(one.question.stem)
    print_key(one.question, one.chosen)


def _tallies(tallies: Sequence[Tally]) -> None:
    for one in tallies:
        weight = f", {one.weight:g} % of the exam" if one.weight else ""
        line(f"{_bar(one.right / one.asked)} {one.right} of {one.asked}  {one.name}{weight}")


def print_progress(standing: Progress, read: dict[str, Sequence[Reading]], zone: tzinfo | None = None) -> None:
    """Where a learner stands."""
    if not standing.attempts:
        line("Nothing is answered yet. Begin with studyground exam --practice.")
    else:
        line(
            f"{standing.attempts} answers, {standing.right / standing.attempts:.0%} right."
            f" Days in a row: {standing.streak.current} (most so far {standing.streak.longest})."
            + ("" if standing.streak.today or not standing.streak.current else " Answer one today to go on.")
        )
        if standing.elsewhere:
            line(f"{standing.elsewhere} of them are in none of this exam's domains.", "dim")
    line()
    line(f"Mastery by domain ({standing.blueprint}): the chance to be right on the next question", "bold")
    for one in standing.domains:
        done = f"{one.right} of {one.attempts} right" if one.attempts else "not tried yet"
        level = "  ?%" if one.mastery is None else f"{one.mastery:>4.0%}"
        line(f"{_bar(one.mastery or 0)} {level}  {one.name}: {done}, {one.weight:g} % of the exam")
    if standing.days:
        line()
        line("Right by day", "bold")
        for day in standing.days[-14:]:
            line(
                f"{_bar(day.right / day.attempts)} {day.right / day.attempts:>4.0%}  {day.day}, {day.attempts} answers"
            )
    if standing.cards:
        line()
        line(f"Cards: {standing.cards} in the deck, {standing.due} due now (studyground review)", "bold")
        most = max(count for _, count in standing.forecast) or 1
        for ahead, count in standing.forecast:
            if count:
                line(f"{_bar(count / most)} {count:>4}  {ahead}")
    line()
    line("Most to win", "bold")
    for one in standing.weakest():
        done = f"{one.right} of {one.attempts} right" if one.attempts else "not tried yet"
        line(f"{one.name} {one.text} ({one.domain}; {done})")
        for section in read.get(one.name, ()):
            line(f"read {place(section.document, section.section, section.page)}", "dim", indent=4)
    if standing.exams:
        line()
        line("Exams", "bold")
        for sat in standing.exams[:10]:
            scored = f", scaled estimate {sat.estimate}" if sat.estimate is not None else ""
            line(f"{sat.day}  {sat.title} ({sat.mode}): {_number(sat.right)} of {sat.scored} right{scored}")


def print_plan(plan: Sequence[PlanDay]) -> None:
    """A study plan, a day a line."""
    line()
    line("Plan", "bold")
    for day in plan:
        tasks = [f"{day.questions} questions"] if day.questions else []
        tasks += [f"{day.cards} cards"] if day.cards else []
        line(f"{day.day:%a} {day.day}  {day.kind}: {day.text}" + (f" [{', '.join(tasks)}]" if tasks else ""))
        for section in day.reading:
            line(f"read {place(section.document, section.section, section.page)}", "dim", indent=4)


def when(moment: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """A moment to come as a person says it."""
    ahead = moment.astimezone(UTC) - now.astimezone(UTC)
    if ahead < timedelta(hours=1):
        return f"in {max(1, round(ahead.total_seconds() / 60))} min"
    days = _days(moment.astimezone(zone).date(), now.astimezone(zone).date())
    if days == 0:
        return f"today at {moment.astimezone(zone):%H:%M}"
    return "tomorrow" if days == 1 else f"in {days} days"


def _days(later: date, earlier: date) -> int:
    return (later - earlier).days


def _bar(share: float) -> str:
    filled = round(BAR * min(1.0, max(0.0, share)))
    return "█" * filled + "░" * (BAR - filled)


def _number(value: float) -> str:
    return f"{value:g}" if value == int(value) else f"{value:.1f}"
