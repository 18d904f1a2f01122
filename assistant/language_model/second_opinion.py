"""The reader's opinion of a sentence that the rules let pass: it knows words that look alike and say something else.

The rules compare amounts, negations and the names of the guide; that sucrose is no glucose they cannot know.
"""

from collections.abc import Sequence
from dataclasses import replace

from studyground.assistant.language_model.verification import Source, Verdict, Verifier
from studyground.assistant.reader import Reader, Supporter

# Chosen on tests/model_sentences.jsonl and tests/model_sentences_fresh.jsonl: below it stand few true sentences that the
# rules keep, and most of the altered ones.
LEAST_SUPPORTED = 0.12
DISAGREES = "the reader does not find it there"


class ReaderAgrees:
    """A verifier that lets another judge, and then asks the reader whether each source bears the sentence out.

    Args:
        inner: Finds what a sentence rests on.
        reader: Says how probable it is that a passage supports a claim.
    """

    def __init__(self, inner: Verifier, reader: Supporter) -> None:
        self._inner = inner
        self._reader = reader

    def verify(self, said: str, sources: Sequence[Source], cited: Sequence[int], question: str) -> Verdict:
        """See `Verifier.verify`."""
        verdict = self._inner.verify(said, sources, cited, question)
        if not verdict.sources:
            return verdict
        found = [verdict, *verdict.others]
        supports = self._reader.supported(said, [" ".join(one.text for one in each.sources) for each in found])
        borne = [replace(each, others=()) for each, of in zip(found, supports, strict=True) if of >= LEAST_SUPPORTED]
        if not borne:
            return Verdict((), 0.0, DISAGREES)
        return replace(borne[0], others=tuple(borne[1:]))


def with_reader(inner: Verifier, reader: Reader | None) -> Verifier:
    """A verifier that asks the reader too, where there is one that tells what supports a claim."""
    return ReaderAgrees(inner, reader) if isinstance(reader, Supporter) else inner
