"""What a clause says of the name it opens with: what it is, does, has, causes or suits."""

import re
from collections.abc import Iterator
from dataclasses import replace

from studyground.assistant.practice.writing.mining_clauses import cut, drawn, is_noun_phrase
from studyground.assistant.practice.writing.mining_found import Found
from studyground.assistant.practice.writing.mining_language import (
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    lower_first,
    stands_alone,
    tidy,
    tokens,
)
from studyground.assistant.practice.writing.mining_shapes import (
    has_finite_verb,
    infinitive_from_finite,
    infinitive_from_gerund,
    is_participle,
)
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import (
    AUXILIARY,
    STATIVE,
    VERBS,
    base_of,
    gerund_base,
    may_be_noun,
)
from studyground.assistant.practice.writing.things import Names
from studyground.assistant.practice.writing.vocabulary import kind_in_definition

_PASSIVE = re.compile(
    r"^\s+(?:is|are|can be|may be)\s+(?:\w+ly\s+|often\s+|best\s+|also\s+|most\s+)*(?P<verb>used|designed|built|meant|"
    r"intended|suited|suitable|ideal|made|good|right|fit|appropriate|useful|preferred|recommended|chosen|"
    r"needed|for)\s*"
    r"(?P<link>to|for|when|if|where|in|as)?\s+(?P<need>.+)$"
)
_SUITS = re.compile(
    r"^\s+(?:also\s+|best\s+|mainly\s+)*(?:suits?|fits?|serves?(?! as)|works? (?:well|best) (?:for|with|on|"
    r"when)|excels? (?:at|in)|is for|are for)\s+(?P<need>.+)$"
)
_CAUSES = re.compile(
    r"^\s+(?:can |may |often |usually |also )*(?:causes?|leads? to|results? in|gives? rise to|cause|lead to|"
    r"result in)\s+(?P<need>.+)$"
)
_LIMIT = re.compile(r"\S+\s+(?:(?:at (?:least|most)|up to|between|about|around|no more than|more than|from)\s+)?\d")
_COMPARED = frozenset("sensitive robust faster slower cheaper immune unaffected".split())
_TIME_WORD = re.compile(
    r"\b(?:announced|retired|closed|renamed|discontinued|formerly|until (?:19|20)\d\d|since (?:\w+ )?(?:19|"
    r"20)\d\d|ended|called|was|were|had)\b"
)
# A definition whose noun has a place or a condition of its own: what follows "that" is only half of it.
HALF_HEAD = re.compile(r"\s(?:at|in|on|under|inside|within|above|below|without|from)\s")


def said_of(clause: str, start: tuple[int, str], line: Line, names: Names) -> Iterator[Found]:
    """What one clause says of the name it opens with."""
    end, name = start
    rest = clause[end:]
    if not re.match(r"\s", rest):
        return
    if re.match(r"\s+(?:and|or)\s", rest):
        return
    for pattern in (_CAUSES, _SUITS, _PASSIVE):
        match = pattern.match(rest)
        if not match:
            continue
        if pattern is _CAUSES:
            need, because = cut(match["need"])
            if is_noun_phrase(need):
                yield replace(drawn(line, name, "cause", lower_first(need), "noun"), because=because)
        elif pattern is _SUITS:
            need, because = cut(match["need"])
            if is_noun_phrase(need):
                yield replace(drawn(line, name, "choice", lower_first(need), "noun"), because=because)
        else:
            yield from _passive(match, name, line)
        return
    definition = re.match(
        r"^\s+(?:is|are|refers? to|means?|serves? as|acts? as)\s+(?P<definiens>(?:an?|the|one of)\s.+)$", rest
    )
    if (
        definition
        and re.match(
            r"(?:the (?:\w+est|most|least|usual|only|main|same|first|next|right|wrong|best|key|common|default|"
            r"weak\w*|price)|an? (?:good|common|better|sign|reason|problem|matter|question))\b",
            definition["definiens"],
        )
    ) or (
        definition
        and re.match(
            r"(?:an?|the) (?:\w+ )?(?:one|ones|name|case|way out|name|place|trap|exception)\b", definition["definiens"]
        )
    ):
        return
    if definition:
        yield from defined(definition["definiens"], name, line)
        return
    yield from _predicate(rest, name, line)


