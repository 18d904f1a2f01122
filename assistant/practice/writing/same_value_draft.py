"""Questions for two or three that have something in common: rows of a table with one value, members of one of its lists."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted, Several
from studyground.assistant.practice.writing.fact import Group
from studyground.assistant.practice.writing.lookup_values import of_like_length
from studyground.assistant.practice.writing.stems import Stem
from studyground.assistant.practice.writing.table_leaks import even_looks
from studyground.assistant.practice.writing.topics import topic_of
from studyground.assistant.practice.writing.vocabulary import singular
from studyground.ingest.terms import terms

STYLE = "shared"
COUNTS = {2: "two", 3: "three"}
TRIES = 12
# Headings that speak of the learner or of the text and name no matter.
_NO_MATTER = re.compile(
    r"[“”,;:\d]|\b(?:table|list|know|heart|worth|must|need|you|your|one|glance|practice|breath|summary)\b", re.I
)
_OF_WHAT = re.compile(
    r"\bof these (?:stages|steps|types|items|options|parts|cases|levels|groups|classes|kinds|phases|modes) (?!of\b)"
)
_ONE_WORD = re.compile(r"\bof these [\w-]+s (?!of\b)")  # what they are is said in a single word


def same_value_draft(group: Group, desk: Desk, shape: Several) -> Draft | None:
    """A draft that asks plainly which of some options have one thing in common; None where the guide has too few.

    Args:
        group: With a question of its own (`asked`).
        desk: The guide and what was used.
        shape: How many options and keys.
    """
    place = (group.lead_span.document, group.section)
    if desk.spread.used(STYLE, place):
        return None  # a table whose rows are shown a second time answers the first question
    for _ in range(TRIES):
        inside, outside = list(group.members), list(group.outsiders)
        desk.spread.random.shuffle(inside)
        desk.spread.random.shuffle(outside)
        keys, wrong = inside[: shape.keys], outside[: shape.options - shape.keys]
        texts = [one.text for one in (*keys, *wrong)]
        if len({text.casefold() for text in texts}) < shape.options or not of_like_length(texts):
            continue
        if not even_looks(texts[: shape.keys], texts[shape.keys :]):
            continue
        if len(keys) < shape.keys or len(wrong) < shape.options - shape.keys:
            return None
        stem = _stem(group, desk, shape.keys)
        if _OF_WHAT.search(stem) and not stem.startswith("In the table on"):
            return None
        if desk.gives_away(stem, texts, shape.keys):
            stem = _asked(group, shape.keys)
            if desk.gives_away(stem, texts, shape.keys) or _OF_WHAT.search(stem):
                continue
        options = (*(Drafted(one.text, True, one.reason, (one.span,)) for one in keys),
                   *(Drafted(one.text, False, one.reason, (one.span,)) for one in wrong))  # fmt: skip
        values = tuple(dict.fromkeys(one.value for one in (*keys, *wrong) if one.value))
        return Draft(
            facts=(group.id,), things=values or (group.asked,), stem=Stem(stem, ((STYLE, place),)), options=options,
            spans=tuple(dict.fromkeys(one.span for one in keys)), difficulty="application", style=STYLE,
        )  # fmt: skip
    return None


def _asked(group: Group, keys: int) -> str:
    return f"{group.asked.format(n=COUNTS[keys])}? (Choose {COUNTS[keys]}.)"


def _stem(group: Group, desk: Desk, keys: int) -> str:
    """The question, after the matter of its table where its own words leave that open."""
    asked = _asked(group, keys)
    if not _ONE_WORD.search(asked):
        return asked
    text = desk.index.stored_text(group.lead_span.document).casefold()
    topic = topic_of(group.section, desk)  # the heading of a whole chapter would not say which table is meant
    # A heading that plays with words names no matter of which the guide speaks.
    known = all(len(re.findall(rf"\b{re.escape(word)}", text)) > 1 for word in terms(topic))
    if topic and known and not _NO_MATTER.search(topic) and not set(terms(topic)) & set(terms(asked)):
        return f"In the table on {topic}, {asked[:1].lower()}{asked[1:]}"
    return _of_its_heading(asked, group.section)


def _of_its_heading(asked: str, section: Sequence[str]) -> str:
    """The question with the word that the heading has before what is asked for ("Which built-in algorithm?")."""
    found = re.search(r"\bof these (?P<noun>[\w-]+s)\b", asked)
    if found is None or not section:
        return asked
    noun = re.escape(singular(found["noun"]))
    named = re.search(rf"(?P<sort>[a-z]+-[a-z]+|[a-z]{{4,}}(?:al|ic|ive|ous|ed)) {noun}(?:s|es)?\b", section[-1])
    return asked.replace(found[0], f"of these {named['sort']} {found['noun']}", 1) if named else asked
