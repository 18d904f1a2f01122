"""Statements that say a stem word for word: a description that is quoted belongs to what the guide describes so."""

import re

LEAST_RUN = 7  # words
NOT_QUOTED = 6  # words of a question around the description it quotes ("Which pitfall is described by …")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def says_word_for_word(stem: str, statement: str) -> bool:
    """Whether a statement holds nearly all of what a question says, in one piece up to its end.

    Args:
        stem: The last sentence of a stem.
        statement: Of the guide.
    """
    asked = _words(stem)
    least = max(LEAST_RUN, len(asked) - NOT_QUOTED)
    return len(asked) >= least and f" {' '.join(asked[-least:])} " in f" {' '.join(_words(statement))} "


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
