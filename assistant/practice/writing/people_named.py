"""Names of people as running text has them, one or several together, and how a row of options shows them alike."""

import re
from collections.abc import Sequence

_PARTICLES = "van|von|de|der|den|la|le|du|di|da|al|bin|ibn|ter|zu"
_WORD = r"[A-ZÀ-Þ][a-zà-ÿ]+(?:[’'-]?[A-ZÀ-Þ][a-zà-ÿ]+)*"
ONE = rf"{_WORD}(?: (?:(?:{_PARTICLES}) )*(?:[A-Z]\.|{_WORD})){{0,3}}"
SEVERAL = rf"{ONE}(?:(?:, {ONE})*,? (?:and|&) (?:colleagues|others|coworkers|co-workers|{ONE}))?"
TEAM = frozenset("colleagues others coworkers co-workers".split())
# Capitals that open a sentence or name a place, a body, a day or a book, and no person.
NOBODY = frozenset(
    """
a act after all although america american amazon an and any apple april as asia at august australia bank because bbc before
board book both britain british bureau but by canada chapter china church college committee company conference congress
council court december department during each east england english europe every february few figure for france french
friday from fund german germany google government group he her here his how however if in india institute international it
italy its january japan journal july june kingdom later law league london many march may meta microsoft ministry monday more
most museum national new no north november now october office on one only order other our parliament part party post
press project rome russia saturday school section senate september service she since six so society some south spain state
states study such sunday table team ten that the their then there these they this those three thursday thus to today treaty
tuesday two uk union united university us war wednesday week west what when where whereas which while who why with world
year you
""".split()
)


def is_person(name: str, small: frozenset[str], running: str) -> bool:
    """Whether a name can be that of people: no word of it is another thing's, and its last word is no common noun here.

    Args:
        name: One name or several together.
        small: Words that the guide writes small.
        running: Its text, where a surname alone must have a first name, a year or a profession somewhere.
    """
    found = members(name)
    if len(found) == 1 and " " not in name:
        own = re.escape(name)
        called = rf"\b[A-Z][a-zà-ÿ]+ {own}\b|\bthe (?:[A-Z]?[a-z]+ )?[a-z]+(?:er|or|ist|ian|et) {own}\b"
        if not re.search(rf"{called}|\b{own} \(\d{{4}}", running):
            return False
    for one in found:
        words = one.split()
        if one in TEAM:
            continue
        if any(word.casefold().strip(".") in NOBODY for word in words) or words[-1].casefold() in small:
            return False
    return True


def members(name: str) -> list[str]:
    """The people of a name: "Craik and Tulving" are two."""
    return [part for part in re.split(r",? (?:and|&) |, ", name) if part]


def size_of(name: str) -> str:
    """How many a name is of: one, so many, or a team; options of one question are all alike in this."""
    found = members(name)
    return "team" if TEAM & set(found) else str(len(found))


def surnames(name: str) -> tuple[str, ...]:
    """The last word of each member's name."""
    return tuple(one.split()[-1] for one in members(name) if one not in TEAM)


def in_full(name: str) -> bool:
    """Whether every member has a first name, or shares one surname ("Lloyd and Margaret Peterson")."""
    found = [one for one in members(name) if one not in TEAM]
    return all(" " in one for one in found) or _shared(found)


def shown_alike(names: Sequence[str]) -> list[str]:
    """Names as options have them: all in full, else all by surname; [] where that cannot be.

    Args:
        names: The key first.
    """
    full = [in_full(name) for name in names]
    if all(full) or not any(full):
        return list(names)
    if any(_shared(members(name)) for name in names):
        return []
    shown = [_joined([*surnames(name), *(one for one in members(name) if one in TEAM)]) for name in names]
    return shown if len({one.casefold() for one in shown}) == len(shown) else []


def _shared(found: Sequence[str]) -> bool:
    """Whether several share the surname of the last."""
    return (
        len(found) > 1
        and " " in found[-1]
        and all(" " not in one for one in found[:-1])
        and len(found[-1].split()) == 2
    )


def _joined(found: Sequence[str]) -> str:
    return f"{', '.join(found[:-1])} and {found[-1]}" if len(found) > 1 else found[0]
