"""Claims made from a passage's own sentences: some that it supports, and the same with one thing changed."""

import random
import re

SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[A-Z0-9\"'(\[])")
NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w]|[.,]\d)")
NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w'’-]+(?: (?:of |the )?[A-Z][\w'’-]+)*")
LEADING_PHRASE = re.compile(
    r"^(?:In|On|At|By|During|After|Since|As of|For|From|Under|With|Despite|Although|While)\b[^,]{3,60}, "
)
TRAILING_CLAUSE = re.compile(
    r",\s+(?:which|who|where|while|although|whereas|but|and|with|including|such as)\b[^,;]*\.$"
)
BRACKETED = re.compile(r"\s*\([^()]*\)")
BE = r"is|are|was|were"
VERB = BE + (
    r"|has|had|can|could|will|would|must|may|became|began|wrote|won|led|made|took|gave|held|ran|built|found|left|lost|met"
    r"|saw|sold|sent|spoke|taught|brought|drew|grew|fell|came|went|\w{2,}ed"
)
# "what gas is used", "which king built": the kind of thing stands between the question word and the verb
OPENING_WH = re.compile(
    rf"^(?:who|(?:what|which)(?: (?!(?:{VERB}) )[a-z]+){{0,2}}) (?P<rest>(?P<verb>{VERB}) (?P<next>\w+).*)$", re.I
)
FOLLOWS_BE = re.compile(
    r"^(?:the|an?|one|considered|responsible|not|\w+ed|made|built|found|held|known|born|sent|taken)$", re.I
)
UNFINISHED = re.compile(r"\b(?:of|to|for|in|by|with|from|as|on|at|about|into|called|named|known|\w+ed)$", re.I)
AUXILIARY = re.compile(r"\b(?:do|does|did)\b", re.I)

