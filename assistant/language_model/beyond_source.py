"""What a sentence adds to its source though most of its words are there: words again, a clause of its own, another's property.

A weak model that has nothing more to say goes on: "Bagging averages the errors of the ensemble of models, and boosting the
losses of the ensemble of models."
"""

import re
from collections import Counter
from collections.abc import Sequence

from studyground.assistant.language_model.clauses import clauses, content_words
from studyground.assistant.language_model.prefixes import root_of
from studyground.assistant.language_model.verification import Source
from studyground.assistant.language_model.wording_likeness import WordVectors, nearness
from studyground.ingest.terms import stem

# Of 401 true paraphrases (tests/model_sentences*.jsonl and 160 over other fields) two have a clause that is backed so little.
LEAST_OF_CLAUSE = 0.3
CLAUSE_WORDS = 3  # beside those of the question
LIKE = 0.5  # a word whose vector is no nearer than this to any word of the source has nothing that stands for it there
_SUBJECT = re.compile(r"(?:The |An? )?((?:[A-Z][\w'’-]*)(?: [A-Z][\w'’-]*)+)")


def said_again(said: str, source: str) -> str:
    """Two content words in a row that a sentence has more than once, and more often than its source; "" for none.

    Args:
        said: The sentence.
        source: What it rests on.
    """
    mine, theirs = _in_a_row(said), _in_a_row(source)
    return next((" ".join(pair) for pair, times in mine.items() if times > max(1, theirs[pair])), "")


def unbacked_clause(said: str, source: str, question: str, vectors: WordVectors) -> str:
    """A clause of a sentence that its source says next to nothing of; "" where there is none.

    Args:
        said: The sentence.
        source: What it rests on.
        question: As it stands alone: its words need no backing where the source lacks them.
        vectors: Of words.
    """
    mine, theirs = vectors.read([said, source])
    known, asked = set(theirs.roots), {_root(word) for word in content_words(question)}
    near = nearness(mine, theirs).max(axis=1, initial=0.0)
    worth = {
        root: 1.0 if root in known else float(value) * (value >= LIKE)
        for root, value in zip(mine.roots, near, strict=True)
    }
    for clause in clauses(said):
        roots = {root_of(one) for one in clause.stems} & worth.keys()
        counted = [worth[root] for root in roots if root in known or root not in asked]
        if len(counted) >= CLAUSE_WORDS and sum(counted) / len(counted) < LEAST_OF_CLAUSE:
            return " ".join(clause.words)
    return ""


def of_other_subject(said: str, sources: Sequence[Source]) -> str:
    """The name that one of two sources is about and a sentence does not have: "Neo was closed" of what is told of Clarify.

    Args:
        said: The sentence.
        sources: What it rests on.

    Returns:
        The words by which the two names differ, "" where none is left out.
    """
    if len(sources) < 2:
        return ""
    matches = [_SUBJECT.match(one.text) for one in sources]
    names = [set(match[1].casefold().split()) if match else set() for match in matches]
    have = set(re.findall(r"[\w'’-]+", said.casefold()))
    for at, name in enumerate(names):
        own = name - set().union(*(other for number, other in enumerate(names) if number != at))
        if name and own and not own & have:
            return " ".join(sorted(own))
    return ""


def _in_a_row(text: str) -> Counter[tuple[str, str]]:
    roots = [_root(word) for word in content_words(text)]
    return Counter(zip(roots, roots[1:], strict=False))


def _root(word: str) -> str:
    return root_of(stem(word))
