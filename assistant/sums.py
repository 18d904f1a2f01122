"""Whether a question asks for a sum of money: a salary, a price, what somebody makes."""

import re

_MONEY = re.compile(
    r"\b(?:salar(?:y|ies)|pay|paid|earns?|earning|wages?|income|compensation|cost|costs|price[ds]?|fees?|charged?|charges|"
    r"how much (?:money|"
    r"does (?:it|an?|the) .{2,40} cost))\b(?! (?:functions?|matri(?:x|ces)|complexity|parameters?|terms?|sensitive)\b)"
    r"(?! (?:data ?(?:sets?|bases?|frames?)?|census\w*|surveys?|files?|tables?|columns?|fields?|features?|variables?|attributes?|"
    r"labels?|class(?:es)?|groups?|brackets?|predict\w+|models?|drift|elasticity|attention|heed|tax(?:es)?|statements?)\b)",
    re.IGNORECASE,
)
_OF_ANOTHER_KIND = re.compile(  # "Which year's census did the income data come from?"
    r"^(?:(?:in|by|from|since|until|during|for|at) )?(?:how (?:many|long|often|soon|old)|(?:what|which) (?:year|month|date|day|"
    r"decade|century|percent(?:age)?|share|proportion|fraction)|when|where|who)\b(?! (?:dollars?|euros?|pounds?|cents?|francs?|"
    r"rupees?)\b)",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"(?:the |an? )?(?:(?:average|typical|mean|median|usual|starting|yearly|annual|monthly|hourly) ){0,2}"
    r"(?:salar(?:y|ies)|wages?|pay|income|compensation|price|cost)s? (?:in|of|for|as|at)\b(?! (?:functions?|living)\b)",
    re.IGNORECASE,
)
_MAKES = re.compile(
    r"\bhow much (?:money )?(?:do|does|can|could|would|will) .{2,60}\bmakes?"
    r"(?= *(?:$|\?|(?:a|per|each|every) (?:year|month|week|day|hour)|in\b|at\b))",
    re.IGNORECASE,
)
_WHAT_IS_PAID = re.compile(  # "What isn't paid for under the scheme?" asks for things, not for a sum
    r"^what (?:is|isn['’]?t|are|aren['’]?t|gets?|will|won['’]?t|do|does|don['’]?t|doesn['’]?t)\b.*"
    r"\b(?:pay|pays|paid|charged?) for(?=[?.! ]*$| (?:under|by|in|with|at|if|when|during)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:what|how much|which|average|range|typical|earn|paid)\b", re.IGNORECASE)
_WHAT_MOVES_IT = re.compile(  # "which things affect pay", "what determines the price"
    r"^(?:what|which) (?:[\w-]+ ){0,3}?(?:affects?|influences?|determines?|drives?|moves?|shapes?|decides?|raises?|lowers?|"
    r"changes?|increases?|reduces?|matters?)\b",
    re.IGNORECASE,
)


def asks_for_money(question: str) -> bool:
    """Whether a sum of money answers a question, given without what leads up to it."""
    if any(pattern.match(question) for pattern in (_OF_ANOTHER_KIND, _WHAT_MOVES_IT, _WHAT_IS_PAID)):
        return False
    if _SUM.match(question) or _MAKES.search(question):
        return True
    return bool(_MONEY.search(question) and _ASKS.search(question))
