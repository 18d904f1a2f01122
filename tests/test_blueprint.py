import random
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.corpus.blueprint import STATUSES, blueprint_names, load_blueprint, parse_blueprint
from studyground.corpus.toml_lines import line_of
from studyground.errors import InputError

GOOD = """\
schema = 1
name = "tiny"
title = "A tiny exam"
status = "practice"
minutes = 10
questions = 5
scored = 4
scale = [0, 100]
pass_mark = 70
all_or_nothing = true

[type_mix]
multiple_choice = 0.8
multiple_response = 0.2

[[domains]]
name = "First"
weight = 60

[[domains.objectives]]
id = "a"
text = "Do one thing."
keywords = ["one"]

[[domains]]
name = "Second"
weight = 40

[[domains.objectives]]
id = "b"
text = "Do another."
keywords = [
  "two",
  "zwei",
]
"""


def refusal(text: str | bytes) -> str:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(InputError) as caught:
        parse_blueprint(data, "tiny.toml")
    return str(caught.value)


def changed(old: str, new: str) -> tuple[str, int]:
    """The good file with one piece changed, and the line on which that piece stands."""
    assert GOOD.count(old) == 1, f"{old!r} must be there once"
    return GOOD.replace(old, new), GOOD[: GOOD.index(old)].count("\n") + 1


def test_good_file_is_read_whole() -> None:
    blueprint = parse_blueprint(GOOD.encode(), "tiny.toml")
    assert (blueprint.name, blueprint.minutes, blueprint.questions, blueprint.scored) == ("tiny", 10, 5, 4)
    assert (blueprint.scale, blueprint.pass_mark, blueprint.all_or_nothing) == ((0, 100), 70, True)
    assert blueprint.status_note == ""
    assert [(d.name, d.weight) for d in blueprint.domains] == [("First", 60.0), ("Second", 40.0)]
    assert blueprint.domains[1].objectives[0].keywords == ("two", "zwei")
    assert len({blueprint, parse_blueprint(GOOD.encode(), "tiny.toml")}) == 1


def test_byte_order_mark_and_windows_line_ends_are_read() -> None:
    data = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert parse_blueprint(data, "tiny.toml") == parse_blueprint(GOOD.encode(), "tiny.toml")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("minutes = 10", "minutes = -10", "'minutes' must be a whole number above 0"),
        ("minutes = 10", "minutes = 0", "'minutes' must be a whole number above 0"),
        ("minutes = 10", "minutes = true", "'minutes' must be a whole number above 0"),
        ("minutes = 10", 'minutes = "10"', "'minutes' must be a whole number above 0"),
        ("minutes = 10", "minutes == 10", "not valid TOML"),
        ("schema = 1", "schema = 2", "'schema' must be 1"),
        ('status = "practice"', 'status = "gone"', "'status' must be one of"),
        ('title = "A tiny exam"', 'title = "  "', "'title' must be words"),
        ('name = "tiny"', 'name = "Tiny Exam"', "'name' must be lower-case"),
        ("scored = 4", "scored = 6", "6 questions cannot be scored when 5 are asked"),
        ("scale = [0, 100]", "scale = [100, 0]", "the lower first"),
        ("scale = [0, 100]", "scale = [0, 50, 100]", "two whole numbers"),
        ("pass_mark = 70", "pass_mark = 170", "from 0 to 100"),
        ("all_or_nothing = true", "all_or_nothing = 1", "true or false"),
        ("multiple_choice = 0.8", "multiple_choice = 1.8", "from 0 to 1"),
        ("multiple_choice = 0.8", "multiple_choise = 0.8", "'multiple_choise' is unknown"),
        ("weight = 40", "weight = nan", "from 0 to 100"),
        ("weight = 40", "wieght = 40", "'wieght' is unknown"),
        ('name = "Second"', 'name = "first"', "two domains named 'first'"),
        ('id = "b"', 'id = "a"', "two objectives with the id 'a'"),
        ('keywords = ["one"]', "keywords = []", "one or more words"),
        ('keywords = ["one"]', 'keywords = ["one", 2]', "one or more words"),
        ('text = "Do another."', 'text = "Do another."\ntext = "Twice."', "not valid TOML"),
    ],
)
def test_one_fault_is_named_with_its_line(old: str, new: str, says: str) -> None:
    text, line = changed(old, new)
    message = refusal(text)
    assert says in message
    fault = line + new.count("\n")
    assert message.startswith(f"tiny.toml, line {fault}: "), message


def test_weights_must_add_up() -> None:
    text, _ = changed("weight = 40", "weight = 36")
    message = refusal(text)
    assert "add up to 96, not 100" in message
    assert f"line {GOOD[: GOOD.index('[[domains]]')].count(chr(10)) + 1}:" in message


def test_shares_of_types_must_add_up() -> None:
    text, _ = changed("multiple_response = 0.2", "multiple_response = 0.1")
    message = refusal(text)
    assert "add up to 0.9, not 1" in message and "line 12:" in message


