"""What many tests share: one data folder, a small guide of our own, its index, and the program as a subprocess.

Exporting the encoder takes half a minute the first time, so the data folder is one a session; set STUDYGROUND_TEST_DATA
to a folder that stays and it is done once a machine.

Property tests draw the same examples in every run, so that a run says something of a change and not of luck; go looking
for new ones with STUDYGROUND_TEST_EXPLORE=1.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from studyground.assistant.assistant import Assistant
    from studyground.ingest.encoder import OnnxEncoder

Run = Callable[..., "subprocess.CompletedProcess[str]"]
TEST_DATA = os.environ.pop("STUDYGROUND_TEST_DATA", "")  # taken out, as the program would call it an unknown setting
TEST_BROWSER = os.environ.pop("STUDYGROUND_TEST_BROWSER", "")
settings.register_profile("same", derandomize=True)
settings.register_profile("explore", derandomize=False)
settings.load_profile("explore" if os.environ.pop("STUDYGROUND_TEST_EXPLORE", "") else "same")

HIVES = """# Keeping bees

## The colony

A colony is a family of bees that lives around one queen. A strong colony holds about 50,000 workers in June.
The queen lays
up to 2,000 eggs a day in early summer. Drones are male bees whose only task is to mate with young queens.

## Winter

A colony needs 18 kilograms of honey to live through the winter. Feed sugar syrup in September, because bees
cannot dry it once
the nights are cold. Close the entrance to one bee space so that mice stay out.

- Check the weight of each hive in October.
- Treat against varroa mites after the last harvest.
- Never open a hive below 10 degrees.

## Swarming

Swarming is the way a colony divides itself. A colony swarms when the brood nest is crowded and the queen's
scent grows thin. To prevent a
swarm, give the queen more room and remove queen cells every seven days. A swarm that hangs in a tree is
gentle, because
its bees have no home to defend.
"""
LIGHTHOUSE = """<!doctype html><html lang="en"><head><title>The lighthouse at Skarn</title></head><body>
<nav><a href="/">Home</a> <a href="/tickets">Tickets</a> <a href="/shop">Shop</a></nav>
<article><h1>The lighthouse at Skarn</h1>
<h2>Building</h2>
<p>The lighthouse at Skarn was built in 1874 by the engineer Ada Holm. Its tower is 41 metres high and stands
on granite. The
stone was cut on the island and carried up a ramp by oxen, which took three summers.</p>
<h2>The lamp</h2>
<p>The lamp burned rapeseed oil until 1908, when paraffin replaced it. A Fresnel lens bends the light of the
lamp into a narrow
beam. The beam can be seen 22 nautical miles away, because the lens wastes almost no light.</p>
<h2>The keepers</h2>
<p>Two keepers lived in the tower with their families. They wound the clockwork that turned the lens every
four hours. The last
keeper left in 1983, when the light became automatic.</p>
</article></body></html>
"""
NAÏVE = """Prüfung und Café

Ein “naïve” name: the café in Zürich serves 𝒜-level coffee. The coffee at the café costs €4.50 a cup. Its
owner, Zoë Müller,
roasts the beans herself on Mondays, because fresh beans keep their smell for a week.
"""


@dataclass(frozen=True, slots=True)
class SmallIndex:
    """An index over three short documents: the index folder, the folder of guides, and what ingest printed
    as JSON."""

    folder: Path
    guides: Path
    report: str


def clean_environment(**variables: str) -> dict[str, str]:
    """This process's environment without any setting of the program's but those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STUDYGROUND_")}
    return kept | variables


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of this session; the exported encoder in it is shared by all tests."""
    return Path(TEST_DATA) if TEST_DATA else tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def encoder(data_folder: Path) -> "OnnxEncoder":
    """The default encoder."""
    from studyground.ingest.encoder import load_encoder

    return load_encoder("", data_folder)


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The browser that browser tests drive, as `scripts/browser` finds or installs it."""
    if TEST_BROWSER:
        return TEST_BROWSER
    done = subprocess.run(
        [Path(__file__).parent.parent / "scripts" / "browser"], capture_output=True, text=True, timeout=900, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def browser(browser_path: str) -> Iterator["Browser"]:
    """A running browser, closed when the test module is done."""
    from playwright.sync_api import sync_playwright

    from tests.browser_session import FLAGS

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder without a settings file in it."""
    return tmp_path_factory.mktemp("elsewhere")


@pytest.fixture(scope="session")
def program() -> list[str]:
    """How the installed program is called: its console script, which lies beside the interpreter."""
    return [str(Path(sys.executable).with_name("studyground"))]


@pytest.fixture(scope="session")
def environment(data_folder: Path) -> dict[str, str]:
    """The environment every subprocess of the program gets."""
    return clean_environment(STUDYGROUND_DATA=str(data_folder))


@pytest.fixture(scope="session")
def run(program: list[str], environment: dict[str, str], elsewhere: Path) -> Run:
    """Run the program as a learner would: `run("ask", "What?", stdin="", cwd=None, env={})`."""

    def call(
        *arguments: str | Path, stdin: str = "", cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*program, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            cwd=cwd or elsewhere,
            env=environment | dict(env or {}),
            timeout=300,
            check=False,
        )

    return call


@pytest.fixture(scope="session")
def guides(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three short documents of different formats."""
    folder = tmp_path_factory.mktemp("guides")
    (folder / "sub").mkdir()
    (folder / "bees.md").write_text(HIVES, encoding="utf-8")
    (folder / "sub" / "lighthouse.html").write_text(LIGHTHOUSE, encoding="utf-8")
    (folder / "café.txt").write_text(NAÏVE, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def small_index(run: Run, guides: Path, tmp_path_factory: pytest.TempPathFactory) -> SmallIndex:
    """The three documents, ingested once by the program itself."""
    folder = tmp_path_factory.mktemp("small") / "index"
    done = run("ingest", guides, "--index", folder, "--json")
    assert done.returncode == 0, done.stderr
    return SmallIndex(folder, guides, done.stdout)


@pytest.fixture(scope="session")
def guide_assistant(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> "Assistant":
    """The assistant over the guide that ships, ingested once a session."""
    from studyground.assistant.assistant import Assistant
    from studyground.ingest.pipeline import ingest
    from studyground.settings import Settings

    settings = Settings(index=tmp_path_factory.mktemp("guide") / "index", data=data_folder)
    ingest([Path(__file__).parent.parent / "corpus" / "guide"], settings, shipped=True)
    return Assistant.open(settings)
