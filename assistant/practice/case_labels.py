"""The words by which a guide labels the parts of a case that it tells: the situation, what was decided, what was rejected."""

import re
from typing import Literal

Role = Literal["situation", "decided", "rejected", "offered", "reason", "weighed", ""]

_OF_IT = r"(?: (?:and|&|/) (?:the )?(?:problem(?: statement)?|forces|need|data|requirements?|situation))?"
_SITUATION = (
    rf"(?:situation|scenario|context|case|problem|background|requirements?|need|setting|problem statement){_OF_IT}"
)
_DECIDED = (
    r"(?:decision(?: outcome| taken| made)?|decided|we decided|what (?:was|we) decided|solution|answer|choice|chosen"
    r"(?: (?:option|solution|approach))?|recommend(?:ation|ed)(?: (?:option|solution|approach|choice))?|approach(?: taken)?|"
    r"(?:best|right|our|final|selected) (?:choice|answer|option|solution|approach)|selected|accepted)"
)
_THINGS = r"(?:alternatives?|options?|choices?|approach(?:es)?|solutions?)"
_REJECTED = (
    rf"(?:rejected(?: {_THINGS})?|not|not chosen|not selected|why not|{_THINGS} (?:that (?:was|were) )?rejected|alternatives?|"
    rf"alternatives? (?:that (?:was|were) )?considered|considered alternatives?|other {_THINGS}(?: considered)?|"
    rf"considered(?: and|,|, and| but) rejected|what (?:was|we) rejected|discarded(?: {_THINGS})?|ruled out|"
    rf"dismissed(?: {_THINGS})?|declined|turned down|wrong (?:choice|answer|option)s?|{_THINGS} not (?:chosen|taken))"
)
_OFFERED = r"(?:considered options|options considered|options|candidates)"
_REASON = r"(?:reasons?|why|because|rationale|justification|why (?:this|it)(?: one)?|reasoning)"
_WEIGHED = r"(?:pros and cons(?: of the (?:options|alternatives))?)"
_ROLES: tuple[tuple[Role, str], ...] = (
    ("situation", _SITUATION),
    ("decided", _DECIDED),
    ("rejected", _REJECTED),
    ("offered", _OFFERED),
    ("reason", _REASON),
    ("weighed", _WEIGHED),
)
_COUNTED = r"(?: (?:\d{1,2}|[A-H]|I{1,3}|one|two|three))?"
_WHOLE = [(role, re.compile(rf"^(?:the )?{words}{_COUNTED}$", re.IGNORECASE)) for role, words in _ROLES]
_INLINE = [
    (role, re.compile(rf"^(?:[-*•]\s+)?(?:the )?{words}{_COUNTED}(?:\s*:|\s+[–—-]|\.(?=\s|$))\s*", re.IGNORECASE))
    for role, words in _ROLES
    if role != "weighed"
]
_INSTEAD = re.compile(r"^(?:instead of|why not|not)\s+(?=[^:]{2,80}:\s)", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:\d+\.)*\d*[.)]?\s*")
_CHOSEN = re.compile(
    r"^(?:chosen|selected|accepted|decided|decision|taken|adopted|yes|✓|✔|✅)(?!\w).{0,3}$", re.IGNORECASE
)
_REFUSED = re.compile(
    r"^(?:rejected|not (?:chosen|selected|taken)|refused|declined|discarded|dismissed|ruled out|no|✗|✘|❌)(?!\w).{0,3}$",
    re.IGNORECASE,
)
_OPTION_COLUMN = re.compile(rf"^(?:{_THINGS}|candidates?|courses?(?: of action)?)$", re.IGNORECASE)
_VERDICT_COLUMN = re.compile(r"^(?:verdict|decision|outcome|result|status|chosen\??|decided|ruling)$", re.IGNORECASE)


def role_of(label: str) -> Role:
    """What a heading or the head of a column labels, when it is a label and nothing else; "" when it is none."""
    plain = _NUMBER.sub("", " ".join(label.split())).strip(" :*_–—-")
    return next((role for role, pattern in _WHOLE if pattern.match(plain)), "")


def labelled(text: str) -> tuple[Role, int]:
    """The label that a paragraph or list item opens with, and how many characters it takes; ("", 0) for none.

    "Instead of X: …" labels X itself as rejected: the characters before it are taken and X stays.
    """
    instead = _INSTEAD.match(text)
    if instead:
        return "rejected", instead.end()
    for role, pattern in _INLINE:
        match = pattern.match(text)
        if match:
            return role, match.end()
    return "", 0


def verdict_of(cell: str) -> Role:
    """What a table's cell says of the option in its row ("Chosen", "Rejected"); "" for neither."""
    plain = " ".join(cell.split()).rstrip(".")
    if _REFUSED.match(plain):
        return "rejected"
    return "decided" if _CHOSEN.match(plain) else ""


def is_option_column(head: str) -> bool:
    """Whether a column holds the options of one case."""
    return bool(_OPTION_COLUMN.match(" ".join(head.split())))


def is_verdict_column(head: str) -> bool:
    """Whether a column says of each option whether it was taken."""
    return bool(_VERDICT_COLUMN.match(" ".join(head.split())))
