"""How a course or a club is run (fees, dates, rooms, who teaches when), and what somebody paid: that is not asked."""

import re
from collections.abc import Sequence

ADMINISTRATION = 0.55  # how much a table weighs that may be of running something, beside one of the matter itself
LEAST_HEADS = 2
# Heads that only a table of running something has.
_OF_RUNNING = re.compile(
    r"(?:(?:course |group |class )?(?:instructor|tutor|teacher|lecturer)s?|(?:places|seats|spaces) left|venue|campus|"
    r"(?:course|workshop|lesson)s?|(?:course |class )code|(?:course|registration|entry|tuition|exam) fees?|tuition|cohort|"
    r"enrol+ment|office hours?|(?:.*\b(?:I|my)\b.*))",
    re.IGNORECASE,
)
# Heads that it has, as others may: an instance of a cloud has a price, and a status a code.
_MAY_RUN = re.compile(
    r"(?:(?:trainer|supervisor|coach|organi[sz]er)s?|places|seats|spaces|room|fees?|deposit|price|cost|(?:module )?code|credits?|"
    r"(?:start|end|closing|due)(?: date)?|starts|ends|due|deadline|(?:e-?mail|phone|telephone)(?: number)?|contact|extension|"
    r"registration|page)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$€£¥]\s?\d|\d\s?(?:[€£]|(?:USD|EUR|GBP|dollars|euros|pounds)\b)")
_STUDY = re.compile(
    r"\b(?:courses?|tuition|enrol\w*|resits?|retakes?|resat|exams?|examinations?|certificates?|workshops?|lessons?|"
    r"students?|school|licen[cs]es?)\b",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:fees?|deposits?|prices?|costs?|charge[sd]?|refund\w*|pay|paid|separate|discount\w*)\b", re.IGNORECASE
)
_OWN_BILL = re.compile(
    r"\b(?:I|we) (?:\w+ )?(?:paid|spent|bought)\b|\bcosts? (?:me|us)\b|\bmy (?:own )?(?:bill|bills|costs)\b"
)
_DAY = re.compile(r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?s?\s*(?:[:–—]|-\s)")


def administers(header: Sequence[str]) -> bool:
    """Whether two heads or more of a table may be of running something, so that others are asked before it.

    Args:
        header: The heads of all columns.
    """
    return sum(_of(head, _OF_RUNNING) or _of(head, _MAY_RUN) for head in header) >= LEAST_HEADS


def runs_a_course(header: Sequence[str]) -> bool:
    """Whether a table is of running something, or of the writer's own doings ("Hours I spent"): none of it is asked.

    Args:
        header: The heads of all columns. One of them at least only such a table has.
    """
    return administers(header) and any(_of(head, _OF_RUNNING) for head in header)


def charges(sentence: str) -> bool:
    """Whether a sentence says what a school takes for a course or an examination, or what its writer paid.

    Args:
        sentence: It names a sum of money in any case.
    """
    if not _MONEY.search(sentence):
        return False
    return bool((_STUDY.search(sentence) and _PAID.search(sentence)) or _OWN_BILL.search(sentence))


def is_of_a_day(entry: str) -> bool:
    """Whether an entry opens with a day of the week as its label ("Mon – join at 10:00"): it is of a timetable."""
    return _DAY.match(entry) is not None


def are_days(cells: Sequence[str]) -> bool:
    """Whether all cells of a column are days of the week, so that the table is a timetable."""
    return bool(cells) and all(_DAY.match(f"{cell}:") for cell in cells)


def _of(head: str, pattern: re.Pattern[str]) -> bool:
    said = re.sub(r"\s*\([^()]*\)|[?*]", "", head).strip()
    return pattern.fullmatch(said) is not None
