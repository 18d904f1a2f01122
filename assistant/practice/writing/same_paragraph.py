"""Paragraphs that open with a label of their own ("Wi-Fi. …", "Mail. …"): each is a matter by itself within its section."""

import re

from studyground.assistant.practice.writing.desk import Desk
from studyground.assistant.practice.writing.fact import Fact, Span

_LABEL = re.compile(r"(?P<label>[A-Z][\w’'/-]*(?: [\w’'/-]+){0,3})[.:] (?=[A-Z])")
_LEAD = re.compile(r"(?:note|tip|trap|warning|example|remember|caution|scenario|important)s?\b", re.IGNORECASE)


def label_of(span: Span, desk: Desk) -> str:
    """The label that the paragraph of a statement opens with; "" for none.

    Args:
        span: Of the statement.
        desk: The guide.
    """
    text = desk.index.stored_text(span.document)
    start = text.rfind("\n\n", 0, span.start) + 2 if "\n\n" in text[: span.start] else 0
    found = _LABEL.match(text, start)
    return found["label"].casefold() if found and not _LEAD.match(found["label"]) else ""


def of_another_matter(one: Fact, key: Fact, desk: Desk) -> bool:
    """Whether a term is told under another label of its section: a firewall stands beside no way to sign mail.

    Args:
        one: What is said of the term.
        key: What is said of the term that is asked for.
        desk: The guide.
    """
    return label_of(key.span, desk) != label_of(one.span, desk) and one.thing not in key.contrasts
