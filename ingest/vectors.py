"""Nearest vectors: a FAISS index over unit vectors, exact up to a limit, then HNSW."""

from pathlib import Path
from typing import Any

from studyground.errors import IndexRefusedError
from studyground.ingest.encoder import Vectors

PASSAGES_FILE = "vectors.faiss"
SENTENCES_FILE = "sentences.faiss"
HNSW_LINKS = 32
HNSW_BUILD_EFFORT = 200
HNSW_SEARCH_EFFORT = 256


def build_vector_index(vectors: Vectors, exact_limit: int) -> Any:
    """Index unit vectors by inner product, which is then the cosine.

    Args:
        vectors: (n, d) float32, row = passage id.
        exact_limit: Above this many rows the graph of Malkov and Yashunin (2016) is used.
    """
    import faiss

    dimension = vectors.shape[1]
    if len(vectors) <= exact_limit:
        index: Any = faiss.IndexFlatIP(dimension)
    else:
        index = faiss.IndexHNSWFlat(dimension, HNSW_LINKS, faiss.METRIC_INNER_PRODUCT)
        index.hnsw.efConstruction = HNSW_BUILD_EFFORT
        index.hnsw.efSearch = HNSW_SEARCH_EFFORT
    if len(vectors):
        index.add(vectors)
    return index


def build_sentence_index(vectors: Vectors, exact_limit: int) -> Any:
    """Index the unit vectors of sentences by inner product; stored as float16, which halves the file.

    Args:
        vectors: (n, d) float32, row = number of the sentence among all.
        exact_limit: As for passages; sentences are several times as many.
    """
    import faiss

    dimension = vectors.shape[1]
    kind: Any = faiss.ScalarQuantizer.QT_fp16
    if len(vectors) <= exact_limit:
        index: Any = faiss.IndexScalarQuantizer(dimension, kind, faiss.METRIC_INNER_PRODUCT)
    else:
        index = faiss.IndexHNSWSQ(dimension, kind, HNSW_LINKS, faiss.METRIC_INNER_PRODUCT)
        index.hnsw.efConstruction = HNSW_BUILD_EFFORT
        index.hnsw.efSearch = HNSW_SEARCH_EFFORT
    if len(vectors):
        index.train(vectors)
        index.add(vectors)
    return index


def write_vectors(index: Any, path: Path) -> None:
    """Write an index to a file."""
    import faiss

    faiss.write_index(index, str(path))


def read_vectors(path: Path, count: int | None = None) -> Any:
    """Read what `write_vectors` wrote.

    Args:
        path: The file.
        count: How many rows it must have, where that is known.

    Raises:
        IndexRefusedError: The file is missing or damaged.
    """
    import faiss

    faiss.omp_set_num_threads(1)  # one query at a time: more threads cost more than they bring
    try:
        index = faiss.read_index(str(path))
        if count is not None and index.ntotal != count:
            raise RuntimeError(f"{index.ntotal} rows where there should be {count}")
        return index
    except (RuntimeError, MemoryError) as error:
        raise IndexRefusedError(f"The vectors in {path} cannot be read.", "Rebuild the index: --rebuild") from error
