"""What several rows of a table have in common, and the members of lists that stand beside others of their kind."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from studyground.assistant.practice.writing.counted_rows import only_counted
from studyground.assistant.practice.writing.fact import Group, Member, Span
from studyground.assistant.practice.writing.lookup_values import of_one_unit, size_of, unit_of
from studyground.assistant.practice.writing.mining_lists import led_lists
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_source import ItemList, Line, Row, Source, Table
from studyground.assistant.practice.writing.same_value_wording import (
    AFFIRMED,
    DENIED,
    asked_of_column,
    asked_of_member,
    asked_of_rank,
    is_figure,
    listed_under,
    rows_called,
    says_when,
)
from studyground.assistant.practice.writing.table_leaks import with_their_noun
from studyground.assistant.practice.writing.table_words import label_of, without_marks
from studyground.ingest.terms import terms, tokens

Cell = tuple[str, Row, str]  # a row's name, the row, and what it has in a column
LEAST_IN, LEAST_OUT = 2, 3
MOST_VALUE, MOST_LABEL, MOST_MEMBER = 6, 8, 9  # words
LEAST_WEIGHT, PRIORITY = 0.5, 0.8
_NO_VALUE = re.compile(
    r"^(?:\W*|n/?a|any|all|both|either|each|varies|various|variable|mixed|depends.*|as (?:above|before|for)\b.*|"
    r"see\b.*|same\b.*|ditto|unknown|other\b.*|not (?:applicable|known|stated|given)|tbc|tbd)$",
    re.IGNORECASE,
)
# Of "8 °C or below" another row's lower limit is an instance.
_BOUNDED = re.compile(
    r"[<>≤≥]|\b(?:or (?:more|less|below|above|under|over|fewer|lower|higher|longer|shorter|equivalent)|under|over|below|above|"
    r"up to|at (?:least|most)|more than|less than|from|max\w*|min\w*|about|approx\w*|some|often|usually|mostly|sometimes|"
    r"mainly|only|partly|most|it|its|they|them|this|that|you|we)\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:but|except|only|unless|part(?:ly|ial\w*)|limited|some|if|when|mostly|usually|sometimes)\b", re.I
)
_WHOLE = re.compile(r"[.;:!?|“”\"=]|\.\.|…")


def shared_in(source: Source) -> tuple[Group, ...]:
    """Groups for "Which two of these …": what has one value in a column, and what stands in one of several like lists.

    Args:
        source: The guide taken apart.
    """
    found = [group for table in source.tables if table.weight >= LEAST_WEIGHT for group in _of_table(table)]
    return (*found, *_of_lists(source))


def _of_table(table: Table) -> Iterator[Group]:
    """The rows that have one value in a column, beside rows that have another."""
    called = rows_called(table)
    if called and only_counted(called, [row.cells[0] for row in table.rows]):
        return
    labels = with_their_noun([_label(row.cells[0], called) for row in table.rows], called)
    known = [label.casefold() for label in labels if label]
    if not called or len(set(known)) < max(len(known), LEAST_IN + LEAST_OUT):
        return
    rows = [(label, row) for label, row in zip(labels, table.rows, strict=True) if label]
    for at in range(1, len(table.header)):
        cells = [(label, row, without_marks(row.cells[at])) for label, row in rows]
        decided = [(label, row, _decided(value)) for label, row, value in cells]
        plain = [(label, row, _core(value)) for label, row, value in cells]
        judged = sum(bool(value) for _, _, value in decided) * 2 > len(cells)
        several = [(label, row, value) for label, row, value in cells if value]
        asked = [
            (asked_of_column(called, table.header[at], value), value, _sides(decided if judged else plain, value))
            for value in _values(decided if judged else plain)
        ]
        asked += [
            (asked_of_member(called, table.header[at], value), value, _holding(several, value))
            for value in _pieces(value for _, _, value in several)
        ]
        asked += list(_ranked(called, table.header[at], several))
        for question, value, (inside, outside) in asked:
            if not question or len(inside) < LEAST_IN or len(outside) < LEAST_OUT:
                continue
            yield _group(
                question,
                [_member(label, table, row, at) for label, row in inside],
                [_member(label, table, row, at) for label, row in outside],
                Span(table.document, inside[0][1].start, inside[0][1].end),
                table.section,
                value,
                table.weight,
            )


def _ranked(
    called: str, header: str, cells: Sequence[Cell]
) -> Iterator[tuple[str, str, tuple[list[tuple[str, Row]], list[tuple[str, Row]]]]]:
    """The two rows with the most and the two with the least, where a column has single figures of one unit."""
    sized = [
        (size, label, row) for label, row, value in cells if not _BOUNDED.search(value) and (size := size_of(value))
    ]
    of_one = [value for _, _, value in cells if size_of(value) and not _BOUNDED.search(value)]
    if len(sized) < LEAST_IN + LEAST_OUT or not all(of_one_unit(of_one[0], value) for value in of_one):
        return
    unit = unit_of(of_one[0])
    for most in (True, False):
        order = sorted(sized, key=lambda one: one[0], reverse=most)
        last, first = order[LEAST_IN - 1][0], order[LEAST_IN][0]
        if (min(last) > max(first)) if most else (max(last) < min(first)):
            inside, outside = order[:LEAST_IN], order[LEAST_IN:]
            question = asked_of_rank(called, header, unit, most=most)
            yield question, "", ([(a, row) for _, a, row in inside], [(a, row) for _, a, row in outside])


def _core(value: str) -> str:
    """A figure or a time without the remark behind it ("135°, above the sternlight"); any other cell as it is."""
    front, comma, rest = value.partition(", ")
    if comma and (is_figure(front) or says_when(front)) and not re.match(r"\W*\d", rest) and not _HEDGED.search(rest):
        return front
    return value


def _pieces(cells: Iterable[str]) -> list[str]:
    """What several cells have among the things they list ("poultry, egg, meat")."""
    counted = Counter(piece for cell in cells if cell.count(", ") for piece in set(cell.split(", ")))
    return [
        piece for piece, number in counted.items() if number >= LEAST_IN and re.fullmatch(r"[a-z]+(?: [a-z]+)?", piece)
    ]


def _holding(cells: Sequence[Cell], piece: str) -> tuple[list[tuple[str, Row]], list[tuple[str, Row]]]:
    """The rows whose cell lists a thing, and those whose cell has no word of it."""
    inside = [(label, row) for label, row, value in cells if piece in value.split(", ")]
    outside = [
        (label, row)
        for label, row, value in cells
        if not set(terms(piece)) & set(terms(value))
        and not _NO_VALUE.match(value)
        and not re.search(r"\b(?:any|all)", value)
    ]
    return inside, outside


def _values(cells: Sequence[Cell]) -> list[str]:
    """The values that several rows have and that can be asked for, in the order of the table."""
    counted: dict[str, list[str]] = defaultdict(list)
    for _, _, value in cells:
        counted[value.casefold()].append(value)
    return [
        own[0]
        for own in counted.values()
        if len(own) >= LEAST_IN
        and own[0] != DENIED
        and len(own[0].split()) <= MOST_VALUE
        and not _NO_VALUE.match(own[0])
        and not _BOUNDED.search(own[0])
        and ", " not in own[0]
        and not _WHOLE.search(re.sub(r"(?<=\d)[.:](?=\d)", "", own[0]))
    ]


def _sides(cells: Sequence[Cell], value: str) -> tuple[list[tuple[str, Row]], list[tuple[str, Row]]]:
    """The rows that have a value, and those that have one which has nothing to do with it."""
    wanted = set(tokens(value))
    inside = [(label, row) for label, row, own in cells if own.casefold() == value.casefold()]
    outside = [
        (label, row)
        for label, row, own in cells
        if own.casefold() != value.casefold()
        and not _NO_VALUE.match(own)
        and not wanted <= set(tokens(own))
        and not set(tokens(own)) <= wanted
        and (re.search(r"\d", value) or not set(terms(value)) & set(terms(own)))
    ]
    return inside, outside


def _decided(cell: str) -> str:
    """What a cell decides, yes or no, perhaps with a word of explanation; "" of any other."""
    match = re.match(r"(yes|no)\b(?![ -]\w)(.*)$", cell, re.IGNORECASE | re.DOTALL)
    if not match or _HEDGED.search(match[2]):
        return ""
    return AFFIRMED if match[1].casefold() == "yes" else DENIED


def _label(cell: str, called: str) -> str:
    """A row's name as an option: "Channel 16" where the table has "16"."""
    label = label_of(cell)
    if not label or len(label.split()) > MOST_LABEL or re.search(r"\d, \d", label):
        return ""
    if re.fullmatch(r"\d{1,4}", label):
        noun = called.split()[-1] if called else ""
        return f"{noun[:1].upper()}{noun[1:]} {label}" if noun else ""
    return label


