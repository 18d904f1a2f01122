"""A served app and a real browser for the tests: starts both, listens to what the browser asks for and complains of."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ADDRESS = re.compile(r"http://[\w.:\[\]-]+")
WIDE, PHONE = (1360, 860), (390, 844)


def browser_program(playwright: "Playwright") -> str:
    """The browser that drives these tests: named by STUDYGROUND_BROWSER, else installed, else playwright's own.

    Raises:
        RuntimeError: There is none; says what to do.
    """
    named = os.environ.get("STUDYGROUND_BROWSER", "")
    found = [named] if named else [path for path in map(shutil.which, NAMES) if path]
    own = playwright.chromium.executable_path
    for path in [*found, own]:
        if path and Path(path).exists():
            return path
    raise RuntimeError(
        "The browser tests need Chromium or Chrome. Install one (Debian: apt install chromium), "
        f"or let playwright fetch its own ({sys.executable} -m playwright install chromium), "
        "or name one in STUDYGROUND_BROWSER."
    )


@dataclass(slots=True)
class Served:
    """A running program: its address, and when it was printed (`time.perf_counter`)."""

    address: str
    printed: float
    process: "subprocess.Popen[str]"
    said: str


@contextmanager
def served(*arguments: str | Path, data: Path, wait_s: float = 60) -> Iterator[Served]:
    """Run `studyground ui` on a free port until the block ends.

    Args:
        arguments: More of the command line.
        data: The data folder.
        wait_s: How long to wait for the address.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STUDYGROUND_")}
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name("studyground")), "ui", "--port", "0", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=data,
        env=kept | {"STUDYGROUND_DATA": str(data)},
    )
    assert process.stdout is not None and process.stderr is not None
    try:
        line = process.stdout.readline()
        printed = time.perf_counter()
        found = ADDRESS.search(line)
        if found is None:
            raise RuntimeError(f"no address: {line!r} {process.stderr.read()}")
        yield Served(found.group(), printed, process, line)
    finally:
        process.terminate()
        try:
            process.wait(wait_s)
        except subprocess.TimeoutExpired:
            process.kill()
        process.stdout.close()
        process.stderr.close()


@dataclass(slots=True)
class Watched:
    """A page with what it asked for and complained of."""

    page: "Page"
    context: "BrowserContext"
    address: str
    problems: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def open(self, tab: str = "") -> "Page":
        """Load the app, wait until it can be used, and show a tab."""
        self.page.goto(self.address)
        self.page.locator("#sg-question textarea").wait_for()
        self.page.locator(".sg-welcome, .sg-turn").first.wait_for()
        if tab:
            self.show(tab)
        return self.page

    def show(self, tab: str) -> None:
        """Show a tab; on a narrow screen it may be in the menu of those that do not fit."""
        button = self.page.get_by_role("tab", name=tab, exact=True)
        if not button.is_visible():
            self.page.locator("#sg-tabs .overflow-menu > button").click()
            self.page.locator("#sg-tabs .overflow-dropdown button", has_text=tab).click()
        else:
            button.click()

    def ask(self, question: str) -> Any:
        """Ask in the Ask tab and wait for the turn that answers."""
        before = self.page.locator(".sg-turn .sg-actions").count()
        self.page.locator("#sg-question textarea").fill(question)
        self.page.locator("#sg-question textarea").press("Enter")
        turn = self.page.locator(".sg-turn").nth(before)
        turn.locator(".sg-actions").wait_for()
        return turn


@contextmanager
def watched(
    browser: "Browser", address: str, size: tuple[int, int] = WIDE, dark: bool = False, **options: Any
) -> Iterator[Watched]:
    """A page in a profile of its own."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light", **options
    )
    page = context.new_page()
    kept = Watched(page, context, address)
    own = urlsplit(address).netloc

    def requested(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != own:
            kept.foreign.append(request.url)

    context.on("request", requested)
    page.on("console", lambda said: kept.problems.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: kept.problems.append(str(error)))
    try:
        yield kept
    finally:
        context.close()
