"""The words of a question for what several rows of a table, or the members of a list, have in common."""

import re

from studyground.assistant.practice.writing.lookup_wording import CASES
from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, PRONOUNS, lower_first
from studyground.assistant.practice.writing.mining_source import Table
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, gerund_base, may_be_noun
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.table_words import head_of, row_noun, without_marks
from studyground.assistant.practice.writing.vocabulary import singular

AFFIRMED, DENIED = "yes", "no"
MOST_DEED, MOST_LEAD, MOST_TOLD = 7, 7, 3  # words
_IRREGULAR = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet", "criterion": "criteria",
    "phenomenon": "phenomena", "bacterium": "bacteria", "medium": "media", "index": "indexes", "matrix": "matrices",
    "series": "series", "species": "species", "leaf": "leaves", "half": "halves", "knife": "knives", "life": "lives",
}  # fmt: skip
_MASS = frozenset(
    "equipment number software hardware information data advice traffic evidence staff furniture water air money weight "
    "property feature aspect parameter characteristic point factor attribute dimension question result value name item who "
    "what which when where why how day date time no id".split()
)
_NO_SORT = frozenset(
    "other common main typical usual some many few two three four five six and or choose different important".split()
)
_NONE = re.compile(r"^(?:none|no|nil)$", re.IGNORECASE)
_ADJECTIVE = re.compile(r"^[A-Za-z-]+(?:able|ible|ory|ous|ive|less|ful|proof|resistant|free|[a-z]{3}ed|ional|ical)$")
_FIGURE = re.compile(r"^[−–-]?[£$€]?\d[\d.,:]*(?:\s?[–-]\s?\d[\d.,:]*)?(?:\s?[%°a-zA-Zµμ³²/]+){0,3}$")
_COUNT = re.compile(r"(?:[2-9]|[1-9]\d+|\d+(?:\s?[–-]\s?| to )\d+)")
_WHEN = re.compile(
    r"^(?:on|at|in|after|before|within|by|per|during|every|upon|from|to|with|without|through|via)\b", re.I
)
_NAMED = re.compile(r"^[A-Z][a-z]+[A-Z]|^[A-Z]{2,}s?$")  # a column for one product, not for a quality
_BOUND = frozenset("max min maximum minimum highest lowest longest shortest largest smallest first last total".split())
_UNRANKED = frozenset(
    "year date edition version code number id chapter section page position rank order channel".split()
)
_RANKS = (
    (("longest", "shortest"), frozenset("ms s sec second min minute h hour day week month year mm cm m km".split())),
    (
        ("largest", "smallest"),
        frozenset(
            "byte kb mb gb tb kib mib gib tib g kg t l ml volume size area capacity budget load dose share".split()
        ),
    ),
)
_KINDS = frozenset(
    "signs symptoms causes reasons requirements documents remedies treatments duties tasks ingredients sources risks benefits "
    "advantages disadvantages drawbacks strengths weaknesses tools conditions exceptions features functions characteristics "
    "examples types kinds forms effects consequences hazards controls measures precautions limits exemptions grounds defences "
    "components parts elements uses properties indications contraindications materials records costs".split()
)
_LED = re.compile(
    r"^(?:The |Some |Typical |Common |Main |Usual )?(?P<kind>[A-Za-z]+) (?P<of>of|for|against|in) (?P<what>[^,;:.?!]+)$"
)


def rows_called(table: Table) -> str:
    """What one row of a table is ("model family"), by its first head and, where a caption says more, by that; "" for nothing."""
    head = head_of(table.header[0], ())
    noun = row_noun(head, table.section) if head else ""
    if not noun or not re.fullmatch(r"[A-Za-z][A-Za-z -]*", noun) or noun.split()[-1] in _MASS:
        return ""
    if " " in noun:
        return noun
    several = several_of(noun)
    for text in (table.above, *table.section[-1:]):
        found = {match.casefold() for match in re.findall(rf"([A-Za-z]+) {several}\b", text, re.IGNORECASE)}
        low = found.pop() if len(found) == 1 else ""
        if low and low not in PREPOSITIONS | DETERMINERS | PRONOUNS and singular(low) == low and not _opens_deed(low):
            return f"{low} {noun}"
    return noun


def _opens_deed(word: str) -> bool:
    return bool(gerund_base(word) or base_of(word)) or word.endswith(("ly", "ed")) or word in _NO_SORT


def several_of(noun: str) -> str:
    """The plural of what a row is called ("model family": "model families", "unit of work": "units of work")."""
    front, *behind = re.split(r" (?=(?:of|for|in|at|on|with) )", noun, maxsplit=1)
    words = front.split()
    last = words[-1]
    if last in _IRREGULAR:
        made = _IRREGULAR[last]
    elif re.search(r"(?:s|x|z|ch|sh)$", last):
        made = last[:-2] + "es" if last.endswith("sis") else last + "es"
    elif re.search(r"[^aeiou]y$", last):
        made = last[:-1] + "ies"
    else:
        made = last + "s"
    return " ".join([*words[:-1], made, *behind])


