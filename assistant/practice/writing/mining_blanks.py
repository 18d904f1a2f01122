"""Sentences with a figure that decides, each quoted with that figure left out."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from studyground.assistant.practice.writing.amounts import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    HEATS,
    OVER,
    SHARES,
    TIMES,
    UNDER,
    Amount,
    amounts_in,
    counts_in,
    value_of,
)  # fmt: skip
from studyground.assistant.practice.writing.blank_sides import side_of
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.figure_named import names_itself
from studyground.assistant.practice.writing.figure_rivals import FORM, Given, Rivals, shown
from studyground.assistant.practice.writing.figure_scope import Scope, leans_on, only_measured, subject_of
from studyground.assistant.practice.writing.mining_language import lower_first
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of
from studyground.assistant.practice.writing.quoted_sentences import Mentions, Quoted, quoted
from studyground.assistant.practice.writing.sentence_matter import leans, sections_of, telegraphic
from studyground.ingest.terms import terms

WORTH, OF_THE_GUIDE, WRONG = 0.45, 0.08, 3
LEAST_WORDS, LEAST_BESIDE, MOST_BESIDE, SUBJECT_WORDS = 8, 7, 34, 6
MOST_FIGURES = 4  # of one sentence; where there are more it is a row of data
LEAST_STRENGTH = 2
BLANK = "____"
LEFT_OUT = "blank"  # the situation of a fact of this sort
_BINDS = re.compile(
    r"\b(?:within|inside|every|for|after|until|before|than|exceeds?|"
    r"limit(?:ed)?(?: is| to| of)?|maximum(?: of)?|minimum(?: of)?|default(?:s to)?|"
    r"threshold of|reading of|below|above|to|at|by|(?:last|take|keep|wait|stay|run)s?|allow|means|between|of)$",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"\b(?:must|should|may|can|cannot|shall|need|needs|has to|have to|required?|allowed?|permitted|limit|maximum|minimum|"
    r"threshold|default|at least|at most|no more than|up to|never|only|is to|are to|keep|kept|due|valid|expires?)\b",
    re.IGNORECASE,
)
_REASON = re.compile(r"\b(?:since|because|as each|so that|which)\b")
# What is so and no rule: where it says "under", a larger figure would be true of it as well.
_SO = re.compile(
    r"\b(?:typically|usually|often|generally|normally|mostly|commonly|well|easily|takes?|took|lasts?|weighs?|costs?|contains?) "
    r"(?:\w+ )?$"
)
_SHOWN = re.compile(r"^[^;,.]*\b(?:never|still|even|also|already)\b")  # "one byte every 50 seconds never hits it"
_MOST_IN = {
    ("minutes", "hour"): 60, ("hours", "day"): 24, ("minutes", "day"): 1440, ("days", "week"): 7, ("days", "month"): 31,
    ("weeks", "year"): 52, ("months", "year"): 12, ("weeks", "month"): 4, ("days", "year"): 365,
}  # fmt: skip
_ANSWER = re.compile(r"(?:usually|mostly|mainly|yes|no|often|sometimes|normally|partly|rarely|always)\b", re.IGNORECASE)
_POINTER = re.compile(r"(?:it|they|this|that|these|those|he|she|both|one|there|here|its|their)\b", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"\b(?:another (?:job|way|kind|matter|reason|thing)|the exceptions?(?= ?:)|to both (?!\w+s\b)|both (?:at|in|on))\b"
    r"|\bgo(?:es)? up to\b|^Please note\b|^\w+, the default,|"
    r"^(?:Hold|Keep|Store|Serve|Wash|Rinse) (?:hot|cold|warm|cool|dry|frozen|chilled) at |"
    r"(?:^|, )[Tt]he (?:period|deadline|wait|sum|share) (?=(?:is|are|can|may|must|should|[a-z]+s) )"
)
_NAMED = re.compile(r"\b(?:[Aa]n?|[Tt]he|[Ee]ach|[Ee]very|[Aa]ny) [a-z]|^[A-Z][\w-]*(?: [\w-]+)? [a-z]+s\b")
_WHOLE = {
    ("hours", "day"): 24,
    ("days", "week"): 7,
    ("months", "year"): 12,
    ("minutes", "hour"): 60,
    ("days", "year"): 365,
}
_CASE_ONLY = re.compile(r"^(?:If|When|Where) [^,]*\b(?:needs?|takes?|has|uses?|wants?|is|are)$")
_SUPPOSED = re.compile(r"^(?:If|When|Once|While|Where) [^,;:]*$")
_TOLD_CASE = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve) of $|\bexactly (?:\w+ of )?$", re.I
)
_EXAMPLE = re.compile(r"\b(?:example|suppose|imagine|say you|e\.g)\b", re.IGNORECASE)


def blanks_in(
    lines: Sequence[Line],
    rivals: Rivals,
    taken: frozenset[tuple[str, int]],
    scopes: Sequence[Scope] = (),
    small: Callable[[str], str] = lower_first,
) -> Iterator[tuple[Fact, list[Fact]]]:
    """Facts that ask for the figure left out of a sentence, each with the figures that may stand beside it.

    Args:
        lines: The guide's sentences.
        rivals: Its figures.
        taken: Document and beginning of sentences that are asked of otherwise.
        scopes: What stands around each sentence.
        small: A subject as it stands inside a sentence.
    """
    around = scopes or [Scope()] * len(lines)
    mentions, seen = Mentions(lines), set[tuple[object, ...]]()
    for before, line, nearest, scope in zip((None, *lines), lines, sections_of(lines), around, strict=False):
        section = (*nearest, scope.matter) if leans_on(line.text, scope, small) else nearest
        if (
            line.weight < 1.0
            or scope.story
            or (scope.settable and "default" not in line.text)
            or (only_measured(subject_of(line.text)) and section == nearest)
            or line.text[:1].islower()
            or (line.document, line.start) in taken
            or not re.search(r"\d|\b[a-z]+ (?:hour|day|week|month|year)", line.text)
        ):
            continue
        quote = quoted(line, before, mentions)
        if (
            quote is None
            or telegraphic(quote.text)
            or leans(quote.text, line.section, mentions.of)
            or (before and before.unit == line.unit and _EXAMPLE.search(before.text))
        ):
            continue
        quote = _first_clause(_unlabelled(quote))
        amount = _deciding(quote) if quote and len(quote.text.split()) >= LEAST_WORDS else None
        words = len(quote.text.split()) - len(amount.text.split()) if amount and quote else 0
        if quote and not quote.own and not LEAST_BESIDE <= words <= MOST_BESIDE:
            continue  # "The whole wash should last ____"
        if quote is None or amount is None or (told := (line.document, line.section, amount.high, amount.unit)) in seen:
            continue  # a rule said again gives the first away
        seen.add(told)
        yield from _asked(quote, amount, replace(line, section=section), rivals)


def _unlabelled(quote: Quoted) -> Quoted | None:
    """A sentence without a label of its page ("Exclusion: nobody swims …"); None where it answers something."""
    dashed = re.match(r"(?:[\w-]+ ){1,3}– ", quote.text) or _OUTSIDE.search(quote.text)
    it = re.search(r"\b(?:it|its)\b", quote.text)
    if it and not quote.own and not _NAMED.search(quote.text[: it.start()]):
        return None  # "In the UK Ofcom issues it": what
    own = re.split(r"\b(?:that|which|who|where|if|when)\b", quote.text)[0]
    if not quote.own and quote.text.split()[0].casefold() not in VERBS and not _verb_in(own):
        return None
    label = re.match(r"(?P<label>[A-Z][^:,;()]{1,40}): (?P<said>[^:]+)$", quote.text)
    if dashed or quote.own:
        return None if dashed else quote
    if label is None:
        return quote
    said = label["said"]
    opens = " ".join(said.split()[:SUBJECT_WORDS])
    if said.split()[0].casefold().strip(",") in VERBS or not has_finite_verb(opens):
        return None if _ANSWER.match(label["label"]) else quote
    if not terms(opens) or _POINTER.match(said):
        return None
    return Quoted(f"{said[:1].upper()}{said[1:]}", 0, quote.start, quote.end)


def _first_clause(quote: Quoted | None) -> Quoted | None:
    """What stands before or behind a semicolon, where it says enough and has the figure; else the whole."""
    first, mark, _ = quote.text.partition("; ") if quote and not quote.own else ("", "", "")
    if not quote or not mark or len(first.split()) < LEAST_WORDS or not _verb_in(first):
        return quote
    for text in (first, quote.text.rpartition("; ")[2]):
        said = f"{text[:1].upper()}{text[1:]}"
        part = Quoted(said, 0, quote.start, quote.end)
        leaning = text != first and (_POINTER.match(text) or not names_itself(said))
        if not leaning and len(text.split()) >= LEAST_WORDS and _verb_in(text) and _deciding(part):
            return part
    return quote


def _verb_in(text: str) -> bool:
    """Whether words have a verb that tells what is or what to do."""
    words = [word.strip(",;:()").casefold() for word in text.split()]
    told = any(word in AUXILIARY or base_of(word) or word in VERBS for word in words[1:])
    return told or has_finite_verb(text) or len(words) <= SUBJECT_WORDS


def _deciding(quote: Quoted) -> Amount | None:
    """The figure of a sentence that its rule turns on; None where none does."""
    own = quote.text[quote.own :]
    found = sorted((*amounts_in(own), *counts_in(own)), key=lambda one: one.start)
    label = own.find(": ")  # "A report that takes four minutes: …", "What helps in 90% of cases: …" are nobody's rule
    if not 1 <= len(found) <= MOST_FIGURES or re.search(r"\d", quote.text[: quote.own]):
        return None
    if any(_loose(one, own) for one in found):
        return None
    fitting = [
        one for one in found if _strength(one, own) >= LEAST_STRENGTH and _once(one, quote.text) and one.end > label
    ]
    return max(fitting, key=lambda one: (_strength(one, own), -one.start), default=None)


def _loose(amount: Amount, text: str) -> bool:
    """Whether of a figure that bounds or shows what is so ("typically under 1%") another is true as well."""
    per = re.match(r" (?:a|per|each|every) (day|week|year|hour)\b", text[amount.end :])
    if per and _WHOLE.get((amount.unit, per[1])) == amount.high:
        return True  # "24 hours a day"
    if not amount.bound and (
        _TOLD_CASE.search(text[: amount.start]) or re.match(r" (?:left|to go)\b", text[amount.end :])
    ):
        return True  # "with ten of thirty days left": of one case
    if re.search(r"\bsay,? $", text[: amount.start]):
        return True  # "if few, say under 5 %"
    if not amount.bound and _CASE_ONLY.search(text[: amount.start].rstrip()):
        return True  # of a case that is only supposed, another figure is true as well
    if not amount.bound and _SHOWN.search(text[amount.end :]):
        return True
    if not amount.bound and _SUPPOSED.match(text[: amount.start]):
        return True  # "if somebody counts for 30 seconds": what follows of it, follows of more as well
    return amount.bound in (AT_LEAST, AT_MOST, OVER, UNDER) and bool(_SO.search(text[: amount.start]))


def _once(amount: Amount, text: str) -> bool:
    """Whether a sentence says a figure once, so that what is left of it does not tell; "one" is hardly a figure."""
    number = re.escape(re.split(r"[\s%°]|(?<=\d)[a-z]", amount.text)[0])
    once = len(re.findall(rf"(?<![\w.,]){number}(?![\w,]*\d|\.\d)", text)) == 1
    return once and (amount.low != 1 or amount.unit in SHARES | HEATS)


def _strength(amount: Amount, text: str) -> int:
    """How far a sentence's rule turns on one of its figures."""
    before = text[: amount.start].rstrip()
    bound = amount.bound in (AT_LEAST, AT_MOST, OVER, UNDER)
    inside = text.count("(", 0, amount.start) > text.count(")", 0, amount.start)
    return (
        3 * bound
        + bool(_BINDS.search(before))
        + (amount.unit in TIMES | HEATS)
        + (bool(_RULE.search(text)) or text.split()[0].casefold() in VERBS)
        - (amount.bound == ABOUT)
        - 2 * bool(_REASON.search(before))
        - 9 * (inside or not amount.whole)
        - 2 * (amount.unit in SHARES and not bound)
    )


