"""Roundabout ways to ask what something is ("what do they mean by X?", "X – what is that?"), put plainly: "What is X?"."""

import re

MOST_WORDS = 6  # of the thing asked about
_THING = r"(?P<thing>[^\s?!,;][^?!;]*?)"
_IT = r"(?:it|that|this|they|those|these)"
_IS = r"(?:['’]s| is| are|['’]re)"
_WHO = r"(?:they|you|we|i|people|one|it|the (?:author|guide|text|book|manual|document)s?)"
_REALLY = r"(?:,? (?:exactly|actually|really|even|then|again|anyway|precisely|basically|essentially|all about))*"
_NAME = r"(?:term|word|name|phrase|expression|concept|notion|acronym|abbreviation)"
_TERM = rf"(?:(?:(?:an?|the) )?{_NAME}(?: of)? )?"
_SHORT = r"(?:single|short|brief|quick|simple|plain|clear|exact|formal|easy|few|good|basic|one-line)"
_FEW_WORDS = (
    rf"(?:in|with) (?:one|a|an|two|a few|your own|other|layman['’]?s?|{_SHORT})(?: {_SHORT})? "
    r"(?:sentence|line|word|phrase|term|english)s?"
)
_LED_IN = re.compile(
    r"^(?:(?:please|pls|so|ok|okay|hi|hello|hey|and|but|well|also|sorry|um|just|in short|briefly|simply put)\b[ ,:]*|"
    r"(?:(?:can|could|would|will) (?:you|someone|anyone) )?(?:please )?(?:tell me|explain|remind me|say)(?: to me)?(?: again)?\b"
    r"[ ,:]*|"
    r"(?:i(?:['’]d| would) (?:like|love) to know|i (?:want|need) to know|do you know)[ ,:]*|"
    rf"{_FEW_WORDS}[ ,:]*)+",
    re.IGNORECASE,
)
_LED_OUT = re.compile(
    rf"(?:,? (?:please|plz|pls|in short|in brief|briefly|in a nutshell|{_FEW_WORDS}))+(?=[?.! ]*$)", re.IGNORECASE
)
_MEANT = (  # "what do they mean by X?", "what does the term X refer to?"
    rf"what (?:do|does|would|did) {_WHO} (?:mean|understand|refer to) (?:by|with|when {_WHO} says?) {_TERM}{_THING}",
    rf"what{_IS}(?: actually| really| exactly)? (?:meant|understood) by {_TERM}{_THING}",
    rf"what(?: does| do) (?:the |this )?{_NAME} {_THING} (?:refer to|mean|stand for|denote){_REALLY}",
    rf"what (?:does|do) (?!the ){_THING} (?:mean|stand for|refer to)"
    r"(?P<where> (?:in|within|inside|according to) [^?!.;]{2,40})",
)
_NAMED_FIRST = (  # "X – what is that?", "I keep reading about X. What is it?"
    r"(?:(?:i|we) (?:keep|kept|always|often|just)? ?(?:on )?(?:reading|hearing|seeing|read|hear|see|saw|heard) (?:about |of )?)?"
    rf"{_THING}(?: everywhere| a lot| all the time)?(?: [-–—]+|[:;,.]) (?:but |so |and )?what{_REALLY}{_IS} {_IT}{_REALLY}",
)
_NOT_UNDERSTOOD = (  # "I don't get what X is"
    r"(?:sorry,? |honestly,? )?(?:(?:i|we) (?:still )?(?:don['’]?t|do not|didn['’]?t|never) (?:really |quite |fully )?"
    r"(?:get|got|understand|understood|know|knew|see|grasp)|(?:i have |i['’]ve )?no (?:idea|clue)|"
    r"(?:i['’]m )?not (?:really )?sure) "
    rf"what {_THING}(?: really| actually| exactly| even)? (?:is|are|means?)(?: supposed to (?:be|mean))?",
)
_ASKED_OUT = (  # "what on earth is X?", "what kind of thing is X?"
    rf"what{_REALLY}{_IS}{_REALLY} {_THING} supposed to (?:be|mean)",
    rf"what (?:on earth|in the world|the (?:heck|hell)){_IS} {_THING}",
    rf"(?:who or what|what or who){_IS} {_THING}",
    rf"what (?:kind|sort|type) of (?:an? )?(?:thing|animal|beast|creature|object|concept)(?: exactly)?{_IS} {_THING}",
)
_DEFINED = (  # "how does the guide define X?", "give me a definition of X"
    rf"how (?:would|do|does|can|could|might|should) {_WHO} define {_TERM}{_THING}",
    rf"how{_IS} {_TERM}{_THING} defined(?: (?:here|in (?:the|this|my) (?:guide|text|book|manual|document)))?",
    r"(?:(?:(?:(?:can|could|would|will) (?:you|someone|anyone) (?:please )?)?(?:give|write|state|provide|show)(?: me| us)?"
    r"|what(?: is|['’]s)|i (?:want|need)) )?(?:(?:an?|the|your|its) )?"
    rf"(?:{_SHORT} )*(?:definition|meaning) (?:of|for) {_TERM}{_THING}",
    rf"(?:(?:can|could|would|will) (?:you|someone|anyone) (?:please )?)?define {_TERM}{_THING}(?: for me)?",
)
_AFTER_LEAD = (  # "tell me what X is", "in one sentence: what is X?"
    rf"what {_THING}(?: really| actually| exactly)? (?:is|are|means)",
    rf"what{_IS}{_REALLY} {_THING}{_REALLY}",
)
_WAYS, _TOLD = (
    tuple(re.compile(rf"^(?:{way})[?.! ]*$", re.IGNORECASE) for way in ways)
    for ways in ((*_MEANT, *_NAMED_FIRST, *_NOT_UNDERSTOOD, *_ASKED_OUT, *_DEFINED), _AFTER_LEAD)
)
_NO_THING = re.compile(
    r"\b(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|does|do|did|can|could|should|would|will|if|because|"
    r"i|we|you|my|our|your)\b|^(?:to|it|that|this|they|those|these)\b|"
    r"^(?:an? |the )?(?:difference|best|default|point|purpose|steps?|stages?|phases?|ways?|types?|kinds?|reasons?|rules?|list|"
    r"order)\b",
    re.IGNORECASE,
)


def put_plainly(question: str) -> str:
    """A question for what something is, as "What is …?"; any other as it stands.

    Args:
        question: One standalone question.
    """
    asked = " ".join(question.split())
    core = _LED_OUT.sub("", _LED_IN.sub("", asked))
    for way in (*_WAYS, *_TOLD) if core != asked else _WAYS:
        match = way.match(core)
        if match is None:
            continue
        thing = match["thing"].strip(" \"'“”‘’.,:")
        if thing and len(thing.split()) <= MOST_WORDS and not _NO_THING.search(thing) and ". " not in thing:
            where = match.groupdict().get("where") or ""
            return f"What {'are' if _several(thing) else 'is'} {thing}{where}?"
    return question


def _several(thing: str) -> bool:
    last = thing.split()[-1]
    return (
        last.islower() and last.endswith("s") and not last.endswith(("ss", "us", "is", "ics")) and " of " not in thing
    )
