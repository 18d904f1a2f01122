"""What comes of a case ("If the condition is false, the loop body is skipped"), and why something is so."""

import hashlib
import re
from collections.abc import Container, Iterator, Sequence

from studyground.assistant.practice.writing.fact import Fact, Form, Span
from studyground.assistant.practice.writing.mining_clauses import cut
from studyground.assistant.practice.writing.mining_language import (
    DETERMINERS,
    LEAD_IN,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    balanced,
    lower_first,
    tidy,
)
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import (
    AUXILIARY,
    VERBS,
    base_of,
    gerund_base,
    may_be_noun,
    third_person,
)
from studyground.assistant.practice.writing.phrasing import plural
from studyground.ingest.terms import terms

WORTH = 0.9
LEAST_CASE, MOST_CASE = 2, 28
LEAST_OUTCOME, MOST_OUTCOME = 4, 18
LEAST_TERMS = 2
SUBJECT_WORDS = 9
LATER = 8  # words after what may be a verb in which the true one shows
_CASE_FIRST = re.compile(r"^(?P<link>If|When|Whenever|Once) (?P<rest>[^;:]+)$")
_CASE_LAST = re.compile(r"^(?P<outcome>[A-Z][^;:]{12,}?),? (?P<link>if|when|whenever) (?P<case>[^;:]{10,})$")
_BECAUSE = re.compile(r"^(?P<said>[A-Z][^;:]{14,}?),? because (?P<reason>[^;:]{12,})$")
# Where a condition may end: a comma that opens no further part of it.
_COMMA = re.compile(r",\s+(?:then\s+|this means (?:that )?)?(?!(?:and|or|but|which|who|e\.g|such|like|i\.e|say)\b)")
_MARKS = re.compile(r"[\\{}<>|^$…“”\"?!;*@#→~`]|\.\.|\. |\s[=+]\s|https?:|—|\[|\]|\s-\s|\([A-Z]|\b[a-z]_?\{")
# What points at something that is said elsewhere, or speaks to a reader.
_ELSEWHERE = re.compile(
    r"\b(?:this|these|those|such(?! as\b)|here|above|below|following|former|latter|previous(?:ly)?|earlier|the others?|others|"
    r"example|figure|section|chapter|listing|table \d|you|your|we|us|our|I|my|let's|let’s|he|she|his|her|him|one’s|one's|"
    r"(?:they|it)(?:’|')\w+|itself|as follows|i\.e|e\.g|etc|respectively|exercise|instead|too(?! \w)|either|neither|also|second|"
    r"third|again|otherwise|happens?|discussed|mentioned|now|remember|recall|shown|covered|course|quiz|lecture|student|lab)\b",
    re.IGNORECASE,
)
_PRONOUN_LATE = re.compile(r"\b(?:it|its|they|them|their)\b", re.IGNORECASE)
_HEDGED = re.compile(
    r"\b(?:should|must|can be (?:used|applied)|may|might|could|need(?:s|ed)? to|it is (?:\w+ )?(?:to|that)|advised|recommended|"
    r"can (?:also |only )?(?:contain|have|use|specify|include)|see|possible|useful|important|"
    r"essential|crucial|vital|better|best|easier|safer|common|worth|good|true|like)\b",
    re.IGNORECASE,
)
# Names that only an example has: "s1", "x", "myRect".
_OF_AN_EXAMPLE = re.compile(
    r"(?<![\w.’'-])(?:(?!a\b)[a-z]\d*|[a-z]{1,6}\d|(?:my|your)[A-Z]\w*|foo|bar|baz|spam|eggs|[a-z]+[A-Z]\w*)(?![\w(-])"
)
BACK = re.compile(  # "that number", unlike "something that counts"
    r"\b(?:to|of|with|in|for|from|by|on|as|at|outputs?|returns?|uses?|stores?|takes?|reads?|gets?|calls?|inverts?|execute|the|is|"
    r"into|on) that\b"
)
_SAYS_LITTLE = re.compile(
    r"^(?:it|they|that|there) (?:is|are|was|were) \w+$|^(?:it|they) (?:works?|fails?|depends?|helps?)\b"
)
_SECOND_CASE = re.compile(r"\b(?:when|if|whether)\b")
_NO_END = PREPOSITIONS | DETERMINERS | SUBORDINATORS | AUXILIARY
_GENERIC = re.compile(r"(?<=\w)<[\w, ]+>")  # "Option<T>"
_OF_READER = re.compile(
    r"\b(?:you|we)(?: just| simply| only| then| also)? (?P<verb>[a-z]+n[’']t|[a-z]+)\b(?![’'])", re.IGNORECASE
)
_DENIED = {"don't": "does not", "can't": "cannot", "aren't": "is not", "haven't": "has not", "didn't": "did not"}
_OF_TEAM = {"are": "is", "have": "has", "do": "does", "can": "can", "cannot": "cannot", "must": "must"}
_WISH = re.compile(r"^(?:want|need|wish|would|have|intend|plan|think|decide|know|like|prefer)$")
_NO_SITUATION = re.compile(
    r"^(?:necessary|needed|possible|desired|required|applicable|appropriate|so|not|in doubt|all goes|everything)\b|"
    r"\b(?:it|they|them)\b|^(?:its|their)\b",
    re.IGNORECASE,
)


