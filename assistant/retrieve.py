"""From a question to passages: vectors and words side by side, fused, near-identical passages spread out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.everyday_verbs import joined_in_guide, said_in_one_word
from studyground.assistant.other_writing import as_written
from studyground.assistant.side_wording import with_side_named
from studyground.assistant.spelling import corrected
from studyground.assistant.unit_names import units_as_named
from studyground.assistant.wording import tells_case
from studyground.assistant.written_exam import with_exam_named
from studyground.ingest.acronyms import expanded, of_one, several, shortened
from studyground.ingest.encoder import Vectors
from studyground.ingest.index import Index
from studyground.ingest.kin import Kin, comparable
from studyground.ingest.terms import stem, terms, tokens

POOL = 60
SENTENCES_A_PASSAGE = 3
PASSAGE_SHARE = 0.3
SAME_PASSAGE_COSINE = 0.95
MOST_WORDS_COMPARED = 24
CASE_BEHIND = (
    0.08  # measured on the guide: evidence among the first five .82 without, .85 with (.85 had there been no cases)
)
Alike = Mapping[str, tuple[frozenset[str], ...]]
CASES_AMONG = 4  # times as many passages are looked through as are wanted


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found for a query: a span of stored text with what speaks for it.

    Args:
        passage: Its id in the index.
        doc: Internal number of its document.
        document: The document's name.
        start: First code point.
        end: One past the last.
        text: Exactly `stored_text[start:end]`.
        section: Index of its section in the document.
        page: Sheet, or None.
        score: Fused score, 0 to 1; comparable within one query only.
        cosine: Similarity of its best sentence to the query.
    """

    passage: int
    doc: int
    document: str
    start: int
    end: int
    text: str
    section: int
    page: int | None
    score: float
    cosine: float


@dataclass(frozen=True, slots=True)
class Query:
    """A query as the retriever reads it.

    Args:
        text: With its spelling mended.
        spelt_out: With acronyms that the guide only ever spells out put into the guide's words.
        terms: Stems to search by, the long forms of acronyms among them.
        kin: For a term, terms of the guide that mean nearly the same, with their closeness, 0 to 1.
        vector: Of shape (dimension,).
        alike: For a term, sets of terms that say the same where all of a set stand: the long form of an acronym ("ML"), and
            the acronym of a long form.
    """

    text: str
    spelt_out: str
    terms: tuple[str, ...]
    vector: Vectors
    kin: Kin
    alike: Alike = field(default_factory=dict)


def prepare(index: Index, text: str, to_rank: bool = False) -> Query:
    """Mend spelling, spell acronyms out, stem and encode a query.

    Args:
        index: An open index.
        text: Words or a question.
        to_rank: It only ranks passages, which asks for no words of like meaning: they are not looked for.
    """
    known = index.encoder.is_word
    put = with_side_named(units_as_named(text, index.words), index.words)
    written = as_written(put, index.words, index.texts, known)
    mended = with_exam_named(of_one(corrected(written, index.words, known), index.words), index.words, index.texts)
    forms = expanded(mended, index.acronyms, index.words)
    spelt_out = mended
    for token, form in forms.items():
        if token.lower() not in index.words:
            spelt_out = spelt_out.replace(token, form)
    searched = f"{mended} ({'; '.join(forms.values())})" if forms else mended
    # a guide that writes "do not" does not lack the "don't" of a question
    unsaid = {term for term in _negations(spelt_out) if term not in index.terms.vocabulary}
    plurals = several(spelt_out, index.terms.vocabulary)
    found = [term for term in terms(" ".join([spelt_out, *forms.values(), *plurals.values()])) if term not in unsaid]
    words = list(dict.fromkeys(word for word in tokens(mended) if comparable(word)))[:MOST_WORDS_COMPARED]
    kin = index.word_vectors.kin([] if to_rank else words, index.encoder)
    alike = _alike(forms | shortened(spelt_out, index.acronyms, index.words), found)
    joined = [(apart, frozenset(terms(one))) for apart, one in joined_in_guide(mended, index.words)]
    for apart, ways in (*said_in_one_word(mended), *joined):
        for term in {term for word in (apart.split()[0], apart.split()[-1]) for term in terms(word)}:
            alike[term] = (*alike.get(term, ()), *(frozenset({way}) for way in ways))
    for one, more in plurals.items():
        alike[more] = (*alike.get(more, ()), frozenset({one}), *alike.get(one, ()))
        alike[one] = (*alike.get(one, ()), frozenset({more}))
    vector = index.question_encoder.encode([searched])[0]
    return Query(mended, spelt_out, tuple(dict.fromkeys(found)), vector, kin, alike)


