"""JSON from another program or from our own export: a document of questions, a plain list, or one question a line."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from studyground.assistant.answer import Citation
from studyground.assistant.practice.exchange.imported import Choice, Imported, built, keys_named
from studyground.assistant.practice.practice_question import LABELS, citation_from_json
from studyground.errors import InputError

FORM = 'A question is {"question": "...", "options": ["...", ...], "answer": "B"}, or as our own JSON export has it.'
_STEM = ("stem", "question", "text", "prompt")
_OPTIONS = ("options", "choices", "answers")
_KEY = ("answer", "answers_correct", "correct_answer", "correct_answers", "correct", "key", "keys")
_KEY_PLACE = ("answer_index", "correct_index", "correctIndex")


def read(path: Path, text: str) -> Imported:
    """The questions of a JSON or JSON Lines file. Ids, receipts and indexes in it are not believed.

    Raises:
        InputError: It is not JSON, or an entry is not a question; its line is named.
    """
    questions, lines = [], []
    for line, value in _entries(path, text):
        try:
            questions.append(_question(value))
        except (ValueError, InputError) as error:
            raise InputError(f"{path}, line {line}: {error}.".replace("..", "."), FORM) from error
        lines.append(line)
    return Imported(tuple(questions), tuple(lines))


def _entries(path: Path, text: str) -> Iterator[tuple[int, Any]]:
    """Every entry with the line on which it begins."""
    decoder = json.JSONDecoder()
    try:
        at = _skip(text, 0)
        first, end = decoder.raw_decode(text, at)
        if _skip(text, end) == len(text):
            yield from _within(text, at, first, decoder)
            return
        while at < len(text):
            value, end = decoder.raw_decode(text, at)
            yield _line(text, at), value
            at = _skip(text, end)
    except json.JSONDecodeError as error:
        raise InputError(f"{path}, line {error.lineno}: not JSON ({error.msg}).", FORM) from error
    except RecursionError as error:
        raise InputError(f"{path} is nested too deeply.", FORM) from error


def _within(text: str, at: int, whole: Any, decoder: json.JSONDecoder) -> Iterator[tuple[int, Any]]:
    """The entries of one document: a question, a list of them, or an object that holds such a list."""
    if isinstance(whole, dict):
        name = next((key for key in ("questions", "items") if isinstance(whole.get(key), list)), None)
        if name is None:
            yield _line(text, at), whole
            return
        at = _skip(text, at + 1)
        while True:  # walk the object's own keys, so that the same word inside a text is not taken for the list
            key, end = decoder.raw_decode(text, at)
            at = _skip(text, _skip(text, end) + 1)
            if key == name and text[at] == "[":
                break
            at = _skip(text, _skip(text, decoder.raw_decode(text, at)[1]) + 1)
    elif not isinstance(whole, list):
        yield _line(text, at), whole
        return
    at = _skip(text, at + 1)
    while text[at] != "]":
        value, end = decoder.raw_decode(text, at)
        yield _line(text, at), value
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _question(value: Any) -> Any:
    if not isinstance(value, dict):
        raise ValueError("a question is a JSON object")
    stem = _first(value, _STEM)
    if not isinstance(stem, str):
        raise ValueError("the question has no text")
    return built(
        "json",
        stem,
        _choices(value),
        domain=_word(value, "domain"),
        objective=_word(value, "objective"),
        difficulty=_word(value, "difficulty"),
        citations=_citations(value),
    )


def _choices(value: Mapping[str, Any]) -> list[Choice]:
    given = _first(value, _OPTIONS)
    labels = list(LABELS)
    if isinstance(given, dict):
        labels, given = [str(label) for label in given], list(given.values())
    if not isinstance(given, list) or not given:
        raise ValueError("the question has no list of options")
    texts = [_option_text(option) for option in given]
    marked = [isinstance(option, dict) and "correct" in option for option in given]
    keys = (
        {at for at, option in enumerate(given) if _flag(option["correct"])}
        if all(marked)
        else _keys(value, texts, labels[: len(texts)])
    )
    explained = _first(value, ("rationales", "explanations"))
    return [
        Choice(
            text,
            at in keys,
            _rationale(value, option, explained, at, at in keys),
            _citations(option) if isinstance(option, dict) else (),
        )
        for at, (text, option) in enumerate(zip(texts, given, strict=True))
    ]


def _option_text(option: Any) -> str:
    text = option.get("text") if isinstance(option, dict) else option
    if isinstance(text, int | float) and not isinstance(text, bool):
        return str(text)
    if not isinstance(text, str):
        raise ValueError("an option has no text")
    return text


def _flag(correct: Any) -> bool:
    if not isinstance(correct, bool):
        raise ValueError('"correct" of an option must be true or false')
    return correct


def _keys(value: Mapping[str, Any], texts: list[str], labels: list[str]) -> set[int]:
    place = _first(value, _KEY_PLACE)
    if place is not None:
        if isinstance(place, bool) or not isinstance(place, int) or not 0 <= place < len(texts):
            raise ValueError(f"the key {place!r} is not the place of an option, counted from 0")
        return {place}
    named = _first(value, _KEY)
    if isinstance(named, list):
        return {at for one in named for at in _named(one, texts, labels)}
    return _named(named, texts, labels)


def _named(named: Any, texts: list[str], labels: list[str]) -> set[int]:
    if isinstance(named, int | float) and not isinstance(named, bool):
        if str(named) in texts or str(named) in labels:
            return keys_named(str(named), texts, labels)
        raise ValueError(f"the key {named!r} is a number: name the option's letter or text")
    if not isinstance(named, str):
        raise ValueError("there is no key")
    return keys_named(named, texts, labels)


def _rationale(value: Mapping[str, Any], option: Any, explained: Any, at: int, correct: bool) -> str:
    found = _first(option, ("rationale", "explanation", "feedback")) if isinstance(option, dict) else None
    if found is None and isinstance(explained, list) and at < len(explained):
        found = explained[at]
    if found is None and correct:
        found = _first(value, ("explanation", "rationale"))
    return found if isinstance(found, str) else ""


def _citations(value: Mapping[str, Any]) -> tuple[Citation, ...]:
    given = value.get("citations")
    if given is None:
        return ()
    if not isinstance(given, list):
        raise ValueError('"citations" must be a list')
    return tuple(citation_from_json(item) for item in given)


def _first(value: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((value[name] for name in names if value.get(name) is not None), None)


def _word(value: Mapping[str, Any], name: str) -> str:
    word = value.get(name)
    return word if isinstance(word, str) else ""
