"""What comes near a question and leaves the very thing asked for unsaid: it is named nowhere, or it is only named.

"What is the formula of X?" is not answered by a guide that knows X and no formula, nor "the normal pulse of a newborn" by one
that never speaks of newborns, nor "how do I install X" where nothing is ever installed. A line that names topics and says nothing
of them answers no question about one of them.
"""

import re
from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.asked_outright import only_in_a_name, shares_a_label_alone
from studyground.assistant.candidates import Candidate
from studyground.assistant.comparing import ways_to_say
from studyground.assistant.definitions import defines
from studyground.assistant.instance_unknown import asks_of_unknown_instance
from studyground.assistant.kinds import HARD
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, may_be_noun
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.retrieve import Query
from studyground.assistant.still_so import leaves_standing_untold
from studyground.ingest.index import Index
from studyground.ingest.terms import STOP_WORDS, stems_of, terms, tokens

NOT_NAMED = 0.5  # of the confidence, where what it is asked of is named nowhere
HEAD_NOT_NAMED = 0.8  # where the kind of thing or the act is not: another word may be put for it ("calm" for "pacify")
AS_GOOD = 1.0  # log-odds behind the best within which a sentence is looked at for what is asked for
NAMES_AT_LEAST = 2
PAIR = 2
LONGEST_NAME = 6  # words
DEFINES_WIDER = 0.5
_WORD = r"[a-z][a-z-]+"
_DET = r"(?:an? |the |my |our |your |some |any )?"
_END = (
    r"(?= (?:to|for|in|at|on|with|from|during|if|when|while|without|into|by|before|after|as|so|and|or|that|which|using|through|"
    r"via|of|about|between)\b|[?.!,;]|$)"
)
_ONE = r"(?:i|we|you|one|they)"
_HOW_TO = rf"how (?:(?:do|can|should|would|could|must) {_ONE}|to)"
_HEADS = (  # the kind of thing asked for: "what needle gauge for …", "the formula of …"
    re.compile(
        rf"^(?:what|which) (?!(?:is|are|was|were|do|does|did|if|happens)\b)(?:{_WORD} ){{0,2}}?({_WORD}) "
        r"(?=(?:for|of|in|to|does|do|did|is|are|was|were|has|have|can|could|should|must|would)\b)", re.IGNORECASE,
    ),
    re.compile(rf"^what(?:['’]?s| is| are) (?:the|an?) (?:{_WORD} ){{0,2}}?({_WORD}) (?:of|for)\b", re.IGNORECASE),
)  # fmt: skip
_ACT = re.compile(rf"^{_HOW_TO} ({_WORD})\b", re.IGNORECASE)
_THINGS = (  # what it is asked of, what is to be acted on
    re.compile(
        rf"^what(?:['’]?s| is| are) (?:the|an?) .+? (?:of|for|in) {_DET}((?:{_WORD} ){{0,2}}{_WORD})[?.! ]*$", re.IGNORECASE
    ),
    re.compile(  # "list the signs of a rotten hull"
        rf"^(?:please )?(?:list|name|give(?: me)?|tell me)(?: all)? the (?:{_WORD} ){{1,2}}of {_DET}"
        rf"((?:{_WORD} ){{0,2}}{_WORD})[?.! ]*$", re.IGNORECASE,
    ),
    re.compile(
        rf"^(?:{_HOW_TO}|(?:can|could|may|must|should) {_ONE}) {_WORD} {_DET}((?:{_WORD} ){{0,2}}?{_WORD}){_END}", re.IGNORECASE
    ),
    re.compile(  # "how long does the battery of a lamp last"
        rf"(?:.*[,;] )?how (?:long|far|fast|hot|heavy|big|large|high|deep|much|often) "
        rf"(?:does|do|is|are|will|should|must|can) {_DET}({_WORD}) (?:of|in|on|inside) ", re.IGNORECASE,
    ),
    re.compile(  # "how many hours till the dish is sterile"
        rf".*\bhow (?:long|many (?:seconds|minutes|hours|days|weeks|months|years))\b.*\b"
        rf"(?:till?|until|before) {_DET}(?:{_WORD} ){{1,3}}?(?:is|are|gets?|becomes?|turns?) ({_WORD})[?.! ]*$", re.IGNORECASE,
    ),
    re.compile(  # "why was it so loud when I was a child"
        rf".*\b(?:when|while|as) (?:i|we|you|one|they|he|she) (?:was|were) an? ({_WORD})(?=[?.!,]|$| and\b)", re.IGNORECASE
    ),
)  # fmt: skip
_IS_THERE = re.compile(
    rf"^(?:is|are|was|were|will) there (?:be )?(?:an? |any |the )?(?:{_WORD} ){{0,2}}?({_WORD}){_END}", re.IGNORECASE
)
_BRAND = re.compile(
    rf"^(?:what|which) (?:brand|make|maker|manufacturer|vendor)s? of (?:{_WORD} )?({_WORD})"
    r"(?= (?:is|are|do|does|should|to|for|in)\b|[?.!]|$)",
    re.IGNORECASE,
)
_AS_MUCH_AS = re.compile(  # "is a pear as sweet as a ripe plum", "does rain clean as well as snow"
    rf"^(?:(?:is|are|was|were) {_DET}(?P<one>(?:{_WORD} ){{0,3}}{_WORD})|"
    rf"(?:does|do|did|will|would|can) {_DET}(?P<acts>(?:{_WORD} ){{0,3}}?{_WORD}) {_WORD}) as {_WORD} as "
    rf"{_DET}(?P<other>(?:{_WORD} ){{0,3}}{_WORD}){_END}",
    re.IGNORECASE,
)
_STAYS = re.compile(  # "how long can raw milk stay in the churn"
    rf"\bhow (?:long|many (?:hours|days|weeks|months|years)) (?:can|may|could|will|should|does|do) "
    rf"{_DET}(?:{_WORD} ){{0,2}}?({_WORD}) (?:stay|keep|sit|remain|stand|be (?:kept|stored|left|held))\b",
    re.IGNORECASE,
)
_OF_ANYTHING = re.compile(
    r"\b(?:it|its|they|them|this|these|any\w*|all|every\w*|each|foods?|items?|products?|goods|things?|materials?|substances?|objects?|"
    r"files?|records?|data|stuff|contents|whatever)\b",
    re.IGNORECASE,
)
_LASTS = re.compile(
    rf"\bhow (?:long|much time) (?:does|do|will|did) (?:(?:an?|the|that|this|my|our|your) )?"
    rf"({_WORD}(?: {_WORD})?) (?:take|last)s?\b",
    re.IGNORECASE,
)


