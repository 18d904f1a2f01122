"""A question that leans on what went before ("and in Canada?") made to stand alone."""

import re
from collections.abc import Sequence

from studyground.assistant.answer import Turn
from studyground.assistant.practice.writing.mining_verbs import VERBS, may_be_noun
from studyground.assistant.question import parts_of
from studyground.assistant.referents import named_before, referent, told_of
from studyground.assistant.sides import sides_of
from studyground.ingest.terms import STOP_WORDS, stem, tokens

TURNS_KEPT = 4
_OPENER = re.compile(
    r"^(?:(?:and|but|so|ok|okay|then|also|or|well|right|thanks?|thank you|hmm|now)\b[ ,.]*)*"
    r"(?:(?:what|how) about|and|what if (?:it is|it's)|or|same for|as for|now for|versus|vs\.?)\b[ ,]*",
    re.IGNORECASE,
)
_AND = re.compile(r"^(?:and|but|so|ok|okay|then|also|well|right|now|thanks?|thank you|hmm)\b[ ,.]*", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|she|him|her|his|this(?: one)?|that(?: one)?|these|those|"
    r"(?:the )?(?:former|latter|other one|second one|first one|same)|(?:the )?(?<!\d )one)\b",
    re.IGNORECASE,
)
_ONE_OF_A_KIND = (  # "may one standard run take", "is there one number": no pronoun
    r"\b(?:may|can|could|does|do|did|must|should|will|would|there|with|over|per|at least|only|just|than) one"
    r"(?= (?!(?:is|are|was|were|in|on|at|for|to|of|with|from|by|when|if|that|do|does|can|should|or|and|than)\b)\w)|"
)
_NO_ANTECEDENT = re.compile(
    _ONE_OF_A_KIND
    + r"\bis it (?:true|possible|worth|necessary|ok|better|safe|important|a good idea)\b|\bit (?:is|was) (?:true|said)\b|"
    r"\b(?:that|this|these|those) (?!one\b|one's\b)[a-z]{3,}\b(?<!\bthis is)(?<!\bthat is)|\bsuch that\b|"
    r"\bso that\b|\bthe same\b(?= (?:time|as))|"
    r"\b(?:says?|means?|know|think|believe|learn|ensure|sure|guarantee|model|one|something|anything|service|"
    r"algorithm|data|"
    r"tool|method|way|technique|thing) that\b|\bone[- ](?:hot|vs|versus|way|shot|to)\b|\bwhich one\b|\bone of\b|"
    r"\bthey (?:(?:never|also|just|only|have|had|did|don['’]t|didn['’]t|haven['’]t) ){0,2}"
    r"(?:tell|told|say|said|ask|asked|warn|warned|promised?|refused?|"
    r"(?:give|gave|let|allow|allowed|charge|charged)(?= (?:you|me|us|one|people)\b))\b",  # people, whom nobody has named
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(?:former|latter|other|second|first|last) (?:one|kind|type|option)?\b|\b(?:that|this) (?:one|number|figure)\b",
    re.I,
)
_ELLIPTIC = re.compile(
    r"\b(?:the other (?:one|kind|type|option|way)|(?:which|either|one|both) of (?:the two|them|these|those)|"
    r"the (?:two|second|first|last) ?(?:one)?s?\??$|"
    r"(?:that|this|these|those) (?:number|figure|value|case|one|kind|approach|method|option|setting|limit|stage|"
    r"step)s?)\b",
    re.IGNORECASE,
)
_PREPOSITION = r"(?:in|at|for|on|with|from|to|of|by|about|under|within|without|using|during|when|if|between)"
_TRAILING = re.compile(
    rf"\s+({_PREPOSITION})\s+((?:(?!\b{_PREPOSITION}\b)[^?.!,;])+)(?=[?.!,;]|\s+{_PREPOSITION}\b|$)", re.IGNORECASE
)
_CLOSING_VERB = re.compile(
    r"\s+(?:take|last|work|cost|mean|have|need|do|run|keep|help|happen|weigh|contain|hold|start|begin|end|arrive|expire|live|"
    r"stand|earn|say|cover|include|look like|differ|apply|exist|support|store|return)$",
    re.IGNORECASE,
)
_NAMES_IT = re.compile(
    r"(?:what|who)(?:['’]s| is| are| was| were) (?:an?|the) (?:[\w-]+ ){1,4}[\w-]+[?.! ]*$", re.IGNORECASE
)
_KIND_OF_ONE = re.compile(
    r"\bthe (?!(?:same|only|right|wrong|best|last|next|former|latter|other|first|second|new|old)\b)[a-z-]+ $", re.I
)
_OWNER = re.compile(
    r"^(?:how (?:many|much|long|often)|what|which)\b(?: \w+){1,3}? (?:do|does|did|can|could|may|should) (.+)$",
    re.IGNORECASE,
)
_QUESTION_WORD = re.compile(
    r"^(?:what|which|who|whom|whose|when|where|why|how|is|are|does|do|did|can|could|should|would|will|was|were|"
    r"has|have|"
    r"explain|list|name|define|describe|compare|tell|give|show)\b",
    re.IGNORECASE,
)

