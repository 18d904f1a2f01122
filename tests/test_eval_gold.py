"""Gold files: reading them, folding text, finding evidence in stored text, splitting."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.errors import InputError
from studyground.eval.collection import (
    Collection,
    cluster_of,
    hidden_evidence,
    sha256_of,
    split_of,
)
from studyground.eval.fold import fold, normalise
from studyground.eval.gold import Evidence, GoldItem, load_gold, parse_item, to_record

LINE = {"id": "q1", "question": "What is bagging?", "type": "definition", "answerable": True}


def write(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines), encoding="utf-8")
    return path


def test_an_item_keeps_what_it_does_not_know(tmp_path: Path) -> None:
    record = LINE | {
        "type": "riddle",
        "source": {"page": 3},
        "must_include": [["trees", "forest"], ["vote"]],
        "evidence": [{"document": "a.md", "quote": "many trees vote"}],
        "history": [{"question": "Hi?", "answer": "Yes."}],
        "absent_patterns": ["boost(ing)?"],
    }
    (item,) = load_gold(write(tmp_path / "gold.jsonl", record, ""))
    assert item.type == "riddle" and item.extra == {"source": {"page": 3}}
    assert item.must_include == (("trees", "forest"), ("vote",)) and item.evidence_mode == "any"
    assert parse_item(to_record(item), "again") == item


def test_line_separators_inside_json_do_not_break_lines(tmp_path: Path) -> None:
    record = json.dumps(LINE | {"question": "one\u2028two"}, ensure_ascii=False)
    assert load_gold(write(tmp_path / "gold.jsonl", record))[0].question == "one\u2028two"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{not json", "not JSON"),
        ("[1]", "a list"),
        (LINE | {"question": " "}, '"question"'),
        ({"id": "x"}, '"question"'),
        (LINE | {"answerable": "yes"}, '"answerable"'),
        (LINE | {"must_include": ["word"]}, '"must_include"'),
        (LINE | {"must_include": "word"}, '"must_include"'),
        (LINE | {"evidence": [{"quote": "words"}]}, '"document"'),
        (LINE | {"evidence": [{"document": "a.md", "first": "a b c"}]}, '"sha256"'),
        (LINE | {"evidence_mode": "some"}, '"evidence_mode"'),
        (LINE | {"history": [{"question": "x"}]}, '"history"'),
        (LINE | {"id": "q0"}, "already used on line 1"),
    ],
)
def test_bad_lines_are_named(tmp_path: Path, line: object, words: str) -> None:
    path = write(tmp_path / "gold.jsonl", LINE | {"id": "q0"}, line)
    with pytest.raises(InputError) as caught:
        load_gold(path)
    assert "gold.jsonl, line 2" in str(caught.value) and words in str(caught.value)


def test_a_missing_or_binary_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold file"):
        load_gold(tmp_path / "none.jsonl")
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="cannot be read"):
        load_gold(tmp_path / "bytes.jsonl")
    with pytest.raises(InputError, match="cannot be read"):
        load_gold(tmp_path)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("It’s  “straight”\n now", 'it\'s "straight" now'),
        ("**Bold** and _soft_ `code` [1].", "bold and soft code."),
        ("Said twice [1, 2] [3]!", "said twice!"),
        ("# Heading\n- one\n* two\n> three", "heading one two three"),
        ("[a link](https://example.org) here", "a link here"),
        ("learning_rate and __init__", "learning_rate and init"),
        ("ﬁne ² STRASSE straße", "fine 2 strasse strasse"),
        ("x - y – z", "x - y – z"),
        ("  ", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert normalise(text) == folded


@given(st.text())
def test_folding_keeps_offsets_in_order(text: str) -> None:
    found = fold(text)
    assert len(found.text) == len(found.starts) == len(found.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(found.starts, found.ends, strict=True))
    assert found.starts == sorted(found.starts) and found.ends == sorted(found.ends)


@given(st.text(alphabet=st.characters(exclude_characters="*_`~[]#>+-•!()")))
def test_without_marks_folding_is_nfkc_straight_blanks_and_case(text: str) -> None:
    straight = unicodedata.normalize("NFKC", text).translate(
        {ord(mark): "'" for mark in "‘’‚‛ʼ"} | {ord(mark): '"' for mark in "“”„‟"}
    )
    assert normalise(text).split(" ") == (" ".join(straight.split()).casefold()).split(" ")


GUIDE = (
    "Regularisation keeps weights small. It’s used against overfitting.\n\n"
    "The lasso drives some weights to exactly zero, so it also chooses features.\n"
    "Ridge never does (it only shrinks them)."
)
COPY = "Elsewhere: The lasso drives some weights to exactly zero, so it also chooses features. The end."


def test_evidence_is_found_in_other_clothes() -> None:
    collection = Collection({"guide/reg.md": GUIDE})
    (place,) = collection.places(Evidence("reg.md", "it's USED\nagainst overfitting."))
    assert collection.text(place) == "It’s used against overfitting."
    assert collection.places(Evidence("reg.md", "weights are zero")) == ()
    assert collection.places(Evidence("eg.md", "It's used")) == (), "a name's tail is not its last part"


def test_the_same_words_elsewhere_count_when_they_are_many() -> None:
    collection = Collection({"a/reg.md": GUIDE, "copy.md": COPY})
    long = Evidence("reg.md", "The lasso drives some weights to exactly zero, so it also chooses features.")
    assert [place.document for place in collection.places(long)] == ["a/reg.md", "copy.md"]
    assert [place.document for place in collection.places(Evidence("reg.md", "The lasso drives"))] == ["a/reg.md"]


@given(st.data())
def test_hidden_evidence_resolves_to_the_same_span(data: st.DataObject) -> None:
    words = GUIDE.split()
    begin = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(begin + 1, len(words)))
    quote = " ".join(words[begin:end])
    collection = Collection({"reg.md": GUIDE})
    open_places = collection.places(Evidence("reg.md", quote))
    hidden = hidden_evidence("reg.md", quote)
    assert hidden.quote == "" and open_places
    assert set(collection.places(hidden)) == set(open_places)


def test_hidden_evidence_may_begin_and_end_inside_marks() -> None:
    collection = Collection({"reg.md": GUIDE})
    quote = "it only shrinks them"
    (place,) = collection.places(Evidence("reg.md", "", "it only shrinks", "only shrinks them", sha256_of(quote)))
    assert collection.text(place) == quote
    assert collection.places(Evidence("reg.md", "", "it only shrinks", "only shrinks them", sha256_of("else"))) == ()


def item(name: str, *evidence: Evidence, **more: object) -> GoldItem:
    return GoldItem(name, f"Question {name}?", "factoid", bool(evidence), evidence=evidence, extra=more)


def test_items_of_one_section_stay_together() -> None:
    collection = Collection({"reg.md": GUIDE}, lambda _document, at: ("First",) if at < 68 else ("Second",))
    one = item("1", Evidence("reg.md", "Regularisation keeps weights small."))
    two = item("2", Evidence("reg.md", "against overfitting"))
    three = item("3", Evidence("reg.md", "Ridge never does"))
    assert cluster_of(one, collection) == cluster_of(two, collection) == "reg.md#First"
    assert cluster_of(three, collection) == "reg.md#Second"
    assert cluster_of(item("4"), collection) == "item:4"
    plain = Collection({"reg.md": GUIDE})
    assert cluster_of(one, plain) != cluster_of(two, plain)
    assert cluster_of(item("5", one.evidence[0], section="Mine"), plain) == "reg.md#Mine"


def test_the_split_is_six_to_four_and_stays() -> None:
    splits = [split_of(f"guide.md#section {number}") for number in range(2000)]
    assert 0.56 < splits.count("dev") / 2000 < 0.64
    assert [split_of(f"item:{number}") for number in range(6)] == ["test", "dev", "dev", "dev", "dev", "test"]
