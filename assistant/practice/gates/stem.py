"""The stem taken apart: its sentences, the question it ends in, and what they are about."""

import re
from dataclasses import dataclass

import numpy as np

from studyground.assistant.practice.gates.negation import denied
from studyground.assistant.question import FRAME_WORDS
from studyground.ingest.encoder import OnnxEncoder, Vectors
from studyground.ingest.sentences import sentence_spans
from studyground.ingest.terms import terms

CHOOSE = re.compile(r"\s*\((?:choose|select|pick)\s+(?:any\s+)?(\w+)(?:\s+\w+)?\.?\)\s*\.?\s*$", re.IGNORECASE)
# What a question asks of any option says nothing about one of them.
ASKING = (
    frozenset(
        terms(
            "company team organization organisation solution service should meet requirement requirements which what choose "
            "option approach technique algorithm method need needs want wants engineer scientist data specialist best most "
            "least recommend suit suits fit fits give gives answer action step likely"
        )
    )
    | FRAME_WORDS
)


@dataclass(frozen=True, slots=True)
class Need:
    """What a stem asks of its options.

    Args:
        sentences: The stem's sentences, the instruction to choose several left out.
        stems: The content stems of each.
        denied: Those that the stem denies ("without managing shards").
        vectors: Of shape (sentences + 1, dimension); the last is the whole stem.
    """

    sentences: tuple[str, ...]
    stems: tuple[frozenset[str], ...]
    denied: frozenset[str]
    vectors: Vectors

    @property
    def all_stems(self) -> frozenset[str]:
        """The content stems of the whole stem."""
        return frozenset[str]().union(*self.stems)


def without_instruction(stem: str) -> str:
    """A stem without its "(Choose two.)"."""
    return CHOOSE.sub("", " ".join(stem.split())).strip()


def need_of(stem: str, encoder: OnnxEncoder) -> Need:
    """Take a stem apart; its sentences are encoded in one pass over the whole."""
    text = without_instruction(stem)
    spans = sentence_spans(text)
    if not spans:
        return Need((), (), frozenset(), np.zeros((1, encoder.dimension), np.float32))
    whole, parts = encoder.encode_with_spans([text], [spans])
    sentences = tuple(text[start:end] for start, end in spans)
    stems = tuple(frozenset(terms(sentence)) - ASKING for sentence in sentences)
    return Need(sentences, stems, denied(text), np.concatenate([parts[0], whole]).astype(np.float32))
