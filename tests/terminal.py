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
from typing import Final

import pyte

from library.closing import Closing

Condition = Callable[["Terminal"], bool]

_SWITCHES: Final = (
    ("alternate screen", b"\x1b[?1049h", b"\x1b[?1049l"),
    ("no cursor", b"\x1b[?25l", b"\x1b[?25h"),
    ("mouse", b"\x1b[?1000h", b"\x1b[?1000l"),
    ("mouse moves", b"\x1b[?1003h", b"\x1b[?1003l"),
    ("mouse beyond 223", b"\x1b[?1006h", b"\x1b[?1006l"),
    ("pastes", b"\x1b[?2004h", b"\x1b[?2004l"),
    ("focus", b"\x1b[?1004h", b"\x1b[?1004l"),
    ("keyboard", b"\x1b[>", b"\x1b[<u"),
    ("no wrapping", b"\x1b[?7l", b"\x1b[?7h"),
)
"""What a program may switch on and has to switch off, and how."""


class Terminal(Closing):
    """A program in a terminal of its own.

    A thread takes what it writes at once and notes when, so that the time of an answer is that of
    its bytes and never that of their emulation.
    """

    def __init__(
        self,
        argv: Sequence[str],
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str | None] | None = None,
        before: Callable[[], object] = bool,
        cwd: str | None = None,
        *,
        keys_are_signals: bool = True,
    ) -> None:
        """Start `argv` in a window of this size, with `env` added to the environment, or taken out of it.

        `before` is done in the new process, before the program is there. Without `keys_are_signals` no key
        stops or ends what has not taken the keys for itself, or does no longer, as there is no shell here
        that would have it go on.
        """
        self.output = bytearray()
        self._chunks: list[tuple[float, bytes]] = []
        self._arrived = threading.Condition()
        self._stopped = False
        self._hung_up = False
        self._screen = pyte.Screen(max(1, columns), max(1, rows))
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = pty.openpty()
        self.resize(columns, rows)
        if not keys_are_signals:
            _take_signals_away(slave)
        self._modes = termios.tcgetattr(slave)
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            **(env or {}),
        }

        def prepare() -> None:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            before()

        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            argv,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={name: value for name, value in environment.items() if value is not None},
            cwd=cwd,
            start_new_session=True,
            preexec_fn=prepare,
        )
        os.close(slave)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the program, and let go of its terminal."""
        self.process.kill()
        self.process.wait()
        self._thread.join(timeout=5)
        if not self._hung_up:
            os.close(self._master)

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, as far as what was written has been waited for."""
        return [line.rstrip() for line in self._drawn()]

    def _drawn(self) -> list[str]:
        # The screen's own way fails where half of a wide character has been overwritten.
        columns, buffer = range(self._screen.columns), self._screen.buffer
        return ["".join(buffer[y][x].data for x in columns) for y in range(self._screen.lines)]

    @property
    def left_on(self) -> list[str]:
        """What has been switched on in the terminal and not off again, by what it is."""
        output = bytes(self.output)
        left = [name for name, on, off in _SWITCHES if output.rfind(on) > output.rfind(off)]
        modes = termios.tcgetattr(self._master)  # of a pseudo-terminal both ends have the same
        return left if modes == self._modes else [*left, "modes"]

    def type(self, keys: str | bytes) -> float:
        """Type `keys` all at once; return the time at which that was done."""
        now = time.perf_counter()
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)
        return now

    def is_writable(self) -> bool:
        """Return whether what is typed would be taken at once; wait a little for that."""
        return bool(select.select([], [self._master], [], 0.05)[1])

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size, of which the program is told."""
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def stop_reading(self) -> None:
        """Take nothing any more of what the program writes, as a connection that hangs."""
        self._stopped = True
        self._thread.join(timeout=5)

    def hang_up(self) -> None:
        """Close the window, as when the program that shows it is killed."""
        self.stop_reading()
        self._hung_up = True
        os.close(self._master)

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
                screen = "\n".join(self._drawn())
                raise AssertionError(f"never came: {condition}\n{screen}")

    def comes(self, data: bytes, timeout: float = 20.0) -> None:
        """Wait until `data` has been written; what the screen looks like then is not worked out.

        Raises:
            AssertionError: It never was, or the program has ended.
        """
        deadline = time.perf_counter() + timeout
        while data not in self.output:
            assert self.process.poll() is None, f"it ended without {data!r}"
            assert time.perf_counter() < deadline, f"never came: {data!r}"
            time.sleep(0.02)

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

    def ended(self, seconds: float) -> int:
        """Wait until the program has ended and the last that it wrote has come; return its code."""
        code = self.process.wait(seconds)
        # The terminal ends with the last program that has it.
        self._thread.join(timeout=5)
        return code

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
        while not self._stopped:
            try:
                ready, _, _ = select.select([self._master], [], [], 0.1)
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


def _take_signals_away(terminal: int) -> None:
    modes = termios.tcgetattr(terminal)
    for signal in (termios.VINTR, termios.VQUIT, termios.VSUSP):
        modes[6][signal] = b"\0"
    termios.tcsetattr(terminal, termios.TCSANOW, modes)
