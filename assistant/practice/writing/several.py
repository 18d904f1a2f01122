"""Questions with several keys: two or three needs that take a thing each, and members of one of the guide's lists."""

import re
from collections.abc import Iterator, Sequence

from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.asking import LEAST_PRIORITY, LEAST_TERMS, askable
from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted, Several, fitting_stem, with_reasons
from studyground.assistant.practice.writing.drafts import kind_for
from studyground.assistant.practice.writing.fact import Fact, Group, Member
from studyground.assistant.practice.writing.lines import VAGUE_KINDS, is_need, whole_clause
from studyground.assistant.practice.writing.mining_verbs import VERBS, may_be_noun
from studyground.assistant.practice.writing.option_names import vague
from studyground.assistant.practice.writing.options import Choice, fitting, overlapping, says_why, told
from studyground.assistant.practice.writing.phrasing import (
    absolute,
    alike,
    capital,
    indirect,
    noun_phrase,
    plural,
    shares_term,
    small,
    usable,
    words,
)
from studyground.assistant.practice.writing.rationales import statement
from studyground.assistant.practice.writing.same_value_draft import same_value_draft
from studyground.assistant.practice.writing.scenes import scene_for
from studyground.assistant.practice.writing.stems import Line, Request
from studyground.ingest.terms import terms

COUNT_WORDS = {2: "two", 3: "three"}
SHAPES: tuple[Several, ...] = (Several(5, 2), Several(6, 3))
PARTNERS = 6
SAME_PART = 15000  # characters
PAIR_WORDS, TRIPLE_WORDS = 34, 42
LEAST_ASKED = 4  # words of a question; "how many clusters" is a heading


def combined(fact: Fact, desk: Desk, others: Sequence[Fact], shape: Several) -> Iterator[Draft]:
    """Drafts that ask for the things that meet several needs at once.

    Args:
        fact: The first need.
        desk: The guide and what was used.
        others: Facts that may be the other needs: not asked yet, and of the same domain.
        shape: How many options and keys.
    """
    if not _task(fact):
        return
    partners = _partners(fact, others, desk)
    for start in range(min(PARTNERS, len(partners))):
        chosen = [fact]
        for one in partners[start:]:
            if len(chosen) < shape.keys and all(_apart(one, other) for other in chosen):
                chosen.append(one)
        if (
            len(chosen) < shape.keys
            or sum(words(one.need) for one in chosen) > (PAIR_WORDS, TRIPLE_WORDS)[shape.keys - 2]
        ):
            continue
        draft = _combination(chosen, desk, shape)
        if draft:
            yield draft


def _combination(chosen: Sequence[Fact], desk: Desk, shape: Several) -> Draft | None:
    keys = [Choice(desk.casing.opening(one.thing), True, one.thing, one) for one in chosen]
    spans = [one.span for one in chosen]
    taken = {one.thing for one in chosen}
    offers: list[Choice] = []
    near = [desk.mined.confusable(one, 6) for one in chosen]
    for row in range(6):
        for things in near:
            if row < len(things) and things[row].name not in taken:
                thing = things[row]
                best = told(desk.mined, desk.facts, thing, spans)
                if best and says_why(best) and not any(overlapping(thing.name, name) for name in taken):
                    taken.add(thing.name)
                    offers.append(Choice(desk.casing.opening(thing.name), False, thing.name, best))
    good = [one for one in offers if alike([one.text, *(key.text for key in keys)])]
    choices = [*keys, *good[: shape.options - shape.keys]]
    if len(choices) < shape.options or not fitting(choices):
        return None
    needs = [one.need.rstrip(" .") for one in chosen]
    pool = frames.NEED_TWO if shape.keys == 2 else frames.NEED_THREE
    kind = kind_for(chosen[0], choices[1:], desk) if chosen[0].form != "definition" else "option"
    request = Request(
        about=(" ".join(needs), " ".join(one.thing for one in chosen), " ".join(chosen[0].section[-1:])),
        technical=chosen[0].span.document in desk.technical,
        topic=desk.topic(chosen[0].section),
        lines=(Line(f"need {shape.keys}", pool, need="\n".join(needs)),),
        ask=Line("ask several", frames.ASK_SEVERAL),
        kind=kind,
        ending=f"(Choose {COUNT_WORDS[shape.keys]}.)",
    )
    stem = fitting_stem(request, desk, [choice.text for choice in choices], shape.keys)
    if stem is None:
        return None
    options = with_reasons(choices, None, desk)
    return Draft(
        facts=tuple(one.id for one in chosen), things=tuple(one.thing for one in chosen), stem=stem, options=options,
        spans=tuple(dict.fromkeys(spans)), difficulty="analysis", style="combination",
    )  # fmt: skip


