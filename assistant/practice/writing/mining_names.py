"""Names that sentences give to things: terms they define, subjects they come back to, labels of list items."""

import re
from collections import Counter

from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from studyground.assistant.practice.writing.mining_lists import enumerations, led_lists
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, base_of, gerund_base, may_be_noun
from studyground.assistant.practice.writing.things import Names, is_alias, is_name
from studyground.assistant.practice.writing.vocabulary import kind_in_definition

_DEFINITION = re.compile(
    r"^(?:(?P<art>An?|The)\s+)?(?P<name>[^,;:()]{2,60}?)(?:\s\((?P<alias>[^()]{2,40})\))?,?\s+"
    r"(?P<be>is|are|was|refers to|means)\s+(?P<definiens>.+)$"
)
LABELLED = re.compile(r"^(?P<name>[^.;:?!]{2,60}?)(?:\s*:\s+|\s+[–—]\s+|\s+-\s+)(?P<text>\S.{8,})$")
_SUBJECT = re.compile(
    r"^(?:(?:An?|The)\s+)?(?P<name>[A-Z][\w-]+(?: [a-z][\w-]+){1,2}) (?:also |often |usually )?(?P<verb>[a-z]+)\b"
)
_PLAIN_OPENERS = frozenset(
    "such many most some other various different several common effective successful good better new modern "
    "proper poor real similar certain additional traditional high low large small these".split()
)
_NOT_TERM = re.compile(
    r"\b(?:price|point|aim|goal|reason|difference|key|trick|answer|problem|rule|result|most|best|purpose|"
    r"advantage|strength|weakness|idea|danger|choice|next|first|second|third|last|same|main|important|common|"
    r"usual)\b",
    re.I,
)
_SUBJECT_STOP = frozenset(
    "and or but then neither either not only it this that there these those what each another every such one".split()
)


def names_in_lines(lines: tuple[Line, ...], names: Names) -> None:
    """Note the names that sentences define, with the kind the definition gives, and the labels of list items."""
    for line in lines:
        match = _DEFINITION.match(line.text)
        if match and _is_term(match):
            kind = kind_in_definition(match["definiens"])
            article = bool(re.match(r"(?:an?|the|one of)\s", match["definiens"]))
            bare = match["art"] != "The" or match["alias"]
            if (
                (kind or article)
                and bare
                and match["be"] in ("is", "are", "refers to", "means")
                and names.add(match["name"], kind, 3.0)
            ):
                alias = match["alias"]
                if alias and is_alias(alias, match["name"]):
                    names.same(match["name"], alias)
        if line.item and line.first:
            label = LABELLED.match(line.text)
            if label and is_name(label["name"]):
                names.add(label["name"], "", 0.5)
        led = led_lists(line.text)
        for piece in led[1] if led else ():
            owner = re.match(r"([A-Z][\w-]*(?: [A-Z][\w-]*)*) for [a-z]", piece)
            if owner:
                names.add(owner.group(1), "", 0.5)
        for listed in enumerations(line.text):
            for member in listed.members:
                names.add(member, listed.kind, 1.0)
        for renamed in re.finditer(
            r"([A-Z][\w-]*(?: (?:[A-Z][\w-]*|for|of))*)(?: \([A-Z]\w+\))?,? (?:was |is |were )?(?:formerly|"
            r"previously|once)(?: called| known as| named)? ([A-Z][\w-]*(?: [A-Z][\w-]*)*)|"
            r"([A-Z][\w-]*(?: (?:[A-Z][\w-]*|for|of))*) was called ([A-Z][\w-]*(?: [A-Z][\w-]*)*) until",
            line.text,
        ):
            new, old = (
                (renamed.group(1), renamed.group(2)) if renamed.group(1) else (renamed.group(3), renamed.group(4))
            )
            names.same(new, old)


def subjects_in_lines(lines: tuple[Line, ...], names: Names) -> None:
    """Note noun phrases of several words that open a sentence before a verb and that the guide uses again and again."""
    used: Counter[tuple[str, ...]] = Counter()
    for line in lines:
        words = [word.casefold() for word in re.findall(r"[A-Za-z][\w-]*", line.text)]
        for size in (2, 3):
            used.update(tuple(words[at : at + size]) for at in range(len(words) - size + 1))
    for line in lines:
        match = _SUBJECT.match(line.text)
        if not match:
            continue
        words = [word.casefold() for word in match["name"].split()]
        if any(
            w in PREPOSITIONS or w in PRONOUNS or w in DETERMINERS or w in SUBORDINATORS or w.endswith("ly")
            for w in words
        ):
            continue
        if (
            words[0] in _PLAIN_OPENERS
            or (base_of(words[0]) and not may_be_noun(base_of(words[0])))
            or (gerund_base(words[0]) and words[0] not in ("learning",))
        ):
            continue
        if used[tuple(words[-3:])] >= 3 and (base_of(match["verb"]) or match["verb"] in ("is", "are", "can", "helps")):
            names.add(match["name"], "", 0.5)


def _is_term(match: re.Match[str]) -> bool:
    words = [word.casefold() for word in match["name"].split()]
    if re.match(
        r"(?:the (?:\w+est|most|least|usual|only|main|same|first|next|right|wrong|best|key|common|default)|"
        r"one|an? (?:good|common|sign|reason|problem))\b",
        match["definiens"],
    ):
        return False
    if any(base_of(word) and not may_be_noun(base_of(word)) for word in words):
        return False
    if not words or words[0] in _SUBJECT_STOP or len(words) > 5 or not is_name(match["name"]):
        return False
    if any(
        (word in PREPOSITIONS and word not in ("of", "for"))
        or word in AUXILIARY
        or word in SUBORDINATORS
        or word in PRONOUNS
        or word in ("and", "or")
        for word in words
    ):
        return False
    if match["art"] == "The" and (_NOT_TERM.search(match["name"]) or "of" in words):
        return False
    return not (_NOT_TERM.fullmatch(words[-1]) or words[-1].endswith("ly"))
