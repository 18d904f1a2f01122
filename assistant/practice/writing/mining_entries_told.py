"""What an entry of a reference list says its thing does, as an infinitive that can follow "has to", or what it is."""

import re
from collections.abc import Container, Sequence

from studyground.assistant.practice.writing.mining_entries_text import articles_missing, plain, sound, with_object
from studyground.assistant.practice.writing.mining_language import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    lower_first,
)
from studyground.assistant.practice.writing.mining_shapes import infinitive_from_finite, infinitive_from_gerund
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of, may_be_noun

AGREED = 0.5  # share of a list's entries that open with a known verb, above which the others do so too
# What a thing provides is what it is used for: "a function for making lists", "tools that find …".
_PROVIDES = re.compile(
    r"^(?:provides?|offers?|contains?|gives?|has|implements?|supplies|is|are) (?:[\w’'-]+ ){0,5}?(?:functions?|"
    r"tools?|class(?:es)?|methods?|ways?|"
    r"means|mechanisms?|interfaces?|support|utilit(?:y|ies)|facilit(?:y|ies)|operations?|handlers?|modules?|"
    r"librar(?:y|ies)|routines?|"
    r"variants?|variations?|wrappers?|daemons?|programs?|packages?|scripts?|applications?|commands?|clients?|"
    r"plugins?|algorithms?|estimators?|transformers?|iterators?|cross-validators?|metrics?|scores?|loss) "
    r"(?:of [\w -]+? )?(?:for (?P<doing>[a-z]+ing\b.+)|to (?P<to>[a-z]+ .+)|(?:that|which) (?P<that>[a-z]+s? .+))$"
)
# What goes on with a verb of its own is no part of what one needs ("…, and, therefore, can't be applied to …").
_GOES_ON = re.compile(
    r",? (?:and|but|so),?(?: therefore| thus| hence),? .*$|,? (?:and|but) (?:can|can['’]t|cannot|will|is|are|"
    r"does|do) .*$"
)
# An instruction that goes on in the third person ("find all …, and returns them").
_SLIPPED = re.compile(r"((?:,|, and|\band|\bthen) )([a-z]+s)(?= (?:the|them|it|an?|all)\b)()")
_BUT_NOT = re.compile(r",? but ((?:the |its )?[\w-]+(?: [\w-]+)?) (?:is|are) not ([a-z]+(?:ed|t|n)\b)")
# A noun phrase with something that says which ("format string to be used for …").
_SETTABLE = re.compile(
    r"(?:the |an? )?(?:(?!(?:is|are|was|will|can|has|have|if|when)\b)[\w’'-]+ ){1,4}?(?:to|at|of|for|used|in|by|"
    r"from|that|which|on|with) [^:]+$"
)
_IS_ONE_THAT = re.compile(r"^is an? (?:[\w’'-]+,? ){1,7}?(?:that|which) (?P<that>[a-z]+s .+)$")
_FOR_DOING = re.compile(r"^(?:provides?|offers?) (?:[\w’'-]+ ){1,4}?for (?P<doing>[a-z]+ing\b.+)$")
_AIMS = re.compile(r"^(?:aims?|serves?|helps?) to (?P<to>[a-z]+ .+)$")
# A subject with its verb ("a commit is said to be …") is no meaning of anything.
_IS_SAID = re.compile(
    r"^(?:an?|the) [\w’'-]+(?: (?!(?:that|which|who|whose|where|to|of)\b)[\w’'-]+)* (?:is|are|was|can|will|has|"
    r"have|does|means|refers)\b"
)
_TOOL_TO = re.compile(
    r"(?:An? |The )?(?:[\w-]+ ){0,2}?(?:tool|program|utility|command|script|library|module|function|daemon) (?:used )?to "
    r"(?P<to>(?!be\b)[a-z]+ .+)$",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"^Instead of (?P<not>[^,]+), (?P<do>[a-z]+ .+)$")