def asked_of_column(called: str, header: str, value: str) -> str:
    """A question for the rows that have a value, with "{n}" for how many of them and no question mark; "" where none is sound.

    Args:
        called: What one row is.
        header: The head of the column.
        value: What the rows share; `AFFIRMED` where the column says yes or no.
    """
    rows = several_of(called)
    head = without_marks(header).rstrip("?").strip()
    if value.casefold() in VERBS and not may_be_noun(value.casefold()):
        return _action_question(rows, called, head, value)
    words = head.split()
    if not words or {word.casefold() for word in words} & PRONOUNS:
        return ""
    deed = base_of(words[0].casefold())
    if value == AFFIRMED:
        if deed and 1 < len(words) <= MOST_DEED:
            return f"Which {{n}} of these {rows} {deed} {_rest(words)}"
        if len(words) == 1 and _ADJECTIVE.match(head):
            return f"Which {{n}} of these {rows} are {lower_first(head)}"
        return ""
    if deed and _WHEN.match(value):
        return ""  # "on receipt" and "when it reaches the offeree" say the same in other words
    if words[0] == "What" and len(value.split()) <= MOST_TOLD and len(words) > 2 and not _WHEN.match(value):
        does = base_of(words[-1].casefold())
        return f"For which {{n}} of these {rows} does {' '.join(words[1:-1])} {does} {_shown(value)}" if does else ""
    return _noun_question(rows, head, value)


def asked_of_member(called: str, header: str, value: str) -> str:
    """A question for the rows whose cells list a thing among others ("is poultry a typical food"); "" where none is sound."""
    head = head_of(header, ())
    if head is None or len(head.said.split()) < 2 or head.several or head.open_ended or head.vague or "(" in head.said:
        return ""  # "a typical food" is one of several, "a layout" is the only one
    first = head.said.split()[0].casefold()
    if plural(value) or head.noun in _MASS or first in PREPOSITIONS or first != first.lower() or _WHEN.match(value):
        return ""
    return (
        f"For which {{n}} of these {several_of(called)} is {value} {'an' if first[0] in 'aeiou' else 'a'} {head.said}"
    )


def asked_of_rank(called: str, header: str, unit: str, *, most: bool) -> str:
    """A question for the rows with the largest or the smallest figures ("have the longest onset"); "" where none is sound.

    Args:
        called: What one row is.
        header: The head of the column.
        unit: Of its figures, as `unit_of` has it.
        most: Whether the largest are asked for.
    """
    head = head_of(re.sub(r"\s\([^()]*\)$", "", header), ())
    if head is None or not head.said or head.several or head.vague or _NAMED.match(header) or "(" in head.said:
        return ""
    first = head.said.split()[0].casefold().rstrip(".")
    if first in _BOUND | PREPOSITIONS or head.noun in _UNRANKED or set(head.said.casefold().split()) & PRONOUNS:
        return ""
    kind = next((kind for kind, known in _RANKS if unit in known or head.noun in known), ("highest", "lowest"))
    return f"Which {{n}} of these {several_of(called)} have the {kind[0] if most else kind[1]} {head.said}"


def is_figure(value: str) -> bool:
    """Whether a value is a figure with its unit, or a range of two."""
    return bool(_FIGURE.match(value))


def says_when(value: str) -> bool:
    """Whether a value says when or how and not what ("on receipt")."""
    return bool(_WHEN.match(value))


def _rest(words: list[str]) -> str:
    return " ".join(lower_first(word) if word[1:] == word[1:].lower() else word for word in words[1:])


def _action_question(rows: str, called: str, header: str, value: str) -> str:
    """A question for the cases in which one thing is done ("call for “exclude” under “Night shift”"); "" for any other rows."""
    if called.split()[-1] not in CASES or base_of(header.split()[0].casefold()):
        return ""
    return f"Which {{n}} of these {rows} call for “{lower_first(value)}” under “{header}”"


def _noun_question(rows: str, header: str, value: str) -> str:
    unit = re.search(r"\s\((?:[^(),]+, )?(?P<unit>[A-Za-z%°/µ³²]{1,6})\)$", header)
    bare = header[: unit.start()] if unit else header
    head = head_of(bare, ())
    if head is None or not head.said or head.vague or head.open_ended or "(" in head.said or _WHEN.match(value):
        return ""
    first = head.said.split()[0]
    said = {"max": "maximum", "min": "minimum", "avg": "average"}.get(first.casefold().rstrip("."), first)
    said = " ".join([said, *head.said.split()[1:]])
    if first.casefold() in PREPOSITIONS | {"how", "what", "who", "when", "where", "why", "which"}:
        return ""
    if (first.casefold() in VERBS and not may_be_noun(first.casefold())) or _NAMED.match(header):
        return ""
    if _NONE.match(value):
        return f"For which {{n}} of these {rows} {'are' if head.several else 'is'} there no {said}"
    if unit and re.fullmatch(r"[\d.,–-]+", value):
        value = f"{value} {unit['unit']}"
    if head.several and _COUNT.fullmatch(value) and " " not in said:
        return f"Which {{n}} of these {rows} have {value} {said}"
    return f"For which {{n}} of these {rows} {'are' if head.several else 'is'} the {said} {_shown(value)}"


def _shown(value: str) -> str:
    """A value in a sentence: a figure or one word as it is, what is longer between quotation marks."""
    if re.search(r" [A-Z][a-z]", value):
        return value  # a name
    if _FIGURE.match(value) or len(value.split()) == 1:
        return lower_first(value)
    return f"“{lower_first(value)}”"


def listed_under(lead: str) -> str:
    """What the members of a list are, as its lead says it ("signs of heat stroke"); "" where it names no kind.

    Args:
        lead: Without its colon.
    """
    match = _LED.match(without_marks(lead))
    if not match or match["kind"].casefold() not in _KINDS or len(lead.split()) > MOST_LEAD:
        return ""
    if set(match["what"].casefold().split()) & PRONOUNS or re.search(r"\b(?:are|is|include|includes)\b", lead):
        return ""
    return f"{match['kind'].casefold()} {match['of']} {lower_first(match['what'])}"
