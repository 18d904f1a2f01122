"""The deeper network for the reader: read from its packed file, fewer word pieces, the same numbers."""

import struct

import numpy as np
import pytest

from studyground.errors import InputError
from studyground.eval.reader_base import (
    MAGIC,
    MATRICES,
    NORMS,
    SPECIAL,
    main,
    most_frequent,
    tokenizer,
    unpack,
    write_base,
)
from studyground.eval.reader_data import SUPPORTED, UNKNOWN, Window
from studyground.eval.reader_model import arrays, base_folder, build, encode, load_tokenizer, read_windows, torch_runner
from studyground.eval.train_reader import main as train

WIDTH, INNER, LAYERS, HEADS, POSITIONS = 32, 64, 2, 4, 48
PIECES = [*SPECIAL, *("▁", "▁the", "▁mill", "▁was", "▁built", "▁When", "▁in", "▁184", "2", ".", "?", "▁слово", "é")]
SCORES = [0.0] * 4 + [-2.0 - i / 10 for i in range(len(PIECES) - 4)]
EXTRA_ROW = 1  # a packed table of words has a row that stands for nothing


def _halves(values):
    """Numbers from -8 to 7 times one scale a block, packed as the file packs them."""
    blocks = values.reshape(-1, 32)
    stored = b""
    for block in blocks:
        scale = np.float16(0.25)
        ints = np.rint(block / np.float32(scale)).astype(int) + 8
        stored += scale.tobytes() + bytes(int(a) | int(b) << 4 for a, b in zip(ints[:16], ints[16:], strict=True))
    return stored


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """A small network in the packed form, with the numbers that were put into it."""
    rng = np.random.default_rng(3)
    tensors, bodies = {}, {}

    def matrix(name, rows, columns):
        tensors[name] = (rng.integers(-8, 8, (rows, columns)) * np.float32(0.25)).astype(np.float32)
        bodies[name] = (1, tensors[name].size, _halves(tensors[name]))

    def plain(name, *shape):
        tensors[name] = rng.normal(size=shape).astype(np.float32)
        bodies[name] = (0, tensors[name].size, tensors[name].tobytes())

    matrix("emb.word", len(PIECES) + EXTRA_ROW, WIDTH)
    plain("emb.pos", POSITIONS, WIDTH)
    plain("emb.type", 2, WIDTH)
    plain("emb.ln.w", WIDTH)
    plain("emb.ln.b", WIDTH)
    for layer in range(LAYERS):
        for short in MATRICES:
            rows, columns = {"fi": (INNER, WIDTH), "fo": (WIDTH, INNER)}.get(short, (WIDTH, WIDTH))
            matrix(f"l{layer}.{short}.w", rows, columns)
            plain(f"l{layer}.{short}.b", rows)
        for short in NORMS:
            plain(f"l{layer}.{short}.w", WIDTH)
            plain(f"l{layer}.{short}.b", WIDTH)
    letters = [piece.encode() for piece in PIECES]
    starts = np.cumsum([0, *map(len, letters)])
    head = MAGIC + struct.pack("<I7i", 1, WIDTH, LAYERS, HEADS, INNER, len(PIECES) + EXTRA_ROW, POSITIONS, 2)
    head += struct.pack("<fi5iQ", 1e-12, 32, len(PIECES), 0, 2, 1, 3, sum(map(len, letters)))
    head += struct.pack(f"<{len(starts)}I", *starts) + struct.pack(f"<{len(SCORES)}f", *SCORES) + b"".join(letters)
    head += struct.pack("<iI", 0, 0) + struct.pack("<i", len(bodies))
    size = len(head) + sum(2 + len(name) + struct.calcsize("<BIQQ") for name in bodies)
    directory, body = b"", b""
    for name, (kind, count, data) in bodies.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, count, size + len(body), len(data))
        body += data
    path = tmp_path_factory.mktemp("packed") / "small-q4.bin"
    path.write_bytes(head + directory + body)
    return path, tensors


