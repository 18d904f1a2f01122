"""A stem and one of its options as a claim that a passage may bear out or deny."""

import re

from studyground.assistant.practice.gates.stem import without_instruction
from studyground.ingest.sentences import sentence_spans

_ASKS = re.compile(r"\b[Ww](?:hich|hat|ho)\b(?P<these> of (?:these|the following))?")
_HELPS = r"is|are|was|were|has|have|had|can|could|should|would|must|may|might|will|do|does|did"
# The kind of thing asked for stands between the question word and the verb: "which pressure injury is".
_KIND = re.compile(rf" (?!(?:{_HELPS})\b)[\w-]+(?: (?!(?:{_HELPS})\b)[\w-]+(?<!s)(?= \w+(?:s|ed)? ))?(?= )")
# Subject and verb have changed places, or the answer stands behind the verb.
_TURNED = re.compile(
    r"(?:[\w-]+ ){0,3}(?:can|could|should|would|must|may|might|will|do|does|did) (?:the|an?|this|it|she|he|they|\w+ \w+$)\b|"
    rf"(?:can|could|should|would|must|may|might|will|do|does|did)\b|(?:{_HELPS}) (?:the|an?|this|it)\b.*\b(?:for|of|to|by)$"
)


def claim_of(stem: str, option: str) -> str:
    """What a question says when an option is its answer.

    "Which gas ripens fruit?" and "Ethylene" give "Ethylene ripens fruit."; where English does not let the answer take the
    place of the question word, it stands behind what the stem tells before its question.

    Args:
        stem: With its question at the end.
        option: The answer.
    """
    text, answer = without_instruction(stem), option.strip().rstrip(".")
    spans = sentence_spans(text)
    if not spans:
        return f"{answer}."
    told, asked = text[: spans[-1][0]].strip(), text[slice(*spans[-1])].strip().rstrip("?")
    said = _answered(asked, answer)
    if said:
        return f"{told} {said}.".strip()
    return f"{told} {answer}." if told else f"{asked}: {answer}."


def _answered(asked: str, answer: str) -> str:
    """A question with the answer in the place of what it asks for; "" where that makes no sentence."""
    opening = _ASKS.search(asked)
    if not opening:
        return ""
    rest = asked[opening.end() :]
    kind = None if opening["these"] or opening.group().casefold() in ("what", "who") else _KIND.match(rest)
    said = rest[kind.end() :].strip() if kind else rest.strip()
    return "" if not said or _TURNED.match(said) else f"{asked[: opening.start()]}{answer} {said}"