_ANY_HEAD = stems_of(  # whatever is told of a thing may be its role or its drawback: these need not be said
    "role job function purpose goal aim use task benefit advantage drawback downside disadvantage problem trouble effect "
    "impact result outcome consequence danger risk trick gist catch deal story principle mechanism concept secret "
    "significance relevance background nature essence status description explanation term cause way rule approach strategy "
    "recommendation advice solution remedy fix cure alternative option choice limitation pitfall mistake strength weakness "
    "merit rationale motivation intuition"
)
_ANY_BOUND = stems_of(
    "limit maximum minimum cap difference point need chance possibility alternative something anything more other deadline"
)
_ANY_ACT = stems_of(
    "tackle combat approach handle cope deal fix solve overcome mitigate curb address resolve manage achieve accomplish go get "
    "make do use work keep figure know tell spot avoid prevent ensure obtain carry perform start begin improve"
)
_ANY_KIND = stems_of(
    "good proper typical normal usual common standard plain classic modern real actual so-called famous new whole"
)
_SAYS = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|can|could|must|should|will|would|may|might|do|does|did|not|no|never|only|without|"
    r"it|this|that|they|we|you|which|who|when|if|because)\b|\w['’]t\b|[:=()|→]|\s[–—-]\s",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r",\s*(?:and |or )?|;\s*|\s+(?:and|or)\s+", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|an?|your|its|their|our|my)\b", re.IGNORECASE)