def _passive(match: re.Match[str], name: str, line: Line) -> Iterator[Found]:
    link, verb = match["link"] or ("for" if match["verb"] == "for" else ""), match["verb"]
    need, because = cut(match["need"])
    if not need:
        return
    if link == "to" and need.split()[0].casefold() in VERBS and stands_alone(need):
        yield replace(drawn(line, name, "purpose", need, "infinitive"), because=because)
    elif link == "for":
        infinitive = infinitive_from_gerund(need)
        if infinitive and stands_alone(infinitive):
            yield replace(drawn(line, name, "purpose", infinitive, "infinitive"), because=because)
        elif is_noun_phrase(need):
            yield replace(drawn(line, name, "choice", lower_first(need), "noun"), because=because)
    elif link in ("when", "if", "where") and stands_alone(need, 3) and has_finite_verb(need) and verb != "made":
        yield replace(drawn(line, name, "choice", lower_first(need), "clause"), because=because)


def defined(definiens: str, name: str, line: Line) -> Iterator[Found]:
    """What a definition says: the thing's kind, what it does, and the definition itself."""
    kind = kind_in_definition(definiens)
    phrase, because = cut(definiens)
    that = re.match(
        r"^(?:an?|the|one of the)\s+(?P<head>[^,;:()]*?)\s+(?<!in )(?<!of )(?<!to )(?<!with )(?<!by )(?<!for )(?<!on )"
        r"(?<!from )(?<!under )(?:that|which)\s+(?P<verb>.+)$",
        phrase,
    )
    gerund = re.match(r"^(?:an?|the)\s+(?P<head>[^,;:()]*?)\s+(?:used\s+)?(?:for|to)\s+(?P<verb>.+)$", phrase)
    made = 0
    if kind and that and not HALF_HEAD.search(that["head"]):
        need = infinitive_from_finite(that["verb"])
        head = that["verb"].split()[0]
        if need and stands_alone(need, 2) and base_of(head) not in STATIVE:
            made += 1
            yield replace(drawn(line, name, "purpose", need, "infinitive"), kind=kind, because=because)
        elif base_of(head) and stands_alone(that["verb"], 2):
            made += 1
            yield replace(drawn(line, name, "property", that["verb"], "finite"), kind=kind, because=because)
    elif kind and gerund:
        verb = gerund["verb"]
        need = infinitive_from_gerund(verb) or (
            verb if verb.split()[0] in VERBS and not verb.endswith("ing") and " used to " in phrase else ""
        )
        if need and stands_alone(need, 2):
            made += 1
            yield replace(drawn(line, name, "purpose", need, "infinitive"), kind=kind, because=because)
    second = re.search(r",? and (?:then )?([a-z]+) ", phrase)
    if (
        second
        and base_of(second.group(1))
        and not may_be_noun(base_of(second.group(1)))
        and not set(tokens(phrase[: second.start()])) & SUBORDINATORS
    ):
        phrase = tidy(phrase[: second.start()])
    if stands_alone(phrase, 4, 30):
        yield replace(
            drawn(line, name, "definition", phrase, "noun", 0.85 if made else 1.0), kind=kind, because=because
        )


