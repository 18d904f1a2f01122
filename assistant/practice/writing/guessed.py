"""Questions that need no guide: what they quote and the key say the same in other words ("last": "Latest value")."""

import re
from collections.abc import Sequence

from studyground.ingest.encoder import Encoder

NEARER = 0.15  # of cosine; set by hand on 26 questions that an editor had read
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
