"""Who does what in the words before a figure: subject, verb, and the act that the figure measures."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from studyground.assistant.practice.writing.amounts import amounts_in
from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, SUBORDINATORS
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb, is_participle
from studyground.assistant.practice.writing.mining_told import past_of
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of, may_be_noun, mostly_verb
from studyground.assistant.practice.writing.phrasing import plural

ANYBODY = "one"  # whom an instruction tells
SUBJECT_WORDS = 10
POINTED = 2  # words of a subject with "the" that may say too little of it
_MODAL = re.compile(
    r"^(?P<who>[^,;:()]+?) (?P<aux>must|should|may|can|shall) (?P<does>(?:(?:ideally|first|also|then) )?[a-z]+\b.*)$"
)
_IS = re.compile(r"^(?P<who>[^,;:()]+?) (?P<aux>is|are) (?P<does>.*)$")
_ACTS = VERBS | {"last"}
_SAID = re.compile(
    r"^(?!(?:ensure|make|see|check|verify|assume|say|tell|show)\b)"
    r"(?:(?!(?:that|which|who|if|when|what|where|how|while|whether|until|as)\b)[\w’'-]+ ){1,3}"
    r"(?:is|are|was|were|may|must|shall|will|can) ",
    re.IGNORECASE,
)
_JOINT = re.compile(r"(?:,? and|,) (?:then )?(?P<verb>[a-z]+)(?=\s(?P<next>\w+)|$)")
_LATER = re.compile(r", (?:then )?(?P<verb>[a-z]+) (?=(?:the|an?|all|each) )")  # "Ramp up, keep the old one"
# Where a figure may belong to a clause within: "remembers which files it loaded for 64 days".
_UNCLEAR = re.compile(rf"[,;:()–—]| (?:or|but|{'|'.join(sorted(SUBORDINATORS - {'once'}))}) ")
NO_SUBJECT = re.compile(
    r"^(?:it|they|this|that|these|those|he|she|we|i|one|each|both|such|there|here|what|which|who|some|others?|another|either|"
    r"neither|none|most|many|all|nothing|nobody|example|my|our|your|its|their|his|her)\b",
    re.IGNORECASE,
)
_SAYS_LITTLE = frozenset(
    "whole same new old full usual next last first second other latter former entire total".split()
)
WITHOUT_OBJECT = frozenset(
    "wait stay stand rest sleep breathe walk come return look listen".split()
)  # verbs that need none
VAGUE_OBJECT = re.compile(
    rf"\bthe (?:{'|'.join(sorted(_SAYS_LITTLE))})\b"
)  # "the old index": which, only the page says


@dataclass(frozen=True, slots=True)
class Deed:
    """What a clause says before its figure.

    Args:
        who: The subject as it stands inside a sentence; `ANYBODY` for an instruction.
        aux: What stands before the subject in a question ("does", "should").
        does: The verb phrase behind it, up to the figure ("rotate automatically every"); "" behind "is".
    """

    who: str
    aux: str
    does: str


def deed_in(before: str, small: Callable[[str], str], *, told: bool) -> Deed | None:
    """Who does what before a figure; None where that is not plain.

    Args:
        before: The words of the clause before the figure.
        small: A subject as it stands inside a sentence.
        told: Whether a case stands in front, so that "the wait" is that of the case.
    """
    told_to, finite = _imperative(before), _finite(before, small)
    if told_to and finite:
        return None  # "Express workflows last": a name or a verb
    return told_to or _with_modal(before, small) or _with_is(before, small, told=told) or finite


def tells(who: str, verb: str) -> bool:
    """Whether a word is the finite verb of the subject before it."""
    last = who.split()[-1].casefold()
    many = verb in VERBS and plural(last)
    return last not in DETERMINERS | PREPOSITIONS and (verb in AUXILIARY or many or bool(base_of(verb)))


def _imperative(before: str) -> Deed | None:
    """What one should do: "Wait", "Turn a patient"."""
    first, _, rest = before.partition(" ")
    verb = first.casefold()
    second = rest.split(" ", 1)[0]
    if _SAID.match(before):
        return None  # "own use is barred": of a subject
    if verb.endswith("s") and base_of(verb):
        return None  # "Draws the rise and fall of the river": of whom that is said stands above
    if verb not in _ACTS:
        later = _LATER.search(before)
        if later and later["verb"] in _ACTS:
            return _imperative(before[later.start("verb") :])
        unknown = verb in PREPOSITIONS | SUBORDINATORS | DETERMINERS | AUXILIARY or has_finite_verb(before)
        if unknown or second not in ("the", "a", "an") or not first.isalpha():
            return None
    elif may_be_noun(verb) and not _follows_verb(second) and rest:
        return None
    does = _last_act(f"{verb} {rest}".strip(), _plain)
    return Deed(ANYBODY, "should", does) if does else None


def _follows_verb(word: str) -> bool:
    return word.casefold() in DETERMINERS | PREPOSITIONS


def _with_modal(before: str, small: Callable[[str], str]) -> Deed | None:
    match = _MODAL.match(before)
    if match is None or not _subject(match["who"], you=True):
        return None
    does = _last_act(match["does"], _plain)
    return Deed(small(match["who"]), match["aux"], does) if does else None


def _with_is(before: str, small: Callable[[str], str], *, told: bool) -> Deed | None:
    match = _IS.match(f"{before} ")
    if match is None or not _subject(match["who"], told=told):
        return None
    does = match["does"].strip()
    if does and (active := _last_act(does, _base)) and active != does:
        return Deed(small(match["who"]), "does", active)
    if does:
        does = _last_act(does, _participle)
        if not does or does.split()[0] in DETERMINERS:
            return None
    return Deed(small(match["who"]), match["aux"], does)


def _finite(before: str, small: Callable[[str], str]) -> Deed | None:
    """A subject with a finite verb of its own ("Keys rotate automatically", "a rocket burns")."""
    words = before.split()
    for at in range(1, min(len(words), SUBJECT_WORDS + 1)):
        word, last = words[at], words[at - 1]
        after = words[at + 1] if at + 1 < len(words) else ""
        if (
            word in AUXILIARY - {"has", "have"}
            or word.casefold() in SUBORDINATORS
            or word.endswith(",")
            or last == "and"
        ):
            return None
        if last in DETERMINERS | PREPOSITIONS:
            continue
        if word in ("has", "have") and (after == "been" or is_participle(after)):
            return None
        base = "have" if word == "have" else _base(word)
        many = not base and word in _ACTS and not last.isupper() and plural(last.casefold())
        if not base and not many:
            continue
        certain = not may_be_noun(base or word) or mostly_verb(base or word) or not after or _follows_verb(after)
        if not certain:
            continue
        who = " ".join(words[:at])
        if not _subject(who):
            return None
        aux = "do" if many or word == "have" else "does"
        verb = word if many else base
        does = _last_act(f"{verb} {' '.join(words[at + 1 :])}".strip(), _plain if aux == "do" else _base)
        return Deed(small(who), aux, does) if does else None
    return None


def _base(word: str) -> str:
    """The base of a verb in the third person; "last" is none of a subject's other deeds and a verb here."""
    return "last" if word == "lasts" else base_of(word)


