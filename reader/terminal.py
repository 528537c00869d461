"""The terminal as a device that may fail, go away, or be lent to others for a while."""

from __future__ import annotations

import asyncio
import os
import select
import signal
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future
from contextlib import suppress
from operator import le
from typing import Final

from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.message import Message

from reader.signs import charset_of
from reader.terminal_app import TerminalApp
from reader.typing_in import TypedIn

GONE: Final = 128 + signal.SIGHUP
"""The exit code of a program whose terminal has gone away."""
_READ: Final = 4096
_REST_SECONDS: Final = 0.1
"""Time after which what was begun and did not go on is taken as it is."""
_MOST_WAITING: Final = 100
"""Messages that the app has not yet dealt with, beyond which nothing more is read."""
_LARGEST: Final = (2000, 1000)
"""Columns and rows of the largest window that is believed: what is drawn takes memory."""
_PATIENCE_SECONDS: Final = 1.0
"""Time in which a terminal must take something, once the program is asked to end."""


class TerminalDriver(LinuxDriver):
    """Textual's driver, for terminals that do what terminals do.

    It differs in what follows. Bytes that are no text, and sequences that nothing sends, are read as
    `TypedIn` says. A terminal that has gone, or takes nothing any more, ends the program, which is
    not kept waiting by it. Signals are obeyed in the loop, and not in the midst of what they
    interrupt; one to go on that follows no stop is none to start twice; and all is drawn again.
    """

    def __init__(
        self,
        app: TerminalApp,
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Use the terminal for `app`."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._ours = app
        self._charset = _charset()
        assert self._file is not None  # without a terminal no app is started
        self._taker = Taker(self._file.fileno(), self._charset)
        self._file = self._taker  # type: ignore[assignment]
        self._sent = deque[Future[bool]]()
        self._size = size or self._get_terminal_size()
        self._is_shown = False
        self._is_away = False

    def hurry(self) -> None:
        """Wait no longer for a terminal that takes nothing; to be called from anywhere."""
        self._taker.patience = _PATIENCE_SECONDS

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return the columns and rows of the window, which knows them better than any variable."""
        columns, rows = 0, 0
        with suppress(OSError):
            columns, rows = os.get_terminal_size(self.fileno)
        return min(columns or 80, _LARGEST[0]), min(rows or 24, _LARGEST[1])

    # What is written

    def write(self, data: str) -> None:
        """Write, while the terminal is ours: what is drawn in the meantime is drawn again then.

        What the terminal takes at once is written at once; a thread that writes has to wait until
        this one has nothing to do.
        """
        if self._is_shown and not self._taker.takes(data):
            super().write("")

    def start_application_mode(self) -> None:
        """Take the terminal; where others have it now, wait for the next signal to go on."""
        self._taker.open()
        self._is_shown = True
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # It comes back without having started where the program is in the background.
        self._is_shown = self._writer_thread is not None and self._writer_thread.is_alive()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        super().stop_application_mode()
        self._is_shown = False

    def close(self) -> None:
        """Wait until all is written, or cannot be."""
        super().close()
        self._taker.close()

    # Stopping for a while

    def _sigtstp_application(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop)

    def _sigcont_application(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._go_on)

    def _stop(self) -> None:
        """Give the terminal back, and stop until somebody has the program go on."""
        self._leave()
        os.kill(os.getpid(), signal.SIGSTOP)

    def stop_all(self) -> None:
        """Give the terminal back, and stop with all that was started together with the program.

        Whoever started it may pass on a signal that asks to stop, so that it would stop twice. This
        one none of them gets to see.
        """
        self._leave()
        os.kill(0, signal.SIGSTOP)

    def _go_on(self) -> None:
        """Take the terminal again, also after a stop without notice, in which others may have had it."""
        self._leave()
        if self._is_away:
            self.start_application_mode()
            self._is_away = not self._is_shown
            self._app.call_later(self._app.refresh)

    def _leave(self) -> None:
        if self._is_shown and self._auto_restart:
            self.suspend_application_mode()
            self._is_away = True

    # What is read

    def run_input_thread(self) -> None:
        """Read until the terminal is given back or gone. This is another thread."""
        typed = TypedIn(self._charset)
        while not self.exit_event.is_set():
            ready, *_ = select.select([self.fileno], [], [], _REST_SECONDS)
            if not ready:
                self._take(typed.rest())
            elif self._is_behind():
                self.exit_event.wait(_REST_SECONDS / 10)
            elif data := self._read():
                self._take(typed.feed(data))
            else:
                self._taker.patience = 0
                self._ours.end(GONE)
                return

    def _read(self) -> bytes:
        """Return what there is to read; nothing when the terminal is gone."""
        with suppress(OSError):
            return os.read(self.fileno, _READ)
        return b""

    def send_message(self, message: Message) -> None:
        """Send a message to the app, if it is one that can be believed."""
        if isinstance(message, Resize) and not (
            all(message.size) and all(map(le, message.size, _LARGEST))
        ):
            return
        sending = asyncio.run_coroutine_threadsafe(self._app._post_message(message), self._loop)
        self._sent.append(sending)

    def _is_behind(self) -> bool:
        """Return whether the app has so much to do that it is better to read later."""
        while self._sent and self._sent[0].done():
            self._sent.popleft()
        return len(self._sent) + self._ours.waiting > _MOST_WAITING

    def _take(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)


class Taker:
    """What is written to a terminal, as the file that Textual's thread writes to; it never fails.

    It has the terminal open for itself, so that it can be written to without waiting, and nobody
    else's output is changed by that.
    """

    def __init__(self, fileno: int, charset: str) -> None:
        """Write to the terminal that is open as `fileno`, in a character set."""
        self.patience: float | None = None
        """Seconds in which the terminal must take something, or is given up; None to wait for ever."""
        self._charset = charset
        self._given = fileno
        self._own: int | None = None
        self._rest = deque[bytes]()  # what the thread has still to write

    def open(self) -> None:
        """Open the terminal; that of somebody else cannot be, and is written to as it is open."""
        if self._own is None:
            with suppress(OSError):
                name = os.ttyname(self._given)
                self._own = os.open(name, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)

    def fileno(self) -> int:
        """Return the number under which the terminal is open."""
        return self._given if self._own is None else self._own

    def takes(self, text: str) -> bool:
        """Write as much as the terminal takes now, and tell whether that is all; `write` writes the rest.

        What is not written yet comes first, so that nothing is overtaken.
        """
        data = text.encode(self._charset, "replace")
        if not self._rest and self._own is not None:
            with suppress(OSError):  # which `write` will meet again
                data = data[os.write(self._own, data) :]
        if data:
            self._rest.append(data)
        return not data

    def write(self, text: str) -> None:
        """Write what is left, and then a text, as far as the terminal takes it."""
        if text:
            self._rest.append(text.encode(self._charset, "replace"))
        while self._rest:
            self._write(memoryview(self._rest[0]))
            # Not before: as long as it stands there, nothing else is written.
            self._rest.popleft()

    def _write(self, data: memoryview) -> None:
        waited = 0.0
        while data and (self.patience is None or waited <= self.patience):
            try:
                _none, ready, _none = select.select([], [self.fileno()], [], _REST_SECONDS)
                waited = 0.0 if ready else waited + _REST_SECONDS
                if ready:
                    data = data[os.write(self.fileno(), data) :]
            except BlockingIOError:
                waited += _REST_SECONDS
            except OSError:
                self.patience = -1.0
        if data:
            self.patience = -1.0

    def flush(self) -> None:
        """Do nothing: all is written at once."""

    def close(self) -> None:
        """Let go of the terminal; what is written after that goes to what was given."""
        if self._own is not None:
            own, self._own = self._own, None
            os.close(own)


def _charset() -> str:
    """Return the character set of the terminal; one that no terminal can have is not believed."""
    charset = charset_of(os.environ)
    is_like_ascii = "\x1b".encode(charset, "replace") == b"\x1b"
    return charset if is_like_ascii and charset != "ascii" else "utf-8"
