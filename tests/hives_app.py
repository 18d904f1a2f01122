"""The browser app over the small index: its data folder, a bank of questions, and pages that may not complain."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from studyground.assistant.citing import citation
from studyground.assistant.practice.bank import default_bank, write_bank
from studyground.assistant.practice.practice_question import GATES, LABELS, Check, Option, PracticeQuestion, content_id
from studyground.ingest.index import Index, open_index
from studyground.settings import Settings
from tests.browser_session import Served, Watched, guide_data, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser


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


def hives_data(index: Path, encoders: Path, place: Path) -> Path:
    """A data folder with a bank for the small index."""
    guide_data(encoders, place)
    settings = Settings(index=index, data=place)
    write_bank(default_bank(settings), bank_of(open_index(settings)))
    return place


def own_key(app: Served, browser: "Browser") -> dict[str, object]:
    """The cookies of the browser that works with the learner's own records."""
    context = browser.new_context()
    link = re.search(r"http\S+/studyground/mine/\S+", app.said)
    assert link is not None
    context.new_page().goto(link.group())
    state = context.storage_state()
    context.close()
    return dict(state)


@contextmanager
def visits(app: Served, browser: "Browser", key: dict[str, object]) -> Iterator[Callable[..., Watched]]:
    """Opens watched pages; at the end none may have complained or asked another host for anything."""
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
