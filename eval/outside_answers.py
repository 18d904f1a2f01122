"""The program itself on the outside sets: their passages become an index, and it is asked as a learner would ask.

An index of a set is kept in the data folder, so that a second run only has to ask. No word of a set leaves that folder.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from studyground.assistant.answer import Answer
from studyground.assistant.assistant import Assistant, Look
from studyground.assistant.candidates import candidates
from studyground.assistant.features import measure
from studyground.assistant.judging import judge
from studyground.assistant.question import understand
from studyground.assistant.retrieve import prepare, retrieve
from studyground.assistant.scorer import load_scorer
from studyground.eval.collection import Collection
from studyground.eval.fold import normalise
from studyground.eval.outside_scores import Given, Rank
from studyground.eval.spans import Span
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

READING_LIMIT = 500
"""Questions taken of a reading set, spread evenly over it; with their passages a run takes a minute or two."""


class IndexedReader:
    """Reads the passages of one set, one passage at a time or all of them together.

    Args:
        name: Of the set.
        passages: Their texts.
        settings: Where the data folder is, which encoder; an index named in them is not touched.
    """

    def __init__(self, name: str, passages: Iterable[str], settings: Settings) -> None:
        self._documents = {text: f"{_digest(text)}.txt" for text in passages}
        files = {document: text for text, document in self._documents.items()}
        self._assistant, self._settings = _indexed(name, files, settings)
        self._stored = set(self._assistant.index.document_names())

    def read(self, question: str, passage: str) -> Given:
        """Answer from one passage alone, as reading sets are meant; a passage that ingest left out says nothing."""
        document = self._document(passage)
        if document not in self._stored:
            return Given("", 0.0)
        index = self._assistant.index
        query = prepare(index, question)
        hits = retrieve(index, query, self._settings.top_k, self._settings.dense_weight, document)
        taken = understand(query.text)
        found = candidates(index, hits)
        features = measure(index, taken, query, found)
        scores, confidence = judge(load_scorer(), taken, features)
        look = Look(taken, query, tuple(hits), tuple(found), features, scores, confidence, 0.0)
        return _given(self._assistant.decide(question, question, [look]))

    def ask(self, question: str, passage: str) -> Given:
        """Answer from the whole collection, and say at which rank the passage that belongs to the question was found."""
        answer = self._assistant.ask(question)
        wanted = self._document(passage)
        ranked: dict[str, None] = {}
        for hit in self._assistant.search(question, 30):
            ranked.setdefault(hit.document)
        order = list(ranked)
        given = _given(answer)
        return Given(given.text, given.confidence, order.index(wanted) + 1 if wanted in ranked else None)

    def _document(self, passage: str) -> str:
        return self._documents.get(passage) or f"{_digest(passage)}.txt"


class IndexedRanker:
    """Ranks the program's own passages over whole documents, and says where they stand in the files as they were.

    Args:
        name: Of the set.
        texts: The documents by name.
        settings: As for `IndexedReader`.
    """

    def __init__(self, name: str, texts: Mapping[str, str], settings: Settings) -> None:
        self._assistant, _ = _indexed(name, {f"{key}.md": text for key, text in texts.items()}, settings)
        self._original = Collection(texts)
        self._placed: dict[tuple[str, int, int], Span] = {}

    def rank(self, corpus: str, question: str, k: int) -> list[Span]:
        """The k best passages of all documents; `corpus` is where the answer stands and is not looked at."""
        return [self._place(hit.document, hit.start, hit.end) for hit in self._assistant.search(question, k)]

    def _place(self, document: str, start: int, end: int) -> Span:
        key = (document, start, end)
        if key not in self._placed:
            self._placed[key] = self._found(*key)
        return self._placed[key]

    def _found(self, document: str, start: int, end: int) -> Span:
        """The span of the file that a span of stored text came from; ingest cleans, so offsets differ."""
        index = self._assistant.index
        stored, name = index.stored_text(document), document.removesuffix(".md")
        folded = self._original.folded(name)
        expected = start / max(1, len(stored)) * len(self._original.texts[name])
        whole = folded.find(normalise(stored[start:end]))
        if whole:
            return Span(name, *min(whole, key=lambda place: abs(place[0] - expected)))
        pieces = []
        for row in index.sentences(index.document(document).id):
            if row.span.start < end and row.span.end > start:
                places = folded.find(normalise(stored[row.span.start : row.span.end]))
                if places:
                    pieces.append(min(places, key=lambda place: abs(place[0] - expected)))
        if not pieces:
            return Span(name, 0, 0)
        return Span(name, min(begin for begin, _ in pieces), max(stop for _, stop in pieces))


def prepare_rank(settings: Settings) -> "PreparedRank":
    """What makes the ranking of a chunking set, for `run_outside`."""
    return PreparedRank(settings)


class PreparedRank:
    """Makes an index of the texts it is given and ranks over it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self, texts: Mapping[str, str]) -> Rank:
        """Rank over these texts."""
        return IndexedRanker("chunking", texts, self._settings).rank


def _indexed(name: str, files: Mapping[str, str], settings: Settings) -> tuple[Assistant, Settings]:
    """An assistant over an index of these files alone, kept between runs."""
    folder = settings.data_folder() / "outside" / name
    texts = folder / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    for stale in {path.name for path in texts.iterdir()} - set(files):
        (texts / stale).unlink()
    for file, text in files.items():
        path = texts / file
        data = text.encode("utf-8")
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)
    own = settings.model_copy(update={"index": folder / "index"})
    ingest([texts], own)
    return Assistant.open(own), own


def _given(answer: Answer) -> Given:
    return Given(" ".join(one.text for one in answer.sentences), answer.confidence)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:20]


def index_path(name: str, settings: Settings) -> Path:
    """Where the index of a set is kept."""
    return settings.data_folder() / "outside" / name / "index"
