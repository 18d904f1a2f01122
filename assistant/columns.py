"""What a table row says by its columns: what a question asks of a row, and which cells tell it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from studyground.assistant.kinds import HARD
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.wording import EMPTY_CELL
from studyground.ingest.kin import Kin
from studyground.ingest.terms import stem, terms, tokens

# What is measured: words that ask for it, words that name it, the units it is given in.
_MEASURES: Mapping[str, tuple[str, str, str]] = {
    "time": ("long soon quick quickly fast often frequently old",
             "time duration period interval age frequency last take schedule",
             r"[nuµμm]s|msec|s|secs?|seconds?|min|mins|minutes?|h|hrs?|hours?|days?|weeks?|months?|years?|yrs?|milliseconds?"),
    "temperature": ("hot cold warm cool", "temperature degree", r"°\s?[CF]?|[CF]|degrees?|celsius|fahrenheit|kelvin"),
    "weight": ("heavy light", "weight weigh mass", r"mg|g|kg|t|lbs?|oz|grams?|kilograms?|kilos?|pounds?|tons?|tonnes?"),
    "length": ("long tall high deep wide far thick short", "length height depth width distance thickness range",
               r"mm|cm|m|km|ft|in|met(?:re|er)s?|feet|foot|inch(?:es)?|miles?|nm|fathoms?|(?:centi|milli|kilo)met(?:re|er)s?"),
    "size": ("big large", "size memory storage capacity data disk", r"[kmgtp]i?b|bytes?|bits?"),
    "speed": ("fast slow", "speed pace", r"knots?|kn|km/h|mph|m/s|kt"),
    "volume": ("", "volume capacity", r"ml|cl|dl|l|lit(?:re|er)s?|gallons?|pints?|cups?|m³"),
    "money": ("expensive cheap dear", "price cost fee charge pay salary wage rent premium fare",
              r"[$£€¥₹]|usd|eur|gbp|dollars?|euros?|pounds?|pence|cents?"),
    "share": ("", "percentage percent share proportion rate weight", r"%|per ?cent|percent"),
    "date": ("", "year date month day since", r""),
}  # fmt: skip
_NOUN_OF = {
    "deep": "depth", "wide": "width", "high": "height", "tall": "height", "far": "distance", "thick": "thickness",
    "long": "length", "heavy": "weight", "hot": "temperature", "cold": "temperature", "warm": "temperature",
    "fast": "speed", "big": "size", "large": "size", "old": "age", "expensive": "price", "cheap": "price", "strong": "strength",
}  # fmt: skip
_DEGREES = frozenset("many much often soon quick quickly frequently".split())
_OF_KIND = {"duration": "time", "money": "money", "percent": "share", "date": "date"}
_ASKED_BY = {name: frozenset(asking.split()) for name, (asking, _, _) in _MEASURES.items()}
_NAMED_BY = {name: frozenset(stem(word) for word in naming.split()) for name, (_, naming, _) in _MEASURES.items()}
UNIT_OF = {name: re.compile(rf"(?<![^\W\d_])(?:{units})(?![^\W\d_])", re.IGNORECASE)
            for name, (_, _, units) in _MEASURES.items() if units}  # fmt: skip
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]|,\s*([^\s,]+)$")
_GIVEN_FIRST = re.compile(
    r"(?!\W*(?:what|which|who|how|why|where)\b).{12,}[,;.?!] *(?=(?:so |and |but )?(?:what|which|who|how|why|where)\b)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\b(\d+(?:\.\d+)?)\s?(?:–|—|-|to)\s?(\d+(?:\.\d+)?)\b")
_SINGLE = re.compile(r"\d+(?:\.\d+)?")
_NUMBERED = re.compile(r"\b([^\W\d_]+) (\d+)\b")
_HOW = re.compile(r"\bhow (\w+)", re.IGNORECASE)
_VERB = (
    r"(?:do|does|did|is|are|was|were|has|have|had|can|could|should|must|may|might|will|would|shall|goes?|needs?|takes?|gets?|"
    r"of|for|in|on|per|at|to|from|into|with|there|i|you|we|they|it|the|an?|my|your|its)\b"
)
_NOUNS = rf"((?:(?!{_VERB})[\w%-]+ ?){{1,4}})"
_PROPERTY = (
    re.compile(rf"\bhow (?:much|many) (?:of the )?{_NOUNS}", re.IGNORECASE),
    re.compile(rf"\b(?:what|which) (?:is|are|was|were) (?:the )?{_NOUNS}(?:of|for|in|on|at|per)\b", re.IGNORECASE),
    re.compile(rf"\b(?:what|which) (?!is\b|are\b|was\b|were\b){_NOUNS}", re.IGNORECASE),
    re.compile(rf"^{_NOUNS}(?:of|for)\b", re.IGNORECASE),
)
_BROAD = frozenset(
    stem(word)
    for word in "number amount value level content total count figure quantity maximum minimum max min default average typical "
    "usual recommended highest lowest exact allowed required possible rough approximate".split()
)


_LIGHT = frozenset(
    stem(word) for word in "need take contain hold offer provide get give run last go size sell buy come".split()
)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question asks, as a row is measured by it.

    Args:
        figure: Whether a figure (or a date, a person) is asked for.
        words: Its content terms.
        property: Terms of what is asked of something ("retention period"), () where the wording does not say.
        measures: What is to be measured: "time", "temperature" …
        kin: For a term, terms of like meaning.
        single: Whether one thing is asked: no reason, no list, no comparison.
        clause: Those of `words` in the clause that asks: of "the loss is low, what do I do" only the last part.
        numbered: Words that a number follows, with the number ("force 6").
        degrees: What follows "how" ("often"): a column may be called so.
    """

    figure: bool
    words: frozenset[str]
    property: tuple[str, ...]
    measures: frozenset[str]
    kin: Kin
    single: bool = True
    clause: frozenset[str] = frozenset()
    numbered: frozenset[tuple[str, str]] = frozenset()
    degrees: frozenset[str] = frozenset()


