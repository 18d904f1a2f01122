"""What says in so many words what something is: how much a sentence looks like a definition, and passages that have one.

A guide that speaks of one thing on every page has many passages as near to "What is a closure?" as the one that explains it.
"""

import re
from collections.abc import Collection, Sequence

import numpy as np

from studyground.assistant.candidates import Candidate
from studyground.ingest.index import Index
from studyground.ingest.terms import stem, terms, tokens

MOST_PASSAGES = 3
MOST_READ = 10_000  # passages with the word in them
SAYS_SO = 0.9  # from here on a sentence defines its subject
PLAINLY = 1.0  # the subject alone, and "is" or the like
IN_CLAUSE = 0.95  # "…, and the subject is the …"
_BEFORE = r"(?:^|[.!?:]\s)[^\n.!?:]{0,24}?|(?:[,;]\s(?:and|while|whereas|but)|;)\s(?:an?\s|the\s)?"
_CALLED_SO = (
    r"(?:,|\s(?:is|are)(?: \w+ly| often| also| sometimes)?) (?:called|known as|termed|referred to as) "
    r"(?:an? |the )?[\"“‘'`*_]{0,2}"
)
_AFTER = r"(?:\s*\([^()\n]{1,40}\))?(?:,?\s+(?:is|are|means?|refers? to|stands? for|describes?|denotes?)\s|\s*:\s)"


def defines(subject: Sequence[str], sentence: str) -> float:
    """How much a sentence looks like a definition of a subject given as terms: 1 says "subject is …", 0 does not.

    A last word that says of what sort the subject is ("the gamma parameter") need not be there, and a maker's name may stand
    elsewhere in the sentence ("Neo is a capability of SageMaker that …").
    """
    whole = _defines(subject, sentence)
    if whole < SAYS_SO and _in_clause(subject, sentence):
        whole = IN_CLAUSE
    if len(subject) > 1 and whole < SAYS_SO and subject[0] in terms(sentence):
        short = _defines(subject[1:], sentence)
        whole = max(whole, SAYS_SO if short == PLAINLY else 0.0)
    if len(subject) > 1 and subject[-1] in SORTS:
        return max(whole, 0.9 * _defines(subject[:-1], sentence))
    return whole


def defined(subject: Sequence[str], item: Candidate) -> float:
    """How much a candidate defines a subject; "These are packages that …" does where the sentence before ends with it."""
    if _THESE_ARE.match(item.text) and not _JUDGES.match(item.text):
        last = tokens(item.before)[-len(subject) :]
        if last and set(subject) <= set(terms(" ".join(last))):
            return SAYS_SO
    return defines(subject, item.text)


def _in_clause(subject: Sequence[str], sentence: str) -> bool:
    """Whether a later clause says what the subject is ("…, and recall is the ability …"), or names what was described.

    The latter is "a thin layer of software, called a hypervisor, between …".
    """
    for clause in _NEXT_CLAUSE.split(sentence)[1:]:
        thing = thing_described(clause)
        if thing and _is_subject(subject, thing):
            return not _PRAISE.match(clause[clause.find(thing) + len(thing) :].partition(" ")[2].partition(" ")[2])
    return any(
        _is_subject(subject, match["name"]) and not _CONDITION.match(match["what"])
        for match in _DESCRIBED_AND_CALLED.finditer(sentence)
    )


def _is_subject(subject: Sequence[str], name: str) -> bool:
    named = set(terms(name))
    return set(subject) <= named and named - SORTS <= set(subject)


