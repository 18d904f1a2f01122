"""Names as reference lists write them: options, calls, settings, classes, labels; their shape, and the noun for their kind."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, may_be_noun
from studyground.assistant.practice.writing.vocabulary import KIND_NOUNS, singular

Shape = Literal["flag", "call", "setting", "class", "constant", "snake", "word", "label"]
CODE: frozenset[Shape] = frozenset({"flag", "call", "setting", "class", "constant", "snake"})
MOST_LABEL_WORDS = 4
LONGEST_NAME = 44  # characters
_FLAG = re.compile(r"--?[A-Za-z][\w-]*")
_CALL = re.compile(r"((?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*)\(.*\)$")
_DOTTED = re.compile(r"[A-Za-z_][\w-]*(?:\.[A-Za-z_<>*][\w<>*-]*)+$")
_CAMEL = re.compile(r"(?:[a-z_]+\.)*[A-Z]\w*[a-z]\w*[A-Z]\w*$|[A-Z][a-z0-9]+[A-Z]\w*$")
_SNAKE = re.compile(r"(?:[a-z]\w*\.)*[a-z][a-z0-9]*(?:_[a-z0-9]+)+$")
_CONSTANT = re.compile(r"[A-Z][A-Z0-9_]{2,}$")
_COMMAND = re.compile(r"[a-z][a-z0-9]*(?:[-.:+][a-z0-9]+)*$")
_USAGE = re.compile(r"\s*[\[<(=].*$", re.DOTALL)
SHORT_HEADER = 3
_NO_KIND = frozenset(
    "key keys item items field fields term terms word words label labels symbol symbols characters string".split()
)
_OF_CALLS = frozenset("function method command option flag".split())  # of no class
LEAST_FUNCTIONS = 3  # from which one sees how a guide writes functions
_CLASS_CALL = re.compile(r"(?:[a-z_]\w*\.)*[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*\(\)")
_GIVEN = frozenset("parameter argument setting option variable attribute property keyword".split())
_OF_SETTINGS = frozenset(
    "parameter setting option field attribute variable argument command function directive hook method".split()
)
_QUOTES = "‘’“”'\"`*"
_LABEL = re.compile(r"[A-Z][\w/&+-]*(?:\.\d+)?(?: (?:[A-Za-z0-9][\w/&+-]*|\([A-Z]{2,}\)))*$")
_OF_TEXT = frozenset(
    "note notes example examples tip warning important see author default defaults usage syntax summary "
    "overview step caution "
    "optional required question answer usecase remark result version hint type name references".split()
)
_NOUNS = {
    "flag": "option", "call": "function", "setting": "setting", "class": "class", "constant": "value",
    "snake": "function", "word": "command", "label": "option",
}  # fmt: skip
# What is written so is one of these, whatever a heading calls the subject of the list.
_OWN_KINDS: dict[str, frozenset[str]] = {
    "call": frozenset("function method command operator constructor iterator decorator macro".split()),
    "snake": frozenset(
        "function method parameter argument attribute command variable setting strategy property".split()
    ),
    "flag": frozenset("option flag switch argument parameter".split()),
}
# Of these a heading or a lead may speak in the plural as the kind of what it lists.
MORE_KINDS = frozenset(
    "handler hook flag keyword join operator method attribute constant formatter filter iterator estimator "
    "splitter strategy "
    "scorer transformer utility permission level directive subcommand argument switch property type mode role "
    "action".split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a list: as an option of a question shows it, and what it looks like.

    Args:
        text: Without arguments; of several spellings the long one.
        shape: Only names of one shape stand beside each other.
    """

    text: str
    shape: Shape


def named(label: str, *, loose: bool = True) -> Named | None:
    """What a label names; None where it names nothing, several things or something and its opposite.

    Args:
        label: What stands before the colon, in the first column, or as the subject of a sentence.
        loose: Whether everyday words may be a name ("Left Outer"), as at the head of an item.
    """
    plain = " ".join(label.split()).strip(" .:;,").strip(_QUOTES).strip()
    if not plain or len(plain.split()) > 14:
        return None
    if plain.startswith("-"):
        return _flag(plain)
    call = _CALL.fullmatch(plain)
    if call and " " not in call[1]:
        return _short(f"{call[1]}()", "call")
    first = plain.split(",")[0].strip()
    if "," in plain and not _CONSTANT.fullmatch(first):
        return None
    if _CONSTANT.fullmatch(first):
        return _short(first, "constant")
    bare = _USAGE.sub("", plain).strip()
    if _CAMEL.fullmatch(bare):
        return _short(bare, "class")
    if _SNAKE.fullmatch(bare):
        return _short(bare, "snake")
    if _DOTTED.fullmatch(bare) and "<" not in bare and not bare[-1].isdigit():
        return _short(bare, "setting")
    if not loose:
        return None
    if (
        bare
        and _COMMAND.fullmatch(bare)
        and bare not in _OF_TEXT
        and (bare != plain or "-" in bare or " " not in plain)
    ):
        return _short(bare, "word")
    return _label(plain)


