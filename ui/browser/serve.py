"""Serves the app: takes the address, puts the parts together, says where it is, and runs until it is stopped."""

import ipaddress
import socket
import sys
import threading
from pathlib import Path
from typing import Any

from studyground.errors import StudygroundError
from studyground.settings import Settings
from studyground.ui.browser.gateway import Gateway
from studyground.ui.browser.learners import Learners
from studyground.ui.browser.passwords import read_users
from studyground.ui.browser.shelves import SERVED, Shelves
from studyground.ui.browser.visits import Visits

LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})


def serve(settings: Settings, host: str, port: int, auth: Path | None, no_auth: bool) -> None:
    """Serve until interrupted.

    Args:
        settings: Index, data folder, model.
        host: Name or address to listen on.
        port: To listen on; 0 for any that is free.
        auth: File of users, or None.
        no_auth: Serve to other machines without asking who comes.

    Raises:
        StudygroundError: The address is open to others and nobody was named, or it cannot be taken.
    """
    users = read_users(auth) if auth is not None else None
    local = is_local(host)
    if users is None and not local and not no_auth:
        raise StudygroundError(
            f"{host} can be reached by others, and no users are named.",
            "Give --auth FILE (make entries with: python -m studyground.ui.browser.passwords NAME), or --no-auth.",
        )
    listening = take(host, port)
    shelves = Shelves(settings)
    warming = threading.Thread(target=_warm, args=(shelves, settings), daemon=True)
    warming.start()
    learners = Learners(settings.data_folder(), claim=local)
    bound = int(listening.getsockname()[1])
    from studyground.ui.browser.gradio_import import import_gradio

    import_gradio()
    from studyground.ui.browser.theme import HEAD

    gateway = Gateway(_not_yet, learners, users, LOCAL_NAMES if local else frozenset(), bound, HEAD)
    gateway.app = _web_app(Visits(gateway, shelves), gateway)
    warming.join()
    address = f"http://{_written(host)}:{bound}"
    _run(gateway, listening, _greeting(address, learners, local and users is None))


def is_local(host: str) -> bool:
    """Whether only this computer can reach a host name or address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def take(host: str, port: int) -> socket.socket:
    """A socket that listens there.

    Raises:
        StudygroundError: The address is no one of ours, or something listens there already.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except (OSError, UnicodeError) as error:
        raise StudygroundError(f"There is no address {host}.", "Choose another with --host.") from error
    taken = socket.socket(family, socket.SOCK_STREAM)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
        taken.listen(128)
    except OSError as error:
        taken.close()
        what = f"{host} port {port} cannot be used: {(error.strerror or str(error)).lower()}."
        raise StudygroundError(what, "Choose another with --port N, or --port 0 for any that is free.") from error
    return taken


def _greeting(address: str, learners: Learners, claimed: bool) -> str:
    lines = [f"StudyGround is at {address} (Ctrl+C stops it)."]
    if claimed:
        lines.append(
            "The first browser that opens it works with your own records; for another one of yours: "
            f"{address}/studyground/mine/{learners.link_key}"
        )
    return "\n".join(lines) + "\n"


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _warm(shelves: Shelves, settings: Settings) -> None:
    """Ask one question before the first learner does, so that everything that loads slowly is there."""
    from studyground.ui.browser.shelves import Collection

    try:
        shelves.assistant(Collection(SERVED, "", settings.index_folder(), False)).ask("What is this guide about?")
    except (StudygroundError, OSError):
        return  # no index yet, or one that is refused: the page says so


async def _not_yet(scope: Any, receive: Any, send: Any) -> None:
    raise RuntimeError("the app is not ready")


def _web_app(visits: Visits, gateway: Gateway) -> Any:
    import gradio as gr
    from fastapi import FastAPI
    from starlette.staticfiles import StaticFiles

    from studyground.ui.browser.background_jobs import Jobs
    from studyground.ui.browser.page import page
    from studyground.ui.browser.theme import assets_folder, theme
    from studyground.ui.browser.web_routes import add_routes

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/studyground/assets", StaticFiles(directory=assets_folder()), name="assets")
    jobs = Jobs()
    add_routes(app, visits, gateway, jobs)
    return gr.mount_gradio_app(
        app,
        page(visits, jobs),
        path="/",
        theme=theme(),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        max_file_size=1,
    )


def _run(app: Any, listening: socket.socket, greeting: str) -> None:
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            sys.stdout.write(greeting)
            sys.stdout.flush()

    config = uvicorn.Config(
        app, log_level="error", access_log=False, server_header=False, timeout_graceful_shutdown=3, ws="none"
    )
    Server(config).run(sockets=[listening])
