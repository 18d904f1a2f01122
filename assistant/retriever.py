"""The retriever and the chain as LangChain users know them: a `BaseRetriever`, and the answer as a `Runnable`."""

from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import ConfigDict

from studyground.assistant.answer import Answer, Turn
from studyground.assistant.assistant import Assistant
from studyground.assistant.citing import citation


class GuideRetriever(BaseRetriever):
    """Passages of a guide for a query, vectors and words fused; each `Document` carries the span it was cut from.

    Args:
        assistant: Opened on the index to search.
        k: How many passages.
        document: Only passages of this document.
        section: Only passages under a heading with these words.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    k: int = 8
    document: str | None = None
    section: str | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        found = self.assistant.search(query, self.k, self.document, self.section)
        documents = []
        for rank, hit in enumerate(found, 1):
            cited = citation(self.assistant.index, rank, hit.doc, hit.start, hit.end)
            documents.append(
                Document(
                    page_content=hit.text,
                    id=f"{cited.document}:{hit.start}-{hit.end}",
                    metadata={
                        "document": cited.document,
                        "title": cited.title,
                        "section": list(cited.section),
                        "page": cited.page,
                        "start": hit.start,
                        "end": hit.end,
                        "score": hit.score,
                        "also_in": [(place.document, place.start, place.end) for place in cited.also_in],
                    },
                )
            )
        return documents


def answer_chain(assistant: Assistant) -> Runnable[dict[str, Any], Answer]:
    """The assistant in LangChain's expression language: resolve, then look, then decide.

    Args:
        assistant: Opened on an index.

    Returns:
        A runnable from `{"question": str, "history": [{"question", "answer"}]?}` to an `Answer`.
    """

    def resolve(given: dict[str, Any]) -> dict[str, Any]:
        history = _turns(given.get("history", ()))
        question = str(given["question"])
        return {"question": question, "standalone": assistant.resolved(question, history)}

    def look(given: dict[str, Any]) -> dict[str, Any]:
        return {**given, "looks": assistant.look_at_parts(given["standalone"])}

    def decide(given: dict[str, Any]) -> Answer:
        return assistant.decide(given["question"], given["standalone"], given["looks"])

    return RunnableLambda(resolve) | RunnableLambda(look) | RunnableLambda(decide)


def _turns(history: Sequence[Turn | dict[str, str]]) -> tuple[Turn, ...]:
    return tuple(turn if isinstance(turn, Turn) else Turn(turn["question"], turn.get("answer", "")) for turn in history)
