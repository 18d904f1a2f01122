"""A clause as the name that it opens with and what it says of that name, verbatim, so that it could be said of another."""

import re

from studyground.assistant.practice.writing.distinct_rivals import Said
from studyground.assistant.practice.writing.mining_clauses import cut
from studyground.assistant.practice.writing.mining_language import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    tidy,
)
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_told import parted
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of, gerund_base, may_be_noun
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.praise import praises
from studyground.assistant.practice.writing.vocabulary import singular
from studyground.ingest.terms import terms

MOST_NAME = 4  # words
LEAST_WORDS, MOST_WORDS = 2, 20  # of what is said
ASIDE = re.compile(r"\s\([^()]{1,80}\)(?!\w)")
_AUXILIARY = frozenset("is are can has have does may".split())
# What points at something outside the clause; "it" behind "than" or "that" is the subject, and so is "its".
_HANGS = re.compile(
    r"\b(?:this|these|such|others?|the same|also|instead|there|here|then|your|we|our|us|my|nothing|opposite|hardly|former|latter|"
    r"himself|herself|as well|another|not|cannot|the two|"
    r"(?:both|either|neither)(?= of\b|[,.]|$)|the ones?(?! (?:in|of|that|with|from|who)\b)|"
    r"those(?! (?:in|of|that|with|from|who|before|after)\b)|(?:in|of|to|for|at|from|with|on|by) that(?! of\b))\b|"
    r"\b(?:too|so|below|(?<!from )above)(?=[,.]|$)|"
    r"(?<!\bthan )(?<!\bthat )(?<!\bbefore )(?<!\bafter )(?<!\buntil )(?<!\bonce )(?<!\bas )\bit\b|"
    r"\bthat (?:\w+ion|rule|case|way|point|limit)\b|\b(?:interviews?|exams?|salar\w+|careers?)\b|[?!{}<>=_`“”\"\\:()—–]",
    re.IGNORECASE,
)
# What these point at stands beside them.
_IN_ITSELF = re.compile(r"\bone (?:\w+ ){0,2}another\b|\b(?:which|what) \w+ it\b")
_THEIRS = re.compile(r"\b(?:they|them|their|theirs)\b")
_POINTS = re.compile(
    r"^(?:this|that|these|those|such|here|there|they|we|you|i|it|its|their|each|both|some|many|most|all|other|another|as|in|if|"
    r"when|while|for|to|with|by|on|at|from|after|before|although|because|since|unlike|one|any|every|no|not|what|how|why|only|"
    r"which|who|use|take|choose|first|second|third|next|last|finally|today|now|so|nearly|almost|two|three|four|five|my|your|our|"
    r"another|everybody|somebody|nobody|people|whoever|whatever)\b",
    re.IGNORECASE,
)
# What a passage speaks of in passing: "the result", "the table".
_PASSING = frozenset(
    "result answer appendix page table figure example section chapter part step exam course question candidate guide book rule "
    "idea reason "
    "difference contrast remedy fix default limit price cost point problem advantage drawback following thing way case".split()
)
_BROKEN = re.compile(r"\b(?:between (?!(?:\w+ )?\w+s\b)|both )(?:(?!\band\b).)*$|\b(?:of|in|to|the|an?|and|or)$")
_OTHER_WORDS = re.compile(r", (?:in other words|that is|i\.e\.|or rather)\b.*$")
_SECOND = re.compile(r", (?:and|but) |,? and (?=(?:is|are|has|have|can)\b)")
# A word that most options of a question have and one lacks, and what is said by way of a picture or in praise.
_TELLTALE = re.compile(
    r"\b(?:always|never|completely|totally|entirely|absolutely|impossible|invariably|guarantee\w*|usually|often|sometimes|generally|"
    r"frequently|rarely|occasionally|typically|mostly|seldom|commonly|normally|regularly|perhaps|probably|backbone|"
    r"foundations?|cornerstones?|journey|success\w*)\b|^(?:mimics?|resembles?|mirrors?|looks? like|feels?)\b|\d$|"
    r", (?:can|has|have|is|are|uses?)\b|[\[\]^−]",
    re.IGNORECASE,
)
_LIST_GOES_ON = re.compile(r"^,? (?:which|who|where)\b[^,]*, (?:and|or) (?:an?|the) ")


def said_of(clause: str, line: Line) -> Said | None:
    """What a clause says of the name it opens with; None where it opens with none, or what it says cannot be lifted out.

    Args:
        clause: One clause without its conjunction.
        line: The sentence it stands in.
    """
    clause = ASIDE.sub("", clause).strip(" .")
    if _POINTS.match(clause):
        return None
    clause = _without_examples(clause)
    made = (_said(found, line) for found in (parted(clause), _parted(clause)) if found)
    return next(filter(None, made), None)


def _without_examples(clause: str) -> str:
    """A clause without the examples that stand between its subject and its verb."""
    subject, such, rest = clause.partition(" such as ")
    after = rest.split()
    if not such or len(subject.split()) > MOST_NAME or "," in subject:
        return clause
    for at in range(1, len(after) - 1):
        if _parted(f"{subject} {' '.join(after[at:])}") == (subject, " ".join(after[at:])):
            return f"{subject} {' '.join(after[at:])}"
    return clause


