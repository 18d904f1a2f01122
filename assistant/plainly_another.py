"""What a sentence tells plainly of another case or thing than the one asked for, or leaves unnamed where its name is asked for.

"When a pump is stopped, it waits 90 seconds" says nothing of how long a start takes; "she founded a college" does not name it.
"""

import re
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.features import FEATURES, Features
from studyground.assistant.kinds import HARD
from studyground.assistant.opposite_case import not_dealt_with
from studyground.assistant.permission import left_open
from studyground.assistant.practice.writing.mining_verbs import base_of
from studyground.assistant.question import Question
from studyground.assistant.retrieve import Query
from studyground.assistant.time_after import only_says_when
from studyground.ingest.terms import STOP_WORDS, stem, terms, tokens

ELSEWHERE_PENALTY = 5.0  # log-odds: it says itself that it is about another place or product
ANOTHERS = 0.5  # of the confidence
AS_GOOD = 1.0  # log-odds
BETTER = 0.5  # log-odds, were it not of another
NAMED_ALIKE = 2  # words before the last of a name
NAME_WORDS = 6  # after "a college" within which its name may stand
_POLES = (
    ("start begin launch boot open", "stop end finish shut close terminate"),
    ("install add insert attach mount join enter", "uninstall remove delete detach unmount leave exit"),
    ("enable allow switch-on lock", "disable forbid switch-off unlock"),
    ("increase raise rise grow extend", "decrease lower reduce fall shrink"),
    ("import buy borrow arrive gain", "export sell lend depart lose"),
    ("first earliest oldest youngest", "last latest newest"),
)
_POLE = {
    stem(word): (number, side)
    for number, sides in enumerate(_POLES)
    for side, words in enumerate(sides)
    for word in words.split()
}
_NAME = re.compile(r"\b[A-Z][\w'’]+(?:[ -][A-Z][\w'’]+)+")
_LABEL = re.compile(r"(?m)^([A-Z][^.:;?!|\n]{1,40}): +(?=\S)")
_SAID_BY: dict[str, frozenset[str]] = {
    "money": frozenset(map(stem, "cost price fee charge fare tuition rent pay salary wage income".split())),
    "duration": frozenset(map(stem, "length duration time period limit validity valid".split())),
}
_CASE = re.compile(
    r"(?:(?:But|And|Then|However|Likewise|Similarly),? )?(?:When|If|Once|After|Before|While|Whenever|On|In|For|During|Upon)\b"
    r"(?P<case>[^,;:]{3,80}),", re.IGNORECASE,
)  # fmt: skip
_NAME_ASKED = re.compile(
    r"\bnames? (?:of|for) (?:the|a|an|this|that|his|her|their|its)? ?(?P<of>(?:[\w'’-]+ ){0,2}?[\w'’-]+?)"
    r"(?= (?:that|which|who|where|in|of|for|from|by|to|at|on|is|was|are|were|did|does|do|has|had|they|we|you|i|he|she|it|"
    r"[A-Z])|[?.,!]|$)|"
    r"\bwhat (?:is|was|are|were) (?:the|a|an|this|that|his|her|their|its) (?P<thing>(?:[\w'’-]+ ){0,2}?[\w'’-]+?) "
    r"(?:[\w'’ -]+ )?(?:called|named)\b",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"\b(?P<side>outside|inside|without)(?: of)? (?:the |an? |my |your |our )?(?P<place>[\w'’-]+)", re.IGNORECASE
)
_FACING = {"outside": "in|inside|within", "inside": "outside|out", "without": "with"}
_SAME = {"outside": "outside|beyond|out of|elsewhere|off|everywhere|anywhere", "inside": "inside|in|within|everywhere|anywhere",
         "without": "without|no|not|lacks?|lacking"}  # fmt: skip
_DONE = re.compile(r"how (?:is|are|was|were) .+ ([a-z]+(?:ed|en|ne|nt|lt|ept|own))[?.! ]*$", re.IGNORECASE)
_TELLS_MORE = re.compile(  # "a tool that reads PDF files" says what it does
    r"[;.]|(?<!\w)(?:that|which|who)(?! (?:is|was|are|were|we|they|you|is now|was then) (?:call|nam|know|dub|term|titl))\b"
)
_NAMES = re.compile(r"\b(?:called|named|known as|titled|entitled|nicknamed|dubbed|termed)\b|[\"“”«»`(]", re.IGNORECASE)


def of_another(question: Question, query: Query, item: Candidate) -> bool:
    """Whether a sentence tells of the opposite case, of a thing named nearly so, or of another label, to who asks for a figure.

    Args:
        question: What is asked.
        query: As the retriever read it.
        item: The sentence.
    """
    if question.wanted not in HARD:
        return False
    other_label = item.kind == "paragraph" and not item.extreme and _of_other_label(question, item)
    other_case = _of_other_case(question, item.text) or on_the_other_side(question.text, item.text)
    return other_label or other_case or _of_other_name(question, query, item.text)


def _of_other_label(question: Question, item: Candidate) -> bool:
    """Whether a line says "Valid for: …" to who asks what something costs, where lines beside it say "Cost: …"."""
    label = _LABEL.match(item.text)
    said_by = _SAID_BY.get(question.wanted)
    if label is None or said_by is None or said_by & set(terms(label[1])):
        return False
    return any(said_by & set(terms(one)) for one in _LABEL.findall(item.hit.text))


