"""What holds where nobody says otherwise: a question for a default is answered by a sentence that speaks of one.

"What timeout does it use by default?" and "… if I don't set one?" share their other words with every sentence on timeouts.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.question import Question

SPEAKS_OF_IT = 2.0  # log-odds
_SETS = r"(?:chang|specif|set|choos|pick|pass|giv|provid|stat|declar|nam|sa(?:y|id)|configur|adjust|overrid|select|suppl)\w*"
_DOES_NOT = rf"(?:n['’]t|\b(?:not|never)) (?:\w+ly )?(?:{_SETS}|(?:tell|writ|annotat|touch|fill|mention)\w*)"
_ASKS = re.compile(
    rf"\bdefaults?\b|\bout of the box\b|\bwithout (?:my |me |us )?(?:explicitly )?{_SETS}|"
    rf"\b(?:if|when) (?:i|you|we|one|they)\b[^,.?]{{0,30}}?{_DOES_NOT}|\bunless (?:i|you|we|one) {_SETS}|"
    rf"\b(?:nobody|no one) {_SETS}|\b(?:if|when) (?:i|you|we) {_SETS} (?:nothing|none|no)\b|"
    r"\bleav(?:e|es|ing)\b[^,.?]{1,40}\b(?:alone|unset|unchanged|unspecified|as it is|as they are)\b|"
    r"\b(?:is|are|was|were)(?: not|n['’]t) (?:given|set|specified|passed|provided|stated|configured)\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"\bdefaults?\b|\bomit(?:s|ted)?\b|\bout of the box\b|\b(?:is|are|be) assumed\b|\bunless\b|"
    r"\bleft (?:out|unset|empty|blank|alone)\b|"
    rf"\b(?:if|when|where)\b[^,.;]{{0,40}}{_DOES_NOT}|"
    r"\b(?:if|when|where) (?:no|none|nothing)\b|\bif (?:un(?:set|specified|sure)|absent|missing)\b",
    re.IGNORECASE,
)


def told_by_default(question: Question, found: Sequence[Candidate], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores in which, for a question about a default, the sentences that speak of one stand further in front.

    Args:
        question: What is asked.
        found: Candidates.
        scores: Their log-odds of answering.
    """
    if not found or not _ASKS.search(question.text):
        return scores
    speaks = np.array([bool(_SPEAKS.search(item.text)) for item in found])
    return scores + SPEAKS_OF_IT * speaks
