"""Phrases cut out of sentences: whether they stand alone, what shape they have, and how to turn one shape into another."""

import re

DETERMINERS = frozenset(
    "a an the its their his her each every all any some no both one two three four five six most many much "
    "few several another other more less own only".split()
)
PREPOSITIONS = frozenset(
    "of in on at by for with from to into onto over under between among across through without within "
    "against per as about after before during until since near beyond like via upon off out up down toward "
    "towards along around than".split()
)
SUBORDINATORS = frozenset(
    "that which who whose whom where when because so while whereas if although though unless until since "
    "whether how what why once".split()
)
PRONOUNS = frozenset("it they them he she we you i us him her itself themselves".split())
_WORD = re.compile(r"[A-Za-z][\w'’+-]*|\d[\d.,]*\w*|[^\w\s]")
_POINTING = re.compile(
    r"\b(?:these|those|this|such|here|former|latter|aforementioned|chapter|figure|the guide|exam|exams|examination|"
    r"the question|exam questions?|questions? (?:ask|name|say|describe|point|that)s?|(?:the|a) stem|distractors?|previous|"
    r"earlier|the others?|the rest|that (?:rule|case|way|point|limit|problem|step)|my|our|your|you|we|us|I|let's|e\.g\.|"
    r"i\.e\.|etc|both of|two above|neither|as well|previously|discussed|mentioned|explained|learners?|candidates?|"
    r"practitioners?|aspiring|as follows|(?:described|shown|listed|given|see|named|the) (?:above|below)|"
    r"(?:this|the next|the last|metrics|following) section)\b|\b(?:above|below|the same)$|[?!…]|\.\.|https?:|www\.|[{}<>=`\\]",
)
_PRAISE = re.compile(
    r"\b(?:critical|crucial|essential|vital|pivotal|indispensable|cornerstones?|backbone|hearts?|invaluable|"
    r"paramount|extraordinary|"
    r"rapidly|dominant|game.chang\w+|powerful tools?|key role|important role|journey|success|successful\w*|"
    r"foundations?|ongoing process|important factor|profound\w*|"
    r"popular|core|excitement|amazing|deeply|holistic|robust foundation|realm|landscape|significant role|"
    r"integral|someone|myth|humans?)\b",
    re.I,
)
_DANGLING_END = re.compile(
    r"(?:^|\s)(?:and|or|but|of|in|on|at|by|for|with|from|to|into|over|the|a|an|its|their|that|which|who|where|when|"
    r"because|so|while|whereas|if|as|than|is|are|was|be|can|may|must|will|only|also|not|no|such|very|more|"
    r"most|each|per|via|"
    r"has|have|had|should|would|could|often|usually|it|they)$|[,;:(–—-]$",
    re.I,
)
_NEEDS_THE = re.compile(
    r"(?:(?:square )?root|number|sum|share|rate|ratio|angle|probability|average|mean|difference|distance|size|"
    r"degree|proportion|"
    r"percentage|count|amount|risk|cost|speed|length|range|spread|fraction|area|loss|strength|order|total|"
    r"level|quality) "
    r"(?:of|between|from|under|over|that)\b",
    re.I,
)
_NUMBER = re.compile(
    r"(?:[$€£]\s?)?\b\d[\d,.]*\d\b(?:\s?(?:%|[A-Za-z°]+(?:/[a-z]+)?))?|(?:[$€£]\s?)?\b\d(?:\s?(?:%|[A-Za-z°]+))?\b"
)

LEAD_IN = re.compile(
    r"^(?:However|Moreover|Furthermore|Additionally|In addition|Besides|Also|Therefore|Thus|Hence|"
    r"Consequently|Accordingly|"
    r"Similarly|Likewise|Lastly|Finally|Indeed|In fact|Overall|In other words|In short|In practice|In general|"
    r"Generally|"
    r"On the other hand|In contrast|By contrast|At the same time|And|But|So|Yet|First|Second|Third),?\s+(?=\S)"
)


