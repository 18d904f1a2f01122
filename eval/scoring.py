"""Scores one answered item: what every measure makes of it, and in words what went wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from studyground.assistant.answer import Answer, Citation
from studyground.eval.collection import Collection
from studyground.eval.fold import normalise
from studyground.eval.gold import GoldItem
from studyground.eval.metrics import answers, citations, conflicts, retrieval
from studyground.eval.spans import Places, Span

RETRIEVED = 10
_SHORT_ANSWER_WORDS = 5

Part = tuple[float, float]
"""What an item adds to a figure: to its numerator and to its denominator. A figure is the ratio of the sums, so that
means, precision, recall and F1 over items are all of this one form."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """A support scorer, and from which score on it says "supported".

    Args:
        name: As reports show it.
        support: Scores a claim against an evidence text.
        threshold: At and above it the claim counts as supported.
        trial: The scorer's own figures on labelled data, shown beside what rests on it.
    """

    name: str
    support: citations.Support
    threshold: float = 0.5
    trial: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scores:
    """What one item came to.

    Args:
        parts: By measure; a measure that does not apply is missing.
        answered: Whether a sentence was given; an answer with none is an abstention.
        right: Whether the answer given is right; None when none was given or nothing tells.
        confidence: As the system stated it.
        failures: What went wrong, in words; () when nothing did.
    """

    parts: Mapping[str, Part]
    answered: bool
    right: bool | None
    confidence: float
    failures: tuple[str, ...]


def score_item(
    item: GoldItem,
    given: Answer,
    hits: Sequence[Span],
    places: Sequence[Places],
    collection: Collection,
    scorer: Scorer | None = None,
) -> Scores:
    """Score one item.

    Args:
        item: What was asked.
        given: What was answered.
        hits: Passages ranked for the question, best first.
        places: Where each piece of the evidence stands, as `Collection.resolve` gives it.
        collection: The stored texts.
        scorer: For the scored citation figures; they are left out when None.
    """
    answered = given.status == "answered" and bool(given.sentences)
    parts: dict[str, Part | None] = dict(_abstention(item.answerable, answered))
    if item.answerable:
        parts |= _retrieval(item, hits, places)
        parts |= _answer(item, given, answered)
        spans = _cited_spans(given) if answered else []
        cited = [span for one in spans for span in one]
        parts["citation_precision_gold"] = _one(citations.gold_precision(spans, places))
        parts["citation_recall_gold"] = _one(citations.gold_recall(spans, places))
        parts["citation_focus"] = _one(citations.focus(cited, places))
        parts["evidence_cited"] = _one(citations.evidence_cited(cited, places, item.evidence_mode))
        if item.type == "conflict":
            parts["conflict_shown"] = _one(_conflict_shown(given, answered, places, parts))
    if answered:
        parts["length_words"] = _one(float(answers.word_count(given.answer)))
        parts["length_kept"] = _one(answers.within_length(given.answer, item.type))
        parts["redundancy"] = _one(answers.redundancy(given.answer))
        if scorer is not None:
            parts |= _scored(given, scorer)
    shown = [(Span(one.document, one.start, one.end), one.quote) for one in (*given.citations, *given.nearest)]
    parts["quote_exact"] = _one(citations.quotes_exact(shown, collection.texts))
    kept = {name: part for name, part in parts.items() if part is not None}
    right = _right(item, answered, kept)
    return Scores(kept, answered, right, given.confidence, _failures(item, answered, kept, places))


def score_error(item: GoldItem, places: Sequence[Places]) -> Scores:
    """The scores of an item on which the system broke: 0 on everything that applies, with the worst confidence."""
    parts = dict(_abstention(item.answerable, True))
    names: list[str] = []
    if item.answerable:
        parts["answered_share"] = (0.0, 1.0)
        if item.must_include or item.must_not_include:
            names.append("answer_correct")
        if item.must_include:
            names.append("must_have_share")
        if _is_short(item):
            names += ["token_f1", "exact_match"]
        if places:
            names += list(_retrieval(item, [], places))
            names += ["citation_precision_gold", "citation_recall_gold", "evidence_cited"]
        if item.type == "conflict" and places:
            names.append("conflict_shown")
    parts |= dict.fromkeys(names, (0.0, 1.0))
    return Scores(parts, False, None, 0.0 if item.answerable else 1.0, ())


def _one(value: float | None) -> Part | None:
    return None if value is None else (value, 1.0)


def _abstention(answerable: bool, answered: bool) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    if not answered:
        parts["abstain_precision"] = (float(not answerable), 1.0)
    if not answerable:
        parts["abstain_recall"] = (float(not answered), 1.0)
    else:
        parts["answered_share"] = (float(answered), 1.0)
    if not (answerable and answered):
        # 2 TP / (2 TP + FP + FN): a hit adds 2 and 2, either kind of miss 0 and 1.
        parts["abstain_f1"] = (2.0, 2.0) if not answerable and not answered else (0.0, 1.0)
    return parts


def _retrieval(item: GoldItem, hits: Sequence[Span], places: Sequence[Places]) -> dict[str, Part | None]:
    ranks = retrieval.first_ranks(hits[:RETRIEVED], places)
    parts = {f"recall_at_{k}": _one(retrieval.recall(ranks, k, item.evidence_mode)) for k in (1, 5, 10)}
    parts["mrr_at_10"] = _one(retrieval.reciprocal_rank(ranks, 10))
    parts["ndcg_at_10"] = _one(retrieval.ndcg(ranks, 10, item.evidence_mode))
    if item.evidence_mode == "all" and len(places) > 1:
        parts["all_evidence_recall_at_10"] = _one(retrieval.all_recall(ranks, 10))
    return parts


def _answer(item: GoldItem, given: Answer, answered: bool) -> dict[str, Part | None]:
    text = given.answer if answered else ""
    parts = {
        "answer_correct": _one(answers.must_haves(text, item.must_include, item.must_not_include)),
        "must_have_share": _one(answers.must_have_share(text, item.must_include)),
    }
    if _is_short(item):
        bare = normalise(text)
        parts["token_f1"] = _one(answers.token_f1(bare, [normalise(item.answer)]))
        parts["exact_match"] = _one(answers.exact_match(bare, [normalise(item.answer)]))
    return parts


def _is_short(item: GoldItem) -> bool:
    return bool(item.answer) and (item.type == "factoid" or len(item.answer.split()) <= _SHORT_ANSWER_WORDS)


def _cited_spans(given: Answer) -> list[list[Span]]:
    numbered = _numbered(given)
    return [[_span(numbered.get(n)) for n in sentence.citations] for sentence in given.sentences]


def _sides(given: Answer) -> list[list[Span]]:
    """The cited spans of the sides of the disagreement that shows the most sides."""
    numbered = _numbered(given)
    shown = max((conflict.sides for conflict in given.conflicts), key=len, default=())
    return [[_span(numbered[n]) for n in side.citations if n in numbered] for side in shown]


def _conflict_shown(
    given: Answer, answered: bool, places: Sequence[Places], parts: Mapping[str, Part | None]
) -> float | None:
    """Whether every side is shown with its source.

    Where one sentence of the guide names every side there are no two sources to set against each other: an answer shows
    the disagreement when it cites that sentence and says what each side says.
    """
    if len(places) != 1:
        return conflicts.sides_shown(_sides(given) if answered else [], places)
    shown = [parts.get(name) for name in ("evidence_cited", "answer_correct")]
    return float(all(part is None or part[0] == part[1] for part in shown))


def _numbered(given: Answer) -> dict[int, Citation]:
    return {one.n: one for one in given.citations}


def _span(citation: Citation | None) -> Span:
    """The span of a citation; an empty one, which supports nothing, for a number that no citation has."""
    return Span("", 0, 0) if citation is None else Span(citation.document, citation.start, citation.end)


def _scored(given: Answer, scorer: Scorer) -> dict[str, Part | None]:
    numbered = _numbered(given)
    sentences = [
        (one.text, [numbered[n].quote if n in numbered else "" for n in one.citations]) for one in given.sentences
    ]
    return {
        "citation_precision_scored": _one(citations.scored_precision(sentences, scorer.support, scorer.threshold)),
        "citation_recall_scored": _one(citations.scored_recall(sentences, scorer.support, scorer.threshold)),
    }


def _right(item: GoldItem, answered: bool, parts: Mapping[str, Part]) -> bool | None:
    if not answered:
        return None
    if not item.answerable:
        return False
    return parts["answer_correct"][0] == 1 if "answer_correct" in parts else None


def _failures(item: GoldItem, answered: bool, parts: Mapping[str, Part], places: Sequence[Places]) -> tuple[str, ...]:
    if not item.answerable:
        found = ["answered what the guide does not say"] if answered else []
        return (*found, *(["a quote is not the stored text"] if _below(parts, "quote_exact") else []))
    checks = [
        (not all(places), "evidence is not in the stored text"),
        (_below(parts, "recall_at_5"), "evidence is not among the first five passages"),
        (not answered, "refused what the guide says"),
        (answered and _below(parts, "answer_correct"), "the answer lacks what it must say, or says what it must not"),
        (answered and _below(parts, "evidence_cited"), "gold evidence is not cited"),
        (answered and _below(parts, "conflict_shown"), "the disagreement is not shown with both sources"),
        (_below(parts, "quote_exact"), "a quote is not the stored text"),
    ]
    return tuple(words for failed, words in checks if failed)


def _below(parts: Mapping[str, Part], name: str) -> bool:
    return name in parts and parts[name][0] < parts[name][1]
