"""What a guide prints around its matter: contents lists, pointers elsewhere, tick boxes to check oneself by, good wishes.

None of it answers anything. Each is known by its form, not by what it is about.
"""

import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache

from studyground.ingest.index import Index
from studyground.ingest.stored import Unit

CONTENTS_AT_LEAST = 2  # items that are headings of the same document
LEAD_WORDS = 4
WISH_WORDS = 12
TITLE_WORDS = 5  # of those that are longer than "with"
LONGEST_SMALL = 4
TITLED = 0.8
MOST_RUN_IN_WORDS = 5
_STATES = re.compile(
    r"\b(?:is|are|was|were|be|am|has|have|had|can|could|must|should|will|would|may|might|do|does|did|not|\w+n['’]t|it|this|that|"
    r"they|we|you|he|she)\b|^(?:yes|no|maybe|usually|always|never|sometimes|often)\b",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"^(?:please )?(?:see|refer to|consult)\b|^for (?:more|further|additional|full|an? \w+) .{0,250}\b(?:see|refer|visit|"
    r"consult|read)\b|^for (?:\w+ )?(?:information|details?|instructions?|guidance|examples?|sample \w+)\b.{0,250}\bsee\b|"
    r"^(?:more|further|additional) (?:details?|information|examples?|reading)\b.*\b(?:found|available|see|in)\b|"
    r"^to (?:learn|find out|read|know) more\b.{0,120}\b(?:see|refer|visit|consult|read)\b|"
    r"^(?:.{0,60}\b)?(?:let['’]s|let us|we(?:['’]ll| will| shall)) (?:now )?(?:look|see|turn|cover|discuss|explore|learn|talk)\b"
    r".* in (?:the|our|a) (?:next|following|later) (?:section|chapter|part|page|lesson|module|post|article|unit)s?\W*$|"
    r"^in the (?:next|following) (?:section|chapter|part|page|lesson|module|post|article|unit)s?,? (?:we|you|i|let)\b",
    re.IGNORECASE,
)
_LABEL_OF_POINTER = re.compile(r"^[^\s:][^:.!?]{1,60}: (?=See (?:also )?(?:the|under|section|chapter|page|[A-Z])\b)")
_POINTS_AT_LIST = re.compile(
    r"\bsee(?: also)?(?: the following(?: \w+)?)?[:.]$|^(?:topics|contents|table of contents|see also|related (?:\w+)|"
    r"further reading|references|in this (?:chapter|section|guide|article)|on this page)[:.]?$",
    re.IGNORECASE,
)
_YET_TO_WRITE = re.compile(
    r"(?:TODO|FIXME|TBD|TBC|WIP)\b(?! (?:comments?|lists?|items?|notes?|markers?|tags?)\b)|(?:to do|to-do):|"
    r"(?:this|the) (?:section|chapter|page|part|article|text) (?:is|will be) (?:to be |being |still )*"
    r"(?:written|added|completed|finished|under construction|incomplete|missing)\b|"
    r"(?:.{1,60}[:(–—-]\s*)?(?:to be (?:written|added|completed)|coming soon|work in progress|under construction)[.!…)]*$",
    re.IGNORECASE,
)
_TICKED = re.compile(
    r"(?:\[[ xX✓]\]|[☐☑☒✓✔])\s+(?:know|understand|be (?:able|familiar|comfortable|ready)|memori[sz]e|review|revise|practi[cs]e|"
    r"study|learn|remember|can|i )\b",
    re.IGNORECASE,
)
_TO_KNOW = re.compile(
    r"know (?:when|how|what|which|why|where|whether)(?: and \w+)? (?:to|the|each|an?)\b", re.IGNORECASE
)
_WISH = re.compile(
    r"(?:(?:good|best of) luck|all the best|congratulations|well done|happy \w+ing|have fun|enjoy|thank(?:s| you)|welcome|"
    r"see you|you(?:['’]ve| have) got this)\b.*!$|good luck\b.*[.!]$",
    re.IGNORECASE,
)
_STATES_THEN_ASKS = re.compile(  # "The test avoids this by asking a single question: are all means equal?"
    r"(?!(?:what|which|who|when|where|why|how|is|are|was|were|do|does|did|can|could|should|would|will|has|have|if|ask|consider|"
    r"think|suppose)\b)(?=[^:?]*\b(?:asks|asking|answers|answering)\b)(?:[^\s:?]+ ){5,}[^\s:?]+: [^:?]+\?\W*",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^\W*(?:(?:chapter|section|part|lesson|module) )?(?:\d+(?:\.\d+)*|[ivx]+)?[.):]?\s+|[\s.…]+\d*\W*$", re.IGNORECASE
)


