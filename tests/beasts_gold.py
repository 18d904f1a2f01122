"""A small gold file on ten beasts, the guide it rests on, and a system that breaks on chosen items."""

from dataclasses import replace

from studyground.assistant.answer import Answer, Timings
from studyground.eval.collection import Collection
from studyground.eval.gold import GoldItem
from studyground.eval.run import GoldFile
from studyground.eval.scoring import Scorer
from studyground.eval.spans import Span
from studyground.eval.support_baselines import lexical_support
from studyground.eval.systems import Oracle

COLOURS = ("amber", "blue", "crimson", "denim", "ebony", "fawn", "green", "hazel", "indigo", "jade")
BEASTS = ("adder", "badger", "camel", "donkey", "eagle", "ferret", "gecko", "heron", "ibis", "jackal")
FACTS = [f"The {BEASTS[i]} keeps a {COLOURS[i]} shell numbered {i + 10}." for i in range(10)]
FILLER = "Nothing else of note happens in this paragraph, which only takes room between one animal and the next. "
GUIDE = "\n\n".join(fact + " " + FILLER * 3 for fact in FACTS)
OTHER = "The camel keeps a scarlet shell numbered 99. " + FILLER


def make_items() -> tuple[GoldItem, ...]:
    from studyground.eval.gold import Evidence

    single = [
        GoldItem(
            f"f{i}",
            f"What shell does the {BEASTS[i]} keep?",
            "factoid",
            True,
            COLOURS[i],
            ((COLOURS[i],),),
            (COLOURS[i - 1],),
            (Evidence("beasts.md", FACTS[i]),),
        )
        for i in range(10)
    ]
    both = GoldItem(
        "m0",
        "Which numbers do the adder and the jackal have?",
        "multi_hop",
        True,
        "10 and 19",
        (("10",), ("19",)),
        (),
        (Evidence("beasts.md", FACTS[0]), Evidence("beasts.md", FACTS[9])),
        "all",
    )
    conflict = GoldItem(
        "c0",
        "What shell does the camel have?",
        "conflict",
        True,
        "",
        (("crimson",), ("scarlet",)),
        (),
        (Evidence("beasts.md", FACTS[2]), Evidence("other.md", "The camel keeps a scarlet shell numbered 99.")),
        "all",
    )
    absent = [
        GoldItem(f"n{i}", f"Where does the {beast} sleep?", "near_miss", False) for i, beast in enumerate(BEASTS[:6])
    ]
    return (*single, both, conflict, *absent)


ITEMS = make_items()
GOLD = GoldFile("small.jsonl", "0" * 64, ITEMS)
COLLECTION = Collection({"guides/beasts.md": GUIDE, "guides/other.md": OTHER})
SCORER = Scorer("lexical", lexical_support, 0.6, {"sets": {}})


class Breaks:
    """Answers as the oracle does, but breaks on chosen items."""

    name = "breaks"

    def __init__(self, on: set[str]) -> None:
        self._oracle = Oracle(COLLECTION)
        self._on = on

    def answer(self, item: GoldItem) -> Answer:
        if item.id in self._on:
            raise ValueError("out of paper")
        return replace(self._oracle.answer(item), timings_ms=Timings(1, 2, 3, 6))

    def retrieve(self, item: GoldItem, k: int) -> list[Span]:
        return self._oracle.retrieve(item, k)
