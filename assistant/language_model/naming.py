"""What a learner may call a language model: `provider:name`, a base URL, or a GGUF file."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from studyground.errors import ModelError

PROVIDERS = ("ollama", "openai", "anthropic", "gguf")
FORMS = (
    "Name it as ollama:NAME, openai:NAME, anthropic:NAME, openai:NAME@http://host:port/v1, http://host:port/v1 "
    "or gguf:PATH."
)
_URL = re.compile(r"^https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ModelName:
    """A language model as it was named.

    Args:
        provider: "ollama", "openai", "anthropic" or "gguf"; any OpenAI-compatible server is "openai".
        model: The provider's name for it, "" where the server is to be asked; for "gguf" the path.
        base_url: Where the server is, "" for the provider's own.
    """

    provider: str
    model: str
    base_url: str = ""

    @property
    def shown(self) -> str:
        """The name as answers and messages show it: no address beyond its host, no folders of a file."""
        if self.provider == "gguf":
            return f"gguf:{Path(self.model).name}"
        host = urlsplit(self.base_url).netloc
        if not self.model:
            return host
        return f"{self.provider}:{self.model}{f'@{host}' if host else ''}"

    @property
    def remote(self) -> bool:
        """Whether text leaves this machine when this model is asked."""
        if self.provider == "gguf":
            return False
        if self.base_url:
            return not is_loopback(self.base_url)
        if self.provider == "ollama":
            host = os.environ.get("OLLAMA_HOST", "").strip()
            return bool(host) and not is_loopback(host if "//" in host else f"//{host}")
        return True


def parse_model(text: str) -> ModelName:
    """Take the name of a model apart.

    `provider:name`, `provider:name@base-url` (a server that speaks OpenAI's or Ollama's protocol), a base URL alone (the
    first model the server lists), `base-url#name`, or `gguf:path`.

    Raises:
        ModelError: It has none of these forms, or an address that holds a user name or a key.
    """
    named = text.strip()
    if _URL.match(named):
        base, _, model = named.partition("#")
        return ModelName("openai", model.strip(), _checked(base))
    provider, colon, rest = named.partition(":")
    provider = provider.strip().lower()
    if not colon or provider not in PROVIDERS or not rest.strip():
        raise ModelError(f"'{_short(named)}' is not the name of a language model.", FORMS)
    if provider == "gguf":
        return ModelName(provider, rest.strip())
    model, at, base = rest.rpartition("@")
    if at and _URL.match(base):
        return ModelName(provider, model.strip(), _checked(base))
    return ModelName(provider, rest.strip())


def is_loopback(url: str) -> bool:
    """Whether an address is on this machine."""
    host = (urlsplit(url).hostname or "").lower()
    return host in ("localhost", "::1", "0.0.0.0") or host.startswith("127.")


def _checked(base: str) -> str:
    try:
        parts = urlsplit(base.strip())
        port_fits = parts.port is None or parts.port > 0
    except ValueError:
        port_fits, parts = False, urlsplit("")
    if not parts.hostname or not port_fits:
        raise ModelError(f"'{_short(base)}' is not the address of a server.", FORMS)
    if parts.username or parts.password or parts.query:
        raise ModelError(
            "The address of a language model must not hold a key or password.",
            "Put the key into the environment variable OPENAI_API_KEY.",
        )
    return base.strip().rstrip("/")


def _short(text: str) -> str:
    """A name for a message; what stands before an @ may be a password and is left out."""
    text = re.sub(r"//[^/@\s]*@", "//…@", text)
    return text if len(text) <= 80 else text[:79] + "…"