def listed(group: Group, desk: Desk, shape: Several) -> Draft | None:
    """A draft that asks which options belong to one of the guide's lists, or answer one row of its tables."""
    if group.asked:
        return same_value_draft(group, desk, shape)
    lead = _lead(group)
    if lead is None or group.priority < LEAST_PRIORITY:
        return None
    line, ask, said = lead
    members = [one for one in group.members if usable_member(one, line.need)]
    outsiders = [one for one in group.outsiders if usable_member(one, line.need) and _near(one, group, desk)]
    desk.spread.random.shuffle(members)
    inside = members[: shape.keys]
    fit = [one for one in outsiders if alike([one.text, *(each.text for each in inside)], 2.3)] if inside else []
    outside = fit[: shape.options - shape.keys]
    texts = [capital(one.text.rstrip(" .")) for one in (*inside, *outside)]
    if len(texts) < shape.options or len({text.casefold() for text in texts}) < len(texts) or not alike(texts):
        return None
    request = Request(
        about=(line.need, " ".join(texts[: shape.keys]), " ".join(group.section[-1:])),
        technical=group.lead_span.document in desk.technical,
        topic=desk.topic(group.section),
        lines=(line,),
        ask=ask,
        kind=group.kind if len(group.kind) > 2 and group.kind not in VAGUE_KINDS else "option",
        ending=f"(Choose {COUNT_WORDS[shape.keys]}.)",
    )
    stem = fitting_stem(request, desk, texts, shape.keys)
    if stem is None:
        return None
    options = [
        Drafted(text, True, f"The guide names this for {said}.", (one.span,))
        for text, one in zip(texts, inside, strict=False)
    ]
    options += [
        Drafted(text, False, _elsewhere(text, one, said, desk), (one.span,))
        for text, one in zip(texts[shape.keys :], outside, strict=True)
    ]
    return Draft(
        facts=(group.id,), things=(group.lead,), stem=stem, options=tuple(options),
        spans=tuple(dict.fromkeys(one.span for one in inside)), difficulty="application", style="list",
    )  # fmt: skip


def _near(member: Member, group: Group, desk: Desk) -> bool:
    """Whether a member of another list is a match for these: it stands beside them, and is no cause or remedy of like trouble."""
    span, lead = member.span, group.lead_span
    if span.document != lead.document or desk.index.headings_at(span.document, span.start)[:-1] != group.section[:-1]:
        return False
    if not re.search(r"\b(?:cause|remed)", group.lead, re.IGNORECASE):
        return True
    row = desk.index.stored_text(span.document)[span.start : span.end].split(" | ")[0]
    return abs(span.start - lead.start) <= SAME_PART and not shares_term(row, group.need or group.lead.split(" – ")[-1])


def _elsewhere(text: str, member: Member, said: str, desk: Desk) -> str:
    """Why a member of another list is wrong here: what the guide says of it, or the row or list in which it stands."""
    thing = desk.mined.thing(text)
    fact = told(desk.mined, desk.facts, thing) if thing else None
    if thing and fact and fact.span == member.span:
        return f"{statement(fact, desk.casing)} {_not_named(said)}"
    row = desk.index.stored_text(member.span.document)[member.span.start : member.span.end].split(" | ")
    first = " ".join(row[0].split()).rstrip(".")
    if len(row) > 1 and words(first) <= 14 and text.casefold() not in first.casefold():
        return f"The guide sets “{small(text)}” beside “{first}”. {_not_named(said)}"
    return f"The guide lists “{small(text)}” elsewhere. {_not_named(said)}"