UNITS = (
    ("million", "billion"),
    ("thousand", "million"),
    ("miles", "kilometres"),
    ("kilometers", "miles"),
    ("km", "miles"),
    ("meters", "feet"),
    ("feet", "inches"),
    ("years", "months"),
    ("months", "weeks"),
    ("weeks", "days"),
    ("days", "hours"),
    ("hours", "minutes"),
    ("minutes", "seconds"),
    ("percent", "percentage points"),
    ("tons", "pounds"),
    ("century", "decade"),
)
OPPOSITES = (
    ("first", "last"),
    ("largest", "smallest"),
    ("highest", "lowest"),
    ("most", "least"),
    ("more", "fewer"),
    ("many", "few"),
    ("increased", "decreased"),
    ("increase", "decrease"),
    ("higher", "lower"),
    ("larger", "smaller"),
    ("greater", "smaller"),
    ("before", "after"),
    ("early", "late"),
    ("north", "south"),
    ("northern", "southern"),
    ("east", "west"),
    ("eastern", "western"),
    ("always", "never"),
    ("all", "none"),
    ("only", "not only"),
    ("with", "without"),
    ("won", "lost"),
    ("began", "ended"),
    ("beginning", "end"),
    ("support", "oppose"),
    ("supported", "opposed"),
    ("major", "minor"),
    ("common", "rare"),
    ("high", "low"),
    ("public", "private"),
    ("male", "female"),
    ("both", "neither"),
    ("similar", "opposite"),
    ("positive", "negative"),
    ("minimum", "maximum"),
    ("above", "below"),
    ("inside", "outside"),
    ("old", "new"),
    ("older", "younger"),
    ("long", "short"),
)
SWAPS = {a: b for pairs in (UNITS, OPPOSITES) for a, b in (*pairs, *((b, a) for a, b in pairs))}
SWAP_WORD = re.compile(r"\b(" + "|".join(sorted(SWAPS, key=len, reverse=True)) + r")\b")
NEGATABLE = re.compile(
    r"\b(is|are|was|were|has been|have been|had been|can|could|will|would|should|must|may|does|did|do)\b(?! not\b|n't)"
)
NEGATED = re.compile(
    r"\b(is|are|was|were|can|could|will|would|should|must|may|does|did|do|has|have|had)(?:n't| not)\b ?"
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, in order; what lies between two is white space only."""
    spans, start = [], 0
    for gap in SENTENCE_END.finditer(text):
        end = gap.start() + len(gap.group().rstrip())
        spans.append((start, end))
        start = gap.end()
    return [*spans, (start, len(text))] if text[start:].strip() else spans


def shortened(sentence: str, rng: random.Random) -> str:
    """The sentence without a bracket, an opening phrase or a last clause: still supported by it, no longer its copy."""
    text = BRACKETED.sub("", sentence)
    if rng.random() < 0.5:
        rest = LEADING_PHRASE.sub("", text)
        text = rest[0].upper() + rest[1:] if rest else text
    if rng.random() < 0.5:
        text = TRAILING_CLAUSE.sub(".", text)
    return text if len(text) >= 30 else sentence


def altered(sentence: str, context: str, rng: random.Random) -> tuple[str, str] | None:
    """The sentence with one thing changed so that it no longer holds.

    Args:
        sentence: What the passage says.
        context: The passage: other numbers and names in it make the best false ones.
        rng: Chooses the change among those the sentence allows.

    Returns:
        The false claim and what was changed (`number`, `name`, `word`, `negation`), or None where nothing can be.
    """
    ways = [_other_number, _other_name, _other_word, _negation]
    rng.shuffle(ways)
    for way in ways:
        changed = way(sentence, context, rng)
        if changed is not None and changed.lower() != sentence.lower():
            return changed, way.__name__.removeprefix("_other_").removeprefix("_")
    return None


def declared(question: str, answer: str) -> str | None:
    """A question and its answer as one statement, where English lets the answer take the place of the question word.

    "Who wrote it?" and "Anna" give "Anna wrote it."; a question that turns its verb round ("When did it end?")
    gives None.
    """
    text = question.strip().rstrip("?").strip()
    if len(answer.split()) > 8:  # a clause of its own, with its own verb
        return None
    many = re.match(r"^how (?:many|much)\b", text, re.I)
    if many and re.fullmatch(r"[\d,.]+|[a-z]+", answer) and not _turned(text[many.end() :]):
        return _sentence(answer + text[many.end() :])
    opening = OPENING_WH.match(text)
    if opening is None or _turned(opening["rest"]) or UNFINISHED.search(text):
        return None
    if re.fullmatch(BE, opening["verb"], re.I) and not FOLLOWS_BE.match(opening["next"]):
        return None
    return _sentence(f"{answer} {opening['rest']}")


def _turned(rest: str) -> bool:
    """Whether a helping verb shows that subject and verb have changed places."""
    return AUXILIARY.search(" ".join(rest.split()[:4])) is not None


def _sentence(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    return text[0].upper() + text[1:] + "."


def _replace(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def _other_number(sentence: str, context: str, rng: random.Random) -> str | None:
    found = list(NUMBER.finditer(sentence))
    if not found:
        return None
    chosen = rng.choice(found)
    old = chosen.group()
    elsewhere = [n for n in NUMBER.findall(context) if n not in sentence and len(n) == len(old)]
    if elsewhere and rng.random() < 0.5:
        return _replace(sentence, chosen, rng.choice(elsewhere))
    value = float(old.replace(",", ""))
    if len(old) == 4 and old.isdigit() and 1000 <= value <= 2100:
        return _replace(sentence, chosen, str(int(value) + rng.choice((-20, -10, -3, -2, -1, 1, 2, 3, 10, 20))))
    decimals = len(old.split(".")[1]) if "." in old else 0
    step = (
        max(1.0, abs(value) * rng.uniform(0.1, 0.6)) if decimals == 0 else max(0.1, abs(value) * rng.uniform(0.1, 0.6))
    )
    new = value + step if rng.random() < 0.5 or value - step <= 0 else value - step
    return _replace(sentence, chosen, f"{new:{',' if ',' in old else ''}.{decimals}f}")


def _other_name(sentence: str, context: str, rng: random.Random) -> str | None:
    found = list(NAME.finditer(sentence))
    elsewhere = sorted({n for n in NAME.findall(context) if n not in sentence})
    if not found or not elsewhere:
        return None
    chosen = rng.choice(found)
    # as many words, so that a month does not stand where a person stood more often than need be
    alike = [n for n in elsewhere if n.count(" ") == chosen.group().count(" ")]
    return _replace(sentence, chosen, rng.choice(alike or elsewhere))


def _other_word(sentence: str, _: str, rng: random.Random) -> str | None:
    found = list(SWAP_WORD.finditer(sentence))
    if not found:
        return None
    chosen = rng.choice(found)
    return _replace(sentence, chosen, SWAPS[chosen.group()])


def _negation(sentence: str, _: str, rng: random.Random) -> str | None:
    negated = list(NEGATED.finditer(sentence))
    if negated:
        chosen = rng.choice(negated)
        return _replace(sentence, chosen, chosen.group(1) + " ")
    found = NEGATABLE.search(sentence)
    if found is None:
        return None
    first, _space, rest = found.group().partition(" ")
    return _replace(sentence, found, f"{first} {rng.choice(('not', 'never', 'not'))}{' ' + rest if rest else ''}")
