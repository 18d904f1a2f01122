"""What the writer works with, and what it hands on: a desk with the guide on it, and drafts of questions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from studyground.assistant.practice.practice_question import Difficulty
from studyground.assistant.practice.writing.asking import tidied
from studyground.assistant.practice.writing.fact import Fact, Mined, Span
from studyground.assistant.practice.writing.leaking import echoed, leaks
from studyground.assistant.practice.writing.options import Choice
from studyground.assistant.practice.writing.phrasing import Casing, shares_term
from studyground.assistant.practice.writing.rationales import rationale
from studyground.assistant.practice.writing.said_elsewhere import Elsewhere
from studyground.assistant.practice.writing.spread import Spread
from studyground.assistant.practice.writing.stems import Request, Stem, matter_of, topic_of, write_stem
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

COMMON_SHARE = 0.06
VERY_COMMON_SHARE = 0.12  # of the passages: "data", "model", "predict"
TECHNICAL_SHARE = 0.002
PROGRAMMING_SHARE = 0.02
SHARING_A_HEADING = 2  # wrong options, so that naming it points at none
STEM_TRIES = 5
_TECHNICAL = re.compile(
    r"\b(?:machine[- ]learning|deep learning|data ?sets?|training data|neural|classifiers?|AWS|Amazon|Azure|SageMaker|inference|"
    r"hyperparameters?|overfit\w*|regression|predictions?|data (?:lakes?|scien\w+|engineer\w*)|ETL|endpoints?)\b",
    re.IGNORECASE,
)
_PROGRAMMING = re.compile(
    r"\b(?:functions?|methods?|variables?|class(?:es)?|loops?|compil\w+|program(?:s|ming)?|strings?|arguments?|modules?|pointers?|"
    r"syntax|return(?:s|ed)?|code|commands?|commits?|branch(?:es)?|repositor(?:y|ies)|files?|threads?|exceptions?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Several:
    """The shape of a question with several keys."""

    options: int
    keys: int


@dataclass(frozen=True, slots=True)
class Drafted:
    """One option as it will be shown, with its rationale and the spans it rests on."""

    text: str
    correct: bool
    rationale: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A question that has not been checked: options in canonical order, the key first.

    Args:
        facts: Ids of the facts (or groups) it asks for.
        things: What its keys name.
        stem: With what it used.
        options: Without labels.
        spans: What the key rests on.
        difficulty: See `PracticeQuestion`.
        style: How its options read.
    """

    facts: tuple[str, ...]
    things: tuple[str, ...]
    stem: Stem
    options: tuple[Drafted, ...]
    spans: tuple[Span, ...]
    difficulty: Difficulty
    style: str