def outcomes_in(lines: Sequence[Line], proper: Container[str]) -> tuple[Fact, ...]:
    """All that a guide says of what comes of a case, and of why something is so; none is there twice.

    The form is "outcome": `thing` is what comes of it, as a clause that opens with a small letter, and `need` the case, a clause
    to stand behind "if". With the form "reason", `thing` is the reason and `need` what is so because of it. A subject that the
    case names as well is "it" or "they" in the outcome.

    Args:
        lines: The guide's sentences.
        proper: Words that the guide writes with a capital in the middle of a sentence.
    """
    found: dict[str, Fact] = {}
    for line in lines:
        text = LEAD_IN.sub("", line.text).rstrip(".")
        if line.text.endswith(("?", ":")) or not balanced(text) or line.weight < 1:
            continue
        facts = [_made(case, outcome, line, proper, "outcome") for case, outcome in _pairs(text)]
        why = _BECAUSE.match(text)
        if why and is_clause(why["said"]) and is_clause(why["reason"]) and not why["said"].startswith(("If ", "When ")):
            said = why["said"] if why["said"].split()[0] in proper else lower_first(why["said"])
            facts.append(_made(said, why["reason"], line, proper, "reason"))
        for fact in facts:
            if fact is not None:
                found.setdefault(f"{fact.thing}|{fact.need}".casefold(), fact)
    return tuple(found.values())


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """A case with its outcome, whichever comes first in the sentence."""
    first = _CASE_FIRST.match(text)
    if first:
        for comma in _COMMA.finditer(first["rest"]):
            case, outcome = first["rest"][: comma.start()], first["rest"][comma.end() :]
            if is_clause(outcome):
                yield case, outcome
                return
        return
    last = _CASE_LAST.match(text)
    if last and "," not in last["outcome"] and is_clause(last["outcome"]):
        yield last["case"], last["outcome"]


def is_clause(text: str) -> bool:
    """Whether a text is a main clause: a subject of a few words, then a finite verb."""
    return subject_of(text) != ""


def subject_of(text: str) -> str:
    """The subject of a clause, a few words before its first finite verb; "" where none is found."""
    words = text.split()
    for at, word in enumerate(words[: SUBJECT_WORDS + 1]):
        plain = word.strip(",()").casefold()
        if at == 0:
            if (
                plain in SUBORDINATORS
                or plain in PREPOSITIONS
                or plain in AUXILIARY
                or (plain in VERBS and not plural(plain))
            ):
                return ""
            continue
        if plain in SUBORDINATORS or plain == "to" or "," in words[at - 1]:
            return ""
        before = words[at - 1].casefold()
        if plain.endswith(("n't", "n’t")):
            return " ".join(words[:at])
        if plain in AUXILIARY and plain not in ("be", "been", "being"):
            return " ".join(words[:at])
        if base_of(plain) and before not in DETERMINERS and before not in PREPOSITIONS and not plural(before):
            if not may_be_noun(base_of(plain)) or not _verb_later(words[at:]):
                return " ".join(words[:at])
            continue
        if plain in VERBS and (plural(before) or before in ("they", "data")) and before not in DETERMINERS:
            return " ".join(words[:at])
    return ""


def _verb_later(words: Sequence[str]) -> bool:
    """Whether a verb comes soon after what may be one: "rates in a network control …", "values are …"."""
    for at, word in enumerate(words[1:LATER], 1):
        plain = word.strip(",()").casefold()
        if plain in SUBORDINATORS or words[at - 1].endswith(","):
            return False
        if plain in AUXILIARY or (base_of(plain) and not may_be_noun(base_of(plain))):
            return True
        if plain in VERBS and plural(words[at - 1].casefold()):
            return True
    return False


