"""Questions as another program wrote them, before any gate has seen them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from studyground.assistant.answer import Citation
from studyground.assistant.practice.practice_question import LABELS, Difficulty, Option, PracticeQuestion, content_id

_SEPARATORS = re.compile(r"[\s,;|/&+]+")
_LEVELS: dict[str, Difficulty] = {"foundation": "foundation", "analysis": "analysis"}
_LISTED = re.compile(r"[;|\n]")
_ORDINAL = re.compile(r"[\s.():]+")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry of a file that is sound and yet no question of ours; `line` is 1-based."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file holds: its questions with the lines they begin on, and what was left out."""

    questions: tuple[PracticeQuestion, ...]
    lines: tuple[int, ...]
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of another program's question."""

    text: str
    correct: bool
    rationale: str = ""
    citations: tuple[Citation, ...] = ()


def built(
    origin: str,
    stem: str,
    choices: Sequence[Choice],
    domain: str = "",
    objective: str = "",
    difficulty: str = "",
    citations: Sequence[Citation] = (),
) -> PracticeQuestion:
    """A question of ours from the parts of another's, without a receipt.

    Args:
        origin: Name of the format it came in.
        stem: As a reader sees it.
        choices: In their order.
        domain: Of a blueprint, or "".
        objective: Of that domain, or "".
        difficulty: One of ours; "application" for any other.
        citations: What the key rests on, as far as the file says.

    Raises:
        ValueError: A text is empty or repeated, or the options are too few, too many, all right or all wrong.
    """
    stem = stem.strip()
    texts = [choice.text.strip() for choice in choices]
    if not stem:
        raise ValueError("the question has no text")
    if len(texts) < 2:
        raise ValueError("the question has fewer than two options")
    if len(texts) > len(LABELS):
        raise ValueError(f"the question has more than {len(LABELS)} options")
    if not all(texts):
        raise ValueError("an option is empty")
    if len(set(texts)) < len(texts):
        raise ValueError("two options are the same")
    keys = sum(choice.correct for choice in choices)
    if not 0 < keys < len(choices):
        raise ValueError("every option is right" if keys else "no option is marked right")
    return PracticeQuestion(
        id=content_id(stem, texts),
        type="multiple_choice" if keys == 1 else "multiple_response",
        select=keys,
        stem=stem,
        options=tuple(
            Option(label, text, choice.correct, choice.rationale.strip(), choice.citations)
            for label, text, choice in zip(LABELS, texts, choices, strict=False)
        ),
        domain=domain.strip(),
        objective=objective.strip(),
        difficulty=_LEVELS.get(difficulty, "application"),
        citations=tuple(citations),
        generator=f"imported:{origin}",
    )


def explained(question: PracticeQuestion, uncited: str) -> PracticeQuestion:
    """A question whose every option says why, as far as the guide does.

    A key rests on what the question rests on. Another program's words about an option stay; where the guide is not cited
    for them, that is said.

    Args:
        question: With the citations that the guide offers.
        uncited: The sentence for an option without a citation, `{}` for the option.
    """
    return replace(question, options=tuple(_explained(question, option, uncited) for option in question.options))


def _explained(question: PracticeQuestion, option: Option, uncited: str) -> Option:
    citations = option.citations or (question.citations if option.correct else ())
    if not citations:
        silent = uncited.format(option.text.rstrip("."))
        own = option.rationale.removesuffix(silent).strip()
        return replace(option, rationale=f"{own} {silent}".strip())
    quotes = " ".join(f"“{' '.join(citation.quote.split())}”" for citation in citations)
    return replace(option, rationale=option.rationale or f"The guide says: {quotes}", citations=citations)


def keys_named(named: str, texts: Sequence[str], labels: Sequence[str]) -> set[int]:
    """Which options a key names: by their labels ("B", "A, C", "AC") or by their texts.

    Args:
        named: As the file has it.
        texts: Of the options.
        labels: Of the options, such as "A" or "1".

    Returns:
        Their places, from 0.

    Raises:
        ValueError: It names none, or could mean different ones.
    """
    wanted = named.strip()
    plain = [" ".join(text.split()).casefold() for text in texts]
    places = {label.casefold(): at for at, label in enumerate(labels)}
    meanings: list[set[int]] = []
    by_text = {at for at, text in enumerate(plain) if text == " ".join(wanted.split()).casefold()}
    if by_text:
        meanings.append(by_text)
    parts = [_ORDINAL.sub("", part).casefold() for part in _SEPARATORS.split(wanted) if part.strip()]
    if len(parts) == 1 and parts[0] not in places and all(letter in places for letter in parts[0]):
        parts = list(parts[0])
    if parts and all(part in places for part in parts):
        meanings.append({places[part] for part in parts})
    if not meanings:
        listed = [" ".join(part.split()).casefold() for part in _LISTED.split(wanted) if part.strip()]
        if listed and all(part in plain for part in listed):
            meanings.append({plain.index(part) for part in listed})
    if not meanings:
        raise ValueError(f"the key {wanted!r} names no option" if wanted else "there is no key")
    if any(meaning != meanings[0] for meaning in meanings):
        raise ValueError(f"the key {wanted!r} could mean different options")
    return meanings[0]
