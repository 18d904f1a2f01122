"""Whether a question for a figure names its matter: by the subject of its sentence, its heading, or what a wait is for."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.writing.figure_scope import only_measured, subject_of
from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS
from studyground.assistant.practice.writing.mining_verbs import VERBS
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.section_headings import heading_of
from studyground.ingest.terms import terms

MATTER_WORDS, LEAST_SAID = 2, 2
HEADING_WORDS = 5
# Nouns that say only what sort of thing is meant, and not of what: "on-demand mode", "the total".
_SORTS = frozenset(
    "mode option setting type kind level state status plan buffer total sum amount rate figure period deadline wait part "
    "step version default limit ceiling value result figure score index threshold unit size".split()
)
# Headings of what is told of any matter: "Ages and hours", "Fees", "Limits and deadlines".
_ASPECTS = frozenset(
    "age hour time date day limit deadline fee cost price rule figure number size amount rate period duration length quota "
    "basics detail requirement condition note fact value level term step type kind option way question answer problem "
    "error".split()
)
_NAME = re.compile(r"(?<!^)\b[A-Z][\w+/.-]*|\b[A-Z]{2,}|\b[A-Za-z]\w*[_/]\w+|\b[a-z]+[A-Z]|\b[A-Z][a-z]+[A-Z]")
_TOTAL = re.compile(r"\b(?:in|the) total\b(?! (?:of|number|amount|weight|time|length|cost))")
_WAIT = re.compile(r"\bshould (?:you|one) wait\b")
_NO_ARTICLE = re.compile(r"(?:How long|What) is [A-Za-z]+(?:-[a-z]+)* (?:before|after|in|at|for|on|from)\b")
_FOR_WHAT = re.compile(r"\b(?:before|until|to|for (?!how))\b")


def names_itself(text: str) -> bool:
    """Whether a sentence says by its own subject of what it speaks: a name, or a noun with what tells it from others.

    Args:
        text: The sentence, with or without a gap.
    """
    who = subject_of(text)
    if not who or "__" in who or _TOTAL.search(text) or who.split()[0].casefold() in PREPOSITIONS:
        return False
    if _NAME.search(who):
        return True
    own = [word for word in who.split() if word.casefold() not in DETERMINERS]
    last = own[-1].casefold() if own else ""
    return (
        len(own) >= LEAST_SAID
        and who.split()[0].casefold() not in ("the", "these", "those", "this", "that")
        and own[0].casefold() not in VERBS
        and last not in _SORTS
        and last.removesuffix("s") not in _SORTS
        and not only_measured(who)
    )


def is_aspect(heading: str) -> bool:
    """Whether a heading tells only what is said of some matter ("Ages and hours"), and not of which.

    Args:
        heading: Without its number.
    """
    words = [
        word for word in re.findall(r"[a-z]+", heading.casefold()) if word not in ("and", "or", "the", "of", "some")
    ]
    return bool(words) and all(word in _ASPECTS or word.removesuffix("s") in _ASPECTS for word in words)


def names_things(heading: str) -> bool:
    """Whether a heading is a plural of things, or a row of such: "Invoices and claims", "Hiring and paying".

    Args:
        heading: With or without its number.
    """
    words = heading_of((heading,)).casefold().split()
    if not words or is_aspect(heading):
        return False
    works = [word for word in words if word != "and"]
    return all(word.endswith("ing") for word in works) or (plural(words[-1]) and not words[0].endswith("ing"))


def for_a_purpose(question: str) -> bool:
    """Whether a question for a wait says before what one waits, and one for a length of what, with its article.

    Args:
        question: For a figure.
    """
    wait = _WAIT.search(question)
    if _NO_ARTICLE.match(question):
        return False  # "How long is Cut-off before arrival?"
    return wait is None or bool(_FOR_WHAT.search(question[wait.end() :]))


def is_written_as_name(label: str) -> bool:
    """Whether a label is two words or more with capitals: "Amazon Personalize".

    Args:
        label: Of a paragraph.
    """
    words = label.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def in_its_part(question: str, subject: str, section: Sequence[str]) -> str:
    """A question with the heading in front, where its subject is a term that only its part of the guide tells of.

    Args:
        question: For a figure.
        subject: What its figure is said of ("warm start").
        section: Headings above its sentence, the nearest last.
    """
    words = subject.split()
    many = bool(words) and plural(words[-1])
    alone = not many or (len(words) == 1 and f" {subject} be " in question)  # "must restrictions be looked at": which
    term = 0 < len(words) <= MATTER_WORDS and subject.islower() and alone
    term = term and subject not in ("you", "one") and words[0] not in DETERMINERS
    if not term or not re.match(r"(?:How|What|Which|Within|For|At|After|About|Until)\b", question):
        return question
    heading = heading_of(section[-1:])
    known = {one for above in section for one in terms(above)} & set(terms(question))
    named = 0 < len(heading.split()) <= HEADING_WORDS and not re.search(r"[?!“”:]", heading) and not is_aspect(heading)
    return f"In “{heading}”, {question[:1].lower()}{question[1:]}" if named and not known else question