def _negations(text: str) -> set[str]:
    """The terms of every "don't" and the like in a text."""
    return {term for match in _NEGATION.finditer(text) for term in terms(match.group())}


_NEGATION = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|had|ca|wo|could|should|would|must|need|might)n['’]t\b", re.IGNORECASE
)


def _alike(forms: Mapping[str, str], said: Sequence[str]) -> dict[str, tuple[frozenset[str], ...]]:
    """Short and long forms, and numbers in figures and in words: each a term's other way of being said."""
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for short, long in forms.items():
        one, other = terms(short), frozenset(terms(long))
        if len(one) == 1 and len(other) > 1 and one[0] not in other:
            found[one[0]] = (*found.get(one[0], ()), other)
            for term in other:
                found[term] = (*found.get(term, ()), frozenset(one))
    for term in said:
        if term in _SAME_NUMBER:
            found[term] = (*found.get(term, ()), frozenset({_SAME_NUMBER[term]}))
    return found


_NUMBERS = zip(
    "1 2 3 4 5 6 7 8 9 10 11 12 1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split(),
    "one two three four five six seven eight nine ten eleven twelve "
    "first second third fourth fifth sixth seventh eighth ninth tenth".split(),
    strict=True,
)
_SAME_NUMBER = {stem(one): stem(other) for pair in _NUMBERS for one, other in (pair, pair[::-1])}


def retrieve(
    index: Index,
    query: Query,
    top_k: int,
    dense_weight: float,
    document: str | None = None,
    section: str | None = None,
    also: Sequence[int] = (),
) -> list[Hit]:
    """The passages that speak most for a query.

    The fused score is a convex combination (Bruch et al. 2023, arXiv:2210.11934) of the cosine and of the share of the
    best BM25 there could be.

    Args:
        index: An open index.
        query: A prepared query.
        top_k: How many.
        dense_weight: Weight of the vectors, 0 (words only) to 1 (vectors only).
        document: Only passages of this document.
        section: Only passages under a heading that contains these words.
        also: Ids of passages that are to be among them whatever their score.
    """
    allowed = _allowed(index, document, section)
    ids, fused, cosines = _candidates(index, query, dense_weight, allowed, also)
    if not len(ids):
        return []
    fused = _cases_behind(index, ids, fused, top_k)
    order = np.argsort(-fused, kind="stable")
    picked = _spread(index, [int(at) for at in order], ids, top_k)
    picked += [int(at) for at in order if int(ids[at]) in also and int(at) not in picked]
    rows = index.passages([int(ids[at]) for at in picked])
    hits = []
    for at in picked:
        row = rows[int(ids[at])]
        text = index.text_by_id(row.doc)
        start, end = row.passage.body_start, row.passage.body_end
        piece = text[start:end]
        end -= len(piece) - len(piece.rstrip())
        hits.append(
            Hit(
                passage=row.id,
                doc=row.doc,
                document=index.document_by_id(row.doc).document,
                start=start,
                end=end,
                text=text[start:end],
                section=row.passage.section,
                page=row.passage.page,
                score=float(fused[at]),
                cosine=float(cosines[at]),
            )
        )
    return hits


def retrieve_telling(
    index: Index, query: Query, top_k: int, dense_weight: float, also: Sequence[int] = ()
) -> list[Hit]:
    """The passages that speak most for a query, without those that are nothing but a heading: these tell nothing.

    Args:
        index: An open index.
        query: A prepared query.
        top_k: How many.
        dense_weight: As for `retrieve`.
        also: Ids of passages that are to be among them whatever their score.
    """
    hits = retrieve(index, query, top_k, dense_weight, also=also)
    bare = sum(_only_heading(index, hit) for hit in hits)
    if bare:
        hits = retrieve(index, query, top_k + bare, dense_weight, also=also)
    return [hit for hit in hits if not _only_heading(index, hit)]


def _only_heading(index: Index, hit: Hit) -> bool:
    """Whether a passage has no more than the heading of its section."""
    path = index.sections(hit.doc)[hit.section].path
    return bool(path) and hit.text.strip(" #*_\n") == path[-1].strip()