def _asked(quote: Quoted, amount: Amount, line: Line, rivals: Rivals) -> Iterator[tuple[Fact, list[Fact]]]:
    own = quote.text[quote.own :]
    end = amount.bare + len(amount.text)
    if own[amount.bare : end] != amount.text:
        return
    told = f"{quote.text[: quote.own]}{own[: amount.bare]}{BLANK}{own[end:]}".rstrip(" ;")
    if re.search(rf"{BLANK} (?:more|longer|later|earlier|further)\b|{BLANK}['’]|at least every {BLANK}", told):
        return  # than what; an ending that the options lack; who does so oftener keeps it too
    told = told if told.endswith((".", ")")) else f"{told}."
    key = f"{FORM}|{told}|{line.document}|{line.start}"
    fact = Fact(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], thing=shown(amount.text, every=False), kind=amount.unit,
        form="figure", need=told, need_shape="question", situation=LEFT_OUT, section=line.section,
        span=Span(line.document, quote.start, quote.end), named_by="span", text=quote.text.rstrip(". "),
        because=f"The guide says: “{quote.text.rstrip('. ')}”.", numbers=(amount.text,),
    )  # fmt: skip
    if side_of(amount, own):
        return  # of what is so below a limit, each smaller figure is true as well, and the key would be the last in the row
    given = Given(amount, own, line, frozenset())
    beside = [one for one in (*amounts_in(told), *counts_in(told)) if one.unit == amount.unit]
    others = [
        one
        for one in rivals.beside(fact, "one", given)
        if not printed(one.thing, told) and possible(one.thing, told) and _on_one_side(one.thing, amount, beside)
    ]
    if len(others) >= WRONG:
        lent = sum(bool(one.text) for one in others[:WRONG])
        yield replace(fact, priority=round(line.weight * (WORTH + OF_THE_GUIDE * lent), 3)), others


def _on_one_side(option: str, key: Amount, beside: Sequence[Amount]) -> bool:
    """Whether a wrong figure lies where the key does beside what is left: "7.5 mm will do below" rules out less."""
    size = value_of(option) or 0.0
    return all((size > one.high) == (key.high > one.high) for one in beside)


def possible(option: str, told: str) -> bool:
    """Whether a wrong figure can be: no day has 36 hours.

    Args:
        option: The figure.
        told: The sentence with its blank.
    """
    match = re.search(rf"{BLANK} (?:a|an|per|each|every|in every|out of every) (hour|day|week|month|year)\b", told)
    amount = next(amounts_in(option), None)
    return not (match and amount) or amount.high <= _MOST_IN.get((amount.unit, match[1]), amount.high)


def printed(option: str, told: str) -> bool:
    """Whether what a question says prints a figure, which it then gives for something else.

    Args:
        option: The figure.
        told: The question, or the sentence with its blank.
    """
    number = re.split(r"[\s%°–-]|(?<=\d)[a-z]", option.removeprefix("Every "))[0]
    return re.search(rf"(?<![\w.,]){re.escape(number)}(?![\w,]*\d|\.\d)", told, re.IGNORECASE) is not None
