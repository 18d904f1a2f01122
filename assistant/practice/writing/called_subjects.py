"""Clauses whose subject is a thing called by name: a name written as code, or somebody with a part to play."""

import re
from collections.abc import Iterator, Sequence

from studyground.assistant.practice.writing.called_found import ARGUMENT, Called, code_at
from studyground.assistant.practice.writing.called_labels import LABELLED
from studyground.assistant.practice.writing.called_people import PEOPLE
from studyground.assistant.practice.writing.called_predicates import verb_at
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import VERBS
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.vocabulary import singular

PERSON = "person"
_CLAUSE = re.compile(r"; (?:and |but )?|[:,] (?:and |but )?(?=-{1,2}[a-z]|[a-z]+_[a-z])|(?<=[.?!]) ")
# Nouns that a name written as code has before or behind it.
_NOUNS = (
    "command|option|flag|argument|setting|parameter|function|role|block|variable|keyword|signal|policy|attribute|method|"
    "property|directive|field|metric"
)
_OPENING = re.compile(rf"^(?:(?:The|A|An|the|a|an|older|old|plain|simple|newer|new|{_NOUNS}) )*(?=\S)", re.IGNORECASE)
# A name with what it is between commas, or with its value or a remark before the verb.
_APPOSED = re.compile(r"^(?P<name>[a-z][\w.-]*_\w+), (?P<is>(?:the|an?) [^,;:]{12,90}), (?=[a-z])")
_REMARK = re.compile(r"^(?P<name>[$\w.-]+)(?: (?:on|off|true|false)\b;?)?(?: \([^()]*\))? (?=[a-z])")


def subjects_in(lines: Sequence[Line], tools: frozenset[str]) -> Iterator[Called]:
    """Clauses whose subject is a name written as code: "-migrate-state copies the existing state over"."""
    for line in lines:
        if LABELLED.match(line.text) and line.first and code_at(line.text.split(), tools)[0]:
            continue
        for clause in _CLAUSE.split(line.text):
            plain = re.sub(r"^(?:In|With|Since|For|On|By|If|When)\b[^,]*, ", "", clause)
            opening = _OPENING.match(plain)
            bare = plain[opening.end() if opening else 0 :]
            if (apposed := _APPOSED.match(bare)) and code_at([apposed["name"]], tools)[0]:
                yield Called(apposed["name"], "snake", f"is {apposed['is']}", plain, line)
                continue
            words = _REMARK.sub(r"\g<name> ", bare).split()
            name, shape, size = code_at(words, tools)
            if not name:
                continue
            while size < len(words) and (ARGUMENT.match(words[size]) or re.fullmatch(_NOUNS, words[size])):
                size += 1
            if verb_at(words, size) and words[size] != "exists":
                yield Called(name, shape, " ".join(words[size:]), plain, line)


def people_in(lines: Sequence[Line]) -> Iterator[Called]:
    """Sentences whose subject is somebody with a part to play: "The registrar closes the file"."""
    for line in lines:
        for clause in re.split(r"; (?:and |but )?", line.text):
            found = re.match(
                r"(?:[Tt]he|An?|Our) (?P<who>[A-Za-z]+(?:[ -][a-z]+)?) (?P<said>(?:can |may )?[a-z]+ .+)$", clause
            )
            if not found:
                continue
            who, said = found["who"], found["said"]
            if " " in who and singular(who.split()[-1].casefold()) not in PEOPLE:
                second = who.split()[1]
                who, said = who.split()[0], f"{second} {said}"
            several = (
                plural(who) and said.split()[0] in VERBS
            )  # who only stand beside others: "set" would be told as past
            if singular(who.split()[-1].casefold()) in PEOPLE and (several or verb_at(said.split(), 0)):
                yield Called(who, PERSON, said, clause, line)