# "What does leakage do?" names what it asks of; "What is the limit?" does not say whose.
_ASKS_OF_ITSELF = re.compile(
    r"^(?:what (?:is|are|does|do)|define|explain|describe) (?!the\b|its\b|their\b|it\b|they\b|there\b|this\b|that\b)\w",
    re.IGNORECASE,
)


def standalone(question: str, history: Sequence[Turn]) -> str:
    """A question with what it leaves out filled in from the conversation.

    Args:
        question: As typed.
        history: Earlier turns, oldest first; only the last few are looked at.

    Returns:
        The question itself when it stands alone or there is no history.
    """
    asked = " ".join(question.split())
    if not history or not asked:
        return asked
    previous = _last_full(history)
    asked = _which_of_these(asked, previous)
    rest = _AND.sub("", asked).strip()
    opener = _OPENER.match(asked)
    tail = asked[opener.end() :].strip() if opener else rest
    if opener and _leans(tail) and not _QUESTION_WORD.match(tail) and topic_of(previous):
        return f"What is {_with_topic(tail.rstrip('?.! '), topic_of(previous))}?"
    if (opener or _AND.match(asked)) and not _QUESTION_WORD.match(tail) and len(tail.split()) <= 12:
        return _swapped(previous, tail)
    if len(tail.split()) <= 4 and not _QUESTION_WORD.match(tail) and not _content(tail) & _content(previous):
        return _swapped(previous, tail)
    bare = re.fullmatch(
        r"(why|how|how so|why not|when|where|who|how much|how many|for example|such as|like what)\b[?.! ]*", rest, re.I
    )
    if bare:
        return f"{bare.group(1).capitalize()}: {previous}"
    if _leans(rest):
        return _filled_in(rest, previous)
    if _ELLIPTIC.search(rest):
        return f"{rest.rstrip('?.! ')} ({previous.rstrip('?.! ')})?"
    place = _PLACE_ASKED_OF.search(previous)
    if place and _OF_PEOPLE.search(rest) and len(_content(rest)) <= 2:
        return f"{rest.rstrip('?.! ')} {place['place']}?"  # "how long do they give you" on the test asked of before
    if _QUESTION_WORD.match(rest) and len(_content(rest)) <= 2 and len(rest.split()) <= 6:
        topic = topic_of(previous)
        own = _ASKS_OF_ITSELF.match(rest) or _names_something(rest)
        if topic and not _content(topic) & _content(rest) and not own:
            return f"{rest.rstrip('?.! ')} ({previous.rstrip('?.! ')})?"
    return asked


def _filled_in(asked: str, previous: str) -> str:
    """A question with what its first pronoun stands for, or with the question before where that is not plain."""
    pronoun = _pronoun(asked)
    word = pronoun.group().lower() if pronoun else ""
    if pronoun and word in _OF_THINGS:
        if named_before(asked[: pronoun.start()], word in ("its", "their", "theirs")):
            return asked
        thing = referent(previous, word.startswith("the"))
        if thing:
            return _with_topic(asked, thing)
    topic = "" if _WHOLE_DEED.search(asked) else topic_of(previous)
    if topic and not _ORDINAL.search(asked) and not _is_deed(topic):
        return _with_topic(asked, referent(previous, plural=False) or topic)
    return f"{asked.rstrip('?.! ')} ({previous.rstrip('?.! ')})?"


_WHOLE_DEED = re.compile(r"^(?:and )?(?:when|where|why|how) (?:is|was) (?:this|that)[?.! ]*$", re.IGNORECASE)
_OF_PEOPLE = re.compile(
    r"\bthey (?:give|gave|let|allow|allowed|charge|charged) (?:you|me|us|one|people)\W*$", re.IGNORECASE
)
_PLACE_ASKED_OF = re.compile(
    r" (?P<place>(?:in|at|on|for|during) (?:the|an?|my|our|your) [\w-]+(?: [\w-]+)?)\W*$", re.IGNORECASE
)
_OF_THINGS = frozenset("it its they them their theirs".split())


def _is_deed(topic: str) -> bool:
    """Whether what was asked about is a deed ("cancel something bought online"): no "they" stands for that."""
    first, _, rest = topic.partition(" ")
    return bool(rest) and first in VERBS and not may_be_noun(first)


