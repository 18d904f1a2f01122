"""What a guide says to do about a task, a trouble or a situation, in running text: "Chafed lines can be protected with hose"."""

import hashlib
import re
from collections.abc import Iterator, Sequence

from studyground.assistant.practice.writing.asking import MORE
from studyground.assistant.practice.writing.fact import Fact, NeedShape, Span
from studyground.assistant.practice.writing.mining_clauses import is_noun_phrase
from studyground.assistant.practice.writing.mining_language import (
    DETERMINERS,
    LEAD_IN,
    balanced,
    lower_first,
    stands_alone,
    tidy,
)
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb, infinitive_from_gerund
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import gerund_base
from studyground.assistant.practice.writing.phrasing import absolute, usable
from studyground.ingest.terms import terms

FORM = "solved"
LEAST_PRIORITY = 0.2
WORTH = 0.9
MOST_THING, MOST_NEED = 6, 24  # words
_HOW = (
    r"(?:\w+ly )?(?:by (?:means of |using |applying |adding |the use of )?|using |with (?:the help of )?|"
    r"through (?:the use of )?|via )"
)
_THING = r"(?P<thing>[^,;]+)(?:,.*)?$"
_DONE = (
    r"(?:achieved|accomplished|done|performed|carried out|handled|implemented|reali[sz]ed|simplified|streamlined|automated|"
    r"orchestrated|built|created|produced|obtained|made|measured|estimated|found|detected|identified|protected|secured|stored)"
)
_MENDED = (
    r"(?:addressed|mitigated|reduced|prevented|avoided|remedied|treated|corrected|solved|resolved|overcome|controlled|countered|"
    r"relieved|eased|cured|repaired|removed|fought|combated|tackled|managed|limited|lowered|stopped|minimi[sz]ed|fixed|alleviated|cleared|"
    r"protected|secured)"
)
_BETTERED = r"(?:improved|enhanced|increased|boosted|raised|strengthened|accelerated)"
_CAN_BE = r" (?:can|may|could|should|is|are|must)(?: be)?(?: best| often| usually| also| \w+ly)?(?: be)? "
_SCENE = re.compile(
    r"^(?:In|Consider|Imagine|Suppose|For) (?:a |an |the |one |any |some )?(?:typical |common )?"
    r"(?:scenarios?|cases?|situations?) (?:in which|where|when) (?P<scene>[^;:]+?), (?P<rest>[^;:]+)$"
)
_WHEN = re.compile(r"^(?:When|Whenever|If|Where) (?P<scene>[^;:,]{8,150}), (?P<rest>[^;:]+)$")
_FACED = re.compile(
    r"^(?:faced|confronted|dealing|working|presented|struggling|concerned) (?:with )?(?P<noun>(?:an? |the |any )?[a-z].+)$"
)
_TASK = re.compile(rf"^(?P<need>[A-Z][\w-]+ing (?!of )[^,]+?){_CAN_BE}{_DONE} {_HOW}{_THING}")
_ACHIEVABLE = re.compile(
    rf"^(?P<need>[A-Z][\w-]+ing (?!of )[^,]+?) (?:is|are) (?:possible|achievable|easy|straightforward) with {_THING}"
)
_TROUBLE = re.compile(
    rf"^(?P<need>[A-Z][^,]+?) (?:can|may|could|should)(?: \w+ly)? be (?:\w+ly )?(?:{_MENDED}|handled) {_HOW}{_THING}"
)
_CHOICE = (
    r"(?:the (?:best|right|preferred|usual) (?:choice|option|tool|method|answer|approach)|recommended|preferred|preferable|"
    r"advisable|appropriate|ideal)"
)
_APPLIED = re.compile(
    rf"^(?:then )?(?:(?:the |its |their )?[\w’' -]+?{_CAN_BE}(?:{_DONE}|{_MENDED}|{_BETTERED}) {_HOW}(?P<by>[^,;]+)|"
    r"(?P<used>[^,;]+?) (?:can|may|should|could|must) be (?:used|applied|employed|adopted|chosen|tried|considered|preferred)|"
    rf"(?P<best>[^,;]+?) (?:is|are) {_CHOICE}|"
    r"(?P<offers>[^,;]+?) (?:offers?|provides?|is|are) an? (?:[\w-]+ )?(?:solution|remedy|answer|way out))"
    r"(?:,.*| for .*| to .*)?$"
)
_FOR = re.compile(
    rf"^For (?P<scene>[a-z][^,;:]+), (?P<best>[^,;]+?) (?:is|are|can be|should be) (?:{_CHOICE}|used|applied)(?:,.*)?$"
)
_VERB_FRONT = re.compile(
    r"^(?:applying|using|employing|adding|adopting|introducing|the use of|use of|techniques? (?:such as|like)) "
)
_OWN = re.compile(r"(?<=\w )(?:its|their)\b")  # of what the phrase itself names before
_VAGUE_THING = frozenset(
    "solution method methods approach approaches technique techniques way ways tool tools option options strategy "
    "strategies step steps measure measures process processes care practice practices model models it them this system".split()
)
_ENDS = re.compile(
    r" (?:such as|including|like|as well as|rather than|instead of|to|that|which|when|where|if|because|so|without|while) .*$"
)


