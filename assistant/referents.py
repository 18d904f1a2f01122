"""What "it" or "they" of a question stands for: a thing that the question before it names."""

import re

from studyground.assistant.practice.writing.called_people import PEOPLE
from studyground.assistant.practice.writing.mining_verbs import (
    AUXILIARY,
    VERBS,
    base_of,
    gerund_base,
    may_be_noun,
    participle_of,
)
from studyground.assistant.sides import sides_of

_WORD = re.compile(r"\"[^\"]+\"|[“][^”]+[”]|[^\s,;:?!]+[,;:?!]?")
_OPENING = re.compile(
    r"(?:(?:and|but|so|also|then|ok|okay|please|well|if so|in|at|for|on|with|to|by|from|under|over|of|after|against|"
    r"towards?)\b[, ]*)*",
    re.IGNORECASE,
)
_WH = re.compile(r"(?:what|which|who|whom|whose|when|where|why|how)(?:['’]s)?$", re.IGNORECASE)
_HOW = re.compile(
    r"(?:many|much|long|often|soon|far|high|low|hot|cold|big|small|large|old|early|late|fast|likely|bright|thick|deep|wide|"
    r"strong|heavy|quickly|well|close|good|else|exactly|come)$",
    re.IGNORECASE,
)
_KIND = re.compile(r"(?:kinds?|sorts?|types?|parts?|of|the|two|three|four)$", re.IGNORECASE)
_PERSON = re.compile(
    r"(?:i|we|you|they|he|she|it|there|one|people|someone|somebody|anyone|nobody|everybody|this|that|these|those|us|"
    r"me|them|him|her|guide|guides)$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:at|in|for|on|from)$", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:if|when|while|because|since|until|once|so that|without|before|after|by) ", re.IGNORECASE)
_DETERMINER = re.compile(
    r"(?:a|an|the|my|our|your|his|her|their|its|each|every|one|this|that|these|those)$", re.IGNORECASE
)
_STOPS = re.compile(
    r"(?:in|at|for|on|with|to|by|from|under|over|about|into|than|after|before|during|through|without|within|between|"
    r"inside|outside|off|against|towards?|if|when|whether|while|because|since|until|till|so|as|and|or|but|which|who|that|where|not|"
    r"too|also|only|both|still|already|exactly|actually|usually|normally|really|ever|else|instead|back|first|last|safe|"
    r"best|better|more|less|most|least|good|bad|allowed|able|possible|necessary|worth|likely|due|called|[-–—])$",
    re.IGNORECASE,
)
_PAST = frozenset(
    "told said made done given taken held kept left lost met paid put read run sent sold set shut split spread stood thought "
    "thrown understood won written built bought brought caught chosen cut drawn driven eaten fallen fed found frozen gone "
    "grown known laid led lent lit meant seen shown sown spoken spent stored taught worn broken begun got gotten had hit".split()
)
_MORE_VERBS = frozenset("agree feel dig sow bill charge stay mean cost".split())
_NOT_PLURAL = re.compile(r"(?:ss|us|is|ics|[A-Z]S)$")
_ANYBODY = re.compile(r"\b(?:someone|somebody|anyone|anybody|everyone|everybody)\b", re.IGNORECASE)
_DOES_SO = re.compile(
    r"\b(?:a|an|my|our|the|his|her) (?:[\w-]+ )?(?:[a-z]+(?:ist|ian|eer|iner|ager|icer|ator|itor|utor|ctor|lient|tient|ident)|"
    r"friend|guest|child|user|worker|player|speaker|writer|reader|colleague|boss|partner|"
    rf"{'|'.join(sorted(PEOPLE))})$",
    re.IGNORECASE,
)
_EITHER = frozenset("data media people staff team police code software".split())
LONGEST = 7
MOST_ED = 4  # letters of "red", "shed" and "need"
MOST_OF_CLAUSE = 12
MOST_BARE = 3


def referent(previous: str, plural: bool) -> str:
    """The thing that a pronoun of the next question most likely means.

    First what the question asks of ("How long may a *loan* last?"), then the thing asked for ("Which *paper* …"), then what
    it goes on to name; the first of these that is one or several as the pronoun is.

    Args:
        previous: One question, standing alone.
        plural: Whether the pronoun means several things.

    Returns:
        A noun phrase; "" where none is plain.
    """
    sides = sides_of(previous)
    if sides and plural:
        return " and ".join(sides)
    anybody = _ANYBODY.search(previous) if plural else None
    if anybody:
        return anybody.group()
    for phrase in _things(previous):
        kindless = re.sub(r"^the (?:kind|sort|type) of ", "", phrase)
        head = re.split(r"\s+(?:of|that|for)\s+", kindless)[0].split()[-1].strip('"“”')
        several = head.endswith("s") and len(head) > 2 and not _NOT_PLURAL.search(head)
        if several == plural or head.lower() in _EITHER:
            return phrase
    if plural:  # "a friend … how do they"
        return next((phrase for phrase in _things(previous) if _DOES_SO.search(phrase)), "")
    return ""


