"""Moves the encoder's weights so that questions lie nearer to the passages that answer them, the passages left where they are."""

import logging
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studyground.assistant.retrieve import PASSAGE_SHARE
from studyground.eval.question_pairs import Pairs
from studyground.ingest.encoder import Vectors
from studyground.ingest.question_encoder import DOWN, UP

LOG = logging.getLogger("studyground.questions")
TEMPERATURE = 0.04
STAY = 0.5  # how much a question's vector is held to where it was
WARM_UP = 50  # steps
LAST_RATE = 0.02  # share of the rate that is left at the end
TOGETHER = 6  # guides whose passages are the rivals of a batch
FROM_ARTICLE = 45  # questions a round
LOOK_EVERY = 200
MOST_TOKENS = 128
KEPT_TOGETHER = 4


@dataclass(frozen=True, slots=True)
class Round:
    """How questions are learned from.

    Args:
        rounds: Times over all questions.
        rate: Peak learning rate.
        batch: Questions a step.
        rank: Of the change of a matrix that is kept.
        seed: Of the order.
        threads: Of torch.
    """

    rounds: int = 2
    rate: float = 5e-5
    batch: int = 64
    rank: int = 32
    seed: int = 1
    threads: int = 1


class Tower:
    """The encoder in torch: its layers may move, its embeddings may not.

    Args:
        source: Folder of a sentence-transformers model.
    """

    def __init__(self, source: Path) -> None:
        from sentence_transformers import SentenceTransformer
        from torch import nn

        model = SentenceTransformer(str(source), device="cpu", model_kwargs={"attn_implementation": "eager"})
        self.tokenizer: Any = model.tokenizer
        module: Any = model[0]
        self.network: Any = module.auto_model
        for part in self.network.modules():
            if isinstance(part, nn.Dropout):
                part.p = 0.05
        for parameter in self.network.parameters():
            parameter.requires_grad_(False)
        self.moving = list(self.network.encoder.parameters())
        for parameter in self.moving:
            parameter.requires_grad_(True)

    def read(self, questions: Sequence[str]) -> Any:
        """Unit vectors of some questions as a tensor of shape (questions, dimension)."""
        from torch.nn.functional import normalize

        batch = self.tokenizer(
            list(questions), padding=True, truncation=True, max_length=MOST_TOKENS, return_tensors="pt"
        )
        states = self.network(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).last_hidden_state
        mask = batch["attention_mask"][..., None].to(states.dtype)
        return normalize((states * mask).sum(1) / mask.sum(1), dim=-1)

    def read_all(self, questions: Sequence[str]) -> Any:
        """The same of any number, without gradients."""
        import torch

        self.network.eval()
        order = sorted(range(len(questions)), key=lambda at: len(questions[at]))
        vectors = torch.zeros(len(questions), int(self.network.config.hidden_size))
        with torch.no_grad():
            for at in range(0, len(order), 256):
                part = order[at : at + 256]
                vectors[part] = self.read([questions[one] for one in part])
        self.network.train()
        return vectors


def learn(source: Path, given: Sequence[Pairs], kept: Pairs, how: Round) -> tuple[dict[str, Any], dict[str, Any]]:
    """Learn from some questions.

    Args:
        source: Folder of the encoder's model.
        given: What is learned from; the first are guides, any further are articles.
        kept: What it is measured on.
        how: How.

    Returns:
        The changes, as `studyground.ingest.question_encoder.moved` takes them, and how the kept questions are found before
        and after: see `found`.
    """
    import torch

    torch.set_num_threads(how.threads)
    torch.manual_seed(how.seed)
    tower = Tower(source)
    before = {name: value.clone() for name, value in tower.network.state_dict().items()}
    figures = {"before": found(tower.read_all(kept.questions).numpy(), kept)}
    LOG.info("%d questions before: %s", len(kept.questions), figures["before"])
    stood = [tower.read_all(pairs.questions) for pairs in given]
    rng = random.Random(how.seed)
    batches = [batch for _ in range(how.rounds) for batch in _batches(given, how.batch, rng)]
    optimizer = torch.optim.AdamW(tower.moving, lr=how.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARM_UP) * max(LAST_RATE, 1 - step / len(batches))
    )
    for step, (of, guides, rows) in enumerate(batches, 1):
        pairs = given[of]
        vectors = tower.read([pairs.questions[row] for row in rows])
        loss = _loss(vectors, pairs, guides, rows) + STAY * (1 - (vectors * stood[of][rows]).sum(1)).mean()
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(tower.moving, 1.0)
        optimizer.step()
        schedule.step()
        if step % LOOK_EVERY == 0:
            LOG.info("step %d of %d: %s", step, len(batches), found(tower.read_all(kept.questions).numpy(), kept))
    changes = low_rank(before, tower.network.state_dict(), how.rank)
    tower.network.load_state_dict(_put_back(before, changes))
    figures["after"] = found(tower.read_all(kept.questions).numpy(), kept)
    LOG.info("after, at rank %d: %s", how.rank, figures["after"])
    return changes, {"questions": [len(pairs.questions) for pairs in given], "steps": len(batches), "kept": figures}


