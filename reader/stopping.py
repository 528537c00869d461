"""Ctrl-C during long work: the first one stops it in good order, the second at once.

So do at once the signals that end a program; what it has shown is put away before.
"""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType, TracebackType
from typing import Any, Final, NoReturn, Self

_ENDS: Final = ("SIGTERM", "SIGHUP", "SIGQUIT")


class Stopping:
    """Whether the person has asked to stop; within it as a context, Ctrl-C asks for that."""

    def __init__(self) -> None:
        self._usual: dict[int, Any] = {}
        self._asked = False

    def __enter__(self) -> Self:
        # Only the main thread can be told; elsewhere whoever runs it has keys of its own.
        if threading.current_thread() is threading.main_thread():
            self._usual[signal.SIGINT] = signal.signal(signal.SIGINT, self._ask)
            for name in _ENDS:
                number = getattr(signal, name, None)  # not every system has all of them
                # What is not to end with its window, as by nohup, does not.
                if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                    self._usual[number] = signal.signal(number, self._end)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._restore()

    def asked(self) -> bool:
        """Return whether work should stop."""
        return self._asked

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True
        signal.signal(signal.SIGINT, self._usual.pop(signal.SIGINT))

    def _end(self, number: int, _frame: FrameType | None) -> NoReturn:
        sys.exit(128 + number)

    def _restore(self) -> None:
        """Let the signals do again what they did before."""
        for number, usual in self._usual.items():
            signal.signal(number, usual)
        self._usual = {}
