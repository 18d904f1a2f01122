"""What comes in is understood, ours and that of others, and a broken file is refused with a sentence."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.practice.exchange.formats import exported, import_file
from studyground.assistant.practice.exchange.imported import keys_named
from studyground.errors import InputError
from tests.drawn_questions import BANKS, examples, plain, spoken


@given(BANKS, st.sampled_from(["gift", "csv", "json"]))
@examples
def test_our_own_export_comes_back(tmp_path_factory, bank, to):
    path = tmp_path_factory.mktemp("back") / f"bank.{to}"
    path.write_bytes(exported(bank, to, "My bank", 1e9))
    found = import_file(path)
    assert [spoken(one.stem) for one in found.questions] == [spoken(one.stem) for one in bank]
    assert [[(spoken(option.text), option.correct) for option in one.options] for one in found.questions] == [
        [(spoken(option.text), option.correct) for option in one.options] for one in bank
    ]
    assert all(one.generator == f"imported:{to}" and not one.checks for one in found.questions)
    if to != "gift":
        assert [one.citations for one in found.questions] == [one.citations for one in bank] or to == "csv"


@pytest.mark.parametrize("to", ["gift", "csv", "json"])
def test_an_option_that_reads_like_another_ones_label_comes_back(tmp_path, to):
    question = plain(1)
    options = (*question.options[:3], replace(question.options[3], text="A"), replace(question.options[4], text="b, C"))
    path = tmp_path / f"bank.{to}"
    path.write_bytes(exported([replace(question, options=options)], to, "My bank", 1e9))
    (found,) = import_file(path).questions
    assert [(one.text, one.correct) for one in found.options] == [(one.text, one.correct) for one in options]


# What others write.

GIFT = """// a comment
$CATEGORY: $course$/bees

::Winter:: What should a colony eat in winter? {
  =Honey # the bees' own
  ~Wax
  ~%0%Water\\: cold
  #### See the chapter.
}