def _defines(subject: Sequence[str], sentence: str) -> float:
    if not subject:
        return 0.0
    wanted = set(subject)
    match = _COPULA.search(sentence)
    if match:
        before, plain = terms(sentence[: match.start()]), terms(_ASIDE.sub(" ", sentence[: match.start()]))
        before = plain if wanted <= set(plain) else before
        if before and wanted <= set(before):
            if _CONDITION.match(sentence):
                return 0.3
            if _PRAISE.match(sentence[match.end() :]):
                return 0.3
            if len(before) > len(subject) + 2:
                return 0.6
            if _RENAMED.match(sentence[match.start() :]):
                return 0.4
            if match.group() in _BE and _WHAT_IT_IS_NOT.match(sentence[match.end() :]):
                return 0.5
            if match.group() in _BE and _says_how_it_is(sentence[match.end() :]):
                return 0.5
            without_sort = before[:-1] if before[-1] in SORTS and len(before) > 1 else before
            if before[-1] not in wanted and without_sort[-1] not in wanted:
                return 0.4  # "the Glue Data Catalog is" does not say what Glue is
            alone = set(plain) - SORTS <= wanted
            return PLAINLY if alone and match.group() in _IS else 0.9  # "binary crates are" speaks of some crates only
    for named in _NAMED.finditer(sentence):
        after = sentence[named.end() :].split(maxsplit=len(subject) + 2)[: len(subject) + 2]
        if wanted <= set(terms(" ".join(after))):
            return 0.8
    for apposed in _APPOSITION.finditer(sentence):
        before = terms(sentence[: apposed.start()])
        if wanted <= set(before[-len(subject) - 1 :]):
            return 0.7
        if wanted <= set(before[-len(subject) - 3 :]) and _WHICH_IS.match(sentence[apposed.start() :]):
            return 0.7  # "the StandardScaler utility class, which is a quick way to"
    if any(wanted == set(terms(match["name"])) for match in _CALLED_AFTER.finditer(sentence)):
        return 0.9
    if _acts(subject, sentence):
        return 0.9
    opening = sentence.split()[: len(subject) + 1]
    if wanted <= set(terms(" ".join(opening))):
        return 0.6
    return 0.2 if wanted & set(terms(" ".join(sentence.split()[:6]))) else 0.0


def _acts(subject: Sequence[str], sentence: str) -> bool:
    """Whether a sentence opens with its subject doing something: "The break statement, like in C, breaks out of …"."""
    match = _ACTS.match(sentence)
    if match is None:
        return False
    named = terms(match.group(1))
    return set(subject) <= set(named) and set(named) - SORTS <= set(subject)


_ACTS = re.compile(
    r"(?:The |An? )?((?:[\w`'-]+ ){1,4}?[\w`'-]+|[\w`'-]+)(?:, [^,.;:]{1,40},)? "
    r"(?!is |was |has |does |its |as |this )[a-z]+(?<![su])s "
    r"(?:the|an?|it|its|all|each|any|every|one|what|whether|out|to|from|into|with|over|of|on|in|"
    r"through|up|down|off|away|back|together|apart|between|your|their)\b"
)


def thing_described(sentence: str) -> str:
    """What a sentence says what it is: "tin plate" of "Tin plate is a sheet of steel …", "" where it is none."""
    match = _DESCRIBED.match(sentence)
    return match["thing"] if match else ""


def says_what_it_does(ways: Sequence[Collection[str]], sentence: str) -> bool:
    """Whether a clause of a sentence opens with its subject doing something: "…, while frost heaves the soil".

    Args:
        ways: Sets of terms of which one makes the subject.
        sentence: The sentence.
    """
    return any(_opens_by_doing(way, clause) for clause in _CLAUSE.split(sentence) for way in ways)


def _opens_by_doing(way: Collection[str], clause: str) -> bool:
    words = _ARTICLE.sub("", clause.strip()).split()
    for size in range(1, min(len(words) - 1, len(way) + 2) + 1):
        named = terms(" ".join(words[:size]))
        if set(way) <= set(named):
            rest = " ".join(words[size:])
            return len(set(named) - SORTS - set(way)) <= 1 + any("-" in term for term in named) and bool(
                _DOES.match(rest)
            )
    return False


def merely_listed(ways: Sequence[Collection[str]], sentence: str) -> bool:
    """Whether a sentence names its subject only as one of a row of three or more ("methods such as A, B and C")."""
    if says_what_it_does(ways, sentence):
        return False
    for row in _ROW.finditer(sentence):
        inside = set(terms(row.group()))
        outside = set(terms(sentence[: row.start()] + " " + sentence[row.end() :]))
        if any(set(way) <= inside and not set(way) <= outside for way in ways):
            return True
    return False


