"""A real terminal for tests and benchmarks: a program under a pty, its screen emulated by pyte."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

import pyte

Condition = Callable[["Terminal"], bool]


class Terminal:
    """A program in a terminal of its own.

    A thread takes what it writes at once and notes when, so that the time of an answer is that of
    its bytes and never that of their emulation.
    """

    def __init__(
        self,
        argv: Sequence[str],
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
    ) -> None:
        """Start `argv` in a window of this size, with `env` added to the environment."""
        self.output = bytearray()
        self._chunks: list[tuple[float, bytes]] = []
        self._arrived = threading.Condition()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            **(env or {}),
        }
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            argv,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        self._thread.join(timeout=5)
        with suppress(OSError):
            os.close(self._master)

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, as far as what was written has been waited for."""
        return [line.rstrip() for line in self._screen.display]

    def type(self, keys: str) -> float:
        """Type `keys` all at once; return the time at which that was done."""
        now = time.perf_counter()
        os.write(self._master, keys.encode())
        return now

    def wait(self, condition: str | Condition, timeout: float = 20.0) -> float:
        """Wait until a pattern is on the screen or a condition holds; return when that was so.

        Raises:
            AssertionError: It never was; the message shows the screen.
        """
        holds: Condition
        if isinstance(condition, str):
            pattern = re.compile(condition)
            holds = lambda terminal: any(map(pattern.search, terminal.lines))  # noqa: E731
        else:
            holds = condition
        deadline = time.perf_counter() + timeout
        stamp = time.perf_counter()
        while True:
            if holds(self):
                return stamp
            with self._arrived:
                self._arrived.wait_for(lambda: bool(self._chunks), timeout=0.05)
                chunk = self._chunks.pop(0) if self._chunks else None
            if chunk is not None:
                stamp = chunk[0]
                self._stream.feed(chunk[1])
            elif time.perf_counter() > deadline:
                screen = "\n".join(self._screen.display)
                raise AssertionError(f"never came: {condition}\n{screen}")

    def settle(self, quiet: float = 0.15) -> None:
        """Wait until nothing was written for `quiet` seconds."""
        self.listen(quiet)
        self._emulate()

    def listen(self, quiet: float) -> None:
        """Wait until nothing was written for `quiet` seconds, but leave the screen as it was."""
        size = -1
        while size != len(self.output):
            size = len(self.output)
            time.sleep(quiet)

    def highlighted(self, columns: tuple[int, int]) -> tuple[int, ...]:
        """Return the rows whose background, between two columns, differs from that of most rows."""
        rows = []
        for y in range(1, self._screen.lines - 1):
            cells = [self._screen.buffer[y][x].bg for x in range(*columns)]
            rows.append(max(set(cells), key=cells.count))
        usual = max(set(rows), key=rows.count)
        return tuple(y for y, colour in enumerate(rows, start=1) if colour != usual)

    def _emulate(self) -> None:
        with self._arrived:
            chunks, self._chunks = self._chunks, []
        for _, data in chunks:
            self._stream.feed(data)

    def _read(self) -> None:
        while True:
            try:
                ready, _, _ = select.select([self._master], [], [], 0.5)
                data = os.read(self._master, 65536) if ready else b""
            except (OSError, ValueError):
                return
            if ready and not data:
                return
            if data:
                with self._arrived:
                    self.output += data
                    self._chunks.append((time.perf_counter(), data))
                    self._arrived.notify_all()
