"""From the guide's sentences to sentences of an answer: lead-ins taken off, rows and items made readable."""

import re
from collections.abc import Collection, Sequence

_LEAD_IN = re.compile(
    r"^(?:However|Moreover|Furthermore|Additionally|In addition|Besides|Also|Therefore|Thus|Hence|Consequently|As a result|"
    r"Accordingly|Nevertheless|Nonetheless|Meanwhile|Similarly|Likewise|Lastly|Finally|Indeed|In fact|Of course|Overall|"
    r"In other words|In short|In summary|To summarize|To summarise|That said|On the other hand|In contrast|By contrast|"
    r"At the same time|And|But|So|Yet|For example|For instance|As you can see),?\s+(?=\S)"
)
_TICK_BOX = re.compile(r"^(?:\[[ xX✓]\]|[☐☑☒✓✔])\s+")
_AND_MORE = re.compile(r"[,;] (?:and|or|and/or)[,;.]?$")
_NAME_WORDS = 2
LEAST_MERGED = 4  # words of a cell that stands in several columns
EMPTY_CELL = re.compile(r"[\s.–—-]*|n/?a", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"(?:[<>≤≥]=? ?)?\d[\d.,]*(?:\s?[–-]\s?\d[\d.,]*)?")
_SAYS_NOTHING = re.compile(
    r"(?:details?|values?|descriptions?|information|notes?|answers?|content|explanations?|meaning|data|specifications?)?",
    re.IGNORECASE,
)
_NAME_AS_IT_IS = re.compile(r"[a-z][\w-]*(?:[A-Z_\d/=]|\w[.(](?=\w|\)))")  # "proxy_read_timeout", "iPhone", "sum()"
_ACTIVE = re.compile(r"\[(?=\d{1,3}\])|\](?=\()|!(?=\[)|<(?=[A-Za-z/!?])|(?<=\w):(?=//)")


def readable(quote: str, kind: str, header: str = "") -> str:
    """A quoted sentence as a sentence of an answer.

    Args:
        quote: Exactly what the guide says.
        kind: "paragraph", "item", "table" …
        header: For a table row, the table's first row.
    """
    text = " ".join(quote.split())
    if kind == "table":
        return row_in_words(text, " ".join(header.split()))
    text = _TICK_BOX.sub("", text)
    text = _LEAD_IN.sub("", text) if kind == "paragraph" else text
    if (text[:2].isalpha() or text[:2].rstrip() == text[:1]) and not _NAME_AS_IT_IS.match(text):
        text = text[:1].upper() + text[1:]
    text = _AND_MORE.sub("", text) if kind == "item" else text
    if text and text[-1] not in ".!?:;…\"”'’)":
        text += "."
    elif text.endswith((";", ":", ",")):
        text = text[:-1] + "."
    elif text.endswith((")", '"', "”", "’", "'")) and (len(text) < 2 or text[-2] not in ".!?"):
        text += "."
    return text


def row_in_words(row: str, header: str, only: Collection[int] = ()) -> str:
    """Turn "a | b" under "Name | Use" into "a – Use: b."; a row without a header keeps its cells, parted by semicolons.

    Args:
        row: The row.
        header: The row that names the columns, "" when there is none.
        only: Numbers of the columns after the first that are said; all when empty.
    """
    cells = [cell.strip() for cell in row.split("|")]
    names = [name.strip() for name in header.split("|")] if header else []
    if len(names) != len(cells) or row == header:
        return "; ".join(cell for cell in cells if cell).rstrip(".") + "."
    told = [
        (name, cell)
        for at, (name, cell) in enumerate(zip(names, cells, strict=True))
        if at and (not only or at in only)
    ]
    told = [(name, cell.rstrip(".")) for name, cell in told if cell.rstrip(".")]
    if len(names) == 2 and told and cells[0] and _SAYS_NOTHING.fullmatch(names[1]):
        return f"{cells[0]}: {told[0][1]}."
    told = _merged(told)
    rest = "; ".join(f"{name}{'' if name.endswith('?') else ':'} {cell}" if name else cell for name, cell in told)
    name = f"{names[0]} {cells[0]}" if names[0] and _BARE_NUMBER.fullmatch(cells[0]) else cells[0]
    return (f"{name} – " if name else "") + rest + ("" if rest.endswith(("!", "?")) else ".")


def _merged(told: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Columns and cells, with the same words said once where they stand in several columns on end: "Oak, Ash: 3 years"."""
    merged: list[tuple[str, str]] = []
    for name, cell in told:
        if merged and name and merged[-1][0] and merged[-1][1] == cell and len(cell.split()) >= LEAST_MERGED:
            merged[-1] = (f"{merged[-1][0].rstrip('?')}, {name}", cell)
        else:
            merged.append((name, cell))
    return merged


def names_columns(row: str, after: str = "") -> bool:
    """Whether the first row of a table names its columns: a cell that is a whole sentence is no name.

    Nor does "5 | …" before "6 | …" name any: there a table goes on that another page began.

    Args:
        row: The row.
        after: The rows after it.
    """
    first, second = (text.strip().partition("|")[0].strip() for text in (row, after))
    if first.isdecimal() and second.isdecimal() and int(second) == int(first) + 1:
        return False
    return not any(cell.strip().endswith(".") and len(cell.split()) > _NAME_WORDS for cell in row.split("|"))


def escaped(text: str) -> str:
    """Text in which nothing of the guide's own acts as Markdown or HTML: no link, image, tag or citation number."""
    return _ACTIVE.sub(lambda match: "\\" + match.group(), text)


_CASE_PART = re.compile(
    r"(?m:^)(?:[-*•]\s+)?(?:(?P<decided>decision|decided|chosen)|"
    r"(?P<rejected>rejected|not (?:chosen|selected|taken)|ruled out|discarded|dismissed|declined|turned down))\s*[:–—]",
    re.IGNORECASE,
)


def case_part(text: str) -> str:
    """What a piece of a worked case says: "decided" or "rejected" by its label, "" for anything else.

    "Rejected: Fit one model to each series." is no advice, and what was decided holds for its own case.
    """
    match = _CASE_PART.match(text)
    return str(match.lastgroup) if match else ""


def tells_case(passage: str) -> bool:
    """Whether a line of a passage is labelled as what was decided or rejected in a case."""
    return bool(_CASE_PART.search(passage))
