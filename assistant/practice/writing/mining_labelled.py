"""Labelled items side by side ("Cross join: every combination …"): what each says of its label, as a question for the label."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.writing.cell_clauses import torn
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.leaking import telltale
from studyground.assistant.practice.writing.mining_class_nouns import Called, called
from studyground.assistant.practice.writing.mining_entries_lists import LABELLED
from studyground.assistant.practice.writing.mining_language import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    balanced,
    lower_first,
)
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb, is_participle
from studyground.assistant.practice.writing.mining_source import Source
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of, may_be_noun
from studyground.assistant.practice.writing.own_subject import own_subject, shared_noun
from studyground.assistant.practice.writing.phrasing import capital
from studyground.assistant.practice.writing.plain_stems import needs_its_list
from studyground.assistant.practice.writing.rivals import told_by_their_ends
from studyground.ingest.encoder import Vectors
from studyground.ingest.index import Index
from studyground.ingest.sentences import sentence_spans
from studyground.ingest.terms import terms

FORM = "labelled"
LEAST_ITEMS = 4  # as many as a question has options
LEAST_SHARE = 0.8  # of a list's items that have a label
LEAST_WEIGHT = 0.5
ASKED_OF_THREE = 2  # labels of every three in a list
WORTH = 0.8
MOST_LABEL = 5  # words
LEAST_MEANING, MOST_MEANING = 3, 24  # words
LEAST_TERMS, LEAST_QUOTED = 2, 3
MOST_PARTS = 2  # of a bare list of names
CONTAINED = 0.7  # share of one meaning's words in what is said of another label, from which both may be meant
SAME = 0.85  # cosine of two meanings, likewise
_RUN_IN = re.compile(r"^(?P<label>[A-Z][^.:;!?]{1,40})[.:]\s+(?P<text>[A-Z].+)$", re.DOTALL)
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_HANGS = re.compile(
    r"(?<![\w-])(?:this|these|those|such|they|them|their|others?|another|(?:above|below|also|too)(?=[,.]|$)|instead|there|here|rest|you|your|we|our|"
    r"I|he|she|her|his|former|latter|else|usual|then|see)(?![\w-])|"
    r"(?<!\bbefore )(?<!\buntil )(?<!\bafter )(?<!\bonce )\bits?\b|\bthe same\b,?(?: (?:except|but|as)|$)",
    re.IGNORECASE,
)
_PARTS = re.compile(r";| [–—] |: ")
_LAST_ASIDE = re.compile(r"\s*\([^()]*\)[.\s]*$")
_ASKS = re.compile(r"^(?:which|what|who|how|why|where|when|if|because|and|or|but|so|not|never)\b", re.IGNORECASE)
_POINTS = re.compile(r"(?:These|This|Those|That|They)\b", re.IGNORECASE)
_QUALITY = re.compile(r"^[a-z]+(?:able|ible|ful|less)$")
_TOLD_APART = re.compile(r"(?:[\d.]+ )?What\b")  # elsewhere such labels are topics, of which much is said
# Labels of the parts of a description: what stands under them is no member of one class.
_FIELDS = frozenset(
    "solution detection definition example examples purpose use uses usage benefit benefits advantage advantages "
    "disadvantage disadvantages pros cons limitation limitations note notes tip tips input inputs output outputs symptom "
    "symptoms cause causes remedy fix treatment prevention cost summary overview features goal result results formula "
    "interpretation meaning description ingredients method equipment time location date author".split()
)
_POINTED = frozenset("given following resulting corresponding respective same said".split())
_ORDER = frozenset("first second third fourth fifth sixth next last finally step day week".split())


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled item: `said` is its first sentence, `whole` all that it says; `place` where running text says it."""

    label: str
    said: str
    whole: str
    span: Span
    place: Literal["", "clause", "brackets"] = ""


Series = tuple[list[Labelled], str, tuple[str, ...], float]  # items, the line that leads them in, headings, weight


