"""An instance that a question names at its end ("…, like in arthritis?") and the guide never does.

What a guide says of joints in general answers it only where it says most of what is asked.
"""

import re

from studyground.assistant.candidates import Candidate
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.retrieve import Query
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

_INSTANCE = re.compile(
    r"(?:, ?like|\blike (?:in|with|for|at)|\bsuch as|\be\.g\.|, ?(?:for example|for instance|say),?)(?: in| with| for| at)? "
    r"(?:the |an? |my )?(?P<instance>[\w'’-]+(?: [\w'’-]+)?)[?.! ]*$",
    re.IGNORECASE,
)


def asks_of_unknown_instance(index: Index, question: Question, query: Query, best: Candidate) -> bool:
    """Whether a question names an instance that the guide never does, and the best sentence lacks most of the rest.

    Args:
        index: The guide.
        question: What is asked.
        query: As the retriever read it.
        best: The best sentence.
    """
    match = _INSTANCE.search(question.text)
    own = [term for term in terms(match["instance"]) if term not in FRAME_WORDS] if match else []
    if match is None or not own or any(term in index.terms.vocabulary or query.kin.get(term) for term in own):
        return False
    rest = {term for term in terms(question.text[: match.start()]) if term not in FRAME_WORDS}
    said = set(terms(" ".join((best.text, best.before, best.header, *best.path[-1:]))))
    named = [term for term in rest if term in said or any(near in said for near in query.kin.get(term, {}))]
    return 2 * len(named) < len(rest)
