"""Why a wrong option is wrong: what the guide says of it, set against what it says of the key."""

import re
from dataclasses import replace

from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_told import past_of
from studyground.assistant.practice.writing.phrasing import Casing, sentence, several, words
from studyground.assistant.practice.writing.praise import without_praise
from studyground.assistant.practice.writing.rationales import MOST_QUOTED, own_words, statement

TOLD = ("told", "solved", "dated")
MOST_REPEATED = 14  # words of what the key does that can be said again in each reason


def quoted(fact: Fact, casing: Casing) -> str:
    """What the guide says of a term, in its own words where they were kept."""
    if fact.form == "listed":
        others = several(fact.kind)
        return f"In the sentence cited, the guide lists {casing.inside(fact.thing)} among other {others} and says no more of it."
    if fact.form in TOLD:
        return f"The guide says: “{sentence(fact.text)}”"
    if fact.need_shape == "infinitive" and own_words(fact):
        return own_words(fact)
    return statement(replace(fact, need=without_praise(fact.need)), casing)


def whole_sentence(fact: Fact, desk: Desk) -> str:
    """What the guide says of a term, with all that its sentence goes on to say of it."""
    text = " ".join(desk.index.stored_text(fact.span.document)[fact.span.start : fact.span.end].split())
    fine = fact.form == "told" and text.startswith(fact.text) and text.endswith(".") and "“" not in text
    return f"The guide says: “{text}”" if fine and words(text) <= MOST_QUOTED else quoted(fact, desk.casing)


def against(one: Fact, key: Fact, desk: Desk) -> str:
    """Why a term is no answer where what is said of another was asked for.

    Args:
        one: What the guide says of the wrong term.
        key: What it says of the right one.
        desk: Knows how names are written.
    """
    said = quoted(one, desk.casing)
    if one.form == "told" and "“" not in one.text:
        said = sentence(one.text)  # a plain statement of the guide needs no quotation marks
    if key.form == "dated":
        return f"In {one.thing} it was something else. {said}"
    return f"{said} {_right(key, desk)}"


def _right(key: Fact, desk: Desk) -> str:
    """Of which term the guide says what was asked for."""
    name, article = desk.casing.named(key.thing, key.kind), re.match(r"(An?|The) (?=\S)", key.text)
    if article and name == desk.casing.inside(key.thing):
        name = f"{article[1].lower()} {name}"
    if key.form == "solved":
        return f"For what is described here, the guide names {name}."
    if key.form != "told" or words(key.need) > MOST_REPEATED:
        return f"What is asked for here, the guide says of {name}."
    link, who = ("was", "who") if past_of(key.need.split()[0]) else ("is", "that")
    return sentence(f"It {link} {name} {who} {without_kind(key.need)}")


def without_kind(need: str) -> str:
    """What a term does, where it is told as a thing of some kind that does it: the kind alone would rule the others out."""
    own = re.match(r"(?:is|are) (?:an? |the )?[a-z-]+(?: [a-z-]+)? (?:that|which) (?P<does>[a-z]+s|can) ", need)
    return need[own.start("does") :] if own else need


def term_explained(one: Fact) -> str:
    """Why a term of a list is right or wrong where the question gives the words that explain one."""
    said = one.text.partition(": ")[2].rstrip(" ;:,.")
    return f"In the guide, “{one.thing}” is explained as “{said}”."