def test_what_is_unpacked_is_what_was_packed(packed):
    path, tensors = packed
    found = unpack(path)
    assert (found.width, found.layers, found.heads, found.inner, found.positions) == (
        WIDTH,
        LAYERS,
        HEADS,
        INNER,
        POSITIONS,
    )
    assert [piece for piece, _ in found.pieces] == PIECES
    assert np.allclose([score for _, score in found.pieces], SCORES)
    words = found.tensors["embeddings.word_embeddings.weight"]
    assert np.array_equal(words, tensors["emb.word"][: len(PIECES)])
    assert np.array_equal(found.tensors["encoder.layer.1.output.dense.weight"], tensors["l1.fo.w"])
    assert np.array_equal(found.tensors["encoder.layer.0.attention.output.LayerNorm.bias"], tensors["l0.aln.b"])


def test_what_is_no_packed_network_is_named(packed, tmp_path):
    path, _ = packed
    cut, other = tmp_path / "cut.bin", tmp_path / "other.bin"
    cut.write_bytes(path.read_bytes()[:900])
    other.write_bytes(b"GGUF" + path.read_bytes())
    for wrong in (cut, other, tmp_path / "none.bin"):
        with pytest.raises(InputError, match="no packed e5-small"):
            unpack(wrong)


def test_the_pieces_kept_are_the_frequent_ones_and_single_letters(packed):
    found = unpack(packed[0])
    kept = most_frequent(found.pieces, ["the mill was built.", "the mill was", "the mill"], most=9)
    names = [found.pieces[i][0] for i in kept]
    assert names[:4] == list(SPECIAL)
    assert {"▁", "é", "2", ".", "?"} - set(names) == set()
    assert kept == sorted(kept)
    assert most_frequent(found.pieces, ["the mill"], most=11) != most_frequent(found.pieces, ["was built"], most=11)


def test_a_pair_is_written_with_its_marks_and_types():
    item = tokenizer(list(zip(PIECES, SCORES, strict=True))).encode("When?", "the  mill was built in 1842.")
    assert item.tokens == [
        *("<s>", "▁When", "?", "</s>"),
        *("▁the", "▁mill", "▁was", "▁built", "▁in", "▁184", "2", ".", "</s>"),
    ]
    assert item.type_ids == [0] * 4 + [1] * 9


def test_a_reader_is_built_around_it_and_reads(packed, tmp_path):
    path, tensors = packed
    found = unpack(path)
    kept = [i for i, (piece, _) in enumerate(found.pieces) if piece != "▁слово"]
    write_base(found, kept, tmp_path)
    model, words = build(base_folder(str(tmp_path)), learn_words=True), load_tokenizer(tmp_path)
    table = model.encoder.embeddings.word_embeddings.weight
    assert table.requires_grad
    assert np.array_equal(table.detach().numpy(), tensors["emb.word"][kept])
    passage = "the mill was built in 1842."
    asked = Window("When was the mill built?", passage, (22, 26), 1, UNKNOWN, "squad", "mill")
    claim = Window("the mill was built in 1842.", passage, None, UNKNOWN, SUPPORTED, "claims", "mill")
    (item,) = encode(words, [asked])
    first, last = item.span
    assert passage[item.offsets[first - item.passage_from][0] : item.offsets[last - item.passage_from][1]] == "1842"
    assert arrays([item])["token_type_ids"].sum() == len(item.ids) - item.passage_from
    readings = read_windows(torch_runner(model), words, [asked, claim])
    assert all(reading.text == reading.text.strip() and reading.text in passage for reading in readings)
    assert sum(readings[1].support) == pytest.approx(1)


def test_a_folder_without_a_network_is_named(tmp_path, capsys):
    with pytest.raises(InputError, match="no network"):
        base_folder(str(tmp_path))
    assert (
        train(["--data", str(tmp_path), "--out", str(tmp_path / "run"), "--steps", "1", "--base", str(tmp_path)]) == 1
    )
    assert "no network" in capsys.readouterr().err


def test_the_command_needs_a_packed_file(tmp_path):
    with pytest.raises(InputError, match="no packed e5-small"):
        main(["--packed", str(tmp_path / "none.bin"), "--data", str(tmp_path), "--out", str(tmp_path / "base")])