def told_of(previous: str) -> str:
    """What a question tells of the thing that it asks for: "hay", where "Which shed stores hay?" asks for a shed."""
    words = _words(previous)
    at, asked, auxiliary = _head(words)
    if not asked or auxiliary:
        return ""
    return next((phrase for phrase in (*_named(words[at:]), _plain(words[at:])) if phrase), "")


def named_before(text: str, owned: bool) -> bool:
    """Whether the words before a pronoun name a thing of their own that it can mean: "does the *pump* need its filter".

    The thing that does something is no "it" that it does it to ("does the pump need it"), except in a clause of its own.

    Args:
        text: A question up to its pronoun.
        owned: Whether the pronoun says whose something is.
    """
    if not owned and not _CLAUSE.search(text):
        return False
    words = _words(text if owned else _CLAUSE.split(text)[0])
    at, _, _ = _head(words)
    rest = words[at:]
    for here, word in enumerate(rest):
        if _DETERMINER.match(word) and here + 1 < len(rest) and not _STOPS.match(rest[here + 1]):
            return True
        if word[:1].isupper() and (here or at) and not _PERSON.match(word) and word.lower() not in AUXILIARY:
            return True
    return False


def _things(previous: str) -> list[str]:
    words = _words(previous)
    at, asked, auxiliary = _head(words)
    found: list[str] = []
    if auxiliary:
        subject, after = _subject(words, at, auxiliary)
        if subject and not (len(subject) == 1 and _PERSON.match(subject[0])):
            found.append(_phrase(subject))
        found += [_asked(asked), *_named(words[after:]), _several(words[after + 1 :])]
    elif asked:
        clause = words[at:]
        own = any(re.match(r"(?:i|we|you)$", word, re.IGNORECASE) for word in clause)
        plain = len(asked) == 1 and 0 < len(clause) <= MOST_OF_CLAUSE
        telling = plain and not _STOPS.match(clause[0]) and not own
        phrase = _asked(asked)
        found += [f"{phrase} that {' '.join(clause)}" if phrase and telling else phrase, *_named(clause)]
    else:
        found += _named(words[at:]) or [_plain(words[at:])]
    return [phrase for phrase in found if phrase]


def _words(text: str) -> list[str]:
    """The words of a question, marks off, its opening words ("and", "at") off."""
    body = _OPENING.sub("", " ".join(text.split()).rstrip("?.! "), count=1)
    return [word.rstrip(",;:?!") for word in _WORD.findall(body) if word.strip(",;:?!")]


def _head(words: list[str]) -> tuple[int, list[str], str]:
    """Where what follows the question's head begins, the noun phrase after "which", and the auxiliary ("" without one)."""
    if not words:
        return 0, [], ""
    first = words[0].lower()
    if first == "who" and len(words) > 1 and not _helps(words[1].lower()):
        return 2, [], ""  # "who wrote …"
    if first in AUXILIARY:
        return 1, [], first
    if not _WH.match(first):
        return 0, [], ""
    if first.endswith(("'s", "’s")):
        return 1, [], "is"
    begins = 2 if words[1:2] == ["of"] else 1  # "which of the strategies …"
    stop = 0
    for at, word in enumerate(words[begins : LONGEST + 2], begins):
        low = word.lower()
        if at == begins and _STOPS.match(low):  # "what if …"
            return at, [], ""
        asked = _without_measure(words[begins : stop or at])
        if _helps(low):
            return at + 1, asked, low
        base = base_of(low) or (low if participle_of(low) or low in _PAST or _past(words, at) else "")
        if base and (stop or at == begins or not may_be_noun(base) or _follows_verb(words, at)):
            return stop or at, asked, ""
        if at > begins and not stop and _STOPS.match(low) and low != "of":
            stop = at
    return (stop, _without_measure(words[begins:stop]), "") if stop else (1, [], "")


def _helps(word: str) -> bool:
    return word in AUXILIARY or bool(
        re.match(r"(?:do|does|did|ca|could|wo|would|should|is|are|was|were|has|have)n['’]t$", word)
    )


def _past(words: list[str], at: int) -> bool:
    """Whether a word in -ed that the list of verbs lacks is a verb: "people *laboured* in the mills"."""
    after = words[at + 1] if at + 1 < len(words) else ""
    return bool(re.match(r"[a-z]{3,}ed$", words[at]) and (_STOPS.match(after) or _DETERMINER.match(after)))


def _follows_verb(words: list[str], at: int) -> bool:
    """Whether a form that may be a plural noun is a verb here: "which service *turns* documents into text"."""
    after = words[at + 1].lower() if at + 1 < len(words) else ""
    return bool(after) and not words[at - 1].endswith("s") and not _helps(after) and not base_of(after)