def _predicate(rest: str, name: str, line: Line) -> Iterator[Found]:
    """A finite verb phrase after a name: what the thing does (an infinitive) or has (kept finite)."""
    phrase, because = cut(rest)
    words = phrase.split()
    at = 0
    while at < len(words) and (
        words[at].endswith("ly")
        or words[at] in ("also", "only", "then", "usually", "often", "now", "therefore", "thus", "still", "just")
    ):
        at += 1
    if at >= len(words) - 1 or not stands_alone(phrase, 3):
        return
    head = words[at].casefold()
    following = words[at + 1].casefold().strip(",")
    numbers = re.search(r"(?<![A-Za-z-])\d", phrase)
    if (
        head in ("can", "may", "could")
        and following not in ("be", "not", "also", "only", "then", "have")
        and following in VERBS
    ):
        halves = re.split(r",? and (?=[a-z]+s (?:the|a|an|its|it|them|[a-z]+s?)\b)", " ".join(words[at + 1 :]))
        second = halves[1].split(" ", 1)[0] if len(halves) > 1 else ""
        need = halves[0] if not second or base_of(second) else " ".join(words[at + 1 :])
        if following not in STATIVE and stands_alone(need, 3):
            yield replace(drawn(line, name, "purpose", need, "infinitive", 0.9), because=because)
        return
    if head in AUXILIARY and head not in ("has", "is", "are", "have"):
        if head in ("cannot", "does", "do", "must", "can", "may", "should") and len(words) - at >= 4:
            yield replace(drawn(line, name, "property", phrase, "finite", 0.7), because=because)
        return
    base = base_of(head)
    plural = head in VERBS and not may_be_noun(head) and not base
    if not base and not plural:
        return
    limit = _LIMIT.match(" ".join(words[at:]))
    if (
        base
        and may_be_noun(base)
        and not limit
        and (
            following in AUXILIARY
            or (following in PREPOSITIONS and following not in ("to", "for", "from", "with", "in", "on", "into", "as"))
            or following in ("and", "or")
            or (base_of(following) and not may_be_noun(base_of(following)))
        )
    ):
        return
    third = words[at + 2].casefold() if at + 2 < len(words) else ""
    if base and may_be_noun(base) and following in VERBS and third in DETERMINERS:
        return
    if (
        base
        and may_be_noun(base)
        and (
            gerund_base(name.split()[-1].casefold())
            or (following in ("in", "on", "for", "with", "as", "from", "to") and base != "run")
            or has_finite_verb(" ".join(["it", *words[at + 1 :]]))
        )
    ):
        return
    if head in (
        "remains",
        "becomes",
        "begins",
        "starts",
        "comes",
        "seems",
        "appears",
        "stays",
        "plays",
        "asks",
        "says",
        "tells",
    ):
        return
    if head in ("is", "are"):
        told = numbers or is_participle(following) or following in _COMPARED
        if len(words) >= 4 and told and not _TIME_WORD.search(phrase):
            yield replace(drawn(line, name, "property", phrase, "finite", 0.75), because=because)
        return
    if _TIME_WORD.search(phrase):
        return
    if plural:
        if head in STATIVE or head == "have":
            return
        yield replace(drawn(line, name, "purpose", " ".join(words[at:]), "infinitive", 0.85), because=because)
        return
    if base in ("involve", "include", "allow", "permit", "enable") and gerund_base(following):
        need = infinitive_from_gerund(" ".join(words[at + 1 :]))
        if need and stands_alone(need, 3):
            yield replace(drawn(line, name, "purpose", need, "infinitive", 0.9), because=because)
        return
    if base in STATIVE or limit or (base in ("support", "keep", "hold", "return", "use", "run") and numbers):
        yield replace(drawn(line, name, "property", phrase, "finite", 0.85), because=because)
        return
    need = infinitive_from_finite(phrase)
    if need and stands_alone(need, 3):
        yield replace(drawn(line, name, "purpose", need, "infinitive"), because=because)
    elif need == "" or numbers:
        yield replace(drawn(line, name, "property", phrase, "finite", 0.7), because=because)


def labelled(name: str, text: str, line: Line, names: Names, labelled: bool = False) -> Iterator[Found]:
    """A labelled item ("Recall: the share of …")."""
    text = re.split(r"(?<=[a-z0-9)])\.\s", text)[0]
    phrase, because = cut(text)
    phrase = lower_first(phrase)
    words = phrase.split()
    if not words or not stands_alone(phrase, 3, 30):
        return
    canonical = names.resolve(name)
    if base_of(words[0]) and (
        not may_be_noun(base_of(words[0])) or (len(words) > 1 and words[1] in ("the", "a", "an", "and"))
    ):
        need = infinitive_from_finite(phrase)
        if need and base_of(words[0]) not in STATIVE:
            yield replace(drawn(line, canonical, "purpose", need, "infinitive"), because=because)
        return
    if gerund_base(words[0]) and len(words) > 2:
        need = infinitive_from_gerund(phrase)
        if need:
            yield replace(drawn(line, canonical, "purpose", need, "infinitive", 0.9), because=because)
        return
    if words[0] in ("a", "an", "the") and not has_finite_verb(phrase):
        yield from defined(phrase, canonical, line)
    elif (to := re.match(r"(?:used )?(?:to|for) (.+)$", phrase)) and words[0] in ("used", "to", "for"):
        need = infinitive_from_gerund(to.group(1)) or to.group(1)
        if need.split()[0] in VERBS and stands_alone(need):
            yield replace(drawn(line, canonical, "purpose", need, "infinitive"), because=because)
