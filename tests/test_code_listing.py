"""Code of a guide in an answer: only where it follows, only where it is asked for, and nothing in it can act."""

from pathlib import Path

import pytest

from studyground.assistant.assistant import Assistant
from studyground.assistant.code_listing import fenced
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

GUIDE = """# Counting in Brisk

## Loops

A for loop in Brisk repeats a block a fixed number of times. It is written with the word each:

```
each n in 1..3
    say n
```

A while loop in Brisk repeats a block until its condition fails.

## Names

A variable in Brisk is a name that stands for a value. Declare a variable in Brisk with the word let.

```
let total = 0
say "```"
```

## History

Brisk was first used in 1991 by surveyors who counted trees.
"""


@pytest.fixture(scope="module")
def brisk(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Assistant:
    folder = tmp_path_factory.mktemp("brisk")
    (folder / "brisk.md").write_text(GUIDE, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder, abstain_below=0.0)
    ingest([folder / "brisk.md"], settings)
    return Assistant.open(settings)


def test_code_is_shown_with_the_sentence_before_it(brisk: Assistant) -> None:
    answer = brisk.ask("How do I declare a variable in Brisk?")
    assert "let total = 0" in answer.answer
    for cited in answer.citations:
        assert cited.quote == brisk.index.stored_text(cited.document)[cited.start : cited.end]
    assert all(sentence.citations for sentence in answer.sentences)


def test_code_is_not_shown_where_nobody_asks_for_it(brisk: Assistant) -> None:
    assert "let total" not in brisk.ask("When was Brisk first used?").answer


@pytest.mark.parametrize("code", ["say 1", "```\nsay 1\n```", "a ````` b"])
def test_nothing_in_code_closes_its_block(code: str) -> None:
    block = fenced(code).splitlines()
    fence = block[0]
    assert block[-1] == fence
    assert set(fence) == {"`"}
    assert all(fence not in line for line in block[1:-1])
