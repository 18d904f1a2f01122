"""A practice question on the page: stem and options to choose from, and, once answered, the key with its reasons."""

from collections.abc import Collection

from studyground.assistant.practice.practice_question import Option, PracticeQuestion
from studyground.ui.browser.answer_view import opener
from studyground.ui.browser.markup import esc, joined, tag
from studyground.ui.printing import place


def question_view(
    question: PracticeQuestion,
    chosen: Collection[str],
    *,
    answered: bool,
    name: str,
    head: str = "",
    at_once: bool = False,
) -> str:
    """Stem and options.

    Args:
        question: To show.
        chosen: Labels chosen so far.
        answered: Show the key, every option's reason and its passage.
        name: Tells this showing from the one before it.
        head: Safe markup above the stem.
        at_once: Each choice is sent to the server when it is made.
    """
    kind = "radio" if question.select == 1 else "checkbox"
    legend = "Choose one" if question.select == 1 else f"Choose {question.select}"
    rows = joined(_option(option, kind, chosen, answered, name) for option in question.options)
    fields = tag(
        "fieldset", tag("legend", legend) + rows, class_="sg-options", data_answers=name, data_most=question.select,
        data_at_once=at_once, data_done=answered,
    )  # fmt: skip
    return head + tag("p", esc(question.stem), class_="sg-stem") + fields


def _option(option: Option, kind: str, chosen: Collection[str], answered: bool, name: str) -> str:
    taken = option.label in chosen
    field = tag(
        "input", type=kind, name="answer", value=option.label, checked=taken, disabled=answered,
        data_key=f"{option.label},{option.label.lower()}",
    ).replace("</input>", "")  # fmt: skip
    verdict, words, reasons = "", "", ""
    if answered:
        verdict = "right" if option.correct else "wrong" if taken else ""
        words = "Right answer" if option.correct else "Your answer" if taken else ""
        if taken and option.correct:
            words = "Right, your answer"
        reasons = tag("p", esc(option.rationale), class_="sg-why") if option.rationale else ""
        reasons += joined(
            opener(one, esc(place(one.title or one.document, one.section[-1:], one.page)), "sg-source")
            for one in option.citations
        )
    said = tag("span", words, class_="sg-verdict") if words else ""
    text = (
        tag("span", esc(option.label), class_="sg-label")
        + tag("span", esc(option.text), class_="sg-option-text")
        + said
    )
    label = tag("label", field + text, class_="sg-option", data_verdict=verdict or None)
    return tag("div", label + (tag("div", reasons, class_="sg-reasons") if reasons else ""), class_="sg-option-row")


def facts_view(question: PracticeQuestion) -> str:
    """Domain, difficulty and who wrote it, in one quiet line."""
    parts = [question.domain, question.difficulty]
    if question.generator.startswith("imported:"):
        parts.append("imported")
    elif question.generator != "deterministic":
        parts.append(f"worded by {question.generator.removeprefix('llm:')}")
    return tag("p", esc(" · ".join(part for part in parts if part)), class_="sg-hint")


def wrong_key_view(question: PracticeQuestion) -> str:
    """Where a learner says that a key is wrong."""
    form = tag(
        "form",
        tag("label", 'What is wrong with it?<textarea name="reason" rows="2" maxlength="2000" required></textarea>')
        + tag("button", "Set the question aside", type="submit", class_="sg-button second")
        + tag("p", "It leaves the bank, is checked again, and is kept beside it.", class_="sg-hint"),
        data_form="wrong-key", data_id=question.id,
    )  # fmt: skip
    return tag("details", tag("summary", "This key is wrong", class_="sg-button quiet") + form, class_="sg-wrong")
