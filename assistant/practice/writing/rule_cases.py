"""The case of a rule: a clause that says by itself what has happened, somebody in the place of the reader."""

import re

from studyground.assistant.practice.writing.code_names import names_variable
from studyground.assistant.practice.writing.mining_clauses import cut
from studyground.assistant.practice.writing.mining_language import (
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    balanced,
    stands_alone,
    tidy,
)
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_told import past_of
from studyground.assistant.practice.writing.mining_verbs import (
    AUXILIARY,
    VERBS,
    base_of,
    gerund_base,
    may_be_noun,
    participle_of,
    third_person,
)
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.rule_acts import commands, harmless
from studyground.assistant.practice.writing.whole_clauses import full_clause
from studyground.ingest.terms import terms

SOMEBODY = "somebody"
LEAST_WORDS, MOST_WORDS, LEAST_TERMS = 3, 26, 2
SUBJECT_WORDS = 6
_BRACKET = re.compile(r"\s*\([^()]*\)")
_CUTS = re.compile(
    r"\s+[–—]\s.*$|, (?:or|and) (?:if|when|after|before|as|whenever)\b.*$|,? (?:as when|for example|such as)\b.*$|"
    r",? (?:otherwise|or else)\b.*$|, and (?:[a-z]+) (?:this|it|them)\b.*$"
)
_ELSEWHERE = re.compile(
    r"\b(?:this|these|those|such|here|above|below|following|previous|section|chapter|(?<!on )the same(?! \w+ as)|"
    r"something|anything|"
    r"the (?:two|three|four)|the (?:first|last|next|other) (?:two|three|four) (?:conditions|cases|tests|rules|steps|lines)|"
    r"ours?|mine|we|I|us|me|my|our|he|she|his|her|him|still|again|too|also|either|when|if|whether|so|then|"
    r"necessary|possible|appropriate|needed|required)\b"
)
# What a guide says about sitting an exam or finding work, and not of its subject.
OF_STUDY = re.compile(
    r"\b(?:exams?|examiners?|certification|recertif\w+|practice tests?|interview\w*|careers?|degree course|salar(?:y|ies)|"
    r"resumes?|recruiters?|newsletter|roadmap|pearson|proctor\w*|homework|the (?:question|scenario|stem)|"
    r"month (?:one|two|three|four|five|six))\b",
    re.IGNORECASE,
)
_STATED_OF = re.compile(r"^(?:(?!\b(?:that|which|who|what|where|whose)\b).)*\b(?:is|are|was|were|does)\b")
_PRONOUN = re.compile(r"^(?:it|they)\b", re.IGNORECASE)
_UNCLEAR = frozenset("it they this that these those some both all none neither what who which there's".split())
_OPENS = frozenset("the a an one no every each any two three".split())  # after "if", a noun has its verb


def case_of(text: str, link: str, subject: str = "") -> str:
    """The case of a rule as a clause that can follow "when"; "" where it cannot stand alone.

    Args:
        text: What follows the link.
        link: "if", "when", "before" …; "instead" before what one should not do, "with" before what one has.
        subject: What an "it" or "they" at the front stands for; "" where nothing says.
    """
    text = tidy(_CUTS.sub("", _BRACKET.sub("", text)))
    text = re.sub(
        r"^(?:ever|for example),? ",
        "",
        re.sub(r"\byour\b", "their" if re.match("you|[a-z]+ing", text) else "the", text),
    )
    joint = re.search(r", and (?P<verb>[a-z]+) ", text)
    text, _ = cut(text[: joint.start()] if joint and commands(joint["verb"]) else text, one_clause=False)
    first = text.split()[0].casefold() if text else ""
    if link == "to":
        text = "" if finite(f"it {text}") or "," in text else text
        text = text and f"{SOMEBODY} has to {text}"
    elif link == "instead":
        text = f"{SOMEBODY} is about to {text}"
    elif link == "with":
        verbless = not (has_finite_verb(text) or _verb_at(text.casefold().split()) or gerund_base(first))
        text = f"{SOMEBODY} is working with {text}" if verbless and " " in text else ""
    elif link == "after":
        text = _after(text)
    elif link == "before" and first == "you":
        text = f"{SOMEBODY} is about to {text[len('you ') :]}"
    elif gerund_base(first) and _STATED_OF.search(text):
        return ""  # "filtering by level is not enough"
    elif gerund_base(first):
        doing = f"about to {gerund_base(first)}{text[len(first) :]}" if link == "before" else lower(text)
        text = f"{SOMEBODY} is {doing}"
    elif link == "before":
        return ""
    elif first == "you":
        text = _of_somebody(text)
    elif _PRONOUN.match(text):
        agrees = subject and plural(subject) == (first == "they")
        text = _PRONOUN.sub(subject, text) if agrees else ""
    if not text or not balanced(text) or names_variable(text) or text.split()[0].casefold() in _UNCLEAR:
        return ""
    plain = text[len(SOMEBODY) :] if text.startswith(SOMEBODY) else text
    if re.search(r"\byou\b|[“”\"?|=]", text) or _ELSEWHERE.search(plain) or OF_STUDY.search(plain):
        return ""
    known = text.startswith(SOMEBODY) or finite(text)
    if not known or not stands_alone(harmless(text), LEAST_WORDS, MOST_WORDS) or len(set(terms(plain))) < LEAST_TERMS:
        return ""
    return lower(text)


