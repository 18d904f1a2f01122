# ruff: noqa: E501  (one pole a line)
"""Which way things go: a sentence may not make less of what its source makes more of.

The words of one pair of poles (`opposites`) are of one kind: "larger" beside "smaller". Here every word that says "more" in
any way stands against every word that says "less", and what it is said of decides: "large values give fewer collisions".
"""

import re

from studyground.assistant.language_model.clauses import is_content, words_of
from studyground.assistant.language_model.prefixes import root_of
from studyground.ingest.terms import stem

_MORE = """
more higher high highest larger large largest bigger big biggest greater great greatest increase increases increased increasing raise raises
raised raising rise rises rising rose grow grows growing grew enlarge enlarges enlarged enlarging boost boosts boosted boosting heighten
heightens extend extends extended extending lengthen lengthens expand expands expanded expanding widen widens improve improves improved
improving enhance enhances enhanced enhancing enhancement strengthen strengthens strengthened stronger strong strongest many numerous better
long longer longest
maximum most maximal maximise maximises maximize maximizes
""".split()
_LESS = """
less lower low lowest smaller small smallest fewer few fewest decrease decreases decreased decreasing reduce reduces reduced reducing
lowers lowered lowering fall falls falling fell shrink shrinks shrank shrinking drop drops dropped diminish diminishes diminished cut cuts
cutting shorten shortens shortened worsen worsens worsened worsening degrade degrades degraded degrading weaken weakens weakened weaker weak
weakest short shorter shortest little worse minimum least minimal minimise minimises minimize minimizes
""".split()
_SIGNS = {**dict.fromkeys(_MORE, 1), **dict.fromkeys(_LESS, -1)}
_COUNTS = frozenset("many numerous few little long short".split())  # so much there is, and nothing goes that way
_TURNING = frozenset("not no never cannot without nor neither hardly".split())
_PIECE = re.compile(
    r"[;:|()]|,\s+(?:and\s+|but\s+|or\s+)?|\s+(?:whereas|while|but|and|since|because|so|although|though|when|if)\s+|[.!?](?:\s|$)",
    re.IGNORECASE,
)
_PREPOSITIONS = frozenset("of in by to for at on with from through via during".split())
_REACH = 3


def turned_round(said: str, source: str) -> str:
    """A thing of which a sentence makes less and its source more, or the other way round, by its root; "" for none."""
    mine, theirs = ways(said), ways(source)
    for root in sorted(mine.keys() & theirs.keys()):
        if len(mine[root]) == 1 and len(theirs[root]) == 1 and mine[root] != theirs[root]:
            return root
    (said_way, said_word), (source_way, source_word) = _throughout(said), _throughout(source)
    return f"{said_word} / {source_word}" if said_way * source_way < 0 else ""


def ways(text: str) -> dict[str, set[int]]:
    """For the root of each content word near a word that says more (1) or less (-1), which of these; none where denied."""
    found: dict[str, set[int]] = {}
    for piece in _PIECE.split(text):
        words = words_of(piece or "")
        if any(_turns(word) for word in words):
            continue
        for at, word in enumerate(words):
            sign = _SIGNS.get(word)
            if sign is None:
                continue
            before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
            if after == "than" and word not in ("more", "less"):
                # "Half a degree higher than": whether that goes up or down turns on what it is held against.
                for place in range(max(0, at - _REACH), at):
                    found.setdefault(root_of(stem(words[place])), set()).update((1, -1))
            if _bounds(words, at) or after == "than" or (word in ("less", "least") and after in _SIGNS):
                continue  # "at least", "a little", "or more" bound; and the word after "less" says what is meant
            if before in ("less", "least"):
                sign = -sign
            for place in _spoken_of(words, at):
                found.setdefault(root_of(stem(words[place])), set()).add(sign)
    return found


def _throughout(text: str) -> tuple[int, str]:
    """1 for a text that says only "more", -1 for one that says only "less", and the first such word; 0 for anything else."""
    words = words_of(text)
    if any(_turns(word) for word in words):
        return 0, ""
    found = [
        (_SIGNS[word], word)
        for at, word in enumerate(words)
        if word in _SIGNS and word not in _COUNTS and not _bounds(words, at)
    ]
    return found[0] if len({sign for sign, _ in found}) == 1 else (0, "")


def _turns(word: str) -> bool:
    return word in _TURNING or word.endswith("n't")


def _bounds(words: list[str], at: int) -> bool:
    """Whether a word belongs to "at least", "a little" or "or more", which give a bound."""
    before, word = words[at - 1] if at else "", words[at]
    return (
        (before == "at" and word in ("least", "most"))
        or (before == "a" and word in ("little", "few"))
        or before in ("or", "as", "so", "how")
        or (at + 1 < len(words) and words[at + 1] == "enough")
    )


def _spoken_of(words: list[str], at: int) -> list[int]:
    """Places of the content words that a word is said of: the first after it, else those before it."""
    end = next((place for place in range(at + 1, len(words)) if words[place] in _PREPOSITIONS), len(words))
    after = [place for place in range(at + 1, min(end, at + 1 + _REACH)) if _is_thing(words[place])]
    if after:
        return after[:1]
    before = [place for place in range(max(0, at - _REACH), at) if _is_thing(words[place])]
    return before[-2:] if len(before) > 1 and before[-2] == before[-1] - 1 else before[-1:]


def _is_thing(word: str) -> bool:
    return is_content(word) and word not in _SIGNS and word.isalpha()
