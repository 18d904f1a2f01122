"""Questions that tell a case as a small situation and ask what to do: the options are the guide's rules for other cases."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice

from studyground.assistant.practice.writing import frames
from studyground.assistant.practice.writing.desk import STEM_TRIES, Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_rules import FIRST, INSTEAD
from studyground.assistant.practice.writing.mining_verbs import gerund_base
from studyground.assistant.practice.writing.option_use import least_used, marked
from studyground.assistant.practice.writing.phrasing import capital, plural, sentence, small, with_article, words
from studyground.assistant.practice.writing.rationales import MOST_QUOTED
from studyground.assistant.practice.writing.rule_acts import general, shorter
from studyground.assistant.practice.writing.rule_cases import SOMEBODY
from studyground.assistant.practice.writing.rule_rivals import of_one_matter, set_apart
from studyground.assistant.practice.writing.scenes import CODE, TECHNICAL, scene_for
from studyground.assistant.practice.writing.stems import Stem, subject_of_work
from studyground.assistant.practice.writing.trades import ACTORS, actors_for
from studyground.assistant.practice.writing.vocabulary import singular
from studyground.ingest.terms import terms

STYLE = "rule"
MOST_LENGTH, FLOOR, FEW_WORDS = (
    2.5,
    16,
    3,
)  # how much longer an instruction may be than another; letters and words of a short one
MOST_SETS = 120
LONG_ROLE = 2  # words of a role from which its last is enough the second time
SAME = 0.5  # share of the shorter case's words from which two cases may be one
HEARD = 4  # times that a guide must use a heading of one word that somebody can be said to work on
SAYS_ENOUGH = 6  # words of a case inside a paragraph that nothing else introduces
_SMALL_PRINT = re.compile(r"(?: in brief| \([^()]*\)|: .*)$")
_STATE = re.compile(r"\b(?:is|are|has|have|had|was|were|must|can|cannot|would|may|will|should)\b")


def ruled(fact: Fact, desk: Desk, longer: bool, count: int) -> Iterator[Draft]:
    """Drafts that tell the case of a rule and ask what to do in it.

    Args:
        fact: Of the form "rule".
        desk: The guide and what was used.
        longer: Whether a wrong option should be longer than the key.
        count: How many wrong options.
    """
    offers: list[Fact] = []
    for other in (desk.facts[one] for one in desk.mined.other_actions.get(fact.id, ())):
        if not of_one_matter(fact, other):
            continue
        shown = _of_like_length(other, fact)
        if shown and may_stand_beside(other, fact) and not any(_same_act(shown, one) for one in (fact, *offers)):
            offers.append(shown)
    for chosen in _chosen(fact, offers, desk, longer, count):
        facts = (fact, *chosen)
        stem = _stem(fact, [one.thing for one in facts], desk)
        if stem is not None:
            yield Draft(
                facts=(fact.id,), things=(fact.thing,), stem=marked(stem, chosen),
                options=tuple(_option(one, fact) for one in facts), spans=(fact.span,), difficulty="application", style=STYLE,
            )  # fmt: skip


def may_stand_beside(other: Fact, fact: Fact) -> bool:
    """Whether a rule's instruction is surely wrong in the case of another, and what it is for can be quoted."""
    if not _quoted(other):
        return False
    if set_apart(fact, other):
        return True
    mine, theirs = (set(terms(one.need or one.text)) - set(terms(SOMEBODY)) for one in (fact, other))
    common = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    return common < SAME and not set(terms(other.thing)) <= set(terms(fact.need))


def _of_like_length(other: Fact, fact: Fact) -> Fact | None:
    """A rule whose instruction is about as long as another's, the end of its chain cut off where it must be; None for none."""
    for text in (other.thing, *shorter(other.thing)):
        if _even([fact.thing, text]) and (text == other.thing or not general(text) or set_apart(fact, other)):
            return replace(other, thing=text)
    return None


def _even(texts: Sequence[str]) -> bool:
    """Whether instructions are of about one length, in letters and, where none is short, in words."""
    sizes, counts = [max(FLOOR, len(text)) for text in texts], [words(text) for text in texts]
    few = min(counts) <= FEW_WORDS
    return max(sizes) <= MOST_LENGTH * min(sizes) and (few or max(counts) <= MOST_LENGTH * min(counts))


def _chosen(fact: Fact, offers: Sequence[Fact], desk: Desk, longer: bool, count: int) -> Iterator[list[Fact]]:
    """Wrong options: what the guide sets against the key first, then of the nearest those that were used least."""
    against = [one for one in offers if set_apart(fact, one)]
    for wide in dict.fromkeys((count + 2, len(offers))):
        used = [one for one in least_used(offers[:wide], desk) if one not in against] if offers else []
        sets = (list(one) for one in islice(combinations([*against, *used], count), MOST_SETS))
        even = [one for one in sets if _even([fact.thing, *(each.thing for each in one)]) and _apart(one)]
        even.sort(key=lambda one: longer and all(len(each.thing) <= len(fact.thing) for each in one))
        yield from even[:1]


def _apart(facts: Sequence[Fact]) -> bool:
    """Whether none of some instructions holds another."""
    return not any(a is not b and a.thing.casefold() in b.thing.casefold() for a in facts for b in facts)


