"""Times updating many feeds from a server on this machine, and measures the memory that it takes.

    python -m tests.benchmarks.feeds [--feeds 500] [--items 50]

All feeds are updated once, which stores everything; again, when nothing is new and the server says so
(304); and once more from a server that cannot tell, and sends all of it again. The server is a process
of its own on the same cores.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import Process, SimpleQueue
from pathlib import Path
from typing import ClassVar, Final
from xml.sax.saxutils import escape

from library import Library
from tests.benchmarks import synthetic

_TELLS: Final = "/tells/"
_SILENT: Final = "/silent/"


def main() -> None:
    """Update, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--items", type=int, default=50)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, _serving(options.feeds, options.items) as port:
        for path, label in ((_TELLS, "a server that tells"), (_SILENT, "one that cannot tell")):
            folder = Path(home) / path.strip("/")
            with Library(folder) as library:
                for number in range(options.feeds):
                    library.feeds.add(f"http://127.0.0.1:{port}{path}{number}", f"Feed {number}")
                library.fold()
            print(label)
            number = options.feeds * options.items
            _measure(f"  {options.feeds} feeds, {number:,} new items", folder, number)
            _measure("  nothing new", folder, 0)


def _measure(label: str, home: Path, new: int) -> None:
    """Update in a program of its own, and print what that took."""
    command = [sys.executable, "-m", "reader", "--home", str(home), "update"]
    begun = time.perf_counter()
    process = subprocess.Popen([*command, "--allow-private", "--later"], stdout=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    with Library(home) as library:
        stored = library.counts().articles
    rate = f", {new / seconds:,.0f} a second" if new else ""
    print(
        f"{label}: {seconds:.1f} s{rate}, peak of the main process {usage.ru_maxrss / 1024:.0f} MB,"
        f" exit code {os.waitstatus_to_exitcode(status)}, {stored:,} stored"
    )


@contextmanager
def _serving(feeds: int, items: int) -> Iterator[int]:
    """Serve so many feeds with so many items each, and yield the port."""
    told: SimpleQueue[int] = SimpleQueue()
    server = Process(target=_serve, args=(feeds, items, told), daemon=True)
    server.start()
    try:
        yield told.get()
    finally:
        server.kill()


def _serve(feeds: int, items: int, told: SimpleQueue[int]) -> None:
    """Serve until killed; `told` gets the port. This is another process."""

    class Handler(BaseHTTPRequestHandler):
        made: ClassVar[dict[str, bytes]] = {}
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            tag = f'"{self.path}"' if self.path.startswith(_TELLS) else ""
            known = bool(tag) and self.headers.get("If-None-Match") == tag
            data = b"" if known else self.made[self.path.rpartition("/")[2]]
            self.send_response(304 if known else 200)
            self.send_header("Content-Length", str(len(data)))
            if tag:
                self.send_header("ETag", tag)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    texts = synthetic.articles(feeds * items)
    for number in range(feeds):
        entries = "".join(
            f"<item><title>{escape(one.title)}</title><guid>{number}-{place}</guid>"
            f"<link>http://{number}.example/{place}</link>"
            f"<description>{escape(''.join(f'<p>{escape(b.text)}</p>' for b in one.blocks))}"
            "</description></item>"
            for place, one in zip(range(items), texts, strict=False)
        )
        Handler.made[str(number)] = (
            f'<rss version="2.0"><channel><title>Feed {number}</title>{entries}</channel></rss>'
        ).encode()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.put(server.server_port)
    server.serve_forever()


if __name__ == "__main__":
    main()
