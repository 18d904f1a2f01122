"""Figures of a bank of practice questions: gates, balance of keys and lengths, style, distinct facts, blind solving."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import comb
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studyground.assistant.practice.practice_question import GATES, Check, PracticeQuestion
from studyground.errors import InputError
from studyground.eval.bank_style import USUAL, style_of
from studyground.eval.bootstrap import DRAWS, Interval, Resampler, interval, mean_interval
from studyground.eval.cluster_statistics import Percentile
from studyground.eval.figures import as_json

if TYPE_CHECKING:
    from studyground.assistant.assistant import Assistant

SCHEMA = 1
BALANCED_FROM = 40
KEY_SHARE = (0.20, 0.30)
KEY_LONGEST_MOST = 0.30
_MEDIANS = ("stem_words", "stem_sentences", "option_words", "key_length_ratio")
_LETTERS = "ABCD"


@dataclass(frozen=True, slots=True)
class BankFigures:
    """What was measured of one bank.

    Args:
        bank: Name of the file.
        questions: How many it holds.
        gates: Share of questions that passed each gate, by what is recorded with them.
        rechecked: The same, each gate run again over the guide; {} without one.
        style: Medians of counts and shares, by the names of `USUAL`.
        figures: Distinct facts, blind solving, and what guessing would solve.
        failing: Ids of the questions that fail when checked again, with the gates they fail.
        notes: What is out of balance or was left out, one sentence each.
        domains: Questions a domain.
        settings: What could change a figure.
    """

    bank: str
    questions: int
    gates: Mapping[str, Interval]
    rechecked: Mapping[str, Interval]
    style: Mapping[str, Interval]
    figures: Mapping[str, Interval]
    failing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    domains: Mapping[str, int] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The figures as plain JSON types, with the real exam's beside; no text of a question."""
        return {
            "schema": SCHEMA,
            "bank": self.bank,
            "questions": self.questions,
            "gates": as_json(self.gates),
            "rechecked": as_json(self.rechecked),
            "style": as_json(self.style),
            "usual": {name: {"exam": one.exam, "models": list(one.models)} for name, one in USUAL.items()},
            "figures": as_json(self.figures),
            "failing": {name: list(gates) for name, gates in self.failing.items()},
            "domains": dict(self.domains),
            "notes": list(self.notes),
            "settings": dict(self.settings),
        }


def measure_bank(path: Path, assistant: "Assistant | None" = None, draws: int = DRAWS, seed: int = 0) -> BankFigures:
    """Read a bank and measure it.

    Args:
        path: Of the bank.
        assistant: Over the guide it was made from: gates are run again and questions solved blind; neither without.
        draws: Of the bootstrap.
        seed: Of the bootstrap.

    Raises:
        InputError: The bank cannot be read, or holds no question.
    """
    from studyground.assistant.practice.bank import read_bank

    questions = read_bank(path)
    if not questions:
        raise InputError(f"{path} holds no question.", "Make some with: studyground questions generate")
    return bank_figures(path.name, questions, assistant, draws, seed)


def bank_figures(
    name: str,
    questions: Sequence[PracticeQuestion],
    assistant: "Assistant | None" = None,
    draws: int = DRAWS,
    seed: int = 0,
) -> BankFigures:
    """Measure questions that were read already; arguments as for `measure_bank`."""
    clusters = [_cluster(one) for one in questions]
    again: list[tuple[Check, ...]] = []
    figures: dict[str, Sequence[float | None]] = {"distinct_facts": _first_of_its_fact(questions)}
    notes = []
    if assistant is None:
        notes.append("Without an index the gates were not run again and nothing was solved blind.")
    else:
        again, solved = _run_again(questions, assistant)
        figures["blind_solve_agreement"] = solved
        figures["guessing_agrees"] = [1 / comb(len(one.options), one.select) for one in questions]
    style = _style(questions, clusters, draws, seed)
    return BankFigures(
        name,
        len(questions),
        _gate_rates([one.checks for one in questions], clusters, draws, seed),
        _gate_rates(again, clusters, draws, seed) if again else {},
        style,
        _means(figures, clusters, draws, seed),
        {
            one.id: tuple(check.name for check in checks if not check.passed)
            for one, checks in zip(questions, again, strict=False)
            if not all(check.passed for check in checks)
        },
        (*notes, *_out_of_balance(style, len(questions))),
        _counted([one.domain or "-" for one in questions]),
        {
            "index": "" if assistant is None else assistant.index.index_id,
            "bootstrap_draws": draws,
            "bootstrap_seed": seed,
        },
    )


