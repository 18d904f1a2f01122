"""What the running text of a guide teaches, term by term, and which terms a learner could take for one another there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from studyground.assistant.practice.writing.called_subjects import PERSON
from studyground.assistant.practice.writing.deed_rivals import rank_deeds
from studyground.assistant.practice.writing.fact import Fact, Thing
from studyground.assistant.practice.writing.meanings import meanings
from studyground.assistant.practice.writing.mining_called import called_in
from studyground.assistant.practice.writing.mining_credited import credited_in
from studyground.assistant.practice.writing.mining_dated import dated_in, rank_dated
from studyground.assistant.practice.writing.mining_deeds import deeds_in
from studyground.assistant.practice.writing.mining_defined import defined_in
from studyground.assistant.practice.writing.mining_solved import solved_in
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_told import told_in
from studyground.assistant.practice.writing.options import SMALL_GUIDE, says_why
from studyground.assistant.practice.writing.phrasing import plural, usable
from studyground.assistant.practice.writing.things import Names
from studyground.assistant.practice.writing.told_options import Sayings, listed_in, rank_told
from studyground.ingest.index import Index

LEAST = 0.28  # priority
OF_ALL, LEAST_OF_ALL = 0.01, 40  # share and number of sentences that name what the whole guide is about

PLENTY = 1000  # facts, from which a guide has questions enough without its plain sentences


def prose_in(
    lines: Sequence[Line], names: Names, facts: Sequence[Fact], things: Mapping[str, Thing], index: Index
) -> tuple[tuple[Fact, ...], dict[str, tuple[str, ...]], Sayings]:
    """Facts of running text ("told", "solved", "listed"), and for those that can be asked the ids of what stands beside them.

    Last comes what is said of each term, by which rivals of other facts can be told.

    Args:
        lines: The guide's sentences.
        names: Its names, by which short ones are written out ("Firehose").
        facts: What else was found of its things: options may come from there too.
        things: By name; their kinds say what belongs together.
        index: Of the guide.
    """
    if len(facts) > PLENTY:
        return (), {}, Sayings((), ())
    running = "\n".join(line.text for line in lines).casefold()
    asked = [
        _named(fact, names, things) for fact in (*solved_in(lines), *told_in(lines, running, index.encoder.is_word))
    ]
    listed = [_named(fact, names, things) for fact in listed_in(lines, names.resolve, [fact.thing for fact in asked])]
    sayings = Sayings((fact.thing for fact in (*asked, *facts, *listed)), lines)
    dated = dated_in(lines)
    called, of_its_kind = called_in(lines, index)
    credited, of_others = credited_in(lines)
    defined, of_its_sort = defined_in(lines, index)
    said = [fact for fact in called if fact.need_shape == "finite" and fact.need and fact.situation != PERSON]
    deeds = deeds_in([*(fact for fact in asked if fact.form == "told"), *meanings(facts), *said], running)
    together = {
        frozenset((one.thing.casefold(), other.casefold())) for one in (*listed, *facts) for other in one.contrasts
    }
    wanted = [
        *asked,
        *(fact for fact in facts if len(facts) < SMALL_GUIDE and _tells(fact) and fact.form != "definition"),
    ]
    return (
        (*asked, *listed, *dated, *called, *credited, *defined, *deeds),
        rank_dated(dated)
        | of_its_kind
        | of_others
        | of_its_sort
        | rank_deeds(deeds, sayings, lines, together, index)
        | rank_told(wanted, (*asked, *(fact for fact in facts if _tells(fact)), *listed), sayings, index),
        sayings,
    )


def _named(fact: Fact, names: Names, things: Mapping[str, Thing]) -> Fact:
    """A fact under the name by which the guide calls its thing in full, and with the kind of that thing."""
    name = _in_full(fact.thing, names)
    thing = things.get(name) or things.get(names.resolve(fact.thing))
    contrasts = tuple(_in_full(one, names) for one in fact.contrasts)
    return replace(fact, thing=name, kind=fact.kind or (thing.kind if thing else ""), contrasts=contrasts)


def _in_full(written: str, names: Names) -> str:
    """A name with all its words, where the guide has more of them elsewhere; one thing and several stay apart."""
    full = names.resolve(written)
    return full if set(written.split()) <= set(full.split()) and plural(full) == plural(written) else written


def apart(
    ranked: Mapping[str, tuple[str, ...]], near: Mapping[str, int], facts: Sequence[Fact], sayings: Sayings
) -> tuple[dict[str, tuple[str, ...]], dict[str, int]]:
    """What stands beside each fact without the names of which the guide says, somewhere, much the same; and how many are near."""
    by_id = {fact.id: fact for fact in facts}
    kept: dict[str, tuple[str, ...]] = {}
    close: dict[str, int] = {}
    for one, names in ranked.items():
        fine = [not sayings.does_too(by_id[one], name) for name in names]
        kept[one] = tuple(name for name, good in zip(names, fine, strict=True) if good)
        close[one] = sum(fine[: near.get(one, 0)])
    return kept, close


def _tells(fact: Fact) -> bool:
    """Whether a fact says what its thing is or is for, so that it can show why the thing is no answer."""
    return (
        fact.form in ("purpose", "choice", "definition")
        and says_why(fact)
        and usable(fact.need, 3)
        and fact.priority > LEAST
    )
