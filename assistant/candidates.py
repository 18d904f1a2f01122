"""Sentences that might answer: every sentence of the passages found, with what is measured about each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.kinds import HARD, holds
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.retrieve import Hit, Query
from studyground.assistant.wording import names_columns
from studyground.ingest.index import Index
from studyground.ingest.kin import Kin
from studyground.ingest.terms import stem, terms

Features = NDArray[np.float32]
FRAME_WEIGHT = 0.15
FEATURES = (
    "cosine", "passage", "cover", "cover_near", "cover_passage", "unknown", "worst_missing", "names_missing", "holds",
    "lacks_hard", "pairs", "defines", "heading", "item", "table", "other_kind", "asks", "length", "short", "dangling",
    "relative", "cosine_cover", "rest", "lacks_rest", "enumerates", "lacks_product", "kin_cover", "kin_near", "kin_gain",
    "adds", "run",
)  # fmt: skip
_DANGLING = re.compile(
    r"^(?:This|That|These|Those|It|Its|They|Their|Them|He|She|His|Her|Such|Here|"
    r"There(?!fore| is | are | was | were | exists? )|Both|Either|Neither|"
    r"Another|Other|"
    r"Others|The (?:former|latter|same|other|first|second|third)|In (?:this|that|these|"
    r"such|other) \w+|"
    r"For (?:this|that|these) \w+|As such|Doing so|If so|One (?:such|of)|Then|Finally|Instead|Otherwise|"
    r"Conversely|Yet|But|And|Or|So|"
    r"By contrast|In contrast|Similarly|Likewise|At the same time|On the other hand|With (?:this|that|these|it)|"
    r"Through (?:this|these)|"
    r"By (?:doing|this)|From (?:this|these|there)|To (?:this|that) end|Like this|Even so|Still|Thus|Hence|Also|"
    r"The \w+ (?:above|below))\b"
)
_CONNECTIVE = re.compile(r"^(?:Therefore|However|Moreover|Furthermore|Consequently|Nevertheless|Accordingly|In addition|"
                         r"As a result|For (?:example|instance)|In fact|In particular|More precisely),? ")  # fmt: skip
_POINTER = re.compile(
    r"^(?:please )?(?:see|refer to|consult)\b|^for (?:more|further|additional|full|an? \w+) .{0,80}\b(?:see|refer|visit|"
    r"consult|read)\b|^(?:more|further|additional) (?:details?|information|examples?|reading)\b.*\b(?:found|available|see|in)\b",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(
    r"\b(?:based on|given by|defined (?:as|by)|such that|as|an?|the|and|or|than|where|(?<!it )is|(?<!they )are)[.:]$"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence (or list item, or table row) of a passage that was found.

    Args:
        hit: The passage it stands in.
        doc: Internal number of the document.
        n: Number of the sentence in the document.
        unit: Number of its unit.
        kind: Kind of the unit: "paragraph", "item", "table" …
        start: First code point.
        end: One past the last.
        text: Exactly `stored_text[start:end]`.
        before: The sentence before it in the same section, for a list item the one that leads the list in; "" for the
            first.
        path: Headings above it.
        vector: Row of its vector, or None.
    """

    hit: Hit
    doc: int
    n: int
    unit: int
    kind: str
    start: int
    end: int
    text: str
    before: str
    path: tuple[str, ...]
    vector: int | None

    @property
    def dangling(self) -> bool:
        """Whether it begins with a word that points back at the sentence before, or does after "Therefore, "."""
        linked = _CONNECTIVE.match(self.text)
        rest = self.text[linked.end() :] if linked else self.text
        return bool(_DANGLING.match(rest[:1].upper() + rest[1:] if linked else rest))


def candidates(index: Index, hits: Sequence[Hit]) -> list[Candidate]:
    """The sentences of some passages, each once, in the order of the passages."""
    found: dict[tuple[int, int], Candidate] = {}
    rows = index.passages([hit.passage for hit in hits])
    for hit in hits:
        passage = rows[hit.passage].passage
        text = index.text_by_id(hit.doc)
        sentences = index.sentences(hit.doc, max(0, passage.first - 1), passage.last)
        if not sentences:
            continue
        units = index.units(hit.doc, sentences[0].span.unit, sentences[-1].span.unit + 1)
        path = index.sections(hit.doc)[passage.section].path
        previous = lead = ""
        for row in sentences:
            unit = units[row.span.unit]
            piece = text[row.span.start : row.span.end]
            header = unit.kind == "table" and row.span.start == unit.start and names_columns(piece)
            inside = row.n >= passage.first and unit.section == passage.section
            before = lead if unit.kind == "item" else previous
            follows = units.get(row.span.unit + 1)
            to_code = follows is not None and follows.kind == "code" and row.span.end >= unit.end
            if inside and not header and presentable(unit.kind, piece, to_code):
                found.setdefault(
                    (hit.doc, row.n),
                    Candidate(hit, hit.doc, row.n, row.span.unit, unit.kind, row.span.start, row.span.end, piece, before,
                              path, row.vector),
                )  # fmt: skip
            previous = piece if unit.section == passage.section and unit.kind != "heading" else ""
            lead = previous if unit.kind != "item" else lead
    return list(found.values())