def low_rank(before: Mapping[str, Any], after: Mapping[str, Any], rank: int) -> dict[str, NDArray[np.float16]]:
    """What has changed between two states of a network: of each matrix the nearest change of a rank (Eckart and Young 1936)."""
    import torch

    changes = {}
    for name, value in after.items():
        change = value - before[name]
        if not change.is_floating_point() or not change.any():
            continue
        if change.ndim == 1:
            changes[name] = change.numpy().astype(np.float16)
            continue
        left, sizes, right = torch.linalg.svd(change, full_matrices=False)
        root = sizes[:rank].sqrt()
        # in rows: safetensors writes an array's memory as it lies
        changes[f"{name}{UP}"] = np.ascontiguousarray((left[:, :rank] * root).numpy(), np.float16)
        changes[f"{name}{DOWN}"] = np.ascontiguousarray((root[:, None] * right[:rank]).numpy(), np.float16)
    return changes


def found(vectors: Vectors, pairs: Pairs) -> dict[str, float]:
    """How early the first passage that answers comes among those of a few guides: the share among the first 1, 3, 8 and 16.

    Args:
        vectors: Of the questions, shape (questions, dimension).
        pairs: Where they are looked for.
    """
    import torch

    names = sorted(set(pairs.asked_of))
    ranks = []
    for at in range(0, len(names), KEPT_TOGETHER):
        guides = names[at : at + KEPT_TOGETHER]
        rows = [row for row, guide in enumerate(pairs.asked_of) if guide in guides]
        scores, places = _scores(torch.from_numpy(vectors[rows]), pairs, guides)
        for row, line in zip(rows, scores, strict=True):
            best = line[places[pairs.right[row]]].max()
            ranks.append(int((line > best).sum()))
    ranked = np.array(ranks)
    return {f"among_first_{count}": round(float((ranked < count).mean()), 4) for count in (1, 3, 8, 16)}


def _loss(vectors: Any, pairs: Pairs, guides: Sequence[int], rows: Sequence[int]) -> Any:
    """How improbable the passages that answer are among all of some guides (van den Oord et al. 2018, arXiv:1807.03748)."""
    import torch

    scores, places = _scores(vectors, pairs, guides)
    scores = scores / TEMPERATURE
    right = torch.zeros_like(scores, dtype=torch.bool)
    for at, row in enumerate(rows):
        right[at, places[pairs.right[row]]] = True
    of_right = scores.masked_fill(~right, float("-inf"))
    return (torch.logsumexp(scores, 1) - torch.logsumexp(of_right, 1)).mean()


def _scores(vectors: Any, pairs: Pairs, guides: Sequence[int]) -> tuple[Any, Any]:
    """How near each passage of some guides is, as retrieval takes it, (questions, passages), and each passage's column."""
    import torch

    passages = np.flatnonzero(np.isin(pairs.guides, guides))
    sentences = np.flatnonzero(np.isin(pairs.guides[pairs.owners], guides))
    places = torch.full((len(pairs.guides),), -1, dtype=torch.long)
    places[torch.from_numpy(passages)] = torch.arange(len(passages))
    whole = vectors @ torch.from_numpy(pairs.passages[passages]).T
    single = vectors @ torch.from_numpy(pairs.sentences[sentences]).T
    columns = places[torch.from_numpy(pairs.owners[sentences])].expand(len(vectors), -1)
    best = torch.full_like(whole, -1.0).scatter_reduce(1, columns, single, "amax")
    best = torch.where(best <= -1.0, whole, best)
    return PASSAGE_SHARE * whole + (1 - PASSAGE_SHARE) * best, places


def _batches(given: Sequence[Pairs], size: int, rng: random.Random) -> Iterator[tuple[int, list[int], list[int]]]:
    """One round over all questions: which pairs, the guides whose passages are rivals, the questions' rows."""
    made = []
    for of, pairs in enumerate(given):
        asked: dict[int, list[int]] = {}
        for row, guide in enumerate(pairs.asked_of):
            asked.setdefault(guide, []).append(row)
        if of:
            asked = {guide: rng.sample(rows, min(FROM_ARTICLE, len(rows))) for guide, rows in asked.items()}
        names = sorted(asked)
        rng.shuffle(names)
        for at in range(0, len(names), TOGETHER):
            guides = names[at : at + TOGETHER]
            pool = [row for guide in guides for row in asked[guide]]
            rng.shuffle(pool)
            made += [(of, guides, pool[first : first + size]) for first in range(0, len(pool), size)]
    rng.shuffle(made)
    yield from made


def _put_back(before: Mapping[str, Any], changes: Mapping[str, NDArray[np.float16]]) -> dict[str, Any]:
    """A state of the network with its changes as they are kept."""
    import torch

    from studyground.ingest.question_encoder import added_weights

    added = added_weights(changes)
    return {name: value + torch.from_numpy(added[name]) if name in added else value for name, value in before.items()}
