"""Whether a text is in English, for which the encoder was made; a learner is warned when it is not."""

import re

MIN_LETTERS = 200
SAMPLE_CHARACTERS = 1_500
SAMPLES = 5
# Log-likelihood by which another language must beat English in a sample of prose; tables of names stay well below it.
MARGIN = 15.0

NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian",
    "sv": "Swedish", "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]")
# One sign of these scripts carries about as much as three letters of an alphabet.
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NOT_PROSE = re.compile(r"https?://\S+|\S+@\S+|[\d_|<>{}\[\]=/\\#*`~^]+")


def language_warning(text: str) -> str | None:
    """A sentence for the learner when a text is not in English.

    Args:
        text: A document's text; several places of it are sampled, so a quotation or a bibliography does not decide.

    Returns:
        The warning, or None when the text is English or too short to tell.
    """
    prose = " ".join(_NOT_PROSE.sub(" ", text).split())
    if len(_LETTERS.findall(prose[:4_000])) + 2 * len(_DENSE.findall(prose[:4_000])) < MIN_LETTERS:
        return None
    votes = [_foreign(sample) for sample in _samples(prose)]
    foreign = [vote for vote in votes if vote]
    if len(foreign) * 2 <= len(votes):
        return None
    code = max(sorted(set(foreign)), key=foreign.count)
    # Samples that disagree with one another are foreign for certain, but not certainly one language.
    sure = foreign.count(code) * 2 > len(foreign) and code in NAMES
    language = f"in {NAMES[code]}" if sure else "not in English"
    return (
        f"This guide seems to be {language}; meaning is compared by an encoder made for English, "
        "so answers will be weaker and passages may be missed."
    )


def _samples(prose: str) -> list[str]:
    """Up to `SAMPLES` stretches spread evenly over the text."""
    if len(prose) <= SAMPLE_CHARACTERS * 2:
        return [prose]
    step = (len(prose) - SAMPLE_CHARACTERS) / (SAMPLES - 1)
    return [prose[int(step * number) : int(step * number) + SAMPLE_CHARACTERS] for number in range(SAMPLES)]


def _foreign(sample: str) -> str | None:
    """The code of the language a sample is in, or None for English and for a close call."""
    import py3langid

    # Capitals and code-like names mislead the model.
    ranking = [(str(code), float(score)) for code, score in py3langid.rank(sample.lower())]
    code, best = ranking[0]
    english = next((score for other, score in ranking if other == "en"), float("-inf"))
    return code if code != "en" and best - english > MARGIN else None