def _said(found: tuple[str, str], line: Line) -> Said | None:
    subject, predicate = found
    words = subject.split()
    article = words[0] if words[0].casefold() in ("a", "an", "the") else ""
    name = " ".join(words[1:] if article else words)
    said = _whole(predicate)
    if not said:
        return None
    verb = said.split()[0].casefold()
    several = verb in ("are", "have", "do") or (verb in VERBS and not base_of(verb))
    if not _is_name(name, several=several) or not _stands(said, several=several):
        return None
    base = (
        "be"
        if verb in ("is", "are")
        else "have"
        if verb in ("has", "have")
        else base_of(verb) or verb.removesuffix("s")
    )
    return Said(name, subject, said, base, several, line)


def _whole(predicate: str) -> str:
    """What a predicate says, up to where its own clause ends; "" where that would leave half of something."""
    said = tidy(cut(_OTHER_WORDS.sub("", predicate))[0])
    rest = predicate[len(said) :]
    if not said or not predicate.startswith(said) or _LIST_GOES_ON.match(rest):
        return ""
    if (
        re.search(r"\bbetween [^,]*$", said)
        and " and " not in said[said.rindex("between ") :]
        and rest.startswith(" and ")
    ):
        said = predicate.split(",")[0]
    first = _SECOND.split(said)[0]
    if _hangs(said) and len(first) < len(said):
        said = first  # its other half points at something
    examples = re.match(r",? (?:such as|including)\b", rest) and re.search(r",? \w+ing (?:\w+ )?\w+$", said)
    return "" if _BROKEN.search(said) or examples or _second_subject(said) else said


def _second_subject(said: str) -> bool:
    """Whether an "and" goes on with something else that does something: "counts neighbours and k sets how many"."""
    for found in re.finditer(r"\band (?P<who>[\w-]+) (?:\w+ly )?(?P<does>[a-z]+s)\b", said):
        who = found["who"].casefold()
        if (
            who not in DETERMINERS | PREPOSITIONS | VERBS
            and not base_of(who)
            and base_of(found["does"]) != found["does"]
        ):
            return bool(base_of(found["does"]))
    return False


def _hangs(said: str) -> bool:
    return bool(_HANGS.search(_IN_ITSELF.sub("", said)))


def _parted(clause: str) -> tuple[str, str] | None:
    """A clause of a few words as its subject and what is said of it, where its verb is an "-s" form or follows a plural."""
    words = clause.split()
    for at in range(1, min(MOST_NAME + 2, len(words) - 1)):
        before, word, after = words[at - 1], words[at], words[at + 1].casefold().strip(",")
        low = word.casefold()
        if before.endswith((",", ":", ".")) or before in SUBORDINATORS | PRONOUNS | {"and", "or"}:
            return None
        if before.casefold() in DETERMINERS or before in PREPOSITIONS or not word.islower():
            continue
        if low in _AUXILIARY:
            return " ".join(words[:at]), " ".join(words[at:])
        base = base_of(low)
        verb_next = after in VERBS | AUXILIARY or (bool(base_of(after)) and not may_be_noun(base_of(after)))
        acts = bool(base) and base != low and not plural(before) and after != "of" and not verb_next
        they = low in VERBS and not base and plural(before) and not verb_next
        unknown = bool(re.fullmatch(r"[a-z]{3,}[^s]s", low)) and after in DETERMINERS and not plural(before)
        if acts or they or unknown:
            return " ".join(words[:at]), " ".join(words[at:])
    return None


def _is_name(name: str, *, several: bool) -> bool:
    """Whether a subject is a name that could be taught: no phrase of the passage, nothing that somebody does."""
    words = name.split()
    low = [word.casefold() for word in words]
    if not 1 <= len(words) <= MOST_NAME or not re.fullmatch(r"[^\W\d_][\w’'/+&-]*(?: \w[\w’'/+&-]*)*", name):
        return False
    if len(words) == 1 and name in VERBS:
        return False  # "read lets …": a right of which the passage speaks
    inner = {word for word in words[1:-1] if word in PREPOSITIONS}
    if set(words) & (DETERMINERS | PRONOUNS) or {words[0], words[-1]} & PREPOSITIONS or inner - {"of"}:
        return False
    if (
        low[-1].endswith("ly")
        or low[0].endswith("ly")
        or low[-1] in ("that", "which", "who", "also", "often", "further")
    ):
        return False
    if len(words) > 1 and gerund_base(low[0]) and not (several and plural(low[-1])):
        return False  # "adding salt", but "masking policies hide"
    numbered = len(words) > 1 and bool(re.match(r"[\dA-Z]\b|\d", words[1]))
    return (len(words) > 1 and not numbered) or singular(low[0]) not in _PASSING


def _stands(said: str, *, several: bool) -> bool:
    """Whether what is said can stand in another sentence, and could be said of something else."""
    count = len(said.split())
    if not LEAST_WORDS <= count <= MOST_WORDS or not terms(said):
        return False
    if _hangs(said) or praises(said) or _TELLTALE.search(said):
        return False
    theirs = _THEIRS.search(said)
    own = theirs is not None and several and theirs[0] != "them"
    return not theirs or own or any(plural(word.strip(",")) for word in said[: theirs.start()].split()[1:])
