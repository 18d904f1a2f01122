"""Checks that a gold file says what it means: `python -m studyground.eval.verify_gold FILE… --index DIR`."""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from studyground.errors import StudygroundError
from studyground.eval import program
from studyground.eval.collection import Collection, matches
from studyground.eval.fold import normalise
from studyground.eval.gold import GoldItem, load_gold
from studyground.eval.metrics.answers import must_haves
from studyground.eval.spans import Span

ALL = ""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one item, one sentence."""

    file: str
    id: str
    message: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of gold files found.

    Args:
        problems: In file order; () when all is well.
        types: Items by type.
        evidence_spans: Distinct pieces of evidence by type; "" for all types together.
        items: All of them.
    """

    problems: tuple[Problem, ...]
    types: dict[str, int]
    evidence_spans: dict[str, int]
    items: int


def verify(files: Sequence[tuple[str, Sequence[GoldItem]]], collection: Collection) -> Verified:
    """Check gold items against the stored texts they speak of.

    Args:
        files: Name and items of each gold file.
        collection: The stored texts.
    """
    problems: list[Problem] = []
    asked: dict[tuple[str, str], str] = {}
    types: Counter[str] = Counter()
    spans: dict[str, set[Span | str]] = {ALL: set()}
    for name, items in files:
        for item in items:
            types[item.type] += 1
            problems += [Problem(name, item.id, message) for message in _check(item, collection)]
            key = (normalise(item.question), " ".join(normalise(turn.question) for turn in item.history))
            if key in asked:
                problems.append(Problem(name, item.id, f"The question is already asked by {asked[key]}."))
            asked.setdefault(key, f"{item.id} of {name}")
            for one in item.evidence:
                places = collection.places(one)
                found = places[0] if places else one.sha256 or normalise(one.quote)
                spans[ALL].add(found)
                spans.setdefault(item.type, set()).add(found)
    counted = {kind: len(found) for kind, found in spans.items()}
    return Verified(tuple(problems), dict(sorted(types.items())), counted, sum(types.values()))


def content_stems(text: str) -> set[str]:
    """English stems of the words that are no stop words."""
    import Stemmer
    from bm25s.stopwords import STOPWORDS_EN_PLUS

    stop = set(STOPWORDS_EN_PLUS)
    words = [word for word in _WORD.findall(normalise(text)) if word not in stop and word.split("'")[0] not in stop]
    return set(Stemmer.Stemmer("english").stemWords(words))


def table(found: Verified) -> str:
    """The counts and problems as plain text."""
    width = max([len(kind) for kind in found.types] + [8])
    lines = [f"{'type':<{width}}  items  distinct evidence"]
    lines += [f"{kind:<{width}}  {n:>5}  {found.evidence_spans.get(kind, 0):>17}" for kind, n in found.types.items()]
    lines.append(f"{'all':<{width}}  {found.items:>5}  {found.evidence_spans['']:>17}")
    lines.append("")
    lines += [f"{one.file}: {one.id}: {one.message}" for one in found.problems]
    lines.append(f"{len(found.problems)} problems." if found.problems else "No problem found.")
    return "\n".join(lines) + "\n"


def main(argv: Sequence[str] | None = None, open_collection: Callable[[Path], Collection] | None = None) -> int:
    """Check gold files from the command line.

    Args:
        argv: Arguments; those of the process when None.
        open_collection: Opens an index folder; the program's own way when None.

    Returns:
        Exit status: 0 when nothing is wrong, 1 when something is or could not be read.
    """
    parser = argparse.ArgumentParser(prog="python -m studyground.eval.verify_gold", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="gold file, JSON Lines")
    parser.add_argument("--index", type=Path, required=True, metavar="DIR", help="index folder with the guide")
    arguments = parser.parse_args(argv)
    try:
        files = [(path.name, load_gold(path)) for path in arguments.files]
        collection = (open_collection or program.open_collection)(arguments.index)
    except StudygroundError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    found = verify(files, collection)
    sys.stdout.write(table(found))
    return 1 if found.problems or not found.items else 0


def _check(item: GoldItem, collection: Collection) -> list[str]:
    found = []
    texts = []
    for number, one in enumerate(item.evidence, 1):
        places = collection.places(one)
        if not collection.named(one.document):
            found.append(f"Evidence {number} names {one.document!r}, which is not in the index.")
        elif not places:
            found.append(f"Evidence {number} is not in the stored text of {one.document!r}.")
        texts.append(collection.text(places[0]) if places else one.quote)
    if item.answerable and not item.evidence:
        found.append("It is answerable and has no evidence.")
    if not item.answerable and item.evidence:
        found.append("It is not answerable and has evidence.")
    if item.answerable and not item.must_include:
        found.append("It is answerable and has no must-haves.")
    if any(not any(normalise(phrase) for phrase in group) for group in item.must_include):
        found.append("A group of must-haves has no phrase.")
    if item.answerable and item.evidence and item.must_include:
        enough = [" ".join(texts)] if item.evidence_mode == "all" else texts
        if not all(must_haves(text, item.must_include, item.must_not_include) for text in enough):
            found.append("Answering with the evidence does not pass the must-haves.")
        if must_haves(item.question, item.must_include, item.must_not_include):
            found.append("Echoing the question passes the must-haves.")
        if item.answer and not must_haves(item.answer, item.must_include, item.must_not_include):
            found.append("The reference answer does not pass the must-haves.")
    if item.type == "paraphrase":
        shared = content_stems(item.question) & content_stems(" ".join(texts))
        if shared:
            found.append(f"The paraphrase shares {', '.join(sorted(shared))} with its evidence.")
    return found + _patterns(item, collection)


def _patterns(item: GoldItem, collection: Collection) -> list[str]:
    found = []
    for pattern in item.absent_patterns:
        try:
            hits = [hit for text in collection.texts.values() for hit in matches([pattern], text)]
        except re.error as error:
            found.append(f"The absent pattern {pattern!r} is not a regular expression: {error}.")
            continue
        found += [f"The absent pattern {pattern!r} matches {words!r} in the guide." for _, words in hits[:1]]
    return found


if __name__ == "__main__":
    sys.exit(main())
