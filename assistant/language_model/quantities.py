"""Amounts in a sentence: numbers in figures or words, with the unit or the thing that is counted."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from studyground.assistant.language_model.proportions import bounded_otherwise, figures_of, one_for_other, proportions
from studyground.ingest.terms import STOP_WORDS, stem

_UNITS = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split())}  # fmt: skip
_TENS = {word: 10 * (at + 2) for at, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12,
           "k": 1_000, "bn": 1_000_000_000}  # fmt: skip
_TIMES = {"twice": 2, "thrice": 3, "double": 2, "doubles": 2, "doubled": 2, "doubling": 2, "triple": 3,
          "triples": 3, "tripled": 3}  # fmt: skip
_PARTS = {"half": Fraction(1, 2), "halves": Fraction(1, 2), "halved": Fraction(1, 2),
          "halve": Fraction(1, 2), "halving": Fraction(1, 2), "third": Fraction(1, 3),
          "thirds": Fraction(1, 3), "quarter": Fraction(1, 4), "quarters": Fraction(1, 4), "fifth": Fraction(1, 5),
          "fifths": Fraction(1, 5), "tenth": Fraction(1, 10), "tenths": Fraction(1, 10),
          "hundredth": Fraction(1, 100)}  # fmt: skip
# What follows a number: its dimension and how many of the base unit it is.
_MEASURES: dict[str, tuple[str, Fraction]] = {}
for _dimension, _table in {
    "time": {"ns nanosecond": "1/1000000000", "µs us microsecond": "1/1000000", "ms millisecond": "1/1000",
             "s sec second": "1", "min minute": "60", "h hr hour": "3600", "day": "86400", "week": "604800",
             "fortnight": "1209600"},
    "months": {"month": "1", "quarter-year": "3", "year yr": "12", "decade": "120", "century": "1200"},
    "bytes": {"byte b": "1", "kb kilobyte": "1000", "mb megabyte": "1000000", "gb gigabyte": "1000000000",
              "tb terabyte": "1000000000000", "pb petabyte": "1000000000000000", "kib": "1024", "mib": "1048576",
              "gib": "1073741824", "tib": "1099511627776"},
    "bits": {"bit": "1", "kbit": "1000", "mbit": "1000000", "gbit": "1000000000", "mbps": "1000000",
             "gbps": "1000000000"},
    "share": {"% percent percentage pct per-cent": "1/100"},
    "length": {"mm millimetre millimeter": "1/1000", "cm centimetre centimeter": "1/100", "m metre meter": "1",
               "km kilometre kilometer": "1000"},
    "mile": {"mile": "1"}, "foot": {"foot feet ft": "1", "inch": "1/12"},
    "weight": {"mg milligram": "1/1000", "g gram": "1", "kg kilogram kilo": "1000", "tonne": "1000000"},
    "pounds": {"pound lb": "1"},
    "dollar": {"$ dollar usd us$": "1", "cent": "1/100"}, "euro": {"€ euro eur": "1"}, "sterling": {"£ gbp": "1"},
    "degree": {"° °c °f degree celsius fahrenheit": "1"}, "hertz": {"hz hertz": "1", "khz": "1000", "mhz": "1000000",
                                                                 "ghz": "1000000000"},
    "watt": {"w watt": "1", "kw kilowatt": "1000", "mw megawatt": "1000000"},
}.items():  # fmt: skip
    for _names, _factor in _table.items():
        for _name in _names.split():
            _MEASURES[_name] = (_dimension, Fraction(_factor))
_TOKEN = re.compile(r"[$€£,;:.()]|[%°][CF]?|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_CLOCK = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b")
_NAME_WITH_DIGIT = re.compile(r"[^\W\d_][\w^]*\d[\w.]*|\d[\w.]*-?[^\W\d_][\w]*\d+")
_PACE = re.compile(
    r"\b(?:per\s+(?=[a-z]+\b)|(?:an?|each|every)\s+(?![a-z]+\s+of\b))(second|minute|hour|day|night|week|month|quarter|year)\b|"
    r"\b(hourly|daily|nightly|weekly|monthly|quarterly|yearly|annually|annual)\b|/\s?(second|minute|hour|day|month|year)\b",
    re.IGNORECASE,
)
_PACES = {"hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month", "quarterly": "quarter",
          "yearly": "year", "annually": "year", "annual": "year"}  # fmt: skip
_FIGURE = re.compile(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?![\w])")
_BETWEEN_TWO = re.compile(r"\bbetween\s+(?:any\s+)?two\b", re.IGNORECASE)
_TWO = re.compile(r"\btwo\b", re.IGNORECASE)
_THE_TWO = re.compile(r"\b(?:the|these|those|its|their)\s+two\b", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:both|either|neither|together|between|respectively)\b", re.IGNORECASE)
_PAIR = re.compile(r"\b(?:both|pairs?|couples?|twins?|partners?|and|each other)\b|\+", re.IGNORECASE)
_SINGLE = re.compile(r"\b(?:single|one|once|sole|lacks?|no|several|many|multiple|three|third)\b", re.IGNORECASE)
_NONE = re.compile(r"\b(?:no|none|nothing|never|without|vanish\w*|negative)\b", re.IGNORECASE)
_A_UNIT = re.compile(r"\ban?\s+([a-z]{3,})\b", re.IGNORECASE)
_NO_UNIT = frozenset("second cent min sec degree pound foot quarter".split())
_SCALE = re.compile(r"\b(hundreds|thousands|millions|billions|dozens)(?= of\b)", re.IGNORECASE)
_OUT_OF = re.compile(r"(\d+(?:,\d{3})*) (?:out )?of (?:the )?\d[\d.,]* ([^\W\d_]+)")
_MEASURED = re.compile(r"(?<![\w.,-])(\d+\.\d+) ([a-z]{3,})\b", re.IGNORECASE)
_WORDS = frozenset(_UNITS) | frozenset(_TENS) | frozenset(_SCALES)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One amount.

    Args:
        value: In the base unit of its dimension.
        figure: As written.
        dimension: "time", "share" …; "" for a bare number or a count.
        counted: Stems of the content words right after a count, for which `dimension` is "".
    """

    value: Fraction
    figure: Fraction
    dimension: str = ""
    counted: tuple[str, ...] = ()


