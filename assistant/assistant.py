"""The assistant: a question in, a cited answer or an honest "not in the guide" out."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.answer import Answer, Citation, Conflict, Sentence, Side, Timings, Turn
from studyground.assistant.answer_text import markdown
from studyground.assistant.asked_outright import says_how_many
from studyground.assistant.asked_setting import defined_in_setting, setting_last, things_defined
from studyground.assistant.asked_whole import in_one
from studyground.assistant.bands_told import with_figures_met
from studyground.assistant.beside_asked import mark_beside
from studyground.assistant.besides import names_others, without_exception
from studyground.assistant.candidates import Candidate, candidates
from studyground.assistant.citing import Citer, nearest
from studyground.assistant.code_listing import with_code
from studyground.assistant.completing import with_span_beside
from studyground.assistant.compose import ANSWER_WORDS, FACTOID_WORDS, compose
from studyground.assistant.conflicts import about_the_same, disagreeing
from studyground.assistant.definition_wording import put_plainly
from studyground.assistant.definitions import defining_passages
from studyground.assistant.denied_premise import with_premise_denied
from studyground.assistant.features import FEATURES, Features, measure
from studyground.assistant.gathering import gathered
from studyground.assistant.half_said import with_other_part
from studyground.assistant.history import asked_one_by_one, standalone, topic_of
from studyground.assistant.introduced import within_documents
from studyground.assistant.judging import DEFINED, judge, says_what_it_is
from studyground.assistant.list_in_sentence import listed_in_one
from studyground.assistant.listing import names_a_list
from studyground.assistant.parts_unsaid import note_on, with_whole_rows
from studyground.assistant.picked import Picked, with_antecedent
from studyground.assistant.plainly_another import anothers, of_another
from studyground.assistant.pointed_at import with_pointed_at
from studyground.assistant.question import Question, understand
from studyground.assistant.reader import Reader, load_ahead, load_reader
from studyground.assistant.rereading import heard, reread
from studyground.assistant.restating import without_empty_words
from studyground.assistant.retrieve import Hit, Query, prepare, retrieve, retrieve_telling
from studyground.assistant.said_once import rows_said_once
from studyground.assistant.scorer import load_scorer, shifted
from studyground.assistant.series import counted_lines
from studyground.assistant.support import support
from studyground.assistant.table_cells import told_by_cells
from studyground.assistant.to_the_point import to_the_point
from studyground.assistant.unsaid import left_unsaid
from studyground.assistant.whole_tables import names_a_table
from studyground.assistant.yes_no_columns import with_yes_rows
from studyground.ingest.index import Index, open_index
from studyground.settings import Settings

NEAREST_SHOWN = 3
PART_LENIENCE = 0.64  # log-odds
LEAST_READ = 2
SIDE_PASSAGES = 4
SIDE_SENTENCES = 12


@dataclass(frozen=True, slots=True)
class Look:
    """What was found for a question before anything was decided.

    Args:
        question: Taken apart.
        query: As the retriever read it.
        hits: Passages, best first.
        candidates: Their sentences.
        features: What was measured of each candidate.
        scores: Log-odds that each answers.
        confidence: Probability that the best answers.
        retrieve_ms: Time to find the passages.
    """

    question: Question
    query: Query
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    features: Features
    scores: NDArray[np.float64]
    confidence: float
    retrieve_ms: float


class Assistant:
    """Answers from one index by extraction. Safe to share between threads.

    Args:
        index: An open index.
        settings: Passages read, weights, when to abstain.
    """

    def __init__(self, index: Index, settings: Settings) -> None:
        self.index = index
        self._settings = settings
        self._lock = threading.RLock()

    @classmethod
    def open(cls, settings: Settings) -> "Assistant":
        """An assistant over the index of these settings.

        Raises:
            IndexMissingError: There is no index yet.
            IndexRefusedError: It is foreign, damaged or newer.
        """
        load_ahead(settings.reader)
        return cls(open_index(settings), settings)

    @property
    def reader(self) -> Reader | None:
        """The reader of these settings, None where there is none."""
        return load_reader(self._settings.reader)

    def search(self, query: str, top_k: int = 8, document: str | None = None, section: str | None = None) -> list[Hit]:
        """Rank passages for a query, best first.

        Args:
            query: Words or a question.
            top_k: How many.
            document: Only passages of this document.
            section: Only passages under a heading with these words.
        """
        with self._lock:
            prepared = prepare(self.index, query, to_rank=True)
            return retrieve(self.index, prepared, top_k, self._settings.dense_weight, document, section)

    def resolved(self, question: str, history: Sequence[Turn] = ()) -> str:
        """A question as it stands alone."""
        return standalone(question, history)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question from the guide.

        Args:
            question: As typed.
            history: Earlier turns, oldest first.
        """
        started = time.perf_counter()
        alone = self.resolved(question, history)
        looks = self.look_at_parts(alone)
        answer = self.decide(question, alone, looks)
        total = (time.perf_counter() - started) * 1000
        found_ms, verify = sum(look.retrieve_ms for look in looks), answer.timings_ms.verify
        return replace(answer, timings_ms=Timings(found_ms, total - found_ms - verify, verify, total))

    def look_at_parts(self, question: str) -> list[Look]:
        """One look for each question that a standalone question asks."""
        parts = asked_one_by_one(question)
        wider = self.search(question, self._settings.top_k // 2) if len(parts) > 1 else ()
        looks = [self.look(part, wider) for part in parts]
        if len(parts) > 1 and all(look.confidence < self._threshold()[0] for look in looks):
            alone = [self.look(part) for part in parts]  # each with all that a question alone has read
            looks = [max(pair, key=lambda look: look.confidence) for pair in zip(looks, alone, strict=True)]
        return in_one(looks, *self._threshold(), lambda: self.look(question))

    def decide(self, question: str, alone: str, looks: Sequence[Look]) -> Answer:
        """Answer what was found, or say that the guide does not.

        Args:
            question: As typed.
            alone: As it stands alone.
            looks: One for each of its parts.
        """
        with self._lock:
            return self._decide(question, alone, looks)

    def parts(self, looks: Sequence[Look]) -> list[tuple[Look, list[Picked], bool]]:
        """Each part that the guide answers, its sentences, and whether they are the sides of a disagreement.

        Args:
            looks: One for each part of the question.
        """
        with self._lock:
            return self._parts(looks)

    def look(self, question: str, wider: Sequence[Hit] = ()) -> Look:
        """Find and measure what might answer a standalone question.

        Args:
            question: The question.
            wider: Passages found for a longer question it is a part of: they are looked at too.
        """
        scorer = load_scorer()
        with self._lock:
            started = time.perf_counter()
            asked, excepted = without_exception(put_plainly(setting_last(question)))
            query = prepare(self.index, asked)
            taken = replace(understand(query.text), excepted=excepted)
            also = [at for thing in things_defined(taken) for at in defining_passages(self.index, thing)]
            hits = retrieve_telling(self.index, query, self._settings.top_k, self._settings.dense_weight, also=also)
            within = within_documents(self.index, query, hits, self._settings.dense_weight)
            hits += [hit for hit in (*wider, *within.hits) if hit.passage not in {known.passage for known in hits}]
            retrieve_ms = (time.perf_counter() - started) * 1000
            found = gathered(self.index, taken, query, hits)
            taken = defined_in_setting(self.index, taken, query, found)
            features = within.measured(self.index, taken, found, measure(self.index, taken, query, found))
            another = [of_another(taken, query, item) for item in found]
            mark_beside(taken, query, found, features, another)
        scores, confidence = judge(scorer, taken, features)
        if (reader := self.reader) is not None and found:
            most = self._settings.read_passages
            text = (within.query or query).text
            opinion = reread(reader, text, found, scores, max(LEAST_READ, most // 2) if wider else most)
            scores, confidence = heard(opinion, scorer.saying, scorer.rereading, taken, features, scores, confidence)
            scores = with_span_beside(taken, found, scores, opinion.margins)
            confidence = max(confidence, DEFINED) if says_what_it_is(taken, features) else confidence
        order = [int(at) for at in np.argsort(-scores, kind="stable")]
        if (
            names_a_list(taken, found)
            or counted_lines(self.index, taken, found)
            or names_a_table(self.index, taken, found)
            or names_others(self.index, taken, found, order)
            or listed_in_one(taken, found, order)
            or says_how_many(taken, found, order)
        ):
            confidence = max(confidence, DEFINED)
        scores, confidence = with_figures_met(taken, query, found, scores, confidence)
        scores, confidence = with_yes_rows(taken, found, scores, confidence)
        confidence *= left_unsaid(self.index, taken, query, found, scores) * anothers(
            taken, found, features, scores, another
        )
        scores = without_empty_words(taken, found, to_the_point(taken, found, scores))
        scores, confidence = with_premise_denied(taken, query, found, scores, confidence)
        return Look(taken, query, tuple(hits), tuple(found), features, scores, confidence, retrieve_ms)

    def _found_for(self, side: str) -> tuple[Candidate, ...]:
        """What says what one side of a comparison is, best first."""
        with self._lock:
            query = prepare(self.index, side)
            also = defining_passages(self.index, query.text)
            hits = retrieve(self.index, query, SIDE_PASSAGES, self._settings.dense_weight, also=also)
            found = candidates(self.index, hits)
            asked = Question(query.text, "definition", subject=query.text)
            scores, _ = judge(load_scorer(), asked, measure(self.index, asked, query, found))
        return tuple(found[int(at)] for at in np.argsort(-scores, kind="stable")[:SIDE_SENTENCES])

    def _decide(self, question: str, alone: str, looks: Sequence[Look]) -> Answer:
        """Answer every part that the guide answers; withhold the whole only when it answers none."""
        parts = self._parts(looks)
        if not parts:
            return self._abstained(question, alone, max(looks, key=lambda look: look.confidence))
        return self._answered(
            question, alone, parts, [look for look in looks if look not in [part[0] for part in parts]]
        )

    def _parts(self, looks: Sequence[Look]) -> list[tuple[Look, list[Picked], bool]]:
        threshold, slope = self._threshold()
        if len(looks) > 1 and any(look.confidence >= threshold for look in looks):
            # the guide is about this: the other part may be looser
            threshold = shifted(threshold, -slope * PART_LENIENCE)
        parts = [(look, *self._picked(look, len(looks))) for look in looks if look.confidence >= threshold]
        read = [(look.candidates, look.scores) for look in looks]
        return [(look, with_other_part(self.index, read, one, FACTOID_WORDS), both) for look, one, both in parts if one]

    def _threshold(self) -> tuple[float, float]:
        """The confidence under which an answer is withheld, and how steep confidence is beside that without a reader."""
        scorer = load_scorer()
        reader = self.reader
        of_reader = scorer.saying if getattr(reader, "says", False) else scorer.rereading
        fitted, slope = (of_reader.threshold, of_reader.slope) if reader else (scorer.threshold, 1.0)
        return fitted if self._settings.abstain_below is None else self._settings.abstain_below, slope

    def _picked(self, look: Look, parts: int) -> tuple[list[Picked], bool]:
        """The sentences that answer one part, and whether they are the sides of a disagreement."""
        twins = {item.doc: self._original(item.doc) for item in look.candidates}
        sides = disagreeing(look.question, look.candidates, look.features, look.scores, twins)
        if sides:
            texts = {item.doc: self.index.text_by_id(item.doc) for item in (look.candidates[at] for at in sides)}
            shown = [look.candidates[at] for at in about_the_same(look.question, look.candidates, sides, texts)]
            return [with_antecedent(self.index, item, apart_from=shown) for item in shown], len(shown) > 1
        words = ANSWER_WORDS // parts
        chosen = compose(self.index, look.question, look.candidates, look.features, look.scores, words, self._found_for)
        chosen = told_by_cells(self.index, look.question, look.query, chosen, look.candidates, look.scores)
        return with_code(self.index, look.question, with_pointed_at(self.index, look.question, chosen)), False

    def _answered(
        self,
        question: str,
        alone: str,
        parts: Sequence[tuple[Look, list[Picked], bool]],
        silent: Sequence[Look],
    ) -> Answer:
        citer = Citer(self.index)
        sentences: list[Sentence] = []
        conflicts: list[Conflict] = []
        pieces: list[str] = []
        said: set[str] = set()
        started = time.perf_counter()
        once = with_whole_rows(self.index, rows_said_once([picked for _, picked, _ in parts]), silent)
        for (look, _, conflicting), picked in zip(parts, once, strict=True):
            fresh = [one for one in picked if one.text not in said]
            said |= {one.text for one in fresh}
            made = [self._sentence(one, citer) for one in fresh]
            sentences += made
            pieces.append(markdown(fresh, made, conflicting))
            if conflicting:
                about = topic_of(look.question.text) or look.question.text
                conflicts.append(Conflict(about, tuple(Side(item.text, item.citations) for item in made)))
        verify = (time.perf_counter() - started) * 1000
        return Answer(
            question=question,
            standalone_question=alone,
            status="answered",
            answer="\n\n".join(piece for piece in pieces if piece),
            sentences=tuple(sentences),
            citations=citer.citations,
            confidence=min(look.confidence for look, _, _ in parts),
            conflicts=tuple(conflicts),
            timings_ms=Timings(verify=verify),
            note=note_on(silent, [one for picked in once for one in picked]),
        )

    @staticmethod
    def _sentence(one: Picked, citer: Citer) -> Sentence:
        numbers = tuple(dict.fromkeys(citer.cite(item.doc, item.start, item.end) for item in one.sources))
        return Sentence(one.text, numbers, support(one.text, [item.text for item in one.sources]))

    def _abstained(self, question: str, alone: str, look: Look) -> Answer:
        return Answer(
            question=question,
            standalone_question=alone,
            status="not_in_guide",
            answer="",
            sentences=(),
            citations=(),
            confidence=look.confidence,
            nearest=self._nearest(look),
        )

    def _nearest(self, look: Look) -> tuple[Citation, ...]:
        """The best sentence of each of the first passages found, one a section."""
        cosine = FEATURES.index("cosine")
        spans: list[tuple[int, int, int]] = []
        seen: set[tuple[int, int]] = set()
        for at in np.argsort(-look.features[:, cosine], kind="stable") if len(look.features) else []:
            item = look.candidates[int(at)]
            place = (item.doc, item.hit.section)
            if place not in seen and len(item.text.split()) >= 4:
                seen.add(place)
                spans.append((item.doc, item.start, item.end))
            if len(spans) == NEAREST_SHOWN:
                break
        return nearest(self.index, spans)

    def _original(self, doc: int) -> int:
        """The document another one repeats, itself when it repeats none."""
        row = self.index.document_by_id(doc)
        return self.index.document(row.duplicate_of).id if row.duplicate_of else doc
