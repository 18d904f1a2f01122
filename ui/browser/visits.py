"""One open page of one learner: its collection, its conversation, and what is going on in it."""

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from studyground.assistant.assistant import Assistant
from studyground.ui.browser.choices import keep_choice, read_choices
from studyground.ui.browser.conversations import Conversation, Conversations
from studyground.ui.browser.gateway import Gateway
from studyground.ui.browser.learners import Learner
from studyground.ui.browser.shelves import Collection, Shelves

MOST_VISITS = 1000
COLLECTION, MODEL = "collection", "model"
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
        answering: For each answer that a model is writing, what ends that when it is set.
    """

    learner: Learner
    shelves: Shelves
    collection: Collection
    conversation: Conversation
    llm: str | None = None
    kept: dict[str, Any] = field(default_factory=dict)
    answering: list[threading.Event] = field(default_factory=list)
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

    def stop(self) -> None:
        """End what models are writing for this page; what they wrote so far stands."""
        for cancel in list(self.answering):
            cancel.set()

    def turn_to(self, collection: Collection) -> None:
        """Ask another collection from now on."""
        self.collection = collection
        self.conversation = self.conversations.latest()
        self.kept.clear()
        keep_choice(self.learner, COLLECTION, collection.name)

    def chosen(self, name: str) -> str:
        """What this learner chose, in this visit or an earlier one; "" where nothing was."""
        if name not in self.kept:
            self.kept[name] = read_choices(self.learner).get(name, "")
        return str(self.kept[name])

    def choose(self, name: str, value: str) -> None:
        """Keep a choice for this visit and the next."""
        self.kept[name] = value
        keep_choice(self.learner, name, value)

    def use_model(self, llm: str) -> None:
        """Let a language model word the answers from now on; "" for the guide's own words."""
        self.llm = llm
        keep_choice(self.learner, MODEL, llm)


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
        kept = read_choices(learner)
        collection = self.shelves.collection(learner, kept.get(COLLECTION))
        # Another learner's folder is theirs to write: only the owner's choice of a model is believed.
        llm = kept.get(MODEL) if learner.owner or kept.get(MODEL) in ("", self.shelves.settings.llm) else None
        visit = Visit(learner, self.shelves, collection, Conversation(), llm)
        visit.conversation = visit.conversations.latest()
        return visit
