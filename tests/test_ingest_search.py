"""Vectors, words and the encoder against independent computations."""

import math
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyground.errors import IndexRefusedError
from studyground.ingest.encoder import OnnxEncoder
from studyground.ingest.encoder_bfloat16 import FEWEST, for_many, has_bfloat16
from studyground.ingest.encoder_export import packaged_model
from studyground.ingest.terms import K1, B, TermIndex, load_term_index, save_term_index, terms, tokens
from studyground.ingest.vectors import build_sentence_index, build_vector_index, read_vectors, write_vectors

TEXTS = (
    "What is regularisation?",
    "A random forest averages many trees, each grown on its own sample of the rows.",
    "Précis: naïve Bayes, 3.5 %, t-SNE & C++ — “quoted” …",
    "ok",
    "word " * 400,
    "The loss is a number that says how far predictions are from the truth. Training makes it smaller, step by step.",
)


def unit(rows: int, columns: int = 32, seed: int = 0) -> np.ndarray:
    found = np.random.default_rng(seed).normal(size=(rows, columns)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


@pytest.mark.parametrize("rows", [1, 7, 500])
def test_exact_search_is_brute_force(rows: int, tmp_path: Path) -> None:
    vectors, queries = unit(rows), unit(9, seed=1)
    write_vectors(build_vector_index(vectors, exact_limit=1000), tmp_path / "v")
    scores, ids = read_vectors(tmp_path / "v", rows).search(queries, min(5, rows))
    truth = queries @ vectors.T
    order = np.argsort(-truth, axis=1)[:, : min(5, rows)]
    assert (ids == order).all()
    assert np.allclose(scores, np.take_along_axis(truth, order, axis=1), atol=1e-5)


def test_sentence_search_is_brute_force_to_half_precision() -> None:
    vectors, queries = unit(400), unit(9, seed=1)
    scores, ids = build_sentence_index(vectors, exact_limit=1000).search(queries, 5)
    truth = queries @ vectors.T
    assert np.allclose(scores, np.take_along_axis(truth, ids, axis=1), atol=2e-3)
    assert np.allclose(scores, -np.sort(-truth, axis=1)[:, :5], atol=2e-3)


@pytest.mark.parametrize("build", [build_vector_index, build_sentence_index])
def test_approximate_search_finds_nearly_all_and_survives_the_disk(build, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    centres = unit(60, seed=2)
    noise = np.random.default_rng(3).normal(size=(3000, 32)).astype(np.float32) * 0.15
    vectors = centres[np.arange(3000) % 60] + noise
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = vectors[::50] + 0.02
    truth = np.argsort(-(queries @ vectors.T), axis=1)[:, :10]
    index = build(vectors, exact_limit=100)
    write_vectors(index, tmp_path / "v")
    _, ids = read_vectors(tmp_path / "v").search(queries.astype(np.float32), 10)
    recall = np.mean([len(set(a) & set(b)) / 10 for a, b in zip(ids, truth, strict=True)])
    assert recall >= 0.95
    assert np.allclose(index.reconstruct_n(0, 3000), vectors, atol=1e-3)  # what is carried over


def test_vectors_that_are_damaged_or_of_another_index_are_refused(tmp_path: Path) -> None:
    write_vectors(build_vector_index(unit(20), 100), tmp_path / "v")
    with pytest.raises(IndexRefusedError):
        read_vectors(tmp_path / "v", 21)
    whole = (tmp_path / "v").read_bytes()
    for length in range(0, len(whole) - 1, 97):
        (tmp_path / "v").write_bytes(whole[:length])
        with pytest.raises(IndexRefusedError):
            read_vectors(tmp_path / "v")
    with pytest.raises(IndexRefusedError):
        read_vectors(tmp_path / "none")


def bm25(query: list[str], passage: list[str], passages: list[list[str]]) -> float:
    """Robertson and Zaragoza 2009, with the idf of Lucene, straight from the formula."""
    average = sum(map(len, passages)) / len(passages)
    counts = Counter(passage)
    total = 0.0
    for term in query:
        holding = sum(term in other for other in passages)
        idf = math.log(1 + (len(passages) - holding + 0.5) / (holding + 0.5))
        frequency = counts[term]
        total += idf * frequency / (frequency + K1 * (1 - B + B * len(passage) / average))
    return total


def saved_and_loaded(passages: list[list[str]], folder: Path) -> TermIndex:
    save_term_index(passages, folder)
    return load_term_index(folder, len(passages))


WORDS = st.sampled_from(["tree", "graph", "node", "edge", "leaf", "root"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=12), min_size=1, max_size=8), st.lists(WORDS, max_size=4))
def test_bm25_is_the_formula(passages: list[list[str]], query: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = saved_and_loaded(passages, Path(folder) / "t").scores(query)
    assert found.shape == (len(passages),)
    if any(passages):
        known = [term for term in query if any(term in item for item in passages)]
        assert np.allclose(found, [bm25(known, item, passages) for item in passages], atol=1e-4)
    else:
        assert not found.any()


def test_bm25_by_hand(tmp_path: Path) -> None:
    scored = saved_and_loaded([["tree", "tree", "root"], ["graph"], ["tree", "graph"]], tmp_path / "t")
    # 3 passages, tree in 2: idf = ln(1 + 1.5 / 2.5) = ln 1.6; lengths 3, 1, 2, mean 2
    idf = math.log(1.6)
    wanted = [idf * 2 / (2 + 1.2 * (0.25 + 0.75 * 1.5)), 0, idf * 1 / (1 + 1.2)]
    assert np.allclose(scored.scores(["tree"]), wanted, atol=1e-5)
    assert not scored.scores(["unknown"]).any() and not scored.scores([]).any()
    assert scored.weight("tree") == pytest.approx(idf)
    assert scored.weight("unknown") == pytest.approx(math.log(8))


def test_an_empty_term_index_can_be_saved_and_asked(tmp_path: Path) -> None:
    for passages in ([], [[], []]):
        loaded = saved_and_loaded(passages, tmp_path / str(len(passages)))
        assert loaded.scores(["tree"]).tolist() == [0.0] * len(passages)


def test_words_stay_whole_and_are_found_in_parts() -> None:
    assert tokens("t-SNE, F1 and C++ in 2.4") == ["t-sne", "f1", "and", "c++", "in", "2.4"]
    assert "t-sne" in terms("t-SNE") and "sne" in terms("t-SNE")
    assert terms("Trees") == terms("tree")
    assert terms("the of and") == []


@given(st.text(max_size=60))
def test_terms_of_any_text(text: str) -> None:
    assert all(term and term == term.lower() for term in terms(text))


def test_empty_text_gives_zeros_and_the_rest_unit_length(encoder: OnnxEncoder) -> None:
    vectors = encoder.encode(["", "  \n", "word", "\ud800"])
    assert not vectors[:2].any()
    assert np.allclose(np.linalg.norm(vectors[2:], axis=1), 1, atol=1e-5)
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_the_batch_a_text_is_in_does_not_matter(encoder: OnnxEncoder) -> None:
    together = encoder.encode(TEXTS)
    backwards = encoder.encode(TEXTS[::-1])[::-1]
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    assert np.abs(together - alone).max() < 1e-5
    assert np.abs(together - backwards).max() < 1e-5


def test_span_vectors_are_means_of_token_states(encoder: OnnxEncoder) -> None:
    text = TEXTS[-1]
    middle = text.index("Training")
    spans = [(0, middle - 1), (middle, len(text)), (3, 3)]
    whole, (found,) = encoder.encode_with_spans([text], [spans])
    encoding = encoder._tokenizer.encode(text)
    ids = np.array([encoding.ids])
    states = encoder._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
    for (start, end), vector in zip(spans[:2], found, strict=False):
        inside = [at for at, (a, b) in enumerate(encoding.offsets) if start <= a < b <= end]
        mean = states[inside].mean(axis=0)
        assert np.allclose(vector, mean / np.linalg.norm(mean), atol=1e-5)
    assert np.allclose(found[2], whole[0])  # nothing in it: the vector of the whole


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_vectors_are_those_of_sentence_transformers(encoder: OnnxEncoder) -> None:
    from sentence_transformers import SentenceTransformer

    original = SentenceTransformer(str(packaged_model()), device="cpu", local_files_only=True)
    wanted = original.encode(list(TEXTS), normalize_embeddings=True)
    assert (encoder.encode(TEXTS) * wanted).sum(axis=1).min() > 1 - 1e-3
    assert encoder.max_tokens == original.max_seq_length


def cpuinfo(tmp_path: Path, flags: str) -> Path:
    path = tmp_path / "cpuinfo"
    path.write_text(f"processor\t: 0\nmodel name\t: avx512_bf16 in a name\nflags\t\t: fpu sse2 {flags} sha_ni\n")
    return path


@pytest.mark.parametrize(("flags", "halved"), [("avx512_bf16", True), ("amx_bf16", True), ("avx512f avx_vnni", False)])
def test_bfloat16_is_known_by_the_processors_flags(flags: str, halved: bool, tmp_path: Path) -> None:
    assert has_bfloat16(cpuinfo(tmp_path, flags)) is halved
    assert not has_bfloat16(tmp_path / "there is none")


def test_few_passages_and_old_processors_keep_the_encoder(encoder: OnnxEncoder, tmp_path: Path) -> None:
    assert for_many(encoder, "", FEWEST - 1, cpuinfo(tmp_path, "avx512_bf16")) is encoder
    assert for_many(encoder, "", FEWEST, cpuinfo(tmp_path, "avx512f")) is encoder
    assert for_many(encoder, str(tmp_path / "no model"), FEWEST, cpuinfo(tmp_path, "avx512_bf16")) is encoder


@pytest.mark.slow
@pytest.mark.skipif(not has_bfloat16(Path("/proc/cpuinfo")), reason="this processor has no products of bfloat16")
def test_vectors_of_many_passages_are_those_of_a_question(encoder: OnnxEncoder) -> None:
    quick = for_many(encoder, "", FEWEST)
    assert quick is not encoder
    spans = [[(0, len(text) // 2), (len(text) // 2, len(text))] for text in TEXTS]
    wholes, insides = encoder.encode_with_spans(TEXTS * 40, spans * 40)
    found, parts = quick.encode_with_spans(TEXTS * 40, spans * 40)
    assert (wholes * found).sum(axis=1).min() > 1 - 1e-3
    assert (np.concatenate(insides) * np.concatenate(parts)).sum(axis=1).min() > 1 - 1e-3
