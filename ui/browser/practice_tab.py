"""The Practice tab: choose what to be asked, answer, and see at once the key, each option's reason and its passage."""

import random
from typing import Any

from studyground.assistant.practice.bank import add_to_bank
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.practice.set_aside import report_wrong_key
from studyground.assistant.study.draw import Drawn
from studyground.assistant.study.records import Records
from studyground.assistant.study.sitting import Sitting
from studyground.assistant.study.sittings import begin, unfinished
from studyground.corpus.blueprint import blueprint_names
from studyground.errors import InputError, StudygroundError
from studyground.ui.browser import studies as study
from studyground.ui.browser.background_jobs import Advance, Job, Jobs
from studyground.ui.browser.markup import esc, tag
from studyground.ui.browser.practice_view import bank_view, made_view, running_practice, setup_view, summary_view
from studyground.ui.browser.studies import Studies
from studyground.ui.browser.surface import ACTS, DIRECT, TICK_S, whole
from studyground.ui.browser.visits import Visit, Visits

MOST_AT_ONCE = 200
SUMMARY, SAID = "practice summary", "practice said"


def practice_tab(visits: Visits, tab: Any, studies: Studies, jobs: Jobs) -> None:
    """Build the tab inside the blocks that are open."""
    import gradio as gr

    with gr.Column(elem_id="sg-practice", elem_classes=["sg-page-column"]):
        asked = gr.HTML("", elem_id="sg-practice-question", **ACTS)
        stock = gr.HTML("", elem_id="sg-practice-bank", **ACTS)
        clock = gr.Timer(TICK_S, active=False)
    parts = [asked, stock]

    def shown(request: gr.Request) -> tuple[Any, ...]:
        visit = visits.of(request)
        return *practice(visit, studies, jobs), gr.Timer(active=making(visit, jobs))

    def act(event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        visit = visits.of(request)
        visit.kept.pop(SAID, None)
        try:
            acted(visit, studies, jobs, event._data or {})
        except StudygroundError as error:
            visit.kept[SAID] = str(error)
        return shown(request)

    def tick(request: gr.Request) -> tuple[Any, ...]:
        visit = visits.of(request)
        goes_on = making(visit, jobs)
        first, second = practice(visit, studies, jobs)
        if goes_on:
            return gr.skip(), second, gr.skip()
        return first if second else gr.skip(), second, gr.Timer(active=False)  # a question that is being answered stays

    tab.select(shown, outputs=[*parts, clock], **DIRECT)
    for part in parts:
        part.act(act, outputs=[*parts, clock], trigger_mode="multiple", **DIRECT)
    clock.tick(tick, outputs=[*parts, clock], **DIRECT)


def practice(visit: Visit, studies: Studies, jobs: Jobs) -> tuple[str, str]:
    """The question that is asked, or what to choose from; and the bank."""
    said = visit.kept.get(SAID, "")
    problem = tag("p", esc(said), class_="sg-problem", role="alert") if said else ""
    try:
        records = studies.records(visit)
        there = study.questions(visit)
        sitting = unfinished(records, "practice")
        if sitting is not None:
            return problem + running_practice(sitting, sitting.state()), ""
        stock = bank_view(there, study.blueprint(visit), blueprint_names(), visit.collection.name) + made_view(
            _job(visit, jobs)
        )
        summary = visit.kept.get(SUMMARY)
        done = summary_view(Sitting(records, summary).report()) if summary else ""
        return problem + done + setup_view(there), stock
    except StudygroundError as error:
        return tag("p", esc(str(error)), class_="sg-problem", role="alert"), ""


def making(visit: Visit, jobs: Jobs) -> bool:
    """Whether questions are being made at this moment."""
    job = _job(visit, jobs)
    return job is not None and job.runs


def _job(visit: Visit, jobs: Jobs) -> Job | None:
    return jobs.of(f"questions {study.bank(visit)}")


def acted(visit: Visit, studies: Studies, jobs: Jobs, asked: dict[str, Any]) -> None:
    """Do what was asked for.

    Raises:
        StudygroundError: It cannot be done.
    """
    act, fields = asked.get("act"), asked.get("fields") or {}
    records = studies.records(visit)
    if act == "start":
        visit.kept.pop(SUMMARY, None)
        start(
            visit,
            records,
            str(fields.get("domain", "")),
            str(fields.get("kind", "")),
            whole(fields.get("count"), 10, 1, MOST_AT_ONCE),
        )
    elif act == "make":
        visit.choose(study.BLUEPRINT, str(fields.get("blueprint", "")))
        make(visit, jobs, whole(fields.get("count"), 20, 1, MOST_AT_ONCE), str(fields.get("kind", "mixed")))
    elif act != "look":
        sitting = unfinished(records, "practice")
        if sitting is None:
            raise InputError("This practice is over.")
        _moved(visit, sitting, str(act), fields, asked)


def _moved(visit: Visit, sitting: Sitting, act: str, fields: dict[str, Any], asked: dict[str, Any]) -> None:
    if act == "answer":
        given = fields.get("answer", [])
        sitting.answer([str(label) for label in (given if isinstance(given, list) else [given])])
    elif act == "next":
        sitting.next()
    elif act == "previous":
        sitting.previous()
    elif act == "flag":
        sitting.flag()
    elif act == "finish":
        visit.kept[SUMMARY] = sitting.submit().exam
    elif act == "wrong-key":
        reason = str(fields.get("reason", ""))[:2000]
        entry = report_wrong_key(study.bank(visit), str(asked.get("id", "")), reason, visit.assistant)
        found = (
            f"The gates now find: {', '.join(entry.failed)}."
            if entry.failed
            else "The gates find nothing wrong with it."
        )
        raise InputError("Thank you. The question is set aside.", found)


def start(visit: Visit, records: Records, domain: str, kind: str, count: int) -> None:
    """Begin a practice over questions that were answered least."""
    seen = records.times_seen()
    wanted = [
        question
        for question in study.questions(visit)
        if (not domain or question.domain == domain)
        and (kind not in ("multiple_choice", "multiple_response") or question.type == kind)
    ]
    if not wanted:
        raise InputError("There is no such question in the bank.", "Make some, or choose more widely.")
    seed = random.randrange(1 << 30)
    order = random.Random(seed)
    wanted.sort(key=lambda question: (seen.get(question.id, 0), order.random()))
    taken: tuple[PracticeQuestion, ...] = tuple(wanted[: max(1, min(count, MOST_AT_ONCE))])
    drawn = Drawn(taken, (True,) * len(taken), count, (), 0, seed)
    begin(records, drawn, study.blueprint(visit), mode="practice").show()


def make(visit: Visit, jobs: Jobs, count: int, kind: str) -> Job:
    """Begin to write new questions for the bank."""
    from studyground.assistant.practice.generate import generate

    assistant, plan, path, there = visit.assistant, study.blueprint(visit), study.bank(visit), study.questions(visit)

    def work(advance: Advance) -> Any:
        advance("questions written", 0, count)
        made = generate(
            assistant,
            plan,
            count,
            kind="single" if kind == "single" else "multiple" if kind == "multiple" else "mixed",
            seed=len(there),
            existing=there,
            progress=lambda done, total: advance("questions written", done, total),
        )
        add_to_bank(path, made.questions)
        return made

    return jobs.start(f"questions {path}", "Making new questions", work)