def presentable(kind: str, text: str, to_code: bool = False) -> bool:
    """Whether a piece can stand in an answer: no heading, code line, question, label or scrap, and no lead-in but to code."""
    words = text.split()
    if kind in ("heading", "code") or len(words) < 3 or text.rstrip().endswith("?"):
        return False
    if text.rstrip().endswith(":"):
        return to_code and kind == "paragraph"
    if _POINTER.match(text) or _CUT_OFF.search(text):
        return False  # it sends the reader elsewhere, or ends where a formula stood
    if kind == "table":
        return text.count("|") >= 1
    return kind == "item" or len(words) >= 10 or bool(re.search(r"[.!…][)\"”’\]]*$", text.rstrip()))


def measure(index: Index, question: Question, query: Query, found: Sequence[Candidate]) -> Features:
    """Numbers that say how likely each candidate answers: shape (candidates, len(FEATURES)), each about 0 to 1."""
    if not found:
        return np.zeros((0, len(FEATURES)), np.float32)
    weights = {term: index.terms.weight(term) * (FRAME_WEIGHT if term in FRAME_WORDS else 1.0) for term in query.terms}
    total = sum(weights.values()) or 1.0
    most = max(weights.values(), default=1.0) or 1.0
    unknown = sum(weight for term, weight in weights.items() if term not in index.terms.vocabulary) / total
    pairs = set(zip(query.terms, query.terms[1:], strict=False))
    names = _names(query.spelt_out)
    rest = {term: weight for term, weight in weights.items() if term not in names and term not in FRAME_WORDS}
    if question.wanted == "money":  # a sum of money is what "earn" and "cost" ask for: they need not be said
        rest = {term: weight for term, weight in rest.items() if term not in _MONEY_TERMS}
    rest_total = sum(rest.values())
    subject = terms(question.subject)
    vectors = np.stack([_vector(index, item, query) for item in found])
    cosines = vectors @ query.vector
    best_passage = max(item.hit.score for item in found) or 1.0
    passage_terms = {item.hit.passage: set(terms(" ".join((*item.path, item.hit.text)))) for item in found}
    table = np.zeros((len(found), len(FEATURES)), np.float32)
    for at, item in enumerate(found):
        own = terms(item.text)
        own_set = set(own)
        around = own_set | set(terms(item.before)) | set(terms(" ".join(item.path)))
        whole = passage_terms[item.hit.passage] | around

        def cover(have: set[str]) -> float:
            return sum(weight for term, weight in weights.items() if term in have) / total

        def kin_cover(have: set[str]) -> float:
            return sum(weight * _closest(term, have, query.kin) for term, weight in weights.items()) / total

        held = holds(question, item.text)
        kin_near = kin_cover(around)
        of_rest = sum(w for term, w in rest.items() if term in around) / rest_total if rest_total else 1.0
        words = len(item.text.split())
        missing = [weight for term, weight in weights.items() if term not in whole]
        table[at] = (
            cosines[at],
            item.hit.score,
            cover(own_set),
            cover(around),
            cover(whole),
            unknown,
            max(missing, default=0.0) / most,
            sum(1 for name in names if name not in whole) / len(names) if names else 0.0,
            held,
            1.0 - held if question.wanted in HARD else 0.0,
            len(pairs & set(zip(own, own[1:], strict=False))) / len(pairs) if pairs else 0.0,
            defines(subject, item.text) if question.type == "definition" else 0.0,
            cover(set(terms(item.path[-1]))) if item.path else 0.0,
            item.kind == "item",
            item.kind == "table",
            item.kind in ("code", "note"),
            item.text.rstrip().endswith("?"),
            min(words, 60) / 60,
            words < 5,
            item.dangling,
            item.hit.score / best_passage,
            cosines[at] * cover(around),
            of_rest,
            1.0 - of_rest if question.wanted in HARD else 0.0,
            question.type == "list" and (item.kind == "item" or bool(_ENUMERATION.search(item.text))),
            1.0 - held if question.wanted == "product" else 0.0,
            kin_cover(own_set),
            kin_near,
            kin_near - cover(around),
            min(1.0, sum(term not in weights for term in own_set) / 6),
            _longest_run(query.terms, own) / max(1, len(query.terms)),
        )
    return table


_MONEY_TERMS = frozenset(
    stem(word)
    for word in "earn make pay paid salary cost price wage income compensation fee charge money spend".split()
)


def _longest_run(asked: Sequence[str], said: Sequence[str]) -> int:
    """How many terms of a question stand in a sentence in the same order, one after the other, at most."""
    longest = 0
    before = [0] * (len(said) + 1)
    for term in asked:
        now = [0] * (len(said) + 1)
        for at, other in enumerate(said, 1):
            if term == other:
                now[at] = before[at - 1] + 1
                longest = max(longest, now[at])
        before = now
    return longest


