"""What the system asks of a program on a terminal: to end, to stop for a while, to go on."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any, Final, Self

_ENDS: Final = ("SIGTERM", "SIGHUP", "SIGQUIT")
_OTHERS: Final = ("SIGTSTP", "SIGCONT", "SIGWINCH")
"""What Textual takes for itself, and never lets go of."""


class Ending:
    """Whether the system has asked to end; within it as a context, that does not kill the program.

    It is in force from before the terminal is taken until all is saved: whoever closes a window has
    the program told twice, and the second time is often while it saves.
    """

    def __init__(self) -> None:
        self.code = 0
        """The exit code of a program that was asked to end; 0 as long as it was not."""
        self.tell: Callable[[int], None] | None = None
        """Is called with that code, in the main thread, in the midst of whatever that does."""
        self._usual: dict[int, Any] = {}

    def __enter__(self) -> Self:
        for name in (*_ENDS, *_OTHERS):
            number = getattr(signal, name, None)  # not every system has all of them
            if number is not None:
                self._usual[number] = signal.getsignal(number)
                if name in _ENDS:
                    signal.signal(number, self._ask)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for number, usual in self._usual.items():
            signal.signal(number, signal.SIG_DFL if usual is None else usual)

    def _ask(self, number: int, _frame: FrameType | None) -> None:
        self.code = self.code or 128 + number
        if self.tell is not None:
            self.tell(self.code)
