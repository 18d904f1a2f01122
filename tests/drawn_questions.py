"""Questions and banks drawn for property tests, with the texts that break formats, and one plain question."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from studyground.assistant.answer import Citation
from studyground.assistant.practice.practice_question import GATES, LABELS, Check, Option, PracticeQuestion, content_id

NASTY = (
    '"quoted", \'quoted\'', "two\nlines", "blank\n\nline", "{a}=~#b:c\\d", "\\n \\\\n \\{", "<script>alert(1)</script>",
    "]]> &amp; &&058; &lt;", "$$\\frac{1}{2}$$ \\(x^2\\)", "שלום עולם", "🦊 👩‍🔬", "=1+1", "+49", "-5", "@SUM(A1)", "'=x",
    "\t=tab",
    "[html]<b>x</b>", "[sound:x.mp3] [latex]x[/latex]", "{{c1::cloze}} {{Stem}}", "####", "%50%half", "::name::", "// no comment",
    "1. one", "- dash", "# head", "> quote", "| a | b |", "a->b", "$CATEGORY: x", "    indented", "![x](y)", "***", "a  b",
    "<", "~",
    "&#123;", "A", "TRUE", "x\u2028y\x85z", "café, “naïve”; a|b", "ends with \\", "`code` ``more``", "www.example.org",
    "\x01\ufffe",
)  # fmt: skip
TEXTS = (
    st.one_of(
        st.sampled_from(NASTY),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20),
        st.lists(st.sampled_from(NASTY), min_size=2, max_size=3).map(" ".join),
    )
    .map(str.strip)
    .filter(lambda text: bool(spoken(text)))
)


def spoken(text: str) -> str:
    """A text as every format can show it: white space is one space, what XML cannot hold is a replacement mark."""
    allowed = "\t\n\r\x85"
    kept = "".join(
        one
        if one in allowed or (one >= " " and not "\x7f" <= one <= "\x9f" and one not in "\ufffe\uffff")
        else "\ufffd"
        for one in text
    )
    return " ".join(kept.split())


@st.composite
def questions(draw: st.DrawFn) -> PracticeQuestion:
    texts = draw(st.lists(TEXTS, min_size=2, max_size=6, unique_by=spoken))
    keys = draw(st.integers(1, len(texts) - 1))
    citation = Citation(
        1,
        draw(st.sampled_from(["guide/a.md", "b, c.pdf"])),
        "T",
        tuple(draw(st.lists(TEXTS, max_size=2))),
        draw(st.none() | st.integers(1, 99)),
        12345,
        67890,
        draw(TEXTS),
    )
    stem = draw(TEXTS)
    options = tuple(
        Option(label, text, at < keys, draw(TEXTS), (citation,))
        for at, (label, text) in enumerate(zip(LABELS, texts, strict=False))
    )
    return PracticeQuestion(
        id=content_id(stem, texts),
        type="multiple_choice" if keys == 1 else "multiple_response",
        select=keys,
        stem=stem,
        options=options,
        domain=draw(TEXTS),
        objective="1.2",
        difficulty="analysis",
        citations=(citation,),
        checks=tuple(Check(name, True, draw(st.sampled_from(["", "it holds"]))) for name in GATES),
        index="f00",
        seed=7,
    )


BANKS = st.lists(questions(), min_size=1, max_size=3, unique_by=lambda one: one.id)
examples = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def plain(number: int, keys: int = 1) -> PracticeQuestion:
    stem = f"A beekeeper has hive {number} and needs it to live through the winter. What should the beekeeper feed it?"
    citation = Citation(1, "guide/bees.md", "Bees", ("Bees", "Winter"), 3, 10, 33, "Feed sugar in September.")
    texts = [f"{word} {number}" for word in ("Syrup", "Honey", "Water", "Wax", "Pollen")]
    options = tuple(
        Option(label, text, at < keys, f"Because of {text}.", (citation,))
        for at, (label, text) in enumerate(zip(LABELS, texts, strict=False))
    )
    kind = "multiple_choice" if keys == 1 else "multiple_response"
    checks = tuple(Check(name, True) for name in GATES)
    return PracticeQuestion(
        content_id(stem, texts), kind, keys, stem, options, "Winter", "1", "application", (citation,), checks
    )
