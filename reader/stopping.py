"""Ctrl-C during long work: the first one stops it in good order, the second at once."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType
from typing import Self


class Stopping:
    """Whether the person has asked to stop; within it as a context, Ctrl-C asks for that."""

    def __init__(self) -> None:
        self._usual: object = None
        self._asked = False

    def __enter__(self) -> Self:
        # Only the main thread can be told; elsewhere whoever runs it has keys of its own.
        if threading.current_thread() is threading.main_thread():
            self._usual = signal.signal(signal.SIGINT, self._ask)
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
        self._restore()

    def _restore(self) -> None:
        """Let Ctrl-C do again what it did before."""
        if self._usual is not None:
            signal.signal(signal.SIGINT, self._usual)  # type: ignore[arg-type]
            self._usual = None
