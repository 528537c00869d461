"""A real server of HTTP on this machine, which answers as a test wants it, also as no server should."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

Answer = Callable[["Handler"], None]
"""Writes the answer to a request."""


class Handler(BaseHTTPRequestHandler):
    """Answers a request with what its path is bound to."""

    answers: ClassVar[dict[str, Answer]] = {}
    asked: ClassVar[list[tuple[str, dict[str, str]]]] = []
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        self.answers.get(self.path, _nothing)(self)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def say(self, data: bytes, status: int = 200, **headers: str) -> None:
        """Answer with `data` and with headers, in whose names `_` stands for `-`."""
        self.send_response(status)
        for name, value in {"Content_Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)


def _nothing(request: Handler) -> None:
    request.say(b"nothing here", 404)


class Site:
    """The server, while it runs."""

    def __init__(self, server: ThreadingHTTPServer, handler: type[Handler], scheme: str) -> None:
        self._handler = handler
        self.port = server.server_port
        self.address = f"{scheme}://localhost:{self.port}"

    @property
    def asked(self) -> list[tuple[str, dict[str, str]]]:
        """What was asked for, with the headers in lower case."""
        return self._handler.asked

    def answer(self, path: str, answer: Answer) -> str:
        """Answer requests for `path` so, and return its address."""
        self._handler.answers[path] = answer
        return self.address + path

    def say(self, path: str, data: bytes, status: int = 200, **headers: str) -> str:
        """Answer requests for `path` with `data`, and return its address."""
        return self.answer(path, lambda request: request.say(data, status, **headers))


@contextmanager
def site(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Run a server until the end of the block; with a `context` over TLS."""
    handler = type("Bound", (Handler,), {"answers": {}, "asked": []})

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Take no notice of clients that go away, as they are to."""

    server = Server(("127.0.0.1", 0), handler)
    if context is not None:
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield Site(server, handler, "http" if context is None else "https")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
