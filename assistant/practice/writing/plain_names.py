"""A direct question for what a guide names for a use or a case, where nobody with a need would stand in such a guide."""

import re

from studyground.assistant.practice.writing.bare_nouns import with_articles
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.lines import VAGUE_KINDS
from studyground.assistant.practice.writing.stems import Stem

FORMS = ("choice", "purpose")
_VAGUE = VAGUE_KINDS | {"option", "term", "solution", ""}
_EITHER = re.compile(r"^([a-z]{4,})/([a-z]{4,}) (?=[a-z])")  # "image/video analysis"
_ASKED = {
    "noun": "Which {kind} should be used for {need}?",
    "clause": "Which {kind} should be used when {need}?",
    "infinitive": "Which {kind} should be used to {need}?",
}


def asked_plainly(fact: Fact, desk: Desk) -> bool:
    """Whether a fact is asked for with nobody in the stem: of a row of a table, and in a guide that is not about data.

    Organisations with data, tasks and requirements are at home in guides to machine learning and the cloud; what a table
    gives has no situation in any guide.

    Args:
        fact: What is asked.
        desk: The guide.
    """
    return " | " in fact.text or fact.span.document not in desk.technical


def plain_stem(fact: Fact, kind: str, desk: Desk) -> Stem | None:
    """The question; None where the fact is of another form, or the question was asked before.

    Args:
        fact: What is asked.
        kind: What the options are called, "option" where the guide has no noun.
        desk: The guide and what was used.
    """
    frame = _ASKED.get(fact.need_shape, "") if fact.form in FORMS else ""
    if not frame:
        return None
    need = _EITHER.sub(r"\1 and \2 ", fact.need.rstrip(" .?"))
    if fact.need_shape == "infinitive":
        need = with_articles(need, desk.casing)
    text = frame.format(kind="of these" if kind in _VAGUE else kind, need=need)
    return Stem(text) if desk.spread.fresh(text) else None
