"""Lines of a paragraph joined into one text: words broken at a line's end put together again, compounds left alone."""

import re
from collections import Counter
from collections.abc import Iterable

_BROKEN = re.compile(r"([^\W\d_]+)[-\u2010]$")
_SUSPENDING = {"and", "or", "to", "nor", "und", "oder", "et", "ou"}  # "short- and long-term"
_HEAD = re.compile(r"^([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_OPEN_ADDRESS = re.compile(r"(?:https?:/?/?|(?:https?://|www\.)\S*[/\-_=&%])$")
_WIDE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_TIGHT_END = re.compile(r"(?:\w[\u2010-\u2014/]|\S@)$")


class Vocabulary:
    """The words a document writes inside its lines, where no line end can have broken them."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        self._heads: Counter[str] = Counter()
        for line in lines:
            found = _WORD.findall(line.casefold())
            # The last word of a line may be half a word, so may the first of the next.
            for word in found[1:-1] if len(found) > 2 else ():
                self._words[word] += 1
                if "-" in word:
                    self._heads[word.split("-")[0]] += 1

    def keeps_hyphen(self, left: str, right: str) -> bool:
        """Whether `left-right` is a compound of its own and not one word broken in two."""
        left, right = left.casefold(), right.casefold()
        compound, whole = self._words[f"{left}-{right}"], self._words[left + right]
        if compound or whole:
            return compound > whole
        # Both halves are words, and the first leads other compounds here: "long-" in "long-lived" and "long-term".
        return bool(self._heads[left] and self._words[right])


def join_lines(lines: Iterable[str], vocabulary: Vocabulary) -> str:
    """Join the lines of one paragraph."""
    text = ""
    for raw in lines:
        line = raw.strip()
        if not text:
            text = line
            continue
        if not line:
            continue
        broken, head = _BROKEN.search(text), _HEAD.search(line)
        if broken and head and head[1].casefold() in _SUSPENDING:
            text += " " + line
        elif broken and head:
            plain = head[1][0].islower() and not vocabulary.keeps_hyphen(_last_part(text, broken[1]), head[1])
            text = (text[:-1] if plain else text) + line
        elif (text.endswith("-") and len(text) > 1 and text[-2].isalnum() and line[0].isalnum()) or (
            (_TIGHT_END.search(text) and line[0].isalnum())
            or _OPEN_ADDRESS.search(text)
            or (_WIDE.match(text[-1]) and _WIDE.match(line))
        ):
            text += line
        else:
            text += " " + line
    return re.sub(r"[ \t\u00a0]+", " ", text)


def _last_part(text: str, part: str) -> str:
    """The word before the hyphen with any earlier parts of the same compound."""
    found = re.search(r"[^\W\d_]+(?:-[^\W\d_]+)*-$", text)
    return found[0][:-1] if found else part


def join_cell_breaks(row: str, vocabulary: Vocabulary) -> str:
    """Put words together that were broken inside the cells of a table row."""
    cells = []
    for cell in row.split(" | "):
        cells.append(join_lines(re.split(r"(?<=\w-) (?=\w)", cell), vocabulary))
    return " | ".join(cells)
