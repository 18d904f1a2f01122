"""Puts other contents into a file of records that may be in use, or none; the file itself is not moved.

A SQLite file that is renamed or removed under a process that has it open loses what that process writes next.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studyground.assistant.study.records_file import COMPANIONS, RecordsFile, connect
from studyground.assistant.study.schema import migrate

# Those that others refer to come first, as rows are put in in this order and taken out in the opposite one.
TABLES = ("snapshots", "exams", "exam_questions", "pauses", "attempts", "cards", "reviews")


@contextmanager
def exchanging(path: Path, staged: Path | None) -> Iterator[None]:
    """Keep all writers out of a file of records, and put other contents into it when the block ends well.

    Args:
        path: The records; made when not there.
        staged: Records whose contents are taken over; None leaves the file empty.

    Raises:
        StudygroundError: The file cannot be written.
    """
    file = RecordsFile(path)
    if staged is not None:
        source = connect(staged)
        migrate(source, str(staged))
        source.close()
    try:
        with file.reading() as connection:
            connection.execute("PRAGMA secure_delete = ON")
            if staged is not None:
                connection.execute("ATTACH DATABASE ? AS staged", (str(staged),))
        with file.transaction() as connection:
            yield
            for table in reversed(TABLES):
                connection.execute(f"DELETE FROM main.{table}")
            if staged is not None:
                for table in TABLES:
                    columns = ", ".join(row["name"] for row in connection.execute(f"PRAGMA main.table_info({table})"))
                    connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM staged.{table}")
    finally:
        file.close()


def empty(path: Path) -> bool:
    """Take everything out of a file of records, and remove the file unless another process has it open.

    Returns:
        Whether the file is gone; else it is there with nothing in it.
    """
    from filelock import FileLock

    with exchanging(path, None):
        pass
    with FileLock(f"{path}.lock"):  # who opens the file takes this first
        connection = connect(path)
        try:
            connection.execute("VACUUM")  # what was deleted leaves the file
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA busy_timeout = 200")
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]  # only who is alone may
        except sqlite3.OperationalError:
            return False
        finally:
            connection.close()
        if mode != "delete":
            return False
        for companion in (*COMPANIONS, ""):
            Path(f"{path}{companion}").unlink(missing_ok=True)
    Path(f"{path}.lock").unlink(missing_ok=True)
    return True
