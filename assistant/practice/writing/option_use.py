"""Which wrong options a batch has used: the same few must not stand in every question, where they solve one another."""

from collections.abc import Sequence
from dataclasses import replace

from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.stems import Stem

WRONG = "wrong"  # the pool in which wrong options are counted


def least_used(offers: Sequence[Fact], desk: Desk) -> list[Fact]:
    """Facts for wrong options, those whose thing stood least in the batch first, ties in random order."""
    by_name = {one.thing.casefold(): one for one in reversed(offers)}
    return [by_name[name] for name in desk.spread.order(list(by_name), WRONG)]


def marked(stem: Stem, chosen: Sequence[Fact]) -> Stem:
    """A stem that, once its question is taken, counts its wrong options as used."""
    return replace(stem, used=(*stem.used, *((WRONG, one.thing.casefold()) for one in chosen)))
