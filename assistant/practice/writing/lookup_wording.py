"""How a table is asked and told: the question for a value of a row, and what the table has for two rows in one sentence."""

import re

from studyground.assistant.practice.writing.cell_asked import asked_of, meant_by, several_things
from studyground.assistant.practice.writing.cell_clauses import in_clauses, is_clause
from studyground.assistant.practice.writing.lookup_values import FIGURE, with_unit
from studyground.assistant.practice.writing.mining_language import lower_first
from studyground.assistant.practice.writing.table_read import TableRead, under_head
from studyground.assistant.practice.writing.table_words import Head, asked_by
from studyground.assistant.practice.writing.vocabulary import singular
from studyground.ingest.terms import terms

DONE = ("listed", "given")
LONG = 4  # words of a value that is told, and not named
LEAST_TERMS = 3  # of a question, without which it needs its table's heading
# What a row is a case of, so that a question begins with it ("For the journey “Any flight”, …").
CASES = frozenset(
    "journey trip loan symptom finding result situation event case condition trouble fault problem error incident value "
    "age state status outcome size stage complaint defect alarm occasion".split()
)
_FEATURES = frozenset(
    "memory volume temperature capacity size weight density potential latency arc range length width height speed meaning value "
    "index colour pressure diameter area mass frequency turnover strength thickness power purpose type kind class category "
    "formula definition role function characteristic feature property benefit advantage disadvantage drawback description name "
    "unit symbol abbreviation origin author founder owner".split()
)  # a thing has them; others are set for it
_COUNT = re.compile(r"[2-9]|[1-9]\d+|[1-9]\d{0,2}(?:,\d{3})+")
_COUNT_RANGE = re.compile(r"\d{1,3}(?:\s?[–-]\s?| to )\d{1,3}")
_USUAL = re.compile(r"(?P<how>typical|usual|common) (?P<what>[a-z]+s)")
_EXTREME = re.compile(r"(?:max|min|average|mean|total|least|most|highest|lowest|largest|smallest)", re.IGNORECASE)
_TIMES = frozenset("year date day month week century decade".split())
_OF_A_THING = re.compile(r"\buse cases?$")
_PLAIN = re.compile(r"[−-]?[£$€]?\d[\d.,]*(?:\s?(?:to|–)\s?[−-]?\d[\d.,]*)?\s?[^\W\d_°%]*[°%]?[A-Za-z]?(?: [a-z]+)?")
_ONLY_ONE = re.compile(r"\w+est$|(?:first|last|only|best|worst|most|least|own|next|main|right)$|\w+[’']s$")
_MEASURED = re.compile(r"[−-]?\d|[£$€]\d")
_PAIR = re.compile(r"“(?P<value>[^“”]+)” for “(?P<row>[^“”]+)”")


def value_question(words: TableRead, row: int, column: int) -> str:
    """The question for the value of a row in one column; "" where no English can be made of its head.

    Args:
        words: The table.
        row: Number of the row.
        column: Number of the column.
    """
    head, figure = words.heads[column], bool(FIGURE.match(words.value(row, column)))
    given = asked_by(words.caption, head) if len(words.heads) == 1 else ""
    of_row = words.for_row(row)
    if given:
        return f"For {of_row}, what is the {given}?"
    counted = head.several and head.said and not head.quoted and not _EXTREME.match(head.said)
    value = words.value(row, column)
    if counted and (_COUNT.fullmatch(value) or _COUNT_RANGE.fullmatch(value)):
        return f"{_by_table(words)}how many {head.asked} are listed for {of_row}?"
    if head.noun in _TIMES and head.said == head.noun:
        return f"{_by_table(words)}which {head.noun} is given for {of_row}?"
    clauses = head.said and in_clauses(head.told, [words.value(at, column) for at in range(len(words.labels))])
    if head.quoted or not head.said or (figure and head.several) or clauses:
        opening = words.opening()
        return f"{opening}which figure stands {under_head(head.raw)} for {of_row}?" if opening and figure else ""
    opening = words.opening("" if head.vague else head.said)
    if (head.vague and not words.caption) or not (opening or words.noun):
        return ""
    opening = re.sub(r"^In ", "According to ", opening)
    of_row += words.sort_of(row, column) if head.vague else ""
    if head.use:
        return f"{opening}what is {of_row} used for?"
    usual = _USUAL.fullmatch(head.asked) if head.several else None
    if usual and words.coloured(row):
        return f"which {usual['what']} are {usual['how']} for {words.coloured(row)}?"
    asked = f"what {'are' if head.several else 'is'} the {head.asked}"
    if re.search(r" for\b", head.asked) or _is_case(words):
        asked = asked.rstrip(",")
        if opening:
            return f"For {of_row}, what {'are' if head.several else 'is'} the {head.asked} {_in_table(opening)}?"
        return f"For {of_row}, {asked}?"
    question = f"{asked} {_link(head)} {of_row}?"
    if not opening and len(set(terms(question))) <= LEAST_TERMS:
        opening = re.sub(r"^In ", "According to ", words.opening())  # "What is the purpose of the service “Lex”?"
    return f"{opening}{question}"


