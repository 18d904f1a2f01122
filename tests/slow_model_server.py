"""A server that speaks OpenAI's protocol, replies word by word as slowly as it is told, and knows when it was left."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(slots=True)
class SlowServer:
    """What it replies to a prompt, how long it waits after each word, and what came of it."""

    reply: Callable[[str], str]
    pause_s: float
    url: str = ""
    left: threading.Event = field(default_factory=threading.Event)
    words_sent: int = 0


@contextmanager
def slow_model_server(reply: Callable[[str], str], pause_s: float = 0.2) -> Iterator[SlowServer]:
    """Serve on a free port until the block ends."""
    slow = SlowServer(reply, pause_s)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(slow))
    server.daemon_threads = True
    slow.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield slow
    finally:
        server.shutdown()
        server.server_close()


def _handler_of(slow: SlowServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

        def do_GET(self) -> None:
            body = json.dumps({"data": [{"id": "slow"}]} if self.path == "/v1/models" else {}).encode()
            self.send_response(200 if self.path == "/v1/models" else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            try:
                for piece in re.findall(r"\S+\s*|\s+", slow.reply(asked["messages"][-1]["content"])):
                    row = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "slow",
                           "choices": [{"index": 0, "delta": {"role": "assistant", "content": piece}}]}  # fmt: skip
                    self.wfile.write(f"data: {json.dumps(row)}\n\n".encode())
                    self.wfile.flush()
                    slow.words_sent += 1
                    time.sleep(slow.pause_s)
                self.wfile.write(b"data: [DONE]\n\n")
            except OSError:
                slow.left.set()

    return Handler
