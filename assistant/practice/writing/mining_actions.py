"""Advice that tells what to do in a case, whole: "Use event time with a watermark when records can arrive late"."""

import hashlib
import re
from collections.abc import Callable, Container, Iterator, Sequence

import numpy as np

from studyground.assistant.practice.writing.fact import Fact, NeedShape, Span
from studyground.assistant.practice.writing.mining_clauses import cut, is_noun_phrase
from studyground.assistant.practice.writing.mining_language import LEAD_IN, balanced, lower_first, stands_alone, tidy
from studyground.assistant.practice.writing.mining_shapes import (
    has_finite_verb,
    infinitive_from_gerund,
    is_participle,
    shape_of,
)
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import (
    AUXILIARY,
    VERBS,
    base_of,
    gerund_base,
    may_be_noun,
    third_person,
)
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

KIND = "action"
LEAST_ACT, MOST_ACT, MOST_CASE = 2, 13, 26
LEAST_PRIORITY = 0.5
WORTH = 0.95
SAME_CASE = 0.66  # cosine of two cases above which what is done in one would do in the other
SAME_ACT = 0.5  # share of the shorter one's words
KEPT = 16
DEEPEST = 4  # headings in common beyond which it makes no difference
_THIRD_WORD = 2
_CASE_LAST = re.compile(r"^(?P<act>[A-Za-z]+ [^;:]+?),? (?P<link>when|whenever|if|where) (?P<case>.+)$")
_CASE_FIRST = re.compile(
    r"^(?P<link>When|Whenever|If|Where) (?P<case>[^;:]{8,150}?), (?:then )?(?P<act>[a-z]+ [^;:]+)$"
)
_AIM_FIRST = re.compile(r"^(?:To|In order to) (?P<case>[^;:,]{8,120}), (?P<act>[a-z]+ [^;:]+)$")
_USE_FOR = re.compile(
    r"^(?P<act>(?:Use|Choose|Prefer|Apply|Add|Set|Run|Call|use|choose|apply|run) [^;:]+?) (?P<link>to|for) (?P<case>.+)$"
)
# What does nothing to the matter itself, or only speaks to a reader.
_NO_ACT = frozenset(
    "note see remember recall let be do think consider imagine suppose assume ask say look read learn know keep try make "
    "take explain notice observe refer have go come expect say get give want need click press type enter select".split()
)
_SUITS = re.compile(
    r"^(?P<name>(?:An? |The )?[A-Za-z][^,;:]{2,48}?) (?:(?:also |best )*(?:suits?|fits?)|"
    r"(?:is|are) (?:enough|suitable|best|ideal|preferable|right|the right choice|the better choice|meant)|works? best)"
    r"(?: (?P<link>when|if|where|for))? (?!(?:an?|the|any|all|every|each|its?|to|into|in)\b)(?P<case>.+)$"
)
_SAME_VERB = re.compile(r"^(?:Choose|Prefer|Pick|Select|Take|Try)\b")
_AGAINST = re.compile(
    r",? (?:over|instead of|rather than|and not|not|in place of|unless)\s.*$|(?<=\S)\s+(?:instead|first|then)$"
)
_PREFERRED = re.compile(r"^(Prefer [^,;]+?) to (?=\S+$|an? |the ).*$")
# A second condition, a second instruction, or a place that the passage names.
_SECOND_CASE = re.compile(r"\b(?:when|if|again|then|better)\b|\bthere$|\band for\b|\band (?:choose|use|prefer|apply)\b")
_ELSEWHERE = re.compile(
    r"\b(?:each|following|own|same|above|below|other|another|such|instead|section|next|previous|example)\b"
)
_WISH = re.compile(r"^you (?:(?:only |also |really )?(?:want|need|wish|have|would like|intend|plan)) to (?=[a-z])")
_READER = re.compile(r"\b(?:you|we|I|us|me|my|our)\b")


