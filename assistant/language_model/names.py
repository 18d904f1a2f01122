"""Names in a sentence: products, people, acronyms, codes; each must stand in what the sentence rests on."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache

from studyground.assistant.practice.writing.mining_verbs import gerund_base
from studyground.ingest.acronyms import key_of
from studyground.ingest.terms import STOP_WORDS, stem

# A name that stands in more of the passages than this is what the guide is about, and tells nothing apart.
EVERYWHERE = 0.05
LEAST_EVERYWHERE = 10  # passages: in a guide of a few pages one mention would be a large share
_UNITS = frozenset("kb mb gb tb pb kib mib gib tib mbps gbps khz mhz ghz kw mw kwh usd eur gbp".split())
_WORD = re.compile(r"[^\W_][\w]*(?:[.'’&+^/-][^\W_]+)*[+#]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[\"“]\s*)$")


@lru_cache(maxsize=4096)
def names_in(text: str) -> frozenset[str]:
    """The words of a text that name something, in lower case: capitals inside the sentence, capitals or digits in the word.

    Plurals of acronyms lose their s. The first word of a sentence counts only when its own shape shows it to be a name.
    """
    found = set()
    for match in _WORD.finditer(text):
        word = match.group()
        if re.fullmatch(r"\d[\d.,:/^-]*(?:%|st|nd|rd|th|s|x|[kKMG]?B|ms|min|bit|hours?|minutes?|days?|fold)?", word):
            continue
        if word.lower() in ("i.e", "e.g"):
            continue
        first = bool(_SENTENCE_START.search(text[: match.start()]))
        if (_shaped(word) or (word[0].isupper() and not first)) and word.lower() not in STOP_WORDS:
            found.add(plain(word))
    return frozenset(found)


def plain(word: str) -> str:
    """A name as it is compared: lower case, without a plural or possessive s on an acronym."""
    word = re.sub(r"['’]s$", "", word)
    if re.fullmatch(r"[A-Z][A-Z0-9]+s", word):
        word = word[:-1]
    return word.lower()


def _shaped(word: str) -> bool:
    """Whether a word's own letters show a name: SageMaker, EMR, F1, t-SNE; not "half-hour" and not "16-bit"."""
    bare = re.sub(r"['’]s$", "", word)
    parts = [part for part in re.split(r"[-/.&+^]", bare) if part]
    return any(
        any(c.isupper() for c in part[1:]) or (any(c.isdigit() for c in part) and any(c.isalpha() for c in part))
        for part in parts
    ) or (len(parts) > 1 and len(parts[0]) == 1 and parts[0].isalpha())  # k-means, t-SNE


def foreign(
    said: str,
    source: str,
    acronyms: Mapping[str, Sequence[str]] | None = None,
    known_elsewhere: str = "",
    known: Set[str] = frozenset(),
) -> str:
    """A name of a sentence that its source does not have; "" when it has all.

    Args:
        said: The sentence.
        source: The words it rests on.
        acronyms: Acronyms of the guide and what they stand for: either may stand for the other.
        known_elsewhere: Headings and the question, from which names may be taken over.
        known: Names of the guide in lower case, so that a name at the head of a sentence is seen to be one.
    """
    have = f"{source} {known_elsewhere}"
    lowered = have.lower().replace("’", "'")
    words = {plain(match.group()) for match in _WORD.finditer(have)}
    words |= {part for word in words for part in re.split(r"[-/.&+^']", word) if part}
    stems = {stem(word) for word in words}
    keys = {key_of(word) for word in words}
    opening = [plain(match.group()) for match in list(_WORD.finditer(said))[:1] if match.group()[0].isupper()]
    opening = [word for word in opening if not gerund_base(word)]  # "Choosing", as the guide's headings have it
    for name in sorted(names_in(said).union(word for word in opening if word in known)):
        if name in _UNITS:
            continue  # `quantities` knows what it measures
        parts = [part for part in re.split(r"[-/&+^]", name) if part and part not in STOP_WORDS]
        if name in words or key_of(name) in keys or stem(name) in stems:
            continue
        if parts and len(parts) > 1 and all(part in words or stem(part) in stems for part in parts):
            continue
        if _spelt_out(name, lowered, acronyms or {}) or _stands_for(name, said, have, acronyms or {}):
            continue
        return name
    return ""


def _spelt_out(name: str, lowered: str, acronyms: Mapping[str, Sequence[str]]) -> bool:
    """Whether a name is an acronym whose long form stands in the source."""
    if any(form.lower() in lowered for form in acronyms.get(key_of(name), ())):
        return True
    letters = key_of(name)
    if not letters.isalpha() or not 2 <= len(letters) <= 6:
        return False
    initials = r"\b" + r"[\w'-]*[\s-]+(?:(?:of|and|for|the|in|to|by)\s+)?".join(letters) + r"[\w'-]*"
    return bool(re.search(initials, lowered)) and name not in STOP_WORDS


def _stands_for(name: str, said: str, have: str, acronyms: Mapping[str, Sequence[str]]) -> bool:
    """Whether a name is a word of the long form of an acronym that the source uses, and that form is written out."""
    present = {key_of(match.group()) for match in _WORD.finditer(have)}
    lowered = said.lower()
    return any(
        name in form.lower().split() and form.lower() in lowered for key in present for form in acronyms.get(key, ())
    )


def words_everywhere(texts: Iterable[str]) -> frozenset[str]:
    """The words that more than `EVERYWHERE` of some texts hold, and `LEAST_EVERYWHERE` of them at least, in lower case."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        total += 1
        counts.update({plain(match.group()) for match in _WORD.finditer(text)})
    return frozenset(word for word, count in counts.items() if count >= max(LEAST_EVERYWHERE, EVERYWHERE * total))


def names_of_guide(texts: Iterable[str]) -> frozenset[str]:
    """The single words that a guide writes with a capital inside its sentences more often than without, in lower case."""
    capital: Counter[str] = Counter()
    shouted: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for text in texts:
        for match in _WORD.finditer(text):
            word = match.group()
            if not word[0].isupper():
                small[word] += 1
            elif (
                not _SENTENCE_START.search(text[max(0, match.start() - 3) : match.start()])
                and text[match.start() - 1] != "\n"
            ):
                capital[plain(word)] += 1
                shouted[plain(word)] += word.isupper()
    return frozenset(
        word
        for word, count in capital.items()
        if count >= 2
        and count > small[word]
        and word not in STOP_WORDS
        and not (shouted[word] == count and small[word])  # "PUT" is a name by its shape, "Put" is none
    )