def tokens(text: str) -> list[str]:
    """Words, numbers and marks of a text, in order."""
    return _WORD.findall(text)


def word_count(text: str) -> int:
    """Words parted by white space."""
    return len(text.split())


def tidy(text: str) -> str:
    """One line, no bracketed aside at the end, no closing mark, no loose quotation mark."""
    text = " ".join(text.split())
    text = re.sub(r"\s*\[\d+\]", "", text)
    text = re.sub(r"\s+([,;.])(?!\w)", r"\1", text).strip(" ,;:.?–—-")
    return text


def balanced(text: str) -> bool:
    """Brackets and double quotation marks are paired."""
    return (
        text.count("(") == text.count(")")
        and text.count("[") == text.count("]")
        and text.count('"') % 2 == 0
        and text.count("“") == text.count("”")
    )


# "Loads that key at startup" points at one; "ensures that keys are loaded" does not.
THAT_ONE = re.compile(
    r"[a-z]+ that [a-z]+[^s\W](?= (?:at|in|on|to|for|with|from|by|as|when|if|after|before|into)\b|$)"
    r"(?!(?:(?! (?:if|when|while|after|before|because|as)\b).)*\b(?:is|are|was|were|has|have|can|may|must|will|does|do)\b)"
)


# "Determines whether the local server": does what, stood behind a clause that was cut off.
_HALF_WHETHER = re.compile(
    r"\bwhether (?:the|an?|its|each|any) (?:(?!(?:is|are|has|can|may|must|will)\b)[a-z-]*[^s\W] ?){1,3}$"
)


def stands_alone(phrase: str, least: int = 2, most: int = 26) -> bool:
    """Whether a phrase can be lifted out of its passage: whole, balanced, pointing at nothing outside itself."""
    count = word_count(phrase)
    if _PRAISE.search(phrase) or "—" in phrase or "→" in phrase:
        return False
    if not least <= count <= most or not balanced(phrase) or _POINTING.search(phrase) or _DANGLING_END.search(phrase):
        return False
    if ";" in phrase or ". " in phrase or not re.search(r"[A-Za-z]{3}", phrase):
        return False
    if re.search(r",\s+(?:and\s+|or\s+)?(?:for|as|to|in|by|with|from|on)\s", phrase) and not re.match(
        r"\w+ing\b", phrase
    ):
        return False
    if re.search(r",\s+and\s+[A-Z]\w+(?: [A-Z]\w+)*\s+(?:for|to|when|if)\s", phrase):
        return False
    if re.search(r"_\w|\w_|/\w+/|\w\(\)|::|--|\|", phrase):
        return False
    if THAT_ONE.match(phrase) or _HALF_WHETHER.search(phrase):
        return False
    words = [word.casefold() for word in tokens(phrase)]
    early = set(words[:3])
    if early & {"it", "they", "them", "he", "she", "itself", "themselves"} or words[:1] in (["its"], ["their"]):
        return False
    return not (
        words and words[0] in {"which", "who", "that", "whose", "and", "or", "but", "so", "because", "than", "not"}
    )


def figures(text: str) -> tuple[str, ...]:
    """Figures with the word of their unit, as written."""
    return tuple(dict.fromkeys(match.group().strip() for match in _NUMBER.finditer(text)))


def with_article(phrase: str) -> str:
    """A table's "number of …" as running text has it: "the number of …"."""
    return "the " + lower_first(phrase) if _NEEDS_THE.match(phrase) else phrase


def lower_first(phrase: str) -> str:
    """A phrase to stand inside a sentence: its first letter small, unless the word is a name or an acronym."""
    first = phrase.split(" ", 1)[0]
    plain = first.strip("(),;:")
    if plain[1:] != plain[1:].lower() or (len(plain) == 1 and plain not in ("A",)) or any(c.isdigit() for c in plain):
        return phrase
    return phrase[:1].lower() + phrase[1:]