def actions_in(lines: Sequence[Line], proper: Container[str], ordinary: Callable[[str], bool]) -> tuple[Fact, ...]:
    """All advice of a guide that says what to do and in which case; none is there twice.

    Args:
        lines: The guide's sentences.
        proper: Words that the guide writes with a capital in the middle of a sentence.
        ordinary: Whether a word in small letters is one of the language.
    """
    found: dict[str, Fact] = {}
    for line in lines:
        text = LEAD_IN.sub("", line.text)
        if text.endswith(("?", ":")) or not balanced(text):
            continue
        clauses = [clause.strip().rstrip(".") for clause in re.split(r";\s+(?:and |but |so )?", text)]
        for clause in clauses:
            for fact in _advice(clause, line, proper):
                if _says_too_little(fact.thing, ordinary) or fact.priority < LEAST_PRIORITY:
                    continue
                found.setdefault(f"{fact.thing}|{fact.need}".casefold(), fact)
    return tuple(found.values())


def _says_too_little(act: str, ordinary: Callable[[str], bool]) -> bool:
    """Whether an instruction is a verb with one everyday word ("Use selection")."""
    words = act.split()
    return len(words) == LEAST_ACT and words[1].islower() and ordinary(words[1])


def _advice(clause: str, line: Line, proper: Container[str]) -> Iterator[Fact]:
    first = _CASE_FIRST.match(clause) or _AIM_FIRST.match(clause)
    if first:
        act, _ = cut(first["act"], one_clause=False)
        yield from _made(act, first.groupdict().get("link", "to") or "to", first["case"], "", line)
        return
    last = _CASE_LAST.match(clause) or _USE_FOR.match(clause)
    if last:
        case, because = cut(last["case"], one_clause=False)
        yield from _made(last["act"], last["link"], case, because, line)
        return
    suits = _SUITS.match(clause)
    if suits and is_noun_phrase(suits["name"]):
        first_word = suits["name"].split()[0]
        name = suits["name"] if first_word in proper else lower_first(suits["name"])
        case, because = cut(suits["case"], one_clause=False)
        yield from _made(f"Use {name}", suits["link"] or "for", case, because, line)


def _made(act: str, link: str, case: str, because: str, line: Line) -> Iterator[Fact]:
    act = _act(act)
    case, shape = _case(case, link.casefold())
    if not act or not case or set(terms(act)) & set(terms(case)):
        return
    key = f"{act}|{case}|{line.document}|{line.start}"
    yield Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=act, kind=KIND, form="action", need=case,
        need_shape=shape, situation="", span=Span(line.document, line.start, line.end), section=line.section,
        named_by="span", because=tidy(because), text=line.text, priority=round(WORTH * line.weight, 3),
    )  # fmt: skip


def _act(text: str) -> str:
    """An instruction as an option would have it: its verb first, without what it is set against; "" for none."""
    text = tidy(_AGAINST.sub("", _PREFERRED.sub(r"\1", re.sub(r"\byour\b", "the", text))))
    words = text.split()
    if not LEAST_ACT <= len(words) <= MOST_ACT or "," in text:
        return ""
    first, second = words[0].casefold(), words[1].casefold()
    if first not in VERBS or first in AUXILIARY or first in _NO_ACT or base_of(first):
        return ""
    if any(base_of(word) and not may_be_noun(base_of(word)) for word in map(str.casefold, words[1:])):
        return ""  # "Batch runs …", "Transfer learning fails to …": it has a subject
    if len(words) > _THIRD_WORD and second in VERBS and words[_THIRD_WORD].casefold() in AUXILIARY:
        return ""
    rest = " ".join(words[1:])
    if not stands_alone(rest, 1, MOST_ACT) or _READER.search(rest) or has_finite_verb(f"it {rest}") or '"' in rest:
        return ""
    if re.search(r"\b(?:it|them|they|its|their|one)\b", rest) or _ELSEWHERE.search(rest) or not set(terms(rest)):
        return ""
    return _SAME_VERB.sub("Use", text[:1].upper() + text[1:])


