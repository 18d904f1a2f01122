"""Names of options written alike: a maker's name or empty brackets stand before or behind all of them, or none."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from studyground.assistant.practice.writing.desk import Desk, Draft
from studyground.ingest.index import Index

MANY = 2  # names of a guide that begin with one word, from which it is a maker's
MOST_NAME = 6  # words; a longer option is no name
_CALL = re.compile(r"\(\)$")


def even_named(draft: Draft, desk: Desk) -> Draft | None:
    """A draft whose options, where they are names, are written alike; None where the key alone is written as it is.

    Args:
        draft: The key first.
        desk: With the guide, which must use a name itself as it is written.
    """
    texts = [option.text for option in draft.options]
    if any(len(text.split()) > MOST_NAME for text in texts):
        return draft
    forms = [_code_form(text) for text in texts]
    if forms[0] not in forms[1:] and len(draft.options) > sum(option.correct for option in draft.options) + 1:
        return None  # a call that shows its arguments, or a line of code, beside bare names
    names, written = _without_calls(texts), _written(desk.index)
    makers = _makers((thing.name for thing in desk.mined.things.values()), names, written)
    own = [_maker(name, makers) for name in names]
    if not all(own) and any(own):
        names = _with_makers(names, own, written)
        own = [_maker(name, makers) for name in names]
    keys = sum(option.correct for option in draft.options)
    if keys == 1 and own[0] not in own[1:] and len(set(own[1:])) == 1:
        return None  # "AWS X" beside three names that begin with "Amazon", or with no maker's
    if names == texts or len({name.casefold() for name in names}) < len(names):
        return draft
    options = tuple(replace(option, text=name) for option, name in zip(draft.options, names, strict=True))
    return replace(draft, options=options)


def _code_form(text: str) -> str:
    """How a name in code is written: a line that sets something, a call that shows its arguments, or neither."""
    if re.search(r"\w\s=\s|:=", text):
        return "line"
    return "call" if re.search(r"\w\([^()]+\)", text) else "name"


@lru_cache(maxsize=2)
def _written(index: Index) -> str:
    return "\n".join(index.stored_text(name) for name in index.document_names())


def _without_calls(texts: Sequence[str]) -> list[str]:
    """Texts with empty brackets behind all or none."""
    called = sum(bool(_CALL.search(text)) for text in texts)
    return list(texts) if called in (0, len(texts)) else [_CALL.sub("", text) for text in texts]


def _makers(known: Iterable[str], names: Sequence[str], written: str) -> frozenset[str]:
    """First words of some names that are makers': many a name of the guide begins with one, and it never writes it small."""
    begun = Counter(first for first, _, rest in (name.partition(" ") for name in known) if rest[:1].isupper())
    first = {name.split()[0] for name in names if " " in name and name[:1].isupper()}
    return frozenset(
        word
        for word in first
        if begun[word] >= MANY and not re.search(rf"(?<![\w-]){re.escape(word.lower())}(?!\w)", written)
    )


def _maker(name: str, makers: frozenset[str]) -> str:
    first, _, rest = name.partition(" ")
    return first if rest and first in makers else ""


def _with_makers(names: Sequence[str], own: Sequence[str], written: str) -> list[str]:
    """Names of which all have a maker's, or none, where the guide writes all of them so; as they are otherwise."""
    full = list(names)
    for at, (name, maker) in enumerate(zip(names, own, strict=True)):
        if not maker:
            full[at] = next((f"{one} {name}" for one in sorted({*own} - {""}) if f"{one} {name}" in written), "")
    if all(full):
        return full
    bare = [name.removeprefix(f"{maker} ") if maker else name for name, maker in zip(names, own, strict=True)]
    used = all(not maker or _used(name, maker, written) for name, maker in zip(bare, own, strict=True))
    return bare if used else list(names)


def _used(name: str, maker: str, written: str) -> bool:
    """Whether a guide has a name inside a sentence without its maker's before it."""
    found = re.finditer(rf"(?<=[a-z,] ){re.escape(name)}(?!\w)", written)
    return any(not written[: match.start()].endswith(f"{maker} ") for match in found)