def furnishes(kind: str, text: str) -> bool:
    """Whether a piece sends the reader elsewhere, wishes them luck, is a title, a line to tick or yet to write."""
    said = " ".join(text.split()).lstrip("([")
    if _POINTER.match(_LABEL_OF_POINTER.sub("", said)) or _YET_TO_WRITE.match(said):
        return True
    if kind == "item" and (_TICKED.match(text.strip()) or _TO_KNOW.match(said)):
        return True
    return _title(kind, said) or (len(said.split()) <= WISH_WORDS and bool(_WISH.match(said)))


def yet_to_write(line: str) -> bool:
    """Whether a line only says what is still to be written: "TODO: grafting"."""
    return bool(_YET_TO_WRITE.match(" ".join(line.split()).lstrip("([")))


def _title(kind: str, said: str) -> bool:
    """Whether a paragraph is the title of an article: no stop, and nearly every longer word has a capital."""
    long = [word for word in said.split() if len(word) > LONGEST_SMALL and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long)
    return kind == "paragraph" and len(long) >= TITLE_WORDS and said[-1].isalnum() and capitals >= TITLED * len(long)


def only_asks(text: str) -> bool:
    """Whether a sentence is a question and states nothing before it asks."""
    said = text.strip()
    return said.endswith("?") and not _STATES_THEN_ASKS.fullmatch(said)


def contents_items(units: Mapping[int, Unit], text: str, headings: Callable[[], Collection[str]]) -> set[int]:
    """The items among some units that only say what stands elsewhere: a contents list, a list of links after "see:".

    A list that a sentence leads in ("The dough goes through these stages:") is none, though its items are headings too.

    Args:
        units: Neighbouring units of a document.
        text: Its stored text.
        headings: Gives its headings, each as `plain_heading` has it; called only when a list may be one of contents.
    """
    found: set[int] = set()
    items = [n for n, unit in sorted(units.items()) if unit.kind == "item"]
    lists: list[list[int]] = []
    for n in items:
        if lists and lists[-1][-1] == n - 1:
            lists[-1].append(n)
        else:
            lists.append([n])
    for numbers in lists:
        before = units.get(numbers[0] - 1)
        lead = text[before.start : before.end].strip() if before is not None and before.kind == "paragraph" else ""
        last = lead.rpartition(". ")[2]
        if _POINTS_AT_LIST.search(last):
            found |= set(numbers)
            continue
        if lead.endswith((":", ".")) and len(last.split()) >= LEAD_WORDS:
            continue
        written = [plain_heading(text[units[n].start : units[n].end]) for n in numbers]
        known = headings() if len(written) >= CONTENTS_AT_LEAST else ()
        named = sum(one in known for one in written)
        share = 3 if before is not None or numbers[0] == 0 else 2  # what leads it in may be out of sight
        if named >= CONTENTS_AT_LEAST and named * share >= len(numbers):
            found |= set(numbers)
    return found


def headings_of(index: Index, doc: int) -> frozenset[str]:
    """The headings of a document, each as `plain_heading` has it."""
    return frozenset(plain_heading(section.path[-1]) for section in index.sections(doc) if section.path)


@lru_cache(maxsize=8192)
def plain_heading(text: str) -> str:
    """A heading or an item without its number, marker, leader dots and page, in lower case."""
    return _NUMBER.sub("", " ".join(text.split())).strip(" -*•").lower()


def run_in(text: str) -> bool:
    """Whether a paragraph's first words are its heading: "The rule of twelfths. Where the tide …"."""
    words = text.split()
    return (
        text.endswith(".") and 2 <= len(words) <= MOST_RUN_IN_WORDS and not _STATES.search(text) and text[:1].isupper()
    )