_WHICH_ONE = re.compile(r"^((?:and|but|then|also)\b,? )*(which|what) one(?P<many>s)?\b", re.IGNORECASE)
_WHICH_ELSE = re.compile(rf"^(?:(?:and|but)\b,? )?which (?!of\b)(?={_PREPOSITION} )", re.IGNORECASE)
_NO_NOUN = r"(?:one|of|is|are|was|were|do|does|did|can|could|should|would|will|has|have|had|must|may|might)\b"
_WHICH_NOUN = re.compile(
    rf"\b(?:which|what) (?P<noun>(?:(?!{_NO_NOUN})[\w-]+ ){{0,3}}?(?!{_NO_NOUN})[\w-]+) (?:is|are|was|were|do|does|did|can|could|"
    r"should|must|has|have|had|will|would|may|might|[a-z]+(?<![sui])s|[a-z]+ed)\b",
    re.IGNORECASE,
)

_WHICH_OF_TWO = re.compile(
    r"^(?:(?:and|but|so)\b,? )*which(?: one| of (?:them|the two|these|those))? (?:when|if|for|in|to)\b", re.I
)
_CAN = r"(?:can|could|should|must|do|does|did|will|would|may|might)"
_WHICH_BARE = re.compile(
    rf"^(?:(?:and|but)\b,? )*(?P<which>which) (?={_CAN} (?:i|we|you|they|it|one)\b)", re.IGNORECASE
)
_WHICH_OF_KIND = re.compile(
    rf"^which (?P<noun>(?:[\w-]+ of )?[\w-]+(?: (?!of\b)[\w-]+)?) {_CAN} (?:i|we|you|they|it|one)\b", re.IGNORECASE
)


def _which_of_these(asked: str, previous: str) -> str:
    """What “and which one turns text to speech?” asks after “which service turns …?”: which service does."""
    sides = sides_of(previous)
    if sides and _WHICH_OF_TWO.match(asked):
        return f"{sides[0]} or {sides[1]}, {_AND.sub('', asked)}"
    bare, of_kind = _WHICH_BARE.match(asked), _WHICH_OF_KIND.search(previous)
    if bare and of_kind:
        return f"{bare['which']} {of_kind['noun']} {asked[bare.end() :]}"
    noun = _WHICH_NOUN.search(previous)
    if noun is None:
        several = referent(previous, plural=True) if _WHICH_ONE.match(asked) else ""
        return _WHICH_ONE.sub(lambda match: f"{match.group(2)} of {several}", asked, count=1) if several else asked
    if _WHICH_ONE.match(asked):
        told = _WHICH_ONE.sub(lambda match: f"{match.group(2)} {noun['noun']}", asked, count=1)
        pronoun = _pronoun(told)
        thing = told_of(previous) if pronoun and pronoun.group().lower() in _OF_THINGS else ""
        return _with_topic(told, thing) if thing else told
    if _WHICH_ELSE.match(asked):  # "and which for oak?"
        return _swapped(previous[noun.start() :], _WHICH_ELSE.sub("", asked))
    return asked


def asked_one_by_one(question: str) -> list[str]:
    """The questions a question asks, each standing alone; itself when it asks one."""
    parts = parts_of(question)
    if len(parts) > 1 and _said_with_each(parts):  # what "it" means stands in front of each part
        return [_which_of_these(part, parts[0]) if at else part for at, part in enumerate(parts)]
    return [standalone(part, [Turn(parts[0], "")]) if at else part for at, part in enumerate(parts)] or [question]


def _said_with_each(parts: Sequence[str]) -> bool:
    """Whether the same words stand before each part: "My dough is sticky. What …?", "My dough is sticky. Why …?"."""
    first = re.split(r"[,.;:] ", parts[0], maxsplit=1)[0].lower()
    return len(first) < len(parts[0].rstrip("?")) and all(part.lower().startswith(first) for part in parts)


def topic_of(question: str) -> str:
    """What a question is about: its longest run of content words, names first."""
    text = re.sub(r"[?.!]+\s*$", "", question)
    between = re.search(r"\bdifferences? between (.+)$", text, re.IGNORECASE)
    if between:
        return between.group(1)
    owner = _OWNER.match(text)
    text = owner.group(1) if owner else _QUESTION_WORD.sub("", text, count=1)
    text = text if _NAMES_IT.match(question) else _CLOSING_VERB.sub("", text)
    runs = re.split(
        r"[,;:()?]|\b(?:built|made|written|founded|invented|used|found|known|is|are|was|were|be|been|does|do|did|"
        r"can|could|should|would|will|has|have|had|used|use|uses|using|work|works|"
        r"mean|means|need|needs|make|makes|happen|happens|and|or|to|in|on|for|with|of|from|by|when|if|than|that|"
        r"which|who|what|how|why|"
        r"i|we|you|they|it|my|our|me|a|an|the|not|good|best|better|most|main|many|much|long|often|soon|difference|"
        r"about|there)\b",
        text,
        flags=re.IGNORECASE,
    )
    scored = [(_weight(run), -at, run.strip()) for at, run in enumerate(runs) if run and run.strip()]
    return max(scored)[2] if scored else ""


