"""The browser app in a real browser: the main path of every tab, as a learner takes it."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from studyground.assistant.citing import citation
from studyground.assistant.practice.bank import default_bank, read_bank, write_bank
from studyground.assistant.practice.practice_question import (
    GATES,
    LABELS,
    Check,
    Option,
    PracticeQuestion,
    content_id,
)
from studyground.assistant.study.draw import draw
from studyground.assistant.study.records import Records
from studyground.assistant.study.sittings import begin
from studyground.corpus.blueprint import load_blueprint
from studyground.ingest.index import Index, open_index
from studyground.settings import Settings
from tests.browser_session import (
    ANSWER_MS,
    CONTRAST,
    FLAGS,
    NAMELESS,
    PHONE,
    TOO_WIDE,
    Served,
    Watched,
    guide_data,
    served,
    watched,
)
from tests.slow_model_server import slow_model_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow
SHOTS = Path(__file__).parent.parent / "build" / "screenshots"
TABS = ("Ask", "Practice", "Exam", "Review", "Library", "Progress", "Model")
READY = {
    "Ask": ".sg-cite",
    "Practice": "text=Question bank",
    "Exam": "text=Begin the exam",
    "Review": "#sg-review .sg-card",
    "Library": ".sg-documents",
    "Progress": "text=Study plan",
    "Model": ".sg-models",
}
FACTS = (
    ("How many workers does a strong colony hold in June?", "about 50,000 workers", "Data Engineering"),
    ("How many eggs does the queen lay a day in early summer?", "up to 2,000 eggs", "Data Engineering"),
    ("How much honey does a colony need to live through the winter?", "18 kilograms", "Exploratory Data Analysis"),
    ("When is sugar syrup fed?", "in September", "Exploratory Data Analysis"),
    ("When is the weight of each hive checked?", "in October", "Modeling"),
    ("How often are queen cells removed?", "every seven days", "Modeling"),
    ("Below what is a hive never opened?", "10 degrees", "Modeling"),
    ("What are drones?", "male bees", "Machine Learning Implementation and Operations"),
)


def bank_of(index: Index) -> list[PracticeQuestion]:
    """Questions on the beekeeping guide, each with a key that is cited to the letter."""
    row = index.document("bees.md")
    text = index.text_by_id(row.id)
    made = []
    for number, (stem, key, domain) in enumerate(FACTS):
        start = re.search(r"\s+".join(map(re.escape, key.split())), text)
        assert start is not None, key
        cited = (citation(index, 1, row.id, *start.span()),)
        wrong = ["never", "twice an hour", "a dozen of them"]
        texts = [key, *wrong] if number % 2 else [*wrong, key]
        options = tuple(
            Option(LABELS[at], one, one == key, f"The guide says {key}.", cited if one == key else ())
            for at, one in enumerate(texts)
        )
        checks = tuple(Check(name, True) for name in GATES)
        made.append(
            PracticeQuestion(
                content_id(stem, texts), "multiple_choice", 1, stem, options, domain, "", "foundation", cited, checks
            )
        )
    return made


@pytest.fixture(scope="module")
def browser(browser_path: str) -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def data(small_index: "object", data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a bank for the small index."""
    place = guide_data(data_folder / "encoders", tmp_path_factory.mktemp("browser") / "data")
    settings = Settings(index=small_index.folder, data=place)  # type: ignore[attr-defined]
    write_bank(default_bank(settings), bank_of(open_index(settings)))
    return place


@pytest.fixture(scope="module")
def app(data: Path, small_index: "object") -> Iterator[Served]:
    with served("--index", small_index.folder, data=data) as running:  # type: ignore[attr-defined]
        yield running


@pytest.fixture(scope="module")
def key(app: Served, browser: "Browser") -> dict[str, object]:
    """The cookies of the browser that works with the learner's own records."""
    context = browser.new_context()
    link = re.search(r"http\S+/studyground/mine/\S+", app.said)
    assert link is not None
    context.new_page().goto(link.group())
    state = context.storage_state()
    context.close()
    return dict(state)


