"""The noun by which a question asks for one of its options: "role" and not "of these", where the guide says what they are."""

import re
from collections import Counter
from collections.abc import Sequence

from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.lines import VAGUE_KINDS
from studyground.assistant.practice.writing.mining_class_nouns import called
from studyground.assistant.practice.writing.mining_verbs import VERBS, may_be_noun
from studyground.assistant.practice.writing.noun_behind import noun_behind
from studyground.assistant.practice.writing.option_sorts import PEOPLE
from studyground.assistant.practice.writing.plain_stems import class_in
from studyground.assistant.practice.writing.vocabulary import KIND_NOUNS, VAGUE, head_noun, kindred, singular

# Said of how a chapter goes on, and of no class of things ("Practical applications").
_OF_THE_TELLING = frozenset("practical common key main other further advanced basic typical useful important".split())
BEFORE, AFTER = 700, 400  # letters around the options in which the guide may say what they are
WITHIN = 6000  # letters over which the options of one question may be spread
# How a name of such a thing is written.
_SHOWN_BY = {
    "file": re.compile(r"[./_]|\bfiles?\b|^[a-z]|^[A-Z]{3,}$"),
    "folder": re.compile(r"[./_]|^[a-z]|\bfolder\b"),
    "directory": re.compile(r"[./_]|^[a-z]|\bdirectory\b"),
    "flag": re.compile(r"^-|\bflag\b"),
}
_COUNT = r"two|three|four|five|six|seven|eight|nine|ten"
_SAID = re.compile(
    rf"\b(?:(?:of|among|between|all|each of) (?:the|these|those)(?: (?:{_COUNT}))?|(?:the|these) (?:following|{_COUNT})|"
    rf"the (?:main|other|usual|common)|these|following|these are the|there are(?: the)? (?:{_COUNT}|several|many)) "
    r"(?P<noun>[a-z]+s)\b"
    r"(?! (?:of|that) )",
    re.IGNORECASE,
)
_LISTED = re.compile(r" (?:listed|named|shown|described|above|below|here|in this (?:section|chapter|guide))\b")
SHOUTED = 6  # letters of a word in capitals that is no acronym but a heading's way to write
KIN = 0.5  # how alike two kinds are that may be said of one thing
_COLLECTIVE = frozenset("set group list collection sequence element part piece".split())
LISTED_THERE = 3  # what "the roles listed here" counts beside "these roles"
_SORTS_OF = re.compile(
    r"^(?:the |some |common |main )*(?P<sort>kind|type|form|sort|class|stage)(?:es|s) of (?P<noun>[a-z][a-z -]*)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|[IVX]+\.|[A-Z]\.)\s+")
# Of these the noun says nothing, or speaks of the text.
_NONE = (VAGUE | VAGUE_KINDS | frozenset(
    "word line day week month year hour minute time people thing reason point figure chapter section page example question "
    "answer step advantage drawback benefit company colleague team user week sentence paragraph author reader cell option".split()
)) - {"role"}  # fmt: skip


def noun_of(facts: Sequence[Fact], desk: Desk) -> str:
    """The common noun of some options, the key first; "" where the guide has none for all of them.

    Args:
        facts: What each option comes from.
        desk: The guide.
    """
    names = [fact.thing for fact in facts]
    found = (
        noun_behind(names, desk)
        or _kind(facts, desk)
        or _ending(names)
        or _heading(facts, names)
        or _said_around(facts, desk)
        or _mostly(facts, desk)
    )
    told = bool(found) and found.split()[0].casefold() in _OF_THE_TELLING
    found = "" if told or _not_written_so(found, names) else found
    asked = re.search(rf"\b{found.split()[-1]}(?:s|es)?\b", facts[0].need, re.IGNORECASE) if found else None
    if found and (asked or _tells(found, names) or is_no(found, facts[0].need, names)):
        return ""
    return " ".join(word.lower() if word.isupper() and len(word) >= SHOUTED else word for word in found.split())


def is_no(noun: str, need: str, names: Sequence[str] = ()) -> bool:
    """Whether a term is said to be something else than a noun says: no file "is a person who gets the alerts".

    Args:
        noun: By which the options would be asked for.
        need: What is said of the term, or the question for it ("Which of these is a person who gets the alerts?").
        names: Of the options; where all end in the noun, they are that whatever else each is.
    """
    if names and all(name.casefold().endswith(f" {noun}") for name in names):
        return False
    told = re.match(r"(?:Which of these )?(?:is|are) (?=an? |the )(?P<what>[^?]+)", need)
    head = head_noun(told["what"]) if told else ""
    return head in KIND_NOUNS | PEOPLE | _COLLECTIVE and kindred(noun.split()[-1], head) < KIN


