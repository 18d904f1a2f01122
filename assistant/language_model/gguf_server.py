"""A GGUF file run inside this program: llama.cpp's server from xllamacpp, on a port of this machine, gone with the program."""

import atexit
import contextlib
import importlib.util
import os
from pathlib import Path
from typing import Any

from studyground.errors import ModelError

MAGIC = b"GGUF"
_running: dict[tuple[Path, int], "GgufServer"] = {}


class GgufServer:
    """An OpenAI-compatible server in this process; one a file and context.

    Args:
        path: The model file.
        context_tokens: Size of its context.
    """

    def __init__(self, path: Path, context_tokens: int) -> None:
        import xllamacpp

        params = xllamacpp.CommonParams()
        params.model.path = str(path)
        params.n_ctx = context_tokens
        params.n_parallel = 1
        params.port = 0  # any that is free
        params.hostnames = ["127.0.0.1"]
        params.verbosity = 0
        params.ui = False
        # Threads of llama.cpp wait for each other in a loop: on a busy machine one too many makes it a hundred times slower.
        threads = max(1, (os.cpu_count() or 2) // 2)
        params.cpuparams.n_threads = threads
        params.cpuparams_batch.n_threads = threads
        self._server: Any = xllamacpp.Server(params)
        self.base_url = f"{self._server.listening_address}/v1"

    def close(self) -> None:
        """Stop the server; its port is free again."""
        self._server = None


def serve_gguf(path: Path, context_tokens: int) -> GgufServer:
    """The running server of a file, started when there is none.

    Raises:
        ModelError: xllamacpp is not installed, or the file is not there or not a model it can read.
    """
    resolved = path.expanduser().resolve()
    key = (resolved, context_tokens)
    if key in _running:
        return _running[key]
    try:
        with resolved.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise ModelError(f"The model file {path} cannot be read: {error.strerror}.", "Check the path.") from error
    if magic != MAGIC:
        raise ModelError(f"{path} is not a GGUF file.", "Name a model in the format GGUF.")
    if importlib.util.find_spec("xllamacpp") is None:
        raise ModelError("Models in GGUF files need an extra.", "Install it: pip install 'studyground[gguf]'")
    try:
        with _quiet():
            server = GgufServer(resolved, context_tokens)
    except (RuntimeError, ValueError) as error:
        raise ModelError(
            f"{path} cannot be loaded as a language model.", "The file may be damaged or too large."
        ) from error
    _running[key] = server
    return server


@contextlib.contextmanager
def _quiet() -> Any:
    """llama.cpp writes to file descriptor 2 while it loads; that is kept from the learner's terminal."""
    try:
        saved = os.dup(2)
    except OSError:
        yield
        return
    with Path(os.devnull).open("w") as nothing:
        os.dup2(nothing.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)


@atexit.register
def close_all() -> None:
    """Stop every server this process started."""
    while _running:
        _running.popitem()[1].close()
