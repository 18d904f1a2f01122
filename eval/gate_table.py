"""From scored variants to a table: thresholds chosen on one half of the guides, figures from the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studyground.eval.bootstrap import DRAWS, Interval, mean_interval, paired_difference
from studyground.eval.gate_corruptions import HONEST, KINDS
from studyground.eval.gate_scores import GATES_OF_SUPPORT, Scored

KEPT = 0.99  # of the honest questions of the first half that the gates keep; 95 % are wanted of the second
BUILT = ("said: key not denied", "reason of the key not denied")  # what `reader_denies` asks for
IN_PLACE_OF = {
    "said: key borne out": "key_supported",
    "joined: key borne out": "key_supported",
    "answerable": "key_supported",
    "span found shares words with the key": "key_supported",
    "wrong options not borne out by the key's span": "distractors_unsupported",
    "wrong options not borne out by their best spans": "distractors_unsupported",
    "key above wrong options in its span": "blind_solve",
    "key above wrong options in their best spans": "blind_solve",
}


@dataclass(frozen=True, slots=True)
class Arm:
    """A way to judge.

    Args:
        name: As the table has it.
        scores: Names of the reader's scores; none for the gates alone.
        gates: Which gates stay.
    """

    name: str
    scores: tuple[str, ...] = ()
    gates: tuple[str, ...] = GATES_OF_SUPPORT

    def speaks_of(self, row: Scored) -> bool:
        """Whether a variant has one of the scores."""
        return not self.scores or any(name in row.scores for name in self.scores)

    def keeps(self, row: Scored, least: Sequence[float]) -> bool:
        """Whether a variant passes; what a score does not speak of is left to the gates."""
        high = all(row.scores.get(name, bar) >= bar for name, bar in zip(self.scores, least, strict=True))
        return high and all(row.gates[name] for name in self.gates)


@dataclass(frozen=True, slots=True)
class Judged:
    """An arm over the second half.

    Args:
        arm: Which.
        least: Its thresholds.
        honest: Share of honest questions kept.
        rejected: Share rejected, by kind of corruption; a kind it does not speak of is left out.
        gained: Share rejected less what the gates reject, of all that the arm speaks of.
    """

    arm: Arm
    least: tuple[float, ...]
    honest: Interval
    rejected: dict[str, Interval]
    gained: Interval | None


def arms_of(rows: Sequence[Scored]) -> list[Arm]:
    """The gates as they are, and each score added to them and in place of the gate it might replace."""
    names = sorted({name for row in rows for name in row.scores})
    found = [Arm("the gates as they are")]
    found += [Arm(f"and: {name}", (name,)) for name in names]
    if set(BUILT) <= set(names):
        found.append(Arm(f"and both: {'; '.join(BUILT)}", BUILT))
    return found + [
        Arm(f"in place of {gate}: {name}", (name,), tuple(one for one in GATES_OF_SUPPORT if one != gate))
        for name, gate in IN_PLACE_OF.items()
        if name in names
    ]


def thresholds(arm: Arm, rows: Sequence[Scored], kept: float = KEPT) -> tuple[float, ...]:
    """For each score the highest that keeps a share of the honest questions the gates keep."""
    found = []
    for name in arm.scores:
        scores = sorted(row.scores[name] for row in rows if row.kind == HONEST and name in row.scores and _gates(row))
        found.append(scores[int((1 - kept) * len(scores))] if scores else float("-inf"))
    return tuple(found)


def judged(arm: Arm, least: tuple[float, ...], rows: Sequence[Scored], draws: int = DRAWS) -> Judged | None:
    """The figures of an arm with its thresholds; None where no honest question is scored."""
    spoken = [row for row in rows if arm.speaks_of(row)]
    honest = _share([row for row in spoken if row.kind == HONEST], lambda row: arm.keeps(row, least), draws)
    if honest is None:
        return None
    corrupted = [row for row in spoken if row.kind != HONEST]
    rejected = {}
    for kind in KINDS:
        share = _share([row for row in corrupted if row.kind == kind], lambda row: not arm.keeps(row, least), draws)
        if share is not None:
            rejected[kind] = share
    gained = paired_difference(
        [float(not _gates(row)) for row in corrupted],
        [float(not arm.keeps(row, least)) for row in corrupted],
        [f"{row.guide} {row.cluster}" for row in corrupted],
        draws,
    )
    return Judged(arm, least, honest, rejected, gained)


def markdown(fit: Sequence[Scored], report: Sequence[Scored], draws: int = DRAWS, kept: float = KEPT) -> str:
    """The table, one row an arm, all figures from the second half."""
    head = ["arm", "threshold", "honest kept", *(kind.replace("_", " ") for kind in KINDS), "gained, of all asked"]
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for arm in arms_of([*fit, *report]):
        found = judged(arm, thresholds(arm, fit, kept), report, draws)
        if found is None:
            continue
        cells = [arm.name, ", ".join(f"{one:.3f}" for one in found.least), _cell(found.honest)]
        cells += [_cell(found.rejected.get(kind)) for kind in KINDS]
        lines.append(f"| {' | '.join([*cells, _cell(found.gained, signed=True) if arm.scores else ''])} |")
    return "\n".join(lines) + "\n"


def counted(rows: Sequence[Scored]) -> str:
    """How many of each kind a half has."""
    return ", ".join(f"{kind.replace('_', ' ')} {sum(r.kind == kind for r in rows)}" for kind in (HONEST, *KINDS))


def _gates(row: Scored) -> bool:
    return all(row.gates.values())


def _share(rows: Sequence[Scored], holds: Callable[[Scored], bool], draws: int) -> Interval | None:
    return mean_interval([float(holds(row)) for row in rows], [f"{r.guide} {r.cluster}" for r in rows], draws)


def _cell(figure: Interval | None, *, signed: bool = False) -> str:
    if figure is None:
        return ""
    sign = "+" if signed else ""
    return f"{figure.value:{sign}.0%} ({figure.low:{sign}.0%} to {figure.high:{sign}.0%}; {figure.n})"
