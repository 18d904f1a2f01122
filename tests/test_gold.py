"""The gold files say what they mean: checked against the guide that ships, and against guides that are not ours."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from studyground.eval.collection import Collection
from studyground.eval.fold import normalise
from studyground.eval.gold import GoldItem, load_gold
from studyground.eval.program import open_collection
from studyground.eval.verify_gold import ALL, Verified, table, verify
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "eval" / "gold"
SHARED = ROOT.parent / "shared"
SEEDS = SHARED / "seeds"
BOOK = SHARED / "docs" / "oer_book.pdf"
OUTSIDE = GOLD / "outside_guides.jsonl"
OUTSIDE_FRESH = GOLD / "outside_fresh.jsonl"
OUTSIDE_MANUALS = GOLD / "outside_manuals.jsonl"
MANUALS = Path("/usr/share/doc")  # where a Debian machine has them, if it has
OUTSIDE_PROGRAMMING = GOLD / "outside_programming.jsonl"
OUTSIDE_FILES = (OUTSIDE, OUTSIDE_FRESH, OUTSIDE_MANUALS, OUTSIDE_PROGRAMMING)
GUIDE_FILES = sorted(path for path in GOLD.glob("*.jsonl") if not path.name.startswith("outside"))
FRESH_DOCUMENTS = (
    "guide_tyler.md",
    "aws_data-wrangler-transform.md",
    "aws_linear-learner.md",
    "aws_multi-model-endpoints.md",
    "aws_neo.md",
    "book_AB_testing.md",
    "adult.names.txt",
)
COPIED_WORDS = 8
_WORD = re.compile(r"\w+")
needs_shared = pytest.mark.skipif(not (SEEDS.is_dir() and BOOK.is_file()), reason="the outside guides are not here")


def guide_items() -> list[GoldItem]:
    return [item for path in GUIDE_FILES for item in load_gold(path)]


def outside_items() -> list[GoldItem]:
    return [item for path in OUTSIDE_FILES for item in load_gold(path)]


def of_type(items: Sequence[GoldItem], kind: str) -> list[GoldItem]:
    return [item for item in items if item.type == kind]


def told_texts(item: GoldItem) -> Iterator[str]:
    """Everything of an item that a reader sees, and so could have been copied."""
    yield item.question
    yield item.answer
    yield from item.must_not_include
    yield from item.absent_patterns
    for group in item.must_include:
        yield from group
    for turn in item.history:
        yield turn.question
        yield turn.answer
    for one in item.evidence:
        yield from (one.quote, one.first, one.last)


def runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(normalise(text))
    return {tuple(words[at : at + COPIED_WORDS]) for at in range(len(words) - COPIED_WORDS + 1)}


def read_guides(paths: Sequence[Path], folder: Path, shipped: bool = False) -> Collection:
    settings = Settings.model_validate({"index": folder / "index", "data": folder / "data"})
    ingest(paths, settings, shipped=shipped)
    return open_collection(folder / "index")


@pytest.fixture(scope="session")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return read_guides([ROOT / "corpus" / "guide"], tmp_path_factory.mktemp("guide"), shipped=True)


@pytest.fixture(scope="session")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return read_guides([SEEDS, BOOK], tmp_path_factory.mktemp("outside"))


@pytest.fixture(scope="session")
def outside_fresh(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    documents = [SHARED / "docs" / name for name in FRESH_DOCUMENTS]
    return read_guides([SEEDS, *documents], tmp_path_factory.mktemp("fresh"))


@pytest.fixture(scope="session")
def guide_check(guide: Collection) -> Verified:
    return verify([(path.name, load_gold(path)) for path in GUIDE_FILES], guide)


@pytest.mark.slow
def test_every_item_over_the_guide_is_sound(guide_check: Verified) -> None:
    assert not guide_check.problems, table(guide_check)


@pytest.mark.slow
def test_the_items_rest_on_enough_of_the_guide(guide_check: Verified) -> None:
    assert guide_check.evidence_spans[ALL] >= 250


def test_there_are_enough_items_over_the_guide() -> None:
    items = guide_items()
    assert len(items) >= 400
    assert len({item.id for item in items}) == len(items), "an id names one item, whatever the file"


@pytest.mark.parametrize(
    ("kind", "least"), [("paraphrase", 60), ("near_miss", 80), ("out_of_domain", 30), ("instruction", 15)]
)
def test_there_are_enough_items_of_each_hard_kind(kind: str, least: int) -> None:
    assert len(of_type(guide_items(), kind)) >= least


def test_there_are_enough_follow_ups_with_a_history() -> None:
    assert sum(bool(item.history) for item in of_type(guide_items(), "follow_up")) >= 20


@pytest.mark.parametrize(
    "kind", ["factoid", "definition", "list", "comparison", "how_why", "scenario", "multi_hop", "conflict", "typo"]
)
def test_every_kind_of_question_is_asked(kind: str) -> None:
    assert of_type(guide_items(), kind)


def test_questions_without_an_answer_are_marked_so() -> None:
    for item in [*guide_items(), *outside_items()]:
        if item.type in ("near_miss", "out_of_domain"):
            assert not item.answerable, item.id
        if item.type == "near_miss":
            assert item.absent_patterns, f"{item.id} does not say what would show it to be answerable"


def test_outside_items_hold_no_quotes() -> None:
    items = outside_items()
    assert len(load_gold(OUTSIDE)) >= 80
    assert len({item.id for item in items}) == len(items)
    for item in items:
        for one in item.evidence:
            assert not one.quote, item.id
            assert len(one.first.split()) <= 3 and len(one.last.split()) <= 3, item.id
            assert re.fullmatch(r"[0-9a-f]{64}", one.sha256), item.id


@pytest.mark.slow
@needs_shared
def test_every_item_over_the_outside_guides_is_sound(outside: Collection) -> None:
    found = verify([(OUTSIDE.name, load_gold(OUTSIDE))], outside)
    assert not found.problems, table(found)


@pytest.mark.slow
@needs_shared
def test_every_fresh_item_over_the_outside_guides_is_sound(outside_fresh: Collection) -> None:
    found = verify([(OUTSIDE_FRESH.name, load_gold(OUTSIDE_FRESH))], outside_fresh)
    assert not found.problems, table(found)


MANUAL_PARTS = ("", "tutorial", "howto", "faq")
MANUAL_FOLDERS = {
    "sk": (OUTSIDE_MANUALS, "python-sklearn-doc/html/modules", "svm.html", "1.2.1"),
    "hb": (OUTSIDE_MANUALS, "debian-handbook/html/en-US", "index.html", "Bullseye"),
    "ru": (OUTSIDE_PROGRAMMING, "rust-doc/html/book", "title-page.html", "Rust 1.61"),
    "gi": (OUTSIDE_PROGRAMMING, "git/html", "gitglossary.html", "2024-05-31"),
    "py": (OUTSIDE_PROGRAMMING, "python3.11/html", "tutorial/classes.html", "3.11.2"),
}


@pytest.mark.slow
@pytest.mark.parametrize("prefix", sorted(MANUAL_FOLDERS))
def test_every_item_over_the_manuals_is_sound(prefix: str, tmp_path: Path) -> None:
    gold, place, page, edition = MANUAL_FOLDERS[prefix]
    folder = MANUALS / place
    items = [item for item in load_gold(gold) if item.id.startswith(f"{prefix}-")]
    named = {one.document for item in items for one in item.evidence}
    places = [[folder / part / name for part in MANUAL_PARTS if (folder / part / name).is_file()] for name in named]
    pages = [found[0] for found in places if found]
    there = (folder / page).is_file() and len(pages) == len(named)
    if not there or edition not in (folder / page).read_text(encoding="utf-8", errors="replace"):
        pytest.skip(f"{folder} is not there in the edition that was asked about")
    found = verify([(gold.name, items)], read_guides(sorted(pages), tmp_path))
    assert not found.problems, table(found)


@pytest.mark.slow
@needs_shared
def test_outside_items_are_about_all_outside_guides(outside: Collection) -> None:
    named = {one.document for item in load_gold(OUTSIDE) for one in item.evidence}
    assert named == set(outside.texts)


@pytest.mark.slow
@needs_shared
def test_no_gold_file_copies_outside_text(outside: Collection) -> None:
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(SEEDS.iterdir())]
    texts += [path.read_text(encoding="utf-8", errors="replace") for path in sorted((SHARED / "docs").glob("*.md"))]
    texts += [path.read_text(encoding="utf-8", errors="replace") for path in sorted((SHARED / "docs").glob("*.txt"))]
    theirs: set[tuple[str, ...]] = set()
    for text in [*texts, *outside.texts.values()]:
        theirs |= runs(text)
    assert len(theirs) > 50_000, "the comparison has something to compare with"
    copied = [
        f"{item.id}: {' '.join(run)}"
        for item in [*guide_items(), *outside_items()]
        for text in told_texts(item)
        for run in sorted(runs(text) & theirs)
    ]
    assert not copied, "\n".join(copied)