@pytest.mark.parametrize("key", ["minutes", "title", "schema", "all_or_nothing", "pass_mark", "questions"])
def test_missing_key_is_named(key: str) -> None:
    text = "\n".join(line for line in GOOD.split("\n") if not line.startswith(f"{key} ="))
    assert f"'{key}' is missing" in refusal(text)


def test_missing_parts_are_named_at_their_table() -> None:
    assert "line 16: 'weight' is missing" in refusal(changed("weight = 60\n", "\n")[0])
    assert "'domains' is missing" in refusal(GOOD.split("[[domains]]")[0])
    assert "[[domains.objectives]]" in refusal(GOOD.replace("[[domains.objectives]]", "[domains.objectives]"))


def test_pass_mark_without_scale_and_neither() -> None:
    text, _ = changed("scale = [0, 100]\n", "")
    assert "'pass_mark' needs a 'scale'" in refusal(text)
    text = text.replace("pass_mark = 70\n", "")
    assert parse_blueprint(text.encode(), "tiny.toml").scale is None


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"\xff\xfe", b"a = " + b"[" * 3000, b"[[domains]", b"x = 1" + b"0" * 5000]
)
def test_no_bytes_at_all_give_a_traceback(data: bytes) -> None:
    assert ", line 1: " in refusal(data)


def test_bytes_that_are_not_text_are_placed() -> None:
    assert refusal(GOOD.encode() + b"# \xff\n").startswith(
        f"tiny.toml, line {GOOD.count(chr(10)) + 1}: the text is not"
    )


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        parse_blueprint(data, "any.toml")


@given(st.integers(0, 2**32), st.booleans())
def test_any_damage_to_a_good_file_is_read_or_refused_with_a_line(seed: int, drop: bool) -> None:
    chance = random.Random(seed)
    at = chance.randrange(len(GOOD))
    end = min(len(GOOD), at + chance.randint(1, 12))
    text = GOOD[:at] + ("" if drop else chance.choice('"[]=\n#x0.-')) + GOOD[end:]
    try:
        parse_blueprint(text.encode(), "tiny.toml")
    except InputError as error:
        line = int(error.message.split("line ")[1].split(":")[0])
        assert 1 <= line <= text.count("\n") + 1


@given(st.integers(0, 40), st.sampled_from(["# note", "", '"extra" = [\n  1,\n  2,\n]', "tail.dotted = 1"]))
def test_line_of_agrees_with_where_it_was_put(before: int, filler: str) -> None:
    lines = [f"k{n} = {n}" for n in range(before)]
    head = "\n".join([*lines, filler])
    text = f'{head}\nwanted = """\none\ntwo"""\n[[rows]]\nfirst = 1\n[[rows]]\n'
    start = head.count("\n") + 2
    assert line_of(text, ("wanted",)) == start
    assert line_of(text, ("rows", 0, "first")) == start + 4
    assert line_of(text, ("rows", 1)) == start + 5
    assert tomllib.loads(text)["wanted"] == "one\ntwo"


def test_unknown_name_lists_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_blueprint("no-such-exam")
    assert "mls-c01" in str(caught.value) and "no-such-exam" in str(caught.value)
    with pytest.raises(InputError):
        load_blueprint(tmp_path)
    with pytest.raises(InputError):
        load_blueprint("a\0b")


def test_a_file_of_ones_own_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert load_blueprint(path) == load_blueprint(str(path))
    path.write_text(GOOD.replace("minutes = 10", "minutes = -1"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_blueprint(path)
    assert f"{path}, line 5:" in str(caught.value)


def test_what_ships_is_sound_and_named_after_its_file() -> None:
    assert set(blueprint_names()) >= {"mls-c01", "ml-engineer-interview"}
    for name in blueprint_names():
        blueprint = load_blueprint(name)
        assert blueprint.name == name and blueprint.status in STATUSES
        assert blueprint.status == "active" or blueprint.status_note
        for domain in blueprint.domains:
            for objective in domain.objectives:
                assert len(set(objective.keywords)) == len(objective.keywords) >= 5


def test_the_exam_has_the_official_figures() -> None:
    exam = load_blueprint("mls-c01")
    assert [domain.weight for domain in exam.domains] == [20, 24, 36, 20]
    assert (exam.questions, exam.scored, exam.scale, exam.pass_mark) == (65, 50, (100, 1000), 750)
    assert exam.all_or_nothing and exam.status == "retired" and "31 March 2026" in exam.status_note


def test_the_interview_has_another_shape() -> None:
    interview = load_blueprint("ml-engineer-interview")
    assert [domain.name for domain in interview.domains] == ["Foundations", "Algorithms", "Systems", "Judgement"]
    assert interview.scale is None and interview.pass_mark is None and interview.scored == interview.questions