def quantities(text: str) -> tuple[Quantity, ...]:
    """The amounts of a text, in order; names that hold digits (F1, S3, k-means++) are none."""
    clocks = [Fraction(int(match.group(1)) * 60 + int(match.group(2))) for match in _CLOCK.finditer(text)]
    found = [Quantity(value, value, "clock") for value in clocks]
    text = re.sub(r"\bUS\b(?=\s*(?:\$|dollar))", " ", text)
    text = _NAME_WITH_DIGIT.sub(" ", _CLOCK.sub(" ", text)).replace("-", " ").replace("–", " to ")
    words = [word.lower() for word in _TOKEN.findall(text)]
    at = 0
    while at < len(words):
        value, after = _number(words, at)
        if value is None:
            at += 1
            continue
        found.append(_with_unit(value, words, at, after))
        at = after
    return tuple(found)


def disagreeing(said: str, source: str) -> str:
    """What amount of a sentence its source does not give, as a phrase; "" when every amount is there.

    A number must stand in the source, with the same unit where it has one, and must count the same thing where the source
    counts that thing.
    """
    have = (*quantities(source), *_single_units(source))
    shares = {one.value for one in have if one.dimension == "share"}
    summed = figures_of(said, shares)
    given = proportions(source)
    for one in quantities(said):
        if (one.dimension == "share" and one.value in given) or (not one.dimension and one.value in summed):
            continue
        same = [other for other in have if _same(one, other, have)]
        if not same and _says_no_amount(one, said, source, have):
            continue
        if not same:
            return f"{float(one.value):g}{f' ({one.dimension})' if one.dimension else ''}"
        if one.counted and not one.dimension:
            counts = {word for other in same for word in other.counted} | _out_of(source, one.figure)
            elsewhere = {word for other in have if other not in same for word in other.counted}
            if one.counted[0] in elsewhere and one.counted[0] not in counts:
                return f"{float(one.value):g} {one.counted[0]}"
            measured = all(other.dimension and other.dimension != "share" for other in same)
            if measured and not _knows(source, one.counted[0]) and not any(_has_unit_of(said, other) for other in same):
                return f"{float(one.value):g} {one.counted[0]}"
    return (
        _repeated(said, source)
        or other_unit(said, source)
        or _other_scale(said, source)
        or _other_measure(said, source)
        or one_for_other(said, source)
        or bounded_otherwise(said, source)
    )


def _out_of(source: str, figure: Fraction) -> set[str]:
    """What a figure counts out of more of the same: of 42 in "42 of 700 patients" the stem of "patients"."""
    return {stem(thing.lower()) for part, thing in _OUT_OF.findall(source) if Fraction(_plain(part)) == figure}


