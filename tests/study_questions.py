"""Questions for the tests of study: each on a fact of its own, ten characters long, its first options right."""

from studyground.assistant.answer import Citation
from studyground.assistant.practice.practice_question import GATES, Check, Option, PracticeQuestion, content_id
from studyground.corpus.blueprint import load_blueprint

MLS = load_blueprint("mls-c01")
OPTIONS = {1: 4, 2: 5, 3: 6}  # by number of keys


def question(
    number: int, domain: int = 0, keys: int = 1, at: int | None = None, objective: int = 0
) -> PracticeQuestion:
    """A question on its own fact, unless `at` places it elsewhere.

    Args:
        number: What tells it from others.
        domain: Which domain of the blueprint, from 0.
        keys: How many options are right.
        at: Where the cited characters begin.
        objective: Which objective of the domain, from 0.
    """
    start = number * 10 if at is None else at
    cited = Citation(1, "g.md", "Guide", ("Part",), None, start, start + 10, f"fact {number:05}")
    options = tuple(
        Option("ABCDEF"[n], f"choice {number}.{n}", n < keys, f"Reason {number}.{n}.", (cited,))
        for n in range(OPTIONS[keys])
    )
    stem = f"A team has need number {number}. What should it do?"
    outline = MLS.domains[domain]
    return PracticeQuestion(
        content_id(stem, [option.text for option in options]),
        "multiple_choice" if keys == 1 else "multiple_response", keys, stem, options, outline.name,
        outline.objectives[objective].id, "application", (cited,), tuple(Check(name, True) for name in GATES),
    )  # fmt: skip
