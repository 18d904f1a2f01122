"""What a document is about as a whole: its title or first sentence names it, and the sentences after need not say it again.

"The pass mark is 750" in a document that opens with "This chapter explains how the exam MLS-C01 works" answers "What is the
passing score of MLS-C01?", though the name is nowhere near.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from studyground.assistant.candidates import Candidate
from studyground.assistant.features import FEATURES, Features, measure
from studyground.assistant.question import Question
from studyground.assistant.retrieve import Hit, Query, prepare, retrieve
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

MOST_DOCUMENTS = 2
MORE_PASSAGES = 3
AMONG_KNOWN = 2  # of the best, so many may have been found with the name
OPENING = 8  # sentences, headings counted in
LEAST_LEFT = 2  # terms of a question without the name
LEAST_AT_END = 2  # terms of a name that nothing but its place tells
_NAME = re.compile(  # a code ("MLS-C01") or words with capitals ("Google Cloud"), not the first word of a question
    r"(?<!^)(?:\b(?:of|for|in|on|at|to|with|about|by) )?(?:\bthe )?"
    r"(?P<name>\b(?=\w*[\dA-Z])[A-Z][\w.+#-]*[\w+#](?: [A-Z][\w.+#-]*)*)(?P<kind> (?:exam|certification|course|guide|book))?\b"
    r"(?!['’]s)"
)
_NAME_IN_WORDS = re.compile(  # "the village baking diploma exam", as one writes who cares for no capitals
    r"\b(?:the|this|an?|my|our) (?P<name>(?:[\w.+#-]+ ){1,6}?)(?=(?:exam|examination|certification|course|test)\b)",
    re.IGNORECASE,
)
_NAME_AT_END = re.compile(  # "the passing score for the aws ml specialty?"
    r"\b(?:of|for|in|on|at|about|sit|take|retake|pass|fail|book) (?:the |this |my |our )?"
    r"(?P<name>[\w.+#-]+(?: [\w.+#-]+){1,5}?)(?=[?.! ]*$)",
    re.IGNORECASE,
)


def without_name(question: str, in_words: bool = False, at_end: bool = False) -> tuple[str, frozenset[str]]:
    """A question without the one name it has, and the terms of that; the question and nothing where it has none or several.

    Args:
        question: As it stands alone, spelling mended.
        in_words: Whether the name is what stands before "exam", "course" and the like, however it is written.
        at_end: Whether it is the several words that the question ends with, however they are written.
    """
    found = list((_NAME_AT_END if at_end else _NAME_IN_WORDS if in_words else _NAME).finditer(question))
    if len(found) != 1 or (at_end and len(set(terms(found[0]["name"]))) < LEAST_AT_END):
        return question, frozenset()
    kept = "the " if in_words else ""
    rest = " ".join(f"{question[: found[0].start()]} {kept}{question[found[0].end() :]}".split())
    rest = re.sub(r"\s+(?=[?.!,])", "", rest)
    if len(set(terms(rest))) < LEAST_LEFT:
        return question, frozenset()
    return rest, frozenset(terms(found[0]["name"]))


@dataclass(frozen=True, slots=True)
class Within:
    """A question about what some documents are about as a whole.

    Args:
        query: It without the name, as the retriever reads it; None where no document introduces a name of it.
        name: Terms of the name.
        documents: Numbers of the documents.
        hits: Their passages that speak most for what is asked beside the name.
    """

    query: Query | None = None
    name: frozenset[str] = frozenset()
    documents: tuple[int, ...] = ()
    hits: tuple[Hit, ...] = ()

    def measured(self, index: Index, question: Question, found: Sequence[Candidate], features: Features) -> Features:
        """Features in which the sentences of the documents, and others that have the name, are measured without it.

        Were it only those that lack it, "The guide to HBR-200 gives this part 20 %" would win by the name alone.

        Args:
            index: Where the candidates come from.
            question: What is asked.
            found: Candidates.
            features: Measured of them with the name; a sentence of another document that lacks it keeps them.
        """
        missing = features[:, FEATURES.index("names_missing")] if len(found) else ()
        rows = [at for at, item in enumerate(found) if item.doc in self.documents or missing[at] == 0]
        if self.query is None or not rows:
            return features
        told = np.array(features)
        told[rows] = measure(index, replace(question, text=self.query.text), self.query, found)[rows]
        return told


def within_documents(index: Index, query: Query, hits: Sequence[Hit], dense_weight: float) -> Within:
    """What a question asks of documents that have its one name in their title or first sentence.

    Args:
        index: An open index.
        query: The question.
        hits: Passages found for it, best first; their documents are looked at.
        dense_weight: As for `retrieve`.
    """
    documents: dict[int, str] = {}
    ways = [without_name(query.text, *way) for way in ((False, False), (True, False), (False, True))]
    for way in sorted(ways, key=lambda way: -len(way[1])):
        rest, name = way
        for hit in hits if name else ():
            if hit.doc not in documents and len(documents) < MOST_DOCUMENTS and introduces(index, hit.doc, name):
                documents[hit.doc] = hit.document
        if documents:
            break
    if not documents:
        return Within()
    asked = prepare(index, rest)
    known = {hit.passage for hit in hits}
    more: list[Hit] = []
    for one in documents.values():
        best = retrieve(index, asked, MORE_PASSAGES + AMONG_KNOWN, dense_weight, document=one)
        more += [hit for hit in best if hit.passage not in known][:MORE_PASSAGES]
    return Within(asked, name, tuple(documents), tuple(more))


def introduces(index: Index, doc: int, name: frozenset[str]) -> bool:
    """Whether a document has a name in its title or first sentence.

    Args:
        index: Where it stands.
        doc: Its number.
        name: Terms of the name.
    """
    text, units = index.text_by_id(doc), index.units(doc, 0, OPENING)
    spans = [row.span for row in index.sentences(doc, 0, OPENING)]
    said = (text[one.start : one.end] for one in spans if one.unit in units and units[one.unit].kind == "paragraph")
    return name <= set(terms(f"{index.document_by_id(doc).title} {next(said, '')}"))