def _other_scale(said: str, source: str) -> str:
    """The "thousands" of a sentence whose source speaks of "millions" and of nothing in thousands; "" for none."""
    mine, theirs = ({found.lower() for found in _SCALE.findall(text)} for text in (said, source))
    return min(mine - theirs) if mine - theirs and theirs - mine else ""


def _other_measure(said: str, source: str) -> str:
    """What a decimal of a sentence is measured in ("0.7 nats") where the source measures it in something else ("0.7 bits")."""
    mine, theirs = ({figure: word.lower() for figure, word in _MEASURED.findall(text)} for text in (said, source))
    for figure, word in mine.items():
        other = theirs.get(figure, word)
        if stem(other) != stem(word) and not _knows(source, stem(word)) and {word, other}.isdisjoint(STOP_WORDS):
            return f"{figure} {word}"
    return ""


def _single_units(text: str) -> list[Quantity]:
    """The "a week" and "an hour" of a text as amounts."""
    found = []
    for match in _A_UNIT.finditer(text):
        measure = _measure(match.group(1).lower())
        if measure is not None and match.group(1).lower() not in _NO_UNIT:
            found.append(Quantity(measure[1], Fraction(1), measure[0]))
    return found


def _knows(source: str, root: str) -> bool:
    return any(stem(word) == root for word in re.findall(r"[^\W\d_]+", source.lower()))


def _has_unit_of(text: str, amount: Quantity) -> bool:
    """Whether a text has a unit of the kind of an amount anywhere."""
    measures = (_measure(word) for word in re.findall(r"[^\W\d_]+|%|°", text.lower()))
    return any(measure is not None and measure[0] == amount.dimension for measure in measures)


def _repeated(said: str, source: str) -> str:
    """A figure that stands more often than in the source, where another of the source is gone: "from 1 to n - 1" for "from 0"."""
    mine, theirs = (Counter(_FIGURE.findall(text)) for text in (said, source))
    more = [figure for figure in mine if 0 < theirs[figure] < mine[figure]]
    gone = any(figure not in mine for figure in theirs)
    return more[0] if more and gone and mine.total() <= theirs.total() else ""


def _says_no_amount(one: Quantity, said: str, source: str, have: Sequence[Quantity]) -> bool:
    """Whether a bare "two" or "zero" only sums up what a source that counts nothing of its own says: "both", "none"."""
    if not one.dimension and one.value == 2 and _BETWEEN_TWO.search(said):
        return True  # "between two attempts": any two that follow each other
    if not one.dimension and one.value == 2 and _THE_TWO.search(said) and _BOTH.search(source):
        return True
    if one.dimension or any(not other.dimension for other in have):
        return False
    if one.value == 2:
        return bool(_TWO.search(said) and _PAIR.search(source)) and not _SINGLE.search(source)
    return one.value == 0 and bool(_NONE.search(source))


def other_unit(said: str, source: str) -> str:
    """A unit without a number ("takes hours") where the source has another of its kind ("takes minutes")."""
    paces, their_paces = _paces(said), _paces(source)
    if their_paces and paces - their_paces:
        return f"a {min(paces - their_paces)}"
    mine, theirs = _bare_units(said), _bare_units(source)
    for word, dimension in mine.items():
        same = any(_measure(word) == _measure(other) for other in theirs)
        if not same and dimension in theirs.values() and not quantities_of(said, dimension):
            return word
    return ""


def _paces(text: str) -> set[str]:
    """How often, or in what time, a text says that something is: "a minute" and "hourly", as units of time."""
    return {_PACES.get(word.lower(), word.lower()) for found in _PACE.findall(text) for word in found if word}


def _bare_units(text: str) -> dict[str, str]:
    """The unit words of a text spelt out, singular, each with its kind; months count as time and bits as bytes."""
    kinds = {"months": "time", "bits": "bytes", "mile": "length"}
    found = {}
    for word in re.findall(r"[a-z]{3,}|\b(?:ms|[kmgt]b|mm|cm|km|kg)\b", text.lower()):
        measure = _measure(word)
        if measure is not None and word not in ("second", "cent", "min", "sec", "gram", "foot"):
            found[word.removesuffix("s") if len(word) > 2 else word] = kinds.get(measure[0], measure[0])
    return found


def quantities_of(text: str, dimension: str) -> bool:
    """Whether a text gives an amount of some kind."""
    kinds = {"months": "time", "bits": "bytes"}
    return any(kinds.get(one.dimension, one.dimension) == dimension for one in quantities(text))


