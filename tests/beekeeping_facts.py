"""Facts of a beekeeper's guide, as mining would hand them over to what writes questions."""

from studyground.assistant.practice.writing.fact import Fact, Form, NeedShape, Span
from studyground.assistant.practice.writing.phrasing import Casing

NO_GUIDE = Casing(
    ["Bees build a comb. A smoker is used to calm them. The Apidea is a small hive. Use an Apidea, or a comb."]
)


def a_fact(
    need: str, shape: NeedShape = "infinitive", form: Form = "purpose", thing: str = "Smoker", kind: str = "tool"
) -> Fact:
    """A fact as mining would hand it over."""
    return Fact(
        "0" * 12, thing, kind, form, need, shape, "", Span("bees.md", 0, 40), ("Bees", "Tools"), "span", priority=0.8
    )
