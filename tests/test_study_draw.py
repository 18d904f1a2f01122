"""Drawing an exam: weights, type mix, no fact twice, shortages; and the division into whole numbers beneath it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.answer import Place
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.study.apportion import largest_remainder
from studyground.assistant.study.draw import draw
from studyground.assistant.study.facts import same_fact, siblings, spans
from studyground.assistant.study.top_up import lacking
from tests.study_questions import MLS, question

NAMES = [domain.name for domain in MLS.domains]


def bank(each: int, multiple: int = 5) -> list[PracticeQuestion]:
    return [question(at * 1000 + n, at, keys=2 if n < multiple else 1) for at in range(len(NAMES)) for n in range(each)]


def test_largest_remainder_by_hand():
    assert largest_remainder(65, [20, 24, 36, 20]) == (13, 16, 23, 13)  # 13, 15.6, 23.4, 13
    assert largest_remainder(50, [20, 24, 36, 20]) == (10, 12, 18, 10)
    assert largest_remainder(10, [1, 1, 1]) == (4, 3, 3)
    assert largest_remainder(10, [1, 1, 1], caps=[1, 10, 10]) == (1, 5, 4)
    assert largest_remainder(3, [100, 0, 0], floors=[0, 1, 0]) == (2, 1, 0)
    assert largest_remainder(5, [0, 0]) == (0, 0)


@given(st.integers(0, 300), st.lists(st.integers(0, 100), min_size=1, max_size=8), st.data())
def test_parts_add_up_and_keep_their_bounds(total, weights, data):
    caps = data.draw(st.lists(st.integers(0, 100), min_size=len(weights), max_size=len(weights)))
    floors = [data.draw(st.integers(0, cap)) for cap in caps]
    if not any(weights):
        return
    plain = largest_remainder(total, weights)
    assert sum(plain) == total
    assert all(abs(part - total * weight / sum(weights)) < 1 for part, weight in zip(plain, weights, strict=True))
    parts = largest_remainder(total, weights, caps, floors)
    assert all(floor <= part <= cap for part, cap, floor in zip(parts, caps, floors, strict=True))
    assert sum(parts) == max(min(total, sum(caps)), sum(floors))


def test_a_whole_exam_holds_weights_type_mix_and_scored_share():
    drawn = draw(bank(60), MLS, seed=7)
    assert len(drawn.questions) == 65
    assert not drawn.shortages
    assert [sum(one.domain == name for one in drawn.questions) for name in NAMES] == [13, 16, 23, 13]
    assert sum(one.type == "multiple_response" for one in drawn.questions) == 7  # 11 % of 65
    counted = [one for one, scored in zip(drawn.questions, drawn.scored, strict=True) if scored]
    assert [sum(one.domain == name for one in counted) for name in NAMES] == [10, 12, 18, 10]


def test_the_seed_decides_and_the_banks_order_does_not():
    questions = bank(60)
    ids = [one.id for one in draw(questions, MLS, 3).questions]
    assert ids == [one.id for one in draw(questions[::-1], MLS, 3).questions]
    assert ids != [one.id for one in draw(questions, MLS, 4).questions]


def test_no_fact_twice():
    twins = [question(5000 + n, 2, at=2000 + n * 1000 // 100) for n in range(40)]
    drawn = draw(bank(60) + twins, MLS, 1)
    asked = list(drawn.questions)
    assert not any(same_fact(spans(one), spans(other)) for one in asked for other in asked if one is not other)


def test_the_same_words_in_a_copy_of_the_document_are_the_same_fact():
    first = question(1)
    cited = replace(first.citations[0], document="copy.pdf", start=500, end=510, also_in=(Place("g.md", 12, 18),))
    other = replace(question(2, at=500), citations=(cited,))
    assert siblings(first, [first, other, question(3)]) == (other,)


def test_a_domain_without_multiple_response_leaves_its_share_to_others():
    questions = [one for one in bank(60, 10) if one.type == "multiple_choice" or one.domain != NAMES[2]]
    drawn = draw(questions, MLS, 1)
    assert len(drawn.questions) == 65
    assert sum(one.type == "multiple_response" for one in drawn.questions) == 7


def test_shortages_name_the_domain_and_how_many():
    few = [one for one in bank(20, 0) if one.domain != NAMES[0]] + [question(1), replace(question(2), domain="Cooking")]
    drawn = draw(few, MLS, 1)
    assert [(one.domain, one.wanted, one.available, one.missing) for one in drawn.shortages] == [
        (NAMES[0], 13, 1, 12),
        (NAMES[2], 23, 20, 3),
    ]
    assert drawn.outside == 1
    assert len(drawn.questions) == 1 + 16 + 20 + 13
    weights = {domain.name: domain.weight for domain in lacking(MLS, drawn.shortages).domains}
    assert weights == {NAMES[0]: 80.0, NAMES[1]: 0.0, NAMES[2]: 20.0, NAMES[3]: 0.0}


def test_one_wide_fact_does_not_use_up_a_domain():
    # One question rests on the whole page, thirteen on a line each: the wide one must give way.
    wide = question(999, at=0)
    wide = replace(wide, citations=(replace(wide.citations[0], start=0, end=10_000),))
    lines = [question(n) for n in range(13)]
    others = [one for one in bank(30, 0) if one.domain != NAMES[0]]
    for seed in range(5):
        assert not draw([wide, *lines, *others], MLS, seed).shortages


def test_what_was_seen_least_is_drawn_first():
    questions = bank(30, 0)
    seen = {one.id: 1 for one in questions[::2]}
    drawn = draw(questions, MLS, 1, count=20, seen=seen)
    assert not [one for one in drawn.questions if one.id in seen]


@pytest.mark.parametrize("count", [1, 2, 10, 64, 100])
def test_any_count(count):
    drawn = draw(bank(60), MLS, 1, count=count)
    assert len(drawn.questions) == count
    assert sum(drawn.scored) == round(count * 50 / 65)


def test_an_empty_bank():
    drawn = draw([], MLS, 1)
    assert drawn.questions == ()
    assert sum(one.missing for one in drawn.shortages) == 65
