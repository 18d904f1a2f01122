"""What a table or a list says of a thing, turned into the question for it in English of its own; only meanings are quoted."""

import re
from collections.abc import Callable, Sequence

from studyground.assistant.practice.writing.cell_clauses import torn, turned_question
from studyground.assistant.practice.writing.cell_deeds import DOERS, deed_of
from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, lower_first
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb, is_participle
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, may_be_noun
from studyground.assistant.practice.writing.phrasing import plural, with_article
from studyground.assistant.practice.writing.vocabulary import singular
from studyground.assistant.practice.writing.what_it_is import OF_THESE, TERM

MOST_WORDS = 18
MOST_OF_A_NAME = 4  # words of a meaning that is itself a name ("Bad Gateway")
MOST_OF_A_PART = 4  # words of one of several things in a cell
_CODED = re.compile(r"\S*[^\sA-Za-z]\S*|\S*[a-z][A-Z]\S*|[A-Z]{2,}")
_MARKS = re.compile(r"[;:()“”\"?!=→/{}<>|]| [–—-] ")
_ANOTHER = re.compile(r"^another (?P<noun>[a-z-]+)")  # of a list, whose other members are no part of the question
_DEED = re.compile(
    r"(?!(?:instance|distance|substance|element|document|segment|fragment|statement|section|version|portion|fraction|string|"
    r"ring|position) )(?:[a-z]+(?:tion|sion|ment|ance|ysis|ing)) of [a-z]",
    re.IGNORECASE,
)
_ENDS_IN_DEED = re.compile(r"(?!(?:an?|the) )(?:[\w’'-]+ ){1,4}(?:[a-z]+(?:ation|[st]ion|ment|sis)|[a-z]{3,}ing)")
_IS_ONE = re.compile(r"(?:an?|the) (?![^,]*, (?:the|an?|or|and)\b)", re.IGNORECASE)
_UNKNOWN_VERB = re.compile(r"[a-z]{3,}[^\Wsu]s")
_BEFORE_NOUN = PREPOSITIONS | {"and", "or", "than", "as", "all", "both"}
_RELATIVE = re.compile(r"(?:an?|the) (?:[\w’'-]+ ){1,5}?(?:that|which|who|whose) ", re.IGNORECASE)


def written_as_code(names: Sequence[str], is_word: Callable[[str], bool]) -> bool:
    """Whether most names are those of programs, keys or commands: with a mark or a hump in them, or no word of the language.

    Args:
        names: The options.
        is_word: Whether a word in small letters is an ordinary one.
    """
    coded = [
        bool(_CODED.fullmatch(name)) or (name.islower() and " " not in name and not is_word(name)) for name in names
    ]
    return 2 * sum(coded) > len(names)


def asked_of(kind: str, said: str, *, coded: bool = False, named: bool = True) -> str:
    """The question for the thing of which something is said; "" where no safe English can be made of it.

    Args:
        kind: What the options are called, in the singular; "" for none.
        said: A cell, or what a list says of a label: a clause, a verb phrase or a noun phrase.
        coded: Whether the options are written as code, so that an instruction is what each of them is used for.
        named: Whether a noun phrase says what the thing is; under a head such as "Asks" it does not.
    """
    told, which = lower_first(" ".join(said.split()).strip(" .,")), kind or OF_THESE
    told = _ANOTHER.sub(lambda found: with_article(found["noun"]), told)
    words = told.split()
    if not 1 < len(words) <= MOST_WORDS or _MARKS.search(told):
        return ""
    deed = deed_of(told, imperative=False)
    if deed and deed == told:
        return f"Which {which} {told}?"
    used = coded or singular(which.split()[-1]) in DOERS
    if is_participle(words[0]) and words[1] in PREPOSITIONS and "," not in told:
        return f"Which {which} is {told}?"  # "optimized for short runs"
    if _instructs(words):
        return f"Which {which} is used to {told}?" if used else ""
    if _DEED.match(told) and not has_finite_verb(told):
        return f"Which {which} is used for {'' if words[0] in DETERMINERS else 'the '}{told}?" if used else ""
    if used and _ENDS_IN_DEED.fullmatch(told) and not has_finite_verb(told):
        return f"Which {which} is used for {told}?"
    if _IS_ONE.match(told) and not _tells(told):
        return "" if not named else f"Which {which} {'means' if which == TERM else 'is'} {told}?"
    return (turned_question(kind, told) or _turned_verb(kind, told)) if kind and kind != TERM else ""


