"""The pairs of sentences that the guard of a model's sentences is measured with, and how they are measured."""

from collections import Counter
from pathlib import Path

import pytest

from studyground.errors import InputError
from studyground.eval import measure_pairs
from studyground.eval.measure_pairs import opened, pairs, sources_of, told_apart
from studyground.eval.reader_manuals import manuals
from studyground.eval.reader_sections import sections
from studyground.settings import Settings


def plain(text: str) -> str:
    return " ".join(text.split())


def test_every_quote_stands_in_its_guide_and_every_pair_differs_from_it() -> None:
    texts = {name: plain(" ".join(row["passage"] for row in rows)) for name, rows in sections(for_scorer=True).items()}
    for part in ("scorer", "test"):
        for row in manuals(part):  # type: ignore[arg-type]
            texts[row["guide"]] = plain(" ".join(one["text"] for one in row["passages"]))
    guide = Path(__file__).parent.parent / "corpus" / "guide"
    texts |= {page.name: plain(page.read_text(encoding="utf-8")) for page in guide.glob("*.md")}
    rows = pairs()
    assert len(rows) >= 480
    for row in rows:
        assert row["quote"] in texts[row["guide"]]
        assert len({row["quote"], row["paraphrase"], row["altered"]}) == 3
    assert min(Counter(row["change"] for row in rows).values()) >= 75
    assert sum(not row["read"] for row in rows) == 100


def test_pairs_are_held_against_their_own_guide_alone(tmp_path: Path) -> None:
    rows = [row for row in pairs() if row["guide"] == "library-rules"][:6]
    settings = Settings(index=tmp_path / "mine", data=tmp_path / "data")
    with opened(rows[0], settings) as assistant:
        found = list(told_apart(assistant, rows))
        assert any(plain(one.text) in rows[0]["quote"] for one in sources_of(assistant, rows[0]["quote"]))
    assert [row for row, _, _ in found] == rows
    assert sum(kept for _, kept, _ in found) >= 3
    assert sum(dropped for _, _, dropped in found) >= 3
    assert not settings.index.exists()


def test_a_damaged_file_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "pairs.jsonl.xz"
    broken.write_bytes(b"\xfd7zXZ\x00 and no more")
    monkeypatch.setattr(measure_pairs, "PATH", broken)
    with pytest.raises(InputError):
        pairs()
