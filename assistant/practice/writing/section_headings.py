"""What a passage is about by the headings above it: without their numbers, and never one that says nothing."""

import re
from collections.abc import Sequence

from studyground.ingest.terms import terms

HEADING_WORDS = 7
_EMPTY_HEADING = re.compile(
    r"^(?:(?:the|some|quick|key|useful|general|more|other|basic|a few) )*(?:notes?|tips|misc\w*|others?|more|introduction|"
    r"overview|summary|conclusions?|basics|menu|contents|about|part|appendix|numbers|facts|details|watch out|remember|"
    r"checklist|rules?|who this is for|practice|limits|figures|good to know)$|^(?:questions?|q ?& ?a|faqs?|heads up)\b|"
    r"\b(?:asked|asking)$|[?!“”\"|…]|\d|\b(?:you|your|my|I|we|our|log in|home)\b",
    re.IGNORECASE,
)
_NUMBERING = re.compile(
    r"^(?:(?:part|chapter|section|unit|lesson|module|step|week|day|topic|lecture|session|appendix|annex|rule|art(?:icle)?\.?)\s+)"
    r"(?:[A-Z]?-?\d+(?:\.\d+)*|[IVX]+|[A-Z])\s?(?:[.:)–—-]\s*|\s+)(?=\S)|"
    r"^(?:[A-Z]?-?\d+(?:\.\d+)*|[IVX]+|[A-Z])[.:)]\s+(?=\S)|^[A-Z]?\d+(?:\.\d+)*\s+(?=(?-i:[A-Z]))|^§\s*[\d.]+\s*",
    re.IGNORECASE,
)


def unnumbered(heading: str) -> str:
    """A heading without its number ("Week 3. Acceptance", "C7.1 Diarrhoea", "§ 4 Fees").

    Args:
        heading: As the guide has it.
    """
    return _NUMBERING.sub("", heading).strip(" .:")


def heading_of(section: Sequence[str]) -> str:
    """The innermost heading that says what a passage is about, without its number; "" for none.

    The title of the whole guide says that of nothing that stands under headings of its own.

    Args:
        section: Headings from the outermost to the innermost.
    """
    for heading in reversed(section[1:] or section):
        plain = unnumbered(heading)
        plain = plain.split(":")[0].strip() if len(plain.split()) > HEADING_WORDS else plain
        if 1 <= len(plain.split()) <= HEADING_WORDS and not _EMPTY_HEADING.search(plain) and terms(plain):
            return plain
    return ""
