"""Every setting, its default and its bounds: defaults < `studyground.toml` < `STUDYGROUND_*` environment < flags."""

import os
import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from studyground.errors import SettingsError

FILE_NAME = "studyground.toml"
PREFIX = "STUDYGROUND_"


class Settings(BaseModel):
    """The settings of one run; passed to what needs them, never global."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    index: Path | None = Field(None, description="index folder; the user's data folder when not set")
    data: Path | None = Field(None, description="folder for indexes, encoders and progress; per user when not set")
    encoder: str = Field(
        "", description="sentence-transformers name or folder; the packaged all-MiniLM-L6-v2 when empty"
    )
    question_encoder: str = Field(
        "",
        description='weights that questions are read with; those that ship when empty, "none" for the encoder\'s own',
    )
    reader: str = Field(
        "",
        description='an exported reader, a question-answering model or a cross-encoder; the packaged one when empty, or "none"',
    )
    read_passages: int = Field(4, ge=1, le=50, description="passages that the reader reads for an answer")
    llm: str = Field("", description="language model, as provider:name; extraction when empty")
    llm_timeout_s: float = Field(60.0, gt=0, le=3600, description="seconds a language model may take for an answer")
    llm_context_tokens: int = Field(
        4096, ge=512, le=1_000_000, description="context of the language model, where its server does not tell"
    )
    llm_reply_tokens: int = Field(256, ge=32, le=4096, description="most tokens of a language model's reply")
    max_file_mb: float = Field(64.0, gt=0, le=4096, description="larger files are named and skipped")
    passage_tokens: int = Field(128, ge=32, le=480, description="most tokens of a passage's own text")
    overlap_tokens: int = Field(24, ge=0, le=128, description="tokens a passage repeats from the one before")
    exact_search_limit: int = Field(100_000, ge=0, description="passages above which the vector index is approximate")
    top_k: int = Field(8, ge=1, le=50, description="passages read for an answer")
    dense_weight: float = Field(0.5, ge=0, le=1, description="weight of vector search against word search")
    abstain_below: float | None = Field(None, ge=0, le=1, description="confidence under which the answer is withheld")

    def data_folder(self) -> Path:
        """Where everything personal lives: `data`, else the user's data folder."""
        if self.data is not None:
            return self.data
        from platformdirs import user_data_path

        return user_data_path("studyground", appauthor=False)

    def index_folder(self) -> Path:
        """The index this run reads or writes: `index`, else `default` among the user's collections."""
        return self.index if self.index is not None else self.data_folder() / "collections" / "default"


def load_settings(flags: dict[str, Any] | None = None, folder: Path | None = None) -> Settings:
    """Gather the settings of this run.

    Args:
        flags: Values given on the command line; None values mean "not given".
        folder: Where `studyground.toml` is looked for; the working folder when None.

    Raises:
        SettingsError: An unknown key, a value out of bounds, or a file that is not TOML.
    """
    sources: dict[str, str] = {}
    values: dict[str, Any] = {}
    path = (folder or Path.cwd()) / FILE_NAME
    if path.is_file():
        values |= _from_file(path)
        sources |= dict.fromkeys(values, str(path))
    for name, text in os.environ.items():
        if name.startswith(PREFIX):
            key = name.removeprefix(PREFIX).lower()
            values[key] = text
            sources[key] = f"the environment variable {name}"
    for key, value in (flags or {}).items():
        if value is not None:
            values[key] = value
            sources[key] = f"--{key.replace('_', '-')}"
    try:
        return Settings(**values)
    except ValidationError as error:
        raise _explained(error, sources) from error


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML: {error}.", "Mend that line or remove the file.") from error
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.") from error


def _explained(error: ValidationError, sources: dict[str, str]) -> SettingsError:
    first = error.errors()[0]
    key = str(first["loc"][0]) if first["loc"] else "?"
    where = sources.get(key, "the settings")
    if first["type"] == "extra_forbidden":
        return SettingsError(f"Unknown setting '{key}' in {where}.", f"Known are: {', '.join(Settings.model_fields)}.")
    return SettingsError(f"Setting '{key}' in {where} is not valid: {first['msg']}.")
