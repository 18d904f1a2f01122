"""The Review tab: cards that are due, answered and graded by keyboard, and what comes when."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from studyground.assistant.study.records import is_right
from studyground.assistant.study.review import RATINGS, Deck, DueCard
from studyground.errors import InputError, StudygroundError
from studyground.ui.browser.charts import columns
from studyground.ui.browser.markup import esc, joined, tag
from studyground.ui.browser.question_view import facts_view, question_view
from studyground.ui.browser.studies import Studies
from studyground.ui.browser.surface import ACTS, DIRECT, whole
from studyground.ui.browser.visits import Visit, Visits

SHOWN = "review card"
LONGEST_S = 600.0  # time that counts for one card


@dataclass(slots=True)
class Showing:
    """The card on screen, since when, and what was chosen once it was answered."""

    card: DueCard
    since: float
    chosen: tuple[str, ...] | None = None


def review_tab(visits: Visits, tab: Any, studies: Studies) -> None:
    """Build the tab inside the blocks that are open."""
    import gradio as gr

    with gr.Column(elem_id="sg-review", elem_classes=["sg-page-column"]):
        surface = gr.HTML("", elem_id="sg-review-surface", **ACTS)

    def shown(request: gr.Request) -> str:
        return review(visits.of(request), studies)

    def act(event: gr.EventData, request: gr.Request) -> str:
        visit = visits.of(request)
        try:
            acted(visit, studies, event._data or {})
        except StudygroundError as error:
            visit.kept.pop(SHOWN, None)
            return tag("p", esc(str(error)), class_="sg-problem", role="alert") + review(visit, studies)
        return review(visit, studies)

    tab.select(shown, outputs=surface, **DIRECT)
    surface.act(act, outputs=surface, trigger_mode="multiple", **DIRECT)


def review(visit: Visit, studies: Studies) -> str:
    """The card that is due, or when the next one is; and the days ahead."""
    try:
        deck = studies.deck(visit)
        showing = _showing(visit, deck)
        ahead = _forecast(deck)
        if showing is None:
            return _nothing_due(deck) + ahead
        return (_answered(showing, deck) if showing.chosen is not None else _asked(showing, deck)) + ahead
    except StudygroundError as error:
        return tag("p", esc(str(error)), class_="sg-problem", role="alert")


def acted(visit: Visit, studies: Studies, asked: dict[str, Any]) -> None:
    """Take an answer or a grade for the card on screen.

    Raises:
        StudygroundError: It cannot be done.
    """
    showing: Showing | None = visit.kept.get(SHOWN)
    if showing is None:
        return
    deck = studies.deck(visit)
    seconds = min(time.monotonic() - showing.since, LONGEST_S)
    if asked.get("act") == "answer" and showing.chosen is None:
        given = (asked.get("fields") or {}).get("answer", [])
        known = {option.label for option in showing.card.question.options}
        chosen = tuple(label for label in (given if isinstance(given, list) else [given]) if label in known)
        if len(chosen) != showing.card.question.select:
            many = "an option" if showing.card.question.select == 1 else f"{showing.card.question.select} options"
            raise InputError(f"Choose {many}.")
        deck.answer(showing.card, chosen, seconds)
        showing.chosen = chosen
    elif asked.get("act") == "grade" and showing.chosen is not None:
        visit.kept.pop(SHOWN, None)
        deck.grade(showing.card, whole(asked.get("grade"), 0), seconds)


def _showing(visit: Visit, deck: Deck) -> Showing | None:
    kept: Showing | None = visit.kept.get(SHOWN)
    if kept is not None:
        return kept
    due = deck.due(most=1)
    if due:
        visit.kept[SHOWN] = Showing(due[0], time.monotonic())
    return visit.kept.get(SHOWN)


def _head(showing: Showing, deck: Deck) -> str:
    why = {"miss": "missed before", "flag": "flagged by you"}[showing.card.reason]
    again = "; asked in other words" if showing.card.sibling else ""
    count = tag("p", f"{len(deck.due())} due", class_="sg-count")
    return tag("div", count + tag("p", why.capitalize() + again, class_="sg-hint"), class_="sg-row sg-apart")


def _asked(showing: Showing, deck: Deck) -> str:
    question = showing.card.question
    shown = question_view(question, (), answered=False, name=f"r{question.id}-{showing.since}")
    check = tag("button", "Check the answer", type="submit", class_="sg-button", data_key="Enter")
    keys = tag("p", "Letters choose, Enter checks, 1 to 4 grade.", class_="sg-hint sg-keys")
    form = tag("form", shown + tag("div", check + keys, class_="sg-row"), data_form="answer", class_="sg-question-form")
    return tag("section", _head(showing, deck) + form + facts_view(question), class_="sg-card sg-question",
               aria_label="Card to review")  # fmt: skip


def _answered(showing: Showing, deck: Deck) -> str:
    question, chosen = showing.card.question, showing.chosen or ()
    right = is_right(question, chosen)
    shown = question_view(question, chosen, answered=True, name=f"r{question.id}-{showing.since}-done")
    verdict = tag("p", "Right." if right else "Not right.", class_="sg-outcome", role="status")
    ahead = deck.preview(showing.card.card)
    grades = joined(
        tag("button", tag("b", esc(name.capitalize())) + tag("span", _until(ahead[rating])), type="button",
            class_="sg-grade", data_act="grade", data_grade=rating, data_key=str(rating),
            aria_label=f"{rating}, {name}: again in {_until(ahead[rating])}")
        for rating, name in RATINGS.items()
    )  # fmt: skip
    how = tag("p", "How well did you know it?", class_="sg-hint", id="sg-how")
    group = tag("div", grades, class_="sg-grades", role="group", aria_labelledby="sg-how")
    return tag("section", _head(showing, deck) + shown + verdict + how + group, class_="sg-card sg-question",
               aria_label="Card to grade")  # fmt: skip


def _nothing_due(deck: Deck) -> str:
    following = deck.next_due()
    if following is None:
        text = "There are no cards yet. Questions you miss or flag in Practice and Exam come here."
    else:
        text = f"Nothing is due now. The next card comes in {_until(following)}."
    return tag("section", tag("h2", "Review") + tag("p", text), class_="sg-card")


def _forecast(deck: Deck) -> str:
    if not deck.size():
        return ""
    rows = [
        ("Today" if not number else f"{day:%a %d}", float(count), f"{day:%d %B}: {count} card{'s' * (count != 1)}")
        for number, (day, count) in enumerate(deck.forecast())
    ]
    chart = columns(rows, "Cards that come due")
    size = f"{deck.size()} card{'s' * (deck.size() != 1)} in the deck."
    return tag("section", tag("h2", "What comes when") + chart
               + tag("p", size, class_="sg-hint"), class_="sg-card")  # fmt: skip


def _until(moment: datetime) -> str:
    """How long until a moment, as a person says it."""
    minutes = max(1, round((moment - datetime.now(UTC)).total_seconds() / 60))
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 60 * 24:
        return f"{round(minutes / 60)} h"
    days = round(minutes / 60 / 24)
    if days < 60:
        return f"{days} day{'s' * (days != 1)}"
    return f"{round(days / 30.4)} months"
