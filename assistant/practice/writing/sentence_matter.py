"""What a sentence stands under: its heading, or the label of its own paragraph, which is nearer and may differ from it."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from studyground.assistant.practice.writing.mining_language import PRONOUNS
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_source import Line
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of
from studyground.assistant.practice.writing.section_headings import unnumbered
from studyground.ingest.terms import terms

LABEL_WORDS, OPENING_WORDS = 6, 8
WELL_KNOWN = 20  # times that a guide speaks of "the pool", from which one knows which
BROAD = 15  # sentences of a section from which a heading of one word says little of each
_LABEL = re.compile(r"^(?P<label>[A-Z][^:.;?!]{2,60}): (?=\S)")
# Of one sentence, and of no paragraph; and labels that name no matter.
RUN_IN_WORDS = 4
_RUN_IN = re.compile(r"(?P<label>[A-Z][\w&/' -]{1,40}?)(?: \([^()]{1,60}\))?\.$")
_OF_ITSELF = re.compile(r"(?:in )?(?:total|sum|overall|result|summary|altogether)$", re.IGNORECASE)
_MAIN = re.compile(
    r"(?P<case>(?:If|When|Once|While|After|Before) [^,]+), the (?P<who>[a-z]+) (?:is|are|must|can|may|[a-z]+s) "
)
_LIMIT = re.compile(
    r"(?:up to|at least|at most|no (?:more|less|longer|fewer|later) than|under|over|below|above|about|max\w*|min\w*|every) ?\d"
    r"|\d",
    re.IGNORECASE,
)


def label_of(text: str) -> str:
    """The label that a sentence opens with ("Reheating for hot-holding: …"); "" for none.

    Args:
        text: A sentence.
    """
    match = _LABEL.match(text)
    if match is None or len(match["label"].split()) > LABEL_WORDS or has_finite_verb(match["label"]):
        return ""
    return match["label"]


def run_in(text: str) -> str:
    """The heading that a paragraph opens with as a sentence of its own ("Firehose (now …)."); "" for none.

    Args:
        text: The first sentence of a paragraph.
    """
    match = _RUN_IN.match(text)
    label = match["label"] if match else ""
    words = label.split()
    acts = any(word in AUXILIARY | PRONOUNS or base_of(word) for word in words[1:])
    orders = bool(words) and words[0].casefold() in VERBS
    return "" if len(words) > RUN_IN_WORDS or acts or orders or has_finite_verb(label) else label


def telegraphic(text: str) -> bool:
    """Whether a sentence is a label and a note that has no verb: "Multi-container: up to 15 containers".

    Args:
        text: A sentence.
    """
    label = label_of(text)
    said = text[len(label) + 2 :] if label else ""
    opens = [word.strip(",;()").casefold() for word in said.split()[:OPENING_WORDS]]
    if not opens or opens[0] in VERBS:
        return False
    acts = any(word in AUXILIARY or base_of(word) not in ("", word) for word in opens[1:])
    return bool(_LIMIT.match(said)) or not (acts or has_finite_verb(" ".join(opens)))


def leans(text: str, section: Sequence[str], mentions: Callable[[str], int]) -> bool:
    """Whether a sentence speaks of what only its page tells: an answer of its question, "the event" of what stands before.

    Args:
        text: A sentence.
        section: Headings above it.
        mentions: How often the guide has a word.
    """
    heading = section[-1] if section else ""
    if heading.rstrip().endswith("?") and not set(terms(heading)) & set(terms(text)):
        return True
    main = _MAIN.match(text)
    if main is None:
        return False
    told = set(terms(f"{main['case']} {' '.join(section)}"))
    return not set(terms(main["who"])) & told and mentions(main["who"]) < WELL_KNOWN


def sections_of(lines: Sequence[Line]) -> list[tuple[str, ...]]:
    """For each sentence the headings above it and, as the nearest, what tells more closely what it is about.

    A paragraph that opens with a label is about that, and not about the heading that stands before other paragraphs. A label
    within it is that of its own sentence ("Targets: …"), and what follows it may be of either. "" stands last where nothing
    tells closely enough.

    Args:
        lines: The guide's sentences, in order.
    """
    many = Counter((line.document, line.section) for line in lines)
    found: list[tuple[str, ...]] = []
    labels: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for line in lines:
        labels[line.document, line.section].add(label_of(line.text))
    unit, label, told = None, "", False
    for line in lines:
        opens = (line.document, line.unit) != unit
        own = label_of(line.text)
        own = "" if _OF_ITSELF.match(own) else own
        if opens:
            unit, label, told = (line.document, line.unit), own or run_in(line.text), False
        told = told or (bool(own) and not opens)
        nearest = unnumbered(line.section[-1]).split() if line.section else []
        others = labels[line.document, line.section] - {label, ""}
        if not own and label and any(_speaks_of(line.text, one) and not _speaks_of(line.text, label) for one in others):
            found.append(line.section)  # behind the last of some labels, of another
        elif own or label:
            found.append((*line.section, own or label))
        elif told or (len(nearest) == 1 and many[line.document, line.section] > BROAD):
            found.append((*line.section, ""))
        else:
            found.append(line.section)
    return found


def _speaks_of(text: str, label: str) -> bool:
    """Whether a sentence has all words of a label."""
    words = set(terms(label))
    return bool(words) and words <= set(terms(text))
