"""What a guide says of a term beyond the sentence that only lists it, under its name or the one that is spelled out."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining_language import PREPOSITIONS, balanced
from studyground.assistant.practice.writing.mining_told import SIDES
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, base_of, may_be_noun
from studyground.assistant.practice.writing.phrasing import plural
from studyground.ingest.acronyms import key_of
from studyground.ingest.index import Index

MOST_WORDS, LEAST_WORDS = 40, 5
LEAST_INITIALS = 3
_ARTICLE = r"(?:an?\s+|the\s+)?"
_ASIDE = r"(?:\s*\([^()]{1,60}\)|,\s[^,.;]{1,60},)?"
_SMALL = frozenset("of and for the in to a an under".split())
_SHORT = re.compile(r"[A-Z][\w&]*(?:-[A-Z][\w&]*)*")


@dataclass(frozen=True)
class Elsewhere:
    """The sentences of a guide, to look up in them what it says of a term.

    Args:
        index: The guide.
    """

    index: Index

    @cached_property
    def _known(self) -> dict[tuple[str, Span], Fact | None]:
        return {}

    @cached_property
    def _sentences(self) -> tuple[tuple[Span, str, str], ...]:
        found = []
        for row in self.index.documents():
            text = self.index.stored_text(row.document)
            for one in self.index.sentences(row.id):
                said = " ".join(text[one.span.start : one.span.end].split())
                if said:
                    found.append((Span(row.document, one.span.start, one.span.end), said, said.casefold()))
        return tuple(found)

    def explained(self, fact: Fact) -> Fact | None:
        """A listed term with the sentence that says something of it, the nearest to the list; None where there is none."""
        key = (fact.thing, fact.span)
        if key not in self._known:
            self._known[key] = self._explained(fact)
        return self._known[key]

    def _explained(self, fact: Fact) -> Fact | None:
        best: tuple[bool, int, Span, str] | None = None
        forms = [(form.casefold(), self._opens(form)) for form in dict.fromkeys(self._forms(fact.thing))]
        for span, said, low in self._sentences:
            opens = [pattern for form, pattern in forms if form in low]
            if not opens or span == fact.span or not _whole(said):
                continue
            clause = next((one for one in _clauses(said) if any(_says(pattern, one) for pattern in opens)), "")
            away = (span.document != fact.span.document, abs(span.start - fact.span.start))
            if clause and (best is None or away < best[:2]):
                best = (*away, span, clause)
        return None if best is None else replace(fact, form="told", span=best[2], text=best[3])

    def mentioned(self, fact: Fact) -> bool:
        """Whether a guide names a term in any other sentence, by any of its names."""
        names = [
            (form.casefold(), re.compile(rf"(?<!\w){re.escape(form.casefold())}(?:e?s)?(?!\w)"))
            for form in self._forms(fact.thing)
        ]
        return any(
            span != fact.span and any(form in low and name.search(low) for form, name in names)
            for span, _, low in self._sentences
        )

    def _forms(self, name: str) -> list[str]:
        """A name, what it stands for, and what stands for it."""
        forms = [name, *self.index.acronyms.get(key_of(name), ())]
        forms += [
            short.upper()
            for short, longs in self.index.acronyms.items()
            if len(short) >= LEAST_INITIALS and any(long.casefold() == name.casefold() for long in longs)
        ]
        return [*forms, *self._spelt(name)] if _SHORT.fullmatch(name) else forms

    def _spelt(self, short: str) -> Iterator[str]:
        """Subjects of sentences whose words have the letters of a short form as initials ("AUC-ROC")."""
        wanted = Counter(key_of(short))
        if wanted.total() <= LEAST_INITIALS:
            return
        first = tuple(wanted)
        for _, said, low in self._sentences:
            words = said.split()[: 2 * wanted.total()] if low.startswith(first) else []
            for at in range(wanted.total() - 1, len(words)):
                head = words[:at]
                initials = Counter(word[0].casefold() for word in head if word.casefold() not in _SMALL)
                whole = Counter(word[0].casefold() for word in head)
                if wanted in (initials, whole, whole - Counter("t")) and _verb(words[at]):  # "t" of "the"
                    yield " ".join(head)

    def _opens(self, name: str) -> re.Pattern[str]:
        ending = "" if plural(name) else "(?:e?s)?"
        return re.compile(rf"{_ARTICLE}{re.escape(name)}{ending}{_ASIDE}\s+(?P<verb>[\w'’-]+)", re.IGNORECASE)


def _whole(said: str) -> bool:
    """Whether a sentence can be quoted by itself."""
    count = len(said.split())
    return (
        LEAST_WORDS <= count <= MOST_WORDS and said.endswith(".") and balanced(said) and not re.search(r"[“”|]", said)
    )


def _clauses(said: str) -> Iterator[str]:
    """A sentence, and what follows each of its turns ("…, while recall tells …") up to its end."""
    yield said
    for turn in SIDES.finditer(said):
        if not SIDES.search(said, turn.end()):
            yield said[turn.end() :]


def _says(pattern: re.Pattern[str], said: str) -> bool:
    """Whether a sentence is about a name: it opens with it, and a verb follows."""
    match = pattern.match(said)
    return match is not None and _verb(match["verb"])


def _verb(word: str) -> bool:
    low = word.casefold()
    if low in PREPOSITIONS:
        return False
    base = base_of(low)
    return low in AUXILIARY or bool(base and (not may_be_noun(base) or low != base))
