"""Why a wrong option is wrong: what the guide says of it, set against what it says of the key."""

import re
from dataclasses import replace

from studyground.assistant.practice.gates.parallel_options import shapes_of
from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_told import SIDES, past_of
from studyground.assistant.practice.writing.mining_verbs import base_of
from studyground.assistant.practice.writing.phrasing import Casing, capital, plural, sentence, several, words
from studyground.assistant.practice.writing.praise import without_praise
from studyground.assistant.practice.writing.rationales import MOST_QUOTED, own_words, statement
from studyground.assistant.practice.writing.set_against import explained_apart

TOLD = ("told", "solved", "dated", "distinction")
MANY_WORDS = 20  # of a statement that a shorter one of the same thing may stand for
MOST_REPEATED = 14  # words of what the key does that can be said again in each reason


def quoted(fact: Fact, casing: Casing) -> str:
    """What the guide says of a term, in its own words where they were kept."""
    if fact.form in TOLD:
        return f"The guide says: “{sentence(fact.text)}”"
    if fact.need_shape == "infinitive" and own_words(fact):
        return own_words(fact)
    return statement(replace(fact, need=without_praise(fact.need)), casing)


def whole_sentence(fact: Fact, desk: Desk) -> str:
    """What the guide says of a term, with all that its sentence goes on to say of it."""
    text = " ".join(desk.index.stored_text(fact.span.document)[fact.span.start : fact.span.end].split())
    at = text.find(fact.text) if fact.form == "told" else -1
    turn = SIDES.search(text, at + len(fact.text)) if at >= 0 else None
    slice_of = text[at : turn.start() if turn else len(text)].strip()
    fine = at >= 0 and "“" not in text and words(slice_of) <= MOST_QUOTED and (turn or slice_of.endswith("."))
    if not fine:
        return quoted(fact, desk.casing)
    return f"The guide says: “{slice_of}”" + ("" if slice_of.endswith(".") else ".")


def spoken_of(one: Fact, desk: Desk) -> Fact:
    """A term with what the guide says of it: anywhere, where its own sentence only lists it; more shortly, where that is long."""
    if one.form == "listed":
        return desk.elsewhere.explained(one) or one
    if one.form not in ("told", "solved") or words(one.text) <= MANY_WORDS:
        return one
    own = [fact for fact in desk.facts.values() if fact.form == "told" and fact.thing == one.thing]
    return min((*own, one), key=lambda fact: words(fact.text))


def against(one: Fact, key: Fact, desk: Desk) -> str:
    """Why a term is no answer where what is said of another was asked for.

    Args:
        one: What the guide says of the wrong term (`spoken_of`).
        key: What it says of the right one.
        desk: Knows how names are written.
    """
    if one.form == "listed":
        return _only_listed(one, key, desk)
    said = quoted(one, desk.casing)
    if one.form == "told" and one.thing.casefold() not in one.text.casefold():
        said = f"Of {desk.casing.inside(one.thing)} the guide says, under its other name: “{sentence(one.text)}”"
    elif one.form == "told" and "“" not in one.text:
        said = sentence(one.text)  # a plain statement of the guide needs no quotation marks
    elif one.form not in TOLD and "“" in said and (clause := _own_clause(one.text, one.thing, key.thing)):
        said = f"The guide says: “{clause}”"
    if key.form == "dated":
        return f"In {one.thing} it was something else. {said}"
    return f"{said} {_right(key, desk)}"


def _own_clause(text: str, name: str, other: str) -> str:
    """The part of a sentence that is about one name, where another part is about the other."""
    parts = [part.strip() for part in SIDES.split(text)]
    own = [part for part in parts if name.casefold() in part.casefold() and other.casefold() not in part.casefold()]
    whole = len(own) == 1 and own[0].casefold().startswith(name.casefold())
    return own[0] if len(parts) > 1 and (whole or (len(own) == 1 and other.casefold() in text.casefold())) else ""


def _only_listed(one: Fact, key: Fact, desk: Desk) -> str:
    """What can be said of a term that the guide never explains."""
    listed = f"The guide lists {desk.casing.inside(one.thing)} among other {several(one.kind)}"
    if not desk.elsewhere.mentioned(one):
        return f"{listed} and says no more of it. {_right(key, desk)}"
    if key.form != "told" or plural(one.thing) or past_of(key.need.split()[0]) or words(key.need) > MOST_REPEATED:
        return f"{listed} and does not explain it. {_right(key, desk)}"
    return sentence(f"{listed} and does not say that it {without_kind(key.need)}")


def _shown(key: Fact, desk: Desk) -> str:
    """The key's name in a sentence, with the article that the guide gives it."""
    name, article = desk.casing.named(key.thing, key.kind), re.match(r"(An?|The) (?=\S)", key.text)
    return f"{article[1].lower()} {name}" if article and name == desk.casing.inside(key.thing) else name


def _right(key: Fact, desk: Desk) -> str:
    """Of which term the guide says what was asked for."""
    name = _shown(key, desk)
    if key.form == "solved":
        return f"For what is described here, the guide names {name}."
    if key.form != "told" or words(key.need) > MOST_REPEATED:
        return f"What is asked for here, the guide says of {name}."
    link, who = ("was", "who") if past_of(key.need.split()[0]) else ("is", "that")
    return sentence(f"It {link} {name} {who} {without_kind(key.need)}")


def without_kind(need: str) -> str:
    """What a term does, where it is told as a thing of some kind that does it: the kind alone would rule the others out."""
    own = re.match(
        r"(?:is|are) (?:an? |the )?[a-z-]+(?: [a-z-]+)? (?:that|which) (?P<does>(?:both )?[a-z]+s|can) ", need
    )
    return need[own.start("does") :] if own else need


def term_explained(one: Fact) -> str:
    """Why a term of a list is right where the question gives the words that explain it."""
    return f"In the guide, “{one.thing}” is explained as “{_explains(one)}”."


def described_apart(one: Fact, key: Fact, desk: Desk, at: int) -> str:
    """Why a term of a list is wrong where the question gives the words that explain another.

    Args:
        one: The wrong term, of the form "labelled".
        key: The right one.
        desk: Knows which words are rare.
        at: Which of the wrong options it is.
    """
    if not one.text.startswith(f"{one.thing}: ") or not one.because.startswith("Of “"):
        return sentence(one.because)
    quote = re.search(r"“([^“”]+)”", key.need)
    if quote and _is_phrase(_explains(one)) and _is_phrase(quote[1]):
        return explained_apart(one.thing, _explains(one), quote[1], at, desk.share)
    return sentence(one.because)


def _is_phrase(text: str) -> bool:
    """Whether words that explain a term are a noun, and no sentence or predicate."""
    head = re.split(r",| (?:of|that|which|who|for|in|on|from|between|with|where|by|to)\b", text)[0].split()
    plain = shapes_of(capital(text)) == {"noun"} and not has_finite_verb(text)
    told = re.search(r"\b(?:while|whereas|because|although)\b", text) or any(base_of(word) for word in head[1:-1])
    return plain and not told


def _explains(one: Fact) -> str:
    return one.text.partition(": ")[2].rstrip(" ;:,.")
