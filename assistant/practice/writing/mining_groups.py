"""Groups that share a property: lists with a lead-in, lists inside a sentence, and table cells that name several things."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from studyground.assistant.practice.writing.fact import Group, Member, Span, Thing
from studyground.assistant.practice.writing.mining_language import lower_first, stands_alone, tidy
from studyground.assistant.practice.writing.mining_lists import enumerations, led_lists
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb, shape_of
from studyground.assistant.practice.writing.mining_source import ItemList, Line, Source, Table
from studyground.assistant.practice.writing.mining_tables import cell_names, columns_of
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, gerund_base
from studyground.assistant.practice.writing.things import Names, content_words
from studyground.assistant.practice.writing.vocabulary import KIND_NOUNS, kindred, singular
from studyground.ingest.terms import stem

Shape = Literal["name", "noun", "infinitive", "gerund"]
_LABEL = re.compile(r"^([^.;:?!]{2,60}?)(?::\s|\s[–—]\s)")
_FIRST_STATEMENT = re.compile(r"(?<=[a-z0-9)])\.(?:\s|$)|;\s|,?\s+because\s|,\s+(?:since|so that|which|where|so)\s|:\s")
_TO_DO = re.compile(r"\b(?:do|actions?|steps?|response|deal|handle)\b", re.IGNORECASE)
_DEGREE = re.compile(r"\b(?:too|very|so|as|quite|rather|not|never)\b", re.IGNORECASE)
OUTSIDERS = 8
_MEMBER_NOUNS = frozenset(
    "technique method tool service metric defence defense remedy cause treatment algorithm measure chart "
    "test symptom sign".split()
)


@dataclass(frozen=True, slots=True)
class _Loose:
    """A group before its outsiders are found."""

    lead: str
    lead_span: Span
    members: tuple[Member, ...]
    kind: str
    section: tuple[str, ...]
    shape: Shape
    priority: float
    need: str = ""


def mine_groups(source: Source, names: Names, things: dict[str, Thing]) -> list[Group]:
    """All groups in the order of the guide, each with things or actions that do not belong."""
    loose: list[_Loose] = []
    for items in source.lists:
        loose += _from_list(items, names)
    for line in source.lines:
        loose += _from_line(line, names)
    for table in source.tables:
        loose += _from_table(table, names)
    loose.sort(key=lambda group: (group.lead_span.document, group.lead_span.start, group.lead))
    unique: dict[tuple[str, tuple[str, ...]], _Loose] = {}
    for group in loose:
        unique.setdefault((group.lead.casefold(), tuple(member.text for member in group.members)), group)
    kept = list(unique.values())
    return [_with_outsiders(group, kept, names, things) for group in kept]


def _group(
    lead: str, span: Span, members: list[Member], kind: str, section: tuple[str, ...], shape: Shape, priority: float
) -> Iterator[_Loose]:
    distinct = list({member.text.casefold(): member for member in members}.values())
    if len(distinct) >= 2:
        yield _Loose(tidy(lead), span, tuple(distinct), kind, section, shape, round(priority, 3))


def _from_list(items: ItemList, names: Names) -> Iterator[_Loose]:
    heading = items.section[-1] if items.section else ""
    lead = items.lead or heading
    plural = _plural_lead(lead)
    gerund = bool(lead) and bool(gerund_base(lead.split()[0].casefold()))
    if not lead or not (plural or gerund or (items.lead and has_finite_verb(items.lead))):
        return
    lead_start, lead_end = (
        (items.lead_start, items.lead_end) if items.lead else (items.items[0].start, items.items[0].end)
    )
    span = Span(items.document, lead_start, lead_end)
    read = [(_member_text(item.text, names), Span(items.document, item.start, item.end)) for item in items.items]
    counted = Counter(shape for (_, shape), _ in read if shape)
    if not counted:
        return
    shape, number = counted.most_common(1)[0]
    if number < 0.6 * len(read) or re.match(r"(?:This|These|It|They|There)\b", lead):
        return
    members = [Member(text, span_of) for (text, found), span_of in read if found == shape]
    kind = singular(lead.split()[0].casefold()) if plural else ""
    yield from _group(
        lead,
        span,
        members,
        kind,
        items.section,
        shape,
        (0.7 if items.lead else 0.6 if plural and " " in lead else 0.3) * items.weight,
    )


def _plural_lead(lead: str) -> bool:
    """Whether a lead opens with a plural noun that says what its members are ("Signs of …", "Common pitfalls")."""
    words = [word.casefold() for word in re.findall(r"[A-Za-z-]+", lead)]
    while words and words[0] in (
        "common",
        "typical",
        "main",
        "some",
        "the",
        "key",
        "several",
        "good",
        "usual",
        "three",
        "four",
        "five",
        "two",
        "six",
        "frequent",
    ):
        words.pop(0)
    for word in words[:3]:
        if (
            word.endswith("s")
            and not word.endswith("ss")
            and (
                singular(word) in KIND_NOUNS
                or singular(word)
                in (
                    "pitfall",
                    "way",
                    "benefit",
                    "requirement",
                    "reason",
                    "consequence",
                    "advantage",
                    "disadvantage",
                    "tip",
                    "trap",
                    "mistake",
                    "weakness",
                    "strength",
                    "measure",
                    "remedy",
                )
            )
        ):
            return True
    return False


def _member_text(text: str, names: Names) -> tuple[str, Shape | None]:
    """A list item as an option would have it, and its shape; None where it cannot stand by itself."""
    label = _LABEL.match(text)
    if label and names.resolve(label.group(1)):
        return names.resolve(label.group(1)), "name"
    start = names.at_start(text)
    if start and re.match(r"(?:\s+(?:is|are|can|\w+s)\b|$|[.,:;])", text[start[0] :]):
        return start[1], "name"
    phrase = tidy(_FIRST_STATEMENT.split(text)[0])
    phrase = lower_first(phrase)
    if not stands_alone(phrase, 2, 18):
        return "", None
    first = phrase.split()[0].casefold()
    if first in VERBS and phrase.split()[1].casefold() not in ("is", "are", "of"):
        return phrase, "infinitive"
    if gerund_base(first):
        return ("", None) if has_finite_verb(f"it {phrase.split(' ', 1)[1]}") else (phrase, "gerund")
    return (phrase, "noun") if shape_of(phrase) == "noun" else ("", None)


def _from_line(line: Line, names: Names) -> Iterator[_Loose]:
    span = Span(line.document, line.start, line.end)
    found = led_lists(line.text)
    if found and _plural_lead(found[0]):
        lead, pieces = found
        texts = [(names.resolve(piece) or lower_first(piece)) for piece in pieces]
        shapes: list[Shape] = [
            "name" if names.resolve(piece) else "gerund" if gerund_base(piece.split()[0].casefold()) else "noun"
            for piece in pieces
        ]
        if all(stands_alone(text, 1, 10) or names.resolve(text) for text in texts) and all(
            shape_of(text) == "noun" or names.resolve(text) for text in texts
        ):
            shape: Shape = shapes[0] if len(set(shapes)) == 1 else "noun"
            if len(set(shapes)) == 1 or "gerund" not in shapes:
                members = [Member(text, span) for text in texts]
                yield from _group(
                    lead, span, members, singular(_lead_noun(lead)), line.section, shape, 0.75 * line.weight
                )
    for listed in enumerations(line.text):
        resolved = [names.resolve(member) for member in listed.members]
        rest = tidy(listed.rest)
        if (
            listed.rest
            and all(resolved)
            and len(resolved) >= 2
            and stands_alone(rest, 3, 24)
            and not base_of(rest.split()[0])
            and not re.search(r", (?:and|while|but)\b", rest)
        ):
            yield from _group(
                rest,
                span,
                [Member(name, span) for name in resolved],
                listed.kind,
                line.section,
                "name",
                0.6 * line.weight,
            )


def _lead_noun(lead: str) -> str:
    for word in re.findall(r"[A-Za-z-]+", lead):
        if word.casefold().endswith("s") and singular(word.casefold()) != word.casefold():
            return str(word).casefold()
    return ""


def _from_table(table: Table, names: Names) -> Iterator[_Loose]:
    """Cells that name several things at once, for the thing or situation of their row."""
    columns = columns_of(table)
    for at, header in enumerate(table.header):
        role = columns.roles[at]
        head = singular(re.split(r"[^A-Za-z-]", header.strip())[-1].casefold())
        if at == 0 or not (role in ("remedy", "cause", "choose") or head in _MEMBER_NOUNS):
            continue
        for row in table.rows:
            parts = cell_names(row.cells[at]) or [tidy(part) for part in re.split(r",\s+|;\s+", row.cells[at])]
            about = lower_first(tidy(row.cells[0])) + ("?" if row.cells[0].rstrip().endswith("?") else "")
            if (
                len(parts) < 2
                or not about
                or not all(_short_noun(part) for part in parts)
                or _deeds(header, parts, names)
            ):
                continue
            if len(parts) == 2 and "," in row.cells[at] and not all(names.established(part) for part in parts):
                continue
            noun = role if role in ("remedy", "cause") and head not in _MEMBER_NOUNS else columns.kinds[at] or head
            span = Span(table.document, row.start, row.end)
            members = [Member(names.resolve(part) or lower_first(part), span) for part in parts]
            shape: Shape = "name" if all(names.resolve(part) for part in parts) else "noun"
            for group in _group(f"{header} – {about}", span, members, noun, table.section, shape, 0.6 * table.weight):
                yield replace(group, need=about)


def _deeds(header: str, parts: Sequence[str], names: Names) -> bool:
    """Whether a cell tells what to do, all of it together and in turn: its parts are no choices ("release, press, cold pack")."""
    if _TO_DO.search(header) and not all(names.established(part) for part in parts):
        return True
    return sum(part.split()[0].casefold() in VERBS and " " in part for part in parts) > 1


def _short_noun(part: str) -> bool:
    words = part.split()
    return (
        1 <= len(words) <= 6
        and shape_of(lower_first(part)) == "noun"
        and words[0].casefold() not in ("or", "and", "with", "if", "for", "in", "by", "sometimes", "over", "no", "none")
        and not _DEGREE.search(part)
        and stands_alone(lower_first(part), 1)
    )


def _with_outsiders(group: _Loose, groups: list[_Loose], names: Names, things: dict[str, Thing]) -> Group:
    inside = {member.text.casefold() for member in group.members}
    inside_words = [content_words(member.text) for member in group.members]
    about = _stems(group.lead)
    candidates: list[tuple[float, str, Member]] = []
    if group.shape == "name":
        candidates += _other_things(group, inside, things)
    for other in groups:
        if other is group or other.shape != group.shape or (other.shape == "name" and candidates):
            continue
        if group.need and not _of_one_column(group, other):
            continue  # causes are no remedies, and neither is a sign
        alike = kindred(other.kind, group.kind) + (0.4 if other.section[:1] == group.section[:1] else 0.0)
        shared = len(about & _stems(other.lead)) / (1 + len(about))
        for member in other.members:
            candidates.append((-(alike + 0.3 * shared), member.text, member))
    candidates.sort(key=lambda entry: (entry[0], entry[1]))
    chosen: dict[str, Member] = {}
    for _, text, member in candidates:
        words = content_words(text)
        if (
            text.casefold() in inside
            or any(_overlap(words, own) >= 0.5 for own in inside_words)
            or text.casefold() in chosen
        ):
            continue
        chosen[text.casefold()] = member
        if len(chosen) == OUTSIDERS:
            break
    first = group.members[0].span
    key = f"{group.lead}|{first.document}|{first.start}|{'|'.join(member.text for member in group.members)}"
    return Group(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], lead=group.lead, lead_span=group.lead_span,
        members=group.members, outsiders=tuple(chosen.values()), kind=group.kind, section=group.section,
        shape=group.shape, priority=group.priority, need=group.need, need_shape=shape_of(group.need) if group.need else "noun",
    )  # fmt: skip


def _of_one_column(group: _Loose, other: _Loose) -> bool:
    """Whether the members of another group stand under the head of a cell's members, or are of their kind."""
    head = group.lead.removesuffix(f" – {group.need}")
    return other.lead.startswith(f"{head} – ") or (bool(group.kind) and other.kind == group.kind)


def _other_things(group: _Loose, inside: set[str], things: dict[str, Thing]) -> list[tuple[float, str, Member]]:
    """Things of the members' kinds, those beside them in the guide first."""
    kinds = Counter(things[member.text].kind for member in group.members if member.text in things)
    beside: Counter[str] = Counter()
    for member in group.members:
        if member.text in things:
            beside.update(things[member.text].siblings[:12])
    kind = kinds.most_common(1)[0][0] if kinds else group.kind
    found: list[tuple[float, str, Member]] = []
    for thing in things.values():
        alike = kindred(kind, thing.kind)
        if thing.span is None or thing.name.casefold() in inside or alike < 0.5:
            continue
        found.append((-(alike + 0.3 * min(beside[thing.name], 3)), thing.name, Member(thing.name, thing.span)))
    return found


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word.casefold()) for word in re.findall(r"[A-Za-z]{3,}", text))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
