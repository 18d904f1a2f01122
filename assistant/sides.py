"""The two things a question sets side by side: "bagging vs boosting", "is a tomato a fruit or a vegetable?"."""

import re

from studyground.ingest.terms import stem

_THING = r"[\w&'().+/-]+(?: [\w&'().+/-]+)"
_TWO = rf"(?:an? |the )?({_THING}{{0,3}}?) or (?:an? |the )?({_THING}{{0,3}}?)"
_MORE = r"(?:better|worse|(?:more|less|fewer) \w+|(?!(?:other|either|ever|never|number|over|under|after|later)\b)[a-z]{3,}er\b)"
_VERB = r"(?:is|are|was|were|has|have|had|can|will|would|does|did|(?!(?:us|as|its|this)\b)\w+(?<![su])s|\w+ed)\b"
_STARTS = (
    r"is|are|was|were|do|does|did|can|could|should|would|what|which|who|when|where|why|how|if|in|on|at|with|for|by|to|from|after|"
    r"before|during|i|we|you"
)
_ONE = r"(?: one| of (?:them|the two|these|those))?"
_SIDES = (
    re.compile(  # "Barge or lorry: which one is cheaper?"
        rf"^(?!(?:{_STARTS})\b){_TWO}(?:[,:;?]| [–—-]) ?(?:so )?(?:(?:which|who){_ONE} {_VERB}|what(?:['’]s| is| are| was| were) "
        rf"(?={_MORE}))(?:(?!\b(?:and|but) (?:also )?(?:what|which|who|when|where|why|how)\b)[^?])*\?*$", re.I),
    re.compile(  # "Which is cheaper, the barge or the lorry?"
        rf"^(?:which{_ONE} {_VERB}|what(?:['’]s| is| are| was| were) (?={_MORE}))[^?,:;]{{2,60}}(?:[,:;?]| [–—-]) ?{_TWO}[?.!]*$",
        re.I),
    re.compile(rf"^(?:is|are|was|were) {_TWO} {_MORE}(?: (?!or\b)[^?,]*)?\?*$", re.I),  # "Is the barge or the lorry cheaper?"
    re.compile(
        r"\bdifferences? (?:is there )?between (?:an? |the )?(.+?) (?:and|vs\.?|versus|or) (?:an? |"
        r"the )?(.+?)(?: (?:in|for|when|on) .*)?[?.!]*$",
        re.I,
    ),
    re.compile(r"(?:\b(?:compar(?:e|ed|ing)|tell apart|distinguish)|^(?:(?:can|could) you |please )*contrast) "
               r"(?!(?:to|with|against)\b)(?:an? |the )?(.+?) (?:and|with|to|from|vs\.?|versus|against) (?:an? |"
               r"the )?(.+?)(?:: ?[^?:]{3,80})?[?.!]*$", re.I),
    re.compile(r"(?:^|[:,;] )(?:is |are )?(?:an? |the )?([\w&' ().+/-]{2,48}?) (?:vs\.?|versus) (?:an? |"
               r"the )?([\w&' ().+/-]{2,48}?)(?:[ ,:]+(?:which|what|when|how)\b.*|"
               r", (?:and|but) (?:which|what|when|how|why|can|do|does|is|are)\b.*|[,;:] ?(?:is|are)(?:n['’]?t)? "
               r"(?:they|these|those|both|the two|it)\b.*|: ?[^?:]{3,80})?[?.!]*$", re.I),  # "Barge vs lorry: price and speed"
    re.compile(
        r"\bhow (?:does|do|is|are) (?:an? |the )?(.+?) (?:differ(?:ent)?|distinct|distinguished) from (?:an? |"
        r"the )?(.+?)[?.!]*$", re.I
    ),
    re.compile(r"\bwhen (?:should|would|do|to|is|are)\b.*? (?:use|choose|pick|prefer|better) (?:an? |"
               r"the )?(.+?) (?:over|rather than|instead of|or) (?:an? |the )?(.+?)[?.!]*$", re.I),
    re.compile(r"\b(?:use|choose|pick|prefer|should i use|go with) (?:an? |the )?(.+?) (?:over|rather than|"
               r"instead of|or) (?:an? |the )?(.+?)(?: (?:for|when|if|to|in|on) .*)?[?.!]*$", re.I),
    re.compile(r"^(?:is it |which is better[:,]? |which one[:,]? )?(?:an? |"
               r"the )?([\w&'().+/-]+(?: [\w&'().+/-]+){0,3}) or (?:an? |"
               r"the )?([\w&'().+/-]+(?: [\w&'().+/-]+){0,3})(?: (?:for|when|if|to) .*)?\?*$", re.I),
    re.compile(r"\bwhat (?:distinguishes|separates|sets) (?:an? |the )?(.+?) (?:apart )?from (?:an? |"
               r"the )?(.+?)[?.!]*$", re.I),
    re.compile(rf"^(?:an? |the )?({_THING}{{0,3}}) (?:and|or|vs\.?|versus) (?:an? |the )?({_THING}{{0,3}}?)\W+(?:so )?"
               r"what(?:['’]?s| is| are) the (?:\w+ )?differences?(?: between (?:them|the two|these|those))?[?.! ]*$", re.I),
    re.compile(rf"^(?!(?:{_STARTS})\b){_TWO}\W+(?:so )?(?:what|which)(?:['’]?s| is| are)? (?:\w+ )?"
               r"different(?:ly)?\b[^?]*\?*$", re.I),
    re.compile(  # "A sloop compared to a ketch - aren't they the same?"
        rf"^(?:an? |the )?({_THING}{{0,3}}?),? compared (?:to|with) (?:an? |the )?({_THING}{{0,3}}?)"
        r"(?:\W+(?:is|are)(?:n['’]?t)? (?:they|these|those|both|the two|it)\b[^?]*)?\?*$", re.I),
    re.compile(rf"^(?:an? |the )?({_THING}{{0,3}}) (?:and|or|vs\.?|versus) (?:an? |the )?({_THING}{{0,3}}?)\W+(?:so )?"
               r"how (?:do|are) (?:they|the two|these|those|both) (?:differ(?:ent)?|distinct|distinguished)\b[^?]*\?*$", re.I),
    re.compile(  # "How do an adze and an axe differ in use?"
        r"^(?:in [^,]{2,40}, )?how (?:do|are) (?:an? |the )?([^,?]+?) and (?:an? |the )?([^,?]+?) "
        r"(?:differ(?:ent)?|distinguished)(?: (?:in|as|when|with|on|from (?:one another|each other))\b[^?]*)?[?.! ]*$", re.I),
    re.compile(  # "Nobody waits for the answer, batch or online?"
        r"^(?!(?:what|which|who|where|when|why|how|is|are|was|were|do|does|did|can|could|should|would|will|has|have)\b)"
        r"[^?:;]{20,}?(?:[,:;]| [–—-]) (?:so )?(?:(?:should|do|would|shall) (?:i|we|you|they) (?:use|take|choose|pick|need|"
        rf"go (?:for|with)) |is it |better )?(?:an? |the )?({_THING}{{0,2}}?) or (?:an? |the )?({_THING}{{0,2}}?)\?+$", re.I),
)  # fmt: skip


