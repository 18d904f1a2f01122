"""Instructions cut out of a rule: one verb or a chain of them, whole, and saying what they are about."""

import re
from itertools import pairwise

from studyground.assistant.practice.writing.mining_clauses import cut
from studyground.assistant.practice.writing.mining_language import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    balanced,
    stands_alone,
    tidy,
)
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_verbs import (
    AUXILIARY,
    VERBS,
    base_of,
    gerund_base,
    may_be_noun,
    participle_of,
)
from studyground.assistant.practice.writing.phrasing import absolute, plural
from studyground.ingest.terms import terms

LEAST_WORDS, MOST_WORDS = 2, 22
SAYS_ENOUGH = 6  # words of an instruction about nothing but a patient or a result
BARE = 3  # words of a verb with "the" and a noun
COMMA_FROM = 14  # words of two instructions that a comma parts
# Verbs that tell to do something and that no thing is the subject of.
_MORE = frozenset(
    "roll sound alert restart flush feel double head land reload escalate contact quarantine precompute hang knock kneel "
    "unplug evacuate elevate soak simmer knead whisk scrape peel sieve wipe sanitise sanitize disinfect defrost thaw hoist "
    "anchor tack reef moor row bail book phone email page shout swap discharge ventilate rinse drain lock unlock log "
    "fall sit lay refrigerate freeze water mulch weed prune sow transplant polish varnish sand glue clamp bandage dispose "
    "label scrub spray sprinkle spread lengthen loosen soften renew mute rest wet raft suspect hit pack seed scale dig "
    "ring rename retest backwash reboot".split()
)
# What does nothing to the matter itself, or only speaks to a reader.
_NO_ACT = frozenset(
    "note see remember recall let be do have think consider imagine suppose say read learn know want need expect notice observe "
    "refer get mean become seem plan depend suffer happen occur exist belong include contain follow accept like love feel "
    "book focus mind study prepare practise practice memorise memorize go come lie stand fail lose avoid".split()
)
# Any of these may be right in a case that its guide gives another instruction for.
_CAREFUL = frozenset(
    "check assess review report tell inform ask record document verify monitor look assume investigate alert call contact "
    "notify warn watch evaluate log escalate measure repeat listen avoid keep stay ensure confirm examine inspect pause "
    "page phone shout observe compare wash clean disinfect sanitise sanitize wear wipe".split()
)
_ANYWHERE = frozenset("stop wait help proceed continue begin decide phone telephone leave".split())
_LEAD = re.compile(
    r"^(?:then|always|please|simply|just|first|immediately|also|at once|instead|in that case|next|now|rather|better|ideally),? ",
    re.IGNORECASE,
)
_FIRST = re.compile(r",? first$")
_LAST = re.compile(r",? (?:instead|then|too|as well|ideally|for now)$")
_CUTS = re.compile(
    r"\s+[–—]\s.*$|, otherwise\b.*$|,? (?:or else|else|over|instead of|rather than|and not|in place of|before giving up|"
    r"and never|but never|never|before you)\b.*$|"
    r",? (?:which|whereas|while|who|so that|as if|as though)\s.*$|: .*$|, (?:so|as|or|not) .*$|,? (?:because|since) .*$"
)
_BRACKET = re.compile(r"\s*\([^()]*\)")
_CHAIN = re.compile(r",\s+(?=(?:and |but |or |and then |then )?[a-z-]+\b)")
_SMALL = re.compile(
    rf"(?:{'|'.join((*AUXILIARY, *DETERMINERS, *PREPOSITIONS, *PRONOUNS, *SUBORDINATORS, *_NO_ACT))}|and|or|but|not|such|"
    r"then|now|\w+(?:ing|ed|ly|s))$",
    re.IGNORECASE,
)
_DONE_ALONE = frozenset("stops starts fails runs works begins ends rises falls drops ceases continues happens".split())
_SAFETY = re.compile(r"(?:switch|turn|shut|power) (?:off|down)|unplug|isolate|evacuate|disconnect", re.IGNORECASE)
_JOINED = re.compile(r"^(?:and then|and|but|or|then) ")
_ELSEWHERE = re.compile(
    r"\b(?:this|these|those|such|here|there|above|below|following|previous|next|section|chapter|another|others?|"
    r"same(?! (?:day|hour|week|evening|morning|night|shift|time)\b)|ours?|mine|"
    r"if|when|whenever|unless|whether|you|we|I|us|me|my|some|step|he|she|his|her|him|said|so)\b"
)
_OBJECTS = frozenset("the a an each every all any both".split())  # no noun stands before them: "Hoist the ball"
_PARTICLES = frozenset("up out down back off on in over".split())
_OWN = re.compile(r"\b(?:it|them|its|their|they)\b")
_SAME_VERB = re.compile(r"^(?:(?i:prefer) |(?i:take) (?=[A-Z]))")
_PREFERRED = re.compile(r"^((?i:prefer) [^,;]+?) to .*$")
_HABITS = frozenset(terms("soap gloves hygiene backup backups helmet lifejacket logs"))  # of which no case has too much
_NAMELESS = frozenset(
    terms("patient team data problem manager doctor supervisor result figure thing case situation person time")
)


