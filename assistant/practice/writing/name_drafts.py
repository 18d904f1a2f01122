"""A draft whose options are names: each with what the guide says of it, the wrong ones with what it says instead."""

from collections.abc import Sequence

from studyground.assistant.practice.writing.desk import Desk, Draft, Drafted
from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.option_use import marked
from studyground.assistant.practice.writing.phrasing import sentence
from studyground.assistant.practice.writing.stems import Stem

_ELSEWHERE = (
    "Of {name} the guide says something else: “{said}”",
    "What the guide says of {name} is different: “{said}”",
    "About {name} the guide says: “{said}” That is not what is asked here.",
)


def offered(fact: Fact, desk: Desk) -> list[Fact]:
    """The facts that may stand beside one as wrong options, the nearest first."""
    return [desk.facts[one] for one in desk.mined.other_actions.get(fact.id, ()) if one in desk.facts]


def says_instead(name: str, fact: Fact, at: int) -> str:
    """The reason of a wrong option: what the guide says of it.

    Args:
        name: As it stands within a sentence.
        fact: What is told of it.
        at: Its place among the wrong options, which varies the words.
    """
    return _ELSEWHERE[at % len(_ELSEWHERE)].format(name=name, said=sentence(fact.text))


def name_draft(
    fact: Fact, chosen: Sequence[Fact], stem: Stem, names: Sequence[str], reasons: Sequence[str], told: str = ""
) -> Draft:
    """A question for a name, the key first.

    Args:
        fact: The key's.
        chosen: Those of the wrong options.
        stem: What is asked.
        names: As shown, the key's first.
        reasons: Of the wrong options.
        told: What the key's reason opens with, "The guide says" without it.
    """
    key = Drafted(names[0], True, f"{told or 'The guide says'}: “{sentence(fact.text)}”", (fact.span,))
    wrong = [
        Drafted(name, False, reason, tuple(dict.fromkeys((one.span, fact.span))))
        for name, reason, one in zip(names[1:], reasons, chosen, strict=True)
    ]
    return Draft(
        facts=(fact.id,), things=(fact.thing,), stem=marked(stem, chosen), options=(key, *wrong), spans=(fact.span,),
        difficulty="foundation", style=fact.form,
    )  # fmt: skip
