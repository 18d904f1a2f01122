"""Things told one after another in running text ("SLA promises …, MOU states …", "Polly (text to speech), Lex (chatbots)")."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.mining_labelled import LEAST_SHARE as LEAST_SHARE_OF_LABELS
from studyground.assistant.practice.writing.mining_labelled import Labelled, Series, is_label
from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from studyground.assistant.practice.writing.mining_source import Line, Source
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of, may_be_noun, mostly_verb
from studyground.assistant.practice.writing.phrasing import plural
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

LEAST, LEAST_WEIGHT = 4, 0.5
LEAST_SHARE = 0.7  # of the clauses of a paragraph that tell of one thing each
NAME_WORDS, OPENING_WORDS = 3, 4
_LABEL = re.compile(r"(?P<label>[A-Z][^.:;!?()]{1,40}?)(?: \([^()]*\))?: (?P<said>.+)$")
_GOES_ON = re.compile(
    r", (?=(?:which|so|but|yet|as|because|since|while|whereas|though|although|until|unless)\b)| and (?=[A-Z]{2,}\b)"
)
_LEAD = re.compile(r"(?P<lead>[A-Z][^,;:()]{2,60}): ")
_GLOSS = re.compile(
    r"(?:^|(?<=, )|(?<=; )|(?<=and )|(?<=or ))(?P<label>[A-Za-z][\w./+-]*(?: [\w./+-]+){0,2}) \((?P<said>[^()]{6,90})\)"
)
_NO_VERB = PREPOSITIONS | SUBORDINATORS | PRONOUNS | DETERMINERS | (AUXILIARY - {"is", "has"})
_SEMICOLONS = re.compile(r"; (?:and )?")
_COMMAS = re.compile(r", (?:and )?| and (?=[A-Z]{2,}s? [a-z]+s )")
_DENIED = re.compile(r"(?:\S+ ){0,2}(?:not|never|no|cannot|neither)\b|^\S+n[’']t\b")


def series_in(read: Source, index: Index, known: Iterable[Fact] = ()) -> Iterator[Series]:
    """Runs of four or more things of which a sentence or a paragraph says one after another what each is or does.

    Args:
        read: The guide taken apart.
        index: Of the guide.
        known: What can be asked of its sentences otherwise: runs of which that is most are left out.
    """
    asked = tuple(known)
    for items, lead, section, weight in _runs(read, index):
        if 2 * sum(any(_asks(fact, item) for fact in asked) for item in items) < len(items):
            yield items, lead, section, weight


def _asks(fact: Fact, item: Labelled) -> bool:
    """Whether a fact is of the thing that a run tells of, and of the same sentence."""
    here = fact.span.document == item.span.document and fact.span.start <= item.span.start < fact.span.end
    return here and fact.thing.casefold() == item.label.casefold()


def _runs(read: Source, index: Index) -> Iterator[Series]:
    yield from _items(read, index)
    for (document, _), group in groupby(read.lines, key=lambda line: (line.document, line.unit)):
        lines = list(group)
        if lines[0].weight < LEAST_WEIGHT:
            continue
        text = index.stored_text(document).replace("\n", " ")
        found = 0
        for line in lines:
            runs = (_glossed(line, text), *(_told(line, text, parts) for parts in (_SEMICOLONS, _COMMAS)))
            items, lead = max(runs, key=lambda one: len(one[0]))
            if len(items) >= LEAST:
                found += 1
                yield items, lead, _section(line.section, items), line.weight
        if not found and len(items := _paragraph(lines, text)) >= LEAST:
            yield items, "", _section(lines[0].section, items), lines[0].weight


def _section(section: tuple[str, ...], items: Sequence[Labelled]) -> tuple[str, ...]:
    """The headings above some things, without the nearest where that is what they act upon ("Passwords"), and no class."""
    said = set(terms(" ".join(item.whole for item in items)))
    return section[:-1] if len(section) > 1 and set(terms(section[-1])) & said else section


def _items(read: Source, index: Index) -> Iterator[Series]:
    """Lists of which some items open with a label and a colon, and others with a sentence about their thing."""
    for listed in read.lists:
        text = index.stored_text(listed.document).replace("\n", " ")
        found: list[Labelled | None] = []
        for item in listed.items if listed.weight >= LEAST_WEIGHT else ():
            first = re.split(r"(?<=[a-z\d)])[.;] |, (?=[a-z]+ing is )", text[item.start : item.end])[0].rstrip(" .")
            label = _LABEL.match(first)
            if label and is_label(label["label"]):
                span = Span(listed.document, item.start, item.start + len(first))
                found.append(Labelled(label["label"], label["said"], label["said"], span, "clause"))
            else:
                found.append(_item(listed.document, first, item.start))
        kept = [one for one in found if one]
        told = sum(one is not None and ": " not in text[one.span.start : one.span.end] for one in found)
        known = len(found) - told >= LEAST_SHARE_OF_LABELS * len(found)  # a list of labels, which is read elsewhere
        if told and not known and len(kept) >= LEAST and len(kept) >= LEAST_SHARE * len(found):
            yield kept, listed.lead, listed.section, listed.weight


def _glossed(line: Line, text: str) -> tuple[list[Labelled], str]:
    """Names with what each is in brackets; none where the sentence goes on to say something of them."""
    raw, lead = _behind_lead(line, text)
    items = [
        Labelled(
            match["label"],
            match["said"],
            match["said"],
            Span(line.document, raw[0] + match.start("label"), raw[0] + match.end()),
            "brackets",
        )
        for match in _GLOSS.finditer(raw[1])
        if is_label(match["label"]) and match["label"].split()[0].casefold() not in ("and", "or")
    ]
    between = _GLOSS.sub("", raw[1])
    pieces = [piece for piece in re.split(r",|;| and ", between) if piece.strip(" .")]
    only_names = len(pieces) <= len(items) and all(len(one.split()) <= OPENING_WORDS for one in pieces)
    return (items, lead) if only_names else ([], "")


def _told(line: Line, text: str, parts: re.Pattern[str]) -> tuple[list[Labelled], str]:
    """The clauses of one sentence, where each tells of a thing of its own."""
    raw, lead = _behind_lead(line, text)
    items, at, whole = list[Labelled | None](), 0, raw[1].rstrip(" .")
    for stop in [*parts.finditer(whole), None]:
        end = stop.start() if stop else len(whole)
        items.append(_item(line.document, whole[at:end], raw[0] + at))
        at = stop.end() if stop else end
    kept = _alike(items)
    return (kept, lead) if len(kept) == len(items) or len(kept) > LEAST else ([], "")


def _paragraph(lines: Sequence[Line], text: str) -> list[Labelled]:
    """The sentences of a paragraph and their halves, where nearly each tells of a thing of its own."""
    items: list[Labelled | None] = []
    one_of_many = 0
    for line in lines:
        at, whole = line.start, text[line.start : line.end].rstrip(" .")
        for clause in whole.split("; "):
            items.append(_item(line.document, clause, at))
            one_of_many += bool(items[-1] and re.match(r"[Aa]n? ", clause))
            at += len(clause) + len("; ")
    kept = _alike(items)
    of_a_class = one_of_many >= LEAST_SHARE * len(kept) or all(_is_short(item.label) for item in kept)
    return kept if of_a_class and len(kept) >= LEAST_SHARE * len(items) else []


def _behind_lead(line: Line, text: str) -> tuple[tuple[int, str], str]:
    """Where what stands behind a lead begins, with its words, and the lead; the whole where there is none."""
    whole = text[line.start : line.end]
    lead = _LEAD.match(whole)
    start = lead.end() if lead else 0
    return (line.start + start, whole[start:]), lead["lead"] if lead else ""


def _item(document: str, clause: str, at: int) -> Labelled | None:
    """A clause as a name and what is said of it; None for any other clause."""
    words = clause.split(" ")
    first = words[0].casefold()
    article = first in ("a", "an") or (first == "the" and len(words) > 1 and _is_short(words[1]))
    if not article and first in DETERMINERS | PRONOUNS:
        return None
    for verb in range(1 + article, min(len(words) - 1, NAME_WORDS + 1 + article)):
        word, before, after = words[verb], words[verb - 1], words[verb + 1].casefold()
        if word[:1].isupper() or word.isdigit():
            continue
        if word.casefold() in _NO_VERB or not word.islower() or plural(before.casefold()):
            return None
        if word in ("is", "has") or _tells(word, before, after):
            label, said = " ".join(words[article:verb]), " ".join(words[verb:])
            if not is_label(label) or re.search(r"[:()]| (?:also|then)$", label) or _DENIED.match(said):
                return None
            shown = label[:1].upper() + label[1:]
            return Labelled(shown, _GOES_ON.split(said)[0], said, Span(document, at, at + len(clause)), "clause")
    return None


def _tells(word: str, before: str, after: str) -> bool:
    """Whether a word is the verb of the thing named before it."""
    if _is_short(before) and re.fullmatch(r"[a-z]{3,}(?<!s)s", word):
        return True
    base = base_of(word)
    if base and may_be_noun(base) and after in VERBS | AUXILIARY:
        return False  # "load tests measure": things of their own
    surely = mostly_verb(base) or after in DETERMINERS | PREPOSITIONS | {"what", "who"} if base else False
    return surely or (bool(base) and not base_of(before.casefold()))


def _alike(items: Sequence[Labelled | None]) -> list[Labelled]:
    """The items that are there, of things that differ and are written alike: all short forms, or none; [] else."""
    kept = [item for item in items if item]
    labels = [item.label for item in kept]
    short = sum(map(_is_short, labels))
    if len({label.casefold() for label in labels}) < len(labels) or short not in (0, len(labels)):
        return []
    return kept


def _is_short(label: str) -> bool:
    """Whether a name is letters that stand for words ("NDA", "WPA2"), or has a number ("RAID 5")."""
    return len(label) > 1 and (label.isupper() or any(letter.isdigit() for letter in label))