def _closest(term: str, have: set[str], kin: Kin) -> float:
    """1 for a term that is there, else the closeness of the nearest word of like meaning that is."""
    if term in have:
        return 1.0
    return max((closeness for other, closeness in kin.get(term, {}).items() if other in have), default=0.0)


def defines(subject: Sequence[str], sentence: str) -> float:
    """How much a sentence looks like a definition of a subject given as terms: 1 says "subject is …", 0 does not.

    A last word that says of what sort the subject is ("the gamma parameter") need not be there.
    """
    whole = _defines(subject, sentence)
    if len(subject) > 1 and subject[-1] in SORTS:
        return max(whole, 0.9 * _defines(subject[:-1], sentence))
    return whole


def _defines(subject: Sequence[str], sentence: str) -> float:
    if not subject:
        return 0.0
    wanted = set(subject)
    match = _COPULA.search(sentence)
    if match:
        before = terms(sentence[: match.start()])
        if before and wanted <= set(before):
            if _PRAISE.match(sentence[match.end() :]):
                return 0.3
            if len(before) > len(subject) + 2:
                return 0.6
            if match.group() in _BE and _says_how_it_is(sentence[match.end() :]):
                return 0.5
            without_sort = before[:-1] if before[-1] in SORTS and len(before) > 1 else before
            # "the Glue Data Catalog is" does not say what Glue is
            return 1.0 if before[-1] in wanted or without_sort[-1] in wanted else 0.7
    named = re.search(r"\b(?:called|known as|termed|referred to as|named|refers to|abbreviated)\b", sentence)
    if named and wanted & set(terms(sentence[named.end() : named.end() + 60])):
        return 0.8
    for apposed in _APPOSITION.finditer(sentence):
        before = terms(sentence[: apposed.start()])
        if wanted <= set(before[-len(subject) - 1 :]):
            return 0.7
        if wanted <= set(before[-len(subject) - 3 :]) and _WHICH_IS.match(sentence[apposed.start() :]):
            return 0.7  # "the StandardScaler utility class, which is a quick way to"
    opening = sentence.split()[: len(subject) + 1]
    if wanted <= set(terms(" ".join(opening))):
        return 0.6
    return 0.2 if wanted & set(terms(" ".join(sentence.split()[:6]))) else 0.0


_ENUMERATION = re.compile(
    r"\b(?:such as|includ\w+|like|namely|are)\b[^.]*,[^.]*\b(?:and|or)\b|:[^.]*,[^.]*,|\w+, \w+[^.]*,? and \w+"
)
_COPULA = re.compile(
    r"\b(?:is|are|was|were|means|refers? to|describes?|denotes?|stands? for|consists? of|involves?|measures?|occurs?|"
    r"happens?|represents?|provides?|enables?|allows?|lets|converts?|creates?|seeks|aims|combines?|controls?|determines?|"
    r"transforms?|uses?|tells?|reduces?|helps?|optimi[sz]es|facilitates|defines|specifies|indicates|computes|performs|"
    r"implements|estimates|finds|assigns|splits|groups|searches|quantifies|summari[sz]es)\b|:\s|\s[—–]\s"
)
_BE = frozenset({"is", "are", "was", "were"})
SORTS = frozenset(
    stem(word)
    for word in (
        "parameter hyperparameter algorithm method function technique service metric option class operator command keyword "
        "argument tool approach concept term statistic"
    ).split()
)
_WHICH_IS = re.compile(r", (?:which|that) (?:is|are|was|were) ")
_ADVERBS = re.compile(
    r"^\s*(?:(?:also|generally|often|usually|typically|always|very|more|less|most|least|much|quite|highly|relatively|"
    r"particularly|especially|only|not|too|so|even|still|now|currently|rarely|sometimes|frequently|therefore|thus|"
    r"[a-z]+ly)\s+)*",
)
_PREDICATE = re.compile(
    r"(\w+)(?:\s+(?:for|to|than|in|on|at|when|if|because|with|by|from|of|and|but|as|since|while)\b|[,.;])"
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
    r"indispensable|invaluable|necessary|integral|fundamental|central|widely used)\b",
    re.IGNORECASE,
)
_APPOSITION = re.compile(r"(?:,| \(|\s[—–])\s?(?=(?:an?|the|which|where|when|that is|or|also)\b)")


def _names(text: str) -> list[str]:
    """Stems of the words of a question that name something: capitals inside the sentence, digits, mixed case."""
    words = re.findall(r"[\w'+#.-]+", text)
    chosen = [
        word
        for at, word in enumerate(words)
        if any(c.isdigit() for c in word) or any(c.isupper() for c in word[1:]) or (at > 0 and word[:1].isupper())
    ]
    return [term for word in chosen for term in terms(word.strip(".'-"))[:1]]


def _vector(index: Index, item: Candidate, query: Query) -> NDArray[np.float32]:
    if item.vector is None:
        return np.zeros_like(query.vector)
    return np.asarray(index.sentence_index.reconstruct(item.vector), np.float32)
