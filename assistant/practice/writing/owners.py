"""Whose an option is: "-e" means something else to every program, so the question has to say which."""

import re
from collections.abc import Callable, Sequence

from studyground.assistant.practice.writing.fact import Fact

SHORT = 2  # letters of an option that says nothing without its program
_PROGRAM = re.compile(r"[a-z][a-z0-9]*(?:[._+-][a-z0-9]+)*(?:\(\d[a-z]*\))?$")


def owner_of(section: Sequence[str], ordinary: Callable[[str], bool]) -> str:
    """The program, with its command, that headings name ("kadmin add_principal"); "" where they name none.

    Args:
        section: The headings, the outermost first.
        ordinary: Whether a word in small letters is one of the language.
    """
    names = [heading for heading in section if _PROGRAM.match(heading) and not ordinary(heading)]
    return " ".join(dict.fromkeys(re.sub(r"\(\d[a-z]*\)$", "", name) for name in names[-2:]))


def is_flag(fact: Fact) -> bool:
    """Whether a fact is of an option of a program."""
    return fact.thing.startswith("-")


def says_little(name: str) -> bool:
    """Whether an option's name is a letter or two ("-e", "-vv")."""
    return name.startswith("-") and len(name.split()[0].strip("-")) <= SHORT


def of_one_owner(fact: Fact, one: Fact, ordinary: Callable[[str], bool]) -> bool:
    """Whether two options are of one program or, where the headings name none, stand under one heading."""
    if fact.span.document != one.span.document:
        return False
    mine, theirs = owner_of(fact.section, ordinary), owner_of(one.section, ordinary)
    return mine == theirs if mine or theirs else fact.section == one.section