# "The words at the start of the line are highlighted" is a sentence, and nothing that is set.
_ITS_VERB = re.compile(
    r"^(?:(?!\b(?:that|which|who|whose|where|when|what|how|if|whether)\b)[^,;:])*? (?:is|are|was|were) "
)
# "An integer which specifies the font": what it specifies is asked for, and not the integer.
_VALUE_THAT = re.compile(
    r"(?:An? |The )?(?:[a-z]+ )?(?:[Ii]nteger|[Nn]umber|[Ss]tring|[Vv]alue|[Ff]lag|[Bb]oolean|[Nn]ame|[Vv]ector) (?:which|that) "
    r"(?P<does>(?:specifie|give|set|control|determine|name|define|select|choose|indicate|tell)s .+)$"
)
_NO_VERB = frozenset(
    "not only even just also whether either neither both nor if all any each every no another one two three "
    "none some most more less "
    "quite rather same other full default number list name set part type path kind".split()
)
# Verbs that name settings more often: "Format string to be used for …".
_SETTINGS = frozenset(
    "list type name number position format value output input default limit range rate level size set".split()
)
_USED_TO = re.compile(
    r"^(?:(?:it |this [a-z-]+ |the [a-z-]+ )?(?:is|are|can(?: also)? be|may be|should be) )?(?:mainly |"
    r"typically |also |usually )?"
    r"used (?:in order )?to (?P<to>.+)$|"
    r"^(?:(?:it|this [a-z-]+|the [a-z-]+) )?(?:is |are )?(?:(?:used|useful|meant|intended|"
    r"suitable) for) (?P<for>[a-z]+ing\b.+)$|"
    r"^(?:(?:it|this [a-z-]+|the [a-z-]+) )?(?:lets|allows|enables) (?:you|one|users|us|"
    r"the user) (?:to )?(?P<lets>.+)$|"
    r"^(?:(?:it|this [a-z-]+|the [a-z-]+) )?(?:allows?|enables?|permits?) (?P<ing>[a-z]+ing\b.+)$|"
    r"^(?:(?:it|this [a-z-]+|the [a-z-]+) )?(?:is |are )?(?:useful|meant|intended|designed) to (?P<meant>.+)$|"
    r"^use (?:this(?: [a-z]+)?|it) (?:to|when you want to|if you want to) (?P<use>.+)$",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    r"^(?:It|This|This (?:[a-z-]+ )?(?:option|command|flag|function|method|hook|setting|parameter|class|module|"
    r"variable|handler|"
    r"directive|transform|operator|attribute|package|program|tool|scaler|encoder|estimator|metric)) (?P<said>.+)$"
)
_OPENS_OBJECT = frozenset(
    "the a an all any each every no only to from in into with whether how what when which as up out off on it "
    "both one two".split()
)


def needs_of(texts: Sequence[str], valued: Sequence[bool], counted: Container[str]) -> list[str]:
    """For each entry of one list what one needs who needs its thing, an infinitive without "to"; "" where it says none.

    Args:
        texts: What stands after the names, one sentence each.
        valued: For each whether its thing takes a value, so that a noun phrase says what is set.
        counted: Nouns that need an article, where they may have left it out; nothing for running text.
    """
    ready = [plain(text) for text in texts]
    bare = sum(_known(text) == "infinitive" for text in ready)
    third = sum(_known(text) == "finite" for text in ready)
    agreed = (
        "infinitive"
        if bare >= AGREED * len(ready) and bare > third
        else "finite"
        if third >= AGREED * len(ready)
        else ""
    )
    return [
        _need(text, agreed, counted) or (_set(text) if takes else "") for text, takes in zip(ready, valued, strict=True)
    ]


def _known(text: str) -> str:
    """Whether a text opens with a verb that is known, and in which form: "infinitive", "finite" or ""."""
    first, *rest = text.split() or [""]
    low = first.casefold().strip(",")
    if first[1:] != first[1:].lower() or not rest or rest[0].casefold() in AUXILIARY:
        return ""
    if low in VERBS and low not in AUXILIARY and (not may_be_noun(low) or _opens_object(rest[0])):
        return "infinitive"
    base = base_of(low)
    acts = _opens_object(rest[0]) and rest[0] != "to"  # "tools to check a disk" are things
    return "finite" if base and (not may_be_noun(base) or acts) else ""


def _opens_object(word: str) -> bool:
    low = word.casefold()
    return low in _OPENS_OBJECT or low in DETERMINERS or (low.endswith("s") and len(low) > 3)


def _need(text: str, agreed: str, counted: Container[str]) -> str:
    """One entry's need."""
    found = _infinitive(text, agreed)
    if not found:
        return ""
    found = re.sub(r"^(?:also|only|simply|just|then|always)\s+", "", found)
    found = _GOES_ON.sub("", _BUT_NOT.sub(r" without \1 being \2", found))
    found = with_object(found, counted)
    if articles_missing(found, counted):
        return ""
    found = _SLIPPED.sub(lambda match: f"{match[1]}{base_of(match[2]) or match[2]}{match[3]}", found)
    return found if sound(found) else ""


_TRIES = frozenset("attempt try refuse fail start begin continue".split())


def _set(text: str) -> str:
    """What one does who gives something a value ("Starting point at which …": set the starting point at which …)."""
    of_value = _VALUE_THAT.match(text)
    if of_value:
        made = finite(lower_first(of_value["does"]))
        return made if made and sound(made) else ""
    whether = re.match(r"Whether to ([a-z].+)$", text)
    if whether:
        made = f"decide whether to {whether[1]}"
        return made if sound(made) else ""
    first, *rest = text.split() or [""]
    low = first.casefold()
    grammar = PREPOSITIONS | SUBORDINATORS | PRONOUNS | AUXILIARY | (DETERMINERS - {"the", "a", "an"}) | _NO_VERB
    if (
        not rest
        or (low in grammar and low not in ("number", "list", "name", "path", "type", "default"))
        or low.endswith("ly")
    ):
        return ""
    instructs = low in VERBS and low not in _SETTINGS and rest[0].casefold() not in PREPOSITIONS  # "Split string by …"
    instructs = instructs or (low in _TRIES and rest[0].casefold() == "to")  # "Attempt to detect merges"
    if _known(text) or instructs or first[1:] != first[1:].lower() or not _SETTABLE.match(lower_first(text)):
        return ""
    if _ITS_VERB.search(text):
        return ""
    made = f"set {lower_first(text) if low in ('the', 'a', 'an') else 'the ' + lower_first(text)}"
    return made if sound(made) else ""


