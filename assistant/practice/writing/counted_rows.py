"""Tables whose rows are only counted ("Order": 1, 2, 3): nobody knows a thing by the place where it stands."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.writing.vocabulary import singular

LEAST_COLUMNS, LEAST_ROWS = 3, 3
MOST_NAME = 6  # words
ONLY_COUNTED = frozenset(
    "order no nr number section chapter row item line step week day position rank lesson question".split()
)
_PLACE = re.compile(
    r"(?:#|no\.? ?|nr\.? ?)?(?P<first>\d+)(?:\s?[–-]\s?(?P<last>\d+))?(?:\.|\)|st|nd|rd|th)?", re.IGNORECASE
)
_NO_NAMES = re.compile(
    r"\b(?:actions?|what|do|instructions?|descriptions?|tasks?|notes?|details?|why|how|questions?|answers?)\b", re.I
)
_SENTENCE = re.compile(r"[.;:!?]\s|[.!?]$|“|\"|\d\s?%")


def only_counted(noun: str, labels: Sequence[str]) -> bool:
    """Whether rows have no names and are only counted ("Week": "1–2", "3–4", "5").

    Args:
        noun: What a row is called, "" where the head has no word.
        labels: Their first cells.
    """
    if noun and singular(noun.casefold().split()[-1]) not in ONLY_COUNTED:
        return False
    places = [_PLACE.fullmatch(label.strip()) for label in labels]
    end = -1
    for place in places:
        if place is None:
            return False
        first = int(place["first"])
        if first != end + 1 and not (end < 0 and first == 1):
            return False  # sections of an act are known by their numbers, and so are ports
        end = int(place["last"] or first)
    return bool(places)


def names_stand_second(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column only counts the rows, and the second one names them ("Order", "Cap colour", "Additive").

    Args:
        header: The heads of all columns.
        rows: The cells of each row, as many as there are heads.
    """
    if len(header) < LEAST_COLUMNS or len(rows) < LEAST_ROWS or not header[1].strip() or _NO_NAMES.search(header[1]):
        return False
    head = re.sub(r"[^A-Za-z ]", " ", header[0]).strip()
    if not only_counted(head, [row[0] for row in rows]):
        return False
    names = [row[1].strip() for row in rows]
    one_thing = all(
        name
        and "," not in name
        and len(name.split()) <= MOST_NAME
        and not name[0].isdigit()
        and not _SENTENCE.search(name)
        for name in names
    )
    return one_thing and len({name.casefold() for name in names}) == len(names)
