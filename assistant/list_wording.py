"""Whether a question asks for several things ("ways to save water", "the five forces"), and for how many of them."""

import re

from studyground.ingest.terms import stem

_LIST = re.compile(
    r"^what (?:should|must|ought to|has to|have to|needs? to|do i (?:have|need) to) (?:be |go |belong |stand |put |pack )?"
    r"(?:in|into|inside|onto)\b|^what (?:goes|belongs) (?:in|into|inside|onto)\b|"
    r"\bwhat (?:are|were) (?:(?:some|all|a few|other|the|common|main|key|major|typical|different|various|two|"
    r"three|four|five|six|\d+)"
    r" )+(?:of the )?(?:[\w-]+ ){0,3}?\w+s\b|^(?:list|name|enumerate)\b|\bwhich (?:\w+ ){0,2}\w+s (?:are|can|do|"
    r"does|should|may|help|make|need|count|belong)\b|"
    r"\b(?:which|what) (?:two|three|four|five|six|seven|several|[2-9]) \w+|"
    r"\b(?:which|what) (?:(?!(?:does|is|was|has|this|its)\b)[\w-]+ ){0,2}(?!(?:does|is|was|has|this|its|as|us|\w*ss)\b)\w+s "
    r"(?:are|were|can|could|must|should|may|might|will|would|do|have|need|control|make|help|exist)\b|"
    r"^(?:which|what) (?:(?!(?:does|is|was|has|this|its)\b)[\w-]+ ){0,2}(?!\w*(?:ss|us|is|ias|gas)\b)\w{3,}s does "
    r"(?:[\w.'’()-]+ ){1,5}?(?:offer|support|provide|have|know|distinguish|come|include|contain|accept|recogni[sz]e|list|"
    r"define)\b|"
    r"\b(?:what|which) (?:\w+ ){0,2}(?:skills|tools|steps|types|kinds|ways|methods|techniques|services|options|topics|domains|"
    r"languages|frameworks|metrics|factors|benefits|advantages|disadvantages|drawbacks|examples|tasks|responsibilities|"
    r"components|features|requirements|stages|phases|reasons|causes|signs|rules|practices|things)\b|"
    r"\b(?:types|kinds|ways|examples|steps|stages) (?:of|to|for|in)\b|"
    r"^(?:(?:some|all|the|main|key|emerging|current|common|typical|important) )*"
    r"(?:trends|challenges|considerations|(?:best )?practices|skills|tools|responsibilities|duties|tips|rules|"
    r"(?:dis)?advantages|drawbacks|benefits|pros|cons|limitations|strengths|weaknesses|"
    r"components|features|causes|requirements|assumptions|applications|properties) (?:and [\w-]+ )?(?:of|for|in)\b|"
    r"\bwhat (?:are|were) (?:the )?(?:[\w-]+ ){0,2}(?:(?:dis)?advantages|drawbacks|benefits|pros|cons|limitations|strengths|"
    r"weaknesses|downsides|components|causes|assumptions|properties)\b",
    re.IGNORECASE,
)
_NOTED = re.compile(  # typed as a note: "ways plants save water", "steps when the alarm rings", "what to check before take-off"
    r"^what to (?!expect\b)\w+|"
    r"^(?:(?:the|some|all|main|key|common|different|various|most|important|best|good|possible|typical) )*(?:[\w-]+ )?"
    r"(?:ways|steps|stages|phases|signs|symptoms|methods|types|kinds|rules|duties|precautions|things|moments) "
    r"(?!(?:is|are|was|were|do|does|did|can|could|should|must|will|would|may|vs|versus|and|or)\b)\w",
    re.IGNORECASE,
)
_IN_ORDER_OF = re.compile(
    r"\bin (?:the |their |its )?order of (?:priority|precedence|preference|importance|size|strength|rank|date|time|appearance)\b|"
    r"\bin (?:which|what) order[?.! ]*$|^(?:what|which) order (?:do|does|should|must|shall)\b",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"[,;] (?:and |or )?|\s(?:and|or)\s")  # two things of a row
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = rf"(?P<number>{'|'.join(NUMBERS)}|[2-9]|1[0-2])"
_NO_NAME = (
    r"(?:what|which|(?-i:[Ww]ho)|whom|whose|how|why|when|where|is|are|was|were|am|do|does|did|can|could|should|would|will|must|may|has|have|"
    r"had|if|in|on|at|for|of|to|by|with|from|after|before|within|about|under|over|per|until|every|and|or|but|not|i|we|my|our|you|"
    r"your|it|this|that|a|an|give|take|use|make|need|want|get|tell|find|read|write|than|type|phase|level|stage|step|chapter|section|"
    r"part|grade|class|version|layer|week|day|unit|task|question|figure|table|domain|module|lesson|rule|law|room|group|add|"
    r"between|convert|solve|compute|calculate)\b"
)
_NO_MEASURE = (
    r"(?:(?:nano|micro|milli)?seconds|minutes|hours|days|weeks|months|years|dollars|euros|pounds|percent|times|miles|"
    r"(?:kilo|centi|milli)?met(?:re|er)s|grams|kilograms|lit(?:re|er)s|degrees|bytes|bits|points|units|inches|feet|cents|mcqs|"
    r"questions|problems|exercises|lines|words|pages|"
    r"way|factor|sided|tailed|step|stage|tier|phase|sample|part|level|day|year|bit|point)\b"
)
_PLURAL = r"(?!\w*(?:ss|us|is)\b)[a-z][\w-]*s\b"
NUMBER_TERMS = frozenset(stem(word) for word in (*NUMBERS, *map(str, range(2, 13))))
_SO_MANY = (
    re.compile(  # "the five forces", "Porter's 5 forces", "5 moments of hand hygiene"
        rf"^(?!{_NO_NAME})(?:(?!{_NO_NAME})[\w’'-]+ ){{0,2}}?{_NUMBER} (?!{_NO_MEASURE})"
        rf"(?:(?!{_NO_NAME}|{_NO_MEASURE})[\w-]+ ){{0,2}}?(?!{_NO_MEASURE}){_PLURAL}(?=[^,.;:!]*[?.! ]*$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:which|what|name|list|give|state|enumerate|(?:what|which) (?:are|were)|are) (?:me )?(?:all )?(?:of )?(?:the )?"
        rf"{_NUMBER} (?!{_NO_MEASURE})(?!(?:or|and|to)\b)[a-z]",
        re.IGNORECASE,
    ),
)
# the organisation, not the question word: in capitals where the question is not, and no verb after it
WHO_AS_NAME = re.compile(
    r"^WHO(?= (?!(?:is|was|are|were|has|had|did|does|do|can|should|will|would|must|\w+ed|\w+s|wrote|made|built|won|ran)\b)"
    r".*[a-z]{2})(?!.* [A-Z]{2,} [A-Z]{2,})"
)


