"""What a provider's error means to a learner: one sentence, made here and never taken from the provider's own text."""

from studyground.assistant.language_model.naming import ModelName
from studyground.errors import ModelError

KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
_CONTEXT = ("context", "too long", "maximum length", "exceed", "too many tokens")


def explained(error: BaseException, name: ModelName) -> ModelError:
    """The error as a `ModelError`; no word of the provider's message is passed on, as it may repeat a key.

    Args:
        error: Whatever the provider's library raised.
        name: The model that was asked.
    """
    if isinstance(error, ModelError):
        return error
    shown, status = name.shown, _status(error)
    kinds = {kind.__name__ for each in _chain(error) for kind in type(each).__mro__}
    said = " ".join(str(each) for each in _chain(error)).lower()
    if (
        "ContextOverflowError" in kinds
        or status == 413
        or (status in (400, 500) and any(word in said for word in _CONTEXT))
    ):
        return ModelError(
            f"The passages do not fit into the context of {shown}.", "Set llm_context_tokens to its size."
        )
    if status in (401, 403) or kinds & {"ModelAuthenticationError", "CredentialsError", "ModelPermissionDeniedError"}:
        key = KEYS.get(name.provider, "")
        hint = f"Put a valid key into the environment variable {key}." if key else ""
        return ModelError(f"{shown} refused the key.", hint)
    if status == 404 or kinds & {"ModelNotFoundError"}:
        hint = f"Fetch it: ollama pull {name.model}" if name.provider == "ollama" else "Check its name and the address."
        return ModelError(f"There is no model {shown} at that server.", hint)
    if status == 429:
        return ModelError(f"{shown} refuses more requests for now.", "Wait a little, then ask again.", retryable=True)
    if any("Timeout" in kind for kind in kinds):
        return slow(name)
    if kinds & {
        "ConnectionError",
        "ConnectError",
        "APIConnectionError",
        "NetworkError",
        "RemoteProtocolError",
        "ModelConnectionError",
    }:
        hint = "Start it: ollama serve" if name.provider == "ollama" else "Check that it runs and its address."
        return ModelError(f"The server of {shown} cannot be reached.", hint, retryable=True)
    if status is not None and status >= 500:
        return ModelError(f"The server of {shown} failed (status {status}).", "Try again later.", retryable=True)
    if status is not None:
        return ModelError(f"{shown} refused the request (status {status}).")
    return ModelError(f"{shown} failed ({type(error).__name__}).")


def slow(name: ModelName) -> ModelError:
    """The model took longer than it may."""
    return ModelError(f"{name.shown} took too long.", "Allow it more with the setting llm_timeout_s.")


def _status(error: BaseException) -> int | None:
    for each in _chain(error):
        status = getattr(each, "status_code", None)
        if isinstance(status, int) and status > 0:
            return status
    return None


def _chain(error: BaseException) -> list[BaseException]:
    """An error and what it came from, the outermost first."""
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found:
        found.append(current)
        current = current.__cause__ or current.__context__
    return found