def telling(question: Question, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those that only name what a question is about, in a row of other names.

    Where a list is asked for, or which of several, such a row may be the answer.

    Args:
        question: What is asked.
        found: Candidates.
    """
    if question.type not in ("definition", "how_why"):
        return list(found)
    asked = set(terms(question.text))
    return [item for item in found if item.kind == "table" or not only_names(item.text, asked)]


def only_names(text: str, asked: Collection[str]) -> bool:
    """Whether a text is a row of names without a verb, and one of them is made of words of the question alone.

    Args:
        text: A sentence or an item.
        asked: Terms of the question.
    """
    if _SAYS.search(text):
        return False
    names = [name.strip(" .!") for name in _BETWEEN_NAMES.split(text)]
    names = [name for name in names if name]
    if len(names) < NAMES_AT_LEAST or any(len(name.split()) > LONGEST_NAME or _acts(name) for name in names):
        return False
    return any(set(own) <= set(asked) for name in names if (own := terms(name)) and not _DEFINITE.search(name))


def _acts(name: str) -> bool:
    """Whether a word of a name can only be a verb ("weight decay reduces overfitting", "Keep warm")."""
    bases = {base_of(word) or (word if word in VERBS else "") for word in name.lower().split()}
    return any(base and not may_be_noun(base) for base in bases)


def left_unsaid(
    index: Index, question: Question, query: Query, found: Sequence[Candidate], scores: NDArray[np.float64]
) -> float:
    """What is left of the confidence where the very thing asked for is a word that the guide never uses; 1 where it is not.

    The best sentences must not have a word near it either. It is also lowered where a side of a comparison is a stranger to the
    guide, and where it is asked what a thing of a certain sort is, and the best sentence says only what the thing is.

    Args:
        index: The guide.
        question: What is asked.
        query: As the retriever read it.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    if not len(scores) or found[int(np.argmax(scores))].extreme:
        return 1.0
    near = [found[int(at)] for at in np.flatnonzero(scores >= scores.max() - AS_GOOD)]
    said = [set(terms(" ".join((item.text, item.before, item.header, *item.path)))) for item in near]

    def unnamed(stems: Sequence[str]) -> bool:
        if all(one in FRAME_WORDS or _known(one, index, query) for one in stems):
            return False
        return not any(named(one, query, words) for one in stems for words in said)

    top = found[int(np.argmax(scores))]
    if any(beside(question, top) for beside in (shares_a_label_alone, leaves_standing_untold, only_in_a_name)):
        return NOT_NAMED
    best = top.text
    lasts = _LASTS.search(question.text)
    lasting = [one for one in terms(lasts[1]) if one not in FRAME_WORDS] if lasts else []
    said_best = set(terms(" ".join((top.text, top.before, top.header, *top.path))))
    strange = any(_strange(side, index, query) for side in question.sides) or _only_the_other(question, index, query)
    strange = strange or asks_of_unknown_instance(index, question, query, top)
    if strange or any(unnamed(stems) for stems in _things(question)):
        return NOT_NAMED
    others = set(terms(question.text)) - FRAME_WORDS - set(lasting)
    off = 2 * len(others & said_best) < len(others) or not others
    if (
        off
        and any(_known(one, index, query) for one in lasting)
        and not any(named(one, query, said_best) for one in lasting)
    ):
        return NOT_NAMED  # the guide speaks of it by this word, and the best sentence of something else
    stays = _STAYS.search(question.text)
    kept = [one for one in terms(stays[1]) if one not in FRAME_WORDS] if stays else []
    of_others = top.kind in ("paragraph", "item") and not _OF_ANYTHING.search(f"{top.before} {best}")
    if kept and of_others and all(_known(one, index, query) and not named(one, query, said_best) for one in kept):
        return NOT_NAMED  # how long milk keeps is not told by how long butter does
    if question.type == "definition" and _of_wider_thing(question, query, best, said):
        return NOT_NAMED
    existing = _IS_THERE.match(question.text) or _BRAND.match(question.text)
    own = terms(existing[1]) if existing else []
    unnamed_thing = own and not any(named(one, query, words) for one in own for words in said)
    if unnamed_thing and not set(own) & (_ANY_HEAD | _ANY_BOUND):
        return NOT_NAMED  # "is there negative marking": of negatives alone it is no answer; nor "which brand of lamp" of oil
    acts = [stems for stems in _acts_asked(question) if not any(query.kin.get(one) for one in stems)]
    return HEAD_NOT_NAMED if any(unnamed(stems) for stems in (*_heads(question), *acts)) else 1.0


def _heads(question: Question) -> Iterator[list[str]]:
    """The stems of the kind of thing asked for, where any statement would not do and no figure tells which it is."""
    if question.wanted not in HARD:
        for pattern in _HEADS:
            if (match := pattern.match(question.text)) and not set(own := terms(match[1])) & _ANY_HEAD:
                yield own


def _acts_asked(question: Question) -> Iterator[list[str]]:
    """The stems of what one wants to do ("How do I install …?")."""
    if (match := _ACT.match(question.text)) and not set(own := terms(match[1])) & _ANY_ACT:
        yield own


def _things(question: Question) -> Iterator[list[str]]:
    """The stems of what something is asked of, or is to be done to."""
    for pattern in _THINGS:
        if match := pattern.match(question.text):
            yield [term for term in terms(match[1]) if term not in FRAME_WORDS]


def _strange(side: str, index: Index, query: Query) -> bool:
    """Whether the guide has no word of one side of a comparison, however it is said, nor one near it."""
    ways = set[str]().union(*ways_to_say(side, index))
    return bool(terms(side)) and not any(_known(one, index, query) or query.kin.get(one) for one in ways)


def _only_the_other(question: Question, index: Index, query: Query) -> bool:
    """Whether one of two things held against one another is known to the guide only as what the other is."""
    match = _AS_MUCH_AS.match(question.text)
    said = (match["one"] or match["acts"], match["other"]) if match else question.sides
    sides = [terms(side) for side in said]
    for one, other in (sides, sides[::-1]) if all(sides) and len(sides) == PAIR else ():
        near = query.kin.get(one[-1], {})
        if near and not _known(one[-1], index, query) and max(near, key=lambda term: near[term]) in other:
            return True
    return False


def _known(term: str, index: Index, query: Query) -> bool:
    ways = query.alike.get(term, ())
    return term in index.terms.vocabulary or any(all(one in index.terms.vocabulary for one in way) for way in ways)


def named(term: str, query: Query, words: Collection[str]) -> bool:
    """Whether a term, its other form or a word near it is among some words."""
    ways = query.alike.get(term, ())
    near = query.kin.get(term, {})
    return term in words or any(way <= set(words) for way in ways) or any(other in words for other in near)


def _of_wider_thing(question: Question, query: Query, text: str, said: Sequence[Collection[str]]) -> bool:
    """Whether a sentence says what a pressure injury is to one who asks for a deep one, and none speaks of deep ones."""
    words = tokens(question.subject)
    if len(words) < 2 or any(word in STOP_WORDS for word in words) or question.subject != question.subject.lower():
        return False
    stems = terms(question.subject)
    missing = [one for one in stems if not any(named(one, query, have) for have in said)]
    if not missing or set(missing) & (_ANY_KIND | FRAME_WORDS) or not all(map(str.isalpha, missing)):
        return False
    last = max(stems.index(one) for one in missing) + 1
    return any(defines(stems[at:], text) >= DEFINES_WIDER for at in range(last, len(stems)))
