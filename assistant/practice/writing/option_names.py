"""What the name of a thing says of it as an option: too little, a whole family, all of a kind, or a product."""

import re

from studyground.assistant.practice.writing.fact import Mined, Thing
from studyground.assistant.practice.writing.mining_verbs import VERBS, gerund_base, may_be_noun
from studyground.assistant.practice.writing.phrasing import plural, several

FAMILY = 4
MEMBERS = 2
ARTICLES = frozenset(("a", "an", "the"))
# A word left over from "monotonic or additive model" or "repeated k-fold": no option by itself.
_ADJECTIVE = re.compile(r"[a-z-]+(?:ed|ic|ive|al|ous|able)")


def vague(name: str) -> bool:
    """Whether a name says too little to be an option: an instruction, or a plain plural such as "Weights"."""
    first, *rest = name.split()
    low = first.lower()
    if rest:
        doing = bool(gerund_base(low)) and (rest[0] in ARTICLES or plural(rest[-1]) or rest[-1].endswith("ing"))
        return (
            doing
            or bool(re.search(r" (?:and|for an?|for the|of an?) ", name))
            or (low in VERBS and not may_be_noun(low))
        )
    return name[1:].islower() and ((plural(low) and "-" not in low) or bool(_ADJECTIVE.fullmatch(low)))


def proper(name: str) -> bool:
    """Whether a name is that of a product: it holds a capital besides its first letter."""
    return any(letter.isupper() for letter in name[1:])


def category(thing: Thing) -> bool:
    """Whether a name stands for all things of its kind ("storage classes" among classes)."""
    return bool(thing.kind) and thing.name.split()[-1].lower() == several(thing.kind)


def umbrella(name: str, key: str, mined: Mined) -> bool:
    """Whether a name is that of a family that the key belongs to: each of its words stands in many names, one in the key's."""
    inside, own = name.split(), key.split()
    if len(inside) < 2 or not set(inside[1:]) & set(own):
        return False
    return all(sum(word in other.split() for other in mined.things) >= FAMILY for word in inside)


def family(name: str, mined: Mined) -> bool:
    """Whether a one-word name is what several others are kinds of ("regression" beside "linear regression")."""
    if " " in name:
        return False
    ending = f" {name.lower()}"
    return sum(other.lower().endswith(ending) for other in mined.things) >= MEMBERS


def broad(thing: Thing, mined: Mined) -> bool:
    """Whether a thing is a whole family of products, of which nearly anything can be said ("SageMaker")."""
    names = [name for name in (thing.name, *thing.aliases) if name[1:] != name[1:].lower() or name[:1].isupper()]
    return any(sum(other.startswith(f"{name} ") for other in mined.things) >= FAMILY for name in names)
