"""The line in which a search is typed."""

from __future__ import annotations

from textual.message import Message

from library import _
from reader.earlier import Earlier
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
        self.earlier = Earlier()
        """What was searched for before; the arrow keys walk through it."""

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
        self.value = self.earlier.walk(by, self.value)
        self.cursor_position = len(self.value)


def _widening_keys() -> set[str]:
    """Return the keys that widen a search and are no letters."""
    return {key for key in keys_of(command_of("widen")) if len(key) > 1}
