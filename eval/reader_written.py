"""Claims and questions that were written for the reader: sentences of guides and public texts in other people's words.

`written/paraphrases.jsonl.xz` holds a row a sentence: where it stands, what says the same in other words (`claim`), the same with
one thing changed (`changed`) and which (`change`). `written/questions.jsonl.xz` holds questions that share no telling word with
the sentence that answers them (`question`), the words of it that answer (`answer`), and passages near them that do not
(`others`). Sentences of our own guide stand in the row; those of public texts are found by the digest of their passage, so that
no text of others is kept here.
"""

import hashlib
import json
import lzma
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studyground.errors import InputError
from studyground.eval.reader_claims import altered, sentence_spans

FOLDER = Path(__file__).parent / "written"
GUIDE = "guide"
ALONE = 0.3  # share of claims read beside their sentence alone, the others beside what stands around it too
Triple = tuple[str, str, str]
Rows = Callable[[str], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with a text to read beside it.

    Args:
        question: In words that the text mostly has not.
        text: A passage.
        answer: Start and end of the words that answer, None where the text does not answer.
        name: Of the document.
    """

    question: str
    text: str
    answer: tuple[int, int] | None
    name: str


def paraphrases(rows_of: Rows, rng: random.Random) -> Iterator[tuple[str, str, str, bool | None]]:
    """Claims with the texts they are read beside.

    Args:
        rows_of: Gives the rows of a public file by its name, each with its "passage".
        rng: Draws what stands around a sentence, and changes by rule.

    Yields:
        Claim, text, name of the document, and whether the text supports the claim; None where the sentence that would was taken
        out.

    Raises:
        InputError: The file of claims is missing or damaged.
    """
    rows = _rows("paraphrases")
    passages = _passages({row["source"] for row in rows} - {GUIDE}, rows_of)
    for row in rows:
        before, sentence, after = _parts(row, passages)
        if not sentence:
            continue
        text = sentence if rng.random() < ALONE else "".join(_around(before, sentence, after, rng))
        name = _name(row)
        yield row["claim"], text, name, True
        yield row["changed"], text, name, False
        for said in (row["claim"], sentence):
            wrong = altered(said, text, rng)
            if wrong is not None and rng.random() < 0.5:
                yield wrong[0], text, name, False
        if rng.random() < 0.3:
            yield sentence, text, name, True
        rest = " ".join(part for part in (before, after) if part)
        if rest and rng.random() < 0.3:
            yield row["claim"], rest, name, None


def questions(rows_of: Rows, rng: random.Random) -> Iterator[Asked]:
    """Questions in plain words with a text that answers and texts that do not.

    Args:
        rows_of: Gives the rows of a public file by its name, each with its "passage".
        rng: Draws what stands around a sentence.

    Raises:
        InputError: The file of questions is missing or damaged.
    """
    rows = _rows("questions")
    passages = _passages({row["source"] for row in rows} - {GUIDE}, rows_of)
    for row in rows:
        before, sentence, after = _parts(row, passages)
        if row["answer"] not in sentence:
            continue
        left, _, right = _around(before, sentence, after, rng)
        at = len(left) + sentence.index(row["answer"])
        yield Asked(row["question"], left + sentence + right, (at, at + len(row["answer"])), _name(row))
        rest = " ".join(part for part in (before, after) if part)
        if len(rest.split()) > 25:
            yield Asked(row["question"], _piece(rest, rng), None, _name(row))
        for other in row["others"]:
            text = other if row["source"] == GUIDE else passages.get(other, "")
            if text:
                yield Asked(row["question"], _piece(text, rng), None, _name(row))


def _rows(name: str) -> list[dict[str, Any]]:
    path = FOLDER / f"{name}.jsonl.xz"
    try:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            return [json.loads(line) for line in file]
    except (OSError, ValueError, lzma.LZMAError) as error:
        raise InputError(f"{path} cannot be read: {error}.", "Fetch the project anew.") from error


def _name(row: dict[str, Any]) -> str:
    return str(row.get("document") or row["passage"])


def _passages(sources: set[str], rows_of: Rows) -> dict[str, str]:
    """Passages of public files by their digest."""
    return {
        hashlib.sha256(row["passage"].encode()).hexdigest()[:16]: row["passage"]
        for source in sorted(sources)
        for row in rows_of(source)
    }


def _parts(row: dict[str, Any], passages: dict[str, str]) -> Triple:
    """What stands before a sentence, the sentence, and what stands after it; all "" where its passage is not at hand."""
    if row["source"] == GUIDE:
        return row["before"], row["sentence"], row["after"]
    text = passages.get(row["passage"], "")
    return text[: row["start"]].strip(), text[row["start"] : row["end"]], text[row["end"] :].strip()


def _piece(text: str, rng: random.Random) -> str:
    """Some sentences of a text, of about the length that `_around` gives: what answers must not be known by its length."""
    spans = sentence_spans(text)
    first = last = rng.randrange(len(spans))
    room = rng.choice((8, 14, 20, 28, 40))
    while len(text[spans[first][0] : spans[last][1]].split()) < room and (first > 0 or last < len(spans) - 1):
        first, last = (
            (first - 1, last) if first > 0 and (last == len(spans) - 1 or rng.random() < 0.5) else (first, last + 1)
        )
    return text[spans[first][0] : spans[last][1]]


def _around(before: str, sentence: str, after: str, rng: random.Random) -> Triple:
    """The sentence between some of the words around it, cut between words."""
    words_before, words_after = before.split(), after.split()
    left, right = rng.choice((0, 20, 40, 70)), rng.choice((0, 20, 40, 70))
    told = " ".join(words_before[len(words_before) - left :]) if left else ""
    rest = " ".join(words_after[:right])
    return f"{told} " if told else "", sentence, f" {rest}" if rest else ""