def _weight(run: str) -> float:
    words = [word for word in run.split() if word.lower() not in STOP_WORDS]
    names = sum(any(c.isupper() for c in word) or any(c.isdigit() for c in word) for word in words)
    return len(words) + 2 * names


def _last_full(history: Sequence[Turn]) -> str:
    """The last question that stands alone, the ones after it resolved against it in turn."""
    full = ""
    for turn in list(history)[-TURNS_KEPT:]:
        text = " ".join(turn.question.split())
        full = standalone(text, [Turn(full, "")]) if full else text
    return full


def _leans(text: str) -> bool:
    return bool(_PRONOUN.search(_NO_ANTECEDENT.sub(" ", text)))


def _pronoun(text: str) -> re.Match[str] | None:
    """The first pronoun that needs something to stand for."""
    return _PRONOUN.search(_NO_ANTECEDENT.sub(lambda match: "\0" * len(match.group()), text))


def _with_topic(text: str, topic: str) -> str:
    """Put the topic where the first pronoun that needs one stands."""
    match = _pronoun(text)
    if match is None:
        return text
    word = match.group().lower()
    if word == "one" and _KIND_OF_ONE.search(text[: match.start()]) and len(topic.split()) > 1:
        topic = topic.split(maxsplit=1)[1]  # "the cold one" after "the dry store": the cold store
    owned = word in ("its", "their", "his", "her", "theirs")
    put = f"{topic.split(' that ')[0]}'s" if owned else topic
    return text[: match.start()] + put + text[match.end() :]


def _swapped(previous: str, tail: str) -> str:
    """The question before with one of its parts exchanged for a new one of the same make.

    "What is the average salary in the US?" + "in Canada?" asks for the average salary in Canada.
    """
    new = tail.strip(" ?.!,")
    new = re.sub(r"^(?:the )?(?:case|situation) (?:of|in)\s+", "", new)
    match = re.match(rf"({_PREPOSITION})\s+(.+)$", new, re.IGNORECASE)
    base = previous.rstrip("?.! ")
    if match:
        preposition = match.group(1).lower()
        same = [found for found in _TRAILING.finditer(base) if found.group(1).lower() == preposition]
        places = [found for found in same if _alike(found.group(2), match.group(2))]
        if places:
            found = places[-1]
            return f"{base[: found.start()]} {new}{base[found.end() :]}?"
        return f"{base} {new}?"
    swapped = _exchange(base, new)
    return swapped if swapped else f"{base} ({new})?" if _QUESTION_WORD.match(base) else f"{base}, {new}?"


def _exchange(base: str, new: str) -> str:
    """Put a new subject in the place of the old one."""
    topic = topic_of(base)
    if not topic:
        return ""
    head = stem(tokens(new)[-1]) if tokens(new) else ""
    for found in _TRAILING.finditer(base):
        words = tokens(found.group(2))
        if words and (stem(words[-1]) == head or _both_names(found.group(2), new)):
            return f"{base[: found.start(2)]}{new}{base[found.end(2) :]}?"
    first, *others = topic.split()
    if others and len(new.split()) == 1 and _coded(first) and _coded(new):
        new = " ".join([new, *others])
    at = base.lower().rfind(topic.lower())
    return f"{base[:at]}{new}{base[at + len(topic) :]}?" if at >= 0 else ""


def _coded(word: str) -> bool:
    """Whether a word is a code such as L1, F1 or GPT-4, which needs the noun after it."""
    return any(c.isdigit() for c in word) or (word.isupper() and len(word) < 4)


def _both_names(one: str, other: str) -> bool:
    return all(word[:1].isupper() for text in (one, other) for word in text.split() if word.lower() not in STOP_WORDS)


def _alike(one: str, other: str) -> bool:
    """Whether two phrases after the same preposition could stand for each other: both names, or both not."""
    named = [any(word[:1].isupper() for word in text.split()) for text in (one, other)]
    return named[0] == named[1] or not named[0]


def _names_something(text: str) -> bool:
    return any(word[:1].isupper() or any(c.isdigit() for c in word) for word in text.split()[1:])


def _content(text: str) -> set[str]:
    return {stem(token) for token in tokens(text) if token not in STOP_WORDS}
