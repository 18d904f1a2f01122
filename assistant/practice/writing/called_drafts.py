"""Questions for a thing that a guide calls by name: somebody has to do what one command, flag, role or person is there for."""

import re
from collections.abc import Iterator, Sequence

from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.writing.called_cited import AUTHORITY
from studyground.assistant.practice.writing.called_predicates import as_task
from studyground.assistant.practice.writing.called_rows import head_of
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.leaking import echoed, put_together, telltale
from studyground.assistant.practice.writing.option_use import least_used, marked
from studyground.assistant.practice.writing.phrasing import capital, sentence, with_article
from studyground.assistant.practice.writing.plain_stems import one_stands_out
from studyground.assistant.practice.writing.scenes import CODE, TECHNICAL, scene_for
from studyground.assistant.practice.writing.stems import Stem
from studyground.assistant.practice.writing.vocabulary import KIND_NOUNS, singular
from studyground.ingest.terms import terms

FORM = "called"
PERSON, COMMAND, FLAG = "person", "command", "flag"
MOST_LENGTH = 2.4
SHORT_NAME = 22  # letters
TRIES = 4
MOST_OF_A_FRAME = 3  # questions for an authority
MOST_HEADING = 6  # words
WIDE = 2  # more than are wanted, from which the wrong options are drawn
_TOOLS = frozenset((COMMAND, FLAG, "snake", "call"))
_AT_WORK = (
    "{Arole} who works with {host} has to {need}.",
    "While working with {host}, {arole} has to {need}.",
    "{Arole} is writing a script for {host}. One step of it has to {need}.",
    "{Arole} who is new to {host} has to {need}.",
)
_AT_WORK_BARE = (
    "{Arole} has to {need}.",
    "{Arole} wants to {need}.",
    "In a new project, {arole} has to {need}.",
)
_ASKED_OF = (
    "A new colleague has a question about “{topic}”: who {need}?",
    "A trainee is reading up on “{topic}” and wants to know one thing. Who {need}?",
    "A question comes up about “{topic}”: who {need}?",
)
_QUOTED = (
    "The front of a flash card says: “{said}.” Which {kind} belongs on the back?",
    "A colleague describes one {kind} in these words: “{said}.” Which one is meant?",
    "In a trainee's notes one line has lost its heading: “{said}.” Which {kind} was it about?",
    "During revision somebody reads out: “{said}.” Which {kind} is that?",
    "One entry of a word list is torn, and only this is left: “{said}.” Which {kind} stood there?",
    "Four colleagues guess which {kind} the guide explains so: “{said}.” Which guess is right?",
)
_POINT = (
    "A student's notes have this point without its authority: “{said}.” Which {kind} belongs beside it?",
    "Asked for an authority, four students each name a different {kind} for this point: “{said}.” Which {kind} is the right one?",
    "An essay plan reads: “{said}.” Which {kind} should be cited for that?",
    "A revision card says on its front: “{said}.” Which {kind} stands on the back?",
    "A tutor tells what one {kind} is known for: “{said}.” Which {kind} is meant?",
)
_OF_ROW = (
    "Under “{head}” a table has the entry “{said}”. Which {kind} does it stand beside?",
    "A row of a trainee's table has lost its first cell. Under “{head}” it reads: “{said}”. Which {kind} is it about?",
    "Two colleagues fill in a table from memory. Under “{head}” they write “{said}”. To which {kind} does that belong?",
    "One {kind} has this entry under “{head}”: “{said}”. Which one is it?",
)
_OF_ROW_BARE = (
    "Under “{head}” a table has the entry “{said}”. Beside which of these names does it stand?",
    "A row of a trainee's table has lost its first cell. Under “{head}” it reads: “{said}”. Which of these belongs in the gap?",
)
_ELSEWHERE = (
    "Of {name} the guide says something else: “{said}”",
    "What the guide says of {name} is different: “{said}”",
    "About {name} the guide says: “{said}” That is not what is asked here.",
)
_ASKS = (
    "Which {kind} is the right one?",
    "Which {kind} does that?",
    "Which {kind} should be used?",
    "Which {kind} is meant for this?",
)


