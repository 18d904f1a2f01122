"""From a model's name to something that can be asked; what is missing is named with what installs it."""

import contextlib
import importlib.util
import json
import os
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from studyground.assistant.language_model.faults import KEYS, explained
from studyground.assistant.language_model.gguf_server import serve_gguf
from studyground.assistant.language_model.naming import ModelName, is_loopback, parse_model
from studyground.errors import ModelError
from studyground.settings import Settings

EXTRAS = {
    "ollama": "langchain_ollama",
    "openai": "langchain_openai",
    "anthropic": "langchain_anthropic",
    "gguf": "xllamacpp",
}
NO_KEY = "none-needed"
ASK_SERVER_S = 3.0
Message = tuple[str, str]
"""Who speaks ("system", "human", "ai") and what."""


class ChatModel(Protocol):
    """A language model that can be asked."""

    @property
    def name(self) -> ModelName:
        """How it was named."""
        ...

    @property
    def context_tokens(self) -> int:
        """How many tokens prompt and reply may have together."""
        ...

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply, piece by piece; closing a generator of it ends the request.

        Raises:
            ModelError: It cannot be had; the message is fit to be shown.
        """
        ...


@dataclass(frozen=True, slots=True)
class LangChainModel:
    """A chat model of LangChain, with its errors put into words.

    Args:
        name: How it was named.
        context_tokens: As its server tells, else as set.
        runnable: What `init_chat_model` gave: part of any LCEL chain.
    """

    name: ModelName
    context_tokens: int
    runnable: Any

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """See `ChatModel.stream`."""
        try:
            with contextlib.closing(self.runnable.stream(list(messages))) as chunks:
                for chunk in chunks:
                    text = chunk.text if isinstance(chunk.text, str) else chunk.text()
                    if text:
                        yield text
        except GeneratorExit:
            raise
        except Exception as error:  # every provider raises errors of its own
            raise explained(error, self.name) from None


def open_model(named: str, settings: Settings) -> LangChainModel:
    """Make a model ready to be asked. Keys come from the environment.

    Args:
        named: As in `--llm`; see `parse_model`.
        settings: Time limit, context, length of replies.

    Raises:
        ModelError: The name, the extra, the key, the server or the file is not right.
    """
    name = parse_model(named)
    need_extra(name.provider)
    context, asked = settings.llm_context_tokens, name
    if name.provider == "gguf":
        base_url = serve_gguf(Path(name.model), context).base_url
        asked = ModelName("openai", first_model(base_url, name), base_url)
    elif name.provider == "openai" and name.base_url and not name.model:
        asked = ModelName("openai", first_model(name.base_url, name), name.base_url)
    if name.provider in KEYS and not name.base_url and not os.environ.get(KEYS[name.provider]):
        raise ModelError(f"{name.shown} needs a key.", f"Put it into the environment variable {KEYS[name.provider]}.")
    if asked.base_url and asked.provider == "openai":
        context = (
            min(context, told_context(asked) or context) if name.provider == "gguf" else told_context(asked) or context
        )
    from langchain.chat_models import init_chat_model

    try:
        runnable = init_chat_model(asked.model, model_provider=asked.provider, **_options(asked, settings, context))
    except ImportError:
        raise  # the package is there: a fault inside it is shown as what it is
    except Exception as error:
        raise explained(error, name) from None
    return LangChainModel(name, context, runnable)


def need_extra(provider: str) -> None:
    """See that the packages of a provider are installed.

    Raises:
        ModelError: They are not; the command that installs them is named.
    """
    for package in (EXTRAS[provider], *(("langchain_openai",) if provider == "gguf" else ())):
        if importlib.util.find_spec(package) is None:
            raise ModelError(
                f"Models of {provider} need a package that is not installed.",
                f"Install it: pip install 'studyground[{provider}]'",
            )


def key_for(name: ModelName) -> str:
    """The key from the environment; none is sent over an open line to another machine."""
    key = os.environ.get(KEYS.get(name.provider, ""), "")
    if name.base_url and not name.base_url.lower().startswith("https://") and not is_loopback(name.base_url):
        return NO_KEY
    return key or NO_KEY


def _options(name: ModelName, settings: Settings, context: int) -> dict[str, Any]:
    limit = settings.llm_timeout_s
    if name.provider == "ollama":
        options: dict[str, Any] = {"num_predict": settings.llm_reply_tokens, "num_ctx": context, "temperature": 0.0,
                                   "client_kwargs": {"timeout": limit}}  # fmt: skip
        return options | ({"base_url": name.base_url.removesuffix("/v1")} if name.base_url else {})
    options = {"max_tokens": settings.llm_reply_tokens, "timeout": limit, "max_retries": 0}
    if name.base_url:
        options |= {"base_url": name.base_url, "api_key": key_for(name)}
    if name.base_url or name.provider == "anthropic":
        options |= {"temperature": 0.0}  # some of OpenAI's own models refuse to have it set
    return options


def first_model(base_url: str, name: ModelName) -> str:
    """The first model a server lists.

    Raises:
        ModelError: The server cannot be reached, refuses, or has none.
    """
    try:
        listed = ask_server(f"{base_url}/models", name)
        return str(listed["data"][0]["id"])
    except urllib.error.HTTPError as error:
        error.status_code = error.code  # type: ignore[attr-defined]
        raise explained(error, name) from None
    except (OSError, ValueError) as error:
        hint = "Check that it runs and its address."
        raise ModelError(f"The server of {name.shown} cannot be reached.", hint, retryable=True) from error
    except (KeyError, IndexError, TypeError) as error:
        raise ModelError(f"The server at {name.shown} lists no model.", "Load a model there, or name one.") from error


def told_context(name: ModelName) -> int:
    """The context a server says its model has; 0 where it does not tell (llama.cpp, vLLM and LM Studio do)."""
    root = name.base_url.removesuffix("/v1")
    places: tuple[tuple[str, Callable[[Any], Any]], ...] = (
        (f"{root}/props", lambda told: told["default_generation_settings"]["n_ctx"]),
        (f"{name.base_url}/models", lambda told: _row(told, name)["max_model_len"]),
        (f"{root}/api/v0/models", lambda told: _row(told, name)["loaded_context_length"]),
    )
    for address, find in places:
        try:
            size = int(find(ask_server(address, name)))
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            continue
        if size > 0:
            return size
    return 0


def _row(told: Any, name: ModelName) -> Any:
    rows = told["data"]
    return next((row for row in rows if row.get("id") == name.model), rows[0])


def ask_server(address: str, name: ModelName) -> Any:
    """What an address of a model's server tells, as JSON; the key goes along where it may."""
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {key_for(name)}"})
    with urllib.request.urlopen(request, timeout=ASK_SERVER_S) as reply:
        return json.loads(reply.read(4_000_000))
