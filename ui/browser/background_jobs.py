"""Work that takes a while and goes on beside everything else: one thread a job, and how far it is."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from studyground.errors import StudygroundError

STAGES = {"reading": "reading files", "embedding": "making vectors", "writing": "writing the index"}
Advance = Callable[[str, int, int], None]
"""Told a stage's name, how much of it is done, and how much there is."""


@dataclass(slots=True)
class Job:
    """One piece of work.

    Args:
        what: What is being done, for the learner.
        stage: Name of the stage that runs.
        done: Of it.
        total: Of it.
        result: What came of it, None before the end.
        problem: Why it failed, or "".
    """

    what: str
    stage: str = ""
    done: int = 0
    total: int = 0
    result: Any = None
    problem: str = ""
    finished: threading.Event = field(default_factory=threading.Event)

    def advance(self, stage: str, done: int, total: int) -> None:
        """Take note of how far it is."""
        self.stage, self.done, self.total = stage, done, total

    @property
    def words(self) -> str:
        """Where it is, in words."""
        if not self.stage:
            return f"{self.what} …"
        return f"{self.what}: {STAGES.get(self.stage, self.stage)} {self.done} of {self.total}"

    @property
    def runs(self) -> bool:
        """Whether it is still being done."""
        return not self.finished.is_set()


class Jobs:
    """The last job of each kind and place. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}

    def of(self, key: str) -> Job | None:
        """The job that runs under a key or was the last one there."""
        with self._lock:
            return self._jobs.get(key)

    def start(self, key: str, what: str, work: Callable[[Advance], Any]) -> Job:
        """Begin a job, or give back the one that is still running there.

        Args:
            key: Names kind and place: only one job runs under it.
            what: For the learner.
            work: Does it; is handed what to tell its progress to.
        """
        with self._lock:
            running = self._jobs.get(key)
            if running is not None and running.runs:
                return running
            job = self._jobs[key] = Job(what)
        threading.Thread(target=_run, args=(job, work), name="job", daemon=True).start()
        return job


def _run(job: Job, work: Callable[[Advance], Any]) -> None:
    try:
        job.result = work(job.advance)
    except StudygroundError as error:
        job.problem = str(error)
    except Exception as error:  # shown to the learner; the server goes on
        job.problem = f"This is a bug: {type(error).__name__}: {error}"
    finally:
        time.sleep(0.05)
        job.finished.set()
