"""Which sentences make the answer, in what order: by the type of the question, within the contract's lengths."""

from collections.abc import Callable, Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.bare_lines import led_lines
from studyground.assistant.besides import others_after
from studyground.assistant.both_columns import row_of_both, rows_of_two, sets_apart
from studyground.assistant.both_further import with_both_further
from studyground.assistant.candidates import Candidate
from studyground.assistant.case_decided import with_decision
from studyground.assistant.comparing import comparison, of_a_side, ways_to_say
from studyground.assistant.completing import completed
from studyground.assistant.default_further import with_default_told
from studyground.assistant.definitions import SAYS_SO, defined, merely_listed, says_what_it_does
from studyground.assistant.earning_place import earning_their_place
from studyground.assistant.features import FEATURES, Features
from studyground.assistant.first_step import first_step
from studyground.assistant.following import with_what_follows
from studyground.assistant.half_said import whole_comparison, with_other_half
from studyground.assistant.labels_asked import label_asked
from studyground.assistant.leaning_on import with_what_it_leans_on
from studyground.assistant.listing import better_led, led_in_by, list_answer, steps_for, steps_near, under_same_question
from studyground.assistant.members_named import told_one_by_one
from studyground.assistant.members_told import members_told
from studyground.assistant.named_together import only_named_together
from studyground.assistant.one_item import item_that_lists
from studyground.assistant.orders_given import labelled_orders, with_case_added, with_deed_forbidden
from studyground.assistant.outcome import with_outcome, with_reason_after
from studyground.assistant.picked import LONGEST_PAIR, Picked, chain_of, readable_words, sentence_of, sources_of
from studyground.assistant.question import Question
from studyground.assistant.restating import alike, rhetorical, says_again
from studyground.assistant.rows_compared import rows_of_sides
from studyground.assistant.same_figure import with_other_figure
from studyground.assistant.second_sentences import (
    KEEP_WITHIN,
    another_row,
    bare_row_among_sentences,
    from_elsewhere,
    leads,
    need_before,
    opens_weakly,
    strays,
)
from studyground.assistant.sequences import told_in_order
from studyground.assistant.series import counted_headings, counted_lines, under_heading
from studyground.assistant.steps_asked import steps_asked_for
from studyground.assistant.tail_part import with_tail
from studyground.assistant.told_reason import with_reason_told
from studyground.assistant.what_decides import with_what_decides
from studyground.assistant.whole_tables import table_asked_for, table_of_steps
from studyground.ingest.index import Index
from studyground.ingest.terms import terms

FACTOID_WORDS = 40
MOST_OF_FACTOID = 2  # sentences
ANSWER_WORDS = 120
KEEP_WITHIN_BY_TYPE = {"comparison": 2.2, "how_why": 1.5}
SAYS_WHAT_IT_DOES = 0.8
SAYS_SOMETHING = 0.6
DEFINES_WITHIN = 4.0  # log-odds behind the best
LABEL_WITHIN = 3.0  # a line whose label is asked for, behind a sentence with more words of the question
STILL_NEAR = 1.5  # further behind, where the better ones cannot be shown


def compose(
    index: Index,
    question: Question,
    found: Sequence[Candidate],
    features: Features,
    scores: NDArray[np.float64],
    words: int = ANSWER_WORDS,
    found_for: Callable[[str], Sequence[Candidate]] | None = None,
) -> list[Picked]:
    """Choose and order the sentences of an answer.

    Args:
        index: Where the candidates come from.
        question: What is asked.
        found: Candidates.
        features: Their features.
        scores: Their log-odds of answering.
        words: Most words of an answer that is neither a factoid nor a list.
        found_for: Finds what the guide says of one side of a comparison alone, best first; called only when no
            sentence sets the sides apart.

    Returns:
        Sentences in the order they are read; [] when nothing fit to be shown was found.
    """
    chosen = _chosen(index, question, found, features, scores, words, found_for)
    return [] if only_named_together(question, chosen) else chosen