def sought_of_rows(question: Question, searched: Collection[str], kin: Kin) -> Sought:
    """What a question asks of the rows of tables.

    Args:
        question: Taken apart.
        searched: Its terms, long forms of acronyms among them.
        kin: Words of like meaning.
    """
    text = question.text
    match = next((found for pattern in _PROPERTY if (found := pattern.search(text))), None)
    asked_of = tuple(dict.fromkeys(term for term in (terms(match[1]) if match else ()) if term not in _BROAD))
    asking = {word.lower() for word in _HOW.findall(text)}
    stems = {stem(word) for word in tokens(text)}
    measures = {name for name in _MEASURES if _ASKED_BY[name] & asking or _NAMED_BY[name] & stems}
    if question.wanted != "duration":  # "how deep" is the depth, but "how long" may be a time
        searched = {*searched, *(noun for word in asking for noun in noun_of(word))}
    searched = set(searched) - {stem(word) for word in asking if noun_of(word) or word in _DEGREES}
    if question.wanted in _OF_KIND:
        measures.add(_OF_KIND[question.wanted])
    single = question.type not in ("list", "comparison") and question.wanted != "reason"
    words = frozenset(searched) - FRAME_WORDS
    given = set(terms(_GIVEN_FIRST.sub("", text))) if _GIVEN_FIRST.match(text) else set(words)
    numbered = frozenset((stem(word.lower()), number) for word, number in _NUMBERED.findall(text))
    clause = words & (given | {noun for word in asking for noun in noun_of(word)})
    return Sought(
        question.wanted in HARD, words, asked_of, frozenset(measures), kin, single, clause, numbered, frozenset(asking)
    )


def noun_of(word: str) -> list[str]:
    """The stem of what an adjective or superlative is a degree of: "depth" for "deep" and "deepest"."""
    lower = word.lower()
    bare = {lower, lower.removesuffix("est"), lower.removesuffix("st"), lower.removesuffix("iest") + "y"}
    bare |= {form[:-1] for form in bare if form[-2:-1] == form[-1:]}  # "hottest", "biggest"
    return [stem(noun) for adjective, noun in _NOUN_OF.items() if adjective in bare]


