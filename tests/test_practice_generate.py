"""Generating a batch from the guide: it passes every gate, is balanced, repeats itself for a seed, and owns up to thin guides."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from studyground.assistant.practice.balance import key_longest, quotas
from studyground.assistant.practice.bank import read_bank
from studyground.assistant.practice.generate import Generated, generate
from studyground.assistant.practice.practice_question import GATES
from studyground.assistant.practice.style import measure_style
from studyground.corpus.blueprint import load_blueprint

if TYPE_CHECKING:
    from studyground.assistant.assistant import Assistant

COUNT = 40
BLUEPRINT = load_blueprint("mls-c01")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def batch(guide_assistant: "Assistant") -> Generated:
    """A mixed batch from the guide that ships."""
    return generate(guide_assistant, BLUEPRINT, COUNT, "mixed", 11)


def test_every_question_carries_a_receipt_without_a_failure(batch: Generated) -> None:
    assert len(batch.questions) == COUNT == batch.asked
    for question in batch.questions:
        assert [check.name for check in question.checks] == list(GATES)
        assert question.passed and question.generator == "deterministic" and question.seed == 11


def test_citations_are_exact_and_every_option_has_a_rationale(batch: Generated, guide_assistant: "Assistant") -> None:
    for question in batch.questions:
        assert question.citations
        for option in question.options:
            assert option.rationale.endswith((".", "?”"))
            assert option.citations or option.rationale.startswith("The guide does not say what ")
            for cited in (*question.citations, *option.citations):
                assert guide_assistant.index.stored_text(cited.document)[cited.start : cited.end] == cited.quote


def test_batch_is_even(batch: Generated) -> None:
    single = [question for question in batch.questions if question.select == 1]
    places = Counter(question.options.index(question.keys[0]) for question in single)
    assert all(0.2 <= places[at] / len(single) <= 0.3 for at in range(4))
    assert np.mean([key_longest(question) for question in single]) <= 0.3
    wanted = quotas({domain.name: domain.weight for domain in BLUEPRINT.domains}, COUNT)
    domains = Counter(question.domain for question in batch.questions)
    assert not batch.thin_domains
    assert all(abs(domains[name] - number) <= 1 for name, number in wanted.items())
    objectives = {domain.name: {one.id for one in domain.objectives} for domain in BLUEPRINT.domains}
    assert all(question.objective in objectives[question.domain] for question in batch.questions)


def test_stems_are_scenarios_of_their_own(batch: Generated) -> None:
    style = measure_style(batch.questions)
    assert 45 <= style.stem_words <= 80
    assert (
        style.names_someone_in_need >= 0.6
    )  # counted by fixed words; a case may name a dyke, and what it may not cost
    assert style.all_of_the_above == 0
    assert len({" ".join(question.stem.split()[:10]) for question in batch.questions}) == COUNT
    assert len({question.stem for question in batch.questions}) == COUNT


def test_no_fact_is_asked_twice(batch: Generated) -> None:
    asked = Counter(
        (key.text.casefold(), tuple((cited.document, cited.start) for cited in key.citations))
        for question in batch.questions if question.select == 1 for key in question.keys
    )  # fmt: skip
    assert max(asked.values()) == 1


def test_same_need_of_one_thing_is_not_asked_in_two_forms(batch: Generated) -> None:
    """The words that two questions with one key and the same thing in it have in common are few."""
    asked: dict[tuple[str, int, int], int] = Counter()
    for question in batch.questions:
        for span in {(cited.document, cited.start, cited.end) for cited in question.citations}:
            asked[span] += question.select == 1
    assert max(asked.values()) <= 2  # one row of a table may hold two facts of two things


def test_most_options_say_what_is_done_and_rationales_differ(batch: Generated) -> None:
    style = measure_style(batch.questions)
    assert style.option_words >= 4  # "Use Avro" is short and says what is done
    for question in batch.questions:
        assert len({option.rationale for option in question.options}) >= len(question.options) - question.select


def test_several_keys_have_their_form(batch: Generated) -> None:
    several = [question for question in batch.questions if question.select > 1]
    assert 2 <= len(several) <= 7
    for question in several:
        assert (len(question.options), question.select) in ((5, 2), (6, 3))
        assert question.stem.endswith(f"(Choose {'two' if question.select == 2 else 'three'}.)")


def test_same_seed_same_batch_and_what_exists_is_not_asked_again(guide_assistant: "Assistant") -> None:
    first = generate(guide_assistant, BLUEPRINT, 6, "single", 3)
    again = generate(guide_assistant, BLUEPRINT, 6, "single", 3)
    assert [question.id for question in first.questions] == [question.id for question in again.questions]
    more = generate(guide_assistant, BLUEPRINT, 6, "single", 3, existing=first.questions)
    spans = {
        (cited.document, cited.start, question.keys[0].text)
        for question in first.questions
        for cited in question.citations
    }
    later = {
        (cited.document, cited.start, question.keys[0].text)
        for question in more.questions
        for cited in question.citations
    }
    assert len(more.questions) == 6 and not spans & later


def test_a_small_guide_gives_what_it_carries_and_says_so(run: Any, small_index: Any, tmp_path: Path) -> None:
    bank = tmp_path / "bank.jsonl"
    result = run(
        "questions", "generate", "--count", "30", "--index", str(small_index.folder), "--out", str(bank), "--json"
    )
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout)
    assert set(told) == {"schema", "asked", "accepted", "rejected", "thin_domains", "bank", "seconds"}
    assert told["asked"] == 30 and told["accepted"] < 30
    assert {thin["domain"] for thin in told["thin_domains"]} == {domain.name for domain in BLUEPRINT.domains}
    assert len(read_bank(bank) if bank.exists() else []) == told["accepted"]


def test_unknown_blueprint_is_refused_in_a_sentence(run: Any, small_index: Any) -> None:
    result = run("questions", "generate", "--count", "1", "--blueprint", "nonesuch", "--index", str(small_index.folder))
    assert result.returncode == 1
    assert "nonesuch" in result.stderr and "Traceback" not in result.stderr
