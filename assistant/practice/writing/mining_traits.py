"""What a guide says of the subjects of its sentences: "Normalisation ensures that features contribute in proportion"."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining_clauses import cut
from studyground.assistant.practice.writing.mining_language import (
    LEAD_IN,
    PREPOSITIONS,
    PRONOUNS,
    balanced,
    stands_alone,
    tidy,
)
from studyground.assistant.practice.writing.mining_outcomes import BACK, subject_of
from studyground.assistant.practice.writing.mining_shapes import infinitive_from_finite
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, gerund_base, third_person
from studyground.assistant.practice.writing.phrasing import plural
from studyground.ingest.terms import terms

WORTH = 0.8
LEAST_WORDS, MOST_WORDS = 5, 20
LEAST_TERMS = 4  # of what is said: less could be said of much else
MENTIONS = 3  # of a subject that the guide comes back to
EVERYWHERE = 0.02  # share of the sentences; what so many speak of is the subject of the whole guide
FEW = 20
SUBJECT_WORDS = 4
_SPLIT = re.compile(r";\s+(?:and |but |so )?|,?\s+(?:whereas|while)\s+")
_NO_SUBJECT = frozenset(
    """
these this that those such other many most some several it there one each every both another all what which who any no
few more here they we you i he she his her their its our your two three four five none nothing something someone
everything current pure initial original resulting main basic real full default only even not just let if when to as
with in on at by for from because however also first second finally next then once after before during under over
unlike like
""".split()
)
_GENERAL_HEAD = frozenset(
    """