def _stem(fact: Fact, texts: Sequence[str], desk: Desk) -> Stem | None:
    """The case as somebody meets it, and the question; None where it gives an option away.

    A case of "the" thing is told under its heading where that can be said: without it, it might be another thing's.
    """
    topics = tuple(filter(None, (_topic(fact, desk),)))
    definite = bool(re.match(r"the\b", fact.need))
    if definite and (_told_by_heading(fact) or (not topics and fact.because and words(fact.need) < SAYS_ENOUGH)):
        return None  # it goes on with what its heading or its paragraph began
    for topic in topics if topics and definite else (*topics, ""):
        for _ in range(STEM_TRIES):
            made = _told(fact, topic, desk)
            if desk.spread.fresh(made.text) and not desk.gives_away(made.text, texts):
                return made
    return None


def _told_by_heading(fact: Fact) -> bool:
    """Whether the heading says something of the instruction that its case leaves out ("blood transfusion")."""
    heading = set(terms(" ".join(fact.section[-1:])))
    return bool(heading & set(terms(fact.thing)) - set(terms(fact.need)))


def _topic(fact: Fact, desk: Desk) -> str:
    """What a case belongs to, by the innermost heading that a sentence can hold; "" where none can."""
    for heading in reversed(fact.section[1:] or fact.section):
        found = subject_of_work((_SMALL_PRINT.sub("", heading),), f"{fact.need} {fact.thing}", desk.casing.inside)
        if found and (said := _as_said(found, desk.casing.running)):
            return said
    return ""


def _as_said(topic: str, running: str) -> str:
    """A subject with the article that the guide gives it in running text; "" for one word that it seldom uses."""
    if " " not in topic:
        return topic if running.count(singular(topic.casefold())) >= HEARD else ""
    before = re.findall(rf"\b([a-z]+) {re.escape(topic.casefold())}\b", running)
    counted = sum(word in ("the", "a", "an", "this", "each", "your", "our") for word in before)
    if plural(topic) or gerund_base(topic.split()[0]) or len(before) > 2 * counted:
        return topic
    return f"the {topic}" if counted else ""


def _told(fact: Fact, topic: str, desk: Desk) -> Stem:
    about = (f"{fact.need} {fact.thing}", fact.thing, " ".join(fact.section[-1:]), " ".join(fact.section))
    technical, code = fact.span.document in desk.technical, fact.span.document in desk.programming
    full, who = (
        (fact.kind, with_article(fact.kind)) if fact.kind else _person(about, technical=technical, code=code, desk=desk)
    )
    role = full
    own = fact.need.startswith(f"{SOMEBODY} ")
    need = fact.need[len(SOMEBODY) + 1 :] if own else fact.need
    if topic:
        opening = frames.RULE_AT if technical or code else frames.RULE_LEARNS
        told = sentence(opening.format(Who=capital(who), topic=topic))
        role = full.split()[-1] if len(full.split()) > LONG_ROLE else full
        told += f" {sentence(f'The {role} {need}' if own else need)}"
    else:
        frame = frames.RULE_DOES if own else frames.RULE_FINDS if _STATE.search(need) else frames.RULE_SEES
        told = sentence(frame.format(Who=capital(who), need=need))
    asked = {FIRST: frames.ASK_FIRST, INSTEAD: frames.ASK_INSTEAD}.get(fact.situation, frames.ASK_DO).format(role=role)
    return Stem(f"{told} {asked}", (("role", full), ("actor", who.partition(" at a")[2].lstrip("n "))))


def _person(about: tuple[str, ...], *, technical: bool, code: bool, desk: Desk) -> tuple[str, str]:
    """Who meets a case: a role, and how a sentence brings the person in."""
    if not technical and not code:
        role = desk.spread.pick(frames.RULE_ROLES, "role")
        return role, with_article(role)
    scene = (scene_for(about) or TECHNICAL) if technical else CODE
    role = desk.spread.pick(scene.roles, "role")
    actor = desk.spread.pick(actors_for(about[0]) if technical else ACTORS, "actor")
    return role, f"{with_article(role)} at {with_article(actor)}"


def _quoted(fact: Fact) -> str:
    """What the guide says, quoted; "" where it is too long for a reason or has quotation marks of its own."""
    text = fact.text.strip()
    if words(text) > MOST_QUOTED or "“" in text or "”" in text:
        return ""
    return f"“{capital(text)}”" if text.endswith(".") else f"“{capital(text)}”."


def _option(one: Fact, key: Fact) -> Drafted:
    """An instruction with its reason, which quotes the case that the guide gives it for."""
    told = _quoted(one)
    name = re.sub(r"^Use ", "", one.thing) if one.named_by == "heading" else ""
    if one is not key:
        says = (
            f"Of {name} the guide says, for another case"
            if name
            else "The guide gives this instruction for another case"
        )
        return Drafted(one.thing, False, f"{says}: {told}", (one.span, key.span))
    if told:
        return Drafted(
            one.thing, True, f"Of {name} the guide says: {told}" if name else f"The guide says: {told}", (one.span,)
        )
    return Drafted(
        one.thing, True, sentence(f"When {key.need}, the guide’s rule is to {small(key.thing)}"), (one.span,)
    )


def _same_act(one: Fact, other: Fact) -> bool:
    """Whether two instructions come to the same: the words of one are nearly all in the other, and no case sets them apart."""
    mine, theirs = set(terms(one.thing)), set(terms(other.thing))
    if set_apart(one, other):
        return one.thing.casefold() in other.thing.casefold() or other.thing.casefold() in one.thing.casefold()
    return len(mine & theirs) >= SAME * max(1, min(len(mine), len(theirs)))
