"""What stands behind a label, less the words by which it names the label again: "preinst: This script is run before …"."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from studyground.assistant.practice.writing.called_predicates import verb_at
from studyground.assistant.practice.writing.lines import VAGUE_KINDS
from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, lower_first
from studyground.assistant.practice.writing.mining_verbs import base_of, may_be_noun
from studyground.assistant.practice.writing.vocabulary import VAGUE

MOST_WORDS, MOST_NOUN = 4, 2  # of the subject, and of the noun in it
_NO_CLASS = (VAGUE | VAGUE_KINDS | frozenset("section chapter page line list".split())) - {
    "group",
    "level",
    "role",
    "key",
}
_OFTEN = frozenset("typically usually normally generally simply also".split())


@dataclass(frozen=True, slots=True)
class OwnSubject:
    """The noun by which a description names its label, "" where it names it by none, and what it says of it."""

    noun: str
    said: str


def own_subject(label: str, said: str) -> OwnSubject:
    """Take the subject off a description where that is the label itself.

    Args:
        label: What is described ("postinst", "Package field", "adm").
        said: Its description ("This script typically completes …", "The Package field gives …", "Group adm is used …").
    """
    words = said.split()
    article = words[0] if words and words[0] in ("This", "The") else ""
    words = words[1:] if article else words
    own = {word.casefold() for word in label.split()}
    for size in range(1, min(MOST_WORDS, len(words) - 1) + 1):
        rest = words[size + 1 :] if words[size] in _OFTEN else words[size:]
        if not rest or not verb_at(rest, 0):
            continue
        subject = [word for word in words[:size] if word.casefold() not in own]
        named_again = len(subject) < size
        if (article != "This" and not named_again) or not _is_noun(subject):
            return OwnSubject("", said)  # of something else
        return OwnSubject(" ".join(lower_first(word) for word in subject), " ".join(rest))
    return OwnSubject("", said)


def shared_noun(found: Sequence[OwnSubject]) -> str:
    """The noun by which at least half of some descriptions name their labels; "" for none."""
    nouns = Counter(one.noun for one in found if one.noun)
    noun, count = nouns.most_common(1)[0] if nouns else ("", 0)
    plain = noun and noun.split()[-1] not in _NO_CLASS
    return noun if plain and 2 * count >= len(found) else ""


def _is_noun(words: Sequence[str]) -> bool:
    """Whether words, if any, can be the noun for a label."""
    apart = DETERMINERS | PREPOSITIONS
    return len(words) <= MOST_NOUN and all(
        word.isalpha()
        and word.casefold() not in apart
        and not (base_of(word.casefold()) and not may_be_noun(base_of(word.casefold())))
        for word in words
    )