_THESE_ARE = re.compile(
    r"(?:This|These|They|It|Those|That) (?:is|are) (?:basically |simply |essentially |just )?"
    r"(?:an?|the (?!same|most|best|only|case|reason|way)|[a-z-]+ [a-z-]+ (?:that|which|who)\b|[a-z-]+ (?:that|which|who)\b)"
)
_JUDGES = re.compile(  # "This is an advanced topic and is not covered here"
    r"(?:\w+ ){2}(?:[\w,-]+ ){0,6}?(?:topics?|subjects?|matters?|points?|questions?|problems?|examples?|cases?|reasons?|results?|"
    r"ways?|mistakes?|ideas?|not|good|bad|common|important|useful|best|most)\b"
)
_NEXT_CLAUSE = re.compile(r"(?:,|;)\s+(?:and|but|while|whereas)\s+|;\s+", re.IGNORECASE)
_DESCRIBED_AND_CALLED = re.compile(
    r"\b(?P<what>(?:[Aa]n?|[Tt]he|[Tt]hese|[Ss]uch) (?:[\w'’/-]+ ){2,12}?[\w'’/-]+)"
    + _CALLED_SO
    + r"(?P<name>[^,.;:()\"”’`*_]{2,40}?)"
    r"[\"”’'`*_]{0,2}(?=[,.;:()]|$| (?:is|are|that|which|in|between|by|and|to|for|of|when|because|or)\b)"
)
_CLAUSE = re.compile(r"[,;:–—]\s*(?:(?:and|but|while|whereas)\s+)?|\s(?:while|whereas|but)\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:The|An?|Each|Every)\s+", re.IGNORECASE)
_DOES = re.compile(
    r"(?:\([^()]{1,60}\) )?(?:(?:also|further|then|often|usually|typically|mainly|only|[a-z]+ly) ){0,2}"
    r"(?!(?:is|was|has|its|this|as|us|plus|versus|does|yes)\b)[a-z]+(?<![sui])s\b"
    r"(?! (?:of|for|in|and|or|are|is|were|was|have|has|had|can|may|must|should|will|that|which)\b)",
)
_MEMBER = r"(?!(?:which|who|that|where|when|while|but|so)\b)[\w/'’-]+(?: [\w/'’-]+){0,4}"
_ROW = re.compile(
    rf"{_MEMBER}, (?:{_MEMBER}, ){{0,8}}(?:(?:and|or) {_MEMBER}|[\w/'’-]+(?: [\w/'’-]+){{0,3}}? (?:and|or) {_MEMBER})"
)
_CONDITION = re.compile(r"(?:If|When|Because|Since|Although|Though|While|Once|After|Before|Unless|Until)\b")
_NAMED = re.compile(r"\b(?:called|known as|termed|referred to as|named|refers to|abbreviated)(?= )")
_COPULA = re.compile(
    r"\b(?:is|are|was|were|means|refers? to|describes?|denotes?|stands? for|consists? of|involves?|measures?|occurs?|"
    r"happens?|represents?|provides?|enables?|allows?|lets|converts?|creates?|seeks|aims|combines?|controls?|determines?|"
    r"transforms?|uses?|tells?|reduces?|helps?|optimi[sz]es|facilitates|defines|specifies|indicates|computes|performs|"
    r"implements|estimates|finds|assigns|splits|groups|searches|quantifies|summari[sz]es)\b|:\s|\s(?:[—–]|--?)\s"
)
_IS = frozenset(
    {"is", "are", "was", "were", "means", "refers to", "refer to", "stands for", "stand for", "denotes", ": "}
)
_ASIDE = re.compile(r"\([^()]*\)|\b\w+(?:'s|’s)\b")
_BE = frozenset({"is", "are", "was", "were"})
SORTS = frozenset(
    stem(word)
    for word in (
        "parameter hyperparameter algorithm method function technique service metric option class operator command keyword "
        "argument tool approach concept term statistic statement clause flag option module library package attribute type "
        "expression function score"
    ).split()
)
_DESCRIBED = re.compile(
    r"(?:An? |The )?(?P<thing>[^,.;:()]{2,60}?)(?: \([^()]*\))?,? (?:is|are|means|refers to) "
    r"(?:(?:an?|the|any|one|when|what|how)\b|[a-z-]+ (?:that|which|who|whose)\b)",
    re.IGNORECASE,
)
_CALLED_AFTER = re.compile(  # "a band of wax, the water strip, seals the walls"
    r"\b(?:[Aa]n?|[Tt]he) [^,.;:()]{3,60}, (?:the |called (?:the )?|known as (?:the )?|or )?"
    r"(?P<name>[^,.;:()]{3,40}), (?=[a-z]+s (?!of\b))"
)
_RENAMED = re.compile(
    r"(?:is|are) (?:also |often |sometimes |usually |commonly |then |frequently )*"
    r"(?:called|known as|termed|abbreviated|nicknamed)\b|"
    r"(?:was|were) (?:formerly |once |previously |originally |first |then |at first )?(?:called|named|known as|renamed)\b"
)
_WHAT_IT_IS_NOT = re.compile(
    r"\s*not (?!only\b|just\b|merely\b|simply\b)(?!.*(?:\bbut\b|; (?:it|they|instead|rather)\b))"
)
_WHICH_IS = re.compile(r", (?:which|that) (?:is|are|was|were) ")
_ADVERBS = re.compile(
    r"^\s*(?:(?:also|generally|often|usually|typically|always|very|more|less|most|least|much|quite|highly|relatively|"
    r"particularly|especially|only|not|too|so|even|still|now|currently|rarely|sometimes|frequently|therefore|thus|"
    r"[a-z]+ly)\s+)*",
)
_PREDICATE = re.compile(
    r"(\w+)(?:\s+(?:for|to|than|in|on|at|when|if|because|with|by|from|of|and|but|as|since|while|every|once|"
    r"into|onto|out|off|up|down|away|over|under|through|before|after|until|twice|again|there|here)\b|[,.;])"
)
_NAMES_WHAT = frozenset(
    "used designed defined known called made composed responsible intended meant built part one kind type form set when "
    "where how what any each".split()
)


