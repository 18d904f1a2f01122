"""What a practice question is: stem, options with rationales, citations, and the receipt; the contract's JSON, schema 1."""

import hashlib
import json
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any, Literal

from studyground.assistant.answer import Citation, Place
from studyground.errors import InputError

SCHEMA = 1
LABELS = "ABCDEFGHIJ"
QuestionType = Literal["multiple_choice", "multiple_response"]
Difficulty = Literal["foundation", "application", "analysis"]
GATES = (
    "key_supported",
    "distractors_unsupported",
    "blind_solve",
    "no_leak",
    "parallel_options",
    "item_flaws",
    "self_contained",
    "fresh",
)


@dataclass(frozen=True, slots=True)
class Option:
    """One option: `rationale` says why it meets the stem's constraint or why not, resting on `citations`."""

    label: str
    text: str
    correct: bool
    rationale: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """What one gate found; `name` is one of `GATES`."""

    name: str
    passed: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PracticeQuestion:
    """One question of a bank.

    Args:
        id: Derived from stem and options (`content_id`): the same question has the same id everywhere.
        type: One right option of four, or several of five or more.
        select: How many options to choose.
        stem: A scenario that ends in exactly one question.
        options: In the order shown, labelled from A.
        domain: Name of a domain of the blueprint, or "".
        objective: Id of one of its objectives, or "".
        difficulty: How far from the guide's own words the question stands.
        citations: What the key rests on.
        checks: The receipt: one entry a gate.
        generator: "deterministic", "llm:<name>" or "imported:<format>".
        seed: The batch was drawn with.
        index: Id of the index it was checked against.
    """

    id: str
    type: QuestionType
    select: int
    stem: str
    options: tuple[Option, ...]
    domain: str
    objective: str
    difficulty: Difficulty
    citations: tuple[Citation, ...]
    checks: tuple[Check, ...] = ()
    generator: str = "deterministic"
    seed: int = 0
    index: str = ""

    @property
    def keys(self) -> tuple[Option, ...]:
        """The right options."""
        return tuple(option for option in self.options if option.correct)

    @property
    def distractors(self) -> tuple[Option, ...]:
        """The wrong options."""
        return tuple(option for option in self.options if not option.correct)

    @property
    def passed(self) -> bool:
        """Every gate was run and passed."""
        return bool(self.checks) and all(check.passed for check in self.checks)

    def to_json(self) -> dict[str, Any]:
        """One line of a bank as plain JSON types."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return {"schema": SCHEMA, **plain}


def content_id(stem: str, options: tuple[str, ...] | list[str]) -> str:
    """Sixteen hexadecimal digits derived from a stem and its options' texts, whatever the options' order."""
    parts = [stem, *sorted(options)]
    plain = "\n".join(" ".join(unicodedata.normalize("NFKC", part).casefold().split()) for part in parts)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def citation_from_json(data: Any) -> Citation:
    """A citation as the contract writes it.

    Raises:
        InputError: A field is missing or of another type.
    """
    try:
        places = tuple(Place(str(p["document"]), int(p["start"]), int(p["end"])) for p in data.get("also_in") or ())
        page = data.get("page")
        return Citation(
            n=int(data.get("n", 1)),
            document=str(data["document"]),
            title=str(data.get("title", "")),
            section=tuple(str(heading) for heading in data.get("section") or ()),
            page=None if page is None else int(page),
            start=int(data["start"]),
            end=int(data["end"]),
            quote=str(data["quote"]),
            also_in=places,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"A citation does not have its form ({type(error).__name__}: {error}).") from error


def question_from_json(data: Any) -> PracticeQuestion:
    """A question as a line of a bank has it; unknown keys are left out.

    Raises:
        InputError: A field is missing or of another type, or the schema is newer.
    """
    if not isinstance(data, dict):
        raise InputError("A question is a JSON object.")
    if data.get("schema", SCHEMA) != SCHEMA:
        raise InputError(f"The question has schema {data.get('schema')!r}; this program reads {SCHEMA}.")
    try:
        options = tuple(
            Option(
                label=str(option.get("label") or LABELS[at]),
                text=_text(option["text"]),
                correct=bool(option["correct"]),
                rationale=str(option.get("rationale") or ""),
                citations=tuple(citation_from_json(item) for item in option.get("citations") or ()),
            )
            for at, option in enumerate(data["options"])
        )
        stem = _text(data["stem"])
        keys = sum(option.correct for option in options)
        kind: QuestionType = (
            "multiple_response" if data.get("type") == "multiple_response" or keys > 1 else "multiple_choice"
        )
        difficulty = data.get("difficulty")
        return PracticeQuestion(
            id=str(data.get("id") or content_id(stem, [option.text for option in options])),
            type=kind,
            select=int(data.get("select") or keys),
            stem=stem,
            options=options,
            domain=str(data.get("domain") or ""),
            objective=str(data.get("objective") or ""),
            difficulty=difficulty if difficulty in ("foundation", "analysis") else "application",
            citations=tuple(citation_from_json(item) for item in data.get("citations") or ()),
            checks=tuple(
                Check(str(item["name"]), bool(item["passed"]), str(item.get("detail") or ""))
                for item in data.get("checks") or ()
            ),
            generator=str(data.get("generator") or "imported:json"),
            seed=int(data.get("seed") or 0),
            index=str(data.get("index") or ""),
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise InputError(f"The question does not have its form ({type(error).__name__}: {error}).") from error


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text is missing or empty")
    return value.strip()
