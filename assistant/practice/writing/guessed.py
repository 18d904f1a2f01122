"""Questions that need no guide: what they quote and the key say the same in other words ("last": "Latest value")."""

import re
from collections.abc import Sequence

from studyground.ingest.encoder import Encoder

NEARER = 0.15  # of cosine; set by hand on 26 questions that an editor had read
APART = 0.12  # by which a key may be nearer to its case than the second nearest wrong option
_QUOTED = re.compile(r"“([^”]+)”")


def guessed(stem: str, keys: Sequence[str], wrong: Sequence[str], encoder: Encoder) -> bool:
    """Whether the key is so much nearer in meaning to what a stem quotes than any wrong option that nobody need know it.

    Args:
        stem: The question; where it quotes nothing, nothing is told.
        keys: The options that are right.
        wrong: The others.
        encoder: Makes the vectors.
    """
    quoted = _QUOTED.findall(stem)
    if len(quoted) != 1 or "____" in quoted[0] or not keys or not wrong:
        return False
    vectors = encoder.encode([quoted[0], *keys, *wrong])
    near = vectors[1:] @ vectors[0]
    return bool(near[: len(keys)].min() - near[len(keys) :].max() >= NEARER)


def only_match(case: str, key: str, wrong: Sequence[str], encoder: Encoder) -> bool:
    """Whether the key alone is about what a case is about, all wrong options but one being far from it.

    Args:
        case: What the stem tells.
        key: The option that is right.
        wrong: The others, two at least.
        encoder: Makes the vectors.
    """
    vectors = encoder.encode([case, key, *wrong])
    near = vectors[1:] @ vectors[0]
    return bool(near[0] - sorted(near[1:])[-2] >= APART)