def labelled_in(
    read: Source, index: Index, known: Iterable[Fact] = (), told: Iterable[Series] = ()
) -> tuple[tuple[Fact, ...], dict[str, tuple[str, ...]]]:
    """Labels that a list tells apart, as facts whose `need` is the question for one ("" where it cannot be asked).

    Args:
        read: The guide taken apart.
        index: Of the guide.
        known: What is found already in reference lists and glossaries; lists that it covers are left out.
        told: Things that running text tells one after another.

    Returns:
        The facts, and for each that can be asked the ids of the labels beside it.
    """
    facts: dict[str, Fact] = {}
    beside: dict[str, tuple[str, ...]] = {}
    seen: set[tuple[str, ...]] = set()
    taken = {(fact.span.document, fact.span.start) for fact in known}
    for items, lead, section, weight in (*_lists(read, index), *_paragraphs(read, index), *told):
        labels = tuple(item.label.casefold() for item in items)
        if len(items) < LEAST_ITEMS or len(set(labels)) < len(labels) or labels in seen or _FIELDS & set(labels):
            continue
        if 2 * sum((item.span.document, item.span.start) in taken for item in items) > len(items):
            continue
        seen.add(labels)
        noun = called(lead, section, [item.label for item in items], [item.whole for item in items])
        told_of = [own_subject(item.label, item.said) for item in items]
        noun = noun if noun.noun else replace(noun, noun=shared_noun(told_of))
        meanings = [_meaning(one.said) for one in told_of]
        if sum(map(bool, meanings)) * 2 < len(items):
            continue  # no list that says what each is
        acts = sum(bool(base_of(lower_first(meaning).split()[0])) for meaning in meanings if meaning) > 1
        questions = [_question(meaning, noun, acts=acts) if meaning else "" for meaning in meanings]
        if noun.noun:
            questions = [
                _of_gloss(one) if item.place == "brackets" else one for item, one in zip(items, questions, strict=True)
            ]
        names = [item.label for item in items]
        made = [
            labelled_fact(item, question, names, section, weight)
            for item, question in zip(items, questions, strict=True)
        ]
        vectors = index.encoder.encode([meaning or item.said for meaning, item in zip(meanings, items, strict=True)])
        # The last ones would be known by leaving out what was asked; those that read best are kept.
        best = sorted((at for at, fact in enumerate(made) if fact.need), key=lambda at: ("“" in made[at].need, at))
        for at in best[ASKED_OF_THREE * len(made) // 3 :]:
            made[at] = replace(made[at], need="")
        for at, fact in enumerate(made):
            facts[fact.id] = fact
            if fact.need:
                beside[fact.id] = told_apart(at, made, meanings, items, vectors)
    return tuple(facts.values()), beside


def _lists(read: Source, index: Index) -> Iterator[tuple[list[Labelled], str, tuple[str, ...], float]]:
    """Lists of which nearly every item has a label."""
    for listed in read.lists:
        if listed.weight < LEAST_WEIGHT:
            continue
        text = index.stored_text(listed.document)
        items = [_item(LABELLED, listed.document, text, item.start, item.end) for item in listed.items]
        kept = [item for item in items if item]
        if len(kept) >= LEAST_SHARE * len(items):
            yield kept, listed.lead, listed.section, listed.weight


def _paragraphs(read: Source, index: Index) -> Iterator[tuple[list[Labelled], str, tuple[str, ...], float]]:
    """Sections of which nearly every paragraph opens with a label of its own."""
    found: dict[tuple[str, tuple[str, ...]], list[Labelled | None]] = defaultdict(list)
    weights: dict[tuple[str, tuple[str, ...]], float] = {}
    units: set[tuple[str, int]] = set()
    for line in read.lines:
        if line.item or line.weight < LEAST_WEIGHT or (line.document, line.unit) in units:
            continue
        units.add((line.document, line.unit))
        unit = index.units(index.document(line.document).id)[line.unit]
        place = (line.document, line.section)
        weights[place] = line.weight
        text = index.stored_text(line.document)
        found[place].append(_item(_RUN_IN, line.document, text, unit.start, unit.end))
    for place, items in found.items():
        kept = [item for item in items if item]
        noun = called("", place[1], [item.label for item in kept]).noun if kept else ""
        if len(kept) >= LEAST_SHARE * len(items) and (noun or (place[1] and _TOLD_APART.match(place[1][-1]))):
            yield kept, "", place[1], weights[place]


def _item(pattern: re.Pattern[str], document: str, text: str, start: int, end: int) -> Labelled | None:
    raw = text[start:end]
    match = pattern.match(raw)
    if match is None:
        return None
    label = _ASIDE.sub("", " ".join(match["label"].split())).strip("‘’“”'\"`*: ")
    spans = sentence_spans(match["text"])
    if not is_label(label) or not spans:
        return None
    stop = match.start("text") + spans[0][1]
    said = " ".join(raw[match.start("text") : stop].split())
    if not balanced(said):
        return None
    return Labelled(label, said, " ".join(match["text"].split()), Span(document, start, start + stop))


def is_label(label: str) -> bool:
    """Whether a label is a name: a few words that are no instruction and no place in an order."""
    words = label.casefold().split()
    if not 1 <= len(words) <= MOST_LABEL or not re.match(r"[A-Za-z]", label) or re.search(r"[?!,;=<>“”\"]", label):
        return False
    if not balanced(label) or words[0] in _POINTED:
        return False
    if words[0] in DETERMINERS | PREPOSITIONS | PRONOUNS | SUBORDINATORS | _ORDER or words[-1] in PREPOSITIONS:
        return False
    verb = len(words) > 1 and words[0] in VERBS and not may_be_noun(words[0])
    return not (verb and not words[1].endswith("ed")) and shapes_of(label) != {"imperative"}


def _meaning(said: str) -> str:
    """What an item says first, where it can be asked by itself: "" for an instruction, and for what points at others."""
    text = _LAST_ASIDE.sub("", _PARTS.split(said)[0]).strip(" .,")
    text = re.sub(r"^[Ii]t (?=[a-z]+s )", "", text)
    count = len(text.split())
    if not LEAST_MEANING <= count <= MOST_MEANING or len(set(terms(text))) < LEAST_TERMS or not balanced(text):
        return ""
    own = re.sub(r"\bits\b", "", text) if base_of(lower_first(text).split()[0]) else text  # what the label itself has
    if (
        _HANGS.search(own)
        or "(" in text
        or _ASKS.match(text)
        or re.search(r"[?!{}\[\]|_=<>“”\"]|[.] [A-Z]", text)
        or text[:1].isdigit()
        or needs_its_list(text)
    ):
        return ""
    first, second = (*text.split(), "")[:2]
    low = first.casefold().strip(",")
    if low in VERBS and (not may_be_noun(low) or second.casefold() not in PREPOSITIONS):
        return ""  # what to do
    return "" if shapes_of(capital(text)) == {"imperative"} and not base_of(low) else text


def _question(meaning: str, noun: Called, *, acts: bool = False) -> str:
    """The question to which a label is the answer; "" where the meaning cannot be put into one.

    Args:
        meaning: What the list says of the label.
        noun: What the labels are called.
        acts: Others of the list begin with what they do, so that an unknown word in "-s" is a verb too ("skims weeds").
    """
    first, second = (*meaning.split(), "")[:2]
    who = noun.noun or "of these"
    plain = lower_first(meaning)
    if base_of(first.casefold()) and (not may_be_noun(base_of(first.casefold())) or second in DETERMINERS):
        return f"Which {who} {plain}?"
    unknown = re.fullmatch(r"[a-z]+[^s]s", first.casefold()) and second in DETERMINERS | PREPOSITIONS | {"all"}
    if acts and (unknown or base_of(first.casefold())):
        return f"Which {who} {plain}?"
    if first in AUXILIARY:
        return f"Which {who} {plain}?" if first in ("is", "can", "has", "does") else ""
    if second in PREPOSITIONS | {"only"} and (is_participle(first) or _QUALITY.match(first)):
        return f"Which {who} is {plain}?" if "," not in plain else ""
    if has_finite_verb(plain):
        if noun.means:
            return (
                f"Which {who} means “{meaning.rstrip(' .')}”?" if ";" in plain else f"Which {who} means that {plain}?"
            )
        turned = _inverted(plain)
        if turned and noun.noun:
            return f"With which {who} {turned}?"
    elif noun.means:
        clause = any(base_of(word) for word in plain.split()[1:]) and first == "no"
        return f"Which {who} means {'that ' if clause else ''}{plain}?"
    if len(re.findall(r"(?:^|, )(?:and |or )?[^\s,]+(?: [^\s,]+)?(?=,|$)", meaning)) > MOST_PARTS:
        return ""  # examples or parts of it, and nothing that it is
    return f"Which {who} is described by “{meaning}”?" if len(set(terms(meaning))) >= LEAST_QUOTED else ""


def _of_gloss(question: str) -> str:
    """A question for what brackets say, which need not be what the thing is: "Lex (chatbots for a website)"."""
    return "" if re.search(r"\d", question) else question.replace(" is described by “", " is summed up as “", 1)


def _inverted(clause: str) -> str:
    """A short clause with its verb before its subject ("does every write go to …"); "" where that cannot be told."""
    words = clause.split()
    if "," in clause or any(_finite(side) for side in re.split(r"\b(?:and|or|but) ", clause)[1:]):
        return ""  # two clauses
    for at in range(1, min(5, len(words) - 1)):
        word, before = words[at].casefold(), words[at - 1].casefold()
        subject, rest = " ".join(words[:at]), " ".join(words[at + 1 :])
        if word in ("is", "are", "can", "may", "must", "will"):
            if torn(words[:at]):
                return ""
            return f"{word} {subject} {rest}"
        if word in PREPOSITIONS | SUBORDINATORS | PRONOUNS or word in ("and", "or", "that", "which", "who"):
            return ""
        base = base_of(word)
        if base and not may_be_noun(base) and before not in DETERMINERS and words[at + 1] not in AUXILIARY:
            return f"does {subject} {base} {rest}"
    return ""


def _finite(side: str) -> bool:
    """Whether what follows an "and" is a clause or another verb of the one before it."""
    words = side.split()
    linked = PREPOSITIONS | SUBORDINATORS | {"and", "or", "than", "as"}
    # "a thousand requests hit the database": what stands between two nouns and is no preposition is a verb
    many = any(two in DETERMINERS and one not in linked for one, two in zip(words[1:], words[2:], strict=False))
    return bool(words and base_of(words[0])) or has_finite_verb(side) or many


def labelled_fact(item: Labelled, question: str, names: Sequence[str], section: tuple[str, ...], weight: float) -> Fact:
    """A label with its question, without the question where that gives the label away.

    Args:
        item: The label and what is said of it.
        question: To which it is the answer; "" for none.
        names: All labels of its list.
        section: Headings above.
        weight: Of the section.
    """
    said = f"{item.label}: {item.said}"
    others = [name for name in names if name != item.label]
    # One other label with the same word is enough to give nothing away: a list is short, and its labels are alike.
    leaks = question and (said_in(item.label, others, question) or telltale(question, [item.label, *others, *others]))
    of = f"The guide says of “{item.label}”:" if item.place else f"Of “{item.label}” the guide says:"
    key = f"{item.label}|{FORM}|{item.said}|{item.span.document}|{item.span.start}"
    return Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=item.label, kind="", form="labelled",
        need="" if leaks else question, need_shape="question", situation="", span=item.span, section=section, named_by="span",
        because=f"{of} “{item.said.rstrip(' ;:,')}”", text=said, priority=round(WORTH * weight, 3),
    )  # fmt: skip


