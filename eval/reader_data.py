"""Windows the reader learns from: labelled public questions and claims, cut to length, and near misses made of them."""

import hashlib
import json
import lzma
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from studyground.errors import InputError
from studyground.eval.reader_claims import altered, declared, sentence_spans, shortened
from studyground.eval.reader_manuals import manual_questions
from studyground.eval.reader_plans import PLANS
from studyground.eval.reader_sections import SectionQuestion, section_claims, section_questions, telling_words
from studyground.eval.reader_written import paraphrases, questions

SUPPORTED, CONTRADICTED, NEITHER, NOT_SUPPORTED, UNKNOWN = 0, 1, 2, 3, -1
LABELS = {
    "supported": SUPPORTED,
    "contradicted": CONTRADICTED,
    "neutral": NEITHER,
    "not_supported": NOT_SUPPORTED,
    "generic": NOT_SUPPORTED,
}
MAX_TOKENS = 192
DEV_SHARE = 0.04
TOKEN = re.compile(r"\w+|[^\w\s]")
LICENCES = {
    "squad11_train": "CC BY-SA 4.0",
    "squad20_train_unanswerable": "CC BY-SA 4.0",
    "qamr_dev": "MIT",
    "qamr_test": "MIT",
    "policyqa_dev": "MIT",
    "policyqa_test": "MIT",
    "covidqa": "Apache 2.0",
    "fairytaleqa": "Apache 2.0",
    "medquad": "CC BY 4.0",
    "fm2_dev": "Apache 2.0",
    "fm2_retrieved_non_gold": "Apache 2.0",
    "cad_nli_train": "Apache 2.0",
    "cad_nli_dev": "Apache 2.0",
    "begin": "CC BY 4.0, CDLA-Sharing",
    "fever_symmetric": "CC BY-SA 3.0",
}


@dataclass(frozen=True, slots=True)
class Window:
    """One pair to read: a question or claim with a passage short enough to be read at once.

    Args:
        query: The question or the claim.
        passage: The text that may answer or support it.
        answer: Start and end of the answer in the passage, or None where there is none or where is not known.
        answerable: 1, 0, or UNKNOWN for a claim.
        support: SUPPORTED, CONTRADICTED, NEITHER, NOT_SUPPORTED (one of the last two), or UNKNOWN for a question.
        kind: Which part of the plan it came from.
        group: The article, so that no article is on both sides of a split.
        said: Start and end of each sentence, item or row that answers, none where none does; None where the answer's own
            sentence is meant, or which it is is not known.
    """

    query: str
    passage: str
    answer: tuple[int, int] | None
    answerable: int
    support: int
    kind: str
    group: str
    said: tuple[tuple[int, int], ...] | None = None


def read_rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """The rows of one labelled file.

    Raises:
        InputError: The file is missing or is not JSON lines.
    """
    path = folder / f"{name}.jsonl.xz"
    try:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            return [json.loads(line) for line in file]
    except FileNotFoundError as error:
        raise InputError(f"There is no {path}.", "Give the folder of labelled data with --data.") from error
    except (OSError, ValueError, lzma.LZMAError) as error:
        raise InputError(f"{path} is not a file of JSON lines, xz-compressed: {error}.") from error


def share_of(group: str) -> float:
    """A number from 0 to 1 that depends on the group's name alone: below DEV_SHARE it is held out."""
    return int.from_bytes(hashlib.sha256(group.encode()).digest()[:6], "big") / 2**48


def cut(window: Window, budget: int, rng: random.Random) -> Window:
    """The window with its passage cut at word boundaries to about a number of tokens, the answer still in it.

    Args:
        window: With a passage of any length.
        budget: Most tokens for query and passage; words and marks are counted, at 1.25 tokens each.
        rng: Chooses where a long passage is cut.
    """
    words = [match.span() for match in TOKEN.finditer(window.passage)]
    room = max(24, int((budget - 3) / 1.25) - len(TOKEN.findall(window.query)))
    if len(words) <= room:
        return window
    first, last = 0, len(words) - room
    kept = window.answer or ((window.said[0][0], window.said[-1][1]) if window.said else None)
    if kept is not None:
        holding = [i for i, (a, b) in enumerate(words) if b > kept[0] and a < kept[1]]
        first, last = max(0, holding[-1] - room + 1), min(last, holding[0])
        if first > last:  # the answer itself is longer than the window: its beginning is kept
            first = last = min(holding[0], len(words) - room)
    at = rng.randint(first, max(first, last))
    start, end = words[at][0], words[min(at + room, len(words)) - 1][1]
    answer = window.answer
    if answer is not None:
        answer = (max(answer[0], start) - start, min(answer[1], end) - start)
    said = window.said
    if said is not None:
        said = tuple((max(a, start) - start, min(b, end) - start) for a, b in said if a < end and b > start)
    return replace(window, passage=window.passage[start:end], answer=answer, said=said)