def called_drafts(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that tell what one thing is there for and ask for its name.

    Args:
        fact: Of the form "called".
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    offers = [desk.facts[one] for one in desk.mined.other_actions.get(fact.id, ()) if one in desk.facts]
    offers = [one for one in offers if _near_length(fact.thing, one.thing)]
    for chosen in _chosen(fact, offers, desk, longer, count):
        names = [_shown(one) for one in (fact, *chosen)]
        own = [_own_words(one) for one in (fact, *chosen)]
        if one_stands_out(names) or telltale(fact.need, own) or put_together(fact.thing, fact.need):
            continue
        if not _stand_together(names):
            continue
        stem = _stem(fact, names, desk)
        if stem is None:
            continue
        told = f"The table has this for {names[0]}" if head_of(fact) else "The guide says"
        options = [Drafted(names[0], True, f"{told}: “{sentence(fact.text)}”", (fact.span,))]
        options += [
            Drafted(name, False, _reason(one, name, at), tuple(dict.fromkeys((one.span, fact.span))))
            for at, (name, one) in enumerate(zip(names[1:], chosen, strict=True))
        ]
        yield Draft(
            facts=(fact.id,), things=(fact.thing,), stem=marked(stem, chosen), options=tuple(options), spans=(fact.span,),
            difficulty="application" if fact.situation in _TOOLS else "foundation", style=FORM,
        )  # fmt: skip


def _chosen(fact: Fact, offers: Sequence[Fact], desk: Desk, longer: bool, count: int) -> Iterator[list[Fact]]:
    """Wrong options: the nearest that were used least, one of them longer than the key where that is wanted."""
    near = offers[: count + WIDE]
    if len(near) < count:
        return
    for order in (least_used(near, desk), list(near), list(offers)):
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
    return _ELSEWHERE[at % len(_ELSEWHERE)].format(name=shown, said=sentence(one.text))


def _stem(fact: Fact, names: Sequence[str], desk: Desk) -> Stem | None:
    """A question that was not asked before and gives nothing away."""
    spread = desk.spread
    if fact.situation == PERSON:
        topic = _topic(fact)
        frame = spread.pick(_ASKED_OF, "called frame")
        asked = Stem(frame.format(topic=topic, need=fact.need), (("called frame", frame),))
        plain = Stem(f"Who {fact.need}?")
        return (_fresh(asked, names, desk) if topic else None) or _fresh(plain, names, desk)
    if head := head_of(fact):
        told = any(set(terms(fact.kind)) & set(terms(name)) for name in names)
        frame = spread.pick(_OF_ROW_BARE if told else _OF_ROW, "called frame")
        text = frame.format(head=head, said=fact.need, kind=fact.kind)
        return _fresh(Stem(text, (("called frame", frame),)), names, desk)
    if fact.need_shape == "clause":
        last = singular(names[0].split()[-1].casefold())
        alike = last in KIND_NOUNS and all(name.casefold().endswith(last) for name in names)
        kind = last if alike else fact.kind or "term"
        kind = kind if alike or not any(set(terms(kind)) & set(terms(name)) for name in names) else "term"
        frame = spread.pick(_POINT if fact.situation == AUTHORITY else _QUOTED, "called frame")
        if fact.situation == AUTHORITY and spread.used("called frame", frame) >= MOST_OF_A_FRAME:
            return None
        return _fresh(Stem(frame.format(said=capital(fact.need), kind=kind), (("called frame", frame),)), names, desk)
    task = as_task(fact.need) if fact.situation in _TOOLS and not re.match(r"(?:is|are) ", fact.need) else ""
    kind = fact.kind if fact.kind and not any(fact.kind.split()[-1] in name.casefold() for name in names) else ""
    if not task or not kind:
        return _fresh(Stem(f"Which {kind or 'of these'} {fact.need}?"), names, desk)
    host = _host(fact, desk)
    host = "" if host and host.casefold() in task.casefold() else host
    technical = fact.span.document in desk.technical
    scene = (scene_for((fact.need, fact.thing, " ".join(fact.section[-1:]))) or TECHNICAL) if technical else CODE
    for _ in range(TRIES):
        frame = spread.pick(_AT_WORK if host else _AT_WORK_BARE, "called frame")
        ask, role = spread.pick(_ASKS, "called ask"), spread.pick(scene.roles, "role")
        slots = {
            "arole": with_article(role),
            "Arole": capital(with_article(role)),
            "host": host,
            "need": task,
            "kind": kind,
        }
        text = f"{frame.format(**slots)} {ask.format(**slots)}"
        stem = Stem(text, (("role", role), ("called frame", frame), ("called ask", ask)))
        if found := _fresh(stem, names, desk):
            return found
    return None


def _fresh(stem: Stem, names: Sequence[str], desk: Desk) -> Stem | None:
    good = desk.spread.fresh(stem.text) and not echoed(stem.text, names[:1], names[1:], desk.common)
    return stem if good else None


def _topic(fact: Fact) -> str:
    """The innermost heading without its number, where it names something; "" where it asks or says a sentence."""
    heading = (
        re.sub(r"^(?:\d+(?:\.\d+)*[.)]?|[IVX]+\.|[A-Z]\.)\s+", "", fact.section[-1]) if len(fact.section) > 1 else ""
    )
    plain = 1 <= len(heading.split()) <= MOST_HEADING and not re.search(
        r"[?!:;“”\"]|^(?:who|what|when|how|why|where|which)\b", heading, re.I
    )
    return heading if plain else ""


def _host(fact: Fact, desk: Desk) -> str:
    """The tool that a command belongs to, as the guide writes it in its sentences; "" for what belongs to none."""
    commands = [one.thing for one in desk.facts.values() if one.form == FORM and one.situation == COMMAND]
    tools = {one.split()[0] for one in (commands if fact.situation == FLAG else [fact.thing])}
    if fact.situation not in (COMMAND, FLAG) or len(tools) != 1:
        return ""
    tool = tools.pop()
    text = desk.index.stored_text(fact.span.document)
    written = re.search(rf"(?<=[a-z,] )(?!{re.escape(tool)}\b)(?i:{re.escape(tool)})\b", text)
    return written[0] if written else tool
