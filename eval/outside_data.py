"""Public labelled sets by name, read from a folder beside the project; absent is a sentence, not an error."""

import csv
import json
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studyground.errors import InputError, StudygroundError
from studyground.eval.spans import Span

BENCH_DIR = Path("../shared/bench")


class SetMissingError(StudygroundError):
    """The folder of an outside set is not there: the set is skipped with this sentence."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with an evidence text and whether that supports it.

    Args:
        group: What the bootstrap draws as one: the text that several claims share.
        source: The collection's part it comes from.
    """

    claim: str
    evidence: str
    supported: bool
    group: str
    source: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A question with a passage; no reference means that the passage does not say."""

    id: str
    question: str
    passage: str
    references: tuple[str, ...]
    group: str


@dataclass(frozen=True, slots=True)
class SpanQuestion:
    """A question with the spans of a corpus that answer it."""

    question: str
    corpus: str
    references: tuple[Span, ...]


_CLAIM_FILES = {
    "wice": "wice_claim_dev",
    "fm2": "fm2_test",
    "cad_nli": "cad_nli_test",
    "summedits": "summedits",
}
_READING_FILES = {"squad20": "squad20_dev", "clapnq": "clapnq_dev"}
CLAIM_SETS = tuple(_CLAIM_FILES)
READING_SETS = tuple(_READING_FILES)
SETS = (*READING_SETS, *CLAIM_SETS, "chunking")


def load_claims(name: str, bench_dir: Path = BENCH_DIR) -> tuple[Claim, ...]:
    """Claims of one of `CLAIM_SETS`.

    Only what is wholly supported counts as supported, as the published figures count it: partial support, neutral and
    contradicted are not.

    Raises:
        SetMissingError: When the set is not there.
        InputError: When its file is not of the form it should have.
    """
    if name not in _CLAIM_FILES:
        raise InputError(f"There is no claim set named {name!r}.", f"There are {', '.join(CLAIM_SETS)}.")
    found = []
    for row in _rows(_CLAIM_FILES[name], bench_dir):
        evidence = row["evidence"] if "evidence" in row else row["passage"]
        text = "\n".join(evidence) if isinstance(evidence, list) else str(evidence)
        source = str(row.get("source", name))
        found.append(Claim(row["claim"], text, row["label"] == "supported", text, source))
    return tuple(found)


def load_readings(name: str, bench_dir: Path = BENCH_DIR) -> tuple[Reading, ...]:
    """Questions of one of `READING_SETS`.

    Raises:
        SetMissingError: When the set is not there.
        InputError: When its file is not of the form it should have.
    """
    if name not in _READING_FILES:
        raise InputError(f"There is no reading set named {name!r}.", f"There are {', '.join(READING_SETS)}.")
    found = []
    for row in _rows(_READING_FILES[name], bench_dir):
        if "passages" in row:
            passage = "\n".join(one["text"] for one in row["passages"])
            references = tuple(dict.fromkeys(one["answer"] for one in row["output"] if one["answer"].strip()))
            found.append(Reading(str(row["id"]), row["input"], passage, references, passage))
        else:
            references = tuple(dict.fromkeys(one["text"] for one in row["answers"]))
            found.append(Reading(str(row["id"]), row["question"], row["passage"], references, row["title"]))
    return tuple(found)


def load_chunking(bench_dir: Path = BENCH_DIR) -> tuple[Mapping[str, str], tuple[SpanQuestion, ...]]:
    """The texts of the chunking corpora by name, and the questions with their spans.

    Raises:
        SetMissingError: When the set is not there.
        InputError: When a reference is not the text at its offsets.
    """
    folder = bench_dir / "eval" / "chunking"
    table = folder / "questions_df.csv"
    if not table.is_file():
        raise SetMissingError(f"The set chunking is skipped: there is no {table}.")
    texts: dict[str, str] = {}
    questions = []
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            corpus = row["corpus_id"]
            if corpus not in texts:
                # Line ends are kept as they are: offsets count them.
                texts[corpus] = (folder / f"{corpus}.md").read_bytes().decode("utf-8")
            spans = []
            for one in json.loads(row["references"]):
                span = Span(corpus, one["start_index"], one["end_index"])
                if texts[corpus][span.start : span.end] != one["content"]:
                    raise InputError(f"{table}: a reference of {corpus} is not the text at its offsets.")
                spans.append(span)
            questions.append(SpanQuestion(row["question"], corpus, tuple(spans)))
    return texts, tuple(questions)


def _rows(stem: str, bench_dir: Path) -> Iterator[dict[str, Any]]:
    path = bench_dir / "eval" / f"{stem}.jsonl.xz"
    if not path.is_file():
        raise SetMissingError(f"The set in {path.name} is skipped: there is no {path}.")
    try:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)
    except (OSError, EOFError, lzma.LZMAError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error
