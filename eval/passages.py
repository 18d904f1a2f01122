"""Cutting stored texts into passages for the baselines, which must not profit from how the program cuts them."""

import re
from collections.abc import Mapping

from studyground.errors import StudygroundError
from studyground.eval.spans import Span

PASSAGE_WORDS = 100
TUTORIAL_CHARACTERS = 1000
TUTORIAL_OVERLAP = 200
_WORD = re.compile(r"\S+")


def windows(texts: Mapping[str, str], words: int = PASSAGE_WORDS) -> list[Span]:
    """Passages of that many words, each beginning half a passage after the one before; exact spans of stored text.

    Half a passage of overlap means that evidence of up to half a passage is whole in at least one of them.
    """
    step = max(1, words // 2)
    found = []
    for document, text in texts.items():
        places = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        for begin in range(0, max(1, len(places) - step), step):
            window = places[begin : begin + words]
            if window:
                found.append(Span(document, window[0][0], window[-1][1]))
    return found


def tutorial_chunks(
    texts: Mapping[str, str], size: int = TUTORIAL_CHARACTERS, overlap: int = TUTORIAL_OVERLAP
) -> list[Span]:
    """Chunks as the usual tutorial makes them: LangChain's RecursiveCharacterTextSplitter, 1,000 and 200 characters.

    Raises:
        StudygroundError: When the splitter is not installed.
    """
    try:
        from langchain_text_splitters import RecursiveCharacterTextSplitter
    except ModuleNotFoundError as error:
        if error.name != "langchain_text_splitters":
            raise
        raise StudygroundError(
            "The tutorial baseline needs langchain-text-splitters, which is not installed.",
            "Install it with: pip install langchain-text-splitters",
        ) from error
    splitter = RecursiveCharacterTextSplitter(chunk_size=size, chunk_overlap=overlap, add_start_index=True)
    found = []
    for document, text in texts.items():
        for chunk in splitter.create_documents([text]):
            start = int(chunk.metadata["start_index"])
            if start >= 0 and chunk.page_content:
                found.append(Span(document, start, start + len(chunk.page_content)))
    return found
