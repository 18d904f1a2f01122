"""The tables of a learner's records, as the steps that lead from an empty file to the present form."""

import sqlite3

from studyground.errors import StudygroundError

APPLICATION_ID = 0x53745564  # "StUd", in the file's header: tells our file from another program's

# Each step leads from the version before it to the next; a step that was published is never changed.
STEPS: tuple[tuple[str, ...], ...] = (
    (
        # A question as it was shown. The key is derived from all of it, as options may be put in another order later.
        """CREATE TABLE snapshots (
            learner TEXT NOT NULL, key TEXT NOT NULL, question_id TEXT NOT NULL, question TEXT NOT NULL,
            PRIMARY KEY (learner, key))""",
        """CREATE TABLE exams (
            id INTEGER PRIMARY KEY AUTOINCREMENT, learner TEXT NOT NULL, blueprint TEXT NOT NULL, mode TEXT NOT NULL,
            seed INTEGER NOT NULL, wanted INTEGER NOT NULL, minutes REAL, started_at TEXT NOT NULL, deadline TEXT,
            position INTEGER NOT NULL DEFAULT 0, shown_at TEXT NOT NULL, submitted_at TEXT, ended_by TEXT)""",
        """CREATE TABLE exam_questions (
            exam INTEGER NOT NULL REFERENCES exams (id) ON DELETE CASCADE, at INTEGER NOT NULL, learner TEXT NOT NULL,
            question_id TEXT NOT NULL, snapshot TEXT NOT NULL, scored INTEGER NOT NULL,
            chosen TEXT NOT NULL DEFAULT '[]', flagged INTEGER NOT NULL DEFAULT 0, seen INTEGER NOT NULL DEFAULT 0,
            seconds REAL NOT NULL DEFAULT 0, answered_at TEXT, PRIMARY KEY (exam, at),
            FOREIGN KEY (learner, snapshot) REFERENCES snapshots (learner, key))""",
        """CREATE TABLE pauses (
            exam INTEGER NOT NULL REFERENCES exams (id) ON DELETE CASCADE, learner TEXT NOT NULL,
            started_at TEXT NOT NULL, ended_at TEXT)""",
        """CREATE TABLE attempts (
            id INTEGER PRIMARY KEY AUTOINCREMENT, learner TEXT NOT NULL, question_id TEXT NOT NULL,
            snapshot TEXT NOT NULL, chosen TEXT NOT NULL, correct INTEGER NOT NULL, seconds REAL NOT NULL,
            answered_at TEXT NOT NULL, place TEXT NOT NULL, domain TEXT NOT NULL, objective TEXT NOT NULL,
            exam INTEGER REFERENCES exams (id) ON DELETE SET NULL,
            FOREIGN KEY (learner, snapshot) REFERENCES snapshots (learner, key))""",
        """CREATE TABLE cards (
            learner TEXT NOT NULL, question_id TEXT NOT NULL, snapshot TEXT NOT NULL, card TEXT NOT NULL,
            due TEXT NOT NULL, reason TEXT NOT NULL, added_at TEXT NOT NULL, retired_at TEXT,
            PRIMARY KEY (learner, question_id),
            FOREIGN KEY (learner, snapshot) REFERENCES snapshots (learner, key))""",
        """CREATE TABLE reviews (
            id INTEGER PRIMARY KEY AUTOINCREMENT, learner TEXT NOT NULL, question_id TEXT NOT NULL,
            shown_id TEXT NOT NULL, rating INTEGER NOT NULL, seconds REAL NOT NULL, reviewed_at TEXT NOT NULL,
            due TEXT NOT NULL)""",
        "CREATE INDEX attempts_of ON attempts (learner, answered_at)",
        "CREATE INDEX cards_due ON cards (learner, due)",
    ),
    (
        # The learner's own calendar day, for streaks: it depends on where they were when they answered.
        "ALTER TABLE attempts ADD COLUMN day TEXT NOT NULL DEFAULT ''",
        "UPDATE attempts SET day = date(answered_at, 'localtime')",
        "CREATE INDEX attempts_day ON attempts (learner, day)",
        "CREATE INDEX reviews_of ON reviews (learner, question_id)",
    ),
)


def migrate(connection: sqlite3.Connection, name: str) -> int:
    """Bring a file to the present form, whole or not at all.

    Args:
        connection: In autocommit mode, with no transaction open.
        name: What to call the file in a message.

    Returns:
        The version it had.

    Raises:
        StudygroundError: The file is newer than this program, or another program's.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
        mark = int(connection.execute("PRAGMA application_id").fetchone()[0])
        if tables and mark != APPLICATION_ID:
            raise StudygroundError(f"{name} is another program's database.", "Move it away, then try again.")
        if version > len(STEPS):
            raise StudygroundError(
                f"{name} was written by a newer version of this program (form {version}; this one knows {len(STEPS)}).",
                "Update studyground; nothing was changed.",
            )
        for step in STEPS[version:]:
            for statement in step:
                connection.execute(statement)
        if version < len(STEPS):
            connection.execute(f"PRAGMA user_version = {len(STEPS)}")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return version
