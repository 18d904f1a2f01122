"""Writes the questions that a bank lacks for an exam."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from studyground.assistant.practice.bank import add_to_bank, read_bank
from studyground.assistant.study.draw import Shortage
from studyground.corpus.blueprint import Blueprint

if TYPE_CHECKING:
    from studyground.assistant.assistant import Assistant


def top_up(
    assistant: "Assistant",
    blueprint: Blueprint,
    bank: Path,
    shortages: Sequence[Shortage],
    seed: int,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Write questions for the domains that are short, and add them to a bank.

    Args:
        assistant: Over the guide.
        blueprint: Of the exam.
        bank: Made when it is not there.
        shortages: As `draw` found them.
        seed: For the writing.
        progress: Told how many questions are there, of how many.

    Returns:
        How many were added; fewer than are missing where the guide carries no more.
    """
    from studyground.assistant.practice.generate import generate

    existing = read_bank(bank) if bank.exists() else []
    count = sum(shortage.missing for shortage in shortages)
    made = generate(assistant, lacking(blueprint, shortages), count, "mixed", seed, existing, progress)
    return add_to_bank(bank, made.questions)


def lacking(blueprint: Blueprint, shortages: Sequence[Shortage]) -> Blueprint:
    """The blueprint with all its domains, weighted by what each is short of."""
    missing = {shortage.domain: shortage.missing for shortage in shortages}
    total = sum(missing.values()) or 1
    domains = tuple(replace(domain, weight=100 * missing.get(domain.name, 0) / total) for domain in blueprint.domains)
    return replace(blueprint, domains=domains)
