"""The browser app in a real browser: asking, conversations, models and guides of one's own, as a learner takes them."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser_session import ANSWER_MS, Served, Watched, served, watched
from tests.hives_app import hives_data, own_key, visits
from tests.slow_model_server import slow_model_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def data(small_index: "object", data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("browser") / "data"
    return hives_data(small_index.folder, data_folder / "encoders", place)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def app(data: Path, small_index: "object") -> Iterator[Served]:
    with served("--index", small_index.folder, data=data) as running:  # type: ignore[attr-defined]
        yield running


@pytest.fixture(scope="module")
def key(app: Served, browser: "Browser") -> dict[str, object]:
    return own_key(app, browser)


@pytest.fixture
def visit(app: Served, browser: "Browser", key: dict[str, object]) -> Iterator[Callable[..., Watched]]:
    with visits(app, browser, key) as opens:
        yield opens


def test_ask_shows_the_passage_an_answer_rests_on(visit: Callable[..., Watched]) -> None:
    one = visit()
    page = one.open()
    turn = one.ask("How much honey does a colony need for the winter?")
    assert "18 kilograms" in turn.inner_text()
    turn.locator(".sg-cite").first.click()
    page.locator(".sg-text mark").wait_for()
    assert "A colony needs 18 kilograms of honey" in page.locator(".sg-text mark").first.inner_text()
    assert "bees.md" in page.locator(".sg-passage .sg-doc").inner_text()
    assert "Winter" in page.locator(".sg-passage .sg-crumbs").inner_text()
    shown = page.locator(".sg-text mark").first.inner_text()
    page.get_by_role("button", name="Next passage").click()
    page.wait_for_function("(before) => document.querySelector('.sg-text mark')?.innerText !== before", arg=shown)
    assert page.locator("#sg-passage-title").evaluate("(node) => node === document.activeElement")


def test_what_the_guide_does_not_say_is_met_with_help(visit: Callable[..., Watched]) -> None:
    one = visit()
    page = one.open()
    turn = one.ask("Who won the chess world championship in 1972?")
    assert "The guide does not say." in turn.inner_text()
    assert not turn.locator(".sg-problem").count()
    turn.locator(".sg-near").first.click()
    page.locator(".sg-text mark").wait_for()


def test_suggested_questions_have_answers(visit: Callable[..., Watched]) -> None:
    one = visit()
    page = one.open()
    page.locator("text=New conversation").click() if page.locator("text=New conversation").count() else None
    page.locator(".sg-welcome").wait_for()
    page.locator(".sg-chip").first.wait_for()
    page.locator(".sg-chip").first.click()
    page.locator(".sg-turn .sg-actions").wait_for()
    assert page.locator(".sg-turn .sg-cite").count()


def test_a_conversation_outlives_a_reload_and_goes_along(visit: Callable[..., Watched]) -> None:
    one = visit()
    page = one.open()
    one.ask("How high is the tower of the lighthouse?")
    page.reload()
    page.locator(".sg-asked", has_text="How high is the tower of the lighthouse?").wait_for()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Export").click()
    text = coming.value.path().read_text(encoding="utf-8")
    assert "41 metres" in text
    assert "[1] " in text
    page.get_by_role("button", name="New conversation").click()
    page.locator(".sg-welcome").wait_for()
    page.locator("summary", has_text="Earlier").click()
    page.locator(".sg-earlier").first.click()
    page.locator(".sg-turn").first.wait_for()


def test_copying_and_reporting_an_answer(visit: Callable[..., Watched], data: Path) -> None:
    one = visit(permissions=["clipboard-read", "clipboard-write"])
    page = one.open()
    turn = one.ask("Who built the lighthouse at Skarn?")
    turn.get_by_role("button", name="Copy this answer").click()
    page.locator("#sg-said.shown").wait_for()
    assert "Ada Holm" in page.evaluate("navigator.clipboard.readText()")
    turn.locator("summary", has_text="This answer is wrong").click()
    turn.locator("[name=comment]").fill("It was someone else.")
    turn.get_by_role("button", name="Keep the report").click()
    page.get_by_text("Thank you.").wait_for()
    reports = [
        json.loads(line) for file in (data / "reports").glob("*.jsonl") for line in file.read_text().splitlines()
    ]
    assert "It was someone else." in [report["comment"] for report in reports]


def test_a_model_that_is_not_there_is_said(visit: Callable[..., Watched]) -> None:
    one = visit()
    page = one.open("Model")
    page.get_by_label("Name of the model").fill("gguf:/nowhere/model.gguf")
    page.get_by_role("button", name="Test and use it").click()
    page.locator(".sg-models .sg-problem").wait_for()
    assert page.locator(".sg-model[data-used] h3").inner_text() == "Quote the guide"


def test_a_model_that_writes_can_be_stopped(browser: "Browser", data: Path, small_index: "object") -> None:
    said = "Removing queen cells every seven days and giving the queen more room prevents a swarm."

    def reply(prompt: str) -> str:
        number = re.search(r"^\[(\d+)\] .*queen cells", prompt, re.MULTILINE)
        return f"{said} [{number.group(1) if number else 1}]\n" + " ".join(f"word{at}" for at in range(500))

    with slow_model_server(reply) as slow:
        arguments = ("--index", small_index.folder, "--llm", f"openai:slow@{slow.url}")  # type: ignore[attr-defined]
        with served(*arguments, data=data) as running, watched(browser, running.address) as one:
            page = one.open()
            stop = page.locator("#sg-stop")
            assert not stop.is_visible()
            page.locator("#sg-question textarea").fill("How can a swarm be prevented?")
            page.locator("#sg-question textarea").press("Enter")
            page.locator(".sg-partial", has_text=said).wait_for()
            assert not page.locator("#sg-send").is_visible()
            stop.click()
            page.locator(".sg-note", has_text="Stopped").wait_for(timeout=5000)
            assert said in page.locator(".sg-turn .sg-answer").inner_text()
            assert page.locator(".sg-turn .sg-cite").count()
            page.locator("#sg-send").wait_for()
            assert not stop.is_visible()
            assert page.evaluate("document.activeElement.matches('#sg-question textarea')")
            assert slow.left.wait(5)
            assert slow.words_sent < 500
            assert one.problems == []


def test_upload_and_ask(visit: Callable[..., Watched], tmp_path: Path) -> None:
    one = visit()
    page = one.open("Library")
    page.on("dialog", lambda asked: asked.accept())
    page.get_by_label("New collection").fill("Tea")
    page.get_by_role("button", name="Make it").click()
    page.get_by_role("heading", name="Tea").wait_for()
    first, second, wrong = tmp_path / "tea.md", tmp_path / "milk.md", tmp_path / "run.exe"
    first.write_text("# Tea\n\n## Brewing\n\nGreen tea is brewed at 75 degrees for two minutes.\n")
    second.write_text("# Milk\n\n## Keeping\n\nFresh milk keeps for five days in a cold cellar.\n")
    wrong.write_bytes(b"MZ\x00")
    page.locator("input[data-upload][multiple]").set_input_files([first, second, wrong])
    page.locator(".sg-done").wait_for()
    assert "2 documents added" in page.locator(".sg-done").inner_text()
    assert "run.exe" in page.locator("#sg-library-status .sg-warned").inner_text()
    one.show("Ask")
    page.get_by_role("heading", name="Ask Tea").wait_for()
    assert "75 degrees" in one.ask("How hot is green tea brewed?").inner_text()
    one.show("Library")
    page.get_by_role("button", name="Remove milk.md").click()
    page.get_by_text("1 document removed").wait_for()
    assert page.locator(".sg-documents > li").count() == 1
    page.get_by_role("button", name="Look inside tea.md").click()
    page.locator(".sg-outline").wait_for()
    page.get_by_role("button", name="Remove this collection").click()
    page.locator(".sg-documents").wait_for()


def test_two_learners_do_not_see_each_other(visit: Callable[..., Watched]) -> None:
    first, second = visit(own=False), visit(own=False)
    first.open()
    second.open()
    first.ask("Who was Ada Holm?")
    second.ask("What are drones?")
    first.page.reload()
    second.page.reload()
    first.page.locator(".sg-asked", has_text="Who was Ada Holm?").wait_for()
    second.page.locator(".sg-asked", has_text="What are drones?").wait_for()
    assert "drones" not in first.page.locator("#sg-log").inner_text()
    assert "Ada Holm" not in second.page.locator("#sg-log").inner_text()
    first.show("Library")
    first.page.get_by_label("New collection").fill("Mine alone")
    first.page.get_by_role("button", name="Make it").click()
    first.page.get_by_role("heading", name="Mine alone").wait_for()
    second.page.reload()
    second.page.locator("#sg-question textarea").wait_for()
    second.show("Library")
    second.page.locator(".sg-documents").wait_for()
    assert "Mine alone" not in second.page.content()


def test_an_answer_comes_within_350_ms(visit: Callable[..., Watched]) -> None:
    one = visit()
    page = one.open()
    page.wait_for_timeout(1500)
    medians = []
    for _ in range(4):  # a machine that is busy with something else for a moment gets another chance
        times = []
        for question in (
            "What are drones?",
            "When is sugar syrup fed?",
            "Who built the lighthouse?",
            "What is swarming?",
            "How high is the tower?",
        ):
            times.append(page.evaluate(ANSWER_MS, question))
            page.wait_for_timeout(800)
        medians.append(sorted(times)[2])
        if medians[-1] <= 350:
            break
    assert min(medians) <= 350, medians


def test_nothing_jumps_while_an_answer_comes(visit: Callable[..., Watched]) -> None:
    one = visit()
    page = one.open()
    one.ask("What are drones?")
    page.wait_for_timeout(1000)
    page.evaluate(
        """() => { window.shifted = 0; new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shifted += entry.value;
        }).observe({ type: 'layout-shift' }); }"""
    )
    for question in ("When is sugar syrup fed?", "Who won the chess world championship in 1972?"):
        one.ask(question)
        page.wait_for_timeout(1000)
    assert page.evaluate("window.shifted") < 0.05
