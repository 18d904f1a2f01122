"""The LangChain seams: the retriever and the chain give what the assistant itself gives."""

from dataclasses import replace

import pytest

from studyground.assistant.answer import Timings
from studyground.assistant.assistant import Assistant
from studyground.assistant.retriever import GuideRetriever, answer_chain


@pytest.mark.slow
def test_retriever_gives_spans_that_slice_back(guide_assistant: Assistant) -> None:
    retriever = GuideRetriever(assistant=guide_assistant, k=5)
    found = retriever.invoke("What is the difference between L1 and L2 regularisation?")
    assert len(found) == 5
    for document in found:
        text = guide_assistant.index.stored_text(document.metadata["document"])
        assert text[document.metadata["start"] : document.metadata["end"]] == document.page_content
    scores = [document.metadata["score"] for document in found]
    assert scores[0] == max(scores)


@pytest.mark.slow
def test_retriever_keeps_to_a_document_and_a_section(guide_assistant: Assistant) -> None:
    one = GuideRetriever(assistant=guide_assistant, k=4, document="03-modeling.md").invoke("regularisation")
    assert {document.metadata["document"] for document in one} == {"03-modeling.md"}
    headed = GuideRetriever(assistant=guide_assistant, k=4, section="elastic net").invoke("penalty on the weights")
    assert headed
    assert all(any("elastic net" in title.lower() for title in document.metadata["section"]) for document in headed)


@pytest.mark.slow
def test_chain_answers_as_the_assistant_does(guide_assistant: Assistant) -> None:
    chain = answer_chain(guide_assistant)
    given = {"question": "and L2?", "history": [{"question": "What is L1 regularisation?", "answer": ""}]}
    from_chain = chain.invoke(given)
    assert from_chain.standalone_question == "What is L2 regularisation?"
    asked = guide_assistant.ask(from_chain.standalone_question)
    assert replace(from_chain, question="", timings_ms=Timings()) == replace(asked, question="", timings_ms=Timings())
