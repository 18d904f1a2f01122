"""The mean of two runs' weights, weighed or not, where the later began with the earlier: it learns what is new and forgets less.

Source: Wortsman et al. 2022, arXiv:2109.01903 ("Robust fine-tuning of zero-shot models").
"""

import json
from pathlib import Path

from studyground.errors import InputError
from studyground.eval.reader_start import starting_weights
from studyground.ingest.encoder_export import file_sha256

WEIGHTS, TOLD = "reader.safetensors", "run.json"


def write_mean(earlier: Path, later: Path, out: Path, later_weighs: float = 0.5) -> Path:
    """Write a run whose weights are the mean of two others' and whose account is the later's, with the earlier named.

    A head that only the later has is taken over as it is.

    Args:
        earlier: Folder of a run that has ended.
        later: Folder of a run that began, itself or through others, with the weights of the earlier.
        out: Folder of the new run.
        later_weighs: How much the later counts, from 0 to 1.

    Returns:
        The file of the weights.

    Raises:
        InputError: A run has not ended, or the two are of different networks.
    """
    import torch
    from safetensors.torch import save_file

    runs = []
    for folder in (earlier, later):
        if not (folder / TOLD).is_file():
            raise InputError(f"The run in {folder} has not ended.", "Wait for it, then take the mean.")
        runs.append(json.loads((folder / TOLD).read_text(encoding="utf-8")))
    one, other = (starting_weights(folder / WEIGHTS) for folder in (earlier, later))
    if any(name not in other or other[name].shape != values.shape for name, values in one.items()):
        raise InputError(f"{earlier} and {later} are of different networks.", "Name two runs of one network.")
    mean = {
        name: torch.lerp(one[name].float(), values.float(), later_weighs).to(values.dtype).contiguous()
        if name in one
        else values
        for name, values in other.items()
    }
    out.mkdir(parents=True, exist_ok=True)
    save_file(mean, str(out / WEIGHTS))
    earlier_run = {"ended": runs[0]["ended"], "weights_sha256": file_sha256(earlier / WEIGHTS)}
    known = runs[1] | {"mean_with": earlier_run | {"later_weighs": later_weighs}}
    (out / TOLD).write_text(json.dumps(known, indent=1), encoding="utf-8")
    return out / WEIGHTS
