"""The command that serves the browser app."""

from pathlib import Path

from studyground.settings import load_settings


def ui_command(index: Path | None, host: str, port: int, auth: Path | None, no_auth: bool, llm: str | None) -> None:
    """Serve the browser app until it is interrupted.

    Args:
        index: Index folder, None for the one in the settings.
        host: Name or address to listen on.
        port: To listen on; 0 for any that is free.
        auth: File of users and hashed passwords, or None.
        no_auth: Serve to other machines without asking who comes.
        llm: A language model, None for the one in the settings.
    """
    from studyground.ui.browser.serve import serve

    serve(load_settings({"index": index, "llm": llm}), host, port, auth, no_auth)