def _member(label: str, table: Table, row: Row, at: int) -> Member:
    value, head = without_marks(row.cells[at]), without_marks(table.header[at])
    reason = f"Under “{head}” the table has “{value}” for “{without_marks(row.cells[0])}”."
    return Member(label, Span(table.document, row.start, row.end), reason, value)


def _of_lists(source: Source) -> Iterator[Group]:
    """Members of a list whose lead says what they are, beside those of a list of the same kind for something else."""
    lists = [*map(_from_items, source.lists), *map(_from_line, source.lines)]
    kept = [one for one in lists if one is not None and len(one.members) >= LEAST_IN]
    for one in kept:
        siblings = [
            other
            for other in kept
            if other is not one
            and other.lead.split()[:2] == one.lead.split()[:2]
            and other.lead != one.lead
            and other.lead_span.document == one.lead_span.document
            and (other.section == one.section or other.section[:-1] == one.section[:-1])
        ]
        own = {term for member in one.members for term in terms(member.text)}
        outside = [
            Member(member.text, member.span, f"The guide has this among {other.lead}.")
            for other in siblings
            for member in other.members
            if not own & set(terms(member.text))
        ]
        if len(outside) < LEAST_OUT or sum(other.lead == one.lead for other in kept) > 1:
            continue
        inside = [Member(member.text, member.span, f"The guide has this among {one.lead}.") for member in one.members]
        yield _group(f"Which {{n}} of these are {one.lead}", inside, outside, one.lead_span, one.section)


