"""The style of a batch in figures, beside those of real examination questions."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from studyground.assistant.practice.balance import key_longest
from studyground.assistant.practice.practice_question import PracticeQuestion
from studyground.ingest.sentences import sentence_spans

# Measured on collected questions in the style of MLS-C01 and MLA-C01; one figure a row of `Style`, as it is printed.
REAL: dict[str, str] = {
    "stem_words": "61",
    "stem_words_middle_half": "47–78",
    "stem_sentences": "4",
    "names_someone_in_need": "95 %",
    "option_words": "13",
    "key_longest": "24 %",
    "key_length_ratio": "0.99",
    "key_places": "24/28/24/23",
    "multiple_response": "11 %",
    "capitalised_qualifier": "20 %",
    "with_number": "44 %",
    "all_of_the_above": "0 %",
}
_LABELS = {
    "stem_words": "words in the stem, median",
    "stem_words_middle_half": "words in the stem, middle half",
    "stem_sentences": "sentences in the stem, median",
    "names_someone_in_need": "names a person or organisation with a need",
    "option_words": "words in an option, median",
    "key_longest": "the key is the longest option (one key)",
    "key_length_ratio": "key length ÷ mean distractor length",
    "key_places": "key at A/B/C/D, % (one key)",
    "multiple_response": "multiple response",
    "capitalised_qualifier": "a capitalised qualifier",
    "with_number": "contains a number",
    "all_of_the_above": "“all of the above”, NOT or EXCEPT",
}
_QUALIFIER = re.compile(r"\b(?:MOST|LEAST|BEST|FIRST|MINIMUM|MAXIMUM|LOWEST|HIGHEST|FEWEST|FASTEST)\b")
_NEGATIVE = re.compile(r"\b(?:NOT|EXCEPT)\b")
_ABOVE = re.compile(r"\b(?:all|none|both) of the above\b", re.IGNORECASE)
_SOMEONE = re.compile(
    r"\b(?:team|compan(?:y|ies)|organi[sz]ation|engineer|scientist|analyst|architect|developer|manager|consultant|agency|bank|"
    r"hospital|school|staff|department|trainee|group|client|customer|instructor|coordinator|lead|lab(?:oratory)?|office|start-up|"
    r"retailer|provider|operator|university|college|authority|ministry|platform|chain|cooperative|publisher|insurer|clinic|"
    r"museum|charity|utility|airline|carrier|broadcaster|newspaper|shop|store|farm|factory|plant|maker|firm|institute|council|"
    r"court|service|centre|club|union|brewery|dairy|vineyard|library|archive|foundation|studio|port|railway|colleague|"
    r"officer|nurse|doctor|researcher|student|teacher|planner|editor|farmer|surveyor|auditor|inspector|app|site|shipyard|"
    r"observatory|orchestra|zoo|mill|quarry|garage|marketplace|portal|exchange|hotel|brigade|society|association)(?:e?s)?\b",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    r"\b(?:needs?|wants?|must|has to|have to|requires?|requirements?|should|looking for|asked|aims?|plans?|plan calls|would like|"
    r"is to|calls for|demands?|demanded|may not|cannot|can no longer|hopes?|wishes|intends?|tries|seeks?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Style:
    """What was measured on a batch; shares from 0 to 1.

    Args:
        questions: How many.
        stem_words: Median.
        stem_words_middle_half: First and third quartile.
        stem_sentences: Median.
        names_someone_in_need: Share of stems with a person or organisation and a need.
        option_words: Median over all options.
        key_longest: Share, among questions with one key.
        key_length_ratio: Mean over questions of key length divided by mean distractor length, in characters.
        key_places: Share of keys at each place, among questions with one key.
        multiple_response: Share.
        capitalised_qualifier: Share of stems.
        with_number: Share of questions with a digit in the stem or an option.
        all_of_the_above: Share with such an option or a negative stem.
    """

    questions: int
    stem_words: float
    stem_words_middle_half: tuple[float, float]
    stem_sentences: float
    names_someone_in_need: float
    option_words: float
    key_longest: float
    key_length_ratio: float
    key_places: tuple[float, ...]
    multiple_response: float
    capitalised_qualifier: float
    with_number: float
    all_of_the_above: float


def measure_style(questions: Sequence[PracticeQuestion]) -> Style:
    """Measure a batch; an empty one gives zeros."""
    if not questions:
        return Style(0, 0, (0, 0), 0, 0, 0, 0, 0, (0, 0, 0, 0), 0, 0, 0, 0)
    single = [question for question in questions if len(question.keys) == 1]
    lengths = [len(question.stem.split()) for question in questions]
    quarters = quantiles(lengths, n=4, method="inclusive") if len(lengths) > 1 else [lengths[0]] * 3
    places = [question.options.index(question.keys[0]) for question in single]
    return Style(
        questions=len(questions),
        stem_words=median(lengths),
        stem_words_middle_half=(quarters[0], quarters[2]),
        stem_sentences=median(len(sentence_spans(question.stem)) for question in questions),
        names_someone_in_need=_share(
            questions, lambda one: bool(_SOMEONE.search(one.stem) and _NEEDS.search(one.stem))
        ),
        option_words=median(len(option.text.split()) for question in questions for option in question.options),
        key_longest=_share(single, key_longest),
        key_length_ratio=_mean([_ratio(question) for question in questions if question.keys and question.distractors]),
        key_places=tuple(_mean([place == at for place in places]) for at in range(4)),
        multiple_response=_share(questions, lambda one: one.select > 1),
        capitalised_qualifier=_share(questions, lambda one: bool(_QUALIFIER.search(one.stem))),
        with_number=_share(
            questions, lambda one: bool(re.search(r"\d", " ".join([one.stem, *(o.text for o in one.options)])))
        ),
        all_of_the_above=_share(
            questions,
            lambda one: bool(_NEGATIVE.search(one.stem)) or any(_ABOVE.search(option.text) for option in one.options),
        ),
    )


def style_table(style: Style) -> str:
    """The figures of a batch beside the real examination's, as a Markdown table."""
    shown = {
        "stem_words": f"{style.stem_words:g}",
        "stem_words_middle_half": "–".join(f"{value:.0f}" for value in style.stem_words_middle_half),
        "stem_sentences": f"{style.stem_sentences:g}",
        "names_someone_in_need": f"{style.names_someone_in_need:.0%}",
        "option_words": f"{style.option_words:g}",
        "key_longest": f"{style.key_longest:.0%}",
        "key_length_ratio": f"{style.key_length_ratio:.2f}",
        "key_places": "/".join(f"{share * 100:.0f}" for share in style.key_places),
        "multiple_response": f"{style.multiple_response:.0%}",
        "capitalised_qualifier": f"{style.capitalised_qualifier:.0%}",
        "with_number": f"{style.with_number:.0%}",
        "all_of_the_above": f"{style.all_of_the_above:.0%}",
    }
    rows = [f"| {_LABELS[name]} | {REAL[name]} | {shown[name].replace('%', ' %')} |" for name in _LABELS]
    return "\n".join([f"| | real exam style | this batch of {style.questions} |", "|---|---|---|", *rows])


def _ratio(question: PracticeQuestion) -> float:
    keys = _mean([len(option.text) for option in question.keys])
    return keys / _mean([len(option.text) for option in question.distractors])


def _share(questions: Sequence[PracticeQuestion], holds: Callable[[PracticeQuestion], bool]) -> float:
    return _mean([holds(question) for question in questions])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
