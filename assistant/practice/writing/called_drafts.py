"""Questions for a thing that a guide calls by name: directly, by what it says of one command, flag, role or person."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.writing.bare_nouns import with_articles
from studyground.assistant.practice.writing.called_cited import AUTHORITY
from studyground.assistant.practice.writing.called_labels import CODE, LABEL
from studyground.assistant.practice.writing.called_rows import head_of, row_asked
from studyground.assistant.practice.writing.cell_asked import asked_of, meant_by, written_as_code
from studyground.assistant.practice.writing.cell_deeds import told_of_row
from studyground.assistant.practice.writing.desk import Desk, Draft
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.leaking import echoed, put_together, shows_within, telltale
from studyground.assistant.practice.writing.name_drafts import name_draft, offered, says_instead
from studyground.assistant.practice.writing.option_use import least_used
from studyground.assistant.practice.writing.owners import of_one_owner, owner_of, says_little
from studyground.assistant.practice.writing.phrasing import capital, sentence
from studyground.assistant.practice.writing.plain_stems import one_stands_out
from studyground.assistant.practice.writing.stems import Stem
from studyground.assistant.practice.writing.table_leaks import begins_alike
from studyground.assistant.practice.writing.topics import concerning
from studyground.assistant.practice.writing.vocabulary import KIND_NOUNS, singular
from studyground.assistant.practice.writing.what_it_is import OF_THESE, called_term, of_a_class
from studyground.ingest.terms import terms

FORM = "called"
PERSON, COMMAND, FLAG = "person", "command", "flag"
MOST_LENGTH = 2.4
SHORT_NAME = 22  # letters
MOST_OF_A_FRAME = 3  # questions for an authority
WIDE = 2  # more than are wanted, from which the wrong options are drawn
_POINT = (
    "Which {kind} is the authority for this point: “{said}”?",
    "Which {kind} should be cited for this point: “{said}”?",
    "Which {kind} is known for this: “{said}”?",
    "For this point, which {kind} is the authority: “{said}”?",
)


def called_drafts(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that tell what one thing is there for and ask for its name.

    Args:
        fact: Of the form "called".
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    offers = [one for one in offered(fact, desk) if _near_length(fact.thing, one.thing)]
    if fact.situation == LABEL and fact.kind:  # of a list in which some are groups and some are users, the groups
        offers = [
            one for one in offers if one.kind == fact.kind or fact.kind in re.findall(r"[a-z]+", one.text.casefold())
        ]
    of_its_sort = [one for one in offers if of_a_class(one.because) == of_a_class(fact.because)]
    offers = of_its_sort if len(of_its_sort) >= count else offers
    ways = [(chosen, False) for chosen in _chosen(fact, offers, desk, longer, count)]
    if head_of(fact):  # in words of its own first, then as the table has it
        ways += [(chosen, True) for chosen, _ in ways]
    for chosen, quoted in ways:
        names = [_shown(one) for one in (fact, *chosen)]
        own = [_own_words(one) for one in (fact, *chosen)]
        if one_stands_out(names) or telltale(fact.need, own) or put_together(fact.thing, fact.need):
            continue
        if shows_within(fact.need, own[0], own[1:]) or (head_of(fact) and begins_alike(fact.need, own[0], own[1:])):
            continue
        if not _stand_together(names):
            continue
        stem = _stem(fact, names, desk, quoted=quoted)
        if stem is None:
            continue
        told = f"The table has this for {names[0]}" if head_of(fact) else ""
        reasons = [_reason(one, name, at) for at, (name, one) in enumerate(zip(names[1:], chosen, strict=True))]
        yield name_draft(fact, chosen, stem, names, reasons, told)


def _chosen(fact: Fact, offers: Sequence[Fact], desk: Desk, longer: bool, count: int) -> Iterator[list[Fact]]:
    """Wrong options: the nearest that were used least, one of them longer than the key where that is wanted."""
    if fact.situation == FLAG:
        if says_little(fact.thing) and not _host(fact, desk):
            return
        offers = [one for one in offers if of_one_owner(fact, one, desk.index.encoder.is_word)]
    near = offers[: count + WIDE]
    if len(near) < count:
        return
    orders = [least_used(near, desk), list(near), list(offers)]
    for order in orders[1:] if head_of(fact) else orders:  # of a table the rows that are most like the key's
        chosen = order[:count]
        if longer and not any(len(one.thing) > len(fact.thing) for one in chosen):
            long = [one for one in offers if len(one.thing) > len(fact.thing)]
            chosen = [*chosen[:-1], long[0]] if long else chosen
        yield chosen


def _stand_together(names: Sequence[str]) -> bool:
    """Whether names differ, none holds another, all are of one grammar and all pairs of like length."""
    plain = [name.casefold() for name in names]
    apart = len(set(plain)) == len(plain) and not any(
        one != other and f" {one} " in f" {other} " for one in plain for other in plain
    )
    even = _near_length(min(names, key=len), max(names, key=len))
    return apart and even and bool(frozenset.intersection(*map(shapes_of, names)))


def _near_length(one: str, other: str) -> bool:
    """Whether two names are of like length; short ones always are."""
    long, short = max(len(one), len(other)), min(len(one), len(other))
    return max(long, SHORT_NAME) <= MOST_LENGTH * max(short, SHORT_NAME // 2)


def _shown(fact: Fact) -> str:
    return capital(f"the {fact.thing}") if fact.situation == PERSON else fact.thing


def _own_words(fact: Fact) -> str:
    """A name without what it shares with all others: of a command the tool."""
    return fact.thing.split(" ", 1)[1] if fact.situation == COMMAND else fact.thing


def _reason(one: Fact, name: str, at: int) -> str:
    """What the guide says of a wrong option, in its words."""
    if head_of(one):
        return f"For {name} the table has something else: “{sentence(one.text)}”"
    shown = f"{name[:1].lower()}{name[1:]}" if one.situation == PERSON else name
    return says_instead(shown, one, at)


def _stem(fact: Fact, names: Sequence[str], desk: Desk, *, quoted: bool) -> Stem | None:
    """A question that was not asked before and gives nothing away; None where what is said could only be quoted."""
    spread = desk.spread
    if fact.situation == PERSON:
        return _fresh(Stem(f"Who {fact.need}?"), names, desk)
    if head := head_of(fact):
        told = any(set(terms(fact.kind)) & set(terms(name)) for name in names)
        kind = "" if told else fact.kind
        plain = "" if quoted else told_of_row(kind, head, with_articles(fact.need, desk.casing))
        asked = plain or row_asked(kind, head, fact.need)
        return _fresh(Stem(asked), names, desk) if asked else None
    if fact.need_shape == "clause":
        last = singular(names[0].split()[-1].casefold())
        alike = last in KIND_NOUNS and all(name.casefold().endswith(last) for name in names)
        unnamed = called_term(fact.section)
        kind = last if alike else fact.kind or unnamed
        kind = kind if alike or not any(set(terms(kind)) & set(terms(name)) for name in names) else unnamed
        if fact.situation != AUTHORITY:
            asked = _told_in_words(fact, kind, names, desk)
            return _fresh(_in_its_list(Stem(asked), fact, kind, names, desk), names, desk) if asked else None
        frame = spread.pick(_POINT, "called frame")
        if spread.used("called frame", frame) >= MOST_OF_A_FRAME:
            return None
        stem = Stem(frame.format(said=capital(fact.need), kind=kind), (("called frame", frame),))
        return _fresh(_in_its_list(stem, fact, kind, names, desk), names, desk)
    kind = fact.kind if fact.kind and not any(fact.kind.split()[-1] in name.casefold() for name in names) else ""
    host = _host(fact, desk) if kind else ""
    which = " ".join(filter(None, (host * (host.casefold() not in fact.need.casefold()), kind or OF_THESE)))
    return _fresh(_in_its_list(Stem(f"Which {which} {fact.need}?"), fact, which, names, desk), names, desk)


def _told_in_words(fact: Fact, kind: str, names: Sequence[str], desk: Desk) -> str:
    """The question for a label or a code by what a list says of it; "" where that could only be quoted."""
    if fact.situation == CODE:
        return meant_by(kind, fact.need)
    return asked_of(
        "" if kind == OF_THESE else kind, fact.need, coded=written_as_code(names, desk.index.encoder.is_word)
    )


def _in_its_list(stem: Stem, fact: Fact, which: str, names: Sequence[str], desk: Desk) -> Stem:
    """A question for a label with what its list is about, where no noun says what it is a label of."""
    if fact.situation != LABEL or which != OF_THESE:
        return stem
    asked = concerning(stem.text, fact.section, desk, " ".join((fact.need, *names)))
    return replace(stem, text=asked) if asked else stem


def _fresh(stem: Stem, names: Sequence[str], desk: Desk) -> Stem | None:
    good = desk.spread.fresh(stem.text) and not echoed(stem.text, names[:1], names[1:], desk.common)
    return stem if good else None


def _host(fact: Fact, desk: Desk) -> str:
    """The tool that a command belongs to, as the guide writes it in its sentences; "" for what belongs to none."""
    if fact.situation == FLAG and (owner := owner_of(fact.section, desk.index.encoder.is_word)):
        return owner
    commands = [one.thing for one in desk.facts.values() if one.form == FORM and one.situation == COMMAND]
    tools = {one.split()[0] for one in (commands if fact.situation == FLAG else [fact.thing])}
    if fact.situation not in (COMMAND, FLAG) or len(tools) != 1:
        return ""
    tool = tools.pop()
    text = desk.index.stored_text(fact.span.document)
    written = re.search(rf"(?<=[a-z,] )(?!{re.escape(tool)}\b)(?i:{re.escape(tool)})\b", text)
    return written[0] if written else tool
