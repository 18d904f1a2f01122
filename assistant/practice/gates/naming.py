"""What an option names: its ways of being written, and the words that tell it from the options beside it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studyground.ingest.acronyms import key_of
from studyground.ingest.index import Index
from studyground.ingest.terms import STOP_WORDS, stem, terms, tokens

NAME_TERMS = 4
SHARED = 0.1
_BRACKETED = re.compile(r"\s*\(([^()]*)\)")
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """One option as something to look for.

    Args:
        text: The option.
        written: Ways of writing it; the first is the option as it is.
        forms: The same, each as distinct stems.
        weights: How much each stem tells: its rarity in the guide, less for stems that other options share.
        shared: Stems that another option has too.
        long: Whether it is a clause rather than a name.
    """

    text: str
    written: tuple[str, ...]
    forms: tuple[tuple[str, ...], ...]
    weights: Mapping[str, float]
    shared: frozenset[str]
    long: bool

    @property
    def stems(self) -> frozenset[str]:
        """Every stem of every form."""
        return frozenset(stem for form in self.forms for stem in form)

    def told_by(self, stem: str) -> bool:
        """Whether a stem tells this option from the others."""
        return stem not in self.shared

    def share(self, have: frozenset[str] | set[str]) -> float:
        """How much of the name some stems hold, 0 to 1: the form that they hold best."""
        best = 0.0
        for form in self.forms:
            total = sum(self.weights[stem] for stem in form)
            if total > 0:
                best = max(best, sum(self.weights[stem] for stem in form if stem in have) / total)
        return best


def names_of(options: Sequence[str], index: Index) -> tuple[Name, ...]:
    """The options of one question as names, each told from the others."""
    written = [forms_of(option, index) for option in options]
    stems = [[tuple(dict.fromkeys(terms(form))) for form in forms] for forms in written]
    own = [{stem for form in forms for stem in form} for forms in stems]
    names = []
    for at, option in enumerate(options):
        others = set().union(*(own[other] for other in range(len(options)) if other != at))
        weights = {stem: index.terms.weight(stem) * (SHARED if stem in others else 1.0) for stem in own[at]}
        forms = tuple(form for form in stems[at] if form)
        names.append(
            Name(
                option,
                written[at],
                forms,
                weights,
                frozenset(own[at] & others),
                len(stems[at][0]) > NAME_TERMS if stems[at] else False,
            )
        )
    return tuple(names)


def forms_of(option: str, index: Index) -> tuple[str, ...]:
    """Ways of writing an option: as it is, without its bracket, the acronym in it, what an acronym stands for."""
    plain = _ARTICLE.sub("", " ".join(option.split()).rstrip(" ."))
    forms = [plain]
    bracket = _BRACKETED.search(plain)
    if bracket:
        outside = " ".join(_BRACKETED.sub(" ", plain).split())
        forms = [outside] if outside else forms
        if _spells(bracket.group(1), outside):
            forms.append(bracket.group(1))
    for form in tuple(forms):
        forms += _stands_for(form, index)
    initials = _initials(forms[0])
    if (
        len(initials) >= 3
        and initials.lower() in index.words
        and initials.lower() not in STOP_WORDS
        and index.acronyms.get(initials.lower(), [""])[0]
    ):
        spelt = {long_form.casefold() for long_form in index.acronyms[initials.lower()]}
        if forms[0].casefold() in spelt:
            forms.append(initials)
    return tuple(dict.fromkeys(form for form in forms if form))


def same_name(one: str, other: str, index: Index) -> bool:
    """Whether two options are written differently but name the same thing."""
    mine, theirs = (
        {tuple(stem(token) for token in tokens(form)) for form in forms_of(option, index)} for option in (one, other)
    )
    return bool((mine & theirs) - {()})


def _stands_for(form: str, index: Index) -> list[str]:
    """The long forms of an option that is an acronym."""
    capitals = sum(letter.isupper() for letter in form)
    if " " in form or capitals < 2 or len(form) > 8:
        return []
    return [long for long in index.acronyms.get(key_of(form), []) if _spells(form, long)]


def _spells(acronym: str, long: str) -> bool:
    return (
        bool(acronym)
        and " " not in acronym.strip()
        and key_of(acronym).rstrip("s")
        in (
            _initials(long).lower(),
            _initials(long.replace("-", " ")).lower(),
        )
    )


def _initials(text: str) -> str:
    small = {"of", "and", "for", "the", "in", "to", "a", "an"}
    return "".join(word[0] for word in text.split() if word.lower() not in small).upper()
