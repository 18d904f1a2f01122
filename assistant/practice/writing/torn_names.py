"""What stands before the verb of a sentence and is no name: half of a longer phrase, an adverb, something that is done."""

import re

from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_verbs import base_of, may_be_noun
from studyground.assistant.practice.writing.phrasing import plural

LEAST_GERUND = 6  # letters: "string" and "during" are none
OFTENER = 2  # times that what is done to stands in a guide for each time that it is done
_LAST = frozenset("also further often always usually then thus therefore still even alone itself helps lets".split())
_HAS_IT_DONE = ("help", "let", "make")  # "helps users understand" has one verb more
_FIRST = frozenset("as but so yet like than".split())
_NO_GERUND = frozenset(
    "following string spring during morning evening ceiling wedding sibling nothing something anything".split()
)
_CLAUSE = re.compile(
    r",? (?:that|which|who|whose|whom|where|when|while|if|because|so|and|or|but|than|until|before|after|to)\b|[,;:]"
)
_DETERMINED = (
    r"\b(?:the|a|an|this|that|each|every|any|its|their|our|your|one|no|(?:kinds?|types?|forms?) of) (?:[a-z-]+ )?"
)
# What is true of nearly everything that is taught.
_PLATITUDE = re.compile(
    r"^(?:can|may) be (?:very |quite )?[a-z]+$|^(?:requires?|needs?|demands?|takes?|calls? for|involves?) "
    r"(?:more than\b|(?:an? |the )?(?:[a-z-]+ )?(?:attention|care|thought|consideration|practice|patience|effort|experience|"
    r"curiosity|discipline|expertise|understanding)\b)|^(?:goes|go) (?:far )?beyond\b"
)


def is_torn(name: str, predicate: str) -> bool:
    """Whether the words before a verb are no whole name: "preprocessing also", "training machine learning | models are".

    Args:
        name: The words before what was read as the verb, without an article.
        predicate: That verb and the words behind it.
    """
    words = name.casefold().split()
    if not words or words[-1] in _LAST or words[0] in _FIRST:
        return True
    verb, _, rest = predicate.partition(" ")
    base = base_of(verb.casefold())
    if not base or base in _HAS_IT_DONE or base == verb or not may_be_noun(base):
        return False
    if re.match(r"(?:an?|the|its|their|each|every|no) ", rest):
        return False
    # "models from the bench to the shop can be complex": the verb comes later
    main = rest if is_gerund(words[0]) and len(words) > 1 else _CLAUSE.split(rest)[0]
    return bool(main) and has_finite_verb(f"it {main}")


def is_done(name: str, running: str) -> bool:
    """Whether a name is an activity and what it is done to: "mastering the lathe", but not "the learning rate".

    Args:
        name: Without an article.
        running: The text of the guide, case folded.
    """
    first, _, rest = name.casefold().partition(" ")
    if not rest or not is_gerund(first):
        return False
    if plural(name):
        return False
    whole = re.escape(name.casefold())
    if re.search(rf"{_DETERMINED}{whole}\b", running) or re.search(rf"\b{whole}s\b", running):
        return False
    return running.count(rest) >= OFTENER * (1 + running.count(name.casefold())) or " " in rest


def is_gerund(word: str) -> bool:
    """Whether a word has the form of a gerund."""
    return word.endswith("ing") and word.isalpha() and len(word) >= LEAST_GERUND and word not in _NO_GERUND


def says_what_holds_of_all(said: str) -> bool:
    """Whether what is said of a term holds of nearly anything: "requires careful attention", "can be complex"."""
    return bool(_PLATITUDE.match(said))
