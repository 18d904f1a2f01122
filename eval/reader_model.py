"""The reader's network: one pass over (question or claim, passage) gives an answer span, answerable, and support."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from studyground.eval.reader_claims import sentence_spans
from studyground.eval.reader_data import CONTRADICTED, MAX_TOKENS, NOT_SUPPORTED, SUPPORTED, UNKNOWN, Window

MEGA_BATCH = 40
MAX_ANSWER_TOKENS = 40
# what answers there is a clause: learned as spans, clauses became the answers to every question (held-out F1 .68 to .58)
WHOLE_CLAUSES = frozenset({"plain_questions"})
OUTPUTS = ("start", "end", "answerable", "support", "said")
SAID_WEIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Encoded:
    """A window as the network sees it: the answer's first and last token, 0 (the opening mark) where there is none.

    Args:
        ids: Word pieces, opening and separating marks included.
        passage_from: First token of the passage.
        span: First and last token of the answer; (0, 0) unanswerable, (UNKNOWN, UNKNOWN) not asked for.
        answerable: As in the window.
        support: As in the window.
        offsets: Start and end in the passage's text of each passage token.
        said: 1 for each passage token of a sentence that answers, 0 for the others; none where that is not known.
    """

    ids: tuple[int, ...]
    passage_from: int
    span: tuple[int, int]
    answerable: int
    support: int
    offsets: tuple[tuple[int, int], ...]
    said: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader makes of one pair.

    Args:
        text: The best span's words, whatever the scores say.
        start: Of the span in the passage.
        end: Of the span in the passage.
        span_margin: Best span's score less the score of "no span".
        answerable: Log-odds of answerable.
        support: Probabilities of supported, contradicted, neither.
        said: Of each passage token, the log-odds that it stands in a sentence that answers, with where it stands.
    """

    text: str
    start: int
    end: int
    span_margin: float
    answerable: float
    support: tuple[float, float, float]
    said: tuple[tuple[int, int, float], ...] = ()

    def said_within(self, start: int, end: int) -> float:
        """Mean log-odds over the tokens of a stretch of the passage; a very low one where there are none."""
        inside = [odds for a, b, odds in self.said if a < end and b > start]
        return float(np.mean(inside)) if inside else -20.0


def encode(tokenizer: Any, windows: Sequence[Window], max_tokens: int = MAX_TOKENS) -> list[Encoded]:
    """Word pieces of each window with its labels moved from characters to tokens.

    Args:
        tokenizer: A `tokenizers.Tokenizer` that writes [CLS] query [SEP] passage [SEP].
        windows: What to encode.
        max_tokens: Longer passages lose their end.
    """
    tokenizer.enable_truncation(max_tokens, strategy="only_second")
    tokenizer.no_padding()
    encoded = []
    for at in range(0, len(windows), 1_000):
        part = windows[at : at + 1_000]
        for window, item in zip(part, tokenizer.encode_batch([_pair(w) for w in part]), strict=True):
            first = item.type_ids.index(1)
            offsets = tuple(item.offsets[first:-1])
            encoded.append(
                Encoded(
                    tuple(item.ids),
                    first,
                    _span(window, first, offsets),
                    window.answerable,
                    window.support,
                    offsets,
                    _said(window, offsets),
                )
            )
    return encoded


def _pair(window: Window) -> tuple[str, str]:
    # a query longer than this would leave no room for the passage
    return " ".join(window.query.split()[:80])[:600], window.passage