@pytest.fixture
def visit(app: Served, browser: "Browser", key: dict[str, object]) -> Iterator[Callable[..., Watched]]:
    """Opens watched pages; at the end none may have complained or asked another host for anything."""
    from contextlib import ExitStack

    opened: list[Watched] = []
    with ExitStack() as stack:

        def open_page(own: bool = True, **options: object) -> Watched:
            state = {"storage_state": key} if own else {}
            page = stack.enter_context(watched(browser, app.address, **state, **options))  # type: ignore[arg-type]
            opened.append(page)
            return page

        yield open_page
        for one in opened:
            assert one.problems == []
            assert one.foreign == []


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


def test_practice_shows_the_key_with_its_reasons(visit: Callable[..., Watched]) -> None:
    one = visit()
    page = one.open("Practice")
    page.locator("#sg-practice form[data-form=start] [name=count]").select_option("5")
    page.get_by_role("button", name="Start").click()
    for number in range(1, 6):
        page.get_by_text(f"Question {number} of 5").wait_for()
        assert not page.locator("#sg-practice .sg-option input:checked").count()
        page.locator("#sg-practice .sg-option").first.click()
        page.get_by_role("button", name="Check the answer").click()
        page.locator(".sg-outcome").wait_for()
        assert page.locator("#sg-practice [data-verdict=right]").count() == 1
        assert page.locator("#sg-practice .sg-why").count() == 4
        if number == 1:
            page.locator("#sg-practice .sg-reasons .sg-source").first.click()
            page.locator(".sg-text mark").wait_for()
            page.keyboard.press("Escape")
        page.get_by_role("button", name="Finish" if number == 5 else "Next question", exact=True).click()
    page.get_by_role("heading", name="Done").wait_for()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Moodle (GIFT)").click()
    assert "How many workers" in coming.value.path().read_text(encoding="utf-8")


def test_another_browser_has_a_bank_of_its_own(visit: Callable[..., Watched]) -> None:
    one = visit(own=False)
    page = one.open("Practice")
    page.get_by_text("There are no practice questions").wait_for()