_POINTS_AT = re.compile(  # "how is the flute different from this one": one side alone is named
    r"(?:this|that|it|these|those|them|mine|ours|yours|normal|usual|(?:this|that|the other|my|our|your|any other) (?:one|ones)|"
    r"(?:the )?(?:others?|one))",  # "… or the one for sounds": one what?
    re.IGNORECASE,
)


_ON_WHICH_SIDE = re.compile(  # "should I salt before or after boiling?" names one thing
    r"\b(?:before or after|after or before|with or without|inside or outside|above or below|during or after)\b",
    re.IGNORECASE,
)


_TOLD_TO = re.compile(  # "explain SHAP vs LIME", "bagging vs boosting explained"
    r"^(?:please )?(?:(?:can|could) you )?(?:explain|describe|outline|clarify|tell me about|teach me)(?: to me| me)? "
    r"(?=.*\b(?:vs\.?|versus)\s)|"
    r"(?<=\w) explained(?=[?.!]*$)|"
    r"(?<=\w)(?:,| [–—-]) (?:please )?(?:explain|describe)(?: (?:it|them|both|that|this|the two))?(?=[,;?.!]|$)",
    re.IGNORECASE,
)


def sides_of(core: str) -> tuple[str, ...]:
    """The two things that a question sets side by side, () when it does not.

    Args:
        core: A question without its greeting.
    """
    core = _TOLD_TO.sub("", core)
    for pattern in _SIDES:
        match = pattern.search(core)
        if match:
            sides = tuple(_side(part) for part in match.groups())
            whole = _without_setting(sides)
            if (
                all(sides)
                and not any(_POINTS_AT.fullmatch(side) for side in (*sides, *whole))
                and not _ON_WHICH_SIDE.search(core)
                and sides[0].casefold() != sides[1].casefold()
                and all(len(side.split()) <= 8 for side in sides)
            ):
                return _shared_head(whole)
    return ()


def _without_setting(sides: tuple[str, ...]) -> tuple[str, ...]:
    """In "soft limit vs hard limit in quotas" the last words say where both are compared."""
    setting = re.compile(r"^(.+?) (?:in|for|on|when|if) .+$", re.IGNORECASE)
    last = setting.match(sides[-1])
    return (*sides[:-1], last.group(1)) if last and not any(map(setting.match, sides[:-1])) else sides


def _side(text: str) -> str:
    return re.sub(
        r"^(?:(?:when|where|why|how) (?:do|should|would|can|to) (?:(?:i|we|you|one) )?"
        r"(?:use|choose|pick|prefer|need|take)(?: an?| the)?|"
        r"what(?:['’]?s| is| are)(?: (?:an?|the))?|an?|the|(?:using|use)(?! (?:by|up|of|in|at|on|for)$)|"
        r"between|whether|(?:should|do|does|is|are|can) (?:i|we|you|they)|i|we|is|are)\s+",
        "",
        re.sub(r",? (?:and|or|but)$", "", text.strip(" ,.:;?!\"'-–—"), flags=re.I),
        flags=re.I,
    )


def _shared_head(sides: tuple[str, ...]) -> tuple[str, ...]:
    """In "L1 and L2 regularisation" the second side lends the first its head: L1 regularisation.

    So it does where both begin alike: "type 1 and type 2 diabetes".
    """
    first, second = sides[0].split(), sides[1].split()
    short, long = sorted((first, second), key=len)
    unlike = [at for at, word in enumerate(short) if word.casefold() != long[at].casefold()]
    if 2 <= len(short) < len(long) and len(unlike) == 1:
        head = " ".join(long[len(short) :])
        return (f"{sides[0]} {head}", sides[1]) if short is first else (sides[0], f"{sides[1]} {head}")
    several = first[0].lower().endswith("s") and second[-1].lower().endswith("s")  # "trees or neural nets"
    code = not several and (first[0].isupper() or any(c.isdigit() for c in first[0]) or first[0][0].islower())
    twice = second[0].casefold() == second[-1].casefold()  # "cha cha" is one name
    if (
        (len(first), len(second)) == (1, 2)
        and code
        and not twice
        and stem(first[0].lower()) != stem(second[-1].lower())
    ):
        return f"{sides[0]} {second[-1]}", sides[1]
    return sides