def missing(said: str, source: str) -> int:
    """How many amounts of a source a sentence leaves out."""
    have = quantities(said)
    return sum(not any(other.value == one.value for other in have) for one in quantities(source))


def _same(one: Quantity, other: Quantity, have: Sequence[Quantity]) -> bool:
    """Whether two amounts are the same, where one of them may leave its unit to the words around it."""
    if one.dimension == other.dimension:
        return one.value == other.value
    if one.dimension and other.dimension:
        return False
    if one.figure == other.figure and not one.dimension:
        return True
    if one.figure == other.figure:  # "nine of ten days" for "nine days out of ten"
        return any(third.dimension == one.dimension for third in have)
    return "share" in (one.dimension, other.dimension) and one.value == other.value < 1  # half is 50 %


def _number(words: Sequence[str], at: int) -> tuple[Fraction | None, int]:
    """The number that begins at a word, and where it ends; None where none does."""
    word = words[at]
    if word[0].isdecimal():  # not "³"
        value = Fraction(_plain(word))
        at += 1
        while at < len(words) and words[at] in _SCALES and (len(words[at]) > 2 or words[at] == "bn"):
            value *= _SCALES[words[at]]
            at += 1
        if at < len(words) and words[at] in _PARTS and words[at] not in ("half", "quarter", "third", "fifth", "tenth"):
            return value * _PARTS[words[at]], at + 1
        return value, at
    if word in _TIMES:
        return Fraction(_TIMES[word]), at + 1
    if word in _PARTS and (
        word in ("half", "halve", "halves", "halved", "halving", "quarter")
        or (at and words[at - 1] == "a" and (word != "third" or words[at + 1 : at + 2] == ["of"]))
    ):
        return _PARTS[word], at + 1
    if word in _UNITS or word in _TENS or (word in _SCALES and len(word) > 2):
        return _in_words(words, at)
    return None, at


def _in_words(words: Sequence[str], at: int) -> tuple[Fraction | None, int]:
    first, total, group, begin = words[at], Fraction(0), Fraction(0), at
    while at < len(words):
        word = words[at]
        if word in _TENS:
            group += _TENS[word]
        elif word in _UNITS:
            if at > begin and words[at - 1] not in _TENS and words[at - 1] not in _SCALES and words[at - 1] != "and":
                break
            group += _UNITS[word]
        elif word in _SCALES and len(word) > 2:
            scale = _SCALES[word]
            group = (group or Fraction(1)) * scale
            if scale >= 1_000:
                total, group = total + group, Fraction(0)
        elif (
            word == "and"
            and at > begin
            and words[at - 1] in _SCALES
            and at + 1 < len(words)
            and words[at + 1] in _WORDS
        ):
            pass
        else:
            break
        at += 1
    value = total + group
    if at < len(words) and words[at] in _PARTS:
        return value * _PARTS[words[at]], at + 1
    if first == "one" and at == begin + 1:
        follows = words[at] if at < len(words) else ""
        if _measure(follows) is None:
            return None, begin  # "one of them", "the one": no amount
    return value, at


def _plain(figure: str) -> str:
    """A figure without thousands separators: commas between groups of three go, as do stops where there are several."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", figure):
        return figure.replace(",", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", figure):
        return figure.replace(".", "")
    if figure.count(".") + figure.count(",") == 1:
        return figure.replace(",", ".")
    return re.sub(r"[.,]", "", figure)


def _with_unit(value: Fraction, words: Sequence[str], begin: int, after: int) -> Quantity:
    if begin and words[begin - 1] in "$€£":
        dimension, factor = _MEASURES[words[begin - 1]]
        return Quantity(value * factor, value, dimension)
    while after < len(words) and words[after] in ("a", "an"):  # half an hour
        after += 1
    measure = _measure(words[after]) if after < len(words) else None
    if measure is not None:
        return Quantity(value * measure[1], value, measure[0])
    if (
        words[after : after + 1] == ["or"]
        and words[after + 1 : after + 2]
        and words[after + 1] in ("more", "fewer", "less")
    ):
        after += 2
    counted: list[str] = []
    for word in words[after : after + 3]:
        if not word.isalpha() or word in _WORDS or word in STOP_WORDS:
            break
        counted.append(stem(word))
    return Quantity(value, value, "", tuple(counted[:2]))


def _measure(word: str) -> tuple[str, Fraction] | None:
    found = _MEASURES.get(word)
    if found is None and word.endswith("s"):
        found = _MEASURES.get(word[:-1])
    return found
