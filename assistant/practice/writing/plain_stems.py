"""How a stem that only describes a thing says of what field it speaks, and which statements no plain question can be made of."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, lower_first
from studyground.assistant.practice.writing.mining_shapes import infinitive_from_gerund
from studyground.assistant.practice.writing.mining_verbs import VERBS, gerund_base, may_be_noun
from studyground.assistant.practice.writing.vocabulary import KIND_NOUNS, VAGUE, singular
from studyground.ingest.terms import terms

_OF_THESE = "Which of these "
LEAST_FIELD, MOST_FIELD = 2, 4  # words of a heading that names a field
_NUMBERED = re.compile(
    r"^(?:(?:chapter|part|unit|lesson|section|module)\s+)?(?:[\d.]+|[IVX]+\.)[:.)]?\s+", re.IGNORECASE
)
_GO_ON = frozenset("you that which to we and".split())
_ASKS = frozenset("what why how when where which who whose is are does do can should".split())
# Said of a subject and not of a thing that anybody could reason out: every branch of learning "facilitates comprehension".
_EMPTY_DEED = re.compile(
    r"^(?:facilitates?|underpins?|enhances?|fosters?|promotes?|empowers?|streamlines?|drives?|demands?|strengthens?|"
    r"contributes? to|(?:enables?|allows?|supports?) (?:the )?(?:understanding|comprehension|progress|growth|success))\b"
)
_EMPTY_GIFT = re.compile(
    r"^(?:provides?|offers?|is|are) (?:an? |the )?(?:[\w-]+ )?(?:solutions?|answers?|benefits?|advantages?|ability)\b"
)
_ANY_ROUTINE = re.compile(  # "both takes input and returns output"
    r"^(?:both )?(?:(?: and )?(?:takes?|returns?|accepts?|gives?|gets?|receives?|produces?) (?:an? |the |some )?"
    r"(?:inputs?|outputs?|values?|data|arguments?|results?))+[.]?$"
)
_NO_NOUN = re.compile(r"\b(?:red|green|yellow|brown|black|white|blue|grey|purple|orange|pale|dark) of (?:the|its|all) ")
_POINTS_AT_LIST = re.compile(
    r"\b(?:the|these|those|both) (?:two|three|four|five|six|other|others|rest|first|former|latter) [a-z]+s\b|^both\b"
)
_NAMES_ITSELF = re.compile(
    r"\b(?:is|are|was|were|also|often|sometimes|usually|is then) (?:known as|called|named|termed|referred to as)\b"
)
_NOUNS_OF_DEEDS = {
    "creation": "create", "conversion": "convert", "combination": "combine", "integration": "integrate", "detection": "detect",
    "deployment": "deploy", "development": "develop", "extraction": "extract", "generation": "generate", "removal": "remove",
    "identification": "identify", "discovery": "discover", "classification": "classify", "management": "manage",
    "translation": "translate", "transformation": "transform", "automation": "automate", "storage": "store",
    "production": "produce", "construction": "construct", "measurement": "measure", "treatment": "treat", "selection": "select",
    "collection": "collect", "preparation": "prepare", "protection": "protect", "prevention": "prevent", "delivery": "deliver",
}  # fmt: skip


def field_of(section: Sequence[str], options: Sequence[str]) -> str:
    """The innermost heading that names a field in a few words, none of which points at one option; "" for none.

    Args:
        section: Headings, outermost first.
        options: Their texts.
    """
    held = [set(terms(option)) for option in options]
    for heading in reversed(section[1:] if len(section) > 1 else ()):
        field = _NUMBERED.sub("", heading).strip(" .:")
        words = field.split()
        low = words[0].casefold() if words else ""
        if not LEAST_FIELD <= len(words) <= MOST_FIELD or low in _ASKS | DETERMINERS | PREPOSITIONS:
            continue
        if (low in VERBS and not may_be_noun(low)) or re.search(r"[?!:;,“”\"()$]", field):
            continue
        if any(sum(term in one for one in held) == 1 for term in terms(field)):
            continue
        return field
    return ""


def class_in(heading: str) -> str:
    """The noun for one of what a heading announces ("2.1 Metrics": "metric"); "" where it is no plural of a kind of things.

    Args:
        heading: With its number, if it has one ("Services you have to know").
    """
    words = re.sub(r"^(?:The|Our|Some)\s+", "", _NUMBERED.sub("", heading)).split()
    if not words or (len(words) > 1 and words[1].casefold() not in PREPOSITIONS | _GO_ON):
        return ""
    noun = singular(words[0].casefold())
    return noun if noun != words[0].casefold() and noun in KIND_NOUNS and noun not in VAGUE else ""


def within_field(question: str, field: str) -> str:
    """A question with its field in front ("In feature stores, which term …", "When mooring a barge, which …")."""
    if not field:
        return question
    first, second = (word.casefold() for word in field.split()[:2])
    link = "When" if first.endswith("ing") and (second in DETERMINERS or gerund_base(first)) else "In"
    return f"{link} {' '.join(lower_first(word) for word in field.split())}, {lower_first(question)}"


def with_noun(question: str, noun: str) -> str:
    """A question that asks "Which of these …", with the noun for its options instead.

    What says that it "is a service that tunes …" is asked for as "Which service tunes …".
    """
    if not noun or not question.startswith(_OF_THESE):
        return question.replace(f" {_OF_THESE}", f" Which {noun} ") if noun else question
    rest = question.removeprefix(_OF_THESE)
    own = re.match(rf"is an? (?P<name>(?:[\w-]+ ){{0,3}}{re.escape(noun)}) (?:that|which) (?P<does>[a-z]+ .+)$", rest)
    return f"Which {own['name']} {own['does']}" if own else f"Which {noun} {rest}"


def says_nothing(need: str, *, named: bool = False) -> bool:
    """Whether a predicate says of a subject what could be said of any other, or lacks its noun ("a yellow of the leaves").

    Args:
        need: The predicate.
        named: Whether the subject is a product or of a kind with a name: these may "facilitate" something.
    """
    empty = (not named and _EMPTY_DEED.match(need)) or _EMPTY_GIFT.match(need) or _ANY_ROUTINE.match(need)
    return bool(empty or _NO_NOUN.search(need))


def needs_its_list(meaning: str) -> bool:
    """Whether a description points at others beside it ("the two stores"), or holds the name of what it describes."""
    return bool(_POINTS_AT_LIST.search(meaning) or _NAMES_ITSELF.search(meaning))


def as_deed(phrase: str) -> str:
    """What is told as a noun, as something to do ("the creation of reports": "create reports"); "" where it is none."""
    match = re.match(
        r"^(?:the |a mechanism for (?:the )?|(?:a|the) means of )?(?P<noun>[a-z]+)(?P<of> of)? (?P<rest>.+)$", phrase
    )
    if match is None:
        return ""
    if match["of"] and match["noun"] in _NOUNS_OF_DEEDS:
        return f"{_NOUNS_OF_DEEDS[match['noun']]} {match['rest']}"
    return infinitive_from_gerund(f"{match['noun']} {match['rest']}") if match["noun"].endswith("ing") else ""


def head_of(name: str) -> str:
    """The last word of a name of several words, in the singular; "" for a single word."""
    words = name.split()
    return singular(words[-1].casefold()) if len(words) > 1 else ""


def one_stands_out(names: Sequence[str]) -> bool:
    """Whether all options but one end in the same word ("… learning"), so that the one that does not is known by it."""
    heads = [head_of(name) for name in names]
    return any(head and heads.count(head) == len(names) - 1 for head in set(heads))
