"""What is measured about each sentence that might answer: closeness, cover of the question, kind of figure, shape and place."""

import re
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant import columns
from studyground.assistant.candidates import Candidate
from studyground.assistant.case_figures import own_figures
from studyground.assistant.definitions import defined
from studyground.assistant.kinds import HARD, holds
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.retrieve import Alike, Query
from studyground.ingest.index import Index
from studyground.ingest.kin import Kin
from studyground.ingest.terms import stem, terms

Features = NDArray[np.float32]
FRAME_WEIGHT = 0.15
MOST_LABEL_WORDS = 5
PLAINLY_TOLD = 0.5  # a row named by the question with the column; 1 is the row with the most of a column
OF_THE_WHOLE_GUIDE = 2.0  # inverse document frequency of what a guide is about: in one passage of seven
FEATURES = (
    "cosine", "passage", "cover", "cover_near", "cover_passage", "unknown", "worst_missing", "names_missing", "holds",
    "lacks_hard", "pairs", "defines", "heading", "item", "table", "other_kind", "asks", "length", "short", "dangling",
    "relative", "cosine_cover", "rest", "lacks_rest", "enumerates", "lacks_product", "kin_cover", "kin_near", "kin_gain",
    "adds", "run", "announces", "labelled", "elsewhere", "stranger",
    "tabled",
)  # fmt: skip
_TALKS = (
    r"talk|discuss|look|explore|cover|see|examine|return|turn|start|begin|walk|learn|introduce|move|dive|get|go|describe|explain|"
    r"study|review|recap|revisit|consider"
)
_ANNOUNCES = re.compile(  # says what the guide does, or is the line under a figure
    rf"\b(?:we(?:'ll|’ll| will| shall|'re going to|’re going to| are going to)|let(?:'s|’s| us)) (?:\w+ )?(?:{_TALKS})\b|"
    r"\b(?:chapter|section|appendix|part|lesson|module) (?:\d[\d.]*|[A-Z]) (?:will )?(?:discuss|cover|describ|explain|introduc|"
    r"present|look|deal|go)(?:e?s|ing)?\b|\bnow that (?:we|you)(?:'ve|’ve| have)\b|"
    r"^we (?:start|begin|conclude|finish|end|close) (?:with|by)\b|"
    r"^(?:\w+ )?(?:this|the (?:next|following|previous|rest of this)) (?:chapter|section|article|post|lesson|part|tutorial|"
    r"guide|book|video|module|unit|document|page)\b(?! (?:of|is (?:true|called)))|"
    r"^(?:listing|figure|fig\.|table|exhibit) \d+(?:[.-]\d+)*\s*[:.–—]",
    re.IGNORECASE,
)


