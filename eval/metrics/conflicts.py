"""Whether a disagreement between documents is shown as one."""

from collections.abc import Sequence

from studyground.eval.spans import Places, Span, any_touches


def sides_shown(sides: Sequence[Sequence[Span]], evidence: Sequence[Places]) -> float | None:
    """1 when at least two sides are shown, each with a source, and each piece of gold evidence is cited by a side.

    Two pieces of gold evidence need two different sides: both figures on one side are not a disagreement shown.

    Args:
        sides: The cited spans of each side of the answer's disagreement.
        evidence: The places of each piece of gold evidence.

    Returns:
        None without evidence, else 0 or 1.
    """
    if not evidence:
        return None
    if len(sides) < 2 or not all(sides):
        return 0.0
    holders = [
        {number for number, spans in enumerate(sides) if any(any_touches(span, one) for span in spans)}
        for one in evidence
    ]
    enough = min(2, len(evidence))
    return float(all(holders) and len(set().union(*holders)) >= enough)
