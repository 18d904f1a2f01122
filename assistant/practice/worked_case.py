"""A case that a guide tells whole: a situation, what was decided in it, what was rejected, and why each."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

Bounds = tuple[int, int]
LEAST_SITUATION, MOST_SITUATION = 12, 200  # words; fewer name a kind of case, and more are a chapter
MOST_TOGETHER = 2  # sentences of a citation
_INNER = re.compile(
    r"\s+[–—]\s+|\s+-\s+|:\s+|;\s+|,?\s+(?:because|since|as it|as they)\s+|,\s+(?:which|but|so|as)\s+", re.IGNORECASE
)
_DROPPED = re.compile(
    r"^(?:we (?:also )?(?:considered|rejected|looked at|thought of|ruled out)\s+)?(?P<option>.+?)\s+"
    r"(?:was|were|is|are)\s+(?:also )?(?:considered,?\s+(?:but|and)\s+)?"
    r"(?:rejected|ruled out|discarded|dismissed|declined|not chosen|turned down)"
    r"(?:,?\s*(?:because|since|as|for|:)\s+(?P<reason>.+))?$",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"^[^.;:]{2,80}? (?:was|were) (?:considered,? (?:but|and) )?(?:rejected|ruled out|discarded|dismissed|not chosen|"
    r"turned down),? (?:because|since|as)\b",
    re.IGNORECASE,
)
_WE_DROPPED = re.compile(
    r"^we (?:considered and |also )?(?:rejected|ruled out|discarded|dismissed|declined)\s+(?P<option>.+?)"
    r"(?:,?\s*(?:because|since|as|:)\s+(?P<reason>.+))?$",
    re.IGNORECASE,
)
_WE_WILL = re.compile(
    r"^(?:(?:therefore|so|thus|hence|in response to [^,]+),?\s+)?(?:we|the (?:team|project|company|organi[sz]ation))\s+"
    r"(?:will|shall|should|(?:have |has )?(?:decided|chose|chosen|agreed)(?: to)?|are going to|is going to)\s+",
    re.IGNORECASE,
)
_JOINT = re.compile(r"^[\s,:;–—-]*(?:because|since)?\s*", re.IGNORECASE)
_QUOTED = re.compile(r"^[“\"'‘](?P<inside>[^“”\"]+)[”\"'’](?P<rest>.*)$")


@dataclass(frozen=True, slots=True)
class Ruling:
    """One course that was open in a case.

    Args:
        chosen: It was decided on; else it was rejected.
        option: The course, in the guide's words, without label and full stop.
        reason: Why, in the guide's words; "" where it gives none.
        spans: Where both stand, in pieces of at most two sentences; the first holds the option or stands under it.
        option_end: One past the last code point of the sentence with the option.
    """

    chosen: bool
    option: str
    reason: str
    spans: tuple[Bounds, ...]
    option_end: int


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """One case of one document.

    Args:
        document: Its name.
        section: Headings above it, from the outermost in; the label of a part of the case is not among them.
        situation: The situation, white space collapsed.
        sentences: Where the situation's sentences stand.
        rulings: In the order of the guide.
        covered: The stretches of text that tell the case.
    """

    document: str
    section: tuple[str, ...]
    situation: str
    sentences: tuple[Bounds, ...]
    rulings: tuple[Ruling, ...]
    covered: tuple[Bounds, ...]

    @property
    def decided(self) -> tuple[Ruling, ...]:
        """What was decided."""
        return tuple(one for one in self.rulings if one.chosen)

    @property
    def rejected(self) -> tuple[Ruling, ...]:
        """What was rejected."""
        return tuple(one for one in self.rulings if not one.chosen)

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits, stable while situation and decision are."""
        key = "|".join((self.document, self.situation, *(one.option for one in self.decided)))
        return hashlib.sha256(key.encode()).hexdigest()[:12]


def ruling_of(chosen: bool, text: str, sentences: Sequence[Bounds], start: int) -> Ruling | None:
    """A ruling from the sentences that tell it; None when they hold no option.

    The first sentence is the option and the others its reason. Where there is one sentence alone, the reason may stand
    in it, behind a dash, a colon or "because".

    Args:
        chosen: Whether it was decided on.
        text: The document.
        sentences: Spans in order.
        start: Where the option begins, behind its label.
    """
    kept = [span for span in sentences if span[1] > start]
    if not kept:
        return None
    first = _plain(text[max(start, kept[0][0]) : kept[0][1]])
    option, reason = _named(first, chosen, alone=len(kept) == 1)
    reason = " ".join(part for part in (reason, *(_plain(text[a:b]) for a, b in kept[1:])) if part)
    if not option:
        return None
    return Ruling(chosen, option, reason, in_pieces(kept), kept[0][1])


def in_pieces(sentences: Sequence[Bounds]) -> tuple[Bounds, ...]:
    """Neighbouring sentences as spans of at most two each."""
    return tuple(
        (group[0][0], group[-1][1])
        for at in range(0, len(sentences), MOST_TOGETHER)
        for group in [sentences[at : at + MOST_TOGETHER]]
    )


def says_rejected(sentence: str) -> bool:
    """Whether a sentence says by itself that a course was rejected ("We rejected felt, because …")."""
    bare = _plain(sentence).rstrip(" .!")
    return bool(_WE_DROPPED.match(bare) or _REFUSED.match(bare))


def _named(sentence: str, chosen: bool, *, alone: bool) -> tuple[str, str]:
    """The option in a sentence, and the reason that stands in it too."""
    bare = sentence.rstrip(" .!")
    dropped = None if chosen else (_WE_DROPPED.match(bare) or _DROPPED.match(bare))
    if dropped:
        return _capital(dropped["option"]), _sentence(dropped["reason"] or "")
    if chosen:
        bare = _WE_WILL.sub("", bare)
    quoted = _QUOTED.match(bare)
    if quoted:
        return _capital(quoted["inside"].rstrip(" .,")), _sentence(
            re.sub(r"^[\s,:;–—-]*(?:because|since)?\s*", "", quoted["rest"])
        )
    cut = _INNER.search(bare) if alone else None
    if cut and cut.start() > 1:
        return _capital(bare[: cut.start()]), _sentence(bare[cut.end() :])
    return _capital(bare), ""


def _plain(text: str) -> str:
    return " ".join(text.split())


def _capital(text: str) -> str:
    text = text.strip()
    first = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if first[1:] == first[1:].lower() and "-" not in first[:3] else text


def _sentence(text: str) -> str:
    text = _capital(text.strip())
    return text if not text or text.endswith((".", "!", "?", "”")) else f"{text}."