def cells_of(row: str) -> list[str]:
    """The cells of a stored row."""
    return [cell.strip() for cell in row.split("|")]


def named_cells(row: str, header: str) -> list[tuple[str, str]]:
    """Name and text of each cell of a row; [] where the header does not fit the row or there is none."""
    names, cells = cells_of(header), cells_of(row)
    return list(zip(names, cells, strict=True)) if header and len(names) == len(cells) > 1 and row != header else []


def column_terms(row: str, header: str) -> frozenset[str]:
    """Terms of the names of the columns in which a row has something."""
    return frozenset(
        term for name, cell in named_cells(row, header) if not EMPTY_CELL.fullmatch(cell) for term in terms(name)
    )


def without_unit(name: str) -> str:
    """The name of a column without the unit it gives in brackets or after a comma."""
    return _IN_BRACKETS.sub("", name).strip() or name


def names_measure(term: str, measures: Collection[str]) -> bool:
    """Whether a term is a word for one of some measures ("charge" for money)."""
    return any(term in _NAMED_BY[measure] for measure in measures)


def range_ends(row: str, asked: Collection[str]) -> set[str]:
    """The figures of a row that are asked for but stand in it only as one end of a range ("6" in "4–6")."""
    ends: set[str] = set()
    for low, high in _RANGE.findall(row):
        if (low in asked) != (high in asked):
            ends.add(low if low in asked else high)
    return ends - set(_SINGLE.findall(_RANGE.sub(" ", row)))


def measures_of(name: str, cells: Sequence[str]) -> set[str]:
    """What a column measures, by its name, the unit beside its name, or the units of all its cells."""
    found = {measure for measure, words in _NAMED_BY.items() if words & set(terms(name))}
    unit = next((one or other for one, other in _IN_BRACKETS.findall(name)), "").strip()
    for measure, pattern in UNIT_OF.items():
        figures = [re.sub(r"[\d.,\s–+-]+", " ", cell).strip() for cell in cells if re.search(r"\d", cell)]
        if (unit and pattern.fullmatch(unit)) or (
            figures and len(figures) == len(cells) and all(pattern.match(figure) for figure in figures)
        ):
            found.add(measure)
    return found


def beside(asked: Sought, row: str, header: str, around: Collection[str]) -> bool:
    """Whether a row is that of what is asked about, but none of its columns tells the figure that is asked of it.

    Args:
        asked: What the question asks.
        row: The row.
        header: The row that names the columns.
        around: Terms of the headings above the table and of the sentence that leads to it.
    """
    named = named_cells(row, header)
    own = set(terms(named[0][1])) if named else set()
    if not asked.figure or not own & asked.words:
        return False
    left = [term for term in asked.property if term not in own]
    if not left:
        return False
    naming = set().union(*(_NAMED_BY[name] for name in asked.measures))
    told = [(name, cell) for name, cell in named[1:] if not EMPTY_CELL.fullmatch(cell)]
    special = [term for term in left if term not in naming]
    if not special:
        return not any(asked.measures & measures_of(name, [cell]) for name, cell in told) and not naming & set(around)
    said = {term for name, cell in told for term in terms(f"{name} {cell}")}
    titles = {term for name, _ in told for term in terms(name)}
    return not any(term in said or term in around or titles & asked.kin.get(term, {}).keys() for term in special)


def names_other_row(n: int, own: Collection[str], asked: Collection[str], names: Mapping[int, frozenset[str]]) -> bool:
    """Whether a question names another row of the same table whole, and this one lacks some of that name.

    Args:
        n: Number of this row's sentence.
        own: What this row says.
        asked: Terms of the question.
        names: Terms of the first cell of each row found, by the number of its sentence.
    """
    asked = set(asked)
    of_figure = any(name and name <= asked and all(map(str.isdigit, name)) for name in names.values())
    said = names[n] if of_figure else set(own)  # "force 6" is a row and not the 6 in another cell
    return any(name and name <= asked and name - said for at, name in names.items() if at != n)