def solved_in(lines: Sequence[Line]) -> tuple[Fact, ...]:
    """What a guide's sentences give as the answer to a task, a trouble or a situation; none is there twice.

    Args:
        lines: The guide's sentences.
    """
    found: dict[tuple[str, str], Fact] = {}
    for line in lines:
        text = LEAD_IN.sub("", line.text).rstrip(". ")
        if line.weight < LEAST_PRIORITY or text.endswith(("?", ":", "!")) or not balanced(text) or "“" in text:
            continue
        for side in re.split(r",?\s+whereas\s+|,\s+while\s+(?!\w+ing\b)|;\s+", text):
            for fact in _solved(side.strip(), line):
                found.setdefault((fact.thing.casefold(), fact.need.casefold()), fact)
    return tuple(found.values())


def _solved(text: str, line: Line) -> Iterator[Fact]:
    scene = _SCENE.match(text) or _WHEN.match(text)
    if scene:
        applied = _APPLIED.match(scene["rest"])
        thing = next((part for part in applied.groups() if part), "") if applied else ""
        yield from _made(thing, *_scene_need(scene["scene"]), line)
        return
    given = _FOR.match(text)
    if given:
        yield from _made(given["best"], given["scene"], "noun", line)
        return
    task = _TASK.match(text) or _ACHIEVABLE.match(text)
    if task:
        first, _, rest = task["need"].partition(" ")
        yield from _made(task["thing"], infinitive_from_gerund(f"{first.lower()} {rest}"), "infinitive", line)
        return
    trouble = _TROUBLE.match(text)
    if trouble:
        need = lower_first(trouble["need"])
        yield from _made(trouble["thing"], "" if has_finite_verb(need) else need, "noun", line)


def _scene_need(scene: str) -> tuple[str, NeedShape]:
    """A situation and its shape: what somebody is "faced with" is a noun phrase, all else a clause."""
    faced = _FACED.match(scene)
    if faced:
        return faced["noun"], "noun"
    return (scene, "clause") if has_finite_verb(scene) else ("", "clause")


def _made(thing: str, need: str, shape: NeedShape, line: Line) -> Iterator[Fact]:
    name, need = _thing(thing), tidy(need)
    if not name or not _askable(need, shape) or set(terms(name)) <= set(terms(need)):
        return
    key = f"{name}|{FORM}|{need}|{line.document}|{line.start}"
    yield Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=name, kind="", form="solved", need=need, need_shape=shape,
        situation="", span=Span(line.document, line.start, line.end), section=line.section, named_by="span", text=line.text,
        priority=round(WORTH * max(line.weight, 0.5), 3),
    )  # fmt: skip


def _askable(need: str, shape: NeedShape) -> bool:
    plain = _OWN.sub("the", need)
    if not need or not usable(plain, 1 if shape == "noun" else 3, MOST_NEED) or MORE.match(need) or absolute(need):
        return False
    if shape == "noun":
        return is_noun_phrase(plain) and len(need.split()) > 1 and len(set(terms(need))) > 1
    return stands_alone(plain, 3, MOST_NEED) and len(set(terms(need))) > 2


def _thing(text: str) -> str:
    """The answer as a name of a few words, without what it is an example of or for; "" where it is none."""
    bare = _ENDS.sub("", _VERB_FRONT.sub("", tidy(text)))
    bare = re.sub(r"^(?:an?|the) ", "", bare)
    words = bare.split()
    if not 1 <= len(words) <= MOST_THING or re.search(r"\b(?:or|and|can|may|is|are|be)\b|[()]", bare):
        return ""
    low = [word.casefold() for word in words]
    if (low[-1] in _VAGUE_THING and len(words) == 1) or any(word in DETERMINERS for word in low[:1]):
        return ""
    if gerund_base(low[0]) and len(words) > 1 and low[1] in DETERMINERS:
        return ""
    return bare if is_noun_phrase(bare) or len(bare) <= len("standard") else ""