def _chosen(
    index: Index,
    question: Question,
    found: Sequence[Candidate],
    features: Features,
    scores: NDArray[np.float64],
    words: int,
    found_for: Callable[[str], Sequence[Candidate]] | None,
) -> list[Picked]:
    order = [int(at) for at in np.argsort(-scores, kind="stable")]
    if not order:
        return []
    others = others_after(index, question.excepted, found, order) if question.excepted else []
    if others:
        return others
    two_rows = rows_of_two(index, question, found) or rows_of_sides(index, question, found)
    if two_rows and question.type != "comparison":
        return two_rows
    told_to_do = labelled_orders(index, question, found, scores, words)
    if told_to_do:
        return told_to_do
    told = [at for at in order if label_asked(found[at]) and scores[at] >= scores[order[0]] - LABEL_WITHIN]
    if told:
        return _factoid(index, found, scores, told)
    steps = steps_asked_for(index, question, found, order)
    if steps:
        return steps
    step = first_step(index, question, found, order)
    if step:
        return step
    if question.type == "list":
        listed = (
            counted_headings(index, question, [found[at] for at in order])
            or counted_lines(index, question, [found[at] for at in order])
            or table_asked_for(index, question, [found[at] for at in order])
            or item_that_lists(index, question, found, scores, order)
            or list_answer(index, question, found, scores, order)
            or told_in_order(index, question, found, scores, order)
            or members_told(index, question, found, order)
            or told_one_by_one(index, question, found, order)
            or under_heading(index, question, found, order)
            or led_lines(index, question, found, order)
        )
        if listed:
            return with_reason_after(index, question, listed)
    tabled = table_asked_for(index, question, [found[at] for at in order])
    if tabled:
        return tabled
    led_in = led_in_by(index, found[order[0]]) or (
        (
            better_led(
                question,
                steps_for(index, question, found, scores, order),
                told_in_order(index, question, found, scores, order),
            )
            or under_same_question(index, question, found, order)
            or table_of_steps(index, question, found, scores, order)
            or steps_near(index, question, found, scores, order)
        )
        if question.type == "how_why"
        else []
    )
    if led_in:
        return with_reason_after(index, question, led_in)
    if question.type == "comparison":
        of_both = row_of_both(index, question, found, scores, order)
        if of_both:
            return of_both
        compared = comparison(index, question, found, scores, order, found_for, ANSWER_WORDS)
        if two_rows and not sets_apart(compared):
            return two_rows
        if compared:
            whole = whole_comparison(index, question, _merged(compared, found, scores, order), ANSWER_WORDS)
            whole = with_both_further(index, whole, ANSWER_WORDS)
            return with_tail(index, question, whole, found, scores, ANSWER_WORDS)
        order = of_a_side(index, question, found, order)
        if not order:
            return []
    if question.type == "definition":
        order = _definition_first(index, question, found, scores, order)
    order = _without_empty_tails(found, features, order)
    asked = set(terms(question.text)) - {term for side in question.sides for term in terms(side)}
    if question.type == "factoid":
        single = question.wanted not in ("", "name", "choice")
        shown = (
            _factoid(index, found, scores, order)
            if single
            else _several(
                index,
                found,
                scores,
                order,
                MOST_OF_FACTOID,
                FACTOID_WORDS,
                True,
                asked=asked,
                one_place=True,
                as_it_stands=True,
            )
        )
        shown = earning_their_place(index, question, shown, found, scores)
        shown = with_default_told(index, question, shown, found, words)
        shown = with_what_it_leans_on(index, question, completed(index, question, shown, words), words)
        shown = with_other_half(index, question, shown, words)
        shown = with_other_figure(index, question, shown, words)
        shown = with_what_decides(index, question, with_outcome(index, question, shown, words), words)
        shown = with_tail(index, question, shown, found, scores, words)
        shown = with_case_added(index, question, shown, found, scores, words)
        return with_deed_forbidden(index, question, with_decision(index, question, shown, words), found, words)
    most = 3 if question.type in ("definition", "scenario") else 4
    within = KEEP_WITHIN_BY_TYPE.get(question.type, KEEP_WITHIN)
    first = question.type in ("definition", "scenario")
    one_place = question.type in ("scenario", "how_why")
    several = _several(index, found, scores, order, most, words, first, within, asked, one_place)
    chosen = completed(index, question, earning_their_place(index, question, several, found, scores), words)
    chosen = with_reason_told(index, question, chosen, words)
    chosen = with_what_it_leans_on(index, question, chosen, words)
    chosen = with_other_figure(index, question, with_other_half(index, question, chosen, words), words)
    chosen = with_what_decides(index, question, with_outcome(index, question, chosen, words), words)
    chosen = with_tail(index, question, chosen, found, scores, words)
    chosen = with_what_follows(index, question, chosen, found, scores, order, words)
    chosen = with_decision(index, question, chosen, words)
    return with_deed_forbidden(index, question, chosen, found, words)


def _factoid(
    index: Index, found: Sequence[Candidate], scores: NDArray[np.float64], order: Sequence[int]
) -> list[Picked]:
    best = scores[order[0]]
    for limit in (FACTOID_WORDS, 10_000):
        for at in order:
            if scores[at] < best - (1.0 if limit == FACTOID_WORDS else 0.0):
                break
            group = chain_of(index, found[at], limit)
            if group and sum(len(text.split()) for _, text in group) <= limit:
                return _merged([Picked(text, sources_of(index, item)) for item, text in group], found, scores, order)
    item = found[order[0]]
    return _merged([sentence_of(index, item)], found, scores, order)


