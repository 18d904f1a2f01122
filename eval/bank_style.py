"""How a practice question is built, counted: lengths, keys, names, numbers; beside what is usual in the real exam.

Counted here by other means than the generator counts with, so that neither judges itself.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import mean

from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.ingest.sentences import sentence_spans

_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"\d")
# Exams set the words that decide between options in capitals; these are whole words, so that AWS or SQL are none.
_QUALIFIER = re.compile(r"\b(?:MOST|LEAST|BEST|FIRST|FEWEST|LOWEST|HIGHEST|MINIMUM|MAXIMUM|LARGEST|SMALLEST|ONLY)\b")
_NEGATIVE = re.compile(r"\b(?:NOT|EXCEPT)\b")
_ALL_OF_ABOVE = re.compile(r"\b(?:all|none|both|neither) of the (?:above|options|answers)\b", re.IGNORECASE)
_WHO = re.compile(
    r"""\b(?:an?|the|one|this|that|its|their|our|two|several|some)\s(?:[\w'’-]+\s){0,4}?
        (?:\w+(?:ist|ian|eer|yst)s?|compan(?:y|ies)|(?:firm|business|team|group|department|office|bank|hospital|clinic|school|
           college|startup|start-up|shop|store|retailer|farm|farmer|museum|airline|insurer|nurse|doctor|chef|student|teacher|
           learner|researcher|developer|manager|owner|designer|council|studio|chain|association|institute|lab|network)s?|
           businesses|universit(?:y|ies)|agenc(?:y|ies)|librar(?:y|ies)|charit(?:y|ies)|ministr(?:y|ies)|laborator(?:y|ies)|
           organi[sz]ations?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NAME = re.compile(
    r"(?:^|[.?!]\s+)(?!(?:What|Which|How|When|Where|Why|Who|The|An?|In|On|For|At|To|Each|Every|It|They|This|There)\b)"
    r"[A-Z][a-z]+\s[a-z]"
)
_NEED = re.compile(
    r"""\b(?:needs?|wants?|must|ha(?:s|ve)\sto|requires?|wish(?:es)?|plans?\sto|would\slike|is\sasked|are\sasked|aims?\sto|
        tr(?:y|ies)\sto|hopes?\sto|should|has\sbeen\sasked|intends?\sto|looks?\sfor|is\slooking|cannot)\b""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Style:
    """What was counted of one question; shares are 0 or 1, except where several options tie.

    Args:
        stem_words: Words of the stem.
        stem_sentences: Sentences of the stem.
        names_a_need: Someone is named who needs something.
        option_words: Mean words of an option.
        key_longest: Share of the longest options that are keys.
        key_length_ratio: Mean characters of the keys over those of the distractors.
        multiple: More than one key.
        qualifier: A word in capitals decides (MOST, LEAST …).
        number: A digit in the stem.
        negative: NOT or EXCEPT in capitals, or an option like "all of the above".
    """

    stem_words: float
    stem_sentences: float
    names_a_need: float
    option_words: float
    key_longest: float
    key_length_ratio: float
    multiple: float
    qualifier: float
    number: float
    negative: float


def style_of(question: PracticeQuestion) -> Style:
    """Count one question."""
    stem = question.stem
    lengths = [len(option.text) for option in question.options]
    longest = [option for option in question.options if len(option.text) == max(lengths)]
    keys, others = [len(one.text) for one in question.keys], [len(one.text) for one in question.distractors]
    return Style(
        stem_words=float(len(_WORD.findall(stem))),
        stem_sentences=float(max(1, len(sentence_spans(stem)))),
        names_a_need=float(bool((_WHO.search(stem) or _NAME.search(stem)) and _NEED.search(stem))),
        option_words=mean(len(_WORD.findall(option.text)) for option in question.options),
        key_longest=sum(option.correct for option in longest) / len(longest),
        key_length_ratio=mean(keys) / mean(others) if keys and others and mean(others) else 1.0,
        multiple=float(len(question.keys) > 1),
        qualifier=float(bool(_QUALIFIER.search(stem))),
        number=float(bool(_NUMBER.search(stem))),
        negative=float(
            bool(_NEGATIVE.search(stem) or any(_ALL_OF_ABOVE.search(option.text) for option in question.options))
        ),
    )


@dataclass(frozen=True, slots=True)
class Usual:
    """A style figure of the real exam's questions, and of two sets that language models wrote.

    Args:
        exam: Of the real style.
        models: Of the two sets; () where it was not counted.
        middle: The middle half of the real ones, where it is known.
    """

    exam: float
    models: tuple[float, ...] = ()
    middle: tuple[float, float] | None = None


USUAL: Mapping[str, Usual] = {
    "stem_words": Usual(61, (28, 25), (47, 78)),
    "stem_sentences": Usual(4, (3, 2)),
    "names_a_need": Usual(0.95, (0.49, 0.52)),
    "option_words": Usual(13, (4,)),
    "key_longest": Usual(0.24, (0.58, 0.56)),
    "key_length_ratio": Usual(0.99, (1.32, 1.44)),
    "key_at_A": Usual(0.24, (0.07, 0.20)),
    "key_at_B": Usual(0.28, (0.60, 0.52)),
    "key_at_C": Usual(0.24, (0.30, 0.24)),
    "key_at_D": Usual(0.23, (0.03, 0.04)),
    "multiple": Usual(0.11, (0.0,)),
    "qualifier": Usual(0.20, (0.0, 0.05)),
    "number": Usual(0.44),
    "negative": Usual(0.0, (0.0, 0.01)),
}
"""Counted on 10 official samples and 369 collected exam-style questions, against 154 and 50 written by models."""
