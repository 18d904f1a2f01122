"""Clauses of a sentence: where a statement ends, what reason it gives, and how a statement is noted down."""

import re

from studyground.assistant.practice.writing.fact import Form, NeedShape
from studyground.assistant.practice.writing.mining_found import Found
from studyground.assistant.practice.writing.mining_language import DETERMINERS, SUBORDINATORS, stands_alone, tidy
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of, may_be_noun

_REASON = re.compile(
    r",?\s+(?:because|since)\s+(?!\d|(?:early |late )?(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b)(.+)$"
)
_TAIL = re.compile(
    r",?\s+whereas\s|,\s+while\s|"
    r":\s|\s[–—]\s|\s?;|,\s+(?:so that|which|who|whose|where|although|though|even|unlike|except|not|such as|"
    r"for (?:example|instance)|"
    r"including|e\.g\.|as|so|but|yet|usually|often|typically|traditionally|sometimes|mostly|commonly|until|despite|"
    r"rather than|after|named|called|then|with|within|without|perhaps|above all|especially|in particular|"
    r"ideally|on)\s|\s+such as\s|"
    r",\s+(?:and|but)\s+(?:since|when|if|because|in|after|for|with|by|from|at|on|to|unlike|where)\s|"
    r",\s+(?:and|but|so|yet|or)\s+(?:then\s+)?(?:it|they|its|their|there|this|these|that|we|you|each|so|no|"
    r"not|most|some|neither|both)\b"
)

# What a thing can take or do at most belongs to it: "…, with more than 300 built-in steps".
_LIMIT = re.compile(
    r",\s+(?:with(?:in)?|for)\s+(?:(?:more|less|fewer) than|up to|at (?:least|most)|about|only)?\s*\d[^,;:]{2,60}$"
)
# What only leads up to examples that are left out: "image analysis for applications such as …".
_EXAMPLES = re.compile(r",?\s+(?:such as|including|for (?:example|instance)|e\.g\.)\s")
_FOR_SUCH = re.compile(
    r" (?:for|in|across|during|through) (?:(?:various|many|several|different|other|specific|certain|common|diverse|real-world) )?"
    r"(?:applications|purposes|fields|industries|tasks|areas|sectors|domains|scenarios|settings|use cases|cases|contexts|"
    r"situations|things|ways|needs|features|capabilities)$"
)


def cut(phrase: str, one_clause: bool = True) -> tuple[str, str]:
    """A predicate without its second main clause, and the reason it gives.

    Args:
        phrase: What follows the verb's subject.
        one_clause: Leave out what follows "and" with a subject of its own. A condition needs both halves.
    """
    because = ""
    match = _REASON.search(phrase)
    if match:
        because, phrase = _reason(match.group(1)), phrase[: match.start()]
    cut = next((end for end in _TAIL.finditer(phrase) if not _LIMIT.match(phrase[end.start() :])), None)
    if cut:
        phrase = phrase[: cut.start()]
        if _EXAMPLES.match(cut[0]):
            phrase = _FOR_SUCH.sub("", phrase)
    tail = re.search(r",\s+(?:thereby\s+|also\s+|thus\s+)?([a-z]+(?:ing| known)|known)\s+(?!and\b|or\b)[a-z]", phrase)
    if (
        tail
        and phrase[: tail.start()].count(",") == 0
        and len(phrase[: tail.start()].split()) >= 5
        and not re.search(r", (?:and|or) ", phrase[tail.start() + 2 :])
        and not re.search(r"ing\b", phrase[: tail.start()].split()[-1])
    ):
        phrase = phrase[: tail.start()]
    for joint in re.finditer(r",?\s+(?:and|but|so)\s+", phrase if one_clause else ""):
        if " both " not in f" {phrase[: joint.start()]}" and _new_clause(phrase[joint.end() :]):
            phrase = phrase[: joint.start()]
            break
    for joint in re.finditer(r",\s+", phrase):
        following = phrase[joint.end() :]
        if re.match(r"[A-Z]", following) and _new_clause(following):
            return "", because
    return tidy(re.sub(r",?\s*for (?:instance|example)$", "", tidy(phrase))), because


def _reason(text: str) -> str:
    cut = re.search(r",\s+(?:and|but|so|whereas|while|which|not|even)\s|;|:\s", text)
    return tidy(text[: cut.start()] if cut else text)


def _new_clause(text: str) -> bool:
    """Whether what follows a conjunction has a subject and a verb of its own."""
    words = [word.strip(",;:()") for word in re.split(r"[,;:(]", text)[0].split()[:8]]
    while words and (
        words[0] in ("then", "also", "thus", "only", "often", "usually", "therefore", "so") or words[0].endswith("ly")
    ):
        words.pop(0)
    if len(words) > 1 and words[0][:1].isupper() and words[0].endswith("s") and words[1] in VERBS:
        return True
    if not words or (base_of(words[0]) and not may_be_noun(base_of(words[0]))) or words[0] in AUXILIARY:
        return False
    for at, word in enumerate(words):
        if at and word in AUXILIARY and word not in ("be", "been", "being"):
            return True
        if (
            at
            and word in VERBS
            and words[at - 1].endswith("s")
            and words[at + 1 : at + 2]
            and words[at + 1] in DETERMINERS
        ):
            return True
        if at and base_of(word):
            before = words[at - 1]
            following = words[at + 1] if at + 1 < len(words) else ""
            if (
                not may_be_noun(base_of(word))
                or before[:1].isupper()
                or following in ("the", "a", "an", "its", "it", "them", "no", "not", "only")
            ):
                return True
        if (
            word in SUBORDINATORS
            or word in ("and", "or")
            or (word in ("to", "of", "for", "by", "with", "without") and at)
        ):
            return False
    return False


def is_noun_phrase(need: str) -> bool:
    """Whether a phrase stands alone and has no verb of its own."""
    return (
        stands_alone(need, 1 if len(need) > 7 else 2, 22)
        and not has_finite_verb(need)
        and not re.match(r"(?:to|not|only)\b", need)
    )


def drawn(line: Line, thing: str, form: Form, need: str, shape: NeedShape, worth: float = 1.0) -> Found:
    """A statement drawn from a line, its weight that of the line times what the pattern is worth."""
    return Found(
        thing=thing, kind="", form=form, need=need, shape=shape, document=line.document, start=line.start, end=line.end,
        section=line.section, text=line.text, weight=line.weight * worth,
    )  # fmt: skip
