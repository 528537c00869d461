"""A walk through what was typed earlier, as the arrow keys of a line take it."""

from __future__ import annotations

from collections.abc import Sequence


class Earlier:
    """Lines that were typed earlier, and where among them one is."""

    def __init__(self, lines: Sequence[str] = ()) -> None:
        """Walk through `lines`, the latest last."""
        self.lines = lines
        self._back = 0  # how many lines back is what is shown
        self._typed = ""  # what was typed before they were walked through

    def walk(self, by: int, shown: str) -> str:
        """Return what is to be shown in place of `shown`: an earlier line, or with -1 a later one.

        Behind the latest stands what was typed; an earlier line that was changed is that too.
        """
        if shown != self._line(self._back):
            self._back, self._typed = 0, shown
        back = self._back + by
        while 0 < back <= len(self.lines) and self._line(back) == shown:
            back += by  # nothing would be seen of it
        if 0 <= back <= len(self.lines):
            self._back = back
            return self._line(back)
        return shown

    def _line(self, back: int) -> str:
        """Return what is shown so many lines back."""
        return self.lines[-back] if 0 < back <= len(self.lines) else self._typed
