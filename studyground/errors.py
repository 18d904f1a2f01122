"""Every error the program raises on purpose, split by what the caller can do about it."""


class StudygroundError(Exception):
    """Something could not be done; carries one sentence of what is wrong and one of what to do.

    Args:
        message: What is wrong, one sentence, no traceback needed to understand it.
        hint: What the learner can do about it, or "".
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class SettingsError(StudygroundError):
    """A setting is unknown or out of bounds: mend `studyground.toml`, the environment or the flag."""


class UnreadableError(StudygroundError):
    """One file cannot be read: it is named and skipped, and the rest of the ingest goes on."""


class NothingReadError(StudygroundError):
    """Nothing at all could be read: there is no new index."""


class IndexMissingError(StudygroundError):
    """There is no index at that place yet: ingest first."""


class IndexRefusedError(StudygroundError):
    """The folder holds a half-written, foreign, damaged or newer index: rebuild it or choose another."""


class IndexBusyError(StudygroundError):
    """Another process is writing this index: wait for it, then try again."""


class EncoderError(StudygroundError):
    """The encoder is missing, damaged, or not the one the index was built with."""


class ReaderError(StudygroundError):
    """The reader that was named, or that ships, is missing or damaged."""


class DocumentMissingError(StudygroundError):
    """No document of that name is in the index."""


class InputError(StudygroundError):
    """What was handed in (a batch file, a question) does not have the form it must have."""


class ModelError(StudygroundError):
    """The language model cannot be used, or not now: the answer is given by extraction.

    Args:
        message: What is wrong, never with a key in it.
        hint: What the learner can do about it, or "".
        retryable: Whether the same request may succeed a moment later.
    """

    def __init__(self, message: str, hint: str = "", retryable: bool = False) -> None:
        super().__init__(message, hint)
        self.retryable = retryable
