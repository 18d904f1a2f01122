"""Whether a sentence holds the kind of thing a question asks for: an amount, a date, a person, a reason."""

import re

from studyground.assistant.question import Question, Wanted
from studyground.ingest.terms import stem

NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|"
    "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|half|"
    "twice|once"
)
_UNITS = (
    r"(?:[kmgtp]i?b|bytes?|bits?|kb/s|mb/s|gb/s|characters?|words?|tokens?|rows?|records?|points?|pages?|metres?|"
    r"meters?|km|"
    r"kilomet\w+|miles?|feet|foot|inch\w*|cm|mm|kg|kilograms?|grams?|pounds?|tons?|tonnes?|lit\w+|degrees?|°|"
    r"watts?|volts?|"
    r"hz|ghz|mhz|people|inhabitants|dimensions?|layers?|vcpus?|cores?|gpus?)"
)
_TIME = (
    r"(?:milli|micro|nano)?(?:seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|years?|decades?|"
    r"centur(?:y|ies)|ms|quarters?)"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_CAPITAL, _SMALL = (
    "".join(letter for letter in map(chr, range(0x41, 0x180)) if letter.isalpha() and letter.isupper() == upper)
    for upper in (True, False)
)
_CAPITALISED = f"[{_CAPITAL}][{_SMALL}]+"  # "Ōkubo" and "Müller" too
OF_A_COUNTRY = r"(?:(?:US|U\.S\.|American|Canadian|Australian|New Zealand|Hong Kong|Singapore|Swiss|British|Indian) )?"
_PATTERNS: dict[Wanted, re.Pattern[str]] = {
    "money": re.compile(
        r"[$£€₹¥]\s?\d|\b(?:US|C|A|NZ|HK)\$\s?\d|\b\d[\d,.]*\s?"
        + OF_A_COUNTRY
        + r"(?:dollars|USD|EUR|GBP|euros?|pounds|"
        r"rupees|yen|francs|cents?)\b|"
        r"\b(?:free of charge|at no (?:extra |additional )?cost|free tier)\b",
        re.IGNORECASE,
    ),
    "percent": re.compile(
        r"\d\s?(?:%|per ?cent\b|percentage points?)|\b\d\.\d+\b|\b(?:half|a third|a quarter|two thirds|three quarters|"
        + NUMBER_WORDS
        + r") (?:per ?cent|of)\b",
        re.I,
    ),
    "count": re.compile(
        rf"\b\d[\d,.]*\b|\b(?:{NUMBER_WORDS}|no|none|several|both|single|pair|unlimited|as (?:many|often) as)\b",
        re.IGNORECASE,
    ),
    "duration": re.compile(
        rf"\b(?:\d[\d,.]*|an?|{NUMBER_WORDS}|few|several)[ -](?:\w+ ){{0,2}}?{_TIME}\b|"
        rf"(?<!in the )(?<!of the )\b{_TIME} (?:after|before|"
        rf"later)\b|"
        r"\b(?:immediately|instantly|daily|hourly|weekly|monthly|yearly|annually|every (?:\w+ )?(?:day|week|month|"
        r"year|hour|"
        r"minute|second)s?|in real time|near real time|real-time|indefinitely|at once)\b",
        re.IGNORECASE,
    ),
    "date": re.compile(
        rf"\b(?:1[0-9]|20)\d\d\b|\b(?:{_MONTHS})\b \d|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})\b|"
        rf"\b(?:{_MONTHS}) (?:1[0-9]|20)\d\d|\b\d{{1,2}}(?:st|nd|rd|th) century\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|"
        rf"Satur|Sun)day\b"
    ),
    "quantity": re.compile(
        rf"\b\d[\d,.]*\s?{_UNITS}\b|\b\d[\d,.]*(?:\s?%)?|\b(?:{NUMBER_WORDS})[ -](?:{_UNITS}|{_TIME})\b|"
        r"\b(?:unlimited|no limit)\b",
        re.I,
    ),
    "person": re.compile(
        r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sir|Lord|Lady|King|Queen|President|Pope|Saint|St)\.? [A-Z]\w+|"
        rf"(?<![.!?] )(?<!^)\b{_CAPITALISED}(?: (?:[A-Z]\.|van|von|de|der|al|bin))* {_CAPITALISED}\b|"
        rf"(?<![.!?] )(?<!^)\b{_CAPITALISED} (?:as|became|was (?:made|named|appointed|elected|chosen)) (?:an? |the )|"
        r"\b(?:by|team|teams|engineers?|scientists?|developers?|experts?|candidates?|teachers?|authors?|people|"
        r"managers?|"
        r"researchers?|panel|committee|company|organi[sz]ation|employees?|administrators?|owners?|users?|"
        r"analysts?|students?|customers?)\b"
    ),
    "place": re.compile(
        r"\b(?:in|at|on|from|near|to|of|inside|within|under|across|into|between) (?:the |an? )?(?:[A-Z]\w+|\w+)"
    ),
    "reason": re.compile(
        r"\b(?:because|since|due to|owing to|so that|thanks to|in order to|therefore|thus|hence|as a result|"
        r"which (?:means|makes|lets|"
        r"allows|causes|leads|keeps|prevents|reduces|helps)|(?:to|can|it|that|they) (?:avoid|prevent|reduce|"
        r"ensure|allow|keep|improve|help|make|stop|enable|lead|cause)s?|"
        r"reason|caused?|causes|leads? to|results? (?:in|from)|stems? from|arises? from|comes? from|(?:often|usually|typically) "
        r"(?:indicates?|suggests?|means?|signals?)|a sign (?:of|that)|"
        r"helps?|prevents?|reduces?|ensures?|allows?|makes?|lets|otherwise|"
        r"(?:rise|fall|increase|decrease|grow|shrink|var(?:y|ie)|improve|depend)s? (?:with|on)|"
        r"(?:never|not|don['’]t|avoid)\b[^.]*\s[–—-]\s|essential|crucial|"
        r"critical|important|vital|by \w+ing|without|risk)\b",
        re.IGNORECASE,
    ),
}
HARD: frozenset[Wanted] = frozenset({"money", "percent", "count", "duration", "date", "quantity", "person"})
OF_OTHER_THINGS = 0.4
_STORED = re.compile(r"\bhow much (?:\w+ ){0,2}?(?:data|memory|storage|disk|ram)\b", re.IGNORECASE)
_NOT_STORED = re.compile(rf"\b\d[\d,.]*(?:\s?[–-]\s?\d[\d,.]*)?[\s-]?(?:{_TIME}|%|°|per ?cent)", re.IGNORECASE)
NUMERIC: frozenset[Wanted] = frozenset({"money", "percent", "count", "duration", "date", "quantity"})
_NAME = re.compile(r"\b(?:[A-Z][\w-]*[A-Z0-9]\w*|[A-Z][\w-]+)(?: (?:(?:for|of|and) )*[A-Z][\w-]*)*")


