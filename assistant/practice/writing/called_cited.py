"""Points that a guide supports with an authority: a case at law or a study, named with its year behind or before the point."""

import re
from collections.abc import Iterator, Sequence

from studyground.assistant.practice.writing.called_found import Called
from studyground.assistant.practice.writing.called_predicates import verb_at
from studyground.assistant.practice.writing.mining_language import balanced
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.phrasing import capital, words
from studyground.ingest.terms import terms

AUTHORITY = "authority"
LEAST_WORDS, MOST_WORDS, MOST_NAME = 6, 42, 7
LEAST_TERMS = 4
LEAST_SHARE = 0.5  # of the authorities that show by their form what they are
_NAME = r"[A-Z][\w’'.&-]*(?: (?:v|and|et|al\.?|&|of|the|de|la|le|van|von|der|[A-Z(][\w’'.&()-]*))*"
_YEAR = r"(?:\[\d{4}\]|\(\d{4}\)|(?:1[5-9]|20)\d\d)"
_BEHIND = re.compile(rf" \((?P<name>{_NAME}),? {_YEAR}\)")
_IN = re.compile(rf"^[Ii]n (?P<name>{_NAME}),? (?:\[\d{{4}}\]|\(\d{{4}}\)),? (?P<said>.+)$")
_AT_END = re.compile(rf"^(?P<said>.+?),? (?:in|by) (?P<name>{_NAME}),? (?:\[\d{{4}}\]|\(\d{{4}}\))$")
_MIDDLE = re.compile(
    rf"^(?P<before>.+?) in (?P<name>{_NAME}),? (?:\[\d{{4}}\]|\(\d{{4}}\)) (?P<after>(?:because|since|although|when|where) .+)$"
)
_SUBJECT = re.compile(rf"^(?P<name>{_NAME}),? (?:\[\d{{4}}\]|\(\d{{4}}\)) (?P<said>[a-z]+ .+)$")
_CLAUSE = re.compile(r"; (?:and |but |yet )?(?=[^()]*(?:\(|$))|: (?=in [A-Z])|,? (?:and|but) (?=in [A-Z])")
_JOINS = re.compile(r"^[,;:]? ?(?:and |but |yet )?")
_ENDS_ODDLY = re.compile(r", (?:like|as in|an?|the|such as|for example|see)\b[^,]*$")
_ANY = re.compile(rf"{_NAME},? (?:\[\d{{4}}\]|\(\d{{4}}\)|\d{{4}}\))")
_CASE = re.compile(r" v |^(?:Re|Ex parte) | Case$")
_STUDY = re.compile(r" et al\b| & |^[A-Z][\w-]+ and [A-Z][\w-]+$")
_NO_NAME = re.compile(
    r"\b(?:Act|Acts|Order|Regulations?|Directive|Statute|Issue|Edition|Table|Figure|Part|Chapter|Version|January|February|March|"
    r"April|May|June|July|August|September|October|November|December|Since|From|Until|In|On)\b"
)
# A point that goes on with one before it.
_LEANS = re.compile(
    r"^(?:It|Its|They|Their|He|She|His|Her|This|That|These|Those|Such|So|Thus|Then|Here|There|The same|Nor|But|And|Or|Contrast|"
    r"See|Compare|Unlike|Both|Another|Also|As|Who|Which|One)\b|\b(?:as well|too$|too,|again|above|below|likewise|similarly|"
    r"the (?:older|old|former|latter|other|last|first|new) (?:rule|case|one|decision))\b|"
    r"\b(?:the|that|this) (?:reason|exception|former|latter)\b"
)
_LOOSE = re.compile(r"\b(?:it|he|she|they|them|him)\b")


def cited_in(lines: Sequence[Line]) -> Iterator[Called]:
    """Every point that one authority stands for, as the guide says it, without the authority.

    Args:
        lines: The guide's sentences.
    """
    found = [
        Called(name, AUTHORITY, said, capital(clause), line)
        for line in lines
        for name, told, clause in _points(line.text)
        for said in (told if words(told) <= MOST_WORDS else told.rpartition(": ")[2],)
        if _stands(said, name)
    ]
    for document in {one.line.document for one in found}:
        own = [one for one in found if one.line.document == document]
        if authority_noun([one.name for one in own]):
            yield from own


def authority_noun(names: Sequence[str]) -> str:
    """What some authorities are called by their form, "case" or "study"; "" where they do not show it."""
    for noun, form in (("case", _CASE), ("study", _STUDY)):
        if sum(bool(form.search(name)) for name in names) >= LEAST_SHARE * max(1, len(names)):
            return noun
    return ""


def _points(text: str) -> Iterator[tuple[str, str, str]]:
    """The authorities of a sentence, each with what stands before or behind it, and the piece that says so."""
    plain, begun = text.strip().rstrip("."), 0
    for match in _BEHIND.finditer(plain):
        if not re.match(r"(?:[,;:.)]|$| and | but )", plain[match.end() :] or ""):
            return
        said = _JOINS.sub("", plain[begun : match.start()])
        begun = match.end()
        first, _, last = said.rpartition("; ")
        if first and _ANY.search(first) and not _ANY.search(last):
            yield from _in_clauses(first)
            said = _JOINS.sub("", last)
        if not _ANY.search(said):
            yield match["name"], said, f"{said}{match[0]}"
    if not begun:
        yield from _in_clauses(plain)


def _in_clauses(text: str) -> Iterator[tuple[str, str, str]]:
    """The authorities that stand inside the clauses of a sentence."""
    for clause in _CLAUSE.split(text):
        if len(_ANY.findall(clause)) != 1:
            continue
        if match := _MIDDLE.match(clause):
            yield match["name"], f"{match['before']} {match['after']}", clause
            continue
        match = _IN.match(clause) or _AT_END.match(clause) or _SUBJECT.match(clause)
        if match and (match.re is not _SUBJECT or verb_at(match["said"].split(), 0)):
            yield match["name"], _ENDS_ODDLY.sub("", match["said"]) if match.re is _AT_END else match["said"], clause


def _stands(said: str, name: str) -> bool:
    """Whether a point says enough by itself, and has no word of its authority's name."""
    if _NO_NAME.search(name) or len(name.split()) > MOST_NAME or not LEAST_WORDS <= words(said) <= MOST_WORDS:
        return False
    shown = {word.casefold() for word in re.findall(r"[^\W\d_]{4,}", name)}
    told = [word.casefold() for word in re.findall(r"[^\W\d_]{4,}", said)]
    if any(word.startswith(own[:6]) for word in told for own in shown):
        return False
    start = said[:1].upper() + said[1:]
    loose = _LOOSE.search(said)
    leans = bool(_LEANS.search(start)) or bool(loose and words(said[: loose.start()]) < LEAST_TERMS)
    return not leans and balanced(said) and len(set(terms(said))) >= LEAST_TERMS and not re.search(r"[“”\"?!]", said)
