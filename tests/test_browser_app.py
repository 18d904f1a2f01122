"""The browser app in a real browser: every tab's main path, by hand as a learner would."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import browser_session as session
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow
SHOTS = Path(__file__).parent.parent / "build" / "screenshots"
"""Where a picture of each tab is put each time the tests run."""
