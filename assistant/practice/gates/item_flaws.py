"""Gate: the known faults of item writing, and a question that is not of the form it claims."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.naming import same_name
from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.gates.stem import CHOOSE, without_instruction
from studyground.assistant.practice.practice_question import Check, PracticeQuestion
from studyground.ingest.sentences import sentence_spans
from studyground.ingest.terms import tokens

NAME = "item_flaws"
LEAST_OPTIONS = {"multiple_choice": 4, "multiple_response": 5}
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_NUMBERS = {count: word for word, count in _COUNTS.items() if word.isalpha()}
_OF_THE_ABOVE = re.compile(
    r"\b(?:all|none|both|any|neither|each|some)\s+(?:of\s+)?(?:the\s+|these\s+)?(?:above|options|answers|choices|of these)\b|"
    r"^(?:all|none) of (?:them|these|those)\b|^(?:all|none)$",
    re.IGNORECASE,
)
_TWO_IN_ONE = re.compile(
    r"^(?i:both|either|neither)?\s*(?i:options?|answers?|choices?)?\s*\(?[A-H]\)?\s*(?:,|and|or|nor|&|\+)\s*(?:options?\s+)?\(?[A-H]\)?"
    r"(?:\s*(?:,|and|or)\s*\(?[A-H]\)?)*\.?(?:\s+(?:are|only)\b.*)?$"
)
_ABSOLUTE = re.compile(
    r"\b(?:always|never|completely|totally|entirely|absolutely|impossible|invariably|without exception|in (?:all|every) cases?|"
    r"under (?:all|any|no) circumstances|guarantee[sd]?|100 ?%)(?!\w)",
    re.IGNORECASE,
)
_SWEEPING = re.compile(
    r"(?<![\w-])(?:only|solely|exclusively|every|everything|nothing|all|none|must)\b(?!-)", re.IGNORECASE
)
_VAGUE = re.compile(
    r"\b(?:usually|often|sometimes|generally|frequently|rarely|occasionally|typically|mostly|seldom|commonly|normally|"
    r"regularly|in most cases|from time to time|as a rule)\b",
    re.IGNORECASE,
)
_CAPITAL_NOT = re.compile(r"\b(?:NOT|EXCEPT|NEVER|CANNOT)\b")
_ASKS = re.compile(r"\b(?:which|what|who|where|when|how|why)\b", re.IGNORECASE)
_TURNS = re.compile(r",|\b(?:that|so|if|when|because|who|which|while|without|although|and|to)\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:is|are|was|were|does|do|did|would|should|can|could|will|must|has|have)(?:\s+not\b|n[’']t\b)|\bcan(?:[’']t|not)\b|"
    r"\bwon[’']t\b|\bnever\b|\bshould (?:be avoided|avoid)\b|\bnot (?:a|an|true|correct|recommended|suitable|among)\b",
    re.IGNORECASE,
)
_WHAT_IT_IS = re.compile(r" (?:command|tool|program|utility|package|option|module|function)$", re.IGNORECASE)
_NAME_IN_CODE = re.compile(r"(?=\S*[a-z])[a-z0-9]+(?:[-._:][a-z0-9]+)+|-{1,2}[a-z][\w-]*|[a-z]{2,}\d*")
_NEGATIVE = re.compile(
    r"\bexcept\b|\b(?:all|each) of the following\b.*\bbut\b|\b(?:is|are) (?:false|incorrect|untrue|wrong|not true)\b|"
    r"\b(?:false|incorrect|untrue) (?:statement|option|answer|claim)s?\b|"
    r"\bleast (?:likely|suitable|appropriate|true|useful|accurate|correct)\b",
    re.IGNORECASE,
)


def item_flaws(question: PracticeQuestion, context: GateContext) -> Check:
    """Whether the question has its form and none of the known faults."""
    flaw = next(flaws(question, context), "")
    return Check(NAME, not flaw, flaw or "The question has its form and none of the known faults.")


def flaws(question: PracticeQuestion, context: GateContext) -> Iterator[str]:
    """Every flaw of a question, one sentence each."""
    yield from _form(question)
    yield from _stem(question)
    yield from _options(question)
    yield from _doubles(question, context)


def _form(question: PracticeQuestion) -> Iterator[str]:
    count, keys = len(question.options), len(question.keys)
    least = LEAST_OPTIONS[question.type]
    if not keys:
        yield "No option is marked as right."
    elif keys == count:
        yield "Every option is marked as right."
    if keys != question.select:
        yield f"{question.select} are to be chosen, but {keys} are marked as right."
    if (question.type == "multiple_choice") != (question.select == 1):
        yield f"The question says it is {question.type.replace('_', ' ')}, but {question.select} are to be chosen."
    if count < least:
        yield f"There are {count} options; a {question.type.replace('_', ' ')} question has at least {least}."
    if len({option.label for option in question.options}) != count:
        yield "Two options have the same letter."
    if any(not option.text.strip() for option in question.options):
        yield "An option is empty."


def _stem(question: PracticeQuestion) -> Iterator[str]:
    plain = without_instruction(question.stem)
    asked = plain.count("?")
    if asked != 1 or not plain.rstrip("\"'”’) ").endswith("?"):
        yield "The stem does not end in exactly one question."
    chosen = CHOOSE.search(" ".join(question.stem.split()))
    count = _COUNTS.get(chosen.group(1).lower()) if chosen else None
    if question.select > 1 and count != question.select:
        yield f"The stem does not end in “(Choose {_NUMBERS.get(question.select, question.select)}.)”."
    if question.select == 1 and count is not None:
        yield "The stem asks to choose several, but one is right."
    last = plain[sentence_spans(plain)[-1][0] :] if sentence_spans(plain) else plain
    if _CAPITAL_NOT.search(plain) or _NEGATIVE.search(last) or _DENIES.search(_main_clause(last)):
        yield "The stem asks for what is not so."


def _main_clause(sentence: str) -> str:
    """What a question asks before anything subordinate: "Which service is not" in "Which service is not, if …"."""
    asks = _ASKS.search(sentence)
    if asks is None:
        return sentence
    rest = sentence[asks.end() :]
    turn = _TURNS.search(rest)
    return rest[: turn.start()] if turn else rest


def _options(question: PracticeQuestion) -> Iterator[str]:
    texts = [option.text for option in question.options]
    for text in texts:
        if _OF_THE_ABOVE.search(text):
            yield f"“{text}” stands for other options."
        elif _TWO_IN_ONE.match(text.strip()):
            yield f"“{text}” holds two options in one."
    yield from _uneven(texts, _ABSOLUTE, "an absolute word", lambda count: 0 < count < len(texts))
    # What somebody should do "only" here or to "every" row claims nothing; a sentence that says so does.
    sweeping = [text if shapes_of(text) == {"sentence"} else "" for text in texts]
    yield from _uneven(sweeping, _SWEEPING, "a sweeping word, which the others lack,", lambda count: count == 1)
    yield from _uneven(texts, _VAGUE, "a vague word", lambda count: count > 0)


def _uneven(texts: Sequence[str], pattern: re.Pattern[str], what: str, wrong: Callable[[int], bool]) -> Iterator[str]:
    matches = [(text, match) for text in texts if (match := pattern.search(text))]
    if wrong(len(matches)):
        text, match = matches[0]
        yield f"“{text}” has {what} (“{match.group()}”) that may give it away."


def _doubles(question: PracticeQuestion, context: GateContext) -> Iterator[str]:
    for one, other in combinations(question.options, 2):
        if tokens(one.text) == tokens(other.text):
            yield f"“{one.text}” is there twice."
        elif same_name(one.text, other.text, context.index):
            yield f"“{one.text}” and “{other.text}” are the same."
        elif _is_command_of(one.text, other.text) or _is_command_of(other.text, one.text):
            yield f"“{one.text}” and “{other.text}” are one name, with and without what follows."
        elif _holds(one.text, other.text, question) or _holds(other.text, one.text, question):
            yield f"“{one.text}” and “{other.text}” hold one another."


def _is_command_of(whole: str, part: str) -> bool:
    """Whether an option is another one with more behind it: "apt-cache search" beside "apt-cache" or "apt-cache command"."""
    bare = _WHAT_IT_IS.sub("", part.strip()).removeprefix("The ")
    longer = whole.strip().casefold().removeprefix("the ")
    return (
        bool(_NAME_IN_CODE.fullmatch(bare)) and longer.startswith(f"{bare} ") and not re.search(r" (?:and|or) ", longer)
    )


def _holds(whole: str, part: str, question: PracticeQuestion) -> bool:
    """Whether an option is another one and one more ("A and B" beside "A" and "B")."""
    pieces = [piece.strip() for piece in re.split(r"\s+(?:and|or)\s+|,\s*", re.sub(r"^both\s+", "", whole, flags=re.I))]
    texts = {" ".join(tokens(option.text)) for option in question.options}
    inside = [piece for piece in pieces if " ".join(tokens(piece)) in texts]
    return (
        len(pieces) > 1
        and len(inside) == len(pieces)
        and " ".join(tokens(part)) in {" ".join(tokens(p)) for p in inside}
    )
