"""Things named side by side: "sand, silt and clay" is "clay, silt and sand", and "between A and B" is "between B and A".

A sentence is put in the order of its source, so that a mere change of order is not taken for an exchange of parts.
"""

import re
from collections.abc import Iterator

_ITEM = r"[\w'’+.%/-]*[\w%](?: [\w'’+.%/-]*[\w%]){0,3}?"
_LIST = re.compile(rf"(?=(?<![\w'’.%/-])({_ITEM}(?:, {_ITEM}){{0,6}},? (?:and|or) {_ITEM})(?![\w'’%/-]))")
_PARTS = re.compile(r",? (?:and|or) |, ")
# Where order is told, a list is none: "first … then", "respectively", "the former".
_ORDERED = re.compile(
    r"\b(?:respectively|former|latter|first|last|then|in (?:this|that) order|followed by)\b", re.IGNORECASE
)
_SMALL = re.compile(r"^(?:both|either|the|an?|its|their|of|between|for|in|on|with|by|from|to)\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
MOST = 60


def in_order_of(said: str, source: str) -> str:
    """A sentence in which what it lists stands in the order in which its source lists it.

    Args:
        said: The sentence.
        source: What it is said to rest on.
    """
    if _ORDERED.search(said) or _ORDERED.search(source):
        return said
    theirs: dict[frozenset[str], list[str]] = {}
    for _, _, items in _lists(source):
        theirs.setdefault(frozenset(map(_bare, items)), items)
    for begin, end, items in sorted(_lists(said), key=lambda found: -len(found[2])):
        other = theirs.get(frozenset(map(_bare, items)))
        if other is None or [_bare(item) for item in other] == [_bare(item) for item in items]:
            continue
        text = said[begin:end]
        joins = _PARTS.findall(text)
        mine = {_bare(item): item for item in items}
        put = "".join(mine[_bare(item)] + join for item, join in zip(other, [*joins, ""], strict=True))
        return in_order_of(said[:begin] + put + said[end:], source)
    return said


def _lists(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """The lists of a text: where they begin and end, and their items, each different."""
    for at, match in enumerate(_LIST.finditer(text)):
        if at >= MOST:
            return
        whole, begin = match.group(1), match.start(1)
        small = _SMALL.match(whole)
        if small:
            continue  # the same list without the small word is found one word on
        items = _PARTS.split(whole)
        if len(items) > 1 and len({_bare(item) for item in items}) == len(items):
            yield begin, begin + len(whole), items


def _bare(item: str) -> str:
    """An item as it is compared: lower case, without an article."""
    return _ARTICLE.sub("", item).casefold()