def _case(text: str, link: str) -> tuple[str, NeedShape]:
    """The case of an advice and its shape; "" where it cannot stand alone."""
    text = tidy(
        re.sub(
            r", and (?=(?:choose|use|write|say|add|set|keep|measure|check) ).*$", "", re.sub(r"\byour\b", "the", text)
        )
    )
    if _SECOND_CASE.search(text):
        return "", "clause"
    wish = _WISH.match(text)
    if link == "to" or wish:
        need = text[wish.end() :] if wish else text
        fit = shape_of(need) == "infinitive" and stands_alone(need, 3, MOST_CASE) and not _READER.search(need)
        return (need, "infinitive") if fit else ("", "clause")
    if link == "for" or gerund_base(text.split(" ", 1)[0]):
        need = infinitive_from_gerund(text)
        if need and stands_alone(need, 3, MOST_CASE):
            return need, "infinitive"
        fit = link == "for" and is_noun_phrase(text) and len(text.split()) > _THIRD_WORD
        listed = re.search(r"\band\b.* for\b", text)  # "irregular work and provisioned clusters for constant work"
        return (text, "noun") if fit and not listed else ("", "clause")
    text = _one_of_two(_of_the_team(text))
    whole = (
        stands_alone(text, 3, MOST_CASE) and not _READER.search(text) and not is_participle(text.split()[0].casefold())
    )
    return (text, "clause") if text and whole else ("", "clause")


def _one_of_two(text: str) -> str:
    """The first of two cases with "or" between them: a situation is one of them."""
    first, joint, second = text.partition(" or ")
    if not joint or not has_finite_verb(first) or not has_finite_verb(f"it {second}"):
        return text
    head, comma, _ = first.partition(", ")  # "A, B or C" is three
    return head if comma and has_finite_verb(head) else first


def _of_the_team(text: str) -> str:
    """A case that speaks to the reader as one of the team ("you use two disks": "the team uses two disks")."""
    match = re.match(r"^you (?P<verb>[a-z]+)\b(?! (?:have|been)\b)", text)
    if not match:
        return text
    verb = match["verb"]
    if verb in ("can", "cannot", "must", "may", "should"):
        changed = verb
    elif verb in ("are", "have", "do"):
        changed = {"are": "is", "have": "has", "do": "does"}[verb]
    elif verb in VERBS:
        changed = third_person(verb)
    else:
        return ""
    return f"the team {changed}{text[match.end() :]}"


def rank_actions(actions: Sequence[Fact], index: Index) -> dict[str, tuple[str, ...]]:
    """For each advice the ids of others, for other cases, that a learner could give instead; the nearest first.

    Args:
        actions: All advice.
        index: Its encoder measures nearness.
    """
    if not actions:
        return {}
    acts = index.encoder.encode([one.thing for one in actions])
    cases = index.encoder.encode([one.need for one in actions])
    alike_acts, alike_cases = acts @ acts.T, cases @ cases.T
    crossed = np.maximum(acts @ cases.T, cases @ acts.T)
    words = [frozenset(terms(one.thing)) for one in actions]
    ranked: dict[str, tuple[str, ...]] = {}
    for at, fact in enumerate(actions):
        scored: list[tuple[float, str]] = []
        for other, one in enumerate(actions):
            shared = len(words[at] & words[other]) / max(1, min(len(words[at]), len(words[other])))
            if other == at or shared >= SAME_ACT or alike_cases[at, other] >= SAME_CASE:
                continue
            shared_path = next(
                (n for n, (a, b) in enumerate(zip(one.section, fact.section, strict=False)) if a != b), 9
            )
            near = 0.25 * min(shared_path, DEEPEST)
            near += 0.3 * (one.need_shape == fact.need_shape) - 2.0 * (one.span.document != fact.span.document)
            score = float(alike_acts[at, other] + 0.5 * alike_cases[at, other] + 0.3 * crossed[at, other]) + near
            scored.append((-score, one.id))
        scored.sort()
        ranked[fact.id] = tuple(name for _, name in scored[:KEPT])
    return ranked
