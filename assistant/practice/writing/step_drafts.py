"""Questions about the order of a procedure: which step comes after another, which first, which last."""

from collections.abc import Iterator, Sequence

from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.leaking import telltale
from studyground.assistant.practice.writing.mining_steps import FIRST, NEXT, Procedure, Step
from studyground.assistant.practice.writing.phrasing import alike
from studyground.assistant.practice.writing.stems import Stem
from studyground.assistant.practice.writing.step_order import Bond, bonds
from studyground.assistant.practice.writing.step_words import reads_alike

STYLE = "step"
OF_ONE = 2  # questions of one procedure in a batch
USED, ASKED = "procedure", "step ask"
MOST_LENGTH = 2.4
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_NUMBERS = "one two three four five six seven eight nine ten".split()
_WHO = ("A trainee", "A beginner", "A new colleague")
_AFTER_DOING = (
    "{who} who wants to {done} has just finished this step: “{before}”. Which step comes next?",
    "{who} has to {done}. The step just done was “{before}”. Which step comes directly after it?",
)
_AFTER_NAMED = ("In {called}, which step comes directly after “{before}”?",)
_AT_END_DOING = (
    "{who} has to {done}. Which of these steps comes {place}?",
    "{who} wants to {done}. Which of these steps comes {place}?",
)
_AT_END_NAMED = ("In {called}, which of these steps comes {place}?",)


def step_drafts(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that ask where in its procedure a step comes.

    Args:
        fact: Of the form "step".
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    own = next((one for one in desk.mined.procedures if any(step.span == fact.span for step in one.steps)), None)
    if own is None or desk.spread.used(USED, own.id) >= OF_ONE:
        return
    at = next(n for n, step in enumerate(own.steps) if step.span == fact.span)
    for chosen in _wrong(own, at, fact.situation, desk, longer, count):
        stem = _stem(own, at, fact.situation, desk)
        options = [
            Drafted(fact.thing, True, _why(own, at, fact.situation), _spans(own, at, key=fact.situation)),
            *(_wrong_option(own, at, fact.situation, other, place) for other, place in chosen),
        ]
        yield Draft(
            facts=(fact.id,), things=(fact.thing,), stem=stem, options=tuple(options),
            spans=_spans(own, at, key=fact.situation), difficulty="foundation", style=STYLE,
        )  # fmt: skip


def _stem(own: Procedure, at: int, asks: str, desk: Desk) -> Stem:
    if asks == NEXT:
        frames = _AFTER_DOING if own.done else _AFTER_NAMED
    else:
        frames = _AT_END_DOING if own.done else _AT_END_NAMED
    frame, who = desk.spread.pick(frames, ASKED), desk.spread.pick(_WHO, "step who")
    before = own.steps[at - 1].shown if at else ""
    text = frame.format(who=who, done=own.done, called=own.called(), before=before, place=asks)
    return Stem(text, ((ASKED, frame), ("step who", who), (USED, own.id)))


def _wrong(
    own: Procedure, at: int, asks: str, desk: Desk, longer: bool, count: int
) -> Iterator[list[tuple[Procedure, int]]]:
    """Wrong options: steps of the same procedure that the guide puts elsewhere, those near the key first."""
    key = own.steps[at]
    held = bonds([step.text for step in own.steps])
    barred = {at, at - 1} if asks == NEXT else {at}
    own_steps = [
        (own, n)
        for n in range(len(own.steps))
        if n not in barred and _fits(own.steps[n], key) and _must_wait(held, n, at, asks)
    ]
    own_steps.sort(key=lambda pair: (abs(pair[1] - at), pair[1] < at))
    own_steps = _of_like_length(own_steps, key)
    if asks == NEXT and all(n < at for _, n in own_steps):
        return  # whatever was done already cannot come next
    kept = own_steps[:count]
    if longer and not any(len(one.steps[n].shown) > len(key.shown) for one, n in kept):
        long = [pair for pair in own_steps if len(own.steps[pair[1]].shown) > len(key.shown)]
        if long and kept:
            kept = [*kept[:-1], long[0]]
    given = own.steps[at - 1].shown if asks == NEXT else ""
    if given and telltale(given, [key.shown, *(one.steps[n].shown for one, n in kept)]):
        return  # the key alone takes up a word of the step that the stem gives
    if len(kept) == count and not _alike([one.steps[n].shown for one, n in kept]):
        yield kept


def _must_wait(held: Sequence[Sequence[Bond]], one: int, key: int, asks: str) -> bool:
    """Whether a wrong option cannot stand where the key does: done before it, or in need of what comes with it or later."""
    if asks == NEXT:
        return one < key or any(bond.before >= key for bond in held[one])
    return bool(held[one]) if asks == FIRST else any(bond.before == one for bond in held[key])


def _of_like_length(steps: Sequence[tuple[Procedure, int]], key: Step) -> list[tuple[Procedure, int]]:
    """Steps, the first ones first, of which no two are too unlike in length to stand side by side."""
    kept: list[tuple[Procedure, int]] = []
    for one, n in steps:
        texts = [key.shown, one.steps[n].shown, *(own.steps[at].shown for own, at in kept)]
        if alike(texts, MOST_LENGTH):
            kept.append((one, n))
    return kept


def _fits(step: Step, key: Step) -> bool:
    return (
        bool(step.shown)
        and step.orders == key.orders
        and alike((step.shown, key.shown), MOST_LENGTH)
        and not reads_alike(step.shown, key.shown)
    )


def _alike(texts: Sequence[str]) -> bool:
    return any(reads_alike(one, other) for at, one in enumerate(texts) for other in texts[:at])


def _why(own: Procedure, at: int, asks: str) -> str:
    if asks == NEXT:
        bond = next((one for one in bonds([step.text for step in own.steps])[at] if one.before == at - 1), None)
        uses = f"; it uses the {bond.noun} of that step" if bond and bond.noun else ""
        return f"In the guide this is the {_nth(at)} step, directly after “{own.steps[at - 1].shown}”{uses}."
    if asks == FIRST:
        return f"The guide begins with this step, the first of {_many(len(own.steps))}."
    return f"The guide ends with this step, the last of {_many(len(own.steps))}."


def _wrong_option(own: Procedure, key: int, asks: str, other: Procedure, place: int) -> Drafted:
    step = other.steps[place]
    beside = own.steps[place - 1] if place else own.steps[place + 1]
    link = "directly after" if place else "before"
    known = f", {link} “{beside.shown}”" if beside.shown else ""
    apart = place - key
    if asks == NEXT and apart < 0:
        reason = f"This was done before: in the guide it is the {_nth(place)} step{known}."
    elif asks in (NEXT, FIRST):
        reason = f"It comes {_many(apart)} {'step' if apart == 1 else 'steps'} later{known}."
    else:
        reason = f"It comes {_many(-apart)} {'step' if apart == -1 else 'steps'} earlier{known}."
    return Drafted(step.shown, False, reason, tuple(sorted((step.span, beside.span), key=lambda span: span.start)))


def _spans(own: Procedure, at: int, key: str) -> tuple[Span, ...]:
    """What a key rests on: the step, with the one before it, or, for the first, the one after it."""
    return (own.steps[at - 1].span, own.steps[at].span) if key != FIRST else (own.steps[0].span, own.steps[1].span)


def _nth(at: int) -> str:
    return ORDINALS[at] if at < len(ORDINALS) else f"{at + 1}th"


def _many(count: int) -> str:
    return _NUMBERS[count - 1] if 1 <= count <= len(_NUMBERS) else str(count)