def _not_written_so(noun: str, names: Sequence[str]) -> bool:
    """Whether things of such a noun would show it in their names, and these do not ("file": "Hostgroup", "Contact")."""
    shown = _SHOWN_BY.get(noun.split()[-1]) if noun else None
    return shown is not None and not any(shown.search(name) for name in names)


def _tells(noun: str, names: Sequence[str]) -> bool:
    """Whether the key, or one other option alone, has the noun in its name."""
    last = noun.split()[-1]
    with_it = [bool(re.search(rf"\b{last}(?:s|es)?\b", name, re.IGNORECASE)) for name in names]
    return sum(with_it) == 1


def _kinds(facts: Sequence[Fact], desk: Desk) -> list[str]:
    kinds = []
    for fact in facts:
        thing = desk.mined.thing(fact.thing)
        kinds.append(fact.kind or (thing.kind if thing else ""))
    return kinds


def _kind(facts: Sequence[Fact], desk: Desk) -> str:
    kinds = set(_kinds(facts, desk))
    return kinds.pop() if len(kinds) == 1 and not kinds & (_NONE | {""}) else ""


def _mostly(facts: Sequence[Fact], desk: Desk) -> str:
    """The kind of two or more options where no other has another kind."""
    counted = Counter(kind for kind in _kinds(facts, desk) if kind)
    kind, count = next(iter(counted.most_common(1)), ("", 0))
    return kind if len(counted) == 1 and count > 1 and kind not in _NONE and kind in KIND_NOUNS else ""


def _ending(names: Sequence[str]) -> str:
    """The last word that all names end in ("t-test" counts as one), or what the first of them shows."""
    firsts = {name.split()[0] for name in names}
    if len(firsts) == 1 and all(" " in name for name in names) and re.fullmatch(r"[a-z][a-z0-9_-]+", firsts.pop()):
        return "command"  # "git log", "git diff"
    lasts = {singular(name.split()[-1].split("-")[-1].casefold()) for name in names}
    last = lasts.pop() if len(lasts) == 1 and lasts & KIND_NOUNS else ""
    return f"kind of {last}" if last.endswith("ing") else last  # "which kind of learning", but "which test"


def _heading(facts: Sequence[Fact], names: Sequence[str]) -> str:
    """What the heading over all options announces ("Plant hormones", "Kinds of drift")."""
    sections = {fact.section[:-1] if fact.named_by == "heading" else fact.section for fact in facts}
    section = sections.pop() if len(sections) == 1 else ()
    if not section:
        return ""
    plain = _NUMBERED.sub("", section[-1]).strip()
    sort = _SORTS_OF.match(plain)
    if sort:
        return f"{sort['sort'].lower()} of {sort['noun'].lower()}"
    of_two = re.match(r"[A-Za-z-]+ (?:and|or) (?!what\b|how\b|when\b|why\b|where\b|their\b)", plain)
    return "" if of_two else class_in(section[-1]) or called("", section, names, [fact.text for fact in facts]).noun


def _said_around(facts: Sequence[Fact], desk: Desk) -> str:
    """What the guide calls them in passing near by ("of the roles listed here"); the noun that comes most often."""
    if len({fact.span.document for fact in facts}) > 1:
        return ""
    start, end = min(fact.span.start for fact in facts), max(fact.span.end for fact in facts)
    if end - start > WITHIN:
        return ""
    text = desk.index.stored_text(facts[0].span.document)[max(0, start - BEFORE) : end + AFTER]
    counted: Counter[str] = Counter()
    for match in _SAID.finditer(text):
        noun = singular(match["noun"].casefold())
        good = noun in KIND_NOUNS and noun not in _NONE and (noun not in VERBS or may_be_noun(noun))
        counted[noun] += good * (LISTED_THERE if _LISTED.match(text, match.end()) else 1)
    best = counted.most_common(2)
    return best[0][0] if best and best[0][1] and (len(best) == 1 or best[0][1] > best[1][1]) else ""
