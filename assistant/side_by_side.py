"""Two things that a guide tells of one beside the other: in two clauses, two neighbouring sentences or items, one section."""

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.ingest.terms import stem, terms, tokens

OPENING_WORDS = 5
NEAR = 2.5  # log-odds behind the best
CLOSE_BY = 4  # sentences between the two of one section
Named = Callable[[str, Candidate], list[int]]
_CLAUSE = re.compile(r"[;,]\s+(?:and|while|whereas|but)\s+|;\s+", re.IGNORECASE)


def in_two_clauses(item: Candidate, named_in: Named) -> bool:
    """Whether two clauses of a sentence open with one side each: "Bagging lowers variance, and boosting lowers bias".

    Args:
        item: The sentence.
        named_in: Gives the sides that words in the place of a candidate name.
    """
    opened = [named_in(_opening(clause), item) for clause in _CLAUSE.split(item.text)]
    return len({tuple(one) for one in opened if len(one) == 1}) >= 2


def told_side_by_side(
    found: Sequence[Candidate],
    scores: NDArray[np.float64],
    order: Sequence[int],
    named_in: Named,
    sides: int,
    headed: bool,
) -> list[Candidate]:
    """A sentence for each side, as the guide has them one beside the other, in reading order; [] when it does not.

    Each opens with its own side and names no other. After them comes the sentence that sums up both, if the next one does.

    Args:
        found: Candidates.
        scores: Their log-odds of answering.
        order: Their numbers, best first.
        named_in: Gives the sides that words in the place of a candidate name.
        sides: How many sides there are.
        headed: They stand under a heading that names all sides; else they are neighbours.
    """
    if sides != 2:
        return []
    floor = scores[order[0]] - NEAR
    opens: dict[int, int] = {}
    for at in order:
        item = found[at]
        own = named_in(item.text, item)
        if len(own) == 1 and named_in(_opening(item.text), item) == own and item.kind in ("paragraph", "item"):
            opens[at] = own[0]
    pairs: list[tuple[int, float, int, int]] = []
    for one in opens:
        for other in opens:
            first, second = found[one], found[other]
            if opens[one] == opens[other] or first.n >= second.n or max(scores[one], scores[other]) < floor:
                continue
            if (first.doc, first.path) != (second.doc, second.path) or first.dangling:
                continue
            apart = second.n - first.n if first.kind == "paragraph" else second.unit - first.unit
            if first.kind != second.kind or apart > (CLOSE_BY if headed else 1) or (second.dangling and apart > 1):
                continue
            if headed and not (first.path and len(named_in(first.path[-1], first)) == sides):
                continue
            pairs.append((apart, -float(scores[one] + scores[other]), one, other))
    if not pairs:
        return []
    *_, one, other = min(pairs)
    after = [item for item in found if (item.doc, item.path) == (found[other].doc, found[other].path)]
    summed = [item for item in after if item.n == found[other].n + 1 and len(named_in(item.text, item)) == sides]
    return [found[one], found[other], *(summed if headed else [])]


def _opening(text: str) -> str:
    return " ".join(text.split()[:OPENING_WORDS])


def named_sides(ways: Sequence[Sequence[set[str]]], shared: set[str], text: str, item: Candidate) -> list[int]:
    """The sides that a text names, by number.

    Args:
        ways: For each side the sets of stems of which one must stand there.
        shared: Stems of all sides that may stand in the heading or the lead of the list instead ("Stage 3: …" under "Burns").
        text: The sentence, or a part of it.
        item: The candidate it stands in.
    """
    words = set(terms(text))
    words |= shared & set(terms(" ".join((*item.path, item.lead)))) if shared else set()
    words |= {
        phrase for forms in ways for form in forms for phrase in form if " " in phrase and says_phrase(text, phrase)
    }
    return [number for number, forms in enumerate(ways) if any(form <= words for form in forms)]


def phrase_of(side: str) -> set[str]:
    """What stands for a side without content words: its words one after the other ("use by"), or its one word's stem."""
    said = tokens(side)
    return {" ".join(said)} if len(said) > 1 else {stem(word) for word in said}


def says_phrase(text: str, phrase: str) -> bool:
    """Whether a text has the words of a phrase one after the other."""
    return f" {phrase} " in f" {' '.join(tokens(text))} "