def test_an_exam_goes_on_after_a_reload(visit: Callable[..., Watched]) -> None:
    one = visit()
    page = one.open("Exam")
    page.on("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="Begin the exam").click()
    page.locator(".sg-clock").wait_for()
    for number in (1, 2, 3):
        page.locator("#sg-exam .sg-option").nth(number % 4).click()
        page.wait_for_function(
            "(n) => document.querySelectorAll('.sg-spot[data-state=answered]').length === n", arg=number
        )
        if number == 2:
            page.keyboard.press("f")
            page.locator(".sg-spot[data-flagged]").wait_for()
        page.keyboard.press("ArrowRight")
        page.get_by_text(f"Question {number + 1} of 8").wait_for()
        assert not page.locator("#sg-exam .sg-option input:checked").count()
    before = seconds(page.locator(".sg-clock").inner_text())
    page.wait_for_timeout(2000)
    page.reload()
    page.locator("#sg-question textarea").wait_for()
    one.show("Exam")
    page.get_by_text("Question 4 of 8").wait_for()
    assert before - 300 < seconds(page.locator(".sg-clock").inner_text()) <= before - 2
    assert page.locator(".sg-spot[data-state=answered]").count() == 3
    page.get_by_role("button", name="Question 1, answered").click()
    page.get_by_text("Question 1 of 8").wait_for()
    assert page.locator("#sg-exam .sg-option input").nth(1).is_checked()
    page.get_by_role("button", name="Hand in").click()
    page.locator(".sg-score").wait_for()
    assert page.locator("#sg-exam .sg-levels tr").count() == 4
    page.locator(".sg-missed summary").first.click()
    page.locator(".sg-missed[open] .sg-source").first.click()
    page.locator(".sg-text mark").wait_for()


def seconds(clock: str) -> int:
    hours, minutes, rest = map(int, clock.split(":"))
    return hours * 3600 + minutes * 60 + rest


def test_an_exam_is_handed_in_when_its_time_is_up(
    visit: Callable[..., Watched], data: Path, small_index: "object"
) -> None:
    settings = Settings(index=small_index.folder, data=data)  # type: ignore[attr-defined]
    plan = load_blueprint("mls-c01")
    records = Records.open(settings)
    begin(records, draw(read_bank(default_bank(settings)), plan, seed=1), plan, minutes=0.75)
    records.close()
    one = visit()
    page = one.open("Exam")
    page.locator(".sg-clock").wait_for()
    page.locator("#sg-exam .sg-option").first.click()
    page.locator(".sg-score").wait_for(timeout=120_000)
    assert "time ran out" in page.locator(".sg-report").inner_text()


def test_review_by_keyboard(visit: Callable[..., Watched]) -> None:
    one = visit()
    page = one.open("Review")
    page.locator("#sg-review .sg-stem").wait_for()
    due = int(page.locator("#sg-review .sg-count").inner_text().split()[0])
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    page.locator(".sg-grade").first.wait_for()
    page.keyboard.press("3")
    page.locator(".sg-grade").first.wait_for(state="detached")
    left = page.locator("#sg-review .sg-count")
    assert not left.count() or int(left.inner_text().split()[0]) == due - 1
    page.get_by_role("heading", name="What comes when").wait_for()


def test_progress_and_plan(visit: Callable[..., Watched]) -> None:
    one = visit()
    page = one.open("Progress")
    page.get_by_role("heading", name="By domain").wait_for()
    assert page.locator("#sg-progress .sg-levels tr").count() == 4
    assert page.locator("#sg-progress svg[role=img]").count() >= 2
    page.get_by_role("button", name="Make a plan").click()
    assert page.locator(".sg-plan li").first.inner_text()


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


@pytest.mark.parametrize("look", ["light", "dark", "narrow"])
def test_every_tab_is_readable(visit: Callable[..., Watched], look: str) -> None:
    one = visit(dark=look == "dark", **({"size": PHONE} if look == "narrow" else {}))
    page = one.open()
    SHOTS.mkdir(parents=True, exist_ok=True)
    for tab in TABS:
        one.show(tab)
        if tab == "Ask" and not page.locator(".sg-turn").count():
            one.ask("How much honey does a colony need for the winter?")
        page.locator(READY[tab]).first.wait_for()
        page.wait_for_timeout(400)
        page.screenshot(path=SHOTS / f"{tab.lower()}-{look}.png")
        assert page.evaluate(CONTRAST) == [], tab
        assert page.evaluate(NAMELESS) == [], tab
        assert page.evaluate(TOO_WIDE) <= page.viewport_size["width"] + 1, tab  # type: ignore[index]
    one.show("Ask")
    page.locator(".sg-cite").first.click()
    page.locator(".sg-text mark").wait_for()
    page.wait_for_timeout(400)
    page.screenshot(path=SHOTS / f"passage-{look}.png")
    assert page.evaluate(CONTRAST) == []
    box = page.locator(".sg-passage").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= page.viewport_size["width"] + 1  # type: ignore[index]


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


def test_choices_are_kept_for_the_next_visit(visit: Callable[..., Watched]) -> None:
    one = visit(own=False)
    page = one.open("Library")
    page.get_by_label("New collection").fill("Kept")
    page.get_by_role("button", name="Make it").click()
    page.get_by_role("heading", name="Kept").wait_for()
    page.reload()
    page.locator("#sg-collection").wait_for()
    assert page.locator("#sg-collection").input_value() == "Kept"
    one.show("Exam")
    page.locator("select[data-change=blueprint]").select_option("ml-engineer-interview")
    page.get_by_text("Foundations").first.wait_for()
    page.reload()
    page.locator("#sg-collection").wait_for()
    one.show("Exam")
    page.get_by_text("Foundations").first.wait_for()


def test_the_page_is_usable_within_three_seconds(browser: "Browser", data: Path, small_index: "object") -> None:
    taken = []
    for _ in range(2):
        with served("--index", small_index.folder, data=data) as fresh, watched(browser, fresh.address) as one:  # type: ignore[attr-defined]
            import time

            one.open()
            taken.append(time.perf_counter() - fresh.printed)
        if taken[-1] <= 3:
            break
    assert min(taken) <= 3, taken
