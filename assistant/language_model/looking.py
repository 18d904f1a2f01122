"""Whether a named model is there, without asking it anything: for the check-up."""

import os
import urllib.error
from pathlib import Path
from typing import Any

from studyground.assistant.language_model.faults import KEYS, explained
from studyground.assistant.language_model.gguf_server import MAGIC
from studyground.assistant.language_model.naming import ModelName, parse_model
from studyground.assistant.language_model.opening import ask_server, need_extra, told_context
from studyground.errors import ModelError
from studyground.settings import Settings

OLLAMA = "http://127.0.0.1:11434"


def model_found(named: str, settings: Settings) -> tuple[ModelName, str]:
    """Look for a model.

    Args:
        named: As in `--llm`.
        settings: Sizes where the server tells none.

    Returns:
        Its name taken apart, and what was found.

    Raises:
        ModelError: What is not right, with what to do.
    """
    name = parse_model(named)
    need_extra(name.provider)
    if name.provider == "gguf":
        path = Path(name.model).expanduser()
        try:
            with path.open("rb") as file:
                sound = file.read(4) == MAGIC
        except OSError as error:
            raise ModelError(f"The model file {path} cannot be read: {error.strerror}.", "Check the path.") from error
        if not sound:
            raise ModelError(f"{path} is not a GGUF file.", "Name a model in the format GGUF.")
        return name, f"a file of {path.stat().st_size / 1e6:.0f} MB"
    if name.provider == "ollama":
        root = name.base_url.removesuffix("/v1") or os.environ.get("OLLAMA_HOST", "") or OLLAMA
        root = root if root.startswith("http") else f"http://{root}"
        listed = _listed(f"{root.rstrip('/')}/api/tags", name)
        names = {str(row.get("name", "")) for row in listed.get("models", ())}
        if not names & {name.model, f"{name.model}:latest"}:
            raise ModelError(f"There is no model {name.shown} at that server.", f"Fetch it: ollama pull {name.model}")
        return name, "found at its server"
    if not name.base_url:
        key = KEYS[name.provider]
        if not os.environ.get(key):
            raise ModelError(f"{name.shown} needs a key.", f"Put it into the environment variable {key}.")
        return name, f"{key} is set, not tried"
    listed = _listed(f"{name.base_url}/models", name)
    names = {str(row.get("id", "")) for row in listed.get("data", ())}
    if name.model and names and name.model not in names:
        raise ModelError(f"There is no model {name.shown} at that server.", f"It has: {', '.join(sorted(names)[:5])}.")
    context = told_context(name) if name.model else 0
    return name, f"found at its server{f', context {context} tokens' if context else ''}"


def _listed(address: str, name: ModelName) -> Any:
    try:
        return ask_server(address, name)
    except urllib.error.HTTPError as error:
        error.status_code = error.code  # type: ignore[attr-defined]
        raise explained(error, name) from None
    except (OSError, ValueError) as error:
        hint = "Start it: ollama serve" if name.provider == "ollama" else "Check that it runs and its address."
        raise ModelError(f"The server of {name.shown} cannot be reached.", hint, retryable=True) from error
