"""Pairs by a third hand, freer than the older ones: "read" those whose failures the rules were mended by, "held out" the rest."""

import json
from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.candidates import candidates
from studyground.assistant.language_model.second_opinion import with_reader
from studyground.assistant.language_model.verification import RulesAndLikeness, Source
from studyground.assistant.reader import load_reader

PAIRS = [
    json.loads(line)
    for line in (Path(__file__).parent / "model_sentences_third.jsonl").read_text(encoding="utf-8").splitlines()
]
SHOWN_PASSAGES = 4


def sources_of(assistant: Assistant, quote: str) -> list[Source]:
    """What a model asked about a sentence of the guide would be given."""
    hits = assistant.search(quote, SHOWN_PASSAGES)
    number = {hit.passage: at for at, hit in enumerate(hits, 1)}
    found: list[Source] = []
    for one in candidates(assistant.index, hits):
        before = found[-1].text if found and found[-1].passage == number[one.hit.passage] else ""
        headings = " ".join(one.path)
        found.append(Source(number[one.hit.passage], one.doc, one.start, one.end, one.text, headings, before))
    return found


def test_the_pairs_are_what_they_say() -> None:
    assert len(PAIRS) >= 140
    assert {row["change"] for row in PAIRS} == {"number", "name", "unit", "negation", "opposite"}
    assert {row["half"] for row in PAIRS} == {"read", "held out"}
    assert all(len({row["quote"], row["paraphrase"], row["altered"]}) == 3 for row in PAIRS)


# Measured: of the half read 0.91 kept and 0.90 dropped, of the half held out 0.91 and 0.83. Aimed at: 0.90 and 0.95.
@pytest.mark.slow
@pytest.mark.parametrize(("half", "kept", "dropped"), [("read", 0.87, 0.86), ("held out", 0.86, 0.78)])
def test_they_are_told_apart(half: str, kept: float, dropped: float, guide_assistant: Assistant) -> None:
    judge = with_reader(RulesAndLikeness(guide_assistant.index), load_reader())
    rows = [row for row in PAIRS if row["half"] == half]
    true = altered = 0
    for row in rows:
        sources = sources_of(guide_assistant, row["quote"])
        true += bool(judge.verify(row["paraphrase"], sources, (), "").sources)
        altered += not judge.verify(row["altered"], sources, (), "").sources
    assert true >= kept * len(rows)
    assert altered >= dropped * len(rows)