def _infinitive(text: str, agreed: str) -> str:
    swapped = _INSTEAD.match(text)
    if swapped:
        text = f"{swapped['do'][:1].upper()}{swapped['do'][1:]} instead of {swapped['not']}"
    if text.casefold().startswith("to ") and text[3:4].islower():
        return text[3:]
    first, _, rest = text.partition(" ")
    if first.endswith("ly") and rest[:1].islower():
        made = _infinitive(rest[:1].upper() + rest[1:], agreed)
        return f"{first.casefold()} {made}" if made else ""
    if tool := _TOOL_TO.match(text):
        return tool["to"]
    used = _USED_TO.match(text)
    if used:
        doing = used["for"] or used["ing"]
        return infinitive_from_gerund(doing) if doing else (used["to"] or used["lets"] or used["meant"] or used["use"])
    low_text = lower_first(text)
    one_that, for_doing, aims = _IS_ONE_THAT.match(low_text), _FOR_DOING.match(low_text), _AIMS.match(low_text)
    if one_that:
        return finite(one_that["that"])
    if for_doing:
        return infinitive_from_gerund(for_doing["doing"])
    if aims:
        return aims["to"]
    provides = _PROVIDES.match(low_text)
    if provides:
        that = provides["that"]
        made = infinitive_from_gerund(provides["doing"]) if provides["doing"] else provides["to"] or finite(that)
        return made or (that if that and that.split()[0] in VERBS else "")
    of_it = _OF_IT.match(text)
    if of_it:
        return finite(of_it["said"])
    first, _, rest = text.partition(" ")
    low = first.casefold()
    if not rest or first[1:] != first[1:].lower() or not re.fullmatch(r"[a-z]+(?:-[a-z]+)?", low):
        return ""
    known = _known(text)
    if known == "infinitive":
        return lower_first(text)
    if known == "finite":
        return finite(lower_first(text))
    if agreed == "infinitive" and low in VERBS and not base_of(rest.split()[0]):
        return lower_first(text)
    opens = _opens_object(rest.split()[0])
    certain = rest.split()[0] in ("the", "a", "an", "all", "any", "each", "every", "its", "one", "only")
    grammar = DETERMINERS | PREPOSITIONS | SUBORDINATORS | PRONOUNS | AUXILIARY | _NO_VERB
    if (
        opens
        and (certain or agreed == "infinitive")
        and low not in grammar
        and not low.endswith(("s", "ed", "ly", "ing"))
    ):
        return lower_first(text)
    if certain and low.endswith("s") and base_of(low) and low not in grammar:
        return finite(lower_first(text))
    if agreed == "finite" and opens and low.endswith("s") and not low.endswith("ss"):
        return finite(lower_first(text))
    return ""


def finite(said: str) -> str:
    """A third-person verb phrase as an infinitive, whether its verb is known or not; "" where it is no such phrase."""
    first, _, rest = said.partition(" ")
    low = first.casefold()
    if low in ("always", "also", "only", "simply", "just", "then", "usually", "normally") and rest:
        return finite(rest)
    if low.endswith("ly") and rest:
        made = finite(rest)
        return f"{low} {made}" if made else ""
    if low == "will" and rest.split()[0] in VERBS:
        return rest
    if (
        not rest
        or not re.fullmatch(r"[a-z]{3,}s", low)
        or low.endswith(("ss", "us"))
        or low in ("has", "does", "was", "its", "this")
    ):
        return ""
    made = infinitive_from_finite(f"makes {rest}")
    base = base_of(low) or (
        low[:-3] + "y" if low.endswith("ies") else low[:-2] if re.search(r"(?:s|x|z|ch|sh)es$", low) else low[:-1]
    )
    return base + made.removeprefix("make") if made else ""


def meaning_of(text: str) -> str:
    """What a glossary says a term stands for, as a noun phrase with its article; "" where it says it otherwise."""
    told = re.sub(r"^(?:In [^,]+, )", "", plain(text))
    first, _, rest = lower_first(told).partition(" ")
    phrase = f"{first} {rest}"
    if first not in ("a", "an", "the") or not rest or not _SETTABLE.match(phrase) or _IS_SAID.search(phrase):
        return ""
    return phrase if sound(phrase) else ""
