"""Two things that a sentence only names side by side: it does not say how they differ.

"Trees are fitted by the packages rpart and tree" is no answer to "rpart or tree, what is different?".
"""

import re
from collections.abc import Sequence

from studyground.assistant.both_columns import HOLDS_AGAINST
from studyground.assistant.picked import Picked
from studyground.assistant.question import Question

_ASKS_DIFFERENCE = re.compile(
    r"\b(?:differ\w*|distinguish\w*|vs\.?|versus|contrast|tell\w* apart|sets? apart|not the same)\b", re.I
)
_LIKENS = re.compile(r"\b(?:same|alike|equal\w*|equivalent|similar\w*|interchangeabl\w*|identical\w*)\b", re.IGNORECASE)
_FOR_WHAT = re.compile(r" (?:for|in|when|if|on|as|to|with) .*$")
_JOINED = r",?[”\"’'`*_]* (?:and|or|&|as well as|nor)(?: also)?(?: an?| the)? [“\"‘'`*_]*"


def only_named_together(question: Question, picked: Sequence[Picked]) -> bool:
    """Whether all that was chosen to tell two things apart names them in one breath and holds nothing against anything.

    Args:
        question: With its sides.
        picked: The answer so far.
    """
    if len(question.sides) != 2 or not picked or not _ASKS_DIFFERENCE.search(question.text):
        return False
    one, other = (re.escape(_FOR_WHAT.sub("", side.strip())) for side in question.sides)
    beside = re.compile(rf"\b(?:{one}{_JOINED}{other}|{other}{_JOINED}{one})\b", re.IGNORECASE)
    return all(
        not (shown.label or shown.listed or HOLDS_AGAINST.search(shown.text) or _LIKENS.search(shown.text))
        and beside.search(shown.text)
        for shown in picked
    )
