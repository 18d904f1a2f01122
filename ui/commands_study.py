"""The commands that study: exam, review, progress."""

import secrets
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from studyground.assistant.practice.bank import default_bank, read_bank
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.practice.set_aside import set_aside_questions
from studyground.assistant.study.draw import Drawn, draw
from studyground.assistant.study.reading import Reading
from studyground.assistant.study.records import Records
from studyground.assistant.study.review import Deck
from studyground.assistant.study.sitting import Sitting
from studyground.assistant.study.sittings import begin, unfinished
from studyground.corpus.blueprint import Blueprint, load_blueprint
from studyground.errors import IndexMissingError, IndexRefusedError, InputError, StudygroundError
from studyground.settings import Settings, load_settings
from studyground.ui.printing import print_note
from studyground.ui.printing_study import clock, print_report
from studyground.ui.screen import line
from studyground.ui.streams import is_terminal, tell, write_json
from studyground.ui.study_prompt import bar, next_line


@dataclass(frozen=True, slots=True)
class ExamWish:
    """What was typed after `studyground exam`."""

    blueprint: str
    bank: Path | None
    minutes: float | None
    count: int | None
    practice: bool
    seed: int | None
    new: bool


def exam_command(wish: ExamWish, index: Path | None) -> None:
    """Sit an exam, or go on with one."""
    from studyground.ui.exam_screen import HELP, sit

    settings = load_settings({"index": index})
    records = _records(settings)
    bank = wish.bank or default_bank(settings)
    mode = "practice" if wish.practice else "exam"
    sitting = unfinished(records, "practice" if wish.practice else "exam")
    if sitting is not None and wish.new:
        sitting.submit()
        tell(f"The unfinished {mode} of {_begun(records, sitting)} is handed in; studyground progress lists it.")
        sitting = None
    if sitting is not None:
        answered = len(sitting.questions) - sitting.state().unanswered
        line(f"Going on with the {mode} of {_begun(records, sitting)}: {sitting.blueprint.title}.", "bold")
        line(f"{answered} of {len(sitting.questions)} answered, {clock(sitting.remaining())}. --new begins another.")
    else:
        blueprint = load_blueprint(wish.blueprint)
        sitting = _begin(records, settings, blueprint, bank, wish)
    if sitting.blueprint.status_note:
        print_note(sitting.blueprint.status_note)
    if is_terminal(sys.stdin):
        print_note(HELP)
    report = sit(sitting, sys.stdin, _reporter(settings, bank, records))
    if report is None:
        return
    line()
    print_report(report, misses=report.mode == "exam")
    cards = len(Deck(records).due())
    if cards:
        line()
        line(f"{cards} {'card is' if cards == 1 else 'cards are'} due for review: studyground review")


def _begin(records: Records, settings: Settings, blueprint: Blueprint, bank: Path, wish: ExamWish) -> Sitting:
    seed = secrets.randbelow(10**6) if wish.seed is None else wish.seed
    seen = records.times_seen() if wish.seed is None else None  # a seed that was given draws the same exam again
    drawn = draw(_questions(bank, wish.bank is not None), blueprint, seed, wish.count, seen)
    if drawn.shortages:
        drawn = _short(
            drawn, blueprint, bank, settings, lambda: draw(read_bank(bank), blueprint, seed, wish.count, seen)
        )
    sitting = begin(records, drawn, blueprint, wish.minutes, "practice" if wish.practice else "exam")
    line(f"{blueprint.title}: {len(drawn.questions)} questions, {clock(sitting.remaining())}.", "bold")
    return sitting


def _questions(bank: Path, named: bool) -> list[PracticeQuestion]:
    """The questions of a bank; the learner's own may not be there yet."""
    return read_bank(bank) if named or bank.exists() else []


def _short(drawn: Drawn, blueprint: Blueprint, bank: Path, settings: Settings, again: Callable[[], Drawn]) -> Drawn:
    """Say what the bank lacks, and write it, begin with less, or leave, as the learner says."""
    have = len(drawn.questions)
    line(f"The bank {bank} can fill {have} of {drawn.wanted} questions. It needs")
    for shortage in drawn.shortages:
        line(f"{shortage.missing} more in {shortage.domain}", indent=2)
    if drawn.outside:
        line(f"{drawn.outside} of its questions are in none of this exam's domains.", "dim")
    shorter = ", s begins with those there are" if have else ""
    answer = (next_line(sys.stdin, f"y writes them now{shorter}, n leaves: ") or "").strip().lower()
    if answer in ("y", "yes", "g"):
        drawn = _written(drawn, blueprint, bank, settings, again)
    elif answer not in ("s", "short", "shorter"):
        missing = sum(shortage.missing for shortage in drawn.shortages)
        raise StudygroundError(
            f"The bank has too few questions for this exam: {missing} more are needed.",
            f"Write them with studyground questions generate --count {missing} --blueprint {blueprint.name}"
            f" --out {bank}" + (f", or ask for fewer with --questions {have}." if have else "."),
        )
    if not drawn.questions:
        raise StudygroundError("There is no question to ask.", "The guide may be too short for this exam.")
    return drawn


