"""What a learner studies with: records, bank, blueprint and deck of a visit, each found as the command line finds them."""

import threading
from collections import OrderedDict
from pathlib import Path

from studyground.assistant.practice.bank import default_bank, read_bank
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.assistant.practice.set_aside import set_aside_questions
from studyground.assistant.study.records import Records
from studyground.assistant.study.review import Deck
from studyground.corpus.blueprint import Blueprint, blueprint_names, load_blueprint
from studyground.errors import InputError
from studyground.settings import Settings
from studyground.ui.browser.visits import Visit

MOST_OPEN = 64
BLUEPRINT = "blueprint"


class Studies:
    """Opens each learner's records once. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._records: OrderedDict[Path, Records] = OrderedDict()

    def records(self, visit: Visit) -> Records:
        """The records of a visit's learner.

        Raises:
            StudygroundError: They cannot be opened.
        """
        folder = visit.learner.folder
        with self._lock:
            found = self._records.get(folder)
            if found is None:
                found = self._records[folder] = Records.open(own_settings(visit))
            self._records.move_to_end(folder)
            while len(self._records) > MOST_OPEN:
                self._records.popitem(last=False)[1].close()
            return found

    def deck(self, visit: Visit) -> Deck:
        """The learner's review cards, with the questions of the bank at hand."""
        return Deck(self.records(visit), questions(visit), retired(visit))


def own_settings(visit: Visit) -> Settings:
    """The settings of a visit's collection, with the learner's own folder for records and banks."""
    return visit.shelves.settings_for(visit.collection).model_copy(update={"data": visit.learner.folder})


def bank(visit: Visit) -> Path:
    """The bank of the collection that is asked."""
    return default_bank(own_settings(visit))


def questions(visit: Visit) -> list[PracticeQuestion]:
    """The questions of that bank; none where there is no bank yet.

    Raises:
        InputError: The bank is damaged.
    """
    path = bank(visit)
    return read_bank(path) if path.exists() else []


def retired(visit: Visit) -> set[str]:
    """Ids of the questions that left the bank."""
    try:
        return {entry.question.id for entry in set_aside_questions(bank(visit))}
    except InputError:
        return set()


def blueprint(visit: Visit) -> Blueprint:
    """The exam the learner prepares for: as chosen, else the one most of the bank is about, else the longest."""
    chosen = visit.chosen(BLUEPRINT)
    if chosen in blueprint_names():
        return load_blueprint(chosen)
    known = [load_blueprint(name) for name in blueprint_names()]
    domains = [question.domain.casefold() for question in questions(visit)]

    def fit(one: Blueprint) -> tuple[int, int]:
        own = {domain.name.casefold() for domain in one.domains}
        return sum(domain in own for domain in domains), one.questions

    return max(known, key=fit)
