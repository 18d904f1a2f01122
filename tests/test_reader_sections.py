import math
import random

import numpy as np
import pytest

from studyground.assistant.reader import NOT_SEEN, Reading
from studyground.errors import InputError
from studyground.eval import reader_sections
from studyground.eval.reader_data import UNKNOWN, Window, cut
from studyground.eval.reader_figures import said_first
from studyground.eval.reader_model import SAID_WEIGHT, arrays, encode, load_tokenizer, losses
from studyground.eval.reader_model import Reading as Read
from studyground.eval.reader_sections import places, section_claims, section_questions, sections, with_answer
from studyground.ingest.encoder_export import packaged_model

PASSAGE = "The kiln is lit at six. It needs nine hours to reach cone 6. Never open it above 200 °C."
SECOND = (24, 60)
ASKED = Window("How long does it take?", PASSAGE, None, 1, UNKNOWN, "sections", "kiln", (SECOND,))


def test_the_guides_written_for_the_reader_are_whole_and_apart_from_those_for_the_scorer():
    learned, kept = sections(for_scorer=False), sections(for_scorer=True)
    assert len(learned) >= 30 and len(kept) >= 10
    assert not set(learned) & set(kept)
    for rows in (*learned.values(), *kept.values()):
        for row in rows:
            quotes = [quote for asked in row["asked"] for quote in asked["answer"]]
            assert all(quote in row["passage"] for quote in quotes)
            assert all(any(asked["span"] in quote for quote in asked["answer"]) for asked in row["asked"])


def test_questions_of_sections_point_at_what_answers_and_nothing_tells_it_but_the_words():
    found = list(section_questions(random.Random(2)))
    answered = [one for one in found if one.said]
    assert len(answered) > 5_000 and len(found) > 2 * len(answered)
    for one in answered:
        assert all(one.text[start:end].strip() == one.text[start:end] for start, end in one.said)
        assert one.span is None or any(a <= one.span[0] and one.span[1] <= b for a, b in one.said)
    kept = sections(for_scorer=True)
    assert not {one.guide for one in found} & set(kept)
    lengths = [np.mean([len(one.text.split()) for one in found if bool(one.said) is told]) for told in (True, False)]
    assert 0.75 < lengths[0] / lengths[1] < 1.4, "what answers must not be known by its length"


def test_most_near_misses_are_read_with_and_without_their_answer_so_that_their_wording_tells_nothing():
    rows = [row for kept in (True, False) for guide in sections(for_scorer=kept).values() for row in guide]
    given = [(row, one) for row in rows for one in row["answered"]]
    assert len(given) > 0.75 * sum(len(row["not_asked"]) for row in rows)
    for row, one in given:
        text, (start, end) = with_answer(row["passage"], one)
        assert one["q"] in row["not_asked"] and one["span"] in text[start:end] and text[start:end] not in row["passage"]
        assert text.replace(one["insert"], "", 1) == row["passage"]
    found = list(section_questions(random.Random(2)))
    near = {question for row in rows if not row["for_scorer"] for question in row["not_asked"]}
    told = [bool(one.said) for one in found if one.question in near]
    assert 0.35 < np.mean(told) < 0.65


def test_claims_of_sections_are_borne_out_or_not():
    found = list(section_claims(random.Random(2)))
    assert {made_of for _, _, _, made_of in found} == {"supported", "contradicted", "neutral", "not_supported"}
    assert all(claim not in text for claim, text, _, made_of in found if made_of != "supported")


def test_what_answers_is_found_in_the_order_of_the_passage():
    assert places("a b c", ["c", "a", "x", ""]) == ((0, 1), (4, 5))


def test_a_damaged_file_of_sections_is_named(tmp_path, monkeypatch):
    broken = tmp_path / "sections.jsonl.xz"
    broken.write_bytes(b"not xz")
    monkeypatch.setattr(reader_sections, "PATH", broken)
    with pytest.raises(InputError, match=r"sections\.jsonl\.xz cannot be read"):
        sections(for_scorer=True)


def test_a_section_without_what_answers_loses_that_alone():
    text = "- Bring a rope. Knots are taught.\n- Bring a lamp.\nLeave the dog at home."
    assert reader_sections.without(text, places(text, ["- Bring a rope.", "- Bring a lamp."])) == (
        "Knots are taught.\nLeave the dog at home."
    )


def test_a_cut_window_keeps_the_sentence_that_answers():
    words = " ".join(f"word{number}" for number in range(150))
    text = f"{words} {PASSAGE} {words}"
    start = text.index("It needs")
    window = Window("How long?", text, None, 1, UNKNOWN, "sections", "kiln", ((start, start + 36),))
    for seed in range(20):
        made = cut(window, 96, random.Random(seed))
        assert [made.passage[a:b] for a, b in made.said] == ["It needs nine hours to reach cone 6."]


def test_tokens_of_the_sentences_that_answer_are_labelled_and_weigh_alike_in_every_passage():
    import torch

    refused = Window("Who lit it?", PASSAGE, None, 0, UNKNOWN, "sections", "kiln", ())
    claim = Window("It is lit at six.", PASSAGE, None, UNKNOWN, 0, "claims", "kiln")
    span = Window("When is it lit?", PASSAGE, (19, 22), 1, UNKNOWN, "squad", "kiln")
    items = encode(load_tokenizer(packaged_model()), [ASKED, refused, claim, span])
    told = [
        PASSAGE[min(at for at, _ in marked) : max(end for _, end in marked)]
        for item in items
        if (marked := [offset for offset, one in zip(item.offsets, item.said, strict=False) if one])
    ]
    assert told == ["It needs nine hours to reach cone 6.", "The kiln is lit at six."]
    assert items[1].said and not any(items[1].said) and items[2].said == ()
    inputs = {name: torch.from_numpy(value) for name, value in arrays(items).items()}
    flat = torch.zeros(inputs["input_ids"].shape)
    parts = losses((flat, flat, torch.zeros(4, 2), torch.zeros(4, 3), flat), items, inputs)
    assert float(parts["said"]) == pytest.approx(SAID_WEIGHT * math.log(2) * 3 / 4)


def test_a_stretch_is_as_likely_as_its_tokens_are_on_the_mean():
    reading = Reading(
        answerable=0.0,
        none=0.0,
        start=np.zeros(3, np.float32),
        end=np.zeros(3, np.float32),
        offsets=np.array([[0, 3], [4, 6], [7, 9]]),
        said=np.array([1.0, 2.0, -6.0], np.float32),
    )
    assert reading.said_in(0, 6) == 1.5
    assert reading.said_in(7, 9) == -6.0
    assert reading.said_in(20, 30) == NOT_SEEN
    unsaid = Reading(0.0, 0.0, reading.start, reading.end, reading.offsets)
    assert unsaid.said_in(0, 6) == 0.0


def test_the_share_of_questions_whose_best_sentence_answers():
    tokens = tuple((at, at + 1) for at in range(len(PASSAGE)))
    right = tuple((a, b, 2.0 if SECOND[0] <= a < SECOND[1] else -2.0) for a, b in tokens)
    wrong = tuple((a, b, -odds) for a, b, odds in right)
    like = Read("", 0, 0, 0.0, 0.0, (1.0, 0.0, 0.0))
    readings = [Read("", 0, 0, 0.0, 0.0, like.support, said) for said in (right, wrong)]
    assert said_first([ASKED, ASKED], readings) == 0.5
