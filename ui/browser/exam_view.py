"""What an exam looks like: the choice, a question with the clock and the navigator, and the report."""

from collections.abc import Sequence
from datetime import timedelta

from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.study.draw import Drawn
from studyground.assistant.study.report import Report, Result
from studyground.assistant.study.sitting import Sitting, State
from studyground.assistant.study.sittings import allowed_minutes
from studyground.corpus.blueprint import Blueprint, load_blueprint
from studyground.ui.browser.charts import Level, levels
from studyground.ui.browser.markup import button, esc, joined, options, tag
from studyground.ui.browser.question_view import facts_view, question_view

SHORTS = (0.25, 0.5, 1.0)


def choose_view(blueprint: Blueprint, names: Sequence[str], drawn: Drawn, past: Sequence[Report]) -> str:
    """Which exam, how long, and those that were sat before.

    Args:
        blueprint: The one that is chosen.
        names: All there are.
        drawn: What the bank could give for a whole exam.
        past: Reports, the latest first.
    """
    plans = [(name, load_blueprint(name).title) for name in names]
    counts = [max(1, round(blueprint.questions * part)) for part in SHORTS]
    lengths = [
        (str(number), f"{number} questions, {allowed_minutes(blueprint, number):.0f} minutes") for number in counts
    ]
    have = len(drawn.questions)
    pick = tag(
        "label", "Exam" + tag("select", options(plans, blueprint.name), class_="sg-field", data_change="blueprint")
    )
    size = tag("label", "Length" + tag("select", options(lengths, lengths[-1][0]), name="count", class_="sg-field"))
    begin = tag("button", "Begin the exam", type="submit", class_="sg-button", disabled=not have)
    form = tag("form", pick + size + begin, class_="sg-form", data_form="begin")
    notes = [tag("p", esc(blueprint.status_note), class_="sg-hint")] if blueprint.status_note else []
    missing = "; ".join(f"{one.domain} {one.missing} more" for one in drawn.shortages if one.missing > 0)
    if not have:
        notes.append(tag("p", "There are no questions for it yet. Make some in Practice.", class_="sg-warned"))
    elif missing:
        notes.append(tag("p", esc(f"The bank has {have} of {drawn.wanted} questions for a whole exam. Missing: {missing}. "
                                  "Make them in Practice."), class_="sg-warned"))  # fmt: skip
    text = tag("p", "The clock runs on while you are away, and the exam is handed in when it ends.", class_="sg-hint")
    rows = [
        Level(one.name, one.weight / 100, f"{one.weight:g} %") for one in blueprint.domains
    ]  # fmt: skip
    domains = tag("h3", "What is asked") + levels(rows, "Weights of the domains")
    cards = tag("section", tag("h2", "Exam") + form + text + joined(notes) + domains, class_="sg-card")
    return cards + _past(past)


def _past(past: Sequence[Report]) -> str:
    if not past:
        return ""
    rows = joined(
        tag("li", tag("button", esc(f"{one.submitted.astimezone():%d %B %Y, %H:%M}"), type="button", class_="sg-link",
                      data_act="report", data_id=one.exam)
            + tag("span", f"{one.right:g} of {one.scored}" + (f" · about {one.estimate.value}" if one.estimate else ""),
                  class_="sg-hint"))
        for one in past
    )  # fmt: skip
    return tag("section", tag("h2", "Exams you sat") + tag("ul", rows, class_="sg-rows"), class_="sg-card")


