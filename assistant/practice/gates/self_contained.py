"""Gate: the question can be understood without the passage, a picture or anything "above"."""

import re

from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.limits import limited
from studyground.assistant.practice.gates.stem import ASKING, without_instruction
from studyground.assistant.practice.practice_question import Check, PracticeQuestion
from studyground.ingest.sentences import sentence_spans
from studyground.ingest.terms import terms

NAME = "self_contained"
LEAST_STEMS = 3
_SOURCE = (
    r"(?:guide|passage|text|section|chapter|paragraph|article|author|excerpt|document|notes?|lecture|course|slides?|book|page|"
    r"lesson|unit|reading|material)"
)
_FIGURE = (
    r"(?:figure|diagram|table|picture|image|graph|chart|plot|screenshot|illustration|listing|snippet|code|example|equation|"
    r"formula|matrix)"
)
_TOLD = r"(?:mentioned|described|discussed|shown|stated|noted|named|listed)"
_POINTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:according to|based on|as (?:stated|described|defined|explained|given|mentioned|noted|shown|discussed) in|"
        rf"(?:mentioned|described|discussed|stated) in) (?:the|this|these|your) {_SOURCE}\b",
        rf"\b(?:this|the (?:above|preceding|previous|following|given|quoted|cited)) {_SOURCE}\b",
        rf"\bthe {_SOURCE} (?:says?|states?|explains?|describes?|mentions?|gives?|lists?|defines?|recommends?|suggests?|"
        r"notes?|argues?|warns?|teaches)\b",
        rf"\bthe (?:above|preceding|following|given|accompanying) {_FIGURE}s?\b",
        rf"\b{_FIGURE}s? (?:above|below|on the (?:left|right|next page))\b",
        rf"\b(?:shown|depicted|pictured|illustrated|displayed|seen|given|listed) "
        rf"(?:above|below|here|in (?:the|this) {_FIGURE})\b",
        rf"\b(?:refer to|see|look at|consider|examine) (?:the|this) {_FIGURE}\b(?! of\b)",
        r"\b(?:all|any|both|none) of the above\b|\bthe above(?! [\w-]+ (?:level|threshold))\b|\bas (?:above|below)\b|"
        rf"\b{_TOLD} (?:above|below|earlier|previously|before)\b|\babove-mentioned\b|\baforementioned\b",
        r"\b(?:see|in) (?:figure|table|section|chapter|page|fig\.|equation|listing) ?\d",
    )
)
# "The two stores" of a list that only the guide shows; "the two halves of the test" says which.
_COUNTED = re.compile(
    r"\b(?:the|these|those) (?:two|three|four|five|six|other) ([a-z]{3,})s\b(?! (?:of|that|which|who|in|with|between)\b)",
    re.IGNORECASE,
)
# "The corresponding operation for rows": corresponding to what? "The values and the corresponding labels" says it.
_CORRESPONDING = re.compile(
    r"^(?!.*\b(?:and|with|or|to|its|each|every)\b.*\bcorresponding\b).*?\bthe (?:corresponding|analogous|equivalent) "
    r"(?!to\b|of\b)[a-z]+",
    re.IGNORECASE,
)
# "The minimum is used instead": of what? "If the disk is full, what is used instead?" says it.
_INSTEAD = re.compile(
    r"^(?!.*\b(?:if|when|where|without|rather|cannot|not)\b)[^,;:]*\binstead(?=[?.]|$)", re.IGNORECASE
)
_PRONOUN = re.compile(
    r"^(?:it|its|this|that|these|those|they|their|them|he|she|his|her|such|both|either|neither|here|"
    r"the (?:former|latter|same|other))\b(?!-)",
    re.IGNORECASE,
)
# A question for what a term means or does says all that it has to with the term.
_FOR_A_MEANING = re.compile(
    r"^(?:what is meant by|what does|how is|which (?:explanation|description|definition)) .*“[^”]*[A-Za-z]{2}[^”]*”|"
    r"^(?:what|which of these) do(?:es)? .*[a-z]{3}.* do\?$",
    re.IGNORECASE,
)


def self_contained(question: PracticeQuestion, context: GateContext) -> Check:
    """Whether stem and options point at nothing outside themselves."""
    stem = without_instruction(question.stem)
    for text in (stem, *(option.text for option in question.options)):
        for pattern in _POINTS:
            match = pattern.search(text)
            if match:
                return Check(NAME, False, f"“{match.group()}” points at something that is not in the question.")
    counted = _COUNTED.search(stem)
    if counted and len(sentence_spans(stem)) == 1 and counted[1] not in stem[: counted.start()].casefold():
        return Check(NAME, False, f"“{counted.group()}” were not spoken of before.")
    if _CORRESPONDING.match(stem) and len(sentence_spans(stem)) == 1:
        return Check(NAME, False, "The stem does not say what it is that something corresponds to.")
    if _INSTEAD.search(stem) and len(sentence_spans(stem)) == 1:
        return Check(NAME, False, "The stem does not say what it is that something else takes the place of.")
    opening = _PRONOUN.match(stem)
    if opening:
        return Check(NAME, False, f"The stem begins with “{opening.group()}”, and nothing says what that is.")
    told = (
        f"{stem} {question.options[0].text}" if limited(stem, [one.text for one in question.options], context) else stem
    )
    if len(frozenset(terms(told)) - ASKING) < LEAST_STEMS and not _FOR_A_MEANING.search(stem):
        return Check(NAME, False, "The stem does not say enough to be answered by itself.")
    return Check(NAME, True, "The question can be understood by itself.")
