"""Acronyms and what they stand for, as the guide itself shows: "long form (LF)" and runs of capitalised words."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping

LONGEST = 7
FORMS_KEPT = 2
_EXPLICIT = re.compile(r"(?<![^\W\d_])((?:[^\W\d_][\w-]*[ ]){1,8})\(([^\W\d_][\w&-]{1,8})s?\)")
_EXPLAINED = re.compile(r"\b([A-Z][A-Za-z&-]{1,7}?)s? \(((?:[^\W\d_][\w-]*,? ){1,7}[^\W\d_][\w-]*)\)")
_RUN = re.compile(
    r"(?<![^\W\d_])[^\W\d_][\w-]*(?: (?:of|and|for|the|in|to) | )?(?:[A-Z][\w-]*(?: (?:of|and|for|the|in|to) | )?){1,6}"
)
_SEVERAL = re.compile(r"\b([A-Z][A-Z0-9]+)s\b")
_SMALL = frozenset({"of", "and", "for", "the", "in", "to", "a", "an"})


def key_of(acronym: str) -> str:
    """An acronym as it is looked up: letters and digits in lower case ("t-SNE" and "TSNE" are one)."""
    return re.sub(r"[\W_]", "", acronym).lower()


def find_acronyms(texts: Iterable[str]) -> dict[str, list[str]]:
    """Collect long forms from text.

    Returns:
        Acronym (see `key_of`) to its long forms, the most frequent first.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for match in _EXPLICIT.finditer(text):
            for key in dict.fromkeys((key_of(match.group(2)), key_of(match.group(2)).removesuffix("s"))):
                form = _ending_that_spells(match.group(1).split(), key) if len(key) > 1 else ""
                if form:
                    found[key][form] += 3
                    break
        for match in _EXPLAINED.finditer(text):
            form = match.group(2).replace(",", "")
            if _ending_that_spells(form.split(), key_of(match.group(1))) == form:
                found[key_of(match.group(1))][form] += 3
        for match in _RUN.finditer(text):
            words = match.group().split()
            for size in range(2, LONGEST):
                for start in range(len(words) - size + 1):
                    run = words[start : start + size]
                    if run[0].lower() in _SMALL or run[-1].lower() in _SMALL or not all(map(_of_a_name, run)):
                        continue
                    initials = "".join(word[0] for word in run if word.lower() not in _SMALL).lower()
                    if len(initials) >= 2:
                        found[initials][" ".join(run)] += 1
    return {key: [form for form, _ in counts.most_common(FORMS_KEPT)] for key, counts in sorted(found.items())}


def _of_a_name(word: str) -> bool:
    """Whether a word may be one of a long form: "Principal", "t-Distributed", "of"; no acronym itself."""
    return word.lower() in _SMALL or (any(map(str.isupper, word)) and any(map(str.islower, word)))


def expanded(question: str, acronyms: Mapping[str, list[str]], words: Mapping[str, int]) -> dict[str, str]:
    """Long forms of the acronyms in a question, for searching.

    Args:
        question: As typed.
        acronyms: What `find_acronyms` found in the guide.
        words: The guide's words; a lower-case word counts as an acronym only when it is none of them.

    Returns:
        Each acronym as it was typed, with the form the guide uses most.
    """
    forms: dict[str, str] = {}
    for token in re.findall(r"[\w&-]+", question):
        key = key_of(token)
        capitals = sum(letter.isupper() for letter in token)
        if len(key) < 2 or key not in acronyms or (capitals < 2 and token.lower() in words):
            continue
        if capitals < 2 and len(key) < 3:
            continue
        if acronyms[key][0].lower() not in question.lower():
            forms[token] = acronyms[key][0]
    return forms


def of_one(question: str, words: Mapping[str, int]) -> str:
    """A question with the plurals of acronyms as the guide writes one of them: "SVMs" as "SVM".

    Args:
        question: As typed.
        words: The guide's words.
    """
    return _SEVERAL.sub(lambda match: match[1] if match[1].lower() in words else match[0], question)


def several(question: str, vocabulary: Container[str]) -> dict[str, str]:
    """The plurals that the guide writes of the acronyms in a question, each acronym in lower case with its own."""
    ones = (token.lower() for token in re.findall(r"\b[A-Z][A-Z0-9]+\b", question))
    return {one: f"{one}s" for one in ones if f"{one}s" in vocabulary}


def shortened(question: str, acronyms: Mapping[str, list[str]], words: Mapping[str, int]) -> dict[str, str]:
    """Acronyms of the long forms in a question, where the guide writes both.

    Args:
        question: As typed or with its acronyms spelt out.
        acronyms: What `find_acronyms` found in the guide.
        words: The guide's words.

    Returns:
        Each acronym in lower case with the words that it stands for.
    """
    found: dict[str, str] = {}
    said = re.findall(r"[^\W\d_][\w-]*", question)
    for start in range(len(said)):
        for size in range(2, min(LONGEST, len(said) - start) + 1):
            run = said[start : start + size]
            key = "".join(word[0] for word in run if word.lower() not in _SMALL).lower()
            form = " ".join(run)
            if key in words and any(_singular(form) == _singular(own) for own in acronyms.get(key, ())):
                found.setdefault(key, form)
    return found


def _singular(form: str) -> str:
    return form.lower().removesuffix("s")


def _ending_that_spells(words: list[str], key: str) -> str:
    """The shortest run of last words whose initials spell the acronym, or ""."""
    for size in range(1, min(len(words), LONGEST + 1) + 1):
        run = words[-size:]
        for initials in (
            "".join(word[0] for word in run),
            "".join(word[0] for word in run if word.lower() not in _SMALL),
            "".join(part[0] for word in run for part in word.split("-") if part),
        ):
            if initials.lower() == key:
                return " ".join(run)
    return ""
