"""What an answer is: cited sentences, or an honest "not in the guide"; the JSON of the contract, schema 1."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

SCHEMA = 1
Status = Literal["answered", "not_in_guide"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the same thing stands in another document: code points, half-open."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A span of stored text: `quote` is exactly `stored_text[start:end]`, at most two sentences.

    Args:
        n: Number shown in the answer, from 1, in order of first use.
        document: Path relative to the folder that was ingested.
        title: The document's title.
        section: Headings from the outermost in.
        page: 1-based sheet, or None where the format has none.
        start: First code point.
        end: One past the last code point.
        quote: The words.
        also_in: Places that say the same in other documents or formats.
    """

    n: int
    document: str
    title: str
    section: tuple[str, ...]
    page: int | None
    start: int
    end: int
    quote: str
    also_in: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer, the citation numbers it rests on, and how well they support it (0 to 1)."""

    text: str
    citations: tuple[int, ...]
    support: float


@dataclass(frozen=True, slots=True)
class Side:
    """What one side of a disagreement says, with the citation numbers that say it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Documents that disagree: what about, and every side."""

    about: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds spent per stage."""

    retrieve: float = 0.0
    answer: float = 0.0
    verify: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as the contract's `ask --json` has it.

    `confidence` is the calibrated probability that the best the guide offers answers the question: that an answer given is
    right, or, where it was withheld, that it would have been.

    With status `not_in_guide`, `answer` is "", `sentences` and `citations` are empty and `nearest` holds the closest
    passages.
    """

    question: str
    standalone_question: str
    status: Status
    answer: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    confidence: float
    mode: str = "extractive"
    conflicts: tuple[Conflict, ...] = ()
    nearest: tuple[Citation, ...] = ()
    timings_ms: Timings = field(default_factory=Timings)
    id: str | None = None
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """The answer as plain JSON types, with the schema number first."""
        written = asdict(self)
        if not self.note:
            del written["note"]
        return {"schema": SCHEMA, **_plain(written)}


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question of a conversation and the answer it got."""

    question: str
    answer: str


def _plain(value: Any) -> Any:
    """Tuples become lists and floats are rounded, so that a line of JSON is short and stable."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return round(value, 4)
    return value
