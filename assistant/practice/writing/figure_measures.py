"""What is measured by a unit, what is counted, and where what a clause says of a figure ends."""

import re

from studyground.assistant.practice.writing.amounts import HEATS

# What one asks for where a unit measures one thing only.
MEASURES = {
    **dict.fromkeys(("milligrams", "grams", "kilograms", "tonnes"), "weight"),
    **dict.fromkeys(("KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB", "bytes"), "size"),
    **dict.fromkeys(("kHz", "MHz", "GHz", "Hz"), "frequency"),
    **dict.fromkeys(("knots", "kilometres per hour", "miles per hour", "m/s"), "speed"),
    **dict.fromkeys(("bar", "kPa", "MPa", "mmHg"), "pressure"),
    **dict.fromkeys(HEATS, "temperature"),
    **dict.fromkeys(("watts", "kW"), "power"),
    "volts": "voltage", "degrees": "angle", "percent": "percentage", "mmHg per second": "rate", "drops per minute": "rate",
    "£": "value", "$": "amount", "€": "amount", "ppm": "concentration",
}  # fmt: skip
ENDS = re.compile(
    r"[,;:(–—]|\s-\s| and | but | so | because | since | as (?!long|soon|often)| which | where | while | though | or "
)
BACK = re.compile(
    r"^[\s,;:(–—-]*(?:and |but )?(?:except|if|when|whenever|whichever|until|provided|otherwise|only|not|or|but|though|"
    r"although|whatever|depending|as long|per|more|less|fewer|longer|later|earlier|apart|each)\b",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(?:our|your|my|this|these|those|such|same|following|previous|other|others|another|both|it|its|they|them|their|thing|things)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(r" (?P<of>(?:[a-z-]+ ){0,2}?[a-z]{3,}s)\b(?P<per> (?:a|an|per) [a-z]+)?")