def said_in(label: str, others: Sequence[str], question: str) -> bool:
    """Whether a question holds a label, or the label alone of all holds a word of the question ("everyday", "Everyday5")."""
    low = label.casefold()
    if re.search(rf"(?<!\w){re.escape(low)}(?!\w)", question.casefold()):
        return True
    rest = " ".join(others).casefold()
    words = [
        *re.findall(r"[a-z]{4,}", question.casefold()),
        *map(str.casefold, re.findall(r"\b[A-Z]{2,3}\b", question)),
    ]
    return any(word in low and word not in rest for word in words)


def told_apart(
    at: int, made: Sequence[Fact], meanings: Sequence[str], items: Sequence[Labelled], vectors: Vectors
) -> tuple[str, ...]:
    """The labels beside one of which the list does not say (nearly) the same, the most alike first."""
    mine = set(terms(meanings[at]))
    found = []
    for other, item in enumerate(items):
        alike = float(vectors[at] @ vectors[other])
        same = alike >= SAME or len(mine & set(terms(item.whole))) >= CONTAINED * len(mine)
        if other == at or _POINTS.match(item.said) or (same and not told_by_their_ends(meanings[at], item.said)):
            continue
        found.append((-alike, other))
    return tuple(made[other].id for _, other in sorted(found))