def _run_again(
    questions: Sequence[PracticeQuestion], assistant: "Assistant"
) -> tuple[list[tuple[Check, ...]], list[float]]:
    """Every gate over each question, which must differ from those before it; and whether blind solving finds its keys."""
    from studyground.assistant.practice.check import check_question
    from studyground.assistant.practice.gates.blind_solve import solve
    from studyground.assistant.practice.gates.context import GateContext

    context = GateContext.of(assistant)
    checks, solved = [], []
    for question in questions:
        checks.append(tuple(check_question(question, context)))
        context.accept(question)
        picks = solve(question.stem, [option.text for option in question.options], question.select, context).picks
        solved.append(float({question.options[at].label for at in picks} == {one.label for one in question.keys}))
    return checks, solved


def _gate_rates(
    checks: Sequence[Sequence[Check]], clusters: Sequence[str], draws: int, seed: int
) -> dict[str, Interval]:
    """Share that passed each gate, of the questions it was run on."""
    found = [{check.name: float(check.passed) for check in one} for one in checks]
    names = [*GATES, *sorted({name for one in found for name in one} - set(GATES))]
    rates = _means({name: [one.get(name) for one in found] for name in names}, clusters, draws, seed)
    if found:
        whole: list[float | None] = [min(one.values()) if one else None for one in found]
        rates |= _means({"every_gate": whole}, clusters, draws, seed)
    return rates


def _style(
    questions: Sequence[PracticeQuestion], clusters: Sequence[str], draws: int, seed: int
) -> dict[str, Interval]:
    counted = [style_of(one) for one in questions]
    found: dict[str, Interval] = {}
    for name in USUAL:
        if name.startswith("key_at_"):
            continue
        values = [float(getattr(one, name)) for one in counted]
        if name in _MEDIANS:
            statistic = Percentile(values, 0.5)
            drawn = Resampler(clusters, draws, seed).statistics(statistic)
            found[name] = interval(statistic.whole(), drawn, len(values))
        else:
            found |= _means({name: values}, clusters, draws, seed)
    four = [one if len(one.options) == 4 and one.select == 1 else None for one in questions]
    positions: dict[str, Sequence[float | None]] = {
        f"key_at_{letter}": [None if one is None else float(one.options[at].correct) for one in four]
        for at, letter in enumerate(_LETTERS)
    }
    return found | _means(positions, clusters, draws, seed)


def _means(
    columns: Mapping[str, Sequence[float | None]], clusters: Sequence[str], draws: int, seed: int
) -> dict[str, Interval]:
    found = {name: mean_interval(values, clusters, draws, seed) for name, values in columns.items()}
    return {name: one for name, one in found.items() if one is not None}


def _out_of_balance(style: Mapping[str, Interval], questions: int) -> list[str]:
    """What a batch that is large enough must keep and does not."""
    if questions < BALANCED_FROM:
        return [f"With fewer than {BALANCED_FROM} questions balance says little."]
    low, high = KEY_SHARE
    notes = [
        f"The key is at {letter} in {one.value:.0%} of questions, outside {low:.0%} to {high:.0%}."
        for letter in _LETTERS
        if (one := style.get(f"key_at_{letter}")) is not None and not low <= one.value <= high
    ]
    longest = style["key_longest"].value
    if longest > KEY_LONGEST_MOST:
        notes.append(f"The key is the longest option in {longest:.0%} of questions, above {KEY_LONGEST_MOST:.0%}.")
    return notes


def _first_of_its_fact(questions: Sequence[PracticeQuestion]) -> list[float]:
    """1 for the first question that rests on some spans, 0 for a later one that rests on the same."""
    seen: set[tuple[tuple[str, int, int], ...]] = set()
    first = []
    for one in questions:
        fact = tuple(sorted({(place.document, place.start, place.end) for place in one.citations}))
        first.append(float(not fact or fact not in seen))
        seen.add(fact)
    return first


def _cluster(question: PracticeQuestion) -> str:
    """The section its key rests on: questions of one section succeed and fail together."""
    if not question.citations:
        return f"question:{question.id}"
    first = question.citations[0]
    return f"{first.document}#{' > '.join(first.section)}"


def _counted(names: Sequence[str]) -> dict[str, int]:
    return {name: names.count(name) for name in sorted(set(names))}
