"""Lists inside sentences: "techniques such as A, B and C reduce …", "A, B and C are …", "remedies for X are …"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studyground.assistant.practice.writing.mining_language import SUBORDINATORS, balanced, tidy
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, base_of, may_be_noun
from studyground.assistant.practice.writing.things import is_name
from studyground.assistant.practice.writing.vocabulary import KIND_NOUNS, singular

_SUCH_AS = re.compile(
    r"(?P<class>(?:[A-Za-z-]+ ){0,3}?[A-Za-z][a-z-]+s),?\s*(?:—\s*)?(?:such as|like|including|for example|"
    r"e\.g\.,?|for instance,?)\s+(?P<list>[^.;:()—–]+)"
)
_LEAD = re.compile(
    r"^(?P<lead>[A-Z][^,;:.()]{6,70}?)\s*(?::\s+|\s+(?:are|include|includes|may include|"
    r"can include)(?::)?\s+)(?P<list>[^.;:]+)\.?$"
)


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Names that one sentence lists as members of a class.

    Args:
        kind: The class as a singular common noun, or "".
        members: As written.
        rest: What the sentence goes on to say of all of them, or "".
    """

    kind: str
    members: tuple[str, ...]
    rest: str = ""


def split_list(text: str) -> tuple[list[str], str]:
    """The members of a list in running text, and what follows the last ("A, B, and C allow …")."""
    if not balanced(text):
        return [], ""
    pieces = re.split(r",\s*(?:and |or )?|\s+(?:and|or)\s+", text)
    members: list[str] = []
    at = 0
    for piece in pieces:
        at = text.index(piece, at)
        words = piece.split()
        cut = next((n for n, word in enumerate(words) if n and _opens_predicate(word, words[n - 1])), len(words))
        members.append(" ".join(words[:cut]))
        if cut < len(words):
            rest_at = at + len(" ".join(words[:cut]))
            return [member for member in members if member], text[rest_at:].strip()
        at += len(piece)
    return [member for member in members if member], ""


def _opens_predicate(word: str, before: str) -> bool:
    if word in AUXILIARY or word in SUBORDINATORS:
        return True
    bare = word.casefold()
    plural_subject = {
        "allow",
        "help",
        "enable",
        "provide",
        "improve",
        "reduce",
        "prevent",
        "ensure",
        "offer",
        "capture",
        "support",
        "make",
        "let",
        "need",
        "handle",
        "require",
        "simplify",
        "automate",
        "detect",
        "show",
        "give",
        "use",
        "identify",
        "measure",
        "store",
        "run",
        "quantify",
        "facilitate",
        "serve",
        "address",
        "suit",
        "work",
    }
    return bare in plural_subject and not before.endswith("-") and bare == word


def enumerations(sentence: str) -> Iterator[Enumeration]:
    """All lists with a class noun in a sentence; `rest` is filled where the class is the sentence's subject."""
    for match in _SUCH_AS.finditer(sentence):
        noun = singular(match["class"].split()[-1].casefold())
        if noun not in KIND_NOUNS:
            continue
        members, rest = split_list(match["list"])
        named = tuple(tidy(member) for member in members if is_name(tidy(member)) and len(member.split()) <= 4)
        if len(named) < 2 or len(named) < len(members) - 1:
            continue
        opens = sentence[: match.start()].strip() == ""
        yield Enumeration(noun, named, rest if opens and len(named) == len(members) else "")
    single = re.match(
        r"^(?P<class>[A-Z][a-z]+ ?[a-z]*s)(?: [^,]{3,60})?, (?:such as|like|"
        r"including) (?P<member>[A-Z][\w-]*(?: [A-Z][\w-]*)*), (?P<rest>.+)$",
        sentence,
    )
    if single:
        noun = singular(single["class"].split()[0].casefold())
        if noun in KIND_NOUNS and is_name(single["member"]):
            yield Enumeration(noun, (single["member"],), single["rest"].rstrip("."))


def led_lists(sentence: str) -> tuple[str, list[str]] | None:
    """A lead and its members in one sentence ("Remedies for vanishing gradients: ReLU, batch normalisation, …")."""
    match = _LEAD.match(sentence)
    if not match or not balanced(sentence):
        return None
    lead = match["lead"].strip()
    plurals = [word for word in lead.casefold().split()[:4] if word.endswith("s") and not word.endswith("ss")]
    if not plurals or (base_of(lead.split()[0].casefold()) and not may_be_noun(base_of(lead.split()[0].casefold()))):
        return None
    pieces = [
        tidy(piece) for piece in re.split(r",\s*(?:and |or )?|\s+and\s+(?=[^,]*$)|\s+or\s+(?=[^,]*$)", match["list"])
    ]
    pieces = [piece for piece in pieces if piece]
    if not 3 <= len(pieces) <= 8 or any(len(piece.split()) > 11 for piece in pieces):
        return None
    return lead, pieces
