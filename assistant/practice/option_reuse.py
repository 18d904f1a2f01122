"""Which options a batch has shown: questions that share theirs solve one another, and tire who reads them."""

from collections import Counter
from dataclasses import dataclass, field

from studyground.assistant.practice.practice_question import PracticeQuestion

MOST_SHARED = 2  # options that two questions may have in common
TWINS_AT_NEED = 1  # earlier questions with which one may share more, once a guide that teaches little uses what it has
MOST_SHOWN = 3  # questions of a small batch that may show one option
SHOWN_IN = 10  # of so many questions one may show it, in a large batch


@dataclass(slots=True)
class OptionReuse:
    """The options of the questions that were taken, by their texts."""

    _sets: list[frozenset[str]] = field(default_factory=list)
    _shown: Counter[str] = field(default_factory=Counter)

    def repeats(self, question: PracticeQuestion, *, strict: bool) -> bool:
        """Whether a question shows what others showed before: nearly the same options, or one that has stood too often.

        Args:
            question: With its options.
            strict: Whether the guide still has others to offer.
        """
        texts = _texts(question)
        most = max(MOST_SHOWN, len(self._sets) // SHOWN_IN)
        twins = sum(len(texts & known) > MOST_SHARED for known in self._sets)
        if texts in self._sets:
            return True  # the reasons of the one would give the answer of the other
        return twins > (0 if strict else TWINS_AT_NEED) or any(self._shown[text] >= most for text in texts)

    def count(self, question: PracticeQuestion) -> None:
        """Remember the options of a question that was taken."""
        texts = _texts(question)
        self._sets.append(texts)
        self._shown.update(texts)


def _texts(question: PracticeQuestion) -> frozenset[str]:
    return frozenset(option.text.casefold().strip(" .") for option in question.options)
