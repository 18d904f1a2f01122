"""A statement with another figure, or with its two figures in each other's place."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.writing.amounts import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    OVER,
    UNDER,
    Amount,
    amounts_in,
    made_up,
    written_like,
)
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.statement_swaps import EXCHANGE, Alteration, put
from studyground.assistant.practice.writing.statement_verbs import has_finite

FIGURE = "figure"
LEAST_TIMES, MOST_TIMES = 1.4, 4.0  # larger or smaller, of another figure
CONDITION = re.compile(
    r"\b(?:if|when|where|whenever|unless|that|which|who|whose|worth|weigh\w*|once|until|than|objects?|anything|those|anyone)\b"
)
_MAY = re.compile(r"\b(?:may|can|could|allowed|permitted|up to|renew\w*|free)\b")
_MUST_NOT = re.compile(
    r"\b(?:may|must|can|should|do|does|is|are|will) not\b|\bcannot\b|n[’']t\b|\bno\b|\bnever\b|\bwithout\b"
)
_PAST = re.compile(r"\b(?:beyond|after|past|exceeding)\s+$", re.IGNORECASE)
_A_DAY = re.compile(r"\s(?:a|per|each|every) (?:day|week|year)\b")
_WITHIN = re.compile(r"\b(?:within|inside|no later than|in under|under|by)\s+$")
_COUNTS = "two three four five six seven eight nine ten twelve".split()
_MORE_THAN = {"two": "three", "three": "four", "four": "six", "five": "seven", "six": "eight", "eight": "ten", "ten": "twelve",
              "seven": "nine", "nine": "twelve", "twelve": "sixteen"}  # fmt: skip
_FEWER_THAN = {"three": "two", "four": "three", "five": "three", "six": "four", "eight": "six", "ten": "eight", "seven": "five",
               "nine": "six", "twelve": "ten"}  # fmt: skip
_COUNT = re.compile(rf"(?<![\w-])(?P<count>{'|'.join(_COUNTS)}) (?P<noun>(?:[a-z]+ )?[a-z]{{3,}}s)\b(?!-)")
_YEAR = re.compile(r"(?<![\w.,£$€-])1[0-9]\d\d(?![\w.,-]*\d|s\b|[-–])|(?<=\bin )20[0-2]\d(?![\w.,-]*\d|s\b)")
_RANGE = re.compile(
    r"(?<![\w.,/£$€–-])(?P<between>between )?(?P<low>\d{1,3})(?P<joint> to | and |–)"
    r"(?P<high>\d{1,3})(?= ?(?:%|°|[a-zµ]{2,}))(?![\w.]*/)"
)
_SHIFTS = re.compile(r"\b(?:from|steps of|pH|goes|rises|falls|drops|raised|lowered|or (?:more|less|higher|lower))\b")
_NUMBER = re.compile(
    r"(?<![\w.])\d[\d.,]*(?: ?(?:–|to|or) ?\d[\d.,]*)?|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|half|twice|double|thirty|sixty)\b"
)
_SET = frozenset("Hz kHz MHz GHz watts volts kW".split())
_BY_LAW = re.compile(r"\b(?:law|laws|legal\w*|statut\w+|Acts?|regulations?|Regulations?|directive|permitted|court)\b")
_YEARS_APART = (-5, 4, -3, 6, -8, 7)


def exchanged(text: str) -> Alteration | None:
    """Two figures of one unit change places, each of which is given for something.

    Args:
        text: A statement.
    """
    found = [one for one in amounts_in(text) if one.whole]
    if len(found) != 2 or len({one.unit for one in found}) > 1 or found[0].meets(found[1]):
        return None
    first, second = found
    between, before = text[first.end : second.bare], text[: first.bare]
    if not re.search(r"[,;]|\b(?:and|but|while|whereas|if|for)\b", between) or re.search(
        r"\b(?:to|than|from|of which)\b", between
    ):
        return None
    if re.search(r"\b(?:from|between)\s+$", before) or (
        first.bound != second.bound and {first.bound, second.bound} != {"", AT_LEAST}
    ):
        return None
    one, other = written_like(second, first), written_like(first, second)
    ends = first.bare + len(first.text), second.bare + len(second.text)
    if not one or not other or text[first.bare : ends[0]] != first.text or text[second.bare : ends[1]] != second.text:
        return None
    made = text[: first.bare] + one + text[ends[0] : second.bare] + other + text[ends[1] :]
    return Alteration(made, EXCHANGE, f"{first.text} … {second.text}", f"{one} … {other}")


def _wants(text: str, start: int, bound: str) -> str:
    """Whether a figure has to become larger or smaller to be wrong for certain: "more", "less", or "" for either.

    What keeps to a stricter limit keeps to a laxer one as well, so that a rule may only be made stricter; the case of a rule may
    only be made wider, and what is allowed as well.
    """
    before = text[:start]
    clause = re.split(r"[,;]", before)[-1]
    if _PAST.search(before):
        return "less"  # what holds beyond six months holds beyond twelve
    least, most = bound in (AT_LEAST, OVER), bound in (AT_MOST, UNDER) or bool(_WITHIN.search(before))
    if not (least or most):
        return ""
    condition = bool(CONDITION.search(clause[-60:])) or not has_finite(before)
    wide = condition or bool(_MAY.search(before)) or bool(_MUST_NOT.search(clause))
    return ("less" if wide else "more") if least else ("more" if wide else "less")


def figured(text: str, others: Sequence[Amount], draw: int) -> Alteration | None:
    """Another figure of the unit: the guide's own where one fits, else one made up.

    Args:
        text: A statement.
        others: Figures that the guide gives near by.
        draw: Any number: it decides where several would do.
    """
    own = list(amounts_in(text))
    if re.search(r", so\b|\bbecause\b|, since\b", text) or len(_NUMBER.findall(text)) > 1:
        return None  # a reason would speak against another figure, and so would a second one
    for at, one in enumerate(own):
        if not one.whole or one.low <= 0 or re.search(r"[£$€]\s*$", text[: one.bare]):
            continue
        bound = one.bound
        if (bound and re.match(r"(?:In|Within) *$", text[: one.start])) or _A_DAY.match(text[one.end :]):
            continue  # done in less than sixty years is done in less than ninety
        wants = _wants(text, one.start, bound)
        if bound == ABOUT and one.unit == "percent" and one.high > 70:
            continue
        offered = [(other, written_like(other, one)) for other in others if other.unit == one.unit and other.whole
                   and (other.low == other.high) == (one.low == one.high)]  # fmt: skip
        offered.sort(key=lambda pair: max(pair[0].high, one.high) / max(min(pair[0].high, one.high), 1e-9))
        fixed = one.unit in _SET or _BY_LAW.search(text)  # nobody takes 972 kHz for a channel of which there is none
        own_make = () if fixed else made_up(one, draw)
        made = [(amount, new) for new in own_make for amount in [next(amounts_in(new), None)] if amount]
        for other, new in (*offered, *made):
            if not new or new.split()[0].endswith(".0") or (one.low != one.high and (other, new) in made):
                continue
            if not new or new == one.text or any(other.meets(each) for each in own):
                continue
            times = other.high / one.high
            if not LEAST_TIMES <= max(times, 1 / times) <= MOST_TIMES or (wants and (times > 1) != (wants == "more")):
                continue
            if not _in_order(own, at, other) or (one.unit == "percent" and other.high >= 100):
                continue
            end = one.bare + len(one.text)
            if re.match(r"\s+[A-Z]\w*\d", text[end:]):
                continue  # part of what a product is called
            if text[one.bare : end] == one.text:
                return put(text, one.bare, end, new, FIGURE)
    return None if own else _ranged(text) or _counted(text) or _dated(text, draw)


def _ranged(text: str) -> Alteration | None:
    """Another range, above the guide's own and as wide."""
    found = list(_RANGE.finditer(text))
    if len(found) != 1 or _SHIFTS.search(text):
        return None
    match = found[0]
    low, high = int(match["low"]), int(match["high"])
    if low >= high or (match["joint"] == " and ") != bool(match["between"]):
        return None
    first = high + max(1, (high - low) // 2)
    last = first + high - low
    if last >= 100 and re.match(r" ?%", text[match.end() :]):
        return None
    now = f"{first}{match['joint']}{last}"
    return put(text, match.start("low"), match.end("high"), now, FIGURE)


def _in_order(own: Sequence[Amount], at: int, new: Amount) -> bool:
    """Whether a new figure is larger and smaller than the same figures of its unit as the old one."""
    return all(
        (new.high > one.high) == (own[at].high > one.high)
        for n, one in enumerate(own)
        if n != at and one.unit == new.unit
    )


def _dated(text: str, draw: int) -> Alteration | None:
    """Another year, a few before or after."""
    found = list(_YEAR.finditer(text))
    if len(found) != 1 or re.search(r"\d", text[: found[0].start()] + text[found[0].end() :]):
        return None
    if re.search(r"\b(?:by|before|after|since|until|from) $", text[: found[0].start()], re.IGNORECASE):
        return None
    year = int(found[0].group()) + _YEARS_APART[draw % len(_YEARS_APART)]
    return put(text, found[0].start(), found[0].end(), str(year), FIGURE)


def _counted(text: str) -> Alteration | None:
    """Another count of things, "three copies" for "two copies"."""
    for match in _COUNT.finditer(text):
        before = text[: match.start()].casefold()
        if not plural(match["noun"].split()[-1]) or re.search(
            r"\b(?:the|these|those|all|both|or|to|and|between|one|last|first|other|every|about|of the|than|a|over|"
            r"under|within|nearly|almost|or|instead of|instead of in|rather than) $",
            before,
        ):
            continue
        if (
            re.match(r"[^,]*, (?:in |on |at )?\w+, \w+", text[match.end() :])
            or next(amounts_in(match.group()), None)
            or re.search(rf"\b(?:or|to|and) {match['count']}\b|{match['count']} (?:or|to|and)\b", text)
        ):
            continue
        fewer = re.search(r"\b(?:at most|up to|no more than|a maximum of) $", before)
        wide = bool(_MAY.search(before))
        now = (_MORE_THAN if not fewer or wide else _FEWER_THAN).get(match["count"])
        if now:
            return put(text, match.start(), match.end("count"), now, FIGURE)
    return None
