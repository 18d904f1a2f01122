"""Cases told without "if": as a question of a few words ("Reading too low?") or by what one is doing ("Comparing …, use …")."""

import re

from studyground.assistant.practice.writing.mining_verbs import gerund_base
from studyground.assistant.practice.writing.phrasing import plural
from studyground.assistant.practice.writing.rule_acts import tells
from studyground.assistant.practice.writing.rule_cases import SOMEBODY, case_of, finite, lower

MOST_WORDS = 14
SHORT = 6  # letters of a word in -ing that may well be no verb
# A question that asks for something, and does not only name a sign.
_ASKS = re.compile(
    r"^(?:who|what|when|where|why|how|which|whose|is|are|was|were|do|does|did|can|could|may|must|should|shall|will|would|has|"
    r"have|or|and|but|so|still|any|need|want|ready|questions?)\b",
    re.IGNORECASE,
)
_HOW = (
    "below|under|over|above|lower|higher|slower|faster|larger|smaller|longer|shorter|warmer|colder|wet|dry|hot|cold|high|low|"
    r"slow|dark|cloudy|missing|late|stuck|full|empty|out of|not \w+ing"
)
_STATE = re.compile(rf"^(?P<what>[A-Z][\w -]*?) (?P<how>(?:too |still |much |far |very |already )?(?:{_HOW})\b.*)$")
# Nouns for what happens of a sudden: under such a label stands what to do about it.
_EVENTS = (
    "spill|spillage|leak|leakage|splash|release|fire|fall|alarm|failure|outage|loss|breakdown|bleed|bleeding|burn|injury|flood|"
    "collision|grounding|blackout|explosion|blockage|overflow|cut|sting|bite|fracture|seizure|theft|breach|stoppage|jam"
)
_OVER = re.compile(
    r"\b(?:splash|sting|bite|theft|collision|grounding|explosion|breach|burn|spill|spillage)\b", re.IGNORECASE
)
_ON = re.compile(r"^(?:On|In the event of|In case of) (?P<what>[a-z][^,;:.]{5,60})(?:: |, )(?P<act>[a-z].+)$")
_WHERE = r"(?: (?:in|on|of|from|to|at) [a-z][^,;:.]{2,40})?"
_EVENT = re.compile(rf"^(?P<what>(?:[A-Z][a-z-]*(?: [a-z-]+)? )?(?i:{_EVENTS}){_WHERE}): (?P<act>[a-z].+)$")
_FOR = re.compile(
    r"^For (?P<what>(?:an? |different |several |many |large |small |long |short )?[A-Za-z][\w-]*(?: [\w-]+){0,4}?),? "
    r"(?P<act>(?:use|choose|pick|take|prefer) .+)$"
)
_DOING = re.compile(r"^(?P<doing>[A-Z][a-z]+ing [^,;:]{8,70}), (?P<act>[a-z].+)$")


def sign_asked(text: str) -> str:
    """The case of a question that is only a sign or an undertaking; "" for a question that asks for something.

    Args:
        text: "Pressure reading lower than usual after a wash?", "Backfilling years of history?".
    """
    plain = text.strip().rstrip("?").strip()
    words = plain.split()
    if (
        not text.strip().endswith("?")
        or len(words) > MOST_WORDS
        or _ASKS.match(plain)
        or "," in plain
        or len(words) < 3
    ):
        return ""
    if words[0].endswith("ing") and len(words[0]) > SHORT:
        return case_of(f"{SOMEBODY} is {lower(plain)}", "when")
    found = _STATE.match(plain)
    if not found or finite(plain):
        return ""
    what = found["what"].strip()
    be = "are" if plural(what.split()[-1]) else "is"
    article = "" if plural(what.split()[-1]) or what.split()[0] in ("The", "A", "An") else "the "
    return case_of(f"{article}{lower(what)} {be} {found['how']}", "when")


def while_doing(clause: str) -> tuple[str, str]:
    """What somebody is doing and what to do then ("Comparing two systems on the same items, use a paired test"); "" for none."""
    found = _DOING.match(clause)
    if not found or not gerund_base(found["doing"].split()[0].casefold()):
        return "", ""
    return case_of(lower(found["doing"]), "when"), found["act"]


def on_event(clause: str) -> tuple[str, str]:
    """What has happened or is wanted and what to do then ("On blood at the poolside: use …", "Splash in the eye: rinse …").

    Both are "" for any other clause.
    """
    found = _ON.match(clause) or _EVENT.match(clause)
    if found and tells(found["act"]):
        what = lower(found["what"])
        count = found.re is _EVENT or re.match(rf"(?:{_EVENTS})\b", what)
        article = ("an " if what[0] in "aeiou" else "a ") if count and not re.match(r"(?:an?|the|any) ", what) else ""
        be = "has been" if _OVER.search(what) else "is"
        return case_of(f"there {be} {article}{what}", "when"), found["act"]
    found = _FOR.match(clause)
    if found and found["act"].split()[1:]:
        return case_of(f"{SOMEBODY} is looking for a solution for {found['what']}", "when"), found["act"]
    return "", ""
