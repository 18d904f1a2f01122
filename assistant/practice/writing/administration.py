"""Tables of how a course or a club is run (fees, dates, rooms, who teaches when): they come last among what is asked."""

import re
from collections.abc import Sequence

ADMINISTRATION = 0.55  # how much such a table weighs beside one of the matter itself
LEAST_HEADS = 2
_RUNS = re.compile(
    r"(?:(?:course |group |class )?(?:instructor|tutor|teacher|trainer|lecturer|supervisor|coach|organi[sz]er)s?|"
    r"(?:places|seats|spaces)(?: left)?|room|venue|campus|(?:course |registration |exam |entry )?fees?|deposit|price|cost|"
    r"(?:course |module |class )?code|credits?|cohort|(?:start|end|closing|due)(?: date)?|starts|ends|due|deadline|"
    r"(?:e-?mail|phone|telephone)(?: number)?|contact|extension|enrol+ment|registration|office hours?|page|(?:.*\b(?:I|my)\b.*))",
    re.IGNORECASE,
)


def administers(header: Sequence[str]) -> bool:
    """Whether two heads or more of a table are of running something, or of the writer's own doings ("Hours I spent").

    Args:
        header: The heads of all columns.
    """
    said = [re.sub(r"\s*\([^()]*\)|[?*]", "", head).strip() for head in header]
    return sum(_RUNS.fullmatch(head) is not None for head in said) >= LEAST_HEADS