def _written(drawn: Drawn, blueprint: Blueprint, bank: Path, settings: Settings, again: Callable[[], Drawn]) -> Drawn:
    from studyground.assistant.assistant import Assistant
    from studyground.assistant.study.top_up import top_up

    missing = sum(shortage.missing for shortage in drawn.shortages)
    tell(f"Writing {missing} questions …")
    added = top_up(Assistant.open(settings), blueprint, bank, drawn.shortages, drawn.seed, bar("Written"))
    line(f"{added} questions were added to {bank}.")
    full = again()
    for shortage in full.shortages:
        line(f"The guide carries no more: {shortage.domain} has {shortage.available} of {shortage.wanted}.")
    return full


def review_command(bank: Path | None, index: Path | None) -> None:
    """Review what is due."""
    from studyground.ui.review_screen import review

    settings = load_settings({"index": index})
    records = _records(settings)
    path = bank or default_bank(settings)
    questions = _questions(path, bank is not None)
    retired = {entry.question.id for entry in set_aside_questions(path)}
    review(records, Deck(records, questions, retired), sys.stdin, _reporter(settings, path, records))


def progress_command(blueprint: str, exam_date: date | None, index: Path | None, as_json: bool) -> None:
    """Show where the learner stands."""
    from studyground.assistant.study.progress import progress
    from studyground.assistant.study.records import present
    from studyground.assistant.study.study_plan import study_plan
    from studyground.ui.printing_study import print_plan, print_progress

    settings = load_settings({"index": index})
    records = _records(settings)
    outline = load_blueprint(blueprint)
    bank = default_bank(settings)
    deck = Deck(records, (), {entry.question.id for entry in set_aside_questions(bank)})
    standing = progress(records, outline, deck)
    wanted = {one.name for one in (standing.objectives if exam_date else standing.weakest())}
    sections = _sections(settings, outline, wanted, records)
    plan = study_plan(standing, exam_date, records.local_day(present()), read=sections) if exam_date else ()
    if as_json:
        weakest = [
            {"objective": one.name, "reading": [_place(section) for section in sections.get(one.name, ())]}
            for one in standing.weakest()
        ]
        written = standing.to_json() | {"weakest": weakest}
        write_json(written | ({"plan": [day.to_json() for day in plan]} if exam_date else {}))
        return
    print_progress(standing, sections)
    if plan:
        print_plan(plan)


def _sections(
    settings: Settings, blueprint: Blueprint, wanted: set[str], records: Records
) -> dict[str, Sequence[Reading]]:
    """What to read for each objective; nothing where there is no index to look in, which is said."""
    from studyground.assistant.assistant import Assistant
    from studyground.assistant.study.reading import reading

    try:
        assistant = Assistant.open(settings)
    except (IndexMissingError, IndexRefusedError) as error:
        tell(f"What to read cannot be said: {error}")
        return {}
    missed = records.missed()
    objectives = [one for domain in blueprint.domains for one in domain.objectives if one.id in wanted]
    return {one.id: reading(assistant, one, missed) for one in objectives}


def _place(section: Reading) -> dict[str, object]:
    return {**asdict(section), "section": list(section.section)}


def _records(settings: Settings) -> Records:
    records = Records.open(settings)
    for notice in records.notices:
        tell(notice)
    return records


def _begun(records: Records, sitting: Sitting) -> str:
    return f"{sitting.started.astimezone(records.zone):%Y-%m-%d %H:%M}"


def _reporter(settings: Settings, bank: Path, records: Records) -> Callable[[PracticeQuestion, str], None]:
    """Sets a question aside in its bank and takes its card out of the deck."""

    def report(question: PracticeQuestion, why: str) -> None:
        from studyground.assistant.assistant import Assistant
        from studyground.assistant.practice.set_aside import report_wrong_key

        Deck(records).retire(question.id)
        try:
            entry = report_wrong_key(
                bank, question.id, why or "The learner says the key is wrong.", Assistant.open(settings)
            )
        except InputError as error:
            tell(f"The card is out of the deck. {error}")
            return
        failed = ", ".join(entry.failed)
        found = f"The gates fail it now: {failed}." if failed else "The gates find nothing wrong with it."
        line(f"Thank you: the question is set aside, and your report is kept. {found}")

    return report
