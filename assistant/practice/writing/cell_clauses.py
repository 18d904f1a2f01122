"""Cells that are no nouns: clauses and participles, which cannot stand behind the words of their head."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, lower_first
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb, is_participle
from studyground.assistant.practice.writing.mining_verbs import base_of
from studyground.assistant.practice.writing.phrasing import capital, plural

MOST_TURNED = 14  # words of a cell
_POINTS = re.compile(r"\b(?:it|its|they|them|their|you|your|we|this|that|these|those|here|there|above|below)\b")
_PARTS = re.compile(r"[,;]\s+")
# A head of this sort is told in clauses: "What is the rule for …?" takes one for an answer.
_TAKES_CLAUSES = re.compile(
    r"\b(?:meaning|rule|effect|reason|cause|result|consequence|symptom|sign|condition|message|requirement|advice|tip|policy|duty|"
    r"behaviour|behavior|outcome|response|answer|action|move|step|look|remedy|fix|treatment|measure|check|control|defen[cs]e|task|"
    r"job|definition|description|idea|status|state|statement|question|problem|fault|default)s?$",
    re.IGNORECASE,
)
_WHOSE = DETERMINERS | {"whoever", "whatever", "whom", "what"}
_QUALITY = re.compile(r"[A-Z]?[a-z]+(?:ous|less|ible|able|ical|ional|ential)$")


def is_clause(value: str) -> bool:
    """Whether a cell is a clause ("Reminders are queued"), holds one, or is a participle with what belongs to it.

    Args:
        value: The cell.
    """
    parts = [part for part in _PARTS.split(value.strip()) if part]
    if not parts:
        return False
    opening = parts[0].split()
    done = len(opening) > 2 and opening[0].endswith("ed") and is_participle(opening[0].casefold())
    behind = opening[1].casefold() if done else ""
    return (
        any(has_finite_verb(part) or _acts(part) for part in parts)
        or behind.endswith("ly")
        or behind in ("by", "in", "on", "at", "to", "from", "with", "after", "before", "until", "once", "when", "if")
    )


def in_clauses(head: str, values: Sequence[str]) -> bool:
    """Whether a column is told in clauses under a head that no clause can follow ("Mark": "the server is made to …").

    Args:
        head: Of the column, as it stands after "the".
        values: Its cells.
    """
    return not _TAKES_CLAUSES.search(head) and any(map(is_clause, values))


def turned_question(noun: str, value: str) -> str:
    """The question that a whole clause gives: "With which attack is the server made to …?"; "" where it cannot be turned.

    Args:
        noun: What a row is called.
        value: The cell.
    """
    words = lower_first(value.strip(" .")).split()
    named = words[0] in DETERMINERS or (len(words) > 1 and plural(words[0]))
    if not noun or not named or len(words) > MOST_TURNED or re.search(r"[,;:()]", value) or _POINTS.search(value):
        return ""
    for at in range(1, min(5, len(words) - 1)):
        if words[at] in ("is", "are", "can", "must", "may"):
            if torn(words[:at]):
                return ""
            return f"With which {noun} {words[at]} {' '.join(words[:at])} {' '.join(words[at + 1 :])}?"
    return ""


def torn(subject: Sequence[str]) -> bool:
    """Whether words before a verb are a noun and the subject of its own clause ("the least a night" must bring).

    Args:
        subject: The words.
    """
    pairs = zip(subject, subject[1:], strict=False)
    return any(word in DETERMINERS and before.casefold() not in PREPOSITIONS for before, word in pairs)


def without_its_noun(names: Sequence[str]) -> frozenset[str]:
    """The names that are a bare quality among names of things ("Asynchronous" beside "Batch transform")."""
    bare = frozenset(name for name in names if _QUALITY.fullmatch(name.strip()))
    return bare if any(len(name.split()) > 1 for name in names if name not in bare) else frozenset()


def opened(texts: Sequence[str]) -> list[str]:
    """Options with a capital, where all are phrases of words in small letters; names in code stay as they are."""
    plain = all(
        re.match(r"[a-z][a-z’'-]+(?:[ ,]|$)", text) and not re.search(r"[_=/\\{}]| -|\w\.\w", text) for text in texts
    )
    return [capital(text) for text in texts] if plain and any(" " in text for text in texts) else list(texts)


def _acts(part: str) -> bool:
    """Whether a piece of a cell goes on with what something does ("hits whoever clicks")."""
    first, second = (*part.split(), "", "")[:2]
    base = base_of(first.casefold())
    return bool(base) and base != first.casefold() and second.casefold() in _WHOSE
