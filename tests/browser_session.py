"""A served app and a real browser for the tests: starts both, listens to what the browser asks for and complains of."""

import os
import re
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
    from playwright.sync_api import Browser, BrowserContext, Page

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ADDRESS = re.compile(r"http://[\w.:\[\]-]+")
WIDE, PHONE = (1360, 860), (390, 844)


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
        if not {"--auth", "--no-auth"} & set(arguments):
            line += process.stdout.readline()  # the link for another browser of the same learner
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
    page.set_default_timeout(60_000)  # a busy machine is slow; what must be fast has a test that measures it
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


def guide_data(encoders: Path, place: Path) -> Path:
    """A data folder of its own that shares the exported encoder."""
    place.mkdir(parents=True, exist_ok=True)
    (place / "encoders").symlink_to(encoders)
    return place


# Every piece of text on the page that a person can see, with its contrast; and every control without a name.
CONTRAST = """() => {
  const linear = (part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4;
  const channel = (value) => linear(value / 255);
  const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const colour = (text) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const found = colour(getComputedStyle(at).backgroundColor);
      if (found[3] > 250) return found;
    }
    return [255, 255, 255, 255];
  };
  const bad = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (!text || !node.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (node.closest('script, style, .sg-sr, .sr-only, [disabled], [aria-hidden=true], option')) continue;
    const box = node.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    const style = getComputedStyle(node), front = light(colour(style.color)), back = light(ground(node));
    const ratio = (Math.max(front, back) + .05) / (Math.min(front, back) + .05);
    const big = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    if (ratio < (big ? 3 : 4.5)) bad.push(`${ratio.toFixed(2)} ${node.className} ${text.slice(0, 40)}`);
  }
  return bad;
}"""
NAMELESS = """() => [...document.querySelectorAll('button, input, select, textarea, a[href], summary')]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }) && node.type !== 'hidden')
  .filter((node) => !(node.labels && [...node.labels].some((one) => one.textContent.trim())))
  .filter((node) => !(node.textContent.trim() || node.ariaLabel || node.title))
  .map((node) => node.outerHTML.slice(0, 160))"""
TOO_WIDE = """() => [document.documentElement.scrollWidth, ...[...document.querySelectorAll('.sg-card, .sg-card *, .sg-turn')]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest('.sg-sr, .sg-dropped, svg'))
  .map((node) => node.getBoundingClientRect().right)].reduce((a, b) => Math.max(a, b))"""
ANSWER_MS = """(question) => new Promise((done) => {
  const box = document.querySelector('#sg-question textarea');
  const before = document.querySelectorAll('.sg-actions').length;
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(box, question);
  box.dispatchEvent(new Event('input', { bubbles: true }));
  setTimeout(() => {
    const from = performance.now();
    const seen = new MutationObserver(() => {
      if (document.querySelectorAll('.sg-actions').length <= before) return;
      seen.disconnect();
      requestAnimationFrame(() => done(performance.now() - from));
    });
    seen.observe(document.querySelector('#sg-log'), { childList: true, subtree: true });
    box.dispatchEvent(new KeyboardEvent('keypress', { key: 'Enter', bubbles: true }));
  }, 200);
})"""
