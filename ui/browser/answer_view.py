"""What an answer looks like on the page: sentences with their numbers, sources, both sides, or the nearest passages."""

from collections.abc import Iterable, Mapping, Sequence

from studyground.assistant.answer import Answer, Citation
from studyground.ui.browser.conversations import answer_as_markdown
from studyground.ui.browser.markup import bar, esc, joined, small_markdown, tag
from studyground.ui.printing import confidence_words, place

WEAK_SUPPORT = 0.5


def opener(citation: Citation, label: str, kind: str, spoken: str = "") -> str:
    """A button that opens a citation beside the page; `label` is safe markup."""
    return tag(
        "button",
        label,
        type="button",
        class_=kind,
        data_open=citation.document,
        data_start=citation.start,
        data_end=citation.end,
        aria_label=spoken or None,
    )


def conversation_view(
    answers: Sequence[Answer],
    asking: str = "",
    partial: str = "",
    problem: str = "",
    said: Mapping[int, str] | None = None,
) -> str:
    """The whole conversation.

    Args:
        answers: Those given so far.
        asking: A question that is being answered, or "".
        partial: What is known of its answer, as Markdown without numbers.
        problem: Why it could not be answered, or "".
        said: What to say under single answers, by their number from 0.
    """
    notes = said or {}
    turns = [_turn(number, answer, notes.get(number, "")) for number, answer in enumerate(answers)]
    if asking:
        if problem:
            body = tag("p", esc(problem), class_="sg-problem", role="alert")
        elif partial:
            body = tag("div", small_markdown(partial, {}), class_="sg-answer sg-partial")
        else:
            body = tag("div", "<span></span><span></span><span></span>", class_="sg-waiting") + tag(
                "p", "Looking in the guide…", class_="sg-sr"
            )
        turns.append(tag("section", _asked(asking) + body, class_="sg-turn"))
    return tag("div", joined(turns), class_="sg-conversation", role="log", aria_label="Conversation", tabindex="0")


def _asked(question: str) -> str:
    return tag("h2", esc(question), class_="sg-asked")


def _turn(number: int, answer: Answer, said: str) -> str:
    understood = ""
    if answer.standalone_question.split() != answer.question.split():
        understood = tag("p", f"Understood as: {esc(answer.standalone_question)}", class_="sg-understood")
    body = _not_in_guide(answer) if answer.status == "not_in_guide" else _answered(answer)
    note = tag("p", esc(said), class_="sg-hint", role="status") if said else ""
    return tag(
        "section", _asked(answer.question) + understood + body + _actions(number, answer) + note, class_="sg-turn"
    )


def _answered(answer: Answer) -> str:
    marks = {one.n: opener(one, str(one.n), "sg-cite", f"Source {one.n}: {_where(one)}") for one in answer.citations}
    parts = []
    if answer.conflicts:
        parts.append(_conflicts(answer, marks))
    else:
        parts.append(small_markdown(answer.answer, marks))
    if answer.note:
        parts.append(tag("p", esc(answer.note), class_="sg-note"))
    return tag("div", joined(parts), class_="sg-answer") + _sources(answer) + _certainty(answer)


def _conflicts(answer: Answer, marks: dict[int, str]) -> str:
    """The sides beside each other, then whatever else the answer says."""
    out = []
    said: set[str] = set()
    for conflict in answer.conflicts:
        sides = []
        for side in conflict.sides:
            said.add(side.text)
            numbers = joined(marks.get(number, "") for number in side.citations)
            source = next((one for one in answer.citations if one.n in side.citations), None)
            name = tag("p", esc(source.title or source.document), class_="sg-side-name") if source else ""
            sides.append(tag("div", name + f"<p>{esc(side.text)}{numbers}</p>", class_="sg-side"))
        head = tag("p", f"The sources disagree about {esc(conflict.about)}", class_="sg-disagree")
        out.append(head + tag("div", joined(sides), class_="sg-sides"))
    rest = [one for one in answer.sentences if one.text not in said]
    if rest:
        out.append(tag("p", " ".join(esc(one.text) + joined(marks.get(n, "") for n in one.citations) for one in rest)))
    return joined(out)


def _where(citation: Citation) -> str:
    return place(citation.title or citation.document, citation.section[-1:], citation.page)


def _sources(answer: Answer) -> str:
    items = [tag("li", opener(one, f"<b>{one.n}</b> {esc(_where(one))}", "sg-source")) for one in answer.citations]
    return tag("ul", joined(items), class_="sg-sources", aria_label="Sources")


def _certainty(answer: Answer) -> str:
    """How sure the answer is and how well its words are covered, in one quiet line."""
    words = confidence_words(answer.confidence)
    level = bar(answer.confidence, f"Confidence {answer.confidence:.0%}")
    weakest = min((one.support for one in answer.sentences), default=1.0)
    support = "every word from the guide" if weakest >= 0.99 else f"words found in the sources: {weakest:.0%} or more"
    how = "quoted from the guide" if answer.mode == "extractive" else f"worded by {answer.mode.removeprefix('llm:')}"
    text = f"{words.capitalize()} ({answer.confidence:.0%}) · {support} · {how}"
    return tag("p", level + tag("span", esc(text)), class_="sg-certainty")


def _not_in_guide(answer: Answer) -> str:
    head = tag("p", "The guide does not say.", class_="sg-helps-head")
    if not answer.nearest:
        more = tag("p", "Nothing in it comes near. Try other words, or look at what the guide holds in Library.")
        return tag("div", head + more, class_="sg-answer sg-helps")
    lead = tag("p", "These passages come nearest. They are no answer, but a place to look:")
    rows = [
        tag("li", opener(one, tag("span", esc(_where(one)), class_="sg-near-place")
            + tag("span", esc(_short(one.quote)), class_="sg-near-quote"), "sg-near"))
        for one in answer.nearest
    ]  # fmt: skip
    return tag("div", head + lead + tag("ul", joined(rows), class_="sg-nearest"), class_="sg-answer sg-helps")


def _short(quote: str, most: int = 180) -> str:
    text = " ".join(quote.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def _actions(number: int, answer: Answer) -> str:
    copy = tag(
        "button", "Copy", type="button", class_="sg-button quiet", data_copy=answer_as_markdown(answer),
        aria_label="Copy this answer with its sources as Markdown",
    )  # fmt: skip
    form = tag(
        "form",
        tag("label", "What is wrong with it?" + '<textarea name="comment" rows="2" maxlength="2000"></textarea>')
        + tag("label", "What would be right? (if you know)"
              + '<textarea name="expected" rows="2" maxlength="2000"></textarea>')
        + tag("button", "Keep the report", type="submit", class_="sg-button")
        + tag("p", "Reports stay on this computer, for whoever looks after the guide.", class_="sg-hint"),
        data_form="wrong", data_turn=number,
    )  # fmt: skip
    wrong = tag("details", tag("summary", "This answer is wrong", class_="sg-button quiet") + form, class_="sg-wrong")
    return tag("div", copy + wrong, class_="sg-actions")


def chips(questions: Iterable[str], label: str) -> str:
    """Questions to choose from."""
    inner = joined(tag("button", esc(one), type="button", class_="sg-chip", data_ask=one) for one in questions)
    return tag("div", inner, class_="sg-chips", role="group", aria_label=label) if inner else ""