def _from_items(items: ItemList) -> Group | None:
    lead = listed_under(items.lead or (items.section[-1] if items.section else ""))
    if not lead or items.weight < LEAST_WEIGHT:
        return None
    members = [
        Member(text, Span(items.document, item.start, item.end)) for item in items.items if (text := _named(item.text))
    ]
    if len(members) < len(items.items):
        return None
    span = members[0].span if not items.lead else Span(items.document, items.lead_start, items.lead_end)
    return _group(lead, members, [], span, items.section)


def _from_line(line: Line) -> Group | None:
    found = led_lists(line.text) if line.weight >= LEAST_WEIGHT else None
    lead = listed_under(found[0]) if found else ""
    if not found or not lead:
        return None
    span = Span(line.document, line.start, line.end)
    members = [Member(text, span) for piece in found[1] if (text := _named(piece))]
    return _group(lead, members, [], span, line.section) if len(members) == len(found[1]) else None


def _named(item: str) -> str:
    """An item as an option: a name or a noun with what belongs to it; "" for a sentence."""
    text = re.sub(r",? and$|,? or$", "", item.strip(" .;,"))
    if (
        not 1 <= len(text.split()) <= MOST_MEMBER
        or _WHOLE.search(text)
        or _BOUNDED.search(text)
        or has_finite_verb(text)
    ):
        return ""
    return text[:1].upper() + text[1:]


def _group(
    asked: str,
    inside: Sequence[Member],
    outside: Sequence[Member],
    span: Span,
    section: tuple[str, ...],
    value: str = "",
    weight: float = 1.0,
) -> Group:
    key = f"shared|{asked}|{span.document}|{span.start}"
    return Group(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], lead=asked, lead_span=span, members=tuple(inside),
        outsiders=tuple(outside), kind="", section=section, shape="name", priority=round(PRIORITY * weight, 3), need=value,
        asked=asked,
    )  # fmt: skip
