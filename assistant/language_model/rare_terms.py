"""A term put in the place of another: "symplastic" for "apoplastic", "Rousseeuw" for "Schölkopf".

A paraphrase changes ordinary words, and hardly ever the terms of a field. Where a sentence has a term that its source lacks, and
lacks a term of its source, the one was put for the other, unless they mean the same.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from studyground.assistant.language_model.polarity import turns
from studyground.assistant.language_model.substitution import one_word
from studyground.assistant.language_model.wording_likeness import Reading, nearness
from studyground.ingest.acronyms import key_of

LEAST_LETTERS = 5
MEANS_THE_SAME = 0.7
SHARED_LETTERS = 4
_CODE = re.compile(r"(?<![\w./_-])[A-Za-z]{2,}\d+(?![\w-]|\.\w)")
_ENDINGS = (
    ("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ("er", ""), ("er", "e"), ("or", "e"), ("or", ""), ("ly", ""), ("ally", ""), ("ise", "ize"), ("ised", "ized"),
    ("ising", "izing"), ("ises", "izes"), ("yse", "yze"), ("ysed", "yzed"), ("ysing", "yzing"), ("our", "or"),
    ("ours", "ors"), ("ness", ""), ("able", ""), ("able", "e"),
)  # fmt: skip
_BEGINNINGS = ("re", "un", "non", "pre", "over", "under", "mis", "out", "sub", "inter", "multi", "super")


def replaced_term(
    said: Reading,
    source: Reading,
    around: str,
    is_word: Callable[[str], bool],
    acronyms: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """A term of a sentence and the one of its source that it stands in the place of; "" for none.

    Args:
        said: The sentence.
        source: What it rests on.
        around: Headings, the question and the sentence before: a term may come from there.
        is_word: Whether a lower-case word is an ordinary one.
        acronyms: Of the guide.
    """
    codes, their_codes = _codes(said.text), _codes(source.text)
    if codes - their_codes and their_codes - codes:
        return f"{min(codes - their_codes)} / {min(their_codes - codes)}"
    near = nearness(said, source)
    near_back = near.T
    lost = [
        word
        for at, word in _terms(source, set(said.roots), is_word)
        if float(near_back[at].max(initial=0.0)) < MEANS_THE_SAME and word not in said.text.lower()
    ]
    if not lost:
        return ""
    known = f"{source.text} {around}".lower()
    for at, word in _terms(said, set(source.roots), is_word):
        if word in known or float(near[at].max(initial=0.0)) >= MEANS_THE_SAME or _long_form(word, acronyms):
            continue
        others = [other for other in lost if not one_word(word, other) and not _long_form(other, acronyms)]
        if others:
            return f"{word} / {others[0]}"
    return ""


def _codes(text: str) -> set[str]:
    """The words of a text that are letters and then a number, in lower case: "int8", "ipv6"; "r²" and "10x" are none."""
    return {match.group().lower() for match in _CODE.finditer(text)}


def _terms(text: Reading, shared: set[str], is_word: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """The words of a text, by number, that are no ordinary ones in any form and whose root is not shared."""
    for at, (word, root) in enumerate(zip(text.words, text.roots, strict=True)):
        plain = word.removesuffix("'s")
        if root in shared or len(plain) < LEAST_LETTERS or not plain.isalpha() or turns(plain):
            continue
        if not any(is_word(form) for form in _forms(plain)):
            yield at, plain


def _forms(word: str) -> Iterator[str]:
    """A word, and what it may be a form of."""
    for begun in (word, *(word.removeprefix(part) for part in _BEGINNINGS if word.startswith(part))):
        yield begun
        for ending, other in _ENDINGS:
            if begun.endswith(ending) and len(begun) - len(ending) >= SHARED_LETTERS - 1:
                bare = begun.removesuffix(ending)
                yield bare + other
                if len(bare) > SHARED_LETTERS and bare[-1] == bare[-2]:
                    yield bare[:-1]


def _long_form(word: str, acronyms: Mapping[str, Sequence[str]] | None) -> bool:
    """Whether a word is an acronym of the guide or belongs to what one stands for."""
    forms = acronyms or {}
    return key_of(word) in forms or any(
        word in re.split(r"\W+", form.lower()) for long in forms.values() for form in long
    )
