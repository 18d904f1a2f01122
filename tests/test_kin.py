"""Words of like meaning: the vectors of the guide's words, and what an encoder makes of a learner's other words."""

from pathlib import Path

import numpy as np
import pytest

from studyground.assistant.assistant import Assistant
from studyground.errors import IndexRefusedError
from studyground.ingest.index import open_index
from studyground.ingest.kin import WordVectors, comparable, load_word_vectors, save_word_vectors
from studyground.settings import Settings

GUIDE = """# The shop

The shop repairs old pictures and frames.

A doctor looked at the machine twice.

Rent is paid on the first of the month.
"""


class Axes:
    """An encoder whose vectors can be worked out by hand: one axis a letter, counted and scaled to unit length."""

    identity = "axes"
    dimension = 26
    max_tokens = 256

    def encode(self, texts: list[str]) -> np.ndarray:
        table = np.array([[text.count(chr(97 + at)) for at in range(26)] for text in texts], np.float32).reshape(-1, 26)
        lengths = np.linalg.norm(table, axis=1, keepdims=True)
        return np.divide(table, lengths, out=np.zeros_like(table), where=lengths > 0)


def test_one_spelling_a_stem_is_kept_and_the_commonest(tmp_path: Path) -> None:
    save_word_vectors({"pictures": 3, "picture": 1, "the": 9, "c3po": 2, "ox": 5}, Axes(), tmp_path)  # type: ignore[arg-type]
    found = load_word_vectors(tmp_path)
    assert found.stems == ("pictur",)
    assert found.vectors[0] == pytest.approx(Axes().encode(["pictures"])[0], abs=1e-3)


def test_kin_are_above_the_least_cosine_without_the_word_itself() -> None:
    vectors = Axes().encode(["aaab", "aab", "ab", "zzz"])
    words = WordVectors(("aaab", "aab", "ab", "zzz"), vectors)
    found = words.kin(["aaab", "zz"], Axes())  # type: ignore[arg-type]
    assert set(found) == {"aaab", "zz"}
    closeness = {other: float(vectors[0] @ vectors[at]) for at, other in ((1, "aab"), (2, "ab"))}
    assert found["aaab"] == {name: pytest.approx((cosine - 0.55) / 0.45) for name, cosine in closeness.items()}
    assert found["zz"] == {"zzz": pytest.approx(1.0)}
    assert words.kin([], Axes()) == {}  # type: ignore[arg-type]


def test_what_can_be_compared() -> None:
    assert comparable("photograph")
    assert not any(comparable(word) for word in ("the", "ox", "c3po", "t-sne"))


def test_files_that_do_not_fit_together_are_refused(tmp_path: Path) -> None:
    save_word_vectors({"pictures": 1, "doctor": 1}, Axes(), tmp_path)  # type: ignore[arg-type]
    (tmp_path / "word_stems.json").write_text('["pictur"]', encoding="utf-8")
    with pytest.raises(ValueError, match="fit together"):
        load_word_vectors(tmp_path)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Settings:
    from studyground.ingest.pipeline import ingest

    folder = tmp_path_factory.mktemp("shop")
    (folder / "shop.md").write_text(GUIDE, encoding="utf-8")
    settings = Settings(index=folder / "index", data=data_folder)
    ingest([folder / "shop.md"], settings)
    return settings


def test_other_words_of_the_same_meaning_are_found(shop: Settings) -> None:
    look = Assistant.open(shop).look("photographs and physicians")
    assert "pictur" in look.query.kin["photograph"]
    assert "doctor" in look.query.kin["physician"]
    assert all(0 < closeness <= 1 for kin in look.query.kin.values() for closeness in kin.values())


def test_damage_to_the_words_is_seen(shop: Settings) -> None:
    index = open_index(shop)
    path = next(index.folder.glob("generation-*/word_vectors.npy"))
    kept = path.read_bytes()
    path.write_bytes(kept[: len(kept) // 2])
    try:
        with pytest.raises(IndexRefusedError, match="damaged"):
            Assistant(index, shop).ask("photographs?")
    finally:
        path.write_bytes(kept)