def _several(
    index: Index,
    found: Sequence[Candidate],
    scores: NDArray[np.float64],
    order: Sequence[int],
    most: int,
    words: int,
    lead_first: bool = False,
    within: float = KEEP_WITHIN,
    asked: Collection[str] = (),
    one_place: bool = False,
    as_it_stands: bool = False,
) -> list[Picked]:
    """The best sentence and those nearly as good that add something, in reading order within a document."""
    picked: list[Candidate] = []
    texts: dict[tuple[int, int], str] = {}
    used = 0
    for at in order:
        if len(picked) >= most or scores[at] < scores[order[0]] - within:
            break
        item = found[at]
        if (item.doc, item.n) in texts or any(alike(item.text, other.text) for other in picked):
            continue
        if picked and (
            opens_weakly(item, scores[at], found[order[0]], scores[order[0]])
            or ((most == MOST_OF_FACTOID or item.doc != found[order[0]].doc) and strays(item, found[order[0]], asked))
            or another_row(item, found[order[0]], asked)
            or (one_place and from_elsewhere(item, found[order[0]], asked))
            or bare_row_among_sentences(item, found[order[0]])
        ):
            continue
        if picked and (rhetorical(item.text) or says_again(item.text, [other.text for other in picked], asked)):
            continue
        group = chain_of(index, item, words - used)
        if not picked and len(group) == 1 and (need := need_before(found, item)) is not None:
            group = [(need, readable_words(index, need)), *group]
        group = [(part, text) for part, text in group if (part.doc, part.n) not in texts]
        cost = sum(len(text.split()) for _, text in group)
        if not group or (picked and used + cost > words):
            continue
        for part, text in group:
            texts[(part.doc, part.n)] = text
            picked.append(part)
        used += cost
    if not picked:  # the best points back at so much that it does not fit: better long than nothing
        near = [at for at in order[:3] if scores[at] >= scores[order[0]] - within - STILL_NEAR]
        long = next((group for at in near if (group := chain_of(index, found[at], LONGEST_PAIR))), [])
        picked = [part for part, _ in long]
        texts = {(part.doc, part.n): text for part, text in long}
    lead = (found[order[0]].doc, found[order[0]].n)
    rank = {(found[at].doc, found[at].path): place for place, at in reversed(list(enumerate(order)))}
    ordered = sorted(  # not in place: a list is empty to the key function while it is being sorted
        picked,
        key=lambda item: (
            lead_first and not leads(item, picked, lead, as_it_stands),
            rank.get((item.doc, item.path), 999),
            item.n,
        ),
    )
    return _merged(
        [Picked(texts[(item.doc, item.n)], sources_of(index, item)) for item in ordered], found, scores, order
    )


def _without_empty_tails(found: Sequence[Candidate], features: Features, order: Sequence[int]) -> list[int]:
    """The order without what has no word asked for, nor one near it, and stands in another place than the best."""
    lead, near = found[order[0]], features[:, FEATURES.index("kin_cover")]
    return [
        at
        for at in order
        if at == order[0]
        or near[at] > 0
        or ((found[at].doc, found[at].path) == (lead.doc, lead.path) and _goes_on_from(found[at], lead))
    ]


def _goes_on_from(item: Candidate, lead: Candidate) -> bool:
    """Whether a sentence stands in the same paragraph as another, or right beside it as an item or pointing back."""
    return item.unit == lead.unit or (abs(item.unit - lead.unit) == 1 and (item.kind != "paragraph" or item.dangling))


def _merged(
    picked: list[Picked], found: Sequence[Candidate], scores: NDArray[np.float64], order: Sequence[int]
) -> list[Picked]:
    """Sentences of other documents that say the same are cited beside the one that is shown."""
    merged = []
    for one in picked:
        first = one.sources[0]
        same = [
            found[at]
            for at in order
            if found[at].doc != first.doc
            and scores[at] > scores[order[0]] - KEEP_WITHIN
            and alike(found[at].text, first.text)
        ]
        documents: dict[int, Candidate] = {}
        for item in same:
            documents.setdefault(item.doc, item)
        merged.append(Picked(one.text, (*one.sources, *list(documents.values())[:2]), one.listed, one.label))
    return merged


def _definition_first(
    index: Index, question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], order: Sequence[int]
) -> list[int]:
    """The sentence that says what the subject is comes first, or what it does, if one is among the better ones.

    Of those that only name it in a row of others no more than one is kept, and that only if there is nothing better.
    """
    subject = terms(question.subject)
    ways = ways_to_say(question.subject, index)
    best = scores[order[0]]
    telling = {at for at in order if scores[at] > best - DEFINES_WITHIN and defined(subject, found[at]) >= SAYS_SO}
    near = [at for at in order if at in telling or (at in order[:12] and scores[at] > best - 2.5)]
    listed = {at for at in near if merely_listed(ways, found[at].text)}
    says = {
        at: max(defined(subject, found[at]), SAYS_WHAT_IT_DOES * says_what_it_does(ways, found[at].text)) for at in near
    }
    looks = [at for at in near if at in telling or (says[at] >= SAYS_SOMETHING and at not in listed)]
    looks.sort(key=lambda at: (at not in telling, -(scores[at] + 1.5 * says[at])))
    rest = [at for at in order if at not in looks]
    lead = (looks or rest)[0]
    kept = [*looks, *(at for at in rest if at not in listed or at == lead)]
    if lead not in telling:
        return kept
    near_by = {(found[at].doc, found[at].path) for at in telling}
    return [at for at in kept if at in telling or (found[at].doc, found[at].path) in near_by]
