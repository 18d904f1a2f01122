"""The other rows of a key's table: they are what a learner takes it for, before anything from another table."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from studyground.assistant.practice.writing.fact import Fact, Mined, Span, Thing
from studyground.assistant.practice.writing.mining_language import lower_first, tidy, with_article
from studyground.assistant.practice.writing.mining_shapes import shape_of
from studyground.assistant.practice.writing.mining_source import Row, Table
from studyground.assistant.practice.writing.mining_tables import columns_of, names_of
from studyground.assistant.practice.writing.things import Names
from studyground.ingest.terms import terms

LEAST_ROWS = 3  # beside the key's, from which a table gives a question its options
LEAST_SAID = 2  # words of a cell that says something of its row
_SAYING = ("use", "does", "meaning")
_ALONE = frozenset(("cause", "remedy", "choice"))


def beside_in_tables(tables: Iterable[Table], names: Names, facts: Sequence[Fact]) -> dict[str, tuple[Fact, ...]]:
    """For each fact of a row what the other rows of its table say, one statement a row, where there are enough of them.

    Args:
        tables: Of the guide.
        names: By which a cell's name is written as the guide has it most.
        facts: What was found already: of a row without any, its cell is told as it stands.
    """
    found: dict[tuple[str, int], list[Fact]] = defaultdict(list)
    for fact in facts:
        if " | " in fact.text:
            found[fact.span.document, fact.span.start].append(fact)
    beside: dict[str, tuple[Fact, ...]] = {}
    for table in tables:
        own = [(row, found.get((table.document, row.start), [])) for row in table.rows]
        if not any(of_row for _, of_row in own):
            continue
        plain = {row.start: _told(table, row, names) for row in table.rows}
        for row, of_row in own:
            for fact in of_row:
                said = (
                    _alike(fact, of_other) or plain[other.start]
                    for other, of_other in own if other is not row
                )  # fmt: skip
                others = tuple(one for one in said if one is not None and one.thing != fact.thing)
                if len(others) >= LEAST_ROWS:
                    beside[fact.id] = others
    return beside


def _alike(fact: Fact, others: Sequence[Fact]) -> Fact | None:
    """What another row says in the way of a fact; a remedy stands beside remedies alone, and a cause beside causes."""
    same = next((one for one in others if one.form == fact.form), None)
    return same or next((one for one in others if not {one.form, fact.form} & _ALONE), None)


def _told(table: Table, row: Row, names: Names) -> Fact | None:
    """What a row of which nothing can be asked says of the one thing that it names; None where it says too little."""
    columns = columns_of(table)
    named = columns.of("name")
    if not named or columns.of("choose"):
        return None
    listed = names_of(table, row, named[0], names)
    thing = names.resolve(listed[0]) if len(listed) == 1 else ""
    order = sorted(
        (at for at in range(len(row.cells)) if at != named[0]), key=lambda at: columns.roles[at] not in _SAYING
    )
    said = next((cell for at in order if len((cell := tidy(row.cells[at])).split()) >= LEAST_SAID), "")
    if not thing or not said:
        return None
    need = with_article(lower_first(said))
    key = f"{thing}|row|{need}|{table.document}|{row.start}"
    return Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=thing, kind=columns.kinds[named[0]], form="definition",
        need=need, need_shape=shape_of(need), situation="", span=Span(table.document, row.start, row.end),
        section=table.section, named_by="span", text=" | ".join(row.cells), priority=0.0,
    )  # fmt: skip


def of_its_table(fact: Fact, mined: Mined, refused: Callable[[Thing, Fact], bool]) -> dict[str, Fact]:
    """The things of the other rows that may stand beside a fact's thing, the most confusable first, and what their rows say.

    Args:
        fact: What is asked.
        mined: The guide.
        refused: Whether a thing, of which a row says something, can be no wrong option here.
    """
    order = {name: at for at, name in enumerate(mined.ranked.get(fact.id, ()))}
    fine: dict[str, Fact] = {}
    unfit: list[set[str]] = []
    for one in mined.rows.get(fact.id, ()):
        thing = mined.things.get(one.thing)
        # What has facts and was not ranked says too much alike.
        if thing is None or (thing.facts and thing.name not in order) or refused(thing, one):
            unfit.append(set(terms(one.thing)))
            continue
        fine.setdefault(thing.name, one)
    kept = {name: one for name, one in fine.items() if not _one_of(name, unfit)}
    return dict(sorted(kept.items(), key=lambda pair: order.get(pair[0], len(order))))


def _one_of(name: str, unfit: Sequence[set[str]]) -> bool:
    """Whether a name is part of an unfit one or it of the name: where a "log transform" does as much, so may a "log"."""
    own = set(terms(name))
    return any(own and out and (own <= out or out <= own) for out in unfit)


def rows_first(fact: Fact, rows: Mapping[str, Fact], near: Sequence[Thing], count: int, mined: Mined) -> list[Thing]:
    """The rows of the key's table alone where they are enough; else all of them, and of the others what is missing.

    Args:
        fact: What is asked.
        rows: By the names of their things, those that may stand beside it.
        near: What else may stand beside the key, the nearest first.
        count: How many are enough.
        mined: The guide.
    """
    of_table = [mined.things[name] for name in rows]
    table = {one.thing for one in mined.rows.get(fact.id, ())}  # what of it may not stand beside the key stays out
    rest = [thing for thing in near if thing.name not in table]
    return [*of_table, *(rest[: max(0, count - len(of_table))] if of_table else rest)]