def measure(index: Index, question: Question, query: Query, found: Sequence[Candidate]) -> Features:
    """Numbers that say how likely each candidate answers: shape (candidates, len(FEATURES)), each about 0 to 1."""
    if not found:
        return np.zeros((0, len(FEATURES)), np.float32)
    light = FRAME_WORDS | own_figures(query.text)
    weights = {term: index.terms.weight(term) * (FRAME_WEIGHT if term in light else 1.0) for term in query.terms}
    total = sum(weights.values()) or 1.0
    most = max(weights.values(), default=1.0) or 1.0
    pairs = set(zip(query.terms, query.terms[1:], strict=False))
    asked_of = set(_names(query.spelt_out))
    names = [name for name in asked_of - light if index.terms.weight(name) >= OF_THE_WHOLE_GUIDE]
    rest = {term: weight for term, weight in weights.items() if term not in names and term not in FRAME_WORDS}
    if question.wanted == "money":  # a sum of money is what "earn" and "cost" ask for: they need not be said
        rest = {term: weight for term, weight in rest.items() if term not in _MONEY_TERMS}
    rest_total = sum(rest.values())
    alike = {**query.alike, **(_EARNINGS if question.wanted == "money" else {})}
    for term in query.terms:  # a guide that writes "ml.g5.xlarge" does not lack "g5.xlarge"
        if term not in index.terms.vocabulary and len(parts := terms(term)) > 2:
            alike[term] = (*alike.get(term, ()), frozenset(parts[1:]))

    def said(have: set[str]) -> set[str]:
        return have | {term for term, ways in alike.items() if term in weights and any(way <= have for way in ways)}

    sought = {*weights, *(term for ways in alike.values() for way in ways for term in way)}
    known = said({term for term in sought if term in index.terms.vocabulary})
    unknown = sum(weight for term, weight in weights.items() if term not in known) / total
    subject = terms(question.subject)
    stranger = any(name not in known for name in _names(query.spelt_out, proper=True))
    rows = _row_names(found)
    asked = columns.sought_of_rows(question, query.terms, query.kin)
    extremes = {(item.doc, item.unit) for item in found if item.extreme}
    beside_it = {
        (item.doc, item.unit)
        for item in found
        if item.header and columns.beside(asked, item.text, item.header, _above(item))
    }
    cosines = _vectors(index, found, query) @ query.vector
    best_passage = max(item.hit.score for item in found) or 1.0
    path_terms = {item.path: set(terms(" ".join(item.path))) for item in found}
    passage_terms = {item.hit.passage: path_terms[item.path] | set(terms(item.hit.text)) for item in found}
    table = np.zeros((len(found), len(FEATURES)), np.float32)
    for at, item in enumerate(found):
        own = terms(item.text)
        own_set = said(set(own))
        own_set -= columns.range_ends(item.text, weights) if item.header else set()
        if item.header and own_set & set(weights):  # a row of what is asked about says its columns too
            own_set = said(own_set | columns.column_terms(item.text, item.header))
        around = said(own_set | set(terms(item.before)) | path_terms[item.path])
        whole = said(passage_terms[item.hit.passage] | around)

        def cover(have: set[str]) -> float:
            return sum([weight for term, weight in weights.items() if term in have]) / total

        def kin_cover(have: set[str]) -> float:
            return sum([weight * _closest(term, have, query.kin) for term, weight in weights.items()]) / total

        held = holds(question, item.text, item.before if item.dangling else "")
        off = (item.doc, item.unit) in beside_it and not own_set & set(asked.property)
        held = 0.0 if off else 1.0 if item.extreme or columns.tells_figure(asked, item.text, item.header) else held
        near, kin_near = cover(around), kin_cover(around)
        of_rest = sum(w for term, w in rest.items() if term in around) / rest_total if rest_total else 1.0
        words = len(item.text.split())
        missing = [weight for term, weight in weights.items() if term not in whole]
        table[at] = (
            cosines[at],
            item.hit.score,
            cover(own_set),
            near,
            cover(whole),
            unknown,
            max(missing, default=0.0) / most,
            sum(1 for name in names if name not in whole) / len(names) if names else 0.0,
            held,
            1.0 - held if question.wanted in HARD else 0.0,
            len(pairs & set(zip(own, own[1:], strict=False))) / len(pairs) if pairs else 0.0,
            defined(subject, item) if question.type == "definition" else 0.0,
            cover(set(terms(item.path[-1]))) if item.path else 0.0,
            item.kind == "item",
            item.kind == "table",
            item.kind in ("code", "note"),
            item.text.rstrip().endswith("?"),
            min(words, 60) / 60,
            words < 5,
            item.dangling,
            item.hit.score / best_passage,
            cosines[at] * near,
            of_rest,
            1.0 - of_rest if question.wanted in HARD else 0.0,
            question.type == "list" and (item.kind == "item" or bool(_ENUMERATION.search(item.text))),
            1.0 - held if question.wanted == "product" else 0.0,
            kin_cover(own_set),
            kin_near,
            kin_near - near,
            min(1.0, sum(term not in weights for term in set(own)) / 6),
            _longest_run(query.terms, own) / max(1, len(query.terms)),
            bool(_ANNOUNCES.search(item.text)),
            item.kind == "item" and _labelled(item.text, weights),
            _elsewhere(item, own_set, weights, asked_of, question.wanted in HARD)
            or (item.kind == "table" and columns.names_other_row(item.n, own_set, weights, rows[item.doc, item.unit]))
            or off
            or columns.of_other_number(asked, item.text, item.header)
            or ((item.doc, item.unit) in extremes and not item.extreme),
            stranger,
            1.0 if item.extreme else PLAINLY_TOLD * columns.tells_plainly(asked, item.text, item.header, _above(item)),
        )
    return table


def _above(item: Candidate) -> list[str]:
    """Terms of the headings above an item or row and of the sentence that leads to it."""
    return terms(" ".join((*item.path, item.lead)))


def _labelled(text: str, asked: Collection[str]) -> bool:
    """Whether an item opens with a label whose every word is asked for ("--abort: …" to one who wants to abort)."""
    label, colon, _ = text.partition(": ")
    own = terms(label) if colon and len(label.split()) <= MOST_LABEL_WORDS else ()
    return bool(own) and all(term in asked for term in own)


