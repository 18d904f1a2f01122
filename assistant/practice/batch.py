"""A batch while it grows: it lets the gates judge drafts, keeps itself even, and remembers what was asked."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from studyground.assistant.answer import Citation
from studyground.assistant.assistant import Assistant
from studyground.assistant.citing import citation
from studyground.assistant.practice.asked import said
from studyground.assistant.practice.balance import Balance
from studyground.assistant.practice.check import GateContext, check_question
from studyground.assistant.practice.domains import Place
from studyground.assistant.practice.figure_share import DEED_ONE_IN, ONE_IN, WHO_ONE_IN, share_is_full
from studyground.assistant.practice.option_reuse import OptionReuse
from studyground.assistant.practice.practice_question import LABELS, Check, Option, PracticeQuestion, content_id
from studyground.assistant.practice.table_share import Table, TableShare
from studyground.assistant.practice.worked_case import WorkedCase
from studyground.assistant.practice.writing.case_drafts import STYLE as CASE
from studyground.assistant.practice.writing.case_drafts import CaseBook
from studyground.assistant.practice.writing.credited_drafts import asks_who
from studyground.assistant.practice.writing.desk import Desk, Draft
from studyground.assistant.practice.writing.even_names import even_named
from studyground.assistant.practice.writing.fact import Fact, Span
from studyground.assistant.practice.writing.figure_drafts import FORM as FIGURE
from studyground.assistant.practice.writing.figure_drafts import ascending
from studyground.assistant.practice.writing.further_said import with_further
from studyground.assistant.practice.writing.guessed import guessed
from studyground.assistant.practice.writing.labelled_drafts import FORM as LABELLED
from studyground.assistant.practice.writing.lookup_values import by_size as in_order
from studyground.assistant.practice.writing.mining_credited import WHO
from studyground.assistant.practice.writing.mining_deeds import FORM as DEED
from studyground.assistant.practice.writing.mining_lookups import is_value
from studyground.assistant.practice.writing.same_value_draft import STYLE as SHARED
from studyground.assistant.practice.writing.shown_draft import as_shown
from studyground.assistant.practice.writing.step_drafts import STYLE as STEP

if TYPE_CHECKING:
    from studyground.assistant.practice.model_writing import ModelAuthor

NOT_OF_SENTENCES = (CASE, STEP)  # styles whose passage is told whole, or whose procedure sees to itself
OF_ROWS = (LABELLED, "called")  # forms that ask what a row of a table has, or which row has it
SAME_NEED = 0.5  # share of the shorter need's words that two needs of one thing have in common when they are the same


@dataclass(slots=True)
class Batch:
    """A batch while it grows."""

    assistant: Assistant
    desk: Desk
    context: GateContext
    seed: int
    balance: Balance = field(default_factory=Balance)
    reuse: OptionReuse = field(default_factory=OptionReuse)
    questions: list[PracticeQuestion] = field(default_factory=list)
    rejected: Counter[str] = field(default_factory=Counter)
    asked_facts: set[str] = field(default_factory=set)
    things: Counter[str] = field(default_factory=Counter)
    needs: dict[str, list[frozenset[str]]] = field(default_factory=lambda: defaultdict(list))
    words: set[str] = field(default_factory=set)
    told: list[Span] = field(default_factory=list)  # sentences that questions were asked of already
    rows: dict[str, str] = field(default_factory=dict)  # of a group that is one row of a table, the case it is for
    tables: TableShare = field(default_factory=TableShare)
    figures: int = 0  # questions for a figure
    people: int = 0  # questions for who did something
    deeds: int = 0  # questions for what a term does
    nothing_else: bool = False  # that could be asked is left
    held_at: int = -1  # questions that there were when those held back were let come
    waits: bool = False  # what was considered last may come once others have
    drafted: int = 0
    book: CaseBook = field(default_factory=lambda: CaseBook(()))
    author: "ModelAuthor | None" = None

    def takes_case(self, case: WorkedCase) -> bool:
        """Whether the question of a case may come now without making the key too often the longest option."""
        longest = max(len(one.option) for one in case.rejected)
        return len(case.decided[0].option) <= longest or not self.balance.wants_longer_distractor

    def consider(self, made: Iterable[Draft], place: Place, *, even: bool = True) -> bool:
        """Take the first of some drafts that passes every gate and, where it must, keeps the batch even."""
        self.waits = False
        for draft in made:
            if self.asked_facts & set(draft.facts) or any(
                self.asked_alike(self.desk.facts[one])
                if one in self.desk.facts
                else self.rows.get(one, "") in self.words
                for one in draft.facts
            ):
                continue
            if self.is_full(WHO if asks_who(draft.stem.text) else draft.style):
                self.waits = True
                continue
            if self._of_an_asked_sentence(draft) or self.tables.full(*self._table(draft)):
                continue
            if self.tables.answered(self._list(draft), [one.text for one in draft.options]):
                continue
            if draft.style == SHARED and self.tables.tells(self._shared_table(draft), draft.things):
                continue
            even_draft = draft if draft.style in NOT_OF_SENTENCES else even_named(draft, self.desk)
            if even_draft and even_draft.style not in NOT_OF_SENTENCES:
                even_draft = with_further(even_draft, self.assistant.index)
            shown = as_shown(even_draft, self.assistant.index) if even_draft else None
            if shown is None:
                continue
            question = self.question(shown, place)
            if even and not self.balance.takes(question):
                self.waits = True
                continue
            if draft.style != CASE and self._guessed(question):
                continue
            # Steps of one procedure tell the place of each other, however little else a guide has.
            strict = self.desk.mined.strict or draft.style == STEP
            if draft.style != CASE and self.reuse.repeats(question, strict=strict):
                continue
            self.drafted += 1
            checks = check_question(question, self.context, stop_at_first=True)
            failed = next((check.name for check in checks if not check.passed), "")
            if failed:
                self.rejected[failed] += 1
                continue
            self._take(replace(question, checks=checks), draft)
            return True
        return False

    def is_full(self, form: str) -> bool:
        """Whether no further question of a form may come now that learners tire of: for a figure, or for somebody's name."""
        if form == DEED and not self.nothing_else:
            return share_is_full(self.deeds, len(self.questions), self.tables.wanted, one_in=DEED_ONE_IN)
        if form not in (FIGURE, WHO):
            return False
        taken, one_in = (self.figures, ONE_IN) if form == FIGURE else (self.people, WHO_ONE_IN)
        return share_is_full(taken, len(self.questions), self.tables.wanted, one_in=one_in, last=self.nothing_else)

    def _guessed(self, question: PracticeQuestion) -> bool:
        texts = [one.text for one in question.keys], [one.text for one in question.options if not one.correct]
        return guessed(question.stem, *texts, self.assistant.index.encoder)

    def consider_written(self, fact: Fact, place: Place) -> bool:
        """Let the language model write for a fact, and take what passes every gate and keeps the batch even."""
        if self.author is None:
            return False
        author = self.author

        def judge(draft: Draft) -> Check | None:
            shown = as_shown(draft, self.assistant.index)
            if shown is None:
                return Check("self_contained", False, "A formula cannot be shown on a line; write it in words.")
            question = replace(self.question(shown, place), generator=author.generator)
            if not self.balance.takes(question):
                return Check("balance", False, "The key is the longest option; make another option longer.")
            checks = check_question(question, self.context, stop_at_first=True)
            failed = next((check for check in checks if not check.passed), None)
            if failed is None:
                self._take(replace(question, checks=checks), draft)
            return failed

        found = author.write(fact, self.desk, self.context, judge)
        if found is None:
            return False
        self.drafted += 1
        if not found.passed:
            self.rejected[found.name] += 1
        return found.passed

    def _take(self, question: PracticeQuestion, draft: Draft) -> None:
        self.questions.append(question)
        self.context.accept(question)
        self.balance.count(question)
        self.reuse.count(question)
        self.tables.count(*self._table(draft))
        self.tables.show(self._list(draft), [one.text for one in draft.options])
        if draft.style == SHARED:
            self.tables.share(self._shared_table(draft), draft.things)
        self.figures += draft.style == FIGURE
        self.deeds += draft.style == DEED
        self.people += asks_who(draft.stem.text)
        self.desk.spread.count(draft.stem.used)
        self.desk.spread.mark(draft.stem.text)
        self.asked_facts |= set(draft.facts)
        self.told += () if draft.style in NOT_OF_SENTENCES else draft.spans
        self.things.update(draft.things)
        for one in draft.facts:
            if one in self.desk.facts:
                self._asked(self.desk.facts[one])
            elif self.rows.get(one):
                self.words.add(self.rows[one])

    def _table(self, draft: Draft) -> tuple[Table | None, tuple[str, ...], Span | None]:
        """The table whose row a draft asks of, None where it asks of something else, with its options and that row."""
        asked = next((self.desk.facts[one] for one in draft.facts if one in self.desk.facts), None)
        if asked is None or asked.form not in OF_ROWS or not self._is_row(asked.span):
            return None, (), None
        return (asked.span.document, asked.section), tuple(one.text for one in draft.options), asked.span

    def _list(self, draft: Draft) -> Table | None:
        """The list or table of which a draft asks, by the headings above; None where it asks of something else."""
        asked = next((self.desk.facts[one] for one in draft.facts if one in self.desk.facts), None)
        return None if asked is None or asked.form not in OF_ROWS else (asked.span.document, asked.section)

    def _shared_table(self, draft: Draft) -> Table:
        """The table of which several rows have the value that a draft asks for."""
        span = draft.spans[0]
        return span.document, tuple(self.assistant.index.headings_at(span.document, span.start))

    def _of_an_asked_sentence(self, draft: Draft) -> bool:
        """Whether a sentence that a draft rests on has been asked of: its other half would give that question away."""
        if draft.style in NOT_OF_SENTENCES:
            return False
        return any(
            one.document == other.document and one.start < other.end and other.start < one.end
            for one in draft.spans
            if not self._is_row(one)
            for other in self.told
        )

    def _is_row(self, span: Span) -> bool:
        """Whether a span is a row of a table, whose cells say different things."""
        return " | " in self.assistant.index.stored_text(span.document)[span.start : span.end]

    def asked_alike(self, fact: Fact) -> bool:
        """Whether the same of the same thing was asked before, perhaps in other words and another form."""
        if fact.need.casefold() in self.words or (is_value(fact) and fact.thing.casefold() in self.words):
            return True
        mine = said(fact)
        return any(len(mine & other) >= SAME_NEED * min(len(mine), len(other)) for other in self.needs[fact.thing])

    def _asked(self, fact: Fact) -> None:
        self.needs[fact.thing].append(said(fact))
        self.words.add(fact.need.casefold())
        if is_value(fact):
            self.words.add(fact.thing.casefold())

    def question(self, draft: Draft, place: Place) -> PracticeQuestion:
        """A draft with labels: keys where keys have stood least, figures by their size."""
        spread, count = self.desk.spread.random, len(draft.options)
        keys = [one for one in draft.options if one.correct]
        wrong = [one for one in draft.options if not one.correct]
        spread.shuffle(keys)
        spread.shuffle(wrong)
        draw = spread.sample(range(count), count)
        at_keys = set(self.balance.places(count, len(keys), draw))
        texts = [one.text for one in draft.options]
        by_size = ascending(texts) if draft.style == FIGURE else in_order(texts) if draft.style == LABELLED else None
        if by_size is not None:
            at_keys = {by_size.index(0)}
            wrong = [draft.options[at] for at in reversed(by_size) if at]
        options = tuple(
            Option(LABELS[at], one.text, one.correct, one.rationale, self._cited(one.spans))
            for at, one in enumerate(keys.pop() if at in at_keys else wrong.pop() for at in range(count))
        )
        return PracticeQuestion(
            id=content_id(draft.stem.text, [option.text for option in options]),
            type="multiple_response" if len(at_keys) > 1 else "multiple_choice",
            select=len(at_keys), stem=draft.stem.text, options=options,
            domain=place.domain if place.sure else "", objective=place.objective if place.sure else "",
            difficulty=draft.difficulty, citations=self._cited(draft.spans), seed=self.seed,
            index=self.assistant.index.index_id,
        )  # fmt: skip

    def _cited(self, spans: Sequence[Span]) -> tuple[Citation, ...]:
        index = self.assistant.index
        return tuple(
            citation(index, n, index.document(span.document).id, span.start, span.end)
            for n, span in enumerate(spans, 1)
        )
