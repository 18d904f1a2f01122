"""Questions that leave something out: "which languages besides Python are useful?" is not answered by what is said of Python."""

import re
from collections.abc import Sequence

from studyground.assistant.candidates import Candidate
from studyground.assistant.conversions import turned_round
from studyground.assistant.picked import Picked, sentence_of
from studyground.assistant.question import Question
from studyground.ingest.index import Index
from studyground.ingest.terms import stem, terms, tokens

MOST_WORDS = 5
LOOKED_AHEAD = 8  # sentences after the one that speaks of what is left out
FEWEST = 2
_VERB = r"(?:is|are|was|were|do|does|did|can|could|should|would|will|must|may|might|has|have)\b"
_ENDS = rf"(?:{_VERB}|(?:what|which|who|where|when|how)\b)"
_EXCEPTION = re.compile(  # up to a comma, the end or a verb like "are"; where there is none, one thing or two
    r",?\s*\b(?:besides|other than|apart from|aside from|except(?: for)?|in addition to)\s+(?:the |an? )?"
    rf"(?P<what>(?!{_ENDS})[\w+#.-]+(?: (?!{_ENDS})[\w+#.-]+){{0,{MOST_WORDS - 1}}}?(?=\s*[,?!]|\.?\s*$| {_ENDS}))\s*,?",
    re.IGNORECASE,
)
_SET_APART = re.compile(  # "what sets X apart from Y" leaves nothing out
    r"\b(?:sets?|tells?|telling|keeps?|kept|stands?|stood|comes?|grows?|takes?|taken|falls?|far|hours?|days?|met(?:er|re)s?)\b"
    r"[^,?]{0,60}\bapart from\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"[\w+#-]+(?: (?:and|or) [\w+#-]+)?")
_OPENS_WITH_NAME = re.compile(
    r"(?P<name>[A-Z][\w+#.-]*(?: [A-Z][\w+#.-]*){0,3})(?:(?:,| and| or) (?P<other>[A-Z][\w+#.-]*))*,? "
    r"(?:for (?:instance|example), |by contrast, |on the other hand, )?(?P<verb>[a-z]+)\b"
)
_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][\w+#-]*")


def without_exception(question: str) -> tuple[str, str]:
    """A question without what it leaves out, and what that is ("" when it leaves nothing out)."""
    match = _EXCEPTION.search(question)
    if match is None or _SET_APART.search(question[: match.end()]):
        return question, ""
    what, end = match.group("what"), match.end()
    at_end = not question[end:].strip("?!. ") and question[end - 1] != ","
    if at_end and not re.search(_VERB, question[: match.start()], re.IGNORECASE):
        what = _FIRST.match(what).group()  # type: ignore[union-attr]
        end = match.start("what") + len(what)  # "Which saws besides the fretsaw cut curves?": the verb comes after it
    rest = " ".join(f"{question[: match.start()]} {question[end:].lstrip()}".split())
    rest = re.sub(r"\s+(?=[?.!,])", "", rest)
    return (rest, what.rstrip(".")) if len(rest.split()) > 2 else (question, "")


def beside_the_point(question: Question, sentence: str) -> bool:
    """Whether a sentence speaks of what a question leaves out, or of the other way round of what it asks."""
    if question.excepted and speaks_only_of(question.excepted, question.text, sentence):
        return True
    return turned_round(question.text, sentence)


def speaks_only_of(excepted: str, question: str, sentence: str) -> bool:
    """Whether a sentence brings up what a question leaves out, and nothing of its like beside it."""
    left_out = set(terms(excepted)) or {stem(word) for word in tokens(excepted)}
    if not left_out <= set(terms(sentence)):
        return False
    if excepted[:1].isupper():
        asked = {stem(word) for word in tokens(f"{question} {excepted}")}
        return not any(stem(name.lower()) not in asked for name in _NAME.findall(sentence))
    word = re.escape(re.sub(r"(?:es|s|y)$", "", tokens(excepted)[-1]))
    listed = re.search(
        rf"\b{word}\w*,? (?:and|or|as well as) \w|, (?:and |or )?{word}|\b{word}\w*, \w+|"
        rf"\b(?:and|or|besides|than|from|except(?: for)?) (?:the |an? )?{word}",
        sentence,
        re.IGNORECASE,
    )
    return listed is None


def names_others(index: Index, question: Question, found: Sequence[Candidate], order: Sequence[int]) -> bool:
    """Whether the guide goes on from what a question leaves out to others of the kind it asks for.

    Args:
        index: Where the candidates come from.
        question: What is asked.
        found: Candidates.
        order: Their positions, best first.
    """
    others = others_after(index, question.excepted, found, order) if question.excepted else []
    if not others:
        return False
    first = others[0].sources[0]
    lead = index.sentences(first.doc, max(0, first.n - LOOKED_AHEAD), first.n)
    text = index.text_by_id(first.doc)
    near = " ".join((*first.path, *(text[row.span.start : row.span.end] for row in lead)))
    return terms(question.text)[0] in terms(near)


def others_after(index: Index, excepted: str, found: Sequence[Candidate], order: Sequence[int]) -> list[Picked]:
    """What the guide says of the others, where it goes on to them one by one after what is left out.

    "But Python is only the first. R excels in …. Julia offers …": sentences one after the other that each open with a
    name. A word that the document writes small elsewhere is no name.
    """
    left_out = set(terms(excepted))
    if not left_out or not excepted[:1].isupper():
        return []
    for at in order:
        item = found[at]
        if not left_out <= set(terms(item.text)):
            continue
        rows = index.sentences(item.doc, item.n + 1, item.n + 1 + LOOKED_AHEAD)
        places = {(one.doc, one.n): one for one in found}
        text = index.text_by_id(item.doc)
        run: list[Candidate] = []
        for row in rows:
            one = places.get((item.doc, row.n))
            opened = _OPENS_WITH_NAME.match(one.text) if one is not None and one.path == item.path else None
            if one is not None and opened and not left_out & set(terms(one.text)) and _is_name(opened["name"], text):
                run.append(one)
            elif len(run) >= FEWEST:
                break
            else:
                run = []
        if len(run) >= FEWEST:
            return [sentence_of(index, one) for one in run]
    return []


def _is_name(written: str, text: str) -> bool:
    return not re.search(rf"\b{re.escape(written.split()[0].lower())}\b", text)
