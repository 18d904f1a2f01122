"""What a paragraph says of the case that a question adds: "how tall is the mast, and what changes if I fit a boom?".

The sentence opens with the case ("With a boom fitted, the mast …") and speaks of what the one shown speaks of.
"""

import re
from collections.abc import Sequence

from studyground.assistant.candidates import Candidate, presentable
from studyground.assistant.picked import Picked, sentence_at
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.restating import rhetorical
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

AROUND = 8  # sentences
FEWEST = 2  # words of what is asked before the case
_ADDED = re.compile(
    r"\b(?:and|but|&) (?:also |then )?(?:what|how|which|who|where|does|do|is|are|will|can)\b(?:(?!\b(?:and|but)\b)[^?])*?"
    r"\b(?:if|when|once|with|without|after|in case) (?P<case>[^?]+?)[?.! ]*$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:If|When|Once|With|Without|After|In|On|For|Where|Under) (?P<case>[^,;:]{2,60}), ")


def told_of_case(index: Index, question: Question, shown: Sequence[Picked]) -> Candidate | None:
    """The sentence of the paragraph shown that opens with the case which a question adds; None where it has none.

    Where that is shown already, and nothing of what is asked before it, the sentence that has most of that.

    Args:
        index: Where it comes from.
        question: What is asked.
        shown: The answer so far.
    """
    added = _ADDED.search(question.text.strip())
    case = set(terms(added["case"])) - FRAME_WORDS if added else set()
    lead = shown[0].sources[0]
    if added is None or not case or lead.kind not in ("paragraph", "item"):
        return None
    about = set(terms(question.text[: added.start()])) - FRAME_WORDS
    rows = index.sentences(lead.doc, max(0, lead.n - AROUND), lead.n + AROUND)
    own = [sentence_at(index, lead, row, lead.kind) for row in rows if row.span.unit == lead.unit]
    own = [one for one in own if presentable(lead.kind, one.text) and not rhetorical(one.text)]
    if not any(_tells(case, one.text) for one in shown):
        return next((one for one in own if _tells(case, one.text) and about & set(terms(one.text))), None)
    missing = about - set(terms(" ".join(one.text for one in shown)))
    first = [one for one in own if not _tells(case, one.text) and not one.dangling and missing & set(terms(one.text))]
    best = max(first, key=lambda one: (len(about & set(terms(one.text))), -one.n), default=None)
    return best if best is not None and len(about & set(terms(best.text))) >= FEWEST else None


def _tells(case: set[str], text: str) -> bool:
    opens = _OPENS.match(text)
    return opens is not None and bool(case & set(terms(opens["case"])))
