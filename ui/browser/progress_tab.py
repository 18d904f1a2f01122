"""The Progress tab: where a learner stands, what comes due, the exams sat, and a plan to the day of the exam."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from studyground.assistant.study.progress import Day, Progress, progress
from studyground.assistant.study.reading import Reading, reading
from studyground.assistant.study.records import Records, present
from studyground.assistant.study.study_plan import PlanDay, study_plan
from studyground.corpus.blueprint import Blueprint, blueprint_names, load_blueprint
from studyground.errors import StudygroundError
from studyground.ui.browser import studies as study
from studyground.ui.browser.charts import Level, columns, levels, line
from studyground.ui.browser.markup import esc, joined, options, tag
from studyground.ui.browser.studies import Studies
from studyground.ui.browser.surface import ACTS, DIRECT
from studyground.ui.browser.visits import Visit, Visits
from studyground.ui.printing import place

EXAM_DATE = "exam date"
DAYS_SHOWN = 30
PLAN_SHOWN = 14
WEAKEST = 4


def progress_tab(visits: Visits, tab: Any, studies: Studies) -> None:
    """Build the tab inside the blocks that are open."""
    import gradio as gr

    with gr.Column(elem_id="sg-progress", elem_classes=["sg-page-column"]):
        surface = gr.HTML("", elem_id="sg-progress-surface", **ACTS)

    def shown(request: gr.Request) -> str:
        return progress_view(visits.of(request), studies)

    def act(event: gr.EventData, request: gr.Request) -> str:
        visit = visits.of(request)
        asked = event._data or {}
        if asked.get("act") == "blueprint":
            visit.choose(study.BLUEPRINT, str(asked.get("value", "")))
        elif asked.get("act") == "plan":
            visit.choose(EXAM_DATE, str((asked.get("fields") or {}).get("date", "")))
        return progress_view(visit, studies)

    tab.select(shown, outputs=surface, **DIRECT)
    surface.act(act, outputs=surface, trigger_mode="multiple", **DIRECT)


def progress_view(visit: Visit, studies: Studies) -> str:
    """The whole tab."""
    try:
        records, plan = studies.records(visit), study.blueprint(visit)
        standing = progress(records, plan, studies.deck(visit))
        parts = [_overview(standing, plan), _domains(standing), _over_time(standing), _cards(standing)]
        return joined([*parts, _weakest(visit, records, standing, plan), _plan(visit, records, standing, plan)])
    except StudygroundError as error:
        return tag("p", esc(str(error)), class_="sg-problem", role="alert")


def _overview(standing: Progress, plan: Blueprint) -> str:
    names = [(name, load_blueprint(name).title) for name in blueprint_names()]
    pick = tag("label", "Exam" + tag("select", options(names, plan.name), class_="sg-field", data_change="blueprint"))
    share = f"{standing.right / standing.attempts:.0%}" if standing.attempts else "–"
    figures = [
        (f"{standing.mastery:.0%}" if standing.attempts else "–", "mastery of the exam"),
        (str(standing.attempts), "questions answered"),
        (share, "of them right"),
        (str(standing.due), f"card{'s' * (standing.due != 1)} due now"),
        (str(standing.streak.current), f"day{'s' * (standing.streak.current != 1)} in a row"),
    ]
    tiles = joined(tag("div", tag("b", value) + tag("span", name), class_="sg-figure") for value, name in figures)
    start = "" if standing.attempts else tag(
        "p", "Answer some questions in Practice, and this page shows where you stand.", class_="sg-hint"
    )  # fmt: skip
    head = tag(
        "div", tag("h2", "Progress") + tag("form", pick, class_="sg-form", data_form="none"), class_="sg-row sg-apart"
    )
    return tag("section", head + tag("div", tiles, class_="sg-figures") + start, class_="sg-card")


def _domains(standing: Progress) -> str:
    heaviest = max(one.weight for one in standing.domains)
    rows = [
        Level(
            one.name,
            one.mastery,
            (f"{one.mastery:.0%} mastered" if one.mastery is not None else "not tried")
            + f" · {one.weight:g} % of the exam",
            one.weight / heaviest,
        )
        for one in standing.domains
    ]
    note = tag("p", "A longer bar weighs more in the exam; its filled part is what you master.", class_="sg-hint")
    return tag("section", tag("h2", "By domain") + levels(rows, "Mastery by domain") + note, class_="sg-card")


def _over_time(standing: Progress) -> str:
    days: Sequence[Day] = standing.days[-DAYS_SHOWN:]
    if not days:
        return ""
    points = [
        (f"{one.day:%d %b}", one.right / one.attempts, f"{one.day:%d %B}: {one.right} of {one.attempts} right")
        for one in days
    ]
    title = tag("h2", "Right answers over time")
    return tag("section", title + line(points, "Share of right answers by day"), class_="sg-card")


def _cards(standing: Progress) -> str:
    if not standing.cards:
        return ""
    rows = [
        ("Today" if not number else f"{day:%a %d}", float(count), f"{day:%d %B}: {count} card{'s' * (count != 1)}")
        for number, (day, count) in enumerate(standing.forecast)
    ]
    title = tag("h2", "Cards that come due")
    return tag("section", title + columns(rows, "Cards due by day"), class_="sg-card")


def _weakest(visit: Visit, records: Records, standing: Progress, plan: Blueprint) -> str:
    """Where most is to be won, with what to read."""
    if not standing.attempts:
        return ""
    missed = records.missed()
    objectives = {one.id: one for domain in plan.domains for one in domain.objectives}
    rows = []
    for one in standing.weakest(WEAKEST):
        links = _links(_read(visit, objectives.get(one.name), missed))
        rows.append(tag("li", tag("p", esc(f"{one.name} {one.text}")) + links))
    title = tag("h2", "Where most is to be won")
    return tag("section", title + tag("ul", joined(rows), class_="sg-rows sg-tall"), class_="sg-card")


def _read(visit: Visit, objective: Any, missed: Any) -> tuple[Reading, ...]:
    if objective is None:
        return ()
    try:
        return reading(visit.assistant, objective, missed, most=2)
    except StudygroundError:
        return ()


def _links(found: Sequence[Reading]) -> str:
    inner = joined(
        tag("button", esc(place(one.document, one.section[-1:], one.page)), type="button", class_="sg-source",
            data_open=one.document, data_start=one.start, data_end=one.end)
        for one in found
    )  # fmt: skip
    return tag("div", inner, class_="sg-row sg-links") if inner else ""


def _plan(visit: Visit, records: Records, standing: Progress, plan: Blueprint) -> str:
    """A day of the exam to choose, and the plan to it."""
    today = records.local_day(present())
    chosen = visit.chosen(EXAM_DATE)
    field = tag("input", type="date", name="date", value=chosen or (today + timedelta(days=28)).isoformat(),
                min=today.isoformat(), required=True, class_="sg-field").replace("</input>", "")  # fmt: skip
    form = tag("form", tag("label", "Day of the exam" + field)
               + tag("button", "Make a plan", type="submit", class_="sg-button second"),
               class_="sg-form", data_form="plan")  # fmt: skip
    head = tag("h2", "Study plan") + form
    if not chosen:
        return tag("section", head, class_="sg-card")
    try:
        days = study_plan(standing, date.fromisoformat(chosen), today)
    except (StudygroundError, ValueError) as error:
        said = str(error) if isinstance(error, StudygroundError) else "That is no date."
        return tag("section", head + tag("p", esc(said), class_="sg-problem", role="alert"), class_="sg-card")
    objectives = {one.id: one for domain in plan.domains for one in domain.objectives}
    missed = records.missed()
    shown = joined(_day(visit, one, objectives, missed) for one in days[:PLAN_SHOWN])
    rest = len(days) - PLAN_SHOWN
    more = tag("p", f"And {rest} more days.", class_="sg-hint") if rest > 0 else ""
    return tag("section", head + tag("ol", shown, class_="sg-rows sg-plan") + more, class_="sg-card")


def _day(visit: Visit, one: PlanDay, objectives: dict[str, Any], missed: Any) -> str:
    facts: list[str] = [one.kind]
    if one.questions:
        facts.append(f"{one.questions} questions")
    if one.cards:
        facts.append(f"{one.cards} card{'s' * (one.cards != 1)} due")
    links = joined(_links(_read(visit, objectives.get(name), missed)[:1]) for name in one.objectives[:2])
    when = tag("time", f"{one.day:%a %d %b}", datetime=one.day.isoformat())
    return tag(
        "li", when + tag("div", tag("p", esc(one.text)) + tag("p", esc(", ".join(facts)), class_="sg-hint") + links)
    )