def _short(text: str, shape: Shape) -> Named | None:
    return Named(text, shape) if 1 < len(text) <= LONGEST_NAME else None


def _flag(plain: str) -> Named | None:
    """Of several forms the first long one that denies nothing; an entry of a denial and its opposite names neither."""
    forms = _FLAG.findall(re.sub(r"[\[(<{=][^,]*", " ", plain))
    long = [form for form in forms if form.startswith("--")]
    chosen = [form for form in long if not form.startswith("--no-")] or long or forms
    if not chosen or any(word.isalpha() for word in re.sub(r"<[^>]*>|\[[^\]]*\]|-\S+", " ", plain).split()):
        return None
    if long and long[0].startswith("--no-") and len(long) > 1:
        return None  # what is said is said of the denial
    return _short(chosen[0], "flag")


def _label(plain: str) -> Named | None:
    words = plain.split()
    lower = [word.casefold().strip("()") for word in words]
    if not 1 <= len(words) <= MOST_LABEL_WORDS or not _LABEL.fullmatch(plain) or lower[0] in _OF_TEXT:
        return None
    odd = DETERMINERS | PRONOUNS | SUBORDINATORS | AUXILIARY | {"if", "for", "to", "with", "by", "at", "from", "not"}
    if any(word in odd for word in lower) or lower[-1] in PREPOSITIONS:
        return None
    if len(words) > 1 and lower[0] in VERBS and not may_be_noun(lower[0]):
        return None  # "Choose Apply" is a step
    return _short(plain, "label")


def kind_of(shape: Shape, header: str, lead: str, heading: str) -> str:
    """The noun by which a question may call the members of a list: what the guide calls them, else what their shape says.

    Args:
        shape: Of the names.
        header: Of the column that holds them, "" outside tables.
        lead: The line that leads the list in.
        heading: The innermost heading.
    """
    column = header.split("/")[0].strip()
    if column.isalpha() and len(column) > SHORT_HEADER and column.casefold() not in _OF_TEXT | _NO_KIND:
        return singular(column.casefold())
    for text in (_listed(lead), heading):
        noun = _plural_kind(text, alone=text is not heading)
        fits = not noun or noun not in ("part", "step", "case", "problem")
        fits = fits and not (shape == "class" and noun in _OF_CALLS)
        if noun and fits and (shape not in _OWN_KINDS or noun in _OWN_KINDS[shape]):
            return noun
    if shape in (
        "word",
        "snake",
    ):  # what is written so may be anything: a noun that lead or heading have for it comes first
        for text in (lead, heading):
            spoken = {singular(word.casefold()) for word in re.findall(r"[A-Za-z]+s\b", text)} & _OF_SETTINGS
            if len(spoken) == 1:
                return spoken.pop()
    return _NOUNS[shape]


def given_noun(section: Sequence[str]) -> str:
    """What names with a value behind them ("pch=4") are called by the headings above, the nearest first; else parameters.

    Args:
        section: The headings.
    """
    for heading in reversed(section):
        for word in re.findall(r"[a-z]+", heading.casefold()):
            if singular(word) in _GIVEN:
                return singular(word)
    return "parameter"


def with_classes(names: Iterable[Named]) -> dict[Named, Named]:
    """The calls that are classes, as such: where small names are functions, a name with a capital is a class's.

    Args:
        names: All that the lists of a guide name.
    """
    calls = {name for name in names if name.shape == "call"}
    large = {name for name in calls if _CLASS_CALL.fullmatch(name.text)}
    small = {name for name in calls - large if re.match(r"(?:\w+\.)*[a-z]", name.text)}
    if len(small) < LEAST_FUNCTIONS:
        return {}
    return {name: Named(name.text.removesuffix("()"), "class") for name in large}


def _listed(lead: str) -> str:
    """The noun phrase that a lead announces ("the following join types are supported": join types)."""
    match = re.search(r"\b(?:following|these|several|available|of the)\s+((?:[a-z-]+\s)?[a-z]+s)\b", lead)
    return match[1] if match else ""


def _plural_kind(text: str, *, alone: bool) -> str:
    words = re.findall(r"[A-Za-z-]+", text)
    if not words or (len(words) > 1 and not alone and words[0].casefold() in VERBS):
        return ""  # "Join Datasets" names no kind
    last = words[-1].casefold()
    noun = singular(last)
    if noun not in KIND_NOUNS | MORE_KINDS or (noun == last and not alone):
        return ""
    if noun in ("type", "level", "mode", "strategy", "operation") and len(words) > 1 and words[-2].isalpha():
        before = singular(words[-2].casefold())
        return f"{before} {noun}" if before not in ("the", "of", "following", "these", "available") else noun
    return noun
