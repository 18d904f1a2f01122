"""Codes that spell what they stand for ("BFR", "Best flexible"; "LOS3", "Three nights or more"): nobody need know them."""

import re
from collections.abc import Sequence

LEAST_LETTERS = 2
ALIKE = 3  # letters with which a word of a cell and the name of its row both begin
_CODE = re.compile(r"(?=[^a-z]*$)[A-Z][A-Z\d/-]{1,7}")
_NUMBERS = dict(zip("one two three four five six seven eight nine ten".split(), map(str, range(1, 11)), strict=True))


def spells(code: str, name: str) -> bool:
    """Whether a code is made of a name's letters or figures, so that one tells the other.

    Args:
        code: "ADV", "LOS3"; anything else spells nothing.
        name: What may stand for it.
    """
    words = re.findall(r"[a-z]+|\d+", name.casefold())
    letters = re.sub(r"[^a-z]", "", code.casefold())
    if not _CODE.fullmatch(code.strip()) or not words:
        return False
    if set(re.findall(r"\d", code)) & {_NUMBERS.get(word, word) for word in words}:
        return True
    initials = "".join(word[0] for word in words)
    begun = len(letters) >= LEAST_LETTERS and any(word.startswith(letters) for word in words)
    front, behind = sorted((letters, initials), key=len)
    return begun or (len(front) >= LEAST_LETTERS and behind.startswith(front))


def spelt_out(codes: Sequence[str], names: Sequence[str]) -> bool:
    """Whether half of the rows of a table have a code that spells what stands beside it.

    Args:
        codes: The names of the rows.
        names: What a column has for them, in the same order.
    """
    return 2 * sum(spells(code, name) for code, name in zip(codes, names, strict=True)) >= max(1, len(codes))


def begins_alike(said: str, key: str, wrong: Sequence[str]) -> bool:
    """Whether a quoted word begins as the key does and as no wrong option does ("order" of "Ordinal").

    Args:
        said: What is quoted.
        key: The name of the row that has it.
        wrong: The names of others.
    """
    told = {word[:ALIKE] for word in re.findall(r"[a-z]{4,}", said.casefold())}
    mine, others = ({word[:ALIKE] for name in names for word in re.findall(r"[a-z]{4,}", name.casefold())}
                    for names in ((key,), wrong))  # fmt: skip
    return bool((told & mine) - others)


def even_looks(keys: Sequence[str], wrong: Sequence[str]) -> bool:
    """Whether nothing but what they say tells keys from wrong options: no word that all keys have alone, no greater length.

    Args:
        keys: The options that are right, two or more.
        wrong: The others.
    """
    own = [set(re.findall(r"\w+", one.casefold())) for one in keys]
    shared = frozenset[str].intersection(*map(frozenset, own)) if own else frozenset()
    theirs = {word for one in wrong for word in re.findall(r"\w+", one.casefold())}
    longer = min(len(one.split()) for one in keys) > 2 * max(len(one.split()) for one in wrong)
    return not (shared - theirs) and not longer


def with_their_noun(labels: Sequence[str], noun: str) -> list[str]:
    """Labels that open with a single letter or figure with the noun of their rows in front: "Class C", "Class E by night".

    Args:
        labels: Of all rows.
        noun: What a row is called.
    """
    bare = [re.match(r"(?:[A-Z]|\d{1,2})(?=$|[ ,])", label) for label in labels]
    if not noun or " " in noun or not all(bare) or not any(len(label) == 1 for label in labels):
        return list(labels)
    return [f"{noun[:1].upper()}{noun[1:]} {label}" for label in labels]