@dataclass(slots=True)
class Desk:
    """What the writer works with: the mined guide, what is used already, and words too common to give anything away."""

    index: Index
    mined: Mined
    spread: Spread
    technical: frozenset[str]
    casing: Casing
    facts: dict[str, Fact] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    programming: frozenset[str] = frozenset()
    _held: dict[str, float] = field(default_factory=dict)
    _topics: dict[tuple[str, ...], str] = field(default_factory=dict)
    _elsewhere: Elsewhere | None = None

    @classmethod
    def of(cls, index: Index, mined: Mined, seed: int) -> "Desk":
        """A desk with nothing used yet."""
        titles = {row.document: row.title for row in index.documents()}
        texts = {document: index.stored_text(document) for document in titles}
        technical = frozenset(name for name, text in texts.items() if is_technical(text))
        mined = replace(mined, facts=tuple(tidied(fact) for fact in mined.facts))
        casing = Casing(texts.values(), index.encoder.is_word)
        return cls(
            index,
            mined,
            Spread(seed),
            technical,
            casing,
            {fact.id: fact for fact in (*mined.facts, *mined.actions)},
            titles,
            frozenset(name for name, text in texts.items() if name not in technical and is_programming(text)),
        )

    @property
    def elsewhere(self) -> Elsewhere:
        """What the guide says of a term beyond the sentence that lists it."""
        self._elsewhere = self._elsewhere or Elsewhere(self.index)
        return self._elsewhere

    def telling(self, term: str) -> bool:
        """Whether a stem of a word is rare enough to point at an option."""
        return self.share(term) < COMMON_SHARE

    def common(self, term: str) -> bool:
        """Whether a stem of a word is all over the guide, so that it points nowhere even where the key alone has it."""
        return self.share(term) >= VERY_COMMON_SHARE

    def share(self, term: str) -> float:
        """How many of the passages have a stem of a word, as a share; of a small guide's, as if it had more."""
        if term not in self._held:
            held = len(self.index.terms.scores([term]).nonzero()[0])
            self._held[term] = held / max(50, self.index.manifest.passages)
        return self._held[term]

    def gives_away(self, stem: str, texts: Sequence[str], keys: int = 1) -> bool:
        """Whether a stem gives one of its options away; the keys are the first of them."""
        return leaks(stem, texts, self.telling) or bool(echoed(stem, texts[:keys], texts[keys:], self.common))

    def topic(self, section: tuple[str, ...], thing: str = "") -> str:
        """What a passage is about, in words that a sentence can hold; "" where there are none or they name the thing."""
        if section not in self._topics:
            topic = topic_of(section, self.casing.running)
            counted = " " not in topic and self.casing.named(topic) != self.casing.inside(topic)
            self._topics[section] = "" if counted else topic  # one cannot work "on gateway"
        found = self._topics[section]
        return "" if shares_term(found, thing) else found

    def matter(self, fact: Fact, beside: Sequence[Fact] | None = None) -> str:
        """The subject that a case belongs to, which its own words may leave open; "" where no heading says it.

        Args:
            fact: What gives the case.
            beside: What the wrong options come from. A heading under which fewer than two of them stand would point at the key.
        """
        section = fact.section
        if beside is not None:
            section = section[: max((n for n in range(len(section) + 1) if _under(section[:n], beside)), default=0)]
        said = set(terms(f"{fact.thing} {fact.need}"))
        return matter_of(
            section,
            lambda heading: self.mined.thing(heading) is not None and heading[1:] != heading[1:].lower(),
            lambda heading: bool(terms(heading)) and not said & set(terms(heading)),
        )


def _under(heading: tuple[str, ...], beside: Sequence[Fact]) -> bool:
    return sum(other.section[: len(heading)] == heading for other in beside) >= SHARING_A_HEADING


def is_technical(text: str) -> bool:
    """Whether a document is about data and models, so that a scenario may speak of them."""
    return len(_TECHNICAL.findall(text)) >= TECHNICAL_SHARE * len(text.split())


def is_programming(text: str) -> bool:
    """Whether a document teaches a programming language or the tools of those who write programs."""
    return len(_PROGRAMMING.findall(text)) >= PROGRAMMING_SHARE * len(text.split())


def fitting_stem(request: Request, desk: Desk, texts: Sequence[str], keys: int = 1) -> Stem | None:
    """A stem that gives none of the options away; None when none was found.

    Args:
        request: What it has to say.
        desk: The guide and what was used.
        texts: The options, the keys first.
        keys: How many keys there are.
    """
    if desk.gives_away(" ".join(line.need for line in request.lines), texts, keys):
        return None  # no scene can mend that
    for _ in range(STEM_TRIES):
        stem = write_stem(request, desk.spread)
        if stem and not desk.gives_away(stem.text, texts, keys):
            return stem
    return None


def with_reasons(choices: Sequence[Choice], asked: Fact | None, desk: Desk) -> tuple[Drafted, ...]:
    """Options with a reason each, resting on what each was taken from; `asked` is what the stem gives, if it is one fact."""
    return tuple(
        Drafted(
            choice.text,
            choice.correct,
            rationale(choice, asked, desk.casing),
            (choice.fact.span,) if choice.fact else (),
        )
        for choice in choices
    )
