"""How the parts of a question are told apart: which piece asks, which says how things stand, which gives the program orders."""

import re

_VERB = r"(?:is|are|was|were|am|does|do|did|can|could|should|shall|would|will|must|may|might|has|have|had)\b"
ASKS_WHETHER = (  # "…, and may I stop early?"
    r"(?:(?:is|are|was|were|am|can|could|should|shall|will|would|must|may|might|have|has) "
    r"(?:i|we|you|it|they|he|she|there|that|this|one|the|my|our|your)|(?:does|do|did) (?!not|well|so|nothing)[a-z]+)\b"
)
OPENS_QUESTION = re.compile(  # "My data is small" and "When I join frames" ask nothing
    r"^(?:\w+ ){0,2}?(?:what|which|why|how)\b|"
    r"^(?:(?:and|or|but|so|also|then|ok|okay|please|well|by|for|from|of|to|with|under|about) ){0,2}(?:who|whom|whose)\b|"
    rf"^(?:\w+ ){{0,2}}?(?:where|when)\b(?! (?!{_VERB}|not to\b)\w)|"
    rf"^(?:(?:and|or|but|so|also|then|ok|okay|please|well|if so),? )*(?:{_VERB}|(?:name|list|explain|define|describe)\b|"
    r"(?:ok|okay|fine|alright|all right|safe) (?:to|if|for)\b)|"
    r"^(?:the )?differences? between\b",
    re.IGNORECASE,
)
TOLD_TO_BE = re.compile(  # "Pretend you are a pirate": says nothing of what is asked
    r"(?:please )?(?:pretend (?:you|to|that)|act (?:as|like)|(?:forget|ignore|disregard) (?:all|any|the|your|every|what|"
    r"previous|earlier|prior)|don['’]t look|do not look)\b",
    re.IGNORECASE,
)
BETWEEN_COMMAS = re.compile(  # "Why does my function, which has no arguments, fail?" asks one thing
    r"\w, (?:which|who|whose|where) (?!(?:is|are|was|were|do|does|did) (?:the|an?|it|they|there)\b)[^,?.;]+,"
    r"(?! (?:and|or|but|also|what|which|who|whose|how|why|when|where)\b)",
    re.IGNORECASE,
)
_MAIN_CLAUSE = re.compile(
    r"^((?:what|how|where|whom?) (?:do|should|can|could|must|would|might|shall) (?:i|we|you|they|one) .{2,40}?) "
    r"(?:when|if|once|before|after)\b.+",
    re.IGNORECASE,
)


def main_clause(core: str) -> str:
    """What a question for advice asks, without the case it asks it for ("what do I say when they ask how much I want")."""
    return _MAIN_CLAUSE.sub(r"\1", core)
