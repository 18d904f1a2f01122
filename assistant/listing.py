"""Lists and tables of the guide given whole, as the answer to a question for several things."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.candidates import Candidate
from studyground.assistant.list_wording import NUMBER_TERMS, how_many_asked, opposed
from studyground.assistant.picked import Picked, readable_words, sentence_at, sources_of
from studyground.assistant.practice.writing.mining_verbs import VERBS, gerund_base
from studyground.assistant.question import FRAME_WORDS, Question
from studyground.assistant.sequences import covers, kin_of, leading, said_in
from studyground.assistant.wording import readable
from studyground.ingest.index import Index
from studyground.ingest.terms import stem, terms, tokens

LIST_WORDS = 240
HEADING_IS_THE_QUESTION = 3.0
ITEMS_MOST = 15
ITEM_HEADING_WORDS = 3
HEADING_TERMS = 2
FEWEST_STEPS = 3
ITEMS_WITHIN = 2.0  # log-odds
FIRST_FEW = 8  # candidates
FOR_EACH_MORE = 0.5  # log-odds, of the items of one list that are among these, beyond two


def list_answer(
    index: Index, question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], order: Sequence[int]
) -> list[Picked]:
    """A list of the guide whose introduction, heading or items answer, shown whole; [] when a sentence answers better."""
    wanted = how_many_asked(question.text)
    asked = set(terms(question.text)) - NUMBER_TERMS
    for_steps = bool(_STEPS_ASKED.search(question.text))
    own = {at: float(scores[at]) - STEPS_UNASKED * (not for_steps and _a_step(index, found[at])) for at in order}
    best = max(own.values())
    ranked: list[tuple[float, bool, int]] = []
    near = Counter((found[at].doc, found[at].unit if found[at].kind == "table" else found[at].lead) for at in order
                   if own[at] >= best - ITEMS_WITHIN)  # fmt: skip
    crowd = Counter((found[at].doc, found[at].lead) for at in order[:FIRST_FEW] if found[at].kind == "item")
    for at in order:
        item = found[at]
        if item.kind not in ("item", "table") or item.of_case:
            continue  # what one case decided and rejected is no list of what there is
        lead = set(terms(" ".join((*item.path[-1:], item.lead if item.lead.rstrip().endswith(":") else ""))))
        named = len(asked & lead) / max(1, len(asked))
        titled = bool(item.path) and len(asked) > 1 and asked <= set(terms(item.path[-1]))
        if not named and near[item.doc, item.unit if item.kind == "table" else item.lead] < 2:
            continue  # one row or item that speaks of it makes no list of it
        many = max(0, crowd[item.doc, item.lead] - 2) if item.kind == "item" and item.lead.rstrip().endswith(":") else 0
        score = own[at] + 2.0 * named + HEADING_IS_THE_QUESTION * titled + FOR_EACH_MORE * many
        ranked.append((score, titled or (bool(wanted) and named == 1.0), at))
    ranked.sort(key=lambda entry: -entry[0])
    against: set[tuple[int, int]] = set()
    for score, named_whole, at in ranked:
        chosen = found[at]
        if (chosen.doc, chosen.unit) in against or (score < best - 0.5 and not named_whole):
            continue
        shown = whole_table(index, chosen) if chosen.kind == "table" else _whole_list(index, chosen)
        against |= {(source.doc, source.unit) for one in shown for source in one.sources}
        if wanted and sum(one.listed for one in shown) != wanted:
            continue  # who asks for two things is not given a list of five
        if not (shown and opposed(asked, set(terms(shown[0].text)))):
            return shown
    return []


def led_in_by(index: Index, item: Candidate) -> list[Picked]:
    """The list that a sentence only leads in ("The following types are supported:"), shown with it; [] when it leads in none."""
    if item.kind != "paragraph" or not _LEADS_IN.search(item.text.strip()):
        return []
    units = index.units(item.doc, item.unit, item.unit + 1)
    after = units.get(item.unit + 1)
    if after is None or after.kind != "item" or item.end < units[item.unit].end - 2:
        return []
    return _whole_list(index, item)


def steps_for(
    index: Index, question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], order: Sequence[int]
) -> list[Picked]:
    """The list under a heading or after a sentence that says what a how-to question asks; [] when there is none.

    It says so in the question's own words, or it is one of steps and says so in words of like meaning.
    """
    meant = asks_for_steps(question.text)
    if not meant:
        return []
    asked = set(terms(question.text)) - FRAME_WORDS - _DOING - _SMALL
    if len(asked) > 1 and meant == "how":
        for at in order:
            item = found[at]
            if item.kind == "item" and not item.of_case and asked <= set(terms(" ".join((*item.path[-1:], item.lead)))):
                return _whole_list(index, item)
    if not asked or (_TO_DO.match(found[order[0]].text) and asked <= set(terms(found[order[0]].text))):
        return []
    kin = kin_of(index, question.text)
    seen: set[tuple[int, int]] = set()
    for at in order:
        item = found[at]
        if item.kind != "item" or item.of_case or (item.doc, item.unit) in seen:
            continue
        shown = _whole_list(index, item)
        seen |= {(part.doc, part.unit) for one in shown for part in one.sources} | {(item.doc, item.unit)}
        steps = [one.sources[0] for one in shown if one.listed]
        if _meant(index, meant, asked, question.text, kin, item, steps, float(scores[order[0]] - scores[at])):
            return shown
    return []


def steps_near(
    index: Index, question: Question, found: Sequence[Candidate], scores: NDArray[np.float64], order: Sequence[int]
) -> list[Picked]:
    """The numbered steps of which half or more are among the best sentences, whole, to who asks how something is done; or [].

    Their heading or what leads them in must have half of what is asked.
    """
    if asks_for_steps(question.text) != "how":
        return []
    asked = set(terms(question.text)) - FRAME_WORDS - _DOING - _SMALL
    near = [found[at] for at in order if scores[at] >= scores[order[0]] - ITEMS_WITHIN]
    for item in (item for item in near if item.kind == "item" and not item.of_case):
        shown = _whole_list(index, item)
        steps = [one.sources[0] for one in shown if one.listed]
        places = {(step.doc, step.n) for step in steps}
        best = sum((one.doc, one.n) in places for one in near)
        if (
            len(steps) < FEWEST_STEPS
            or best < 2
            or 2 * best < len(steps)
            or not all(_a_step(index, step) for step in steps)
        ):
            continue
        head = said_in(index, " ".join((*item.path[-1:], item.lead)))
        if asked and covers(head, asked, kin_of(index, question.text), (len(asked) + 1) // 2):
            return shown
    return []


def names_a_list(question: Question, found: Sequence[Candidate]) -> bool:
    """Whether a list stands under a heading, or after the sentence that leads it in, with every word of a question for one."""
    if question.type != "list" and not asks_for_steps(question.text):
        return False
    asked = set(terms(question.text)) - FRAME_WORDS - _DOING - _SMALL - NUMBER_TERMS
    leads = {(item.path[-1:], item.lead if _LEADS_IN.search(item.lead.strip()) else "") for item in found
             if item.kind == "item" and not item.of_case}  # fmt: skip
    return len(asked) > 1 and any(
        asked <= set(terms(" ".join((*path, lead))))
        or _heads_a_list(question.text, asked, path)
        or _heads_an_order(question.text, asked, path)
        for path, lead in leads
    )


def _heads_a_list(text: str, asked: set[str], path: Sequence[str]) -> bool:
    """Whether a heading ("The six fields of a log") says no more than a question ("the fields in a log line").

    It lacks at most a word right after one that it has.
    """
    heading = set(terms(_FOLDERS.sub("", " ".join(path)))) - FRAME_WORDS - NUMBER_TERMS
    heading = {term for term in heading if not term.replace(".", "").isdigit()}
    missing = asked - heading
    if len(heading) < HEADING_TERMS or not heading <= asked or len(missing) > 1:
        return False
    said = [stem(word) for word in tokens(text)]
    after = {word for before, word in itertools.pairwise(said) if before in heading}
    return missing <= after


def _heads_an_order(text: str, asked: set[str], path: Sequence[str]) -> bool:
    """Whether an order is asked for and a heading speaks of one, with half of what is asked ("Order of looms, left to right")."""
    shared = asked & set(terms(" ".join(path)))
    return bool(_ORDER_ASKED.search(text)) and ORDER in shared and max(HEADING_TERMS, len(asked) // 2) <= len(shared)


def under_same_question(
    index: Index, question: Question, found: Sequence[Candidate], order: Sequence[int]
) -> list[Picked]:
    """The list right under a heading that asks the same ("Why a keel?" – "why does a boat need a keel"); [] for none."""
    asks = _INTERROGATIVE.match(question.text.strip())
    asked = set(terms(question.text)) - FRAME_WORDS - _SMALL
    for at in order if asks else ():
        item = found[at]
        heading = item.path[-1].strip() if item.path else ""
        same = _INTERROGATIVE.match(_NUMBERING.sub("", heading))
        if item.kind != "item" or not asks or not same or same.group().lower() != asks.group().lower():
            continue
        named = set(terms(heading)) - FRAME_WORDS
        shown = _whole_list(index, item) if named and named <= asked else []
        said = set(terms(" ".join((heading, *(one.text for one in shown)))))
        if shown and covers(said, asked, kin_of(index, question.text)):
            return shown
    return []


def better_led(question: Question, steps: list[Picked], told: list[Picked]) -> list[Picked]:
    """Of a list and a run of sentences the one whose lead says more of what is asked; the list where both say as much."""
    if not steps or not told or asks_for_steps(question.text) == "must":
        return steps or told
    asked = set(terms(question.text)) - FRAME_WORDS
    named = [len(asked & set(terms(" ".join(one.text for one in shown if not one.listed)))) for shown in (steps, told)]
    return told if named[1] > named[0] else steps


def asks_for_steps(text: str) -> str:
    """Whether a question asks how something is done ("how"), what happens ("happens"), what must be done ("must"), or ""."""
    asks = next((kind for kind, pattern in _ASKS_FOR_STEPS if pattern.match(text.strip())), "")
    return str(asks)


def _meant(
    index: Index, meant: str, asked: set[str], text: str, kin: dict[str, set[str]], item: Candidate,
    steps: Sequence[Candidate], behind: float,
) -> bool:  # fmt: skip
    """Whether a list of steps is what a question means, judged by its heading and the sentence before it."""
    numbered, orders = sum(_numbered(index, step) for step in steps), sum(_orders(step) for step in steps)
    lead = item.lead if _LEADS_IN.search(item.lead.strip()) else ""
    head = " ".join((*item.path[-1:], lead))
    own = said_in(index, head)
    above = own | set(terms(" ".join(item.path[-3:-1])))
    if meant == "must":
        half = (len(asked) + 1) // 2
        return bool(lead) and bool(_MUST.search(lead)) and behind <= MUST_WITHIN and covers(own, asked, kin, half)
    if len(steps) < 2 or max(numbered, orders) < len(steps) * MOSTLY or not covers(own, asked, kin, 1):
        return False
    if meant == "happens":
        most = max(2, len(asked) - 1)
        return (
            bool(lead)
            and covers(own, asked, kin, most)
            and covers(own | set(terms(" ".join(step.text for step in steps))), asked, kin)
        )
    done = {
        base for word in tokens(head) if (base := gerund_base(word) or (word if _TO_DO.match(lead) else "")) in VERBS
    }
    asked_to = {stem(word) for word in tokens(text)}
    done = {stem(base) for base in done} - asked_to
    making = bool(_MAKING & asked_to)
    return covers(above, asked, kin) and (not done or (making and bool(done & _MAKING)))


_LEADS_IN = re.compile(
    r":$|\b(?:the following|as follows|these (?:\w+ )?(?:steps|types|options|things|reasons|rules|stages|points|parts|ways))\b"
    r"[^.]{0,60}[.:]$|^To [^,;]{3,80}[.:]$|\b(?:listed|given|shown) below[.:]$",
    re.IGNORECASE,
)
_ASKS_FOR_STEPS = (
    (
        "must",
        re.compile(
            r"what (?:all )?(?:do|must|should|will) (?:i|we|you|they|one|\w+) (?:have to|need to|must)? ?do "
            r"(?:before|to|in order)\b|"
            r"what (?:do|does|must|should|will) (?:i|we|you|they|one|an? \w+) (?:need|have to have)\b(?! to know)",
            re.IGNORECASE,
        ),
    ),
    (
        "happens",
        re.compile(
            r"what (?:happens|is done|does .{3,60} do (?:when|if|once|after))\b|how (?:does|is|are)\b", re.IGNORECASE
        ),
    ),
    (
        "how",
        re.compile(
            r"how (?:do|can|could|should|would|to)\b|what (?:are the|do i do|steps)\b|.{0,80}\bstep by step\b|"
            r"in (?:which|what) order\b|.{3,80}\bsteps(?: please| plz| pls)?[?.! ]*$",
            re.IGNORECASE,
        ),
    ),
)
_STEPS_ASKED = re.compile(
    r"\b(?:steps?|stages?|phases?|procedures?|process|how|order|workflow|do|tasks?|instructions?|rules?|tips?|practices?|"
    r"duties|ways?|advice|precautions?|measures?|actions?|recommendations?|re(?:sponsibilit|quirement)\w+)\b",
    re.IGNORECASE,
)
STEPS_UNASKED = 4.0
ORDER = stem("order")
_ORDER_ASKED = re.compile(r"\b(?:what|which) order\b", re.IGNORECASE)
_INTERROGATIVE = re.compile(r"(?:why|how|when|where|what|which|who)\b", re.IGNORECASE)
_FOLDERS = re.compile(r"(?<!\S)/?(?:[\w.-]+/)+(?=[\w.])")  # of a path: "/etc/fstab" is spoken of as "fstab"
_NUMBERING = re.compile(r"^[\d.]+\s+")
_MUST = re.compile(
    r"\b(?:must|needs? to|ha(?:s|ve) to|required?|requirements?|conditions?|before|should)\b", re.IGNORECASE
)
_NUMBER_BEFORE = re.compile(r"(?:^|\s)\(?(?:\d{1,2}|[a-z])[.)]\s*$")
_SMALL = frozenset(stem(word) for word in "yet already still even ever let never always".split())
_ASIDE_FIRST = re.compile(r"^(?:\(\w+\) |(?:For|In|On|Under|From|When|If|After|Once|At|To|With) [^,.]{1,60}, )+")
_NO_LETTER = re.compile(r"[^\w-]")
_TO_DO = re.compile(r"(?:In order )?[Tt]o [a-z]")
_MAKING = frozenset(stem(word) for word in "make build create prepare produce set start establish construct".split())
MUST_WITHIN = 3.0
MOSTLY = 0.7
_DOING = frozenset(stem(word) for word in "make get go take set put step properly correctly safely".split())


def _numbered(index: Index, item: Candidate) -> bool:
    """Whether a number stands before an item."""
    return bool(_NUMBER_BEFORE.search(index.text_by_id(item.doc)[max(0, item.start - 6) : item.start]))


def _orders(item: Candidate) -> bool:
    """Whether an item begins with a verb that may tell to do something."""
    said = _ASIDE_FIRST.sub("", item.text).split()
    return bool(said) and _NO_LETTER.sub("", said[0].lower()) in VERBS


def _a_step(index: Index, item: Candidate) -> bool:
    """Whether an item is a numbered instruction."""
    return item.kind == "item" and _orders(item) and _numbered(index, item)


def whole_table(index: Index, item: Candidate) -> list[Picked]:
    """All rows of the table a row stands in, each with the row that names the columns.

    Args:
        index: Where it stands.
        item: One of its rows.
    """
    rows = [row for row in index.sentences(item.doc, max(0, item.n - 40), item.n + 40) if row.span.unit == item.unit]
    text = index.text_by_id(item.doc)
    picked: list[Picked] = []
    used = 0
    for row in rows[1:]:
        quote = text[row.span.start : row.span.end]
        part = Candidate(item.hit, item.doc, row.n, item.unit, "table", row.span.start, row.span.end, quote, "", item.path,
                         row.vector)  # fmt: skip
        shown = readable_words(index, part)
        used += len(shown.split())
        if used > LIST_WORDS or len(picked) == ITEMS_MOST:
            break
        picked.append(Picked(shown, sources_of(index, part), listed=True))
    return picked if len(picked) > 1 else []


def _whole_list(index: Index, item: Candidate) -> list[Picked]:
    """All items of the list an item stands in, led by the sentence that introduces it."""
    units = index.units(item.doc, max(0, item.unit - 40), item.unit + 40)
    first = item.unit
    if item.kind == "item":
        while first - 1 in units and units[first - 1].kind == "item":
            first -= 1
    else:
        first += 1
    last = first
    while last in units and units[last].kind == "item":
        last += 1
    if last - first < 2:
        return []
    picked: list[Picked] = []
    used = 0
    rows = index.sentences(item.doc, max(0, item.n - 80), item.n + 80)
    lead = units.get(first - 1)
    if lead is not None and lead.kind == "paragraph" and lead.section == units[first].section:
        inside = [sentence_at(index, item, row, "paragraph") for row in rows if row.span.unit == first - 1]
        items = " ".join(sentence_at(index, item, row, "item").text for row in rows if first <= row.span.unit < last)
        led = leading(inside)
        about = " ".join((*item.path[-1:], items))
        for part in led if any(_introduces(part.text, about, last - first) for part in led) else ():
            shown = " ".join(part.text.split())
            bare = shown[-1:].isalnum() and len(shown.split()) <= ITEM_HEADING_WORDS  # "Missing" is a heading
            shown = f"{shown}:" if bare else shown
            picked.append(Picked(shown if shown.endswith(":") else readable(part.text, "paragraph"), (part,)))
    for number in range(first, last):
        own = [sentence_at(index, item, row, "item") for row in rows if row.span.unit == number]
        parts = own[: 2 if own and _says_too_little(own[0].text) else 1]
        words = sum(len(part.text.split()) for part in parts)
        if used + words > LIST_WORDS or len(picked) > ITEMS_MOST:
            return picked
        used += words
        if parts:
            picked.append(Picked(" ".join(readable(part.text, "item") for part in parts), tuple(parts), listed=True))
    return picked


def _introduces(text: str, of_list: str, items: int) -> bool:
    """Whether a sentence before a list leads it in, counts its items, or has a word of theirs or of the heading."""
    said = set(terms(text))
    counts = str(items) in said or bool(said & NUMBER_TERMS)
    return counts or bool(_LEADS_IN.search(text.strip()) or said & set(terms(of_list)))


def _says_too_little(text: str) -> bool:
    """Whether the first sentence of an item is its heading ("Reduction.") or asks what the next one answers."""
    return text.rstrip().endswith("?") or (text.rstrip().endswith(".") and len(text.split()) <= ITEM_HEADING_WORDS)
