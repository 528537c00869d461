"""The line in which a search is typed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message

from library import _
from reader.keys import command_of, keys_of
from reader.widgets.prompt_line import PromptLine

_WALKS = {"up": 1, "down": -1}


class SearchLine(PromptLine):
    """The line of the search; earlier searches can be brought back into it."""

    class Widened(Message):
        """What is searched is to be all articles, or the view again."""

    class Completed(Message):
        """What was suggested is to be searched for."""

    def __init__(self) -> None:
        """Make an empty line."""
        super().__init__(_("search"))
        self.earlier: Sequence[str] = ()
        """What was searched for before, the latest last; the arrow keys walk through it."""
        self._back = 0  # how many searches back is what is shown
        self._typed = ""  # what was typed before they were walked through

    def takes(self, key: str) -> bool:
        """Walk through earlier searches, widen the search, or complete it."""
        if key in _WALKS:
            self._walk(_WALKS[key])
        elif key in _widening_keys():
            self.post_message(self.Widened())
        elif key == "tab":
            self.post_message(self.Completed())
        else:
            return False
        return True

    def _walk(self, by: int) -> None:
        """Show an earlier search, or a later one, and behind the latest what was typed."""
        if self.value != self._shown(self._back):
            self._back, self._typed = 0, self.value
        back = self._back + by
        while 0 < back <= len(self.earlier) and self._shown(back) == self.value:
            back += by  # nothing would be seen of it
        if 0 <= back <= len(self.earlier):
            self._back = back
            self.value = self._shown(back)
            self.cursor_position = len(self.value)

    def _shown(self, back: int) -> str:
        """Return what is shown so many searches back."""
        return self.earlier[-back] if 0 < back <= len(self.earlier) else self._typed


def _widening_keys() -> set[str]:
    """Return the keys that widen a search and are no letters."""
    return {key for key in keys_of(command_of("widen")) if len(key) > 1}