def _span(window: Window, first: int, offsets: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    if window.answerable == UNKNOWN or (window.answerable == 1 and window.answer is None):
        return UNKNOWN, UNKNOWN
    if window.answerable == 1 and window.kind in WHOLE_CLAUSES:
        return UNKNOWN, UNKNOWN
    if window.answer is None:
        return 0, 0
    inside = [i for i, (a, b) in enumerate(offsets) if b > window.answer[0] and a < window.answer[1]]
    return (first + inside[0], first + inside[-1]) if inside else (UNKNOWN, UNKNOWN)


def _said(window: Window, offsets: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    """Which tokens stand in a sentence that answers; none where that is not known."""
    spans = window.said
    if spans is None and window.answerable == 0:
        spans = ()
    if spans is None and window.answerable == 1 and window.answer is not None:
        begin, stop = window.answer
        spans = tuple((a, b) for a, b in sentence_spans(window.passage) if a < stop and b > begin)
    if spans is None:
        return ()
    return tuple(int(any(a < end and b > start for start, end in spans)) for a, b in offsets)


def batches(encoded: Sequence[Encoded], size: int, seed: int) -> Iterator[list[Encoded]]:
    """One epoch in batches of like length: sorted within large shuffled groups, then the batches shuffled."""
    rng = random.Random(seed)
    order = list(encoded)
    rng.shuffle(order)
    for at in range(0, len(order), size * MEGA_BATCH):
        group = sorted(order[at : at + size * MEGA_BATCH], key=lambda item: len(item.ids))
        parts = [group[i : i + size] for i in range(0, len(group), size)]
        rng.shuffle(parts)
        yield from parts


def arrays(batch: Sequence[Encoded]) -> dict[str, Any]:
    """Ids, mask and token types of a batch, padded to its longest, each int64[batch, length]."""
    length = max(len(item.ids) for item in batch)
    ids, mask, types = (np.zeros((len(batch), length), dtype=np.int64) for _ in range(3))
    for row, item in enumerate(batch):
        ids[row, : len(item.ids)] = item.ids
        mask[row, : len(item.ids)] = 1
        types[row, item.passage_from : len(item.ids)] = 1
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}


def build(folder: Path, attention: str = "sdpa") -> Any:
    """A new reader around the encoder in a folder, its heads not yet trained.

    The word embeddings are frozen: they are half of the weights, and what is learned here is how to compare, not words.
    """
    import torch
    from transformers import AutoModel

    class ReaderNetwork(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            # no dropout: with one pass over the data little can be overfitted, and drawing it is slow
            self.encoder = AutoModel.from_pretrained(
                str(folder),
                add_pooling_layer=False,
                local_files_only=True,
                attn_implementation=attention,
                hidden_dropout_prob=0.0,
                attention_probs_dropout_prob=0.0,
            )
            self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
            width = self.encoder.config.hidden_size
            self.span = torch.nn.Linear(width, 2)
            self.pooled = torch.nn.Linear(width, width)
            self.answerable = torch.nn.Linear(width, 2)
            self.support = torch.nn.Linear(width, 3)
            self.said = torch.nn.Linear(width, 1)

        def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
            states = self.encoder(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
            ).last_hidden_state
            spans = self.span(states)
            first = torch.tanh(self.pooled(states[:, 0]))
            return spans[..., 0], spans[..., 1], self.answerable(first), self.support(first), self.said(states)[..., 0]

    return ReaderNetwork()


def losses(outputs: Any, batch: Sequence[Encoded], inputs: dict[str, Any]) -> dict[str, Any]:
    """The loss of each head, summed over the rows that have its label and divided by the batch's size.

    A span lies in the passage or is the opening mark ("no span"); each passage of those whose answering sentences are known
    counts alike, however many tokens it has; a claim known only as not supported costs what
    both other classes together lack.
    """
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

    start, end, answerable, support, said = outputs
    closed = (inputs["token_type_ids"] == 0) | (inputs["attention_mask"] == 0)
    closed[:, 0] = False
    starts = torch.tensor([item.span[0] for item in batch])
    ends = torch.tensor([item.span[1] for item in batch])
    kinds = torch.tensor([item.answerable for item in batch])
    claims = torch.tensor([item.support for item in batch])
    rows = len(batch)

    def span_loss(logits: Any, target: Any) -> Any:
        return cross_entropy(logits.masked_fill(closed, -1e4), target, ignore_index=UNKNOWN, reduction="sum")

    logs = torch.log_softmax(support, dim=-1)
    asked = claims != UNKNOWN
    either = torch.logsumexp(logs[:, CONTRADICTED:], dim=-1)
    chosen = logs.gather(1, claims.clamp(SUPPORTED, NOT_SUPPORTED - 1).unsqueeze(1)).squeeze(1)
    support_loss = -torch.where(claims == NOT_SUPPORTED, either, chosen)[asked].sum()
    wanted, counts = (torch.zeros_like(said) for _ in range(2))
    for row, item in enumerate(batch):
        if item.said:
            inside = slice(item.passage_from, item.passage_from + len(item.said))
            wanted[row, inside] = torch.tensor(item.said, dtype=said.dtype)
            counts[row, inside] = 1 / len(item.said)
    return {
        "said": SAID_WEIGHT * (binary_cross_entropy_with_logits(said, wanted, reduction="none") * counts).sum() / rows,
        "span": (span_loss(start, starts) + span_loss(end, ends)) / (2 * rows),
        "answerable": cross_entropy(answerable, kinds, ignore_index=UNKNOWN, reduction="sum") / rows,
        "support": support_loss / rows,
    }


def readings(outputs: Sequence[Any], batch: Sequence[Encoded], windows: Sequence[Window]) -> list[Reading]:
    """Spans and probabilities from the five outputs of a batch, as numpy arrays in the order of `OUTPUTS`."""
    start, end, answerable, support, said = outputs
    found = []
    for row, (item, window) in enumerate(zip(batch, windows, strict=True)):
        a, b, margin = _best_span(start[row], end[row], item)
        begin, stop = (item.offsets[a][0], item.offsets[b][1]) if item.offsets else (0, 0)
        scaled = np.exp(support[row] - support[row].max())
        first, second, third = (float(value) for value in scaled / scaled.sum())
        odds = float(answerable[row][1] - answerable[row][0])
        tokens = said[row][item.passage_from : item.passage_from + len(item.offsets)]
        told = tuple((a, b, float(one)) for (a, b), one in zip(item.offsets, tokens, strict=True))
        found.append(Reading(window.passage[begin:stop], begin, stop, margin, odds, (first, second, third), told))
    return found


def _best_span(start: Any, end: Any, item: Encoded) -> tuple[int, int, float]:
    """First and last passage token of the span with the highest score, and how far it is above "no span"."""
    count = len(item.offsets)
    if count == 0:
        return 0, 0, 0.0
    inside = slice(item.passage_from, item.passage_from + count)
    scores = start[inside][:, None] + end[inside][None, :]
    allowed = np.triu(np.ones((count, count), dtype=bool)) & ~np.triu(
        np.ones((count, count), dtype=bool), MAX_ANSWER_TOKENS
    )
    scores = np.where(allowed, scores, -np.inf)
    a, b = divmod(int(scores.argmax()), count)
    return a, b, float(scores[a, b] - start[0] - end[0])


def read_windows(
    run: Any, tokenizer: Any, windows: Sequence[Window], size: int = 32, max_tokens: int = MAX_TOKENS
) -> list[Reading]:
    """Read many windows, the like-sized together.

    Args:
        run: Takes the three input arrays by name and gives the five outputs as numpy arrays.
        tokenizer: As for `encode`.
        windows: What to read.
        size: Pairs a batch.
        max_tokens: Longer passages lose their end.

    Returns:
        One reading a window, in their order.
    """
    encoded = encode(tokenizer, windows, max_tokens)
    order = sorted(range(len(windows)), key=lambda i: len(encoded[i].ids))
    found: dict[int, Reading] = {}
    for at in range(0, len(order), size):
        part = order[at : at + size]
        batch = [encoded[i] for i in part]
        outputs = run(arrays(batch))
        found.update(zip(part, readings(outputs, batch, [windows[i] for i in part]), strict=True))
    return [found[i] for i in range(len(windows))]


def torch_runner(model: Any) -> Any:
    """A runner for `read_windows` around a torch reader."""
    import torch

    def run(inputs: dict[str, Any]) -> list[Any]:
        model.eval()
        with torch.inference_mode():
            return [
                out.float().numpy()
                for out in model(**{name: torch.from_numpy(value) for name, value in inputs.items()})
            ]

    return run


def load_tokenizer(folder: Path) -> Any:
    """The word-piece tokenizer in a folder."""
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(folder / "tokenizer.json"))
