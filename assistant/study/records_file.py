"""One SQLite file that several threads and processes write: opened, checked, set aside when damaged, never overwritten."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from studyground.assistant.study.schema import migrate
from studyground.errors import StudygroundError

BUSY_S = 30.0  # how long a writer waits for another
COMPANIONS = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file
DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class DamagedError(Exception):
    """The file is no sound SQLite database."""


class RecordsFile:
    """The file of all learners' records. Safe to share between threads; each process opens its own.

    Args:
        path: Made when it is not there.

    Raises:
        StudygroundError: It cannot be opened, is newer than this program, or another program's.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notices: list[str] = []
        self._lock = threading.RLock()
        self._within = False
        self._connection: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None
        with self._lock, self._guarded():
            self._current()

    def close(self) -> None:
        """Let the file go; the next use opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = self._identity = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for looking only."""
        with self._lock, self._guarded():
            yield self._current() if not self._within else self._open_now()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """The connection inside a transaction that is on disk when the block ends, or undone when it fails.

        A transaction inside another one is part of it.
        """
        with self._lock, self._guarded():
            if self._within:
                yield self._open_now()
                return
            connection = self._begin()
            self._within = True
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._within = False

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Explain errors; after damage the file is let go, so that the next use looks at it and sets it aside."""
        with _explained(self.path):
            try:
                yield
            except sqlite3.DatabaseError as error:
                if _primary(error) in DAMAGE:
                    self.close()
                raise

    def _begin(self) -> sqlite3.Connection:
        """Start writing to the file that bears the name now: while this waited, a restore may have replaced it."""
        while True:
            connection = self._current()
            connection.execute("BEGIN IMMEDIATE")
            if self._identity == _identity(self.path):
                return connection
            connection.execute("ROLLBACK")

    def _open_now(self) -> sqlite3.Connection:
        if self._connection is None:
            raise StudygroundError(f"{self.path} was closed while it was written.")
        return self._connection

    def _current(self) -> sqlite3.Connection:
        identity = _identity(self.path)
        if self._connection is None or identity is None or identity != self._identity:
            self.close()
            self._connection = self._opened()
            self._identity = _identity(self.path)
        return self._connection

    def _opened(self) -> sqlite3.Connection:
        from filelock import FileLock

        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{self.path}.lock"):  # one process at a time sets aside or migrates
            try:
                return _ready(self.path)
            except DamagedError:
                aside = set_aside_damaged(self.path)
                self.notices.append(
                    f"The study records were damaged: they were set aside as {aside}, and new ones begun. "
                    "studyground data restore FILE brings back a backup."
                )
                return _ready(self.path)


def connect(path: Path) -> sqlite3.Connection:
    """Open a file for any thread, with each statement its own transaction unless one is begun."""
    connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection


def check_sound(connection: sqlite3.Connection) -> None:
    """Look through a database for damage.

    Raises:
        DamagedError: There is some.
    """
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        if _primary(error) in DAMAGE:
            raise DamagedError(str(error)) from error
        raise
    if found is None or found[0] != "ok":
        raise DamagedError(str(found and found[0]))


def set_aside_damaged(path: Path, now: datetime | None = None) -> Path:
    """Rename a damaged file, and what SQLite keeps beside it, to a name with the date; nothing is overwritten.

    Returns:
        The new path.
    """
    date = (now or datetime.now()).strftime("%Y%m%d-%H%M%S")
    for number in range(1, 1000):
        tail = f"-{number}" if number > 1 else ""
        aside = path.with_name(f"{path.stem}.damaged-{date}{tail}{path.suffix}")
        if not aside.exists():
            break
    for companion in ("", *COMPANIONS):
        beside = Path(f"{path}{companion}")
        if beside.exists():
            beside.rename(f"{aside}{companion}")
    return aside


def _ready(path: Path) -> sqlite3.Connection:
    connection = connect(path)
    try:
        check_sound(connection)
        migrate(connection, str(path))
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # an answer is on disk before the next question is shown
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.DatabaseError as error:
        connection.close()
        if _primary(error) in DAMAGE:
            raise DamagedError(str(error)) from error
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def _primary(error: sqlite3.Error) -> int:
    """SQLite's error code without what it adds in the upper bits."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into one sentence."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = _primary(error)
        if code in DAMAGE:
            hint = "Run the command again: the damaged file is then set aside and kept."
            raise StudygroundError(f"The study records {path} are damaged.", hint) from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StudygroundError(f"Another process holds the study records {path}.", "Try again shortly.") from error
        if code == sqlite3.SQLITE_FULL:
            raise StudygroundError(
                f"The disk is full: {path} cannot be written.", "Make room, then try again."
            ) from error
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR):
            raise StudygroundError(f"The study records {path} cannot be written ({error}).") from error
        raise
    except DamagedError as error:
        raise StudygroundError(f"The study records {path} are damaged ({error}).") from error
    except OSError as error:
        raise StudygroundError(f"The study records {path} cannot be opened: {error.strerror}.") from error
