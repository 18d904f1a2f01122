"""Who is asking: the user who logged in, or else one browser; each with a folder of their own."""

import hashlib
import re
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from studyground.errors import StudygroundError

COOKIE = "studyground"
OWNERS_FILE = "browser-owners.txt"
_KEY = re.compile(r"[A-Za-z0-9_-]{32,64}")


@dataclass(frozen=True, slots=True)
class Learner:
    """One person as the app knows them.

    Args:
        id: Derived from the user's name or the browser's key; says nothing of either.
        name: The user's name where people log in, else "".
        folder: Where their records, conversations, uploads and collections are.
        owner: Works with the computer's own data folder, as the command line does.
    """

    id: str
    name: str
    folder: Path
    owner: bool


class Learners:
    """Tells learners apart.

    Without users, the first browser that visits is the owner's, and others can become so by a link printed in the terminal;
    every other browser gets a folder of its own. With users, the first of the file is the owner.

    Args:
        data: The computer's data folder.
        claim: Whether the first browser that visits is taken for the owner's.
    """

    def __init__(self, data: Path, claim: bool) -> None:
        self._data = data
        self._claim = claim
        self._lock = threading.Lock()
        self.link_key = secrets.token_urlsafe(18)

    def browser(self, cookies: Mapping[str, str]) -> Learner:
        """The learner of a browser, by its cookie.

        Raises:
            StudygroundError: The browser keeps no cookies.
        """
        key = key_in(cookies)
        if not key:
            raise StudygroundError(
                "This browser keeps no cookies for this page.", "Allow them and load the page again."
            )
        identity = _hashed(key)
        return self._learner(identity, "", self._is_owner(identity))

    def user(self, name: str, owner: bool) -> Learner:
        """The learner who logged in under a name."""
        return self._learner(_hashed(f"user:{name}"), name, owner)

    def make_owner(self, key: str) -> None:
        """Let a browser work with the computer's own records."""
        with self._lock:
            owners = self._owners()
            if _hashed(key) not in owners:
                self._write([*owners, _hashed(key)])

    def _learner(self, identity: str, name: str, owner: bool) -> Learner:
        return Learner(identity, name, self._data if owner else self._data / "learners" / identity, owner)

    def _is_owner(self, identity: str) -> bool:
        with self._lock:
            owners = self._owners()
            if not owners and self._claim:
                self._write([identity])
                return True
            return self._claim and identity in owners

    def _owners(self) -> list[str]:
        try:
            return (self._data / OWNERS_FILE).read_text(encoding="ascii").split()
        except (OSError, ValueError):
            return []

    def _write(self, owners: list[str]) -> None:
        try:
            self._data.mkdir(parents=True, exist_ok=True)
            (self._data / OWNERS_FILE).write_text("\n".join(owners) + "\n", encoding="ascii")
        except OSError as error:
            raise StudygroundError(f"{self._data} cannot be written: {error.strerror}.") from error


def key_in(cookies: Mapping[str, str]) -> str:
    """The browser's key, "" where there is none of the right form."""
    key = cookies.get(COOKIE, "")
    return key if _KEY.fullmatch(key) else ""


def new_key() -> str:
    """A key for a browser that has none."""
    return secrets.token_urlsafe(32)


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