def training_windows(
    folder: Path, seed: int, limit: float = 1.0, mix: str = "all"
) -> tuple[list[Window], list[Window]]:
    """Every window of one epoch, in no order, and the windows held out by article.

    The articles held out are the same whatever the seed and the mix.

    Args:
        folder: Holds the labelled files named in `LICENCES`.
        seed: The same seed gives the same windows.
        limit: Share of the plan to make, for a short trial.
        mix: Which of `PLANS` says how many windows of each kind are made.
    """
    rng, plan = random.Random(seed), PLANS[mix]
    train: list[Window] = []
    dev: list[Window] = []
    for kind, windows in _by_kind(folder, rng, plan).items():
        rng.shuffle(windows)
        held = [w for w in windows if share_of(w.group) < DEV_SHARE]
        kept = [w for w in windows if share_of(w.group) >= DEV_SHARE]
        train += kept[: int(plan[kind] * limit)]
        dev += held[: max(20, int(plan[kind] * DEV_SHARE))]
    # some short windows whatever the label: a passage at hand is not always long, and short ones cost less
    budgets = (MAX_TOKENS, MAX_TOKENS, 144, 112, 96)
    train = [cut(w, rng.choice(budgets), rng) for w in train]
    dev = [cut(w, MAX_TOKENS, rng) for w in dev]
    rng.shuffle(train)
    rng.shuffle(dev)
    return train, dev


def _by_kind(folder: Path, rng: random.Random, plan: dict[str, int]) -> dict[str, list[Window]]:
    squad = list(_spans(read_rows(folder, "squad11_train"), "squad", rng))
    unanswerable = [
        Window(r["question"], r["passage"], None, 0, UNKNOWN, "squad_unanswerable", r["title"])
        for r in read_rows(folder, "squad20_train_unanswerable")
    ]
    # half of the answerable ones on paragraphs that also have unanswerable ones: the question decides, not the text
    shared = {w.passage for w in unanswerable}
    rng.shuffle(squad)
    both = [w for w in squad if w.passage in shared]
    rest = [w for w in squad if w.passage not in shared]
    half = plan["squad"] * 6 // 10
    return {
        "squad": both[:half] + rest[: plan["squad"] - half + 1_000],
        "squad_unanswerable": unanswerable,
        "other_paragraph": list(_other_paragraphs(rest[20_000:28_000], squad)),
        "answer_cut_out": list(_cut_out(rest[10_000:20_000])),
        "qamr": list(_spans(read_rows(folder, "qamr_dev") + read_rows(folder, "qamr_test"), "qamr", rng)),
        "policyqa": list(
            _spans(read_rows(folder, "policyqa_dev") + read_rows(folder, "policyqa_test"), "policyqa", rng)
        ),
        "covidqa": list(_spans(read_rows(folder, "covidqa"), "covidqa", rng)),
        "fairytaleqa": list(_spans(read_rows(folder, "fairytaleqa"), "fairytaleqa", rng)),
        "medquad": list(_subjects(read_rows(folder, "medquad"), rng)),
        "fm2": list(_claims(read_rows(folder, "fm2_dev"), "fm2")),
        # rows of the test split carry the claims that the reader is measured on
        "fm2_other": list(
            _claims((r for r in read_rows(folder, "fm2_retrieved_non_gold") if r["split"] == "dev"), "fm2_other")
        ),
        "cad_nli": list(_claims(read_rows(folder, "cad_nli_train") + read_rows(folder, "cad_nli_dev"), "cad_nli")),
        "begin": list(_claims(read_rows(folder, "begin"), "begin")),
        "fever_symmetric": list(_claims(read_rows(folder, "fever_symmetric"), "fever_symmetric")),
        "claims": list(_made_claims(rest[:9_000], rng)),
        "paraphrases": list(_paraphrased(folder, rng)) if plan["paraphrases"] else [],
        "plain_questions": list(_plainly_asked(folder, rng)) if plan["plain_questions"] else [],
        "sections": list(_of_sections(section_questions(rng), "sections")) if plan["sections"] else [],
        "manuals": list(_of_sections(manual_questions(rng), "manuals")) if plan["manuals"] else [],
        "section_claims": list(_claimed_of_sections(rng)) if plan["section_claims"] else [],
    }


def _spans(rows: Iterable[dict[str, Any]], kind: str, rng: random.Random) -> Iterator[Window]:
    for row in rows:
        known = [a for a in row["answers"] if a["start"] is not None and a["text"]]
        if not known or not row.get("extractive", True):
            continue
        answer = rng.choice(known)
        span = (answer["start"], answer["start"] + len(answer["text"]))
        if row["passage"][slice(*span)] == answer["text"]:
            yield Window(row["question"], row["passage"], span, 1, UNKNOWN, kind, row["title"])