def _made(case: str, outcome: str, line: Line, proper: Container[str], form: Form) -> Fact | None:
    outcome, because = cut(outcome)
    case, outcome = _named_first(case, outcome)
    told, case = case, _case(case)
    outcome = tidy(re.sub(r"^(?:then|usually|typically|simply) ", "", tidy(outcome)))
    if not outcome or not LEAST_OUTCOME <= len(outcome.split()) <= MOST_OUTCOME:
        return None
    outcome = _spoken_of(outcome, case or told, proper)
    if not outcome or _HEDGED.search(outcome) or _SAYS_LITTLE.match(outcome) or not _whole(outcome):
        return None
    if set(re.findall(r"\d+", outcome)) & set(re.findall(r"\d+", case)):
        return None  # "condition 1": "block 1"
    if len(set(terms(outcome))) < LEAST_TERMS or outcome.split()[-1] in _NO_END or outcome.endswith(" even"):
        return None
    by_itself = bool(case) and len(set(terms(case))) >= LEAST_TERMS and not (form == "reason" and _HEDGED.search(case))
    if re.search(
        r"[a-z] (?:The|An?|It|This|If|When) |\b(?:or|and|as|depending on|determining|resolve|where|whether|how)$",
        outcome,
    ) or re.match(r"(?:the )?(?:first|latter|one)\b", outcome):
        return None
    if form == "reason" and (" because " in outcome or not is_clause(case or told)):
        return None
    key = f"{outcome}|{case}|{line.document}|{line.start}"
    return Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=outcome, kind=form, form=form, need=case if by_itself else told,
        need_shape="clause", situation="", span=Span(line.document, line.start, line.end), section=line.section,
        named_by="span", because=tidy(because), text=line.text, priority=round(WORTH * line.weight, 3) if by_itself else 0.0,
    )  # fmt: skip


def _named_first(case: str, outcome: str) -> tuple[str, str]:
    """A case and its outcome, the name in the case and the pronoun in the outcome ("if they are …, variables can …")."""
    subject = subject_of(outcome)
    pronoun = re.match(r"(?:it|they) (?=\w)", case)
    if (
        not pronoun
        or not subject
        or _PRONOUN_LATE.match(subject)
        or (pronoun[0] == "they ") != plural(subject.casefold())
    ):
        return case, outcome
    return f"{lower_first(subject)} {case[pronoun.end() :]}", f"{pronoun[0]}{outcome[len(subject) + 1 :]}"


def _whole(text: str) -> bool:
    """Whether a clause holds nothing that another sentence must explain, "it" at its beginning aside."""
    inside = text.split(" ", 1)[1] if _PRONOUN_LATE.match(text) else text
    points = _ELSEWHERE.search(text) or _PRONOUN_LATE.search(inside) or BACK.search(text) or _OF_AN_EXAMPLE.search(text)
    return not (_MARKS.search(_GENERIC.sub("", text)) or points) and balanced(text)


def _case(text: str) -> str:
    """A case as a clause of the team's or of things; "" where it cannot stand alone."""
    text = re.sub(r",? however$", "", text)
    text = tidy(re.sub(r"^(?:then|only|ever)\s+", "", re.sub(r"\byour\b", "the", text)))
    if not LEAST_CASE <= len(text.split()) <= MOST_CASE:
        return ""
    text = re.sub(r"\b(?:you|we)(?:’re|'re| are)\b", "the team is", text)
    text = _OF_READER.sub(_of_the_team, text)
    if gerund_base(text.split(" ", 1)[0].casefold()) and not has_finite_verb(text):
        verb, _, rest = text.partition(" ")
        text = f"the team {third_person(gerund_base(verb.casefold()))} {rest}"
    if _SECOND_CASE.search(text) or _NO_SITUATION.search(text) or not (subject_of(text) or has_finite_verb(text)):
        return ""
    if (
        _MARKS.search(_GENERIC.sub("", text))
        or _ELSEWHERE.search(text)
        or _OF_AN_EXAMPLE.search(text)
        or BACK.search(text)
    ):
        return ""
    if not balanced(text) or text.endswith(tuple(",(–-")) or text.startswith(("that ", "and ", "or ", "not ")):
        return ""
    return text if text.split()[-1] not in _NO_END else ""


def _of_the_team(match: re.Match[str]) -> str:
    """What the reader does as what a team does; left as it is where that cannot be said, or is a mere wish."""
    verb = match["verb"].casefold().replace("’", "'")
    if verb in _DENIED or verb in _OF_TEAM:
        return f"the team {_DENIED.get(verb) or _OF_TEAM[verb]}"
    if _WISH.match(verb) or verb not in VERBS or verb in AUXILIARY:
        return match[0]
    return f"the team {third_person(verb)}"


def _spoken_of(outcome: str, case: str, proper: Container[str]) -> str:
    """An outcome that calls what the case is about "it" or "they", as somebody would who has just been told of it."""
    about, subject = subject_of(case), subject_of(outcome)
    if not subject:
        return ""
    if subject.casefold() in PRONOUNS:
        fit = bool(about) and (subject.casefold() == "they") == plural(about)
        return lower_first(outcome) if fit and subject.casefold() in ("it", "they") else ""
    if about and _bare(about) == _bare(subject) and about.casefold() != "the team":
        return ("they" if plural(subject) else "it") + outcome[len(subject) :]
    return outcome if outcome.split()[0] in proper else lower_first(outcome)


def _bare(subject: str) -> str:
    """A noun phrase without its article."""
    return re.sub(r"^(?:an?|the|some|any|all|every|each|no)\s+", "", subject.casefold())
