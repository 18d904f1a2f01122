"""Which consequences a learner could take for one another: what the guide says of other cases, near in meaning."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_consequences import CASE
from studyground.assistant.practice.writing.mining_verbs import gerund_base
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.plain_stems import field_of
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

SAME_CASE, SAME_EFFECT = 0.55, 0.6  # cosine of two cases, or two effects, that may be one
SAME_WORDS = 0.5  # share of the words of an effect that its case or its rival's has in common with the other
NEXT_TO = 3  # characters between two sentences that follow one another
HERE = 0.1  # what one section counts
KEPT = 10
_DUTY = re.compile(r"\b(?:must|should|ought|needs? to|ha(?:s|ve) to|(?:is|are) to)\b")
_RIGHT = re.compile(r"\b(?:may|can|cannot|allowed|permitted|free|void|due|owed|valid|entitled)\b")


def beside_consequences(facts: Sequence[Fact], index: Index) -> dict[str, tuple[str, ...]]:
    """For each consequence that can be asked for the ids of others that are surely wrong for it, the most tempting first.

    Args:
        facts: Of the form "consequence".
        index: Its encoder measures what lies near.
    """
    if not facts:
        return {}
    cases = index.encoder.encode([one.need or one.text for one in facts])
    effects = index.encoder.encode([one.thing for one in facts])
    crossed, alike, same = cases @ effects.T, cases @ cases.T, effects @ effects.T
    ranked: dict[str, tuple[str, ...]] = {}
    for at, fact in enumerate(facts):
        if not fact.need or fact.situation == CASE:
            continue
        scored = [
            (-float(crossed[at, other]) - HERE * (one.section == fact.section), one.id)
            for other, one in enumerate(facts)
            if one.span.document == fact.span.document
            and one.situation != CASE
            and sort_of(one) == sort_of(fact)
            and not next_to(one, fact)
            and alike[at, other] < SAME_CASE
            and same[at, other] < SAME_EFFECT
            and not _may_hold(one, fact)
        ]
        ranked[fact.id] = tuple(name for _, name in sorted(scored)[:KEPT])
    return ranked


def next_to(one: Fact, fact: Fact) -> bool:
    """Whether two stand in one sentence or in two that follow one another: the one may go on with the other."""
    first, second = sorted((one.span, fact.span), key=lambda span: span.start)
    return one.section == fact.section and second.start - first.end <= NEXT_TO


def _may_hold(one: Fact, fact: Fact) -> bool:
    """Whether what is said of another case could be said of this one too: it shares its words, or their matter is one."""
    theirs, own = set(terms(one.thing)), set(terms(fact.thing))
    if len(theirs & own) > SAME_WORDS * min(len(theirs), len(own)):
        return True
    matter = set(terms(fact.need))
    told = set(terms(one.need or one.text)) - theirs
    return len(matter & told) >= max(2, SAME_WORDS * min(len(matter), len(told)))


def plain_field(fact: Fact, texts: Sequence[str]) -> str:
    """The heading that a question can name as its field: a plural or an activity, without a number or a name; "" for none.

    Args:
        fact: Asked for.
        texts: The options.
    """
    field = field_of(fact.section, texts)
    common = field[1:] == field[1:].lower() and not re.search(r"\d", field)
    bare = plural(field.lower()) or bool(gerund_base(field.split()[0].lower())) if field else False
    return field if common and bare else ""  # "In lamp room" lacks an article


def sort_of(fact: Fact) -> str:
    """Whether a consequence is what must be done ("duty"), what may be or counts ("right"), or only what happens ("")."""
    return "duty" if _DUTY.search(fact.thing) else "right" if _RIGHT.search(fact.thing) else ""