def _claims(rows: Iterable[dict[str, Any]], kind: str) -> Iterator[Window]:
    for row in rows:
        label = LABELS.get(row["label"], NEITHER)
        # edited pairs share claims and passages with one another: all are learned from, their test file measures
        group = kind if kind == "cad_nli" else str(row.get("title") or row["claim"])
        yield Window(row["claim"], row["passage"], None, UNKNOWN, label, kind, group)


def _paraphrased(folder: Path, rng: random.Random) -> Iterator[Window]:
    for claim, text, name, supported in paraphrases(lambda source: read_rows(folder, source), rng):
        label = NEITHER if supported is None else SUPPORTED if supported else NOT_SUPPORTED
        yield Window(claim, text, None, UNKNOWN, label, "paraphrases", name)


def _plainly_asked(folder: Path, rng: random.Random) -> Iterator[Window]:
    for one in questions(lambda source: read_rows(folder, source), rng):
        yield Window(
            one.question, one.text, one.answer, int(one.answer is not None), UNKNOWN, "plain_questions", one.name
        )


def _of_sections(asked: Iterable[SectionQuestion], kind: str) -> Iterator[Window]:
    for one in asked:
        yield Window(one.question, one.text, one.span, int(bool(one.said)), UNKNOWN, kind, one.guide, one.said)


def _claimed_of_sections(rng: random.Random) -> Iterator[Window]:
    for claim, text, guide, made_of in section_claims(rng):
        yield Window(claim, text, None, UNKNOWN, LABELS[made_of], "section_claims", guide)


def _other_paragraphs(asked: list[Window], pool: list[Window]) -> Iterator[Window]:
    """Each question with the paragraph of its article that shares most words with it and does not hold the answer."""
    articles: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for window in pool:
        articles[window.group].setdefault(window.passage, telling_words(window.passage))
    for window in asked:
        assert window.answer is not None
        answer, words = window.passage[slice(*window.answer)].lower(), telling_words(window.query)
        others = [
            (len(words & theirs), text)
            for text, theirs in articles[window.group].items()
            if text != window.passage and answer not in text.lower()
        ]
        if others:
            yield replace(window, passage=max(others)[1], answer=None, answerable=0, kind="other_paragraph")


def _cut_out(windows: list[Window]) -> Iterator[Window]:
    """Each passage without the sentence that answers: the rest must not hold the answer's words."""
    for window in windows:
        assert window.answer is not None
        answer = window.passage[slice(*window.answer)].lower()
        kept = [
            window.passage[a:b]
            for a, b in sentence_spans(window.passage)
            if not (a < window.answer[1] and b > window.answer[0])
        ]
        text = " ".join(kept)
        if len(kept) >= 2 and answer not in text.lower():
            yield replace(window, passage=text, answer=None, answerable=0, kind="answer_cut_out")


def _subjects(rows: list[dict[str, Any]], rng: random.Random) -> Iterator[Window]:
    """Questions with the section that answers them, and with the section on another side of the same subject."""
    subjects: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if len(row["passage"]) > 80:
            subjects[row["title"]].append(row)
    for title, sections in subjects.items():
        kinds = Counter(row["qtype"] for row in sections)
        for row in sections:
            others = [
                o for o in sections if o["qtype"] != row["qtype"] and "information" not in (o["qtype"], row["qtype"])
            ]
            if kinds[row["qtype"]] > 1 or not others:
                continue
            right = rng.random() < 0.5
            text = (row if right else rng.choice(others))["passage"][:700]
            yield Window(row["question"], text, None, int(right), UNKNOWN, "medquad", title)


def _made_claims(windows: list[Window], rng: random.Random) -> Iterator[Window]:
    """Claims that the passage supports, the same with one thing changed, and claims whose sentence was taken out."""
    for window in windows:
        assert window.answer is not None
        spans = sentence_spans(window.passage)
        at = next((i for i, (a, b) in enumerate(spans) if a <= window.answer[0] and window.answer[1] <= b), None)
        if at is None:
            continue
        sentence = window.passage[slice(*spans[at])]
        if not 40 <= len(sentence) <= 320:
            continue
        claim = declared(window.query, window.passage[slice(*window.answer)])
        if claim is None or rng.random() < 0.3:
            claim = shortened(sentence, rng)
        wrong = altered(claim, window.passage, rng)
        near = rng.random() < 0.5
        text = (
            window.passage[spans[max(0, at - 1)][0] : spans[min(len(spans) - 1, at + 1)][1]] if near else window.passage
        )
        # the sentence itself has to stay in view when the window is cut
        place = text.index(sentence)
        made = replace(window, passage=text, answerable=UNKNOWN, kind="claims", answer=(place, place + len(sentence)))
        yield replace(made, query=claim, support=SUPPORTED)
        if wrong is not None:
            yield replace(made, query=wrong[0], support=CONTRADICTED)
        if len(spans) > 2 and rng.random() < 0.4:
            left = " ".join(window.passage[a:b] for i, (a, b) in enumerate(spans) if i != at)
            yield replace(made, passage=left, query=claim, support=NEITHER, answer=None)