def harmless(text: str) -> str:
    """A phrase without the words that point out of it in other places: a "figure" that one doubles is no picture."""
    text = re.sub(r"\b(?:figures?|candidates?|chapter)\b", "number", text)
    text = re.sub(r"\byour own\b", "the", text)
    text = re.sub(r"\bone\b(.*)\bthe other\b", r"one\1the second", text)
    return re.sub(r"\b(?:often|more|most|up|off|out|down|on|in|over|usually)$", "now", text)


def commands(word: str) -> bool:
    """Whether a word in its base form can tell somebody to do something."""
    low = word.casefold().strip(",.:")
    again = re.match(r"re-?(?=[a-z]{3})", low)
    return (
        low not in _NO_ACT
        and low not in AUXILIARY
        and (low in VERBS or low in _MORE or bool(again and low[again.end() :] in VERBS))
    )


def tells(text: str) -> bool:
    """Whether a phrase opens with an instruction, and not with a noun that looks like one."""
    words = _LEAD.sub("", text).split()
    hidden = len(words) > 1 and words[1].casefold() in _OBJECTS and words[0].isalpha() and not _SMALL.match(words[0])
    if not words or not (commands(words[0]) or hidden) or (words[0].isupper() and len(words[0]) > 1):
        return False
    second = words[1].casefold().strip(",.") if len(words) > 1 else ""
    if second in AUXILIARY or (base_of(second) and not may_be_noun(base_of(second))):
        return False
    third = words[2].casefold().strip(",.") if len(words) > 2 else ""
    if second in _DONE_ALONE and (not third or third in SUBORDINATORS):
        return False  # "Capture stops when …"
    if third in AUXILIARY and second not in DETERMINERS:
        return False
    if (
        base_of(second)
        and third
        and third not in PREPOSITIONS
        and third not in SUBORDINATORS
        and third not in ("and", "or")
    ):
        return False  # "Records measures nobody asked for"
    # a main clause has a finite verb or is an instruction
    return not may_be_noun(words[0].casefold()) or not has_finite_verb(f"it {' '.join(words[1:]).split(', ')[0]}")


def act_of(text: str, subject: str = "") -> tuple[str, bool]:
    """An instruction as an option would have it, its verb first, and whether it comes first of all; "" for none.

    Args:
        text: The clause that tells what to do.
        subject: What the case is about ("a patient"), which a pronoun may stand for.
    """
    phrase, _ = cut(_CUTS.sub("", _BRACKET.sub("", _LEAD.sub("", text.strip()))), one_clause=False)
    phrase = _LAST.sub("", tidy(re.sub(r"\byour\b(?! own\b)", "the", _PREFERRED.sub(r"\1", phrase))))
    first = bool(_FIRST.search(phrase)) or bool(re.match(r"first\b", text.strip(), re.IGNORECASE))
    phrase, cut_short = _chained(_FIRST.sub("", phrase)) if phrase else ("", False)
    phrase = _SAME_VERB.sub("use ", _named(phrase, subject))
    words = phrase.split()
    if not LEAST_WORDS <= len(words) <= MOST_WORDS or not tells(phrase) or not balanced(phrase):
        return "", False
    rest = " ".join(words[1:])
    if (
        _ELSEWHERE.search(rest)
        or re.search(r'[“”"=|]|\b(?:have|with|of|to|use) one$', rest)
        or absolute(phrase)
        or _second_verb(words)
    ):
        return "", False
    if (
        not stands_alone(harmless(phrase), 1, MOST_WORDS)
        or _hangs(words)
        or not (set(terms(rest)) or rest in _PARTICLES)
    ):
        return "", False
    return phrase[:1].upper() + phrase[1:], first or cut_short