// numbered 2
Which two are bees\\=insects in <b>June</b>?{~%50%Drones#yes ~%50%Workers ~%-100%Mice&amp;co ~%-100%Keepers}

A colony swarms{T}

[html]<p>Which&nbsp;one?</p><script>x</script>{=[plain]a < b ~<i>c</i>}

A colony needs {=honey ~wax ~sand} in winter.

How many eggs?{#2000:50}
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["bees.gift", "bees.txt"])
def test_gift_of_others_is_understood(tmp_path, name):
    found = import_file(write(tmp_path, name, GIFT.replace("\n", "\r\n")))
    assert [(one.stem, [(option.text, option.correct) for option in one.options]) for one in found.questions] == [
        ("What should a colony eat in winter?", [("Honey", True), ("Wax", False), ("Water: cold", False)]),
        (
            "Which two are bees=insects in June?",
            [("Drones", True), ("Workers", True), ("Mice&co", False), ("Keepers", False)],
        ),
        ("Which one?", [("a < b", True), ("c", False)]),
        ("A colony needs _____ in winter.", [("honey", True), ("wax", False), ("sand", False)]),
    ]
    assert found.lines == (4, 12, 16, 18)
    assert [one.line for one in found.left_out] == [14, 20]
    assert found.questions[0].options[0].rationale == "the bees' own"


CSV = """Question;Option 1;Option 2;Option 3;Correct answer;Explanation
"What does a colony eat
in winter?";Honey;Wax;'=Water;1;Its own
What swarms?;Mice;Bees;;Bees;
"""


def test_tables_of_others_are_understood(tmp_path):
    found = import_file(write(tmp_path, "bees.csv", "\ufeff" + CSV))
    assert [(one.stem, [(option.text, option.correct) for option in one.options]) for one in found.questions] == [
        ("What does a colony eat\nin winter?", [("Honey", True), ("Wax", False), ("=Water", False)]),
        ("What swarms?", [("Mice", False), ("Bees", True)]),
    ]
    assert found.lines == (2, 4)
    assert found.questions[0].options[0].rationale == "Its own"


def test_json_of_others_is_understood(tmp_path):
    given = [
        {"question": "What?", "options": ["Honey", "Wax"], "answer": "a", "explanation": "so"},
        {"stem": "Which?", "options": {"A": "Bees", "B": "Mice", "C": "Drones"}, "answer": ["C", "A"]},
        {"question": "Who?", "options": ["Queen", "King"], "answer": "Queen"},
        {"question": "Where?", "choices": ["Hive", "Tree"], "correct_index": 1},
        {"question": "When?", "options": [{"text": "June", "correct": True}, {"text": "May", "correct": False}]},
    ]
    wanted = [["A"], ["A", "C"], ["A"], ["B"], ["A"]]
    lines = "".join(json.dumps(one) + "\n" for one in given)
    shapes = (json.dumps(given), json.dumps({"questions (": "[", "questions": given}, indent=2), lines)
    for name, text in zip(("a.json", "b.json", "c.jsonl"), shapes, strict=True):
        found = import_file(write(tmp_path, name, text))
        assert [[key.label for key in one.keys] for one in found.questions] == wanted
    assert found.lines == (1, 2, 3, 4, 5)
    assert found.questions[0].options[0].rationale == "so"


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("x.gift", "Good?{=a ~b}\n\nBad?{=a ~b\n", "line 3: a brace"),
        ("x.gift", "Good?{=a ~b}\n\n\nBad?{~a ~b}\n", "line 4: no option is marked right"),
        ("x.gift", "Good?{=a ~b}\n\nBad?{=a ~a}\n", "line 3: two options are the same"),
        ("x.gift", "Bad?{=a ~b} and {=c ~d}\n", "line 1"),
        ("x.gift", "An essay?{}\n", "no multiple-choice question"),
        ("x.csv", "stem,option_a,option_b,key\nGood?,a,b,A\nBad?,a,b,C\n", "line 3: the key 'C' names no option"),
        ("x.csv", 'stem,option_a,option_b,key\nGood?,"a\nb",b,A\nBad?,a,b,\n', "line 4: there is no key"),
        ("x.csv", 'stem,option_a,option_b,key\nBad?,"a,b,C\n', "line 2"),
        ("x.csv", "a,b\n1,2\n", "line 1: not a table"),
        ("x.csv", "stem,option_a,option_b\nWhat?,1,2\n", "line 1: no column holds the key"),
        ("x.csv", "stem,option_a,option_b,key\nWhat?,B,A,A\n", "could mean"),
        ("x.json", '[\n{"question": "Bad?",\n', "line 3: not JSON"),
        ("x.json", '[\n{"question": "A?", "options": ["a", "b"], "answer": "A"},\n{"question": "B?"}]', "line 3"),
        ("x.json", '[{"question": "A?", "options": ["a", "b"], "answer": 1}]', "a number"),
        ("x.json", "[]", "no multiple-choice question"),
        ("x.json", "[" * 100_000, "nested"),
        ("x.txt", "hello", "none of the formats"),
        ("x.csv", "  \n", "empty"),
        ("x.gift", "a\0b", "not a text file"),
    ],
)
def test_a_broken_file_is_a_sentence_that_names_the_line(tmp_path, name, text, reason):
    with pytest.raises(InputError) as raised:
        import_file(write(tmp_path, name, text))
    assert reason in raised.value.message
    assert name in raised.value.message


def test_bytes_that_are_no_text_name_the_line(tmp_path):
    (tmp_path / "x.gift").write_bytes(b"Good?{=a ~b}\n\nCaf\xe9?{=a ~b}\n")
    with pytest.raises(InputError, match="line 3: not UTF-8"):
        import_file(tmp_path / "x.gift")
    with pytest.raises(InputError, match="cannot be read"):
        import_file(tmp_path)


@given(st.text(max_size=80), st.sampled_from(["x.gift", "x.csv", "x.json", "x.txt"]))
def test_any_text_is_read_or_refused_with_a_sentence(tmp_path_factory, text, name):
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(text.encode("utf-8", "replace"))
    try:
        assert import_file(path).questions
    except InputError as error:
        assert name in error.message


def test_a_key_is_named_by_label_or_text():
    texts, labels = ["Drift", "SMOTE", "A/B test", "AUC"], list("ABCD")
    for named, keys in [("b", {1}), ("A, C", {0, 2}), ("AC", {0, 2}), ("smote", {1}), ("A/B test", {2}), ("(D)", {3})]:
        assert keys_named(named, texts, labels) == keys
    assert keys_named("Drift; AUC", texts, labels) == {0, 3}
    for named in ("", "E", "none", "5"):
        with pytest.raises(ValueError, match="key"):
            keys_named(named, texts, labels)
