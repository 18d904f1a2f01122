"""Tables whose rows are told apart by two columns together: what the guide gives for one value of each."""

import re
from collections.abc import Iterator

from studyground.assistant.practice.writing.code_names import traces_program
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining_class_nouns import column_noun
from studyground.assistant.practice.writing.mining_columns import (
    LEAST_ROWS,
    Cell,
    cell_facts,
    head_noun_phrase,
    plain_value,
    with_neighbours,
)
from studyground.assistant.practice.writing.mining_labelled import LEAST_WEIGHT
from studyground.assistant.practice.writing.mining_language import lower_first
from studyground.assistant.practice.writing.mining_source import Source, Table
from studyground.assistant.practice.writing.table_cases import case_told, is_record, other_case_asked, value_asked

MOST_CASE = 6  # words of a value that is a part of the case
LEAST_COLUMNS = 3
_IN_CASE = re.compile(r"^(?:if|when|where|without|with)\b", re.IGNORECASE)


def crossed_in(read: Source) -> tuple[tuple[Fact, ...], dict[str, tuple[str, ...]]]:
    """Values of tables with two columns of cases, as facts whose `need` is the question for one ("" where it gives itself away).

    Args:
        read: The guide taken apart.

    Returns:
        The facts, and for each that can be asked the ids of others of its column.
    """
    return with_neighbours(made for table in read.tables for made in _of_table(table))


def _of_table(table: Table) -> Iterator[list[Fact]]:
    """The facts of each column behind the two that make a case."""
    if table.weight < LEAST_WEIGHT or len(table.header) < LEAST_COLUMNS or len(table.rows) < LEAST_ROWS:
        return
    if traces_program(table.header):
        return
    first, second = (column_noun(head) for head in table.header[:2])
    ones, twos = ([" ".join(row.cells[at].split()) for row in table.rows] for at in (0, 1))
    cases = [(one.casefold(), two.casefold()) for one, two in zip(ones, twos, strict=True)]
    alone = len(set(ones)) == len(ones) or len(set(twos)) == len(twos)
    fit = all(value and len(value.split()) <= MOST_CASE for value in (*ones, *twos))
    records = is_record(table.header[0], ones) or is_record(table.header[1], twos)
    if not first or not second or records or alone or not fit or len(set(cases)) < len(cases):
        return
    behind = len(table.header) - 2  # each row is asked for in one of these columns
    heads = [lower_first(head) for head in table.header[:2]]
    usual = ""  # what the columns behind are about, by the first of them
    for at in range(2, len(table.header)):
        values = [" ".join(row.cells[at].split()).rstrip(" .;") for row in table.rows]
        kept = [row for row, value in enumerate(values) if plain_value(value) and values.count(value) == 1]
        cells = [
            Cell(
                f"{ones[row]}, {twos[row]}", values[row],
                Span(table.document, table.rows[row].start, table.rows[row].end), " | ".join(table.rows[row].cells),
            )
            for row in kept
        ]  # fmt: skip
        aside = lower_first(table.header[at]) if _IN_CASE.match(table.header[at]) else ""
        noun = head_noun_phrase(table.header[at], cells) if cells and not aside else ""
        if len(cells) < LEAST_ROWS or not (noun or aside):
            continue
        case = [f"the {heads[0]} “{ones[row]}” and the {heads[1]} “{twos[row]}”" for row in kept]
        ask = value_asked(noun) if noun else other_case_asked(usual, aside) if usual else ""
        usual = usual or noun
        asked = [
            f"{case_told((table.header[0], table.header[1]), (ones[row], twos[row]))} {ask}"
            if ask and row % behind == at - 2
            else ""
            for row in kept
        ]
        told = [
            f"For {one} the guide gives “{cell.value}” under “{table.header[at]}”"
            for one, cell in zip(case, cells, strict=True)
        ]
        yield cell_facts(cells, [cell.value for cell in cells], asked, told, table.section, table.weight)
