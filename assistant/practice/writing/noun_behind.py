"""What a guide calls names written as code, by the noun that it sets behind them: "the mod_cache module"."""

import re
from collections import Counter
from collections.abc import Sequence

from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.vocabulary import KIND_NOUNS

LEAST = 2  # times that names of a list are followed by the noun
AHEAD = 2  # times as often as by any other
_CODED = re.compile(r"[a-z][\w.:-]*[_.:-]\w+|[a-z]+")


def noun_behind(names: Sequence[str], desk: Desk) -> str:
    """The noun that stands behind most of some names in a guide's text; "" where none does.

    Args:
        names: Of things of one sort, all of them written as code or in small letters.
        desk: The guide.
    """
    if not all(_CODED.fullmatch(name) for name in names) or not any(re.search(r"[_.:-]", name) for name in names):
        return ""
    opening = {match[0] for name in names if (match := re.match(r"[a-z][a-z0-9]*[_.:-]", name))}
    family = len(opening) == 1 and all(name.startswith(next(iter(opening))) for name in names)  # "mod_cache", "mod_dir"
    written = [rf"{re.escape(opening.pop())}\w+"] if family else [re.escape(name) for name in names]
    found = Counter[str]()
    for way in written:
        found.update(re.findall(rf"(?<![\w.-]){way} ([a-z]+)\b", desk.casing.running))
    kinds = Counter({noun: count for noun, count in found.items() if noun in KIND_NOUNS})
    if not kinds:
        return ""
    (noun, count), *others = kinds.most_common(2)
    return noun if count >= LEAST and all(count >= AHEAD * second for _, second in others) else ""


def is_called(names: Sequence[str], kind: str, desk: Desk) -> bool:
    """Whether a guide ever calls one of some names so: "the status-get command", "the function tally()".

    Args:
        names: As the guide writes them.
        kind: A noun.
        desk: The guide.
    """
    running = desk.casing.running
    return any(f"{name.casefold()} {kind}" in running or f"{kind} {name.casefold()}" in running for name in names)