def _of_other_name(question: Question, query: Query, text: str) -> bool:
    """Whether a sentence has "the Franco-Spanish Treaty" where "the Franco-Spanish war" is asked for, which it does not name."""
    asked, said = tokens(question.text.replace("-", " ")), {stem(word) for word in tokens(text.replace("-", " "))}
    for name in _NAME.findall(text):
        *own, head = [word for word in tokens(name.replace("-", " ")) if word not in STOP_WORDS] or [""]
        if len(own) < NAMED_ALIKE or stem(head) in map(stem, asked):
            continue
        for at in range(len(asked) - len(own)):
            other = asked[at + len(own)]
            if asked[at : at + len(own)] == own and other not in STOP_WORDS and not base_of(other):
                near = query.kin.get(stem(other), {})
                return stem(other) not in said and not any(one in said for one in near)
    return False


def on_the_other_side(question: str, text: str) -> bool:
    """Whether it is asked what holds outside a place and a sentence says what does inside it, or the other way round.

    Args:
        question: The question.
        text: The sentence.
    """
    for match in _SIDE.finditer(question):
        side = match["side"].lower()
        place = [word for word in tokens(match["place"]) if word not in STOP_WORDS][:1]
        place_said = place and rf"(?: of)? (?:\S+ ){{0,2}}?{re.escape(place[0])}"
        if not place or re.search(rf"\b(?:{_SAME[side]})\b", text, re.IGNORECASE):
            continue
        if re.search(rf"\b(?:{_FACING[side]}){place_said}", text, re.IGNORECASE):
            return True
    return False


def _of_other_case(question: Question, text: str) -> bool:
    """Whether a sentence opens with a case that is the opposite of the one asked for."""
    case = _CASE.match(text)
    if case is None:
        return False
    asked, told = _poles(question.text), _poles(case["case"])
    return bool(asked and told) and all((number, 1 - side) in asked for number, side in told) and not asked & told


def _poles(text: str) -> set[tuple[int, int]]:
    found = {_POLE[one] for word in tokens(text) if (one := stem(word)) in _POLE}
    return {pole for pole in found if (pole[0], 1 - pole[1]) not in found}


def anothers(
    question: Question,
    found: Sequence[Candidate],
    features: Features,
    scores: NDArray[np.float64],
    marked: Sequence[bool],
) -> float:
    """What is left of the confidence where what comes nearest tells plainly of another thing; 1 where it does not.

    So too where the best sentences leave unnamed what is asked for by name, or it is asked how something is done or goes, and the
    best is a row that names it in one cell and says nothing more of what is asked.

    Args:
        question: What is asked.
        found: Candidates.
        features: Measured of them.
        scores: Their log-odds of answering.
        marked: Which tell of another and were put so far behind for it.
    """
    if not len(scores):
        return 1.0
    best = int(np.argmax(scores))
    if any(marked) and float(scores[np.array(marked)].max()) + ELSEWHERE_PENALTY >= scores[best] + BETTER:
        return ANOTHERS
    near = [found[int(at)] for at in np.flatnonzero(scores >= scores[best] - AS_GOOD)]
    asked = set(terms(question.text))
    thing = name_asked(question.text)
    if thing and all(leaves_nameless(item.text, thing, asked) for item in near):
        return ANOTHERS
    row = found[best].kind == "table" and not found[best].extreme and question.type == "how_why"
    if row and (features[best, FEATURES.index("rest")] == 0.0 or _leaves_deed(question.text, found[best])):
        return ANOTHERS
    told_when = only_says_when(question, found, scores)
    return not_dealt_with(question, found, scores) * left_open(question, found, scores) * told_when


def _leaves_deed(question: str, row: Candidate) -> bool:
    """Whether a row says nothing of what is done to a thing ("How is the test calculated?")."""
    deed = _DONE.match(question.strip())
    said = terms(" ".join((row.text, row.header, row.lead, *row.path[-1:])))
    return deed is not None and not set(terms(deed[1])) & set(said)


def name_asked(question: str) -> str:
    """The noun whose name a question asks for ("the name of the college"), as a term; "" where it asks for none."""
    match = _NAME_ASKED.search(question)
    words = tokens((match["of"] or match["thing"]) if match else "")
    return stem(words[-1]) if words else ""


def leaves_nameless(text: str, thing: str, asked: Collection[str]) -> bool:
    """Whether a sentence speaks of "a college" and nothing beside it can be its name.

    Args:
        text: A sentence.
        thing: The noun, as a term.
        asked: Terms of the question.
    """
    words = text.split()
    for at, word in enumerate(words):
        before = [one.lower() for one in words[max(0, at - 4) : at]]
        if thing not in terms(word) or not {"a", "an", "another", "one"} & set(before):
            continue
        clause = _TELLS_MORE.split(" ".join(words[at + 1 : at + 1 + NAME_WORDS]))[0] if word[-1] not in ".;" else ""
        around = " ".join((*words[max(0, at - 4) : at + 1], clause))
        named = [one for one in re.findall(r"(?<!^)\b[A-Z][\w'’-]+", around) if not set(terms(one)) <= set(asked)]
        if not named and not _NAMES.search(around):
            return True
    return False