def fuse(passages: Vectors, sentences: Vectors, bm25: Vectors, most_bm25: float, dense_weight: float) -> Vectors:
    """One score from three; shapes (n,).

    Args:
        passages: Cosine of each passage.
        sentences: Cosine of each passage's best sentence.
        bm25: BM25 of each passage.
        most_bm25: What a passage would have that held every term of the query, unknown ones too: a query of which the
            guide has only the common words must not look as sure as one that is found whole.
        dense_weight: Weight of the vectors.
    """
    dense = PASSAGE_SHARE * passages + (1 - PASSAGE_SHARE) * sentences
    return (dense_weight * dense + (1 - dense_weight) * bm25 / max(most_bm25, 1e-6)).astype(np.float32)


def _candidates(
    index: Index,
    query: Query,
    dense_weight: float,
    allowed: NDArray[np.bool_] | None,
    also: Sequence[int] = (),
) -> tuple[NDArray[np.int64], Vectors, Vectors]:
    """Ids that any side puts forward, with their fused score and the cosine of their best sentence."""
    pool = POOL if allowed is None else index.manifest.passages
    bm25 = index.terms.scores(query.terms)
    cosines, near = index.nearest_passages(query.vector, pool)
    by_words = np.argsort(-bm25, kind="stable")[:pool]
    by_words = by_words[bm25[by_words] > 0]
    best, rows = index.nearest_sentences(query.vector, pool * SENTENCES_A_PASSAGE)
    owners = index.sentence_owners[rows]
    by_sentence: dict[int, float] = {}
    for owner, cosine in zip(owners.tolist(), best.tolist(), strict=True):
        by_sentence.setdefault(owner, cosine)
    ids = np.unique(np.concatenate([near, by_words, list(by_sentence)[:pool], also])).astype(np.int64)
    if allowed is not None:
        ids = ids[allowed[ids]]
    known = dict(zip(near.tolist(), cosines.tolist(), strict=True))
    known |= _cosines(index, [at for at in ids.tolist() if at not in known], query.vector)
    passage = np.array([known[at] for at in ids.tolist()], np.float32)
    floor = float(best[-1]) if len(best) else 0.0
    sentence = np.array([by_sentence.get(at, min(floor, cos)) for at, cos in zip(ids.tolist(), passage, strict=True)])
    sentence = sentence.astype(np.float32)
    return ids, fuse(passage, sentence, bm25[ids], index.terms.most(query.terms), dense_weight), sentence


def _cosines(index: Index, passages: Sequence[int], query: Vectors) -> dict[int, float]:
    """The cosine of each of some passages to a query."""
    if not passages:
        return {}
    vectors = index.vectors.reconstruct_batch(np.array(passages, np.int64))
    return dict(zip(passages, (vectors @ query).tolist(), strict=True))


def _cases_behind(index: Index, ids: NDArray[np.int64], fused: Vectors, top_k: int) -> Vectors:
    """The scores, those of passages that tell a case lowered: what the guide states goes before what one case was about."""
    first = np.argsort(-fused, kind="stable")[: CASES_AMONG * top_k]
    rows = index.passages([int(ids[at]) for at in first])
    lowered = fused.copy()
    for at in first:
        row = rows[int(ids[at])]
        if tells_case(index.text_by_id(row.doc)[row.passage.body_start : row.passage.body_end]):
            lowered[at] -= CASE_BEHIND
    return lowered


def _allowed(index: Index, document: str | None, section: str | None) -> NDArray[np.bool_] | None:
    if document is None and section is None:
        return None
    mask = np.ones(index.manifest.passages, bool)
    if document is not None:
        mask &= index.passage_documents == index.document(document).id
    if section is not None:
        wanted = section.casefold()
        for doc in np.unique(index.passage_documents[mask]):
            sections = index.sections(int(doc))
            for row in index.passages_of(int(doc)):
                mask[row.id] &= any(wanted in title.casefold() for title in sections[row.passage.section].path)
    return mask


def _spread(index: Index, order: Sequence[int], ids: NDArray[np.int64], top_k: int) -> list[int]:
    """Take the best in turn, but put back a passage that says almost word for word what one already taken says."""
    taken: list[int] = []
    vectors: list[Vectors] = []
    later: list[int] = []
    for at in order:
        if len(taken) == top_k:
            break
        vector = index.vectors.reconstruct(int(ids[at]))
        if any(float(vector @ other) > SAME_PASSAGE_COSINE for other in vectors):
            later.append(at)
            continue
        taken.append(at)
        vectors.append(vector)
    return [*taken, *later][:top_k]