def _says_how_it_is(after: str) -> bool:
    """Whether what follows "is" is a property ("generally higher for …", "sensitive to …") and not what the thing is."""
    rest = after[_ADVERBS.match(after).end() :]  # type: ignore[union-attr]
    match = _PREDICATE.match(rest)
    if match is None:
        return False
    word = match.group(1)
    return not (word in _NAMES_WHAT or word[:1].isupper() or (word.endswith("s") and not word.endswith(("ss", "us"))))


_PRAISE = re.compile(
    r"\s*(?:also |equally |often |an? |the |one of the (?:most )?)*(?:crucial|essential|important|vital|pivotal|critical|key|"
    r"indispensable|invaluable|necessary|integral|fundamental|central|widely used)\b|"
    r"\s*(?:also |often |an? |the |one of the )*(?:(?:[a-z]+ly|very|quite) )?(?:good|better|best|great|poor|bad|ideal|perfect|"
    r"excellent|natural|popular|common|reasonable|sensible|safe) (?:fit|choice|match|option|candidate|idea|"
    r"alternative|starting point)\b",
    re.IGNORECASE,
)
_APPOSITION = re.compile(r"(?:,| \(|\s?(?:[—–]|--))\s?(?=(?:an?|the|which|where|when|that is|or|also)\b)")


def defining_passages(index: Index, subject: str, most: int = MOST_PASSAGES) -> list[int]:
    """Ids of the passages in which a sentence begins by saying what a subject is, those that say it most plainly first.

    Args:
        index: An open index.
        subject: What is to be defined, as a question names it.
        most: How many at most.
    """
    words, stems = tokens(subject), terms(subject)
    if not words or not stems:
        return []
    having = np.flatnonzero(np.all([index.terms.scores([term]) > 0 for term in set(stems)], axis=0))[:MOST_READ]
    name = _any_form(words)
    pattern = re.compile(f"(?:{_BEFORE}){name}{_AFTER}|{_CALLED_SO}{name}", re.IGNORECASE | re.MULTILINE)
    named = re.compile(_any_form(words), re.IGNORECASE)
    found: list[tuple[float, int, int]] = []
    rows = index.passages([int(at) for at in having])
    for at in having.tolist():
        row = rows[at]
        text = index.text_by_id(row.doc)[row.passage.body_start : row.passage.body_end]
        for match in pattern.finditer(text):
            sentence = _sentence_around(text, match.start())
            plain = defines(stems, sentence)
            if plain >= SAYS_SO:
                before = named.search(sentence)
                found.append((-plain, len(terms(sentence[: before.start()])) if before else 0, at))
    return list(dict.fromkeys(at for *_, at in sorted(found)))[:most]


def _any_form(words: Sequence[str]) -> str:
    """A pattern for a name in the singular or the plural."""
    return r"\b" + r"[\s-]+".join(
        re.escape(re.sub(r"(?:ies|es|s|y)$", "", word) or word) + r"(?:ies|es|s|y)?" for word in words
    )


def _sentence_around(text: str, at: int) -> str:
    """The sentence with an offset in it, or the next where one ends there."""
    rest = text[at:].lstrip(".!?: \n")
    opens = at == 0 or text[at] in ".!?:\n" or text[at - 1] == "\n"
    before = "" if opens else _SENTENCE_END.split(text[:at])[-1]
    return before + _SENTENCE_END.split(rest, maxsplit=1)[0]


_SENTENCE_END = re.compile(r"(?<=[.!?])\s|\n")