step approach goal process result example way thing reason idea aim purpose key system problem point case part world
mind question answer challenge future story journey difference beauty fact concept list section chapter table figure
listing diagram plot book guide author reader paper project field code program output solution value name
""".split()
)
_PEOPLE = re.compile(
    r"\b(?:\w+(?:eers?|ists?|ysts?|opers?|tects?|dates?|ners?|ticians?|ants?|yers?|igners?|ammers?)|people|humans?|teams?|companies|"
    r"company|organi[sz]ations?|users?|students?|experts?|professionals?|practitioners?|authors?|we|businesses|firms?|exam|"
    r"examination|certification|interviews?|interviewers?|salary|salaries|careers?|degrees?|child|children)$",
    re.IGNORECASE,
)
# What can be said of much: nobody could tell a thing by it.
_SAYS_LITTLE = re.compile(
    r"^(?:is|are|was|were|be|has|have|had|do|does|did|must|should|may|might|could|will|would|cannot)\b|"
    r"^(?:play|serve|act|become|remain|come|begin|emerge|continue|need|require|offer|form|lie|stand|live|go|sit|seem|appear|"
    r"know|understand|mean|include|contain|involve|consist|depend|represent|reflect|help(?! \w+ing))s?\b|"
    r"\b(?:better|best|good|great|many|various|several|different|things?|ways?|effective(?:ly)?|important|significant(?:ly)?|"
    r"also|powerful|overall|everything|success|performance|new|emerging|key|true|real world|modern)\b",
    re.IGNORECASE,
)


def traits_in(lines: Sequence[Line], kind_of: Callable[[str], str | None]) -> tuple[Fact, ...]:
    """What sentences say of subjects that the guide comes back to.

    The form is "trait": `thing` is the subject as it stands, without its article, which is `situation`, and `need` a finite
    verb phrase, of a plural subject in the plural. What is said of a subject that the guide does not come back to has the
    priority 0: it can only stand beside others.

    Args:
        lines: The guide's sentences.
        kind_of: The kind of a thing of the guide, "" where it is not known; None for what is no thing of it.
    """
    used: Counter[tuple[str, ...]] = Counter()
    for line in lines:
        words = [word.casefold() for word in re.findall(r"[A-Za-z][\w-]*", line.text)]
        for size in range(1, SUBJECT_WORDS + 1):
            used.update(tuple(words[at : at + size]) for at in range(len(words) - size + 1))
    found: dict[str, Fact] = {}
    for line in lines:
        text = LEAD_IN.sub("", line.text).rstrip(".")
        if line.text.endswith(("?", ":")) or line.weight < 1 or not balanced(text):
            continue
        for clause in _SPLIT.split(text):
            for fact in _trait(clause, line):
                name = tuple(word.casefold() for word in re.findall(r"[A-Za-z][\w-]*", fact.thing))
                often = used[name] > max(FEW, EVERYWHERE * len(lines))
                if not often:
                    kind = kind_of(fact.thing)
                    fact = replace(fact, kind=kind or "")
                    if kind is None and used[name] < MENTIONS:
                        fact = replace(fact, priority=0.0)
                    found.setdefault(f"{fact.thing}|{fact.need}".casefold(), fact)
    return tuple(found.values())


def _trait(clause: str, line: Line) -> Iterator[Fact]:
    subject = subject_of(clause)
    rest = clause[len(subject) :].strip()
    name = re.sub(r"^(?:An?|The|an?|the) ", "", subject)
    the_one = (
        subject.startswith(("The ", "the ")) and " " not in name and name.islower()
    )  # "the algorithm": of its passage
    if not subject or the_one or not _is_subject(name):
        return
    article = next(iter(re.findall(r"^(?:An?|The|an?|the)\b", subject)), "").lower()
    said, because = cut(rest)
    said = tidy(re.sub(r"^(?:also|often|usually|typically|thus|therefore|then|generally) ", "", said))
    first = said.split(" ", 1)[0].casefold() if said else ""
    many = plural(lowered(name)) or " and " in name
    verb = first == "can" or (first in VERBS if many else bool(base_of(first)))
    if not verb:
        return
    if (
        not stands_alone(said, LEAST_WORDS, MOST_WORDS)
        or _SAYS_LITTLE.search(said)
        or set(terms(said)) & set(terms(name))
    ):
        return
    if BACK.search(said) or re.search(r"[“”\"()\[\]]|, (?:can|may|is|are)\b", said):
        return
    if len(set(terms(said))) < LEAST_TERMS or re.search(r"\b(?:it|its|they|them|their)\b", said):
        return
    key = f"{name}|{said}|{line.document}|{line.start}"
    yield Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=name, kind="", form="trait", need=said, need_shape="finite",
        situation=article, span=Span(line.document, line.start, line.end), section=line.section, named_by="span",
        because=tidy(because), text=line.text, priority=round(WORTH * line.weight, 3),
    )  # fmt: skip


def lowered(name: str) -> str:
    """A name with a small last word, by which one sees whether it is a plural."""
    head, _, last = name.rpartition(" ")
    return f"{head} {last[:1].lower()}{last[1:]}".strip()


def _is_subject(name: str) -> bool:
    words = [word.casefold().strip(",") for word in name.split()]
    if (
        not 1 <= len(words) <= SUBJECT_WORDS
        or words[0] in _NO_SUBJECT
        or any("’" in word or "'" in word for word in words)
    ):
        return False
    if (
        words[-1].rstrip("s") in _GENERAL_HEAD
        or _PEOPLE.search(name)
        or not re.fullmatch(r"[A-Za-z0-9][\w .()+/-]*", name)
    ):
        return False
    if re.match(r"(?:table|figure|listing|section|chapter|step|exercise|example)\b", words[0]) or words[-1] in (
        "also",
        "then",
    ):
        return False
    if any(word in PREPOSITIONS or word in PRONOUNS or word.endswith("ly") for word in words):
        return False
    return bool(terms(name)) and not (gerund_base(words[0]) and len(words) > 1)


def in_number(said: str, of_many: bool, wanted_many: bool) -> str:
    """A finite verb phrase for one or for several ("adjusts scales": "adjust scales"); "" where that cannot be told."""
    if of_many == wanted_many or said.startswith("can "):
        return said
    if wanted_many:
        return infinitive_from_finite(said)
    verb, _, rest = said.partition(" ")
    if re.search(r",|\b(?:and|or) (\w+)", rest) and any(
        word in VERBS for word in re.findall(r"(?:and|or|,) (\w+)", rest)
    ):
        return ""
    return f"{third_person(verb)} {rest}" if verb in VERBS else ""
