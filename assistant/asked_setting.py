"""Where a question for a meaning sets its thing: "a saddle point of a loss function", "interleaving as a study method".

A guide says what a saddle point is without saying each time of what. The thing alone is looked for then, and what says what
it is must stand where the setting is spoken of: in the passage, its headings or the title of its document.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from studyground.assistant.candidates import Candidate
from studyground.assistant.definition_wording import put_plainly
from studyground.assistant.definitions import SAYS_SO, defined
from studyground.assistant.question import FRAME_WORDS, Question, understand
from studyground.assistant.retrieve import Query
from studyground.assistant.unsaid import named
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

MOST_WORDS = 4  # of a thing, and of a setting
NEAR_BY = 600  # characters before and after
LEAST_TAIL = 5  # characters: "autoscaling" is spoken of where "scaling" is
_LED_BY = re.compile(
    r"^(?:in|within|inside|for|with|under) (?P<where>[^,?]{2,40}),? (?P<asks>(?:what|define|explain|describe)\b.+)$",
    re.IGNORECASE | re.DOTALL,
)
_THING = r"^(?P<thing>[\w'’/+-]+(?: [\w'’/+-]+)*?)"
_ENDS_IN = re.compile(
    rf"{_THING},? (?:in|within|inside|as|in the context of|when it comes to) (?P<where>[\w'’/ +-]+)$", re.IGNORECASE
)
_ENDS_OF = re.compile(rf"{_THING} (?:of|for) (?P<where>(?:an?|the) [\w'’/ +-]+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """A thing and where it is asked of.

    Args:
        thing: What is to be defined.
        where: The words that say in, of or as what.
    """

    thing: str
    where: str


def setting_last(question: str) -> str:
    """A setting that leads put last: "what is a cooldown in autoscaling?"; any other question as it stands.

    Args:
        question: One question.
    """
    led = _LED_BY.match(" ".join(question.split()))
    if led is None or len(led["where"].split()) > MOST_WORDS:
        return question
    asks = put_plainly(led["asks"]).rstrip(" ?.")
    return f"{asks} in {led['where']}?" if understand(asks).type == "definition" else question


def things_defined(question: Question) -> tuple[str, ...]:
    """What a question asks the meaning of: as it names it, and without its setting; () for any other question.

    Args:
        question: What is asked.
    """
    setting = setting_of(question)
    return (question.subject, setting.thing) if setting else (question.subject,) if question.subject else ()


def setting_of(question: Question) -> Setting | None:
    """The thing and the setting of a question for a meaning; None where the whole is one name.

    Args:
        question: What is asked.
    """
    if question.type != "definition":
        return None
    for ends in (_ENDS_IN, _ENDS_OF):
        match = ends.match(question.subject)
        if match is None or max(len(match[part].split()) for part in ("thing", "where")) > MOST_WORDS:
            continue
        thing = match["thing"].strip()
        of_one = re.search(rf"\ban? {re.escape(thing)} (?:of|for)\b", question.text, re.IGNORECASE)
        if (ends is _ENDS_IN or of_one) and set(terms(thing)) - FRAME_WORDS and _telling(match["where"]):
            return Setting(thing, match["where"])
    return None


def defined_in_setting(index: Index, question: Question, query: Query, found: Sequence[Candidate]) -> Question:
    """The question for the thing alone where that is defined in its setting and the thing with its setting is not.

    Args:
        index: An open index.
        question: What is asked.
        query: The same, as it was searched for.
        found: Candidates.
    """
    setting = setting_of(question)
    if setting is None or any(defined(terms(question.subject), item) >= SAYS_SO for item in found):
        return question
    thing = terms(setting.thing)
    where = _telling(setting.where)
    telling = (item for item in found if defined(thing, item) >= SAYS_SO)
    if not any(_spoken_of(index, query, item, where) for item in telling):
        return question
    return replace(question, subject=setting.thing)


def _telling(where: str) -> frozenset[str]:
    return frozenset(terms(where)) - FRAME_WORDS


def _spoken_of(index: Index, query: Query, item: Candidate, where: Collection[str]) -> bool:
    title, text = index.document_by_id(item.doc).title, index.text_by_id(item.doc)
    near_by = text[max(0, item.start - NEAR_BY) : item.end + NEAR_BY]
    around = set(terms(" ".join((title, *item.path, item.hit.text, near_by))))
    return all(
        named(word, query, around) or any(len(one) >= LEAST_TAIL and word.endswith(one) for one in around)
        for word in where
    )
