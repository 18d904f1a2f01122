"""Sentence borders: what ends a sentence, what does not, and that nothing is lost between two."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyground.ingest.sentences import sentence_spans

WORDS = st.sampled_from(
    ["The", "model", "e.g.", "U.S.", "k-means", "Dr.", "(see", "it.)", "fits.", "3.5", "well.", "Why?", "…", "...",
     "A.", "“Go.”", "numpy", "is", "Fig.", "2.", "etc.", "Inc.", "No.", "b", "end。", "“", "”", "(", ")", "\n",
     "  ", "!", "v2.0."]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_sentences_partition_everything_but_white_space(text: str) -> None:
    spans = sentence_spans(text)
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("sentences"),
    [
        ["It took approx. five days.", "We paid max. ten dollars."],
        ["He lives in the U.S. and works there.", "Use e.g. trees, i.e. models, etc. and more."],
        ["The rate is 3.5 percent.", "Costs are $5.00 a month."],
        ["See Fig. 3.", "The next (cf. Sec. 2.1) is odd.", "Dr. Smith et al. 2019 found it."],
        ["Is this a test?", "Yes!", "It is."],
        ["“Stop!” he said.", "Then she left."],
        ["He said “it works.”", "They agreed."],
        ["Version 2.0. is out.", "Version 3.1 is next."],
        ["He paused... and went on.", "What about that … thing?", "Fine."],
        ["Costs fell by 5%.", "Nobody asked why."],
        ["Use the model (e.g. XGBoost).", "Then tune it."],
        ["It failed (the disk was full. Nobody looked at it.) for a day.", "Then it was mended."],
        ["Amazon.com Inc. released it.", "Everyone bought one."],
    ],
)
def test_stops_that_end_sentences_and_stops_that_do_not(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "second",
    [
        "k-anonymity is the property that each row hides among others.",
        "x-axis labels show time.",
        "iPhone users like it.",
        "boto3 does the rest.",
        "sklearn.svm has one.",
        "numpy is a library for that.",
    ],
)
@pytest.mark.parametrize(
    "first", ["Removing names does not keep people safe.", "Do it with one of the calls (or both)."]
)
def test_a_sentence_may_begin_in_lower_case(first: str, second: str) -> None:
    assert split(f"{first} {second}") == [first, second]


@pytest.mark.parametrize("second", ["k-anonymity is a property.", "t-SNE keeps neighbours."])
def test_a_name_in_lower_case_begins_a_sentence_after_a_short_word_too(second: str) -> None:
    assert split(f"That leaves many people out. {second}") == ["That leaves many people out.", second]


@pytest.mark.parametrize(
    "text",
    [
        "for(count = 0... instead of for(int i",
        "Since ! has a higher precedence than it",
        "the avg. k-means score",
        "You must SHIFT GEAR ... ENGAGE, or it stays idle.",
    ],
)
def test_no_sentence_begins_after_code_marks_or_abbreviations(text: str) -> None:
    assert split(text) == [text]


def test_full_width_stops_end_sentences_without_a_space() -> None:
    assert split("这是中文。这是第二句！好吗？") == ["这是中文。", "这是第二句！", "好吗？"]


def test_a_very_long_paragraph_takes_time_in_proportion_to_its_length() -> None:
    piece = "Dr. Smith found e.g. that it works (see Fig. 3) in the U.S. and i.e. 3.5 points more... so "
    sentence_spans(piece)  # loads the rules
    begun = time.process_time()
    sentence_spans((piece * 600)[:6_000])
    short = time.process_time() - begun
    begun = time.process_time()
    spans = sentence_spans((piece * 600)[:36_000])
    assert time.process_time() - begun < 30 * max(short, 0.02)  # six times the text; squared it would be 36 and more
    assert spans[-1][1] == len((piece * 600)[:36_000].rstrip())
