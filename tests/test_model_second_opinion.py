"""A sentence that the rules let pass is shown to the reader too."""

from collections.abc import Sequence

from studyground.assistant.language_model.second_opinion import DISAGREES, ReaderAgrees, with_reader
from studyground.assistant.language_model.verification import Source, Verdict
from studyground.assistant.reader import load_reader

SUGAR = "The products of photosynthesis are carried in the phloem, mainly in the form of sucrose."
NIGHT = "Stomata are shut at night."


def source(text: str) -> Source:
    return Source(1, 0, 0, len(text), text)


class Lenient:
    """Rests a sentence on every source it is given."""

    def verify(self, said: str, sources: Sequence[Source], cited: Sequence[int], question: str) -> Verdict:
        if not sources:
            return Verdict((), 0.0, "nothing to hold it against")
        first, *rest = (Verdict((one,), 0.9) for one in sources)
        return Verdict(first.sources, 0.9, others=tuple(rest))


def judge() -> ReaderAgrees:
    reader = load_reader()
    assert reader is not None
    agrees = with_reader(Lenient(), reader)
    assert isinstance(agrees, ReaderAgrees)
    return agrees


def test_a_likely_word_that_is_another_is_not_borne_out() -> None:
    verdict = judge().verify(
        "The phloem transports sugars, and it does so mostly as glucose.", (source(SUGAR),), (), ""
    )
    assert verdict == Verdict((), 0.0, DISAGREES)
    true = judge().verify("The phloem carries what photosynthesis makes, mostly as sucrose.", (source(SUGAR),), (), "")
    assert true.sources == (source(SUGAR),)


def test_the_next_source_is_taken_where_the_first_does_not_bear_it_out() -> None:
    said = "The phloem carries what photosynthesis makes, mostly as sucrose."
    verdict = judge().verify(said, (source(NIGHT), source(SUGAR)), (), "")
    assert verdict.sources == (source(SUGAR),)
    assert not verdict.others


def test_what_the_rules_drop_stays_dropped() -> None:
    assert judge().verify("Phloem carries sucrose.", (), (), "").reason == "nothing to hold it against"


def test_without_a_reader_the_rules_stand_alone() -> None:
    rules = Lenient()
    assert with_reader(rules, None) is rules
