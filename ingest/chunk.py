"""Passages: whole sentences inside one section, sized in the encoder's own tokens, overlapping by a sentence."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from studyground.ingest.stored import SentenceSpan, StoredDocument

CountTokens = Callable[[Sequence[str]], list[int]]
FRAME_TOKENS = 2
_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of stored text that is embedded and found as one.

    Args:
        start: First code point; a section's passages together cover every character of it.
        end: One past the last.
        body_start: First code point of the text that is embedded and cited: headings and outer white space left out.
        body_end: One past its last.
        section: Index into the document's sections.
        page: Sheet of the first sentence, or None.
        first: Index of the first sentence span in it.
        last: One past the index of the last.
        context: The heading line that is embedded before the text, "" when there is none.
    """

    start: int
    end: int
    body_start: int
    body_end: int
    section: int
    page: int | None
    first: int
    last: int
    context: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence, or a part of one that is longer than a passage may be."""

    start: int
    end: int
    sentence: int
    tokens: int


def chunk(
    document: StoredDocument, count_tokens: CountTokens, max_tokens: int, passage_tokens: int, overlap_tokens: int
) -> list[Passage]:
    """Cut a document into passages.

    Args:
        document: The stored document.
        count_tokens: The encoder's own count, without frame tokens.
        max_tokens: What the encoder reads before it cuts, frame tokens included.
        passage_tokens: Most tokens of a passage's own text.
        overlap_tokens: Most tokens repeated from the passage before; whole sentences only.

    Returns:
        Passages in reading order; context and text together never exceed `max_tokens`.
    """
    contexts = [context_line(document, number) for number in range(len(document.sections))]
    context_tokens = _fitted(contexts, count_tokens, max_tokens // 4)
    counts = count_tokens([document.text[start:end] for start, end in _with_markers(document)])
    by_section: dict[int, list[tuple[int, int]]] = {}
    bare = _sections_of_headings_only(document)
    for number, (sentence, tokens) in enumerate(zip(document.sentences, counts, strict=True)):
        unit = document.units[sentence.unit]
        if unit.kind == "heading" and unit.section not in bare:
            continue  # the context line says it
        by_section.setdefault(unit.section, []).append((number, tokens))
    most = {section: max_tokens - FRAME_TOKENS - context_tokens[section][1] for section in sorted(by_section)}
    rooms = {section: min(passage_tokens, room) for section, room in most.items()}
    found: dict[int, list[Passage]] = {}
    to_cut = list(rooms)
    while to_cut:
        for section in to_cut:
            pieces = [
                piece
                for number, tokens in by_section[section]
                for piece in _pieces(
                    document.text, document.sentences[number], number, tokens, rooms[section], count_tokens
                )
            ]
            groups = _groups(document, pieces, rooms[section], overlap_tokens)
            found[section] = _passages(document, groups, section, context_tokens[section][0])
        # Counts of parts are those of the whole except where a word was cut.
        cut = [item for section in to_cut for item in found[section]]
        counts = count_tokens([document.text[item.body_start : item.body_end] for item in cut])
        too_long = {item.section for item, tokens in zip(cut, counts, strict=True) if tokens > most[item.section]}
        to_cut = [section for section in to_cut if section in too_long and rooms[section] > 1]
        for section in to_cut:
            rooms[section] = rooms[section] * 3 // 4
    return [passage for section in rooms for passage in found[section]]


def _passages(document: StoredDocument, groups: list[list[_Piece]], section: int, line: str) -> list[Passage]:
    """One passage a group; together they cover the section."""
    bounds = document.sections[section]
    found: list[Passage] = []
    for place, group in enumerate(groups):
        start = bounds.start if place == 0 else group[0].start
        end = bounds.end if place == len(groups) - 1 else groups[place + 1][0].start
        page = document.units[document.sentences[group[0].sentence].unit].page
        found.append(
            Passage(
                start, max(end, group[-1].end), group[0].start, group[-1].end, section, page,
                group[0].sentence, group[-1].sentence + 1, line,
            )
        )  # fmt: skip
    return found


def _with_markers(document: StoredDocument) -> Iterator[tuple[int, int]]:
    """The span of each sentence, with the list marker before it: that is read by the encoder too."""
    previous = -1
    for sentence in document.sentences:
        first = sentence.unit != previous
        yield (document.units[sentence.unit].start if first else sentence.start), sentence.end
        previous = sentence.unit


def _sections_of_headings_only(document: StoredDocument) -> set[int]:
    with_text = {unit.section for unit in document.units if unit.kind != "heading"}
    return set(range(len(document.sections))) - with_text


def context_line(document: StoredDocument, section: int) -> str:
    """The headings above a passage as one line, so that a passage says what it is about."""
    path = document.sections[section].path
    if not path:
        return document.title if document.title != document.document else ""
    return " > ".join(path[-2:])


def _fitted(lines: Sequence[str], count_tokens: CountTokens, limit: int) -> list[tuple[str, int]]:
    """Context lines cut at a word to at most `limit` tokens, with their counts (one more for the line end)."""
    lines = [" ".join(line.split()) for line in lines]
    counts = count_tokens(lines)
    return [
        (line, tokens) if tokens <= limit else _cut_line(line, tokens, count_tokens, limit)
        for line, tokens in zip(lines, counts, strict=True)
    ]


def _cut_line(line: str, tokens: int, count_tokens: CountTokens, limit: int) -> tuple[str, int]:
    words = line.split()
    while words and tokens > limit:
        words = words[: max(1, len(words) * limit // (tokens + 1))] if len(words) > 1 else []
        line = " ".join(words)
        tokens = count_tokens([line])[0] if line else 0
    return line, tokens


def _pieces(
    text: str, sentence: SentenceSpan, number: int, tokens: int, room: int, count_tokens: CountTokens
) -> list[_Piece]:
    if tokens <= room:
        return [_Piece(sentence.start, sentence.end, number, tokens)]
    words = [(sentence.start + match.start(), sentence.start + match.end()) for match in _WORD.finditer(
        text[sentence.start : sentence.end]
    )]  # fmt: skip
    words = [part for word in words for part in _split_word(word)]
    counts = count_tokens([text[start:end] for start, end in words])
    pieces: list[_Piece] = []
    begin, used = words[0][0], 0
    for (start, _), cost in zip(words, counts, strict=True):
        if used and used + cost > room:
            pieces.append(_Piece(begin, start, number, used))
            begin, used = start, 0
        used += cost
    return [*pieces, _Piece(begin, sentence.end, number, used)]


def _split_word(word: tuple[int, int], longest: int = 24) -> list[tuple[int, int]]:
    """A run without white space (a URL, a hash, Chinese) may be longer than a passage: cut it by characters."""
    start, end = word
    return [(at, min(at + longest, end)) for at in range(start, end, longest)]


def _groups(document: StoredDocument, pieces: list[_Piece], room: int, overlap_tokens: int) -> list[list[_Piece]]:
    """Pack pieces greedily; a list or table that fits into one passage is not cut in two."""
    groups: list[list[_Piece]] = []
    current: list[_Piece] = []
    used = 0
    for block in _blocks(document, pieces):
        for part in [block] if sum(piece.tokens for piece in block) <= room else [[piece] for piece in block]:
            cost = sum(piece.tokens for piece in part)
            if current and used + cost > room:
                groups.append(current)
                current = _tail(document, current, min(overlap_tokens, room - cost))
                used = sum(piece.tokens for piece in current)
            current = current + part
            used += cost
    return [*groups, current] if current else groups


def _blocks(document: StoredDocument, pieces: list[_Piece]) -> list[list[_Piece]]:
    """Runs of list items (with the line that introduces them) and tables as one block; other pieces alone."""
    blocks: list[list[_Piece]] = []
    previous_kind = ""
    previous_unit = -1
    for piece in pieces:
        unit = document.sentences[piece.sentence].unit
        kind = document.units[unit].kind
        same_list = kind == "item" and previous_kind == "item"
        same_unit = unit == previous_unit and kind in ("table", "item", "code")
        introduced = (
            kind in ("item", "table", "code")
            and previous_kind == "paragraph"
            and document.text[blocks[-1][-1].start : blocks[-1][-1].end].rstrip().endswith(":")
        )
        if blocks and (same_list or same_unit or introduced):
            blocks[-1].append(piece)
        else:
            blocks.append([piece])
        previous_kind, previous_unit = kind, unit
    return blocks


def _tail(document: StoredDocument, group: list[_Piece], budget: int) -> list[_Piece]:
    """The last whole sentences of a passage that fit the overlap; never headings, rows or items out of their list."""
    tail: list[_Piece] = []
    for piece in reversed(group[1:]):
        sentence = document.sentences[piece.sentence]
        whole = (piece.start, piece.end) == (sentence.start, sentence.end)
        if not whole or document.units[sentence.unit].kind != "paragraph" or piece.tokens > budget:
            break
        tail.insert(0, piece)
        budget -= piece.tokens
    return tail