def _without_measure(asked: list[str]) -> list[str]:
    while asked and _HOW.match(asked[0]):
        asked = asked[1:]
    return asked if any(not _KIND.match(word) and not _PERSON.match(word) for word in asked) else []


def _subject(words: list[str], at: int, auxiliary: str) -> tuple[list[str], int]:
    """The words that name what is asked of, after the auxiliary, and where they end; none where the verb comes at once."""
    of_being = auxiliary[:3] in ("is", "are", "was", "wer", "isn", "be")
    here, closed = at, False
    while here < len(words) and here - at < LONGEST + 2:
        word = words[here] if words[here].islower() else "*"  # a name is no verb
        after = words[here + 1].lower() if here + 1 < len(words) else ""
        noun_place = here > at and bool(_DETERMINER.match(words[here - 1]) or words[here - 1].lower() == "of")
        if (
            of_being
            and here > at
            and _PLACE.match(word)
            and words[here + 1 : here + 2]
            and words[here + 1][:1].isupper()
        ):
            here += 2  # "the lighthouse at Skarn"
            continue
        closed = bool(_STOPS.match(word)) or word in _PAST or word == "be" or _helps(word)
        if not of_being and not noun_place and (word in VERBS or word in _MORE_VERBS):
            closed = closed or not (may_be_noun(word) and (after in VERBS or _helps(after)))
        if not noun_place and (participle_of(word) or (of_being and word.endswith("ed") and len(word) > MOST_ED)):
            closed = True
        named = not _DETERMINER.match(words[here - 1]) and not words[here - 1].endswith(
            "s"
        )  # "transfer learning" is one thing
        bare = here > at and named and (words[at].lower() == "one" or not _DETERMINER.match(words[at]))
        if here > at and not noun_place and not bare and of_being and gerund_base(word):
            closed = True
        if closed:
            break
        here += 1
        told = words[here - 1].lower()
        if here - at == 1 and _PERSON.match(told) and (told != "one" or not after or _STOPS.match(after)):
            return words[at:here], here
    if not of_being and here - at > 1 and (here == len(words) or _STOPS.match(words[here].lower())):
        here -= 1  # the verb, which the list of verbs lacks
    return words[at:here], here


def _named(words: list[str]) -> list[str]:
    """Phrases of a stretch that name a thing: after a determiner, or names."""
    found: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        starts = _DETERMINER.match(word) or (word[:1].isupper() and len(word) > 1) or re.match(r"[.\"“]\w", word)
        if not starts or _PERSON.match(word):
            at += 1
            continue
        end = at + 1
        while end < len(words) and end - at < LONGEST:
            low = words[end].lower()
            base = base_of(low)
            if _STOPS.match(low) or low in AUXILIARY or low in _PAST or participle_of(low) or gerund_base(low):
                break
            if base and not may_be_noun(base) and end - at > 1:
                break
            if _DETERMINER.match(low) or (low in VERBS and not may_be_noun(low) and end - at > 1):
                break
            end += 1
        if end - at > 1 or not _DETERMINER.match(word):
            found.append(_phrase(words[at:end]))
        at = end
    return found


def _several(words: list[str]) -> str:
    """Things named without an article right after the verb: "(needs) checkpoints"."""
    end = next((at for at, word in enumerate(words) if _STOPS.match(word) or _helps(word.lower())), len(words))
    return _phrase(words[:end]) if end and end <= MOST_BARE and words[end - 1].endswith("s") else ""


def _plain(words: list[str]) -> str:
    """What a stretch without determiners begins with: "(happens to) ordinary least squares when …"."""
    start = next((at for at, word in enumerate(words) if not _STOPS.match(word) and not base_of(word)), len(words))
    end = next((at for at in range(start, len(words)) if _STOPS.match(words[at])), len(words))
    return _phrase(words[start:end])


def _asked(words: list[str]) -> str:
    """The thing asked for: "which paper" asks for "the paper"."""
    phrase = _phrase(words)
    return phrase if not phrase or phrase.startswith("the ") else f"the {phrase}"


def _phrase(words: list[str]) -> str:
    """A noun phrase as it stands in a question, "a loan" as "the loan"."""
    kept = list(words)
    while kept and _STOPS.match(kept[-1]):
        kept.pop()
    article = bool(kept) and bool(_DETERMINER.match(kept[0]))
    if article and kept[0].lower() not in ("my", "our", "your"):
        kept = kept[1:]
    if not kept or all(_PERSON.match(word) for word in kept):
        return ""
    named = kept[0][:1].isupper() or kept[0][0] in '."“' or kept[0].lower() in ("my", "our", "your")
    return " ".join(kept) if named or not article else f"the {' '.join(kept)}"