def _plain(word: str) -> str:
    return word if word in _ACTS else ""


def _participle(word: str) -> str:
    return word if is_participle(word) or past_of(word) else ""


def _last_act(does: str, form: Callable[[str], str]) -> str:
    """The verb phrase that the figure stands in: of several acts the last ("… and lasts"); "" where that is unclear."""
    for joint in reversed(list(_JOINT.finditer(does))):
        made, rest = form(joint["verb"]), does[joint.end("verb") :]
        if made and may_be_noun(made) and joint["next"] and not _follows_verb(joint["next"]):
            return ""
        if made:
            return "" if _UNCLEAR.search(rest) else f"{made}{rest}"
    return "" if _UNCLEAR.search(does) else does


def _subject(who: str, *, you: bool = False, told: bool = False) -> bool:
    """Whether a subject says by itself what it is."""
    words = who.split()
    if you and who.casefold() == "you":
        return True
    if (
        not 1 <= len(words) <= SUBJECT_WORDS
        or NO_SUBJECT.match(who)
        or re.search(r"^\d|[“”\":;()–—]", who)
        or any(amounts_in(who))
    ):
        return False
    if any(word in AUXILIARY or word.casefold() in SUBORDINATORS for word in words):
        return False
    own = [word for word in words if word.casefold() not in DETERMINERS]
    vague = len(own) == 1 or (len(own) == POINTED and own[0] in _SAYS_LITTLE)
    if not told and words[0].casefold() in DETERMINERS - {"a", "an"} and vague and " ".join(own).islower():
        return False  # "the wait", "the whole wash": which, only the passage says
    return bool(own) and not re.match(r"the default (?:for|of|in)\b", who, re.IGNORECASE)
