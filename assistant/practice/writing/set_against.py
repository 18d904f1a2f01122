"""What a stem needs and a wrong option does not have: the words by which what the guide says of two things differs."""

import re
from collections.abc import Callable, Iterator

from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from studyground.assistant.practice.writing.mining_shapes import is_participle
from studyground.assistant.practice.writing.mining_verbs import (
    AUXILIARY,
    VERBS,
    base_of,
    gerund_base,
    may_be_noun,
)
from studyground.assistant.practice.writing.phrasing import plural, small
from studyground.ingest.terms import terms

SHARED_START = 3  # words with which two descriptions begin alike
MOST_WORDS = 5  # of what a stem turns on
LONG = 14  # words of a description that is not said again
MOST_JOINED = 7  # with an "of" in it
SEVERAL_WORDS = 0.15  # how much more than one rare word a phrase of several says
AS_GOOD = 0.08  # how much less a phrase may say that is taken for the sake of variety
BARE = 0.1  # how much less a word says that stands alone
SAID_TOO = 0.1  # how much less a phrase says of which the other has a word
LEAST_LETTERS = 3
_SMALL = DETERMINERS | {"the"}
_IS = frozenset("be become remain seem".split())
_ARTICLES = frozenset("a an the".split())
OWN_WORDS = 3  # of a phrase behind whose noun an "-s" is more likely a verb's
_LINKS = frozenset(
    "and or but nor not everyone someone anyone everything nothing else already still also often now then again later too "
    "together alone even just once twice away back here there ever soon yet".split()
)
_WHEN = frozenset("first last next finally".split())
_DENYING = frozenset("without no not never nor".split())
_ENDS_DENIAL = frozenset("and but".split())  # "no time or skills for modelling" denies the modelling too
_VERB_NEXT = frozenset("to that which who can may must will".split())
_BEFORE_NOUNS = PREPOSITIONS | _SMALL | {"and", "or"}
_VAGUE = frozenset(
    "ability way ways manner means process use number amount proportion share set sets kind kinds type types part parts "
    "form case cases term terms thing things order need needs value values data information result results example "
    "examples time times purpose task tasks step steps method methods technique techniques approach variety range level "
    "levels degree role point others something model models algorithm service application applications tool tools system "
    "systems scale top first last position positions mechanism creation conversion analysis management support capability "
    "capabilities topic topics trend".split()
)
_EMPTY_HEADS = frozenset(
    "solution way approach mechanism ability role means manner part kind type sort thing something".split()
)
_SPLIT = re.compile(r"[\w’'/+-]+|[^\w\s]")
_CUT = re.compile(r"\s*;|, (?:i\.e\.|e\.g\.|which |where |because )")


def turns_on(need: str, said: str, at: int = 0, rare: Callable[[str], float] | None = None) -> str:
    """A phrase of a need that what is said of another thing does not have; "" where none stands out.

    Args:
        need: What a stem asks for, in the guide's words.
        said: What the guide says of a wrong option.
        at: Which of the phrases that say about as much is taken.
        rare: How much of the guide has a word: the rarest says most.
    """
    theirs = set(terms(said))
    found: dict[str, float] = {}
    for phrase in _phrases(need):
        words = [word for word in phrase.split() if word.casefold() not in _SMALL]
        own = [term for term in terms(phrase) if term not in theirs]
        if not own or (len(words) == 1 and _says_little(phrase, words[0])) or re.search(r"\d", phrase):
            continue
        score = max(1.0 - (rare(term) if rare else 0.0) for term in own) + SEVERAL_WORDS * (len(words) > 1)
        for head in [one for one in found if phrase.startswith(f"{one} of ")]:
            del found[head]
        score -= BARE * (len(words) == len(phrase.split()) == 1)
        found[phrase] = score - SAID_TOO * (len(own) < len(set(terms(phrase))))
    good = [phrase for phrase, score in reversed(found.items()) if score >= max(found.values()) - AS_GOOD]
    good.sort(key=lambda phrase: -found[phrase])
    if not good:
        return ""
    chosen = good[at % len(good)]
    opens = need.startswith(chosen) and (chosen.split()[0].casefold() in _ARTICLES or chosen[1:].islower())
    return small(chosen) if opens else chosen


def _says_little(phrase: str, word: str) -> bool:
    """Whether a phrase of one telling word says too little to turn on: a vague one, or any with a mere "the" before it."""
    return word.casefold() in _VAGUE or (phrase.casefold().startswith("the ") and word.islower())


def _phrases(need: str) -> Iterator[str]:
    """Nouns with the words before them, and with an "of" behind them, as they stand: "a gale", "edge devices"."""
    before, run, tokens = "", list[str](), [*_SPLIT.findall(need), "."]
    last, denied = "", False
    for at, word in enumerate(tokens):
        low = word.casefold()
        breaks = low not in _SMALL and _breaks(low, run, tokens[at - 1].casefold() if at else "")
        if not breaks and not (run and low in _SMALL):
            run.append(word)
            denied = denied or low in _DENYING
            continue
        phrase = _phrase(run, before)
        if phrase and not denied:
            joined = f"{last} of {phrase}" if last and before == "of" else phrase
            last = joined if len(joined.split()) <= MOST_JOINED else phrase
            yield last
        if low in _ENDS_DENIAL or not low[:1].isalnum():
            denied = False
        last = last if phrase and low == "of" else ""
        run, before = ([], low) if breaks else ([word], "the")
        denied = denied or low in _DENYING