def _chained(phrase: str) -> tuple[str, bool]:
    """A chain of instructions with "and" before its last, and whether it was cut after its second; "" for other commas."""
    parts = _CHAIN.split(phrase)
    kept = [parts[0]]
    for at, part in enumerate(parts[1:], 1):
        bare = _JOINED.sub("", part)
        word = bare.split()[0]
        if tells(bare) or bare.startswith("do not ") or word in VERBS:
            kept.append(bare if at < len(parts) - 1 else part)
        elif participle_of(word) or gerund_base(word) or word in ("not", "never", "preferably", "even"):
            break
        elif at == 1 and re.search(r"\b(?:and|or) ", parts[-1]) and not any(map(tells, parts[1:])):
            return phrase, False  # a list of things
        else:
            return "", False
    if len(kept) == 1:
        return kept[0], False
    cut_short = len(" ".join(kept).split()) > MOST_WORDS
    kept = kept[:2] if cut_short else kept
    joined = _JOINED.match(kept[-1]) or any(map(tells, re.split(r" and (?:do not )?", kept[-1])[1:]))
    last = kept[-1] if joined else f"and {kept[-1]}"
    comma = "," if len(kept) == LEAST_WORDS and len(" ".join(kept).split()) > COMMA_FROM else ""
    comma = "," if joined and not _JOINED.match(kept[-1]) else comma
    return f"{', '.join(kept[:-1])}{comma} {last}", cut_short


def _named(phrase: str, subject: str) -> str:
    """An instruction whose first pronoun is what the case is about, by its noun; "" where nothing says what it stands for."""
    words = phrase.split()
    at = next((n for n, word in enumerate(words) if _OWN.fullmatch(word.strip(",.").casefold())), -1)
    if at < 0:
        return phrase
    before = [word for word in words[1:at] if set(terms(word)) and not commands(word)]
    if before:
        return phrase
    noun = re.sub(r"^(?:an?|the|one|any) ", "the ", subject)
    word, mark = words[at].strip(",").casefold(), "," if words[at].endswith(",") else ""
    single = subject.split()[0].casefold() in ("a", "an", "one", "the") and not plural(subject) if subject else False
    fits = (word == "it" and single) or (word == "them" and bool(subject))
    return " ".join((*words[:at], noun + mark, *words[at + 1 :])) if fits else ""


def _second_verb(words: list[str]) -> bool:
    """Whether a finite verb stands in what should be one instruction ("Batch runs …")."""
    for at, word in enumerate(words[1:], 1):
        base = base_of(word.casefold().strip(",."))
        if base and not may_be_noun(base):
            return not any(one.casefold() in SUBORDINATORS or one == "whatever" for one in words[1:at])
        if word.casefold() in ("is", "are", "must", "can", "will", "should", "has"):
            return not any(one.casefold() in SUBORDINATORS or one == "whatever" for one in words[1:at])
    return False


def _hangs(words: list[str]) -> bool:
    """Whether the object is a bare adjective ("Use batch") or missing ("Take")."""
    return (
        len(words) == LEAST_WORDS
        and words[0].casefold() in ("take", "use", "choose", "prefer", "pick")
        and words[1].islower()
    )


def shorter(act: str) -> tuple[str, ...]:
    """The opening instructions of a chain, for an option that has to be shorter: two of several, and the first alone."""
    parts = [_JOINED.sub("", part) for part in re.split(r",\s+| (?=and (?:do not )?[a-z]+ )", act)]
    if len(parts) == 1 or not all(tells(part) for part in parts):
        return ()
    return (
        *([f"{parts[0]} and {parts[1]}"] if len(parts) > LEAST_WORDS else ()),
        *([parts[0]] if " " in parts[0] else ()),
    )


def general(act: str) -> bool:
    """Whether an instruction is good practice anywhere, or says so little that it could be right in any case."""
    words = act.split()
    named = [
        word for before, word in pairwise(words) if not (word.islower() and commands(word)) or before in DETERMINERS
    ]
    own = {term for word in named for term in terms(word)} - _NAMELESS
    bare = len(words) <= BARE and (len(words) == LEAST_WORDS or words[1] == "the") and act[1:] == act[1:].lower()
    vague = not own and len(words) < SAYS_ENOUGH
    return words[0].casefold() in _CAREFUL or vague or bare or bool(_SAFETY.match(act) or _HABITS & set(terms(act)))


def fits_many(act: str) -> bool:
    """Whether some part of an instruction could be right in cases of other chapters too: to stop, to wait, to ask somebody."""
    return any(word in _CAREFUL or word in _ANYWHERE for word in re.findall(r"[a-z]+", act.casefold()))


def unclear(act: str) -> bool:
    """Whether an instruction is about a word that its passage must explain ("Raise the wait")."""
    words = act.casefold().split()
    return len(words) == BARE and words[1] == "the" and commands(words[2])
