"""Which labelled line a question asks for: "Price: 60 euros" where it asks what something costs.

It answers where its label is the very thing asked for, and all else that the question names is what the guide says it of.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from studyground.assistant.candidates import Candidate
from studyground.assistant.kinds import HARD, NUMBER_WORDS, holds
from studyground.assistant.label_lines import LabelLine, label_lines
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.retrieve import Hit, Query
from studyground.assistant.stacked_rows import stacked_rows
from studyground.ingest.index import Index
from studyground.ingest.terms import stems_of, terms

LABEL_ASKED = -1  # in `Candidate.extreme`, where the number of a column stands for a row
OFTEN = 7  # what one passage of so many says is what the document is about
OFTEN_LEAST = 3
MORE_NAMED = 3  # further off than any other label for the same
BY_BLOCK = 6  # only the line above its block tells it from the others
_BEGINS_WITH_NUMBER = re.compile(
    rf"(?:(?:about|around|up to|at (?:least|most)|between|approximately|approx\.|circa|roughly|some|over|from|"
    rf"maximum|minimum|max\.?|min\.?) )?[~≈<>≤≥]?\s?(?:\d|(?:{NUMBER_WORDS}|none|unlimited)\b)",
    re.IGNORECASE,
)
_NOUN_ASKED = re.compile(
    r"\b(?:what|which)(?:['’]?s| is| are| was| were)?(?: the| its| an?)? ((?:[\w-]+ ){0,3}?[\w-]+?)"
    r"(?= (?:is|are|was|were|do|does|did|can|could|should|will|would|must|may|might|has|have|in|on|for|at|to|there|i|we|you|it|"
    r"the|an?|that|this)\b|[?.!]*$)",
    re.IGNORECASE,
)


_HOW_MANY = stems_of("number count total maximum minimum no overall")
_SPENT = stems_of("cost price fee charge fare tuition rent expensive pay spend")
_EARNED = stems_of("salary wage pay paid earn earnings income compensation")
_TIME = stems_of("length distance duration time limit allowed allotted given running total")
_ALLOWED = stems_of("limit allowed allotted given")
_OF_FACTS = stems_of("fact figure key quick glance brief overview summary detail information info general basic basics data "
                      "essential practical number profile format short about know specification")  # fmt: skip
_SAME = {
    term: alike
    for alike in map(stems_of, ("exam test examination quiz assessment", "course class training programme program workshop",
                                "certificate certification credential", "licence license permit", "race run event", "job role"))
    for term in alike
}  # fmt: skip
_TAKE_PART = re.compile(r"(?<=\btake )part\b|(?<=\btakes )part\b|(?<=\btaking )part\b", re.IGNORECASE)
_THE_ONE = re.compile(r"what(?:['’]?s| is| are) the\b", re.IGNORECASE)
_OPENS = re.compile(r"(when|where)\b", re.IGNORECASE)
_SAID_BY = {
    "when": re.compile(r"(?:the )?(?:when|dates?|day|date and time|next date)", re.IGNORECASE),
    "where": re.compile(r"(?:the )?(?:where|place|venue|location|address)", re.IGNORECASE),
}
_PLAIN = stems_of(
    "registration exam examination test entry entrance admission booking enrolment enrollment standard full regular "
    "normal list base total ticket course current average typical usual median mean"
)
_ASKED_WITH = stems_of(
    "take sit offer available give come run last hold support need get include contain have total currently "
    "enter register book enrol enroll join buy attend today long much many money time there allow provide "
    "write state list"
)


def with_labels_asked(
    index: Index, question: Question, query: Query, hits: Sequence[Hit], found: Sequence[Candidate]
) -> list[Candidate]:
    """The candidates, with the labelled lines of the passages found whose label is what a question asks for, marked as told.

    Args:
        index: The index.
        question: What is asked.
        query: As the retriever read it.
        hits: The passages found.
        found: Candidates.
    """
    # "what is the warranty of the small one", not "what is drift"
    of_it = question.type == "definition" and _THE_ONE.match(question.text)
    if not (of_it or question.type in ("factoid", "list")) or question.excepted:
        return list(found)
    fits: list[tuple[int, LabelLine, frozenset[str]]] = []
    for line in label_lines(index, hits):
        used = _names_asked(question, line)
        if used is not None:
            rest = set(terms(_TAKE_PART.sub("", question.text))) - FRAME_WORDS - _ASKED_WITH - line.named - used[1]
            further = _of_the_subject(index, question, query, line, rest)
            if further is not None:
                fits.append((used[0] + further, line, frozenset(rest)))
    for line in stacked_rows(index, hits):
        asked, sums = set(terms(question.text)), (_EARNED | _SPENT) & line.named
        if line.heading <= asked and (line.named & asked or (question.wanted == "money" and sums)):
            rest = asked - FRAME_WORDS - _ASKED_WITH - line.named - line.heading - (_EARNED | _SPENT if sums else set())
            if _of_the_subject(index, question, query, line, rest) is not None:
                fits.append((0, line, frozenset(rest)))
    told: list[Candidate] = []
    for doc in dict.fromkeys(line.item.doc for _, line, _ in fits):
        best = min(tier for tier, line, _ in fits if line.item.doc == doc)
        lines = [(line, rest) for tier, line, rest in fits if line.item.doc == doc and tier == best]
        once = best >= BY_BLOCK or all(_once(index, *one) for one in lines)
        if len({_plain(line.value) for line, _ in lines}) == 1 and once:
            told += [line.item for line, _ in lines]  # of two that differ the question does not say which
    marked = {(item.doc, item.start, item.end): item for item in told}
    kept = [
        replace(one, extreme=LABEL_ASKED) if marked.pop((one.doc, one.start, one.end), None) else one for one in found
    ]
    return kept + [replace(one, extreme=LABEL_ASKED) for one in marked.values()]


def label_asked(item: Candidate) -> bool:
    """Whether a candidate is a line whose label is what is asked for."""
    return item.extreme == LABEL_ASKED


def _names_asked(question: Question, line: LabelLine) -> tuple[int, frozenset[str]] | None:
    """Words of a question that a label takes the place of, after how closely (0 is closest); None where it is not asked for."""
    asked, label, value = set(terms(question.text)), line.named, line.value
    own = bool(label) and label <= asked
    if question.wanted == "money":
        used = _names_sum(asked, label) if holds(question, value) else None
        return (0, used) if used else None
    if question.wanted == "count" and question.counted:
        named = label - _HOW_MANY
        counts = question.counted in named and named <= asked and bool(_BEGINS_WITH_NUMBER.match(value))
        return (0, named | _HOW_MANY) if counts else None
    if question.wanted == "duration" and holds(question, value) and label & (_TIME | asked) and label <= _TIME | asked:
        return (0, label) if own else (2 if label & _ALLOWED else 1, label | _TIME)
    asks = _OPENS.match(question.text.strip())
    general = _SAID_BY.get(asks.group(1).lower()) if asks and line.beside else None
    if general and general.fullmatch(line.label):
        return 1, frozenset()
    if not own:
        return None
    if question.wanted in HARD:
        holding = holds(question, value) == 1.0 or (question.wanted == "person" and value[:1].isupper())
        return (0, label) if holding and question.wanted != "count" else None
    noun = _NOUN_ASKED.search(question.text)
    head = terms(noun.group(1)) if noun else []
    return (0, label) if line.beside and ((head and head[-1] in label) or general) else None


def _names_sum(asked: set[str], label: frozenset[str]) -> frozenset[str] | None:
    """As `_names_asked`, of a sum of money: a fee or price to who asks what is paid, a salary to who asks what is earned."""
    for kind, other in ((_EARNED, _SPENT), (_SPENT, _EARNED)):
        if not label & kind or (asked & other and not asked & kind):
            continue
        if label - kind <= asked | _PLAIN:
            return label | kind
    return None


def _of_the_subject(index: Index, question: Question, query: Query, line: LabelLine, rest: set[str]) -> int | None:
    """How closely a line is of what else a question names, 0 the closest; None where it is of something else.

    That must be in the headings above it or be what its whole document is about; a heading right above that names more than was
    asked for ("The small kiln") must name what was asked for too.
    """
    doc = line.item.doc
    above = " ".join((index.document_by_id(doc).title, *line.item.path))
    title = set(terms(" ".join((index.document_by_id(doc).title, *line.item.path[:-1])))) | (rest & _initials(above))
    alike = {way for term in rest for way in query.alike.get(term, ())}

    def names(have: set[str]) -> bool:
        known = have | {term for term in rest if any(way <= have for way in query.alike.get(term, ()))}
        return all(term in known or _SAME.get(term, frozenset()) & known for term in rest)

    often = {term for term in rest | line.heading if _often(index, doc, term)}
    if not names(title | line.heading | set(terms(" ".join(line.item.path))) | often):
        return None
    asked = set(terms(question.text)).union(*alike)
    asked |= {other for term in asked for other in _SAME.get(term, ())}
    more = line.heading - asked - title - often - _OF_FACTS
    if not more or names(set(line.heading)):
        return MORE_NAMED if more else 0
    # "The steel kiln" among other kilns to one who asks for the steel one: no heading above it says so
    return BY_BLOCK if rest & line.heading - title - set(terms(" ".join(line.item.path))) else None


def _initials(text: str) -> set[str]:
    """The first letters of every two to four words of a text that follow one another ("ml")."""
    letters = "".join(word[0].lower() for word in text.split())
    return {letters[at : at + many] for many in (2, 3, 4) for at in range(len(letters) - many + 1)}


def _often(index: Index, doc: int, term: str) -> bool:
    """Whether a word is in so many passages of a document that it is what the document is about."""
    text = index.text_by_id(doc)
    texts = [text[row.passage.start : row.passage.end] for row in index.passages_of(doc)]
    having = sum(term in terms(one) for one in texts)
    return having >= OFTEN_LEAST and having * OFTEN >= len(texts)


def _once(index: Index, line: LabelLine, rest: frozenset[str]) -> bool:
    """Whether its document says nothing else with this label, or only under headings that are not asked for."""
    doc, text = line.item.doc, index.text_by_id(line.item.doc)
    asked = rest & set(terms(" ".join(line.item.path)))
    name = index.document_by_id(doc).document
    for other in re.finditer(rf"(?m)^\W*{re.escape(line.label)}(?: ?:|\s[–—-])\s+(?P<value>.+)", text):
        if _plain(other["value"]) != _plain(line.value):
            above = set(terms(" ".join(index.headings_at(name, other.start("value")))))
            if asked <= above:
                return False
    return True


def _plain(value: str) -> str:
    return " ".join(value.lower().split())
