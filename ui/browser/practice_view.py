"""What practising looks like: the choice of questions, one question, the result, and the bank."""

from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

from studyground.assistant.practice.exchange.formats import EXPORTS
from studyground.assistant.practice.generate import Generated
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.study.report import Report
from studyground.assistant.study.sitting import Sitting, State
from studyground.corpus.blueprint import Blueprint, load_blueprint
from studyground.ui.browser.background_jobs import Job
from studyground.ui.browser.charts import Level, levels
from studyground.ui.browser.library_view import running_view
from studyground.ui.browser.markup import button, esc, joined, options, tag
from studyground.ui.browser.question_view import facts_view, question_view, wrong_key_view

FORMAT_NAMES = {
    "anki": "Anki deck",
    "gift": "Moodle (GIFT)",
    "qti": "QTI",
    "csv": "Spreadsheet (CSV)",
    "md": "Markdown",
    "json": "JSON",
}


def setup_view(questions: Sequence[PracticeQuestion]) -> str:
    """What to be asked."""
    if not questions:
        text = tag("p", "There are no practice questions for this collection yet. Make some below: they are written from the "
                   "guide, and each is checked against it before it is kept.", class_="sg-hint")  # fmt: skip
        return tag("section", tag("h2", "Practice") + text, class_="sg-card")
    counts = Counter(question.domain for question in questions)
    domains = [("", f"All ({len(questions)})")] + [
        (name, f"{name or 'No domain'} ({number})") for name, number in sorted(counts.items()) if name
    ]
    kinds = [("", "Any type"), ("multiple_choice", "One right answer"), ("multiple_response", "Several right answers")]
    fields = (
        _select("domain", "Domain", domains)
        + _select("kind", "Type", kinds)
        + _select("count", "Questions", [(str(number), str(number)) for number in (5, 10, 20, 40)], "10")
        + tag("button", "Start", type="submit", class_="sg-button")
    )
    form = tag("form", fields, class_="sg-form", data_form="start")
    return tag("section", tag("h2", "Practice") + form, class_="sg-card")


def _select(name: str, label: str, values: Sequence[tuple[str, str]], chosen: str = "") -> str:
    return tag("label", esc(label) + tag("select", options(values, chosen), name=name, class_="sg-field"))


def running_practice(sitting: Sitting, state: State) -> str:
    """One question of a practice, with its key once it is answered."""
    question, spot = sitting.questions[state.position], state.spots[state.position]
    answered, last = bool(spot.chosen), state.position == len(state.spots) - 1
    done = sum(bool(one.chosen) for one in state.spots)
    right = sum(_right(sitting, one.number - 1, one.chosen) for one in state.spots if one.chosen)
    head = tag(
        "div",
        tag("p", f"Question {state.position + 1} of {len(state.spots)}", class_="sg-count")
        + tag("p", f"{right} of {done} right" if done else "", class_="sg-hint", role="status"),
        class_="sg-row sg-apart",
    )  # fmt: skip
    shown = question_view(question, spot.chosen, answered=answered, name=f"p{sitting.id}-{state.position}-{answered}")
    if answered:
        verdict = "Right." if _right(sitting, state.position, spot.chosen) else "Not right. It is in Review now."
        forward = button("Finish" if last else "Next question", "finish" if last else "next", kind="", data_key="Enter")
        body = shown + tag("p", verdict, class_="sg-outcome", role="status")
        row = forward
    else:
        check = tag("button", "Check the answer", type="submit", class_="sg-button", data_key="Enter")
        body = tag("form", shown + tag("div", check, class_="sg-row"), data_form="answer", class_="sg-question-form")
        row = button("Skip", "finish" if last else "next")
    flag = button("Flagged" if spot.flagged else "Flag for review", "flag", aria_pressed=str(spot.flagged).lower())
    back = button("Back", "previous") if state.position else ""
    leave = "" if last and answered else button("Finish now", "finish")
    tools = tag("div", row + back + flag + leave, class_="sg-row")
    return tag("section", head + body + tools + facts_view(question) + wrong_key_view(question),
               class_="sg-card sg-question", aria_label="Practice question")  # fmt: skip


def _right(sitting: Sitting, at: int, chosen: Sequence[str]) -> bool:
    return {option.label for option in sitting.questions[at].keys} == set(chosen)


def summary_view(report: Report) -> str:
    """How a practice went."""
    answered = report.asked - report.unanswered
    rows = [
        Level(one.name or "No domain", one.right / one.asked, f"{one.right} of {one.asked}") for one in report.domains
    ]
    right = sum(one.right for one in report.results)
    text = f"{right} of {answered} answered questions right." if answered else "Nothing was answered."
    hint = tag("p", "What was missed waits in Review.", class_="sg-hint") if answered > right else ""
    chart = levels(rows, "Right answers by domain") if answered else ""
    return tag("section", tag("h2", "Done") + tag("p", text, role="status") + chart + hint, class_="sg-card sg-done")


def bank_view(
    questions: Sequence[PracticeQuestion], blueprint: Blueprint, names: Sequence[str], collection: str
) -> str:
    """The bank: how many questions, making more, taking it along, bringing others in."""
    several = sum(question.type == "multiple_response" for question in questions)
    text = (
        f"{len(questions)} questions, {several} with several right answers. Each passed every check against the guide."
    )
    plans = [(name, load_blueprint(name).title) for name in names]
    make = tag(
        "form",
        _select("blueprint", "For", plans, blueprint.name)
        + _select("count", "How many", [(str(number), str(number)) for number in (10, 20, 50, 100)], "20")
        + _select("kind", "Type", [("mixed", "As in the exam"), ("single", "One right answer"), ("multiple", "Several")])
        + tag("button", "Make new questions", type="submit", class_="sg-button second"),
        class_="sg-form", data_form="make",
    )  # fmt: skip
    links = joined(
        tag(
            "a",
            esc(FORMAT_NAMES.get(one, one)),
            href=f"/studyground/bank/{one}?collection={quote(collection)}",
            class_="sg-chip",
            download=True,
        )
        for one in EXPORTS
    )
    take = tag("div", tag("span", "Take along:", class_="sg-hint") + links, class_="sg-row") if questions else ""
    bring = tag(
        "div",
        tag("label", "Bring in a file" + tag("input", type="file", accept=".gift,.csv,.tsv,.json,.jsonl,.txt",
            class_="sg-sr", data_import=collection or True), class_="sg-button quiet")
        + tag("span", "GIFT, CSV or JSON; questions that fail a check are left out.", class_="sg-hint")
        + '<span class="sg-hint" data-upload-status role="status"></span>',
        class_="sg-row",
    )  # fmt: skip
    head = tag("h2", "Question bank") + (tag("p", text, class_="sg-hint") if questions else "")
    return tag("section", head + make + take + bring, class_="sg-card")


def made_view(job: Job | None) -> str:
    """How far the making of questions is, or what came of it."""
    if job is None:
        return ""
    made = job.result
    if isinstance(made, Generated):
        thin = "; ".join(f"{one.domain}: {one.carried} of {one.wanted}" for one in made.thin_domains)
        text = f"{len(made.questions)} of {made.asked} questions made in {made.seconds:.0f} seconds."
        less = tag("p", f"The guide carries too little of {esc(thin)}.", class_="sg-hint") if thin else ""
        return tag("section", tag("p", text, role="status") + less, class_="sg-card sg-done")
    if isinstance(made, str):
        return tag("section", tag("p", esc(made), role="status"), class_="sg-card sg-done")
    return running_view(job)