def _breaks(low: str, run: list[str], before: str) -> bool:
    """Whether a word is none of a noun's own."""
    linked = PREPOSITIONS | SUBORDINATORS | PRONOUNS | AUXILIARY | _LINKS
    if (
        not low[:1].isalnum()
        or low in linked
        or low.endswith("ly")
        or (before in _VERB_NEXT and (low in VERBS or base_of(low)))
    ):
        return True
    if gerund_base(low) and not gerund_base(before) and not any(word.casefold() not in _SMALL for word in run):
        return True
    base = base_of(low)
    return bool((base and not may_be_noun(base)) or (low in VERBS and not may_be_noun(low)))


def _takes_noun(before: str) -> bool:
    """Whether a word is one that a noun follows."""
    does = before in VERBS and not may_be_noun(before) and before not in _IS
    return before in _BEFORE_NOUNS or does or bool(base_of(before))


def _phrase(run: list[str], before: str) -> str:
    """A run of words as a phrase, where it is a noun with what belongs to it; "" otherwise."""
    low = run[0].casefold() if run else ""
    if len(run) > 1 and low not in _SMALL and (base_of(low) or (low in VERBS and before in ("and", "or", ",", ""))):
        run, before = run[1:], "the"  # "returns output"
    bare = before not in _ARTICLES and low not in _ARTICLES
    while len(run) > 1 and bare and is_participle(run[-1].casefold()):
        run = run[:-1]  # "unit handling built from"
    while len(run) > 1 and run[-1].endswith(("able", "ible")):
        run = run[:-1]  # "storage accessible across many machines"
    after_noun = len(run) > 1 and (plural(run[-2]) or (low in _ARTICLES and len(run) > OWN_WORDS))
    if after_noun and base_of(run[-1].casefold()):
        run = run[:-1]  # "the fired body drinks", "fine cracks run"
    while len(run) > 1 and run[-1].casefold() in _WHEN:
        run = run[:-1]  # "when the program first reaches the loop"
    content = [word for word in run if word.casefold() not in _SMALL]
    if not content or len(run) > MOST_WORDS or not content[-1][0].isalpha():
        return ""
    if content[-1].casefold() in _EMPTY_HEADS:
        return ""
    if len(content[-1]) < LEAST_LETTERS and not content[-1].isupper():
        return ""
    if len(content) == 1 and len(run) == 1 and not content[0][:1].isupper() and not _takes_noun(before):
        return ""  # a verb that no list has looks like a plural
    if len(content) == 1 and is_participle(content[0].casefold()):
        return ""
    if len(run) == 1 and base_of(low) and before in ("and", "or", ",", ""):
        return ""  # "builds and looks after"
    if low in _SMALL - _ARTICLES and not plural(content[-1]):
        return ""  # "subgroup" of "every subgroup" cannot stand alone
    return " ".join(run if run[0].casefold() in ("a", "an", "the") else content)


def with_need(said: str, need: str, key: str, at: int, rare: Callable[[str], float] | None = None) -> str:
    """What the guide says of a wrong option, set against what the stem turns on; "" where nothing sets them apart.

    Args:
        said: One sentence about the option; its full stop is not needed.
        need: What the stem asks for.
        key: The right option's name in a sentence.
        at: Which of the wrong options it is: three in a row are not said alike.
        rare: See `turns_on`.
    """
    phrase = turns_on(need, said, at, rare)
    if not phrase:
        return ""
    open_end = f"{said[:-2]}”" if said.endswith(".”") else said.rstrip(" .")
    if at % 3 == 0:
        return f"{open_end}, whereas the question turns on {phrase}."
    if at % 3 == 1:
        return f"{open_end}; for {phrase} the guide names {key}."
    return f"{said if said.endswith('.”') else open_end + '.'} The guide connects {phrase} with {key}."


def explained_apart(name: str, own: str, wanted: str, at: int, rare: Callable[[str], float] | None = None) -> str:
    """Why a term of a list is wrong where the stem gives the words that explain another.

    Args:
        name: The term.
        own: The words that explain it.
        wanted: Those that explain the key.
        at: Which of the wrong options it is.
        rare: See `turns_on`.
    """
    mine, theirs = own.split(), wanted.split()
    shared = next((n for n, (one, other) in enumerate(zip(mine, theirs, strict=False)) if one != other), 0)
    shared = next((n for n in range(shared, SHARED_START - 1, -1) if mine[n - 1].endswith(",")), shared)
    if shared >= SHARED_START and shared < min(len(mine), len(theirs)):
        start, rest, right = " ".join(mine[:shared]).rstrip(","), " ".join(mine[shared:]), " ".join(theirs[shared:])
        return f"“{name}” begins like it, “{start}”, but goes on “{rest}” where the description has “{right}”."
    first, right = _CUT.split(own)[0], _CUT.split(wanted)[0]
    phrase = turns_on(wanted, own, at, rare)
    if (at % 2 == 0 and len(right.split()) <= LONG) or not phrase:
        return f"“{name}” is explained as “{first}”, not as “{right}”."
    return f"In the guide, “{name}” is explained as “{first}”, which says nothing of {phrase}."