def of_other_number(asked: Sought, row: str, header: str) -> bool:
    """Whether a question names a row by the first column and a number ("force 10"), and this is the row of another number."""
    named = named_cells(row, header) if asked.numbered else []
    if not named or not named[0][1].isdigit():
        return False
    of = {number for word, number in asked.numbered if word in terms(named[0][0])}
    return bool(of) and named[0][1] not in of


def tells_figure(asked: Sought, row: str, header: str) -> bool:
    """Whether a row has a figure in a column whose name is asked for."""
    if not (asked.figure and header):
        return False
    cells, names = cells_of(row), cells_of(header)
    told = [at for at in columns_asked(asked, row, header) if at < len(cells)]
    named = [at for at in told if title_terms(names[at]) & asked.clause]  # the others only have a word that is asked
    return any(re.search(r"\d", cells[at]) for at in named or told)


def tells_plainly(asked: Sought, row: str, header: str, around: Collection[str]) -> bool:
    """Whether a question is the name of a row and that of one of its columns, and asks nothing beyond.

    Args:
        asked: What the question asks.
        row: The row.
        header: The row that names the columns.
        around: Terms of the headings above the table and of the sentence that leads to it.
    """
    name = set(terms(row.partition("|")[0].partition(",")[0]))
    if not name or not name <= asked.words or not asked.single:
        return False
    named = named_cells(row, header)
    if not named:
        return False
    told = [at for at in columns_named(asked, row, header) if not EMPTY_CELL.fullmatch(named[at][1])]
    said = name | set(terms(f"{named[0][0]} {named[0][1]}")) | set(around) | _BROAD | _LIGHT
    said |= {term for at in told for term in terms(named[at][0])}
    measured = set().union(*(measures_of(*_one(named[at])) for at in told))
    return bool(told) and all(term in said or names_measure(term, measured) for term in asked.words)


def columns_named(asked: Sought, row: str, header: str) -> list[int]:
    """Which columns after the first a question names in full."""
    names = [title_terms(name) for name, _ in named_cells(row, header)]
    return [at for at in range(1, len(names)) if names[at] and names[at] <= asked.clause]


def columns_asked(asked: Sought, row: str, header: str) -> list[int]:
    """Which columns after the first a question names or measures; [] where it does not say, or asks of another row."""
    named = named_cells(row, header)
    if not named:
        return []
    cells = [set(terms(cell)) & asked.words for _, cell in named]
    if not any(cells):
        return []
    wanted = asked.clause - cells[0]
    names = [title_terms(name) for name, _ in named]
    said_so = [at for at in range(1, len(named)) if {w.lower() for w in _HOW.findall(named[at][0])} & asked.degrees]
    full = [at for at in range(1, len(named)) if (names[at] and names[at] <= wanted) or at in said_so]
    hit = [at for at in range(1, len(named)) if names[at] & wanted and at not in full]
    explained = set().union(*(names[at] for at in full))
    hit = [at for at in hit if (names[at] & wanted) - explained]
    chosen = full + hit
    if not chosen:
        chosen = [at for at in range(1, len(named)) if asked.measures & measures_of(*_one(named[at]))]
    if not chosen:
        chosen = [
            at for at in range(1, len(named)) if any(names[at] & asked.kin.get(term, {}).keys() for term in wanted)
        ]
    if not chosen or any(EMPTY_CELL.fullmatch(named[at][1]) for at in chosen):
        return []
    if all(set(terms(named[at][1])) <= asked.words for at in chosen):
        return []  # "who uses port 10257" gives the port and asks for something else
    told = set(chosen) | {at for at in range(1, len(named)) if cells[at] - cells[0] - explained}
    return sorted(told)


def title_terms(name: str) -> set[str]:
    """Terms of the name of a column, its unit and words like "type" left out."""
    return set(terms(without_unit(name))) - FRAME_WORDS


def _one(named: tuple[str, str]) -> tuple[str, list[str]]:
    return named[0], [named[1]]
