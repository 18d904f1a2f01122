"""Which rules a learner could mix up: whose instruction stands beside another's and is surely wrong in its case."""

from collections.abc import Sequence

from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.rule_acts import general
from studyground.assistant.practice.writing.rule_cases import SOMEBODY, subject_of
from studyground.assistant.support import numbers
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

SAME_CASE, SAME_ACT = 0.55, 0.5  # cosine of two cases that may be one; share of the shorter instruction's words
KEPT = 12
DEEPEST = 4  # headings in common beyond which it makes no difference
NEXT_TO = 400  # characters between two cases that are told side by side


def rank_rules(rules: Sequence[Fact], index: Index) -> dict[str, tuple[str, ...]]:
    """For each rule the ids of others, for other cases, whose instruction could be given instead; the nearest first.

    Instructions that are good practice anywhere are left out, since they might be right in any case.

    Args:
        rules: All rules.
        index: Its encoder measures nearness.
    """
    if not rules:
        return {}
    acts = index.encoder.encode([one.thing for one in rules])
    cases = index.encoder.encode([one.need or one.text for one in rules])
    crossed = acts @ cases.T
    words = [frozenset(terms(one.thing)) for one in rules]
    ranked: dict[str, tuple[str, ...]] = {}
    for at, fact in enumerate(rules):
        scored: list[tuple[float, str]] = []
        for other, one in enumerate(rules):
            shared = len(words[at] & words[other]) / max(1, min(len(words[at]), len(words[other])))
            near_case = float(cases[at] @ cases[other])
            if other == at or one.span.document != fact.span.document:
                continue
            if not set_apart(fact, one) and (general(one.thing) or shared >= SAME_ACT or near_case >= SAME_CASE):
                continue
            path = next((n for n, (a, b) in enumerate(zip(one.section, fact.section, strict=False)) if a != b), DEEPEST)
            score = float(acts[at] @ acts[other]) + 0.5 * near_case + 0.3 * float(crossed[other, at])
            score += 0.25 * min(path, DEEPEST) + set_apart(fact, one)
            scored.append((-score, one.id))
        ranked[fact.id] = tuple(name for _, name in sorted(scored)[:KEPT])
    return ranked


def set_apart(one: Fact, other: Fact) -> bool:
    """Whether a guide tells two cases of one thing next to each other: what is done in one is not done in the other.

    Two figures for one thing are no such cases: the larger may hold the smaller.
    """
    first, second = subject_of(one.need), subject_of(other.need)
    near = one.section == other.section and abs(one.span.start - other.span.start) < NEXT_TO
    alike = first and second and first.split()[-1].casefold() == second.split()[-1].casefold()
    return bool(alike) and near and one.need != other.need and not (numbers(one.need) and numbers(other.need))


def of_one_matter(one: Fact, other: Fact) -> bool:
    """Whether two rules answer situations of one kind: told apart side by side, or of one thing under one heading.

    Otherwise the key is known as the only one that speaks of what has happened.

    Args:
        one: A rule.
        other: Another.
    """
    if set_apart(one, other):
        return True
    if one.section != other.section or one.span.document != other.span.document:
        return False
    cases = [set(terms(rule.need or rule.text)) - set(terms(SOMEBODY)) for rule in (one, other)]
    acts = [set(terms(rule.thing)) for rule in (one, other)]
    return bool(cases[0] & (cases[1] | acts[1]) or cases[1] & acts[0])
