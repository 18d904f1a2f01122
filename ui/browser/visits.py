"""One open page of one learner: its collection, its conversation, and what is going on in it."""

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from studyground.assistant.assistant import Assistant
from studyground.ui.browser.conversations import Conversation, Conversations
from studyground.ui.browser.gateway import Gateway
from studyground.ui.browser.learners import Learner
from studyground.ui.browser.shelves import Collection, Shelves

MOST_VISITS = 1000
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(slots=True)
class Visit:
    """What the server keeps for one open page.

    Args:
        learner: Whose page it is.
        shelves: Where collections are.
        collection: The one that is asked.
        conversation: The one that is shown.
        llm: The model chosen in this page; None for the one of the run, "" for extraction.
        kept: What single tabs keep, by the tab's name.
    """

    learner: Learner
    shelves: Shelves
    collection: Collection
    conversation: Conversation
    llm: str | None = None
    kept: dict[str, Any] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def conversations(self) -> Conversations:
        """This learner's conversations about this collection."""
        return conversations_of(self.learner, self.collection)

    @property
    def assistant(self) -> Assistant:
        """The assistant over this visit's collection.

        Raises:
            StudygroundError: There is no index yet, or it cannot be read.
        """
        return self.shelves.assistant(self.collection)

    @property
    def model(self) -> str:
        """The language model that words this visit's answers, "" where the guide is quoted."""
        return self.shelves.settings.llm if self.llm is None else self.llm

    def turn_to(self, collection: Collection) -> None:
        """Ask another collection from now on."""
        self.collection = collection
        self.conversation = self.conversations.latest()
        self.kept.clear()


def conversations_of(learner: Learner, collection: Collection) -> Conversations:
    """A learner's conversations about a collection."""
    return Conversations(learner.folder / "conversations" / (_UNSAFE.sub("-", collection.name) or "served"))


class Visits:
    """Finds the visit a request belongs to; a visit is only ever found by the learner who opened it.

    Args:
        gateway: Knows whose cookies a request has.
        shelves: Where collections are.
    """

    def __init__(self, gateway: Gateway, shelves: Shelves) -> None:
        self._gateway = gateway
        self.shelves = shelves
        self._lock = threading.Lock()
        self._visits: OrderedDict[tuple[str, str], Visit] = OrderedDict()

    def of(self, request: Any) -> Visit:
        """The visit of a request, a new one for a page that was just opened.

        Args:
            request: What the web framework hands over: cookies and the page's `session_hash`.

        Raises:
            StudygroundError: The browser keeps no cookies.
        """
        learner = self._gateway.learner(dict(request.cookies))
        key = (learner.id, str(request.session_hash))
        with self._lock:
            visit = self._visits.get(key)
            if visit is None or visit.learner != learner:
                visit = self._visits[key] = self._new(learner)
            self._visits.move_to_end(key)
            while len(self._visits) > MOST_VISITS:
                self._visits.popitem(last=False)
            return visit

    def _new(self, learner: Learner) -> Visit:
        visit = Visit(learner, self.shelves, self.shelves.collection(learner, None), Conversation())
        visit.conversation = visit.conversations.latest()
        return visit
