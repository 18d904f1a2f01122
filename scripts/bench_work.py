"""The measurements that need a process of their own: warm answers, and the embedding rate against the machine's own.

`bench_work.py texts|warm|rate INDEX [...]`; `bench.py` runs them.
"""

import json
import sys
import time
from pathlib import Path
from statistics import quantiles
from typing import Any

WARM_UP = 5
MATRIX = 2048
MATRIX_SECONDS = 3.0


def main() -> None:
    """Run one measurement and print JSON."""
    command, index, *arguments = sys.argv[1:]
    if command == "texts":
        result = stored_texts(Path(index), Path(arguments[0]))
    elif command == "warm":
        result = warm_answers(Path(index), [Path(gold) for gold in arguments[1:]], int(arguments[0]))
    else:
        result = embedding_rate(Path(index), int(arguments[0]))
    print(json.dumps(result))


def stored_texts(index: Path, out: Path) -> dict[str, Any]:
    """Write the stored text of every document that repeats no other, so that the recipe embeds the same words."""
    from studyground.ingest.index import open_index
    from studyground.settings import load_settings

    opened = open_index(load_settings({"index": index}))
    names = [name for name in opened.document_names() if not opened.document(name).duplicate_of]
    texts = {name: opened.stored_text(name) for name in names}
    out.write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
    return {"documents": len(texts), "characters": sum(map(len, texts.values()))}


def warm_answers(index: Path, golds: list[Path], most: int) -> dict[str, Any]:
    """Milliseconds per question once the program runs, over gold questions without history, each asked once.

    Args:
        index: Index folder.
        golds: Gold files.
        most: At most so many questions, taken evenly.
    """
    from studyground.assistant.assistant import Assistant
    from studyground.eval.gold import load_gold
    from studyground.settings import load_settings

    questions = [item.question for gold in golds for item in load_gold(gold) if not item.history]
    questions = questions[:: max(1, len(questions) // most)]
    assistant = Assistant.open(load_settings({"index": index}))
    for question in questions[:WARM_UP]:
        assistant.ask(question)
    took = []
    for question in questions:
        begun = time.perf_counter()
        assistant.ask(question)
        took.append((time.perf_counter() - begun) * 1000)
    cuts = quantiles(took, n=20, method="inclusive")
    return {"questions": len(took), "p50_ms": cuts[9], "p95_ms": cuts[18], "max_ms": max(took)}


def embedding_rate(index: Path, most: int) -> dict[str, Any]:
    """The floating-point rate of embedding passages, and of a float32 matrix product in the same process.

    Only work that is a product of matrices is counted, on real tokens without padding: per token and layer
    2 x (4 hidden^2 + 2 hidden x intermediate) for the weights and 4 x length x hidden for attention. The table of word
    vectors is looked up and costs none.

    Args:
        index: Index folder, whose passages are embedded again.
        most: At most so many passages, taken evenly.
    """
    from studyground.ingest.encoder_export import packaged_model
    from studyground.ingest.index import open_index
    from studyground.settings import load_settings

    opened = open_index(load_settings({"index": index}))
    texts = [text for _, text in opened.all_passages()]
    texts = texts[:: max(1, len(texts) // most)]
    encoder = opened.encoder
    lengths = [min(count + 2, encoder.max_tokens) for count in encoder.count_tokens(texts)]
    encoder.encode(texts[:32])
    machine = matrix_rate()
    begun = time.perf_counter()
    encoder.encode(texts)
    seconds = time.perf_counter() - begun
    machine = max(machine, matrix_rate())
    shape = json.loads((packaged_model() / "config.json").read_text(encoding="utf-8"))
    hidden, wide, layers = shape["hidden_size"], shape["intermediate_size"], shape["num_hidden_layers"]
    weights = layers * (4 * hidden * hidden + 2 * hidden * wide)
    operations = sum(2 * weights * length + layers * 4 * length * length * hidden for length in lengths)
    return {
        "passages": len(texts),
        "tokens": sum(lengths),
        "seconds": seconds,
        "passages_per_s": len(texts) / seconds,
        "embedding_gflops": operations / seconds / 1e9,
        "matrix_product_gflops": machine / 1e9,
        "fraction": operations / seconds / machine,
    }


def matrix_rate() -> float:
    """Float32 operations a second of the best product of two square matrices."""
    import numpy as np

    rng = np.random.default_rng(0)
    left, right = (rng.standard_normal((MATRIX, MATRIX), np.float32) for _ in range(2))
    best, ends = float("inf"), time.perf_counter() + MATRIX_SECONDS
    while time.perf_counter() < ends:
        begun = time.perf_counter()
        left @ right
        best = min(best, time.perf_counter() - begun)
    return float(2 * MATRIX**3 / best)


if __name__ == "__main__":
    main()
