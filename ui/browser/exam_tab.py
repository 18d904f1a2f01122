"""The Exam tab: a sitting on the server's clock; reloading the page, or opening it elsewhere, takes it up where it is."""

from typing import Any

from studyground.assistant.study.draw import draw
from studyground.assistant.study.records import Records
from studyground.assistant.study.report import Report
from studyground.assistant.study.sitting import Sitting, SittingOverError
from studyground.assistant.study.sittings import begin, sittings, unfinished
from studyground.corpus.blueprint import blueprint_names
from studyground.errors import InputError, StudygroundError
from studyground.ui.browser import studies as study
from studyground.ui.browser.exam_view import choose_view, report_view, running_view
from studyground.ui.browser.markup import esc, tag
from studyground.ui.browser.studies import Studies
from studyground.ui.browser.surface import ACTS, DIRECT, whole
from studyground.ui.browser.visits import Visit, Visits

REPORT = "exam report"
MOST_PAST = 20


def exam_tab(visits: Visits, tab: Any, studies: Studies) -> None:
    """Build the tab inside the blocks that are open."""
    import gradio as gr

    with gr.Column(elem_id="sg-exam", elem_classes=["sg-page-column"]):
        surface = gr.HTML("", elem_id="sg-exam-surface", **ACTS)

    def shown(request: gr.Request) -> str:
        return exam(visits.of(request), studies, began=True)

    def act(event: gr.EventData, request: gr.Request) -> str:
        visit = visits.of(request)
        try:
            acted(visit, studies, event._data or {})
        except StudygroundError as error:
            return tag("p", esc(str(error)), class_="sg-problem", role="alert") + exam(visit, studies)
        return exam(visit, studies)

    tab.select(shown, outputs=surface, **DIRECT)
    surface.act(act, outputs=surface, trigger_mode="multiple", **DIRECT)


def exam(visit: Visit, studies: Studies, began: bool = False) -> str:
    """The exam that runs, a report, or the choice of one.

    Args:
        visit: Whose.
        studies: Opens the records.
        began: The page was just opened: time away is not time on the question.
    """
    try:
        records = studies.records(visit)
        sitting = unfinished(records, "exam")
        if sitting is not None:
            if began:
                sitting.show()
            state = sitting.state()
            if state.submitted is None:
                return running_view(sitting, state)
            visit.kept[REPORT] = sitting.id
        report = visit.kept.get(REPORT)
        if report:
            return report_view(Sitting(records, int(report)).report())
        return _choice(visit, records)
    except StudygroundError as error:
        return tag("p", esc(str(error)), class_="sg-problem", role="alert")


def _choice(visit: Visit, records: Records) -> str:
    plan = study.blueprint(visit)
    past: list[Report] = []
    for one in sittings(records):
        if one.mode == "exam" and one.state().submitted is not None and len(past) < MOST_PAST:
            past.append(one.report())
    return choose_view(plan, blueprint_names(), draw(study.questions(visit), plan, 0), past)


def acted(visit: Visit, studies: Studies, asked: dict[str, Any]) -> None:
    """Do what was asked for.

    Raises:
        StudygroundError: It cannot be done.
    """
    records = studies.records(visit)
    act = asked.get("act")
    if act == "blueprint":
        visit.choose(study.BLUEPRINT, str(asked.get("value", "")))
    elif act == "begin":
        visit.kept.pop(REPORT, None)
        _begin(visit, records, (asked.get("fields") or {}).get("count"))
    elif act == "report":
        visit.kept[REPORT] = whole(asked.get("id"), 0)
    elif act == "exams":
        visit.kept.pop(REPORT, None)
    else:
        sitting = unfinished(records, "exam")
        if sitting is not None:
            _moved(visit, sitting, str(act), asked)
        elif latest := next((one for one in sittings(records) if one.mode == "exam"), None):
            visit.kept[REPORT] = latest.id  # time ran out between two clicks


def _begin(visit: Visit, records: Records, count: Any) -> None:
    import secrets

    plan = study.blueprint(visit)
    wanted = whole(count, plan.questions, 1, plan.questions)
    if unfinished(records, "exam") is not None:
        return
    drawn = draw(study.questions(visit), plan, secrets.randbelow(1 << 30), wanted, records.times_seen())
    if not drawn.questions:
        raise InputError("There are no questions for this exam yet.", "Make some in Practice.")
    begin(records, drawn, plan).show()


def _moved(visit: Visit, sitting: Sitting, act: str, asked: dict[str, Any]) -> None:
    try:
        if act == "answer":
            labels = asked.get("labels") or []
            sitting.answer([str(label) for label in labels][:10])
        elif act == "next":
            sitting.next()
        elif act == "previous":
            sitting.previous()
        elif act == "goto":
            sitting.goto(whole(asked.get("at"), 0))
        elif act == "flag":
            sitting.flag()
        elif act == "submit":
            visit.kept[REPORT] = sitting.submit().exam
        elif act == "time" and sitting.tick():
            visit.kept[REPORT] = sitting.id
    except SittingOverError:
        visit.kept[REPORT] = sitting.id