def _after(text: str) -> str:
    """What has happened, after which something is to be done: "a spill of acid" (there has been one), "taking a sample"."""
    words = text.split()
    if gerund_base(words[0].casefold()):
        return f"{SOMEBODY} has just finished {lower(text)}"
    named = words[0].casefold() in ("a", "an", "any") and not finite(" ".join(words[1:]))
    return (
        f"there has been {'a ' if words[0].casefold() == 'any' else ''}{text.removeprefix('any ').strip()}"
        if named
        else ""
    )


def lower(text: str) -> str:
    """A clause with a small first letter, unless its first word is a name or an acronym."""
    first = text.split(" ", 1)[0]
    return text if first[1:] != first[1:].lower() or len(first) == 1 else text[:1].lower() + text[1:]


def finite(text: str) -> bool:
    """Whether a clause has its verb: one that the language's endings show, or a past that ends it ("the concept changed")."""
    words = text.casefold().split()
    if not words:
        return False
    last = past_of(words[-1]) and 2 < len(words) <= 4
    whole = len(words) >= LEAST_WORDS and (words[0] in _OPENS or _many_do(words))
    return whole or has_finite_verb(text) or bool(last) or _verb_at(words) > 0 or full_clause(text)


def _many_do(words: list[str]) -> bool:
    """Whether a clause after "if" opens with a plural and what it does, whatever verb that is ("slugs eat …")."""
    does = words[1]
    small = does in PREPOSITIONS or does in SUBORDINATORS or does in ("and", "or", "not") or does in _OPENS
    return plural(words[0]) and does.isalpha() and not (small or gerund_base(does) or participle_of(does))


def _verb_at(words: list[str]) -> int:
    """The place of the finite verb of a clause; 0 where none is seen."""
    for at, word in enumerate(words[: SUBJECT_WORDS + 2]):
        if at and word in SUBORDINATORS:
            return 0
        if at and word in AUXILIARY and word not in ("be", "been", "being"):
            return at
        base, before = base_of(word), words[at - 1] if at else ""
        if at and base and before not in DETERMINERS and before not in PREPOSITIONS:
            after = words[at + 1] if at + 1 < len(words) else ""
            if not may_be_noun(base) or not after or after in DETERMINERS or after in PREPOSITIONS:
                return at
        if at and word in VERBS and before.endswith("s") and before not in DETERMINERS and not may_be_noun(word):
            return at
    return 0


def subject_of(case: str) -> str:
    """What a case is about: the noun phrase before its verb; "" where it is long or nobody in particular."""
    words = case.split()
    at = _verb_at([word.casefold() for word in words])
    at = at or int(plural(words[0]) if words else 0)
    found = " ".join(words[:at])
    plain = at and at <= SUBJECT_WORDS and not any(word.casefold() in PREPOSITIONS for word in words[1:at])
    return found if plain and found.casefold() not in (SOMEBODY, "there", "nobody") and "," not in found else ""


def _of_somebody(text: str) -> str:
    """A case that speaks to the reader ("you discover an error": "somebody discovers an error")."""
    words = re.sub(r"\b(and|or|but) you\b", r"\1", text).split()[1:]
    if not words or words == ["do"]:
        return ""
    leads = words[0] in ("already", "also", "just", "never", "do") or (
        words[0].endswith("ly") and words[0] not in VERBS
    )
    at = 1 if leads and len(words) > 1 else 0
    if words[0] == "do" and words[1] != "not":
        words, at = words[1:], 0
    elif words[0] == "do":
        return " ".join((SOMEBODY, "does", *words[1:]))
    made = _third(words[at])
    if not made:
        return ""
    words[at] = made
    for n in range(at + 2, len(words) - 1):
        joined = words[n - 1] in ("and", "or", "but")
        if joined and words[n] in ("are", "have", "do"):
            words[n] = _third(words[n])
        elif joined and words[n] in VERBS and not may_be_noun(words[n]) and words[n] not in AUXILIARY:
            words[n] = third_person(words[n])
    return " ".join((SOMEBODY, *words))


def _third(verb: str) -> str:
    if verb in ("can", "cannot", "must", "may", "should", "could", "would", "will"):
        return verb
    if verb.endswith("ed") and verb not in VERBS:
        return verb  # "you added a file"
    return {"are": "is", "have": "has", "do": "does"}.get(verb) or (third_person(verb) if verb.isalpha() else "")