def _not_named(said: str) -> str:
    return f"It does not name it for {said}."


def _lead(group: Group) -> tuple[Line, Line, str] | None:
    """The sentence a list's lead gives, the question for it, and how a rationale calls it; None for a lead that says little."""
    header, dash, case = group.lead.rstrip(" .:").partition(" – ")
    causes, remedies = "cause" in header.lower(), "remed" in header.lower()
    ask = (
        Line("ask causes", frames.ASK_CAUSES) if causes
        else Line("ask remedies", frames.ASK_REMEDIES) if remedies
        else Line("ask either", frames.ASK_EITHER) if dash
        else Line("ask several", frames.ASK_SEVERAL)
    )  # fmt: skip
    if dash:
        case = small(case)
        asked = (
            indirect(case) if case.split()[0] in ("how", "which", "what", "do", "does", "will", "must", "can") else ""
        )
        if asked and usable(asked, LEAST_ASKED, 16):
            return Line("asked", frames.NEED_ASKED, asked), ask, f"the question “{capital(case)}?”"
        if (
            not usable(case, 3, 14)
            or len(set(terms(case))) < LEAST_TERMS
            or case.split()[0] in ("how", "which", "what")
        ):
            return None
        line = _case_line(case, causes or remedies)
        return (line, ask, f"the case “{case}”") if line else None
    lead = small(header)
    head = lead.split()[
        0 if len(lead.split()) > 1 and lead.split()[1] in ("of", "for", "that", "against", "in") else -1
    ]
    if (
        not usable(lead, 2, 12)
        or not plural(head)
        or (lead.split()[0] in VERBS and not may_be_noun(lead.split()[0]))  # "provide quantitative feedback for …"
        or lead.split()[0]
        in ("common", "the", "other", "key", "typical", "main", "are", "is", "can", "may", "include", "have")
    ):
        return None
    return Line("lead", frames.LEAD, lead), ask if causes or remedies else Line("ask listed", frames.ASK_LISTED), lead


def _case_line(case: str, trouble: bool) -> Line | None:
    """The sentence that puts a row's case into a stem; None for a row of scraps."""
    if trouble:
        return Line("lead seen", frames.LEAD_SEEN, case)
    if whole_clause(case):
        return Line("when", frames.NEED_WHEN, case)
    return Line("case", frames.NEED_CASE, case) if noun_phrase(case) else None


def usable_member(member: Member, lead: str) -> bool:
    """Whether a member of a list can be an option under a lead."""
    return (
        1 <= words(member.text) <= 16
        and not absolute(member.text)
        and not vague(member.text)
        and not set(terms(member.text)) & set(terms(lead))
    )


def _task(fact: Fact) -> bool:
    return (
        fact.form in ("purpose", "choice")
        and fact.need_shape == "infinitive"
        and askable(fact)
        and is_need(fact)
        and words(fact.need) <= 18
    )


def _apart(one: Fact, other: Fact) -> bool:
    return (
        one.thing != other.thing and one.span != other.span and not overlapping(one.thing, other.thing)
        and not set(terms(one.need)) & (set(terms(other.thing)) | set(terms(other.need)))
        and not set(terms(other.need)) & set(terms(one.thing))
    )  # fmt: skip


def _partners(fact: Fact, others: Sequence[Fact], desk: Desk) -> list[Fact]:
    """Facts of the same kind of thing, those from the same part of the guide and the same scene first."""
    scene = scene_for((fact.need, fact.thing))
    same = [
        one for one in others
        if _task(one) and one.kind == fact.kind and one.id != fact.id and _apart(fact, one)
        and one.section[:2] == fact.section[:2] and scene is not None and scene_for((one.need, one.thing)) is scene
    ]  # fmt: skip
    desk.spread.random.shuffle(same)
    return sorted(
        same,
        key=lambda one: (one.section[:2] != fact.section[:2]) + (scene_for((one.need, one.thing)) is not scene),
    )