def _by_table(words: TableRead) -> str:
    """Where a question looks, in front of it."""
    return re.sub(r"^In ", "According to ", words.opening())


def row_asked_for(noun: str, head: Head, value: str) -> str:
    """The question for the row that has a value: "which sign means …", "which paint has a drying time of 2 h", without opening.

    Args:
        noun: What a row is called.
        head: Over the value.
        value: The cell; "" where no English can be made of it.
    """
    if head.told == "meaning":
        return lower_first(meant_by(noun, value))
    first = head.told.split()[0]
    counted = _COUNT.fullmatch(value) or (_COUNT_RANGE.fullmatch(value) and head.noun == head.told)
    if head.several and counted and not re.search(r"[(,]", head.told) and not _EXTREME.match(head.told):
        return f"which {noun} has {value} {head.told}?"  # "100 loans at a time"
    if _PLAIN.fullmatch(value) and not head.several and not _ONLY_ONE.match(first):
        shown = value if with_unit(value) else f"“{value}”"
        if re.search(r" (?:from|of|to|for|in|at|on|per) ", f" {head.told} "):
            return f"for which {noun} is the {head.told} {shown}?"  # "has a distance from the quay of 18 m" is nobody's English
        return f"which {noun} has {with_article_before(head.told)} of {shown}?"
    listed = several_things(value) if head.several else ""
    if listed:
        return f"which {noun} has the {head.told} {listed}?"
    if len(value.split()) >= LONG or is_clause(value) or FIGURE.match(value):
        return lower_first(asked_of(noun, value))
    return f"which {noun} has {lower_first(value)} as its {head.told}?"


def with_article_before(said: str) -> str:
    """A noun with "a" or "an" before it."""
    return f"{'an' if said[0].casefold() in 'aeiou' else 'a'} {said}"


def _in_table(opening: str) -> str:
    """Where the question looks, at its end: 'according to the table “Fees”'."""
    return f"{opening[0].lower()}{opening[1:].rstrip(', ')}"


def _is_case(words: TableRead) -> bool:
    """Whether a table's rows are small situations, and no things."""
    return re.split(r" of ", words.noun)[-1].split(" ")[-1] in CASES


def _link(head: Head) -> str:
    return "of" if singular(head.noun) in _FEATURES or _OF_A_THING.search(head.said) else "for"


def why_right(key: str, others: tuple[str, str], said: str) -> str:
    """What the table has for the key, and what for two others, in one sentence.

    Args:
        key: '“A” for “R”', and under which head where several were asked.
        others: The same of two wrong options.
        said: What they are of their rows ("lead time"); "" where they stand in several columns, or are rows themselves.
    """
    told = [_PAIR.fullmatch(one) for one in (key, *others)]
    if not said or not all(told):
        return f"The table gives {key}; it gives {others[0]}, and {others[1]}."
    (value, row), (first, of_first), (second, of_second) = [
        (one["value"], _row(one["row"])) for one in told if one is not None
    ]
    if all(_MEASURED.match(one) for one in (value, first, second)):
        if _link(Head(said, said)) == "of":
            return f"{value} is the {said} of {row}; that of {of_first} is {first}, and that of {of_second} {second}."
        return f"{value} is the {said} for {row}; for {of_first} it is {first}, and for {of_second} {second}."
    return (
        f"The table lists “{value}” as the {said} {_link(Head(said, said))} {row}; for {of_first} it lists “{first}”, "
        f"and for {of_second} “{second}”."
    )


def why_wrong(one: str, key: str, said: str) -> str:
    """What the table has for a wrong option, and what for the key, in one sentence; the arguments as in `why_right`."""
    told, right = _PAIR.fullmatch(one), _PAIR.fullmatch(key)
    if not said or told is None or right is None:
        return f"The table gives {one}, while it gives {key}."
    row, of_key = _row(told["row"]), _row(right["row"])
    if _MEASURED.match(told["value"]) and _MEASURED.match(right["value"]):
        if _link(Head(said, said)) == "of":
            return f"{told['value']} is the {said} of {row}; that of {of_key} is {right['value']}."
        return f"{told['value']} is the {said} for {row}; for {of_key} it is {right['value']}."
    link = _link(Head(said, said))
    return f"The table lists “{told['value']}” as the {said} {link} {row}; for {of_key} it lists “{right['value']}”."


def _row(label: str) -> str:
    """A row's name in a sentence: in quotation marks where it is no identifier ("ml.g5.xlarge")."""
    return label if re.fullmatch(r"(?=\S*[._]\w)[\w.-]+", label) else f"“{label}”"