def asks_in_order(core: str) -> bool:
    """Whether a question asks for several things one after the other ("where does it look, in order of priority?")."""
    return bool(_IN_ORDER_OF.search(core))


def asks_for_several(core: str) -> bool:
    """Whether a question, given without what leads up to it, asks for a list."""
    if re.search(r"\bwhat are (?:an? )?\w+s\?*$", core, re.IGNORECASE):
        return False
    return bool(_LIST.search(core) or _NOTED.match(core) or _SO_MANY[0].match(core))


def how_many_asked(text: str) -> int:
    """How many things a question asks for ("which two", "the 5 moments of"); 0 where it does not say."""
    number = next((match["number"].lower() for pattern in _SO_MANY if (match := pattern.search(text))), "")
    return int(number) if number.isdigit() else NUMBERS.index(number) + 2 if number else 0


def opposed(asked: set[str], lead: set[str]) -> bool:
    """Whether a list is led in as the other side of what is asked for: disadvantages to one who asks for advantages."""
    for own, other in ((_GOOD, _BAD), (_BAD, _GOOD)):
        if asked & own and not asked & other and lead & other and not lead & own:
            return True
    return False


_GOOD = frozenset(stem(word) for word in "advantage benefit pro strength merit upside".split())
_BAD = frozenset(
    stem(word) for word in "disadvantage drawback con weakness limitation downside shortcoming problem".split()
)
