"""What stands before every page: who may come in, from where, and what no one may fetch."""

import re
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from studyground.ui.browser.learners import COOKIE, Learner, Learners, key_in, new_key
from studyground.ui.browser.login_page import login_page
from studyground.ui.browser.passwords import Users

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

OPEN_PREFIX = "/studyground/assets/"  # style and font of the login page
REFUSED = re.compile(
    r"^/(?:gradio_api/)?(?:file[=/]|upload|proxy[=/]|stream/|vibe-|process_recording|deep_link|custom_component|monitoring"
    r"|component_server|dev/|runs|openapi|info\b)"
)
SESSION_S = 30 * 24 * 3600
YEAR_S = 365 * 24 * 3600
FREE_TRIES, WAIT_S = 5, 60.0
HEADERS = {
    "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # without any, browsers call the origin of our own forms "null"
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
}


@dataclass(slots=True)
class Gateway:
    """Wraps the app: checks host and origin, logs users in, gives each browser its key, adds security headers.

    Args:
        app: What is behind it.
        learners: Tells learners apart.
        users: Who may come in; None for everyone.
        hosts: Host names that may be asked for, without the port; empty for any.
        port: Part of the session cookie's name, because cookies do not know ports.
        head: Put before the end of the page's head.
    """

    app: App
    learners: Learners
    users: Users | None
    hosts: frozenset[str]
    port: int
    head: str
    _sessions: dict[str, tuple[str, float]] = field(default_factory=dict)
    _failures: dict[str, list[float]] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or hand it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        request = Request(scope, receive)
        answer = await self._answer(request)
        if answer is not None:
            await answer(scope, receive, _with_headers(send, {}))
            return
        added = {}
        if scope["path"] == "/" and self.users is None and not key_in(request.cookies):
            added["set-cookie"] = _cookie(COOKIE, new_key(), YEAR_S)
        if scope["path"] == "/" and scope["method"] == "GET":
            scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            send = _rewriting(send, self.head)
        await self.app(scope, receive, _with_headers(send, added))

    async def _answer(self, request: Request) -> Response | None:
        """What the gateway itself answers; None for what goes on to the app."""
        path = request.url.path
        if self.hosts and _host_of(request.headers.get("host", "")) not in self.hosts:
            return PlainTextResponse("This address is not served here.", 421)
        origin = request.headers.get("origin")
        if origin and request.method not in ("GET", "HEAD") and urlsplit(origin).netloc != request.headers.get("host"):
            return PlainTextResponse("Requests from other pages are refused.", 403)
        if REFUSED.match(path):
            return PlainTextResponse("Not found.", 404)
        if path.startswith(OPEN_PREFIX):
            return None
        if self.users is not None:
            if path == "/studyground/login":
                return await self._login(request, self.users)
            if path == "/studyground/logout" and request.method == "POST":
                self._sessions.pop(request.cookies.get(self._session_cookie, ""), None)
                return RedirectResponse("/studyground/login", 303)
            if not self._user(request.cookies):
                if request.method == "GET" and path == "/":
                    return RedirectResponse("/studyground/login", 303)
                return PlainTextResponse("Log in first.", 401)
        elif path.startswith("/studyground/mine/"):
            return self._mine(request, path.rpartition("/")[2])
        return None

    def _mine(self, request: Request, key: str) -> Response:
        if not secrets.compare_digest(key.encode(), self.learners.link_key.encode()):
            return PlainTextResponse("This link is not from the program that runs now.", 404)
        own = key_in(request.cookies) or new_key()
        self.learners.make_owner(own)
        return RedirectResponse("/", 303, headers={"set-cookie": _cookie(COOKIE, own, YEAR_S)})

    @property
    def _session_cookie(self) -> str:
        return f"{COOKIE}_session_{self.port}"

    def _user(self, cookies: Mapping[str, str]) -> str:
        """The user of a session cookie, "" when it is unknown or too old."""
        token = cookies.get(self._session_cookie, "")
        name, until = self._sessions.get(token, ("", 0.0))
        return name if until > time.time() else ""

    def learner(self, cookies: Mapping[str, str]) -> Learner:
        """Who sends these cookies.

        Raises:
            StudygroundError: The browser has no key.
        """
        if self.users is None:
            return self.learners.browser(cookies)
        name = self._user(cookies)
        return self.learners.user(name, owner=name == self.users.first) if name else self.learners.browser({})

    async def _login(self, request: Request, users: Users) -> Response:
        if request.method != "POST":
            return HTMLResponse(login_page())
        from starlette.concurrency import run_in_threadpool

        form = await request.form(max_files=0, max_fields=4, max_part_size=4096)
        name, password = str(form.get("name", ""))[:64], str(form.get("password", ""))[:1024]
        who = f"{request.client.host if request.client else ''} {name}"
        now = time.monotonic()
        if len(self._failures) > 10_000:
            self._failures.clear()
        recent = [at for at in self._failures.get(who, []) if now - at < WAIT_S]
        if len(recent) >= FREE_TRIES:
            return HTMLResponse(login_page("Too many tries. Wait a minute, then try again.", name), 429)
        if not await run_in_threadpool(users.check, name, password):
            self._failures[who] = [*recent, now]
            return HTMLResponse(login_page("Name or password is not right.", name), 401)
        self._failures.pop(who, None)
        token = secrets.token_urlsafe(32)
        self._sessions = {key: kept for key, kept in self._sessions.items() if kept[1] > time.time()}
        self._sessions[token] = (name, time.time() + SESSION_S)
        return RedirectResponse("/", 303, headers={"set-cookie": _cookie(self._session_cookie, token, SESSION_S)})


def _cookie(name: str, value: str, seconds: int) -> str:
    return f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax"


def _host_of(header: str) -> str:
    """A Host header's name without its port."""
    return header.rpartition("]")[0].lstrip("[") if header.startswith("[") else header.partition(":")[0].lower()


def _with_headers(send: Send, added: Mapping[str, str]) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            extra = [(name.encode(), value.encode()) for name, value in {**HEADERS, **added}.items()]
            message["headers"] = [*message.get("headers", []), *extra]
        await send(message)

    return sending


def _rewriting(send: Send, head: str) -> Send:
    """Gather a page and put `head` into it before it is sent; pictures of other hosts are taken out."""
    start: list[MutableMapping[str, Any]] = []
    body = bytearray()

    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            start.append(message)
            return
        body.extend(message.get("body", b""))
        if message.get("more_body"):
            return
        page = bytes(body)
        page = re.sub(rb"<meta\s[^>]*?(?:og|twitter):[^>]*?/>", b"", page)
        page = page.replace(b"</head>", head.encode() + b"</head>", 1)
        headers = [pair for pair in start[0].get("headers", []) if pair[0].lower() != b"content-length"]
        start[0]["headers"] = [*headers, (b"content-length", str(len(page)).encode())]
        await send(start[0])
        await send({"type": "http.response.body", "body": page})

    return sending