def _row_names(found: Sequence[Candidate]) -> dict[tuple[int, int], dict[int, frozenset[str]]]:
    """For each table the terms of the first cell of its rows, by the number of the sentence."""
    names: dict[tuple[int, int], dict[int, frozenset[str]]] = {}
    for item in found:
        if item.kind == "table":
            names.setdefault((item.doc, item.unit), {})[item.n] = frozenset(terms(item.text.partition("|")[0]))
    return names


def _elsewhere(item: Candidate, own: set[str], asked: Collection[str], named: set[str], figure: bool) -> bool:
    """Whether a sentence says that it holds for something else than what a question names.

    "In the United States, …" to one who asks for Canada; "People there …" after a sentence on the United States; a figure after
    "India's wages …".
    """
    if not named or named <= own:
        return False
    told = own | set(terms(item.before))
    if _THERE.search(item.text):
        return not named <= told
    opening = _HOLDS_FOR.match(item.text) or (_IS_ABOUT.match(item.before) if figure and not named <= told else None)
    return bool(opening and not set(terms(opening["what"])) <= set(asked))


_THERE = re.compile(r"(?!^)\bthere\b(?! (?:is|are|was|were|exists?|will|can|may|must|has|have|'s|’s)\b)")
_HOLDS_FOR = re.compile(
    r"(?:(?:But|And|Yet|While|Meanwhile,|However,|Likewise,|Similarly,) )?(?:[Ii]n|[Ww]ithin|[Aa]cross|[Tt]hroughout) (?:the )?"
    r"(?P<what>[A-Z][\w'’&.-]*(?: [A-Z][\w'’&.-]*){0,4}),"
)
_IS_ABOUT = re.compile(r"(?:The )?(?P<what>[A-Z][\w-]+(?:(?='s |’s )| [A-Z][\w-]+(?: [A-Z][\w-]+)*))")
_EARNED = frozenset(stem(word) for word in "earn pay paid salary wage income compensation make".split())
_SPENT = frozenset(stem(word) for word in "cost price fee charge spend money".split())
_MONEY_TERMS = _EARNED | _SPENT
# asked for a sum of money, whoever earns has a salary
_EARNINGS: Alike = {
    term: tuple(frozenset({other}) for other in _EARNED - {term, stem("make")}) for term in sorted(_EARNED)
}


def _longest_run(asked: Sequence[str], said: Sequence[str]) -> int:
    """How many terms of a question stand in a sentence in the same order, one after the other, at most."""
    longest = 0
    before = none = [0] * (len(said) + 1)
    for term in asked:
        if term not in said:
            before = none
            continue
        now = none.copy()
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
    return next((closeness for other, closeness in kin.get(term, {}).items() if other in have), 0.0)  # closest first


_ENUMERATION = re.compile(
    r"\b(?:such as|includ\w+|like|namely|are)\b[^.]*,[^.]*\b(?:and|or)\b|:[^.]*,[^.]*,|\w+, \w+[^.]*,? and \w+"
)


def _names(text: str, proper: bool = False) -> list[str]:
    """Stems of the words of a question that name something: capitals inside the sentence, digits, mixed case.

    Args:
        text: A question.
        proper: Only names such as "Snowflake" and "Norway": one capital and small letters, in a question that is not all so.
    """
    words = re.findall(r"[\w'+#.-]+", text)
    if proper:
        named = [word for word in words[1:] if re.fullmatch(r"[A-Z][a-z]{2,}(?:['’]s)?", word)]
        return [term for word in named for term in terms(word)[:1]] if len(named) <= len(words) / 3 else []
    chosen = [
        word
        for at, word in enumerate(words)
        if any(c.isdigit() for c in word) or any(c.isupper() for c in word[1:]) or (at > 0 and word[:1].isupper())
    ]
    return [term for word in chosen for term in terms(word.strip(".'-"))[:1]]


def _vectors(index: Index, found: Sequence[Candidate], query: Query) -> NDArray[np.float32]:
    """The vector of each candidate, a zero for one that has none: shape (candidates, dimension)."""
    vectors = np.zeros((len(found), len(query.vector)), np.float32)
    rows = {at: item.vector for at, item in enumerate(found) if item.vector is not None}
    if rows:
        vectors[list(rows)] = index.sentence_index.reconstruct_batch(np.array(list(rows.values()), np.int64))
    return vectors
