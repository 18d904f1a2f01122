"""One statement as it is cut out, before names are settled and facts are numbered."""

from dataclasses import dataclass
from typing import Literal

from studyground.assistant.practice.writing.fact import Form, NeedShape


@dataclass(frozen=True, slots=True)
class Found:
    """A fact in the making.

    Args:
        thing: A name or alias.
        kind: What the passage calls it, or "".
        same: Other names that the same statement is true of ("Athena or Redshift").
        weight: Of the section, times what the pattern is worth.
    """

    thing: str
    kind: str
    form: Form
    need: str
    shape: NeedShape
    document: str
    start: int
    end: int
    section: tuple[str, ...]
    text: str
    weight: float
    situation: str = ""
    named_by: Literal["span", "heading"] = "span"
    contrasts: tuple[str, ...] = ()
    because: str = ""
    same: tuple[str, ...] = ()