def clock(left: timedelta) -> str:
    """Time left as h:mm:ss."""
    seconds = int(left.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def running_view(sitting: Sitting, state: State) -> str:
    """One question of an exam, the clock, the navigator."""
    question, spot = sitting.questions[state.position], state.spots[state.position]
    last = state.position == len(state.spots) - 1
    timer = ""
    if state.remaining is not None:
        timer = tag(
            "p", clock(state.remaining), class_="sg-clock", role="timer", aria_label="Time left",
            data_left=f"{state.remaining.total_seconds():.0f}",
        )  # fmt: skip
    head = tag("div", tag("p", f"Question {state.position + 1} of {len(state.spots)}", class_="sg-count") + timer,
               class_="sg-row sg-apart")  # fmt: skip
    shown = question_view(question, spot.chosen, answered=False, name=f"e{sitting.id}-{state.position}", at_once=True)
    flag = button("Flagged" if spot.flagged else "Flag", "flag", aria_pressed=str(spot.flagged).lower(), data_key="f,F")
    back = button("Previous", "previous", kind="second", data_key="ArrowLeft", disabled=state.position == 0)
    on = button("Next", "next", kind="second" if last else "", data_key="ArrowRight", disabled=last)
    open_ones = f"{state.unanswered} without an answer" if state.unanswered else "all answered"
    submit = button(
        "Hand in", "submit", kind="" if last else "second",
        data_confirm=f"Hand in the exam ({open_ones})? Nothing can be changed afterwards.",
    )  # fmt: skip
    tools = tag("div", back + on + flag + '<span class="sg-grow"></span>' + submit, class_="sg-row")
    asked = tag("section", head + shown + tools, class_="sg-card sg-question", aria_label="Exam question")
    return asked + _navigator(state)


def _navigator(state: State) -> str:
    spots = []
    for spot in state.spots:
        words = ["answered" if spot.chosen else "seen" if spot.seen else "not seen"] + ["flagged"] * spot.flagged
        spots.append(
            tag("button", str(spot.number), type="button", class_="sg-spot", data_act="goto", data_at=spot.number - 1,
                data_state="answered" if spot.chosen else None, data_flagged=spot.flagged,
                aria_current="true" if spot.current else None, aria_label=f"Question {spot.number}, {', '.join(words)}")
        )  # fmt: skip
    text = f"{len(state.spots) - state.unanswered} of {len(state.spots)} answered"
    flagged = sum(spot.flagged for spot in state.spots)
    text += f", {flagged} flagged" if flagged else ""
    inner = tag("p", text, class_="sg-hint") + tag("div", joined(spots), class_="sg-spots")
    return tag("nav", inner, class_="sg-card", aria_label="Questions")


def report_view(report: Report) -> str:
    """How an exam went: score, estimate, domains, and what was missed with reasons and passages."""
    facts = [f"{report.right:g} of {report.scored} scored questions right"]
    if report.unanswered:
        facts.append(f"{report.unanswered} left open")
    if report.ended_by == "deadline":
        facts.append("time ran out")
    score = tag("p", f"{report.right / max(1, report.scored):.0%}", class_="sg-score")
    estimate = ""
    if report.estimate:
        one = report.estimate
        words = {"above": "above", "below": "below", "unclear": "not clearly above or below"}[one.verdict]
        estimate = tag("p", f"About {one.value} on the exam’s scale ({one.low} to {one.high}), {words} the pass mark of "
                       f"{one.pass_mark}. This is an estimate: nobody outside knows the real scaling.")  # fmt: skip
    rows = [
        Level(one.name or "No domain", one.right / one.asked, f"{one.right} of {one.asked}"
              + (f" · {one.weight:g} % of the exam" if one.weight else ""))
        for one in report.domains
    ]  # fmt: skip
    head = tag("h2", esc(report.title), tabindex="-1")
    top = tag("section", button("← Exams", "exams") + head + score + tag("p", esc(", ".join(facts) + ".")) + estimate
              + tag("h3", "By domain") + levels(rows, "Right answers by domain"), class_="sg-card sg-report")  # fmt: skip
    missed = joined(_missed(one) for one in report.missed)
    below = tag("section", tag("h2", f"Missed ({len(report.missed)})") + missed, class_="sg-card") if missed else ""
    return top + below


def _missed(result: Result) -> str:
    question: PracticeQuestion = result.question
    short = question.stem if len(question.stem) < 140 else question.stem[:140].rsplit(" ", 1)[0] + " …"
    how = "left open" if not result.answered else f"you chose {', '.join(result.chosen)}"
    keys = ", ".join(option.label for option in question.keys)
    summary = tag("summary", tag("span", f"{result.number}. {esc(short)}")
                  + tag("span", f"{how}, right: {keys}", class_="sg-hint"))  # fmt: skip
    shown = question_view(question, result.chosen, answered=True, name=f"m{result.number}")
    return tag("details", summary + shown + facts_view(question), class_="sg-missed")