def meant_by(kind: str, said: str) -> str:
    """The question for a code with some meaning: a clause, or what the code itself is called ("Bad Gateway").

    Args:
        kind: "status code".
        said: What the guide says that it means.
    """
    told, words = lower_first(said.strip(" .")), said.split()
    if ";" in told:
        return f"Which {kind} means “{said.strip(' .')}”?"  # two halves, and one of them may have no verb
    if words[0].casefold() in DETERMINERS and _tells(told):
        return f"Which {kind} means that {told}?"
    if len(words) <= MOST_OF_A_NAME:
        return f"Which {kind} means “{said}”?"
    return f"Which {kind} means {told}?" if _IS_ONE.match(told) and not _tells(told) else ""


def several_things(said: str) -> str:
    """A cell that lists several short things, as a sentence lists them ("a, b and c"); "" for any other.

    Args:
        said: The cell.
    """
    parts = [part.strip() for part in re.split(r", (?:and |or )?", said.strip(" ."))]
    if len(parts) < 2 or re.search(r"[;:()“”\"=|]", said):
        return ""
    if any(not part or len(part.split()) > MOST_OF_A_PART or has_finite_verb(part) for part in parts):
        return ""
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _instructs(words: Sequence[str]) -> bool:
    """Whether words begin with what is to be done ("Change the rest of the word")."""
    at = int(words[0].endswith("ly") and len(words) > 2)
    verb, behind = words[at], words[at + 1]
    if verb not in VERBS or base_of(verb) or behind in ("is", "are", "was", "of", "and", "or"):
        return False
    return behind in DETERMINERS or (not may_be_noun(verb) and behind not in PREPOSITIONS)


def _tells(told: str) -> bool:
    """Whether words with an article in front are a sentence, and not a noun with what belongs to it."""
    relative = _RELATIVE.match(told)
    words = re.split(r" (?:that|which|who|whose|where|when) ", told)[0].split()
    for at in range(2, len(words)):
        before, word, behind = words[at - 1], words[at], (*words[at + 1 :], "")[0]
        if word in DETERMINERS and before not in _BEFORE_NOUN and not before.endswith(("ing", "ed")):
            return True  # "the motor drew no current"
        inside = not set(words[1:at]) & PREPOSITIONS and (words[0] != "the" or (bool(behind) and behind != "of"))
        acts = base_of(word) or (_UNKNOWN_VERB.fullmatch(word) and behind in PREPOSITIONS - {"of"})
        if acts and (inside or (plural(before) and at > 2)):
            return True  # "a crust covers tubers", "a net of cracks runs"
    if relative:
        return bool(re.search(r"\b(?:can|may|must|will|might)\b", " ".join(told[relative.end() :].split()[2:])))
    return has_finite_verb(told)


def _turned_verb(kind: str, told: str) -> str:
    """A clause with a plain verb, turned round: "With which fault does the glaze crawl from the rim?"."""
    words = told.split()
    if words[0] not in DETERMINERS or re.search(r",| (?:and|but|or) ", told):
        return ""
    for at in range(2, min(5, len(words) - 1)):
        verb, behind = words[at], words[at + 1]
        if words[at - 1] in PREPOSITIONS | DETERMINERS or verb in PREPOSITIONS:
            return ""
        base = base_of(verb)
        if base and not plural(words[at - 1]) and not torn(words[:at]) and behind in DETERMINERS | PREPOSITIONS:
            return f"With which {kind} does {' '.join(words[:at])} {base} {' '.join(words[at + 1 :])}?"
    return ""