def holds(question: Question, sentence: str, before: str = "") -> float:
    """How well a sentence holds what is asked for.

    Args:
        question: What is asked.
        sentence: A sentence.
        before: The one before it, where it points back at that: what is to be chosen may be named there.

    Returns:
        1.0 when it does or the question asks for no particular kind, 0.4 when a number is there but not of the thing
        counted, 0.0 when nothing of the kind is there.
    """
    wanted = question.wanted
    if wanted in ("", "name"):
        return 1.0
    if wanted in ("choice", "product"):
        sentence = f"{before} {sentence}".strip()
        asked = set(re.findall(r"\w+", question.text.casefold()))
        if _OF_CODE.search(question.text):
            return (
                1.0 if set(_CODE.findall(sentence.casefold())) - set(_CODE.findall(question.text.casefold())) else 0.5
            )
        names = [match.group().split() for match in _NAME.finditer(sentence)]
        return 1.0 if any(_names_new(words, asked, sentence) for words in names) else 0.5
    told = (
        _FREQUENCY.sub(" ", sentence) if wanted == "duration" and _HOW_LONG_OR_SOON.search(question.text) else sentence
    )
    if not _PATTERNS[wanted].search(told) and not (wanted == "duration" and _has_length(question, sentence)):
        return 0.0
    if wanted == "person" and _MADE_BY.search(question.text):
        return 1.0 if _PERSONAL_NAME.search(sentence) else 0.0  # who wrote it is answered by a name, not by "users"
    if wanted == "count" and NO_LIMIT.search(sentence):
        return 1.0  # "how often may I try?" – "There is no limit on the number of attempts."
    if wanted in ("count", "quantity") and question.counted:
        return 1.0 if _counts(sentence, question.counted) else OF_OTHER_THINGS
    if wanted == "quantity" and _STORED.search(question.text) and not re.search(r"\d", _NOT_STORED.sub("", sentence)):
        return OF_OTHER_THINGS  # how much memory is not said in hours or degrees
    return 1.0


_HOW_LONG_OR_SOON = re.compile(r"\bhow (?:long|soon|quickly|much time|early|late)\b", re.IGNORECASE)
_FREQUENCY = re.compile(  # "four times a year" says how often, "20 pages a day" how much
    rf"\b(?:(?:\d[\d,.]*|{NUMBER_WORDS}|several|many|few) (?!{_TIME}\b)[a-z]+|once|twice) "
    rf"(?:an?|per|each|every|in every) (?:\w+ )?{_TIME}\b",
    re.IGNORECASE,
)
NO_LIMIT = re.compile(
    r"\bno (?:upper |fixed |maximum )?(?:limit|maximum|cap)\b[^.;]{0,20}\b(?:numbers?|how (?:many|often))\b|\bunlimited\b|"
    r"\bas (?:many|often) (?:\w+ )?(?:as|times)\b|\bany number of\b|\bhowever (?:many|often)\b",
    re.IGNORECASE,
)


def _has_length(question: Question, sentence: str) -> bool:
    """Whether "how long" may be answered by a length: so many characters, words, pages."""
    return bool(_HOW_LONG.search(question.text) and _LENGTH.search(sentence))


