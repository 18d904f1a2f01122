"""What an ingest did: how many documents came and went, what was skipped, repeated, dropped, and what to know."""

from dataclasses import dataclass

from studyground.ingest.duplicates import Duplicate
from studyground.ingest.sources import Skipped


@dataclass(frozen=True, slots=True)
class Warned:
    """Something a learner should know about one file."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class DroppedText:
    """Text that cleaning removed from one document."""

    document: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did; `to_json` is the contract's `ingest --json`."""

    added: int
    updated: int
    unchanged: int
    removed: int
    skipped: tuple[Skipped, ...]
    duplicates: tuple[Duplicate, ...]
    dropped: tuple[DroppedText, ...]
    warnings: tuple[Warned, ...]
    passages: int
    seconds: float
    index: str

    def to_json(self) -> dict[str, object]:
        """Plain JSON types, the schema number first."""
        return {
            "schema": 1,
            "documents": {
                "added": self.added,
                "updated": self.updated,
                "unchanged": self.unchanged,
                "removed": self.removed,
                "skipped": [{"path": item.path, "reason": item.reason} for item in self.skipped],
                "duplicates": [
                    {"path": item.document, "of": item.of, "similarity": item.similarity} for item in self.duplicates
                ],
            },
            "dropped": [{"document": item.document, "text": item.text, "reason": item.reason} for item in self.dropped],
            "warnings": [{"path": item.path, "message": item.message} for item in self.warnings],
            "passages": self.passages,
            "seconds": round(self.seconds, 3),
            "index": self.index,
        }
