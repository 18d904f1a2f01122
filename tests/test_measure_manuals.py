from typing import Any

import pytest

from studyground.eval import measure_manuals
from studyground.eval.manual_index import answering, opened_manual, same_words
from studyground.eval.measure_manuals import VERDICTS, verdicts
from studyground.settings import Settings

PASSAGES = [
    {"heading": "Firing", "text": "The kiln is lit at six in the morning. It needs nine hours to reach cone 6."},
    {
        "heading": "Shelves",
        "text": "# not a heading\nThe kiln shelf is washed with alumina once a month.\n```\nleft open",
    },
    {"heading": "Glazes", "text": "A glaze with too much zinc crawls. Sieve it twice before it is put on."},
]
ASKED = {"near": [], "others": [], "told": None}
ROW: dict[str, Any] = {
    "guide": "kiln",
    "licence": "own",
    "part": "test",
    "passages": PASSAGES,
    "questions": [
        ASKED | {"q": "When is the kiln lit?", "answers": [{"passage": 0, "said": [[0, 38]], "span": None}]},
        ASKED | {"q": "Which orchestra recorded the symphony in Vienna?", "answers": []},
        ASKED
        | {"q": "How often is the kiln shelf washed?", "answers": [{"passage": 2, "said": [[0, 35]], "span": None}]},
    ],
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data=tmp_path_factory.mktemp("data"), reader="none")


def test_every_passage_of_a_manual_is_in_its_index_whatever_another_leaves_open(plain: Settings) -> None:
    with opened_manual(ROW, plain) as assistant:
        text = "\n".join(assistant.index.texts())
    for words in ("lit at six in the morning", "washed with alumina once a month", "Sieve it twice", "# not a heading"):
        assert words in text


def test_an_answer_is_right_where_it_cites_what_answers(plain: Settings) -> None:
    found = {q: verdict for q, verdict, _ in verdicts(ROW, plain)}
    assert found["When is the kiln lit?"] == "right"
    assert found["Which orchestra recorded the symphony in Vienna?"] == "refused"
    assert found["How often is the kiln shelf washed?"] == "wrong", "what it cites is not what is marked"
    assert set(found.values()) <= set(VERDICTS)


def test_what_answers_is_given_in_the_words_of_the_manual() -> None:
    assert answering(ROW, ROW["questions"][0]) == ["The kiln is lit at six in the morning."]
    assert answering(ROW, ROW["questions"][1]) == []


def test_the_same_words_are_known_whatever_stands_between_them() -> None:
    assert same_words("- **Sieve** it twice", "Sieve it twice before it is put on.")
    assert not same_words("a)", "a") and not same_words("Sieve it once", "Sieve it twice")


def test_the_table_counts_every_question(
    plain: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(measure_manuals, "manuals", lambda part: [ROW])
    monkeypatch.setattr(measure_manuals, "load_settings", lambda given: plain)
    assert measure_manuals.main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["| kiln | 1 | 1 | 0 | 1 | 0 | 0.50 | 1.00 |", "| all | 1 | 1 | 0 | 1 | 0 | 0.50 | 1.00 |"]