_HOW_LONG = re.compile(r"\bhow long (?!(?:does|did|do|will|would) it take\b)", re.IGNORECASE)
_LENGTH = re.compile(
    rf"\b(?:\d[\d,.]*|{NUMBER_WORDS})[ -](?:char(?:acter)?s?|letters?|digits?|words?|lines?|sentences?|paragraphs?|pages?|"
    r"tokens?|bytes?|bits?|met(?:er|re)s?|cm|mm|km|feet|inch(?:es)?|miles?)\b",
    re.IGNORECASE,
)


_OF_CODE = re.compile(
    r"\b(?:which|what) (?:\w+ ){0,2}(?:flag|option|switch|command|keyword|argument|parameter|function|method|macro|operator)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![\w-])--?[a-z][\w-]*|\b\w+(?:[._]|::)\w[\w.:]*|\b\w+\(\)|\b\w+!(?=[\s(\[])|'\w+'")
_MADE_BY = re.compile(
    r"^who(?:se|m)?\b.*\b(?:invent|introduc|creat|develop|wrot|writ|author|discover|propos|found|start|publish|design|coin|"
    r"buil|paint|compos|direct|won|win|c[ao]me up with)\w*",
    re.IGNORECASE,
)
_PERSONAL_NAME = re.compile(
    r"\b(?:by|author|authors|founder|founders|inventor|creator) (?:Dr\.? |Prof\.? |Sir )?[A-Z][\w.-]+|\b[A-Z]\w+ et al\b|"
    rf"(?<![.!?] )(?<!^)\b{_CAPITALISED}(?: [A-Z]\.)* (?:van |von |de |der |al |bin )*{_CAPITALISED}\b|"
    rf"^{_CAPITALISED}(?: [A-Z]\.)* {_CAPITALISED}\b|"
    r"[“\"(][A-Z][a-z]+,? [A-Z]"
)


def _names_new(name: list[str], asked: set[str], sentence: str) -> bool:
    """Whether a name is not one of the question's own ("Amazon EMR" is not new to one who asks about EMR).

    A single capitalised word that opens the sentence is no name.
    """
    last = re.sub(r"\W", "", name[-1]).casefold()
    opens = len(name) == 1 and sentence.startswith(name[0]) and not any(c.isupper() or c.isdigit() for c in name[0][1:])
    return bool(last) and last not in asked and not opens


def values(wanted: Wanted, sentence: str) -> frozenset[str]:
    """The figures of a numeric kind in a sentence, written alike ("$140,000" and "140000 dollars" are one)."""
    pattern = _VALUES.get(wanted)
    if pattern is None:
        return frozenset()
    return frozenset(_plain(match.group()) for match in pattern.finditer(sentence))


_VALUES: dict[Wanted, re.Pattern[str]] = {
    "money": re.compile(
        r"(?:US|C|A)?[$£€₹¥]\s?\d[\d,.]*(?:\s?(?:k|m|bn|thousand|million|billion)\b)?|\d[\d,.]*\s?"
        + OF_A_COUNTRY
        + r"(?:dollars|euros?|pounds|rupees|francs)",
        re.I,
    ),
    "percent": re.compile(r"\d[\d,.]*\s?(?:%|per ?cent)", re.I),
    "count": re.compile(rf"\b\d[\d,.]*\b|\b(?:{NUMBER_WORDS})\b", re.I),
    "duration": re.compile(rf"\b(?:\d[\d,.]*|{NUMBER_WORDS})[ -]{_TIME}", re.I),
    "date": re.compile(rf"\b(?:1[0-9]|20)\d\d\b|\b(?:{_MONTHS}) \d{{1,2}}\b"),
    "quantity": re.compile(rf"\b\d[\d,.]*(?:\s?(?:{_UNITS}|%))?", re.I),
}


def _plain(value: str) -> str:
    return re.sub(r"[\s,]", "", value).rstrip(".").lower()


def _counts(sentence: str, noun: str) -> bool:
    """Whether a number stands shortly before the noun that is counted, or the noun "is N"."""
    words = re.findall(r"[\w'-]+", sentence.lower())
    numbers = [at for at, word in enumerate(words) if _is_number(words, at, word)]
    nouns = [at for at, word in enumerate(words) if stem(word) == stem(noun)]
    before = any(0 < n - at <= 4 for at in numbers for n in nouns)
    after = any(1 < at - n <= 4 and _LINK & set(words[n + 1 : at]) for at in numbers for n in nouns)
    return before or after


_LINK = frozenset({"is", "are", "was", "were", "of", "to", "at"})


def _is_number(words: list[str], at: int, word: str) -> bool:
    """Digits or a number word; "one" and "no" only where they count ("only one", "no more")."""
    if word in ("one", "a", "no", "single"):
        return at > 0 and words[at - 1] in ("only", "exactly", "just", "most", "least", "has", "have")
    return bool(re.fullmatch(rf"\d[\d.,]*|{NUMBER_WORDS}", word))
