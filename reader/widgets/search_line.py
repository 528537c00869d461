"""The line in which a search is typed."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.widgets import Input

from reader.keys import command_of, keys_of

_MAX_LENGTH = 10_000
_WALKS = {"up": 1, "down": -1}


class SearchLine(Input):
    """An input that says when it is done, and lets no key that follows fall into it."""

    class Accepted(Message):
        """The search stands; the list is what is wanted next."""

    class Cancelled(Message):
        """The search is given up."""

    class Widened(Message):
        """What is searched is to be all articles, or the view again."""

    class Completed(Message):
        """What was suggested is to be searched for."""

    def __init__(self) -> None:
        """Make an empty line."""
        super().__init__(
            placeholder="search", compact=True, select_on_focus=False, max_length=_MAX_LENGTH
        )
        self.earlier: Sequence[str] = ()
        """What was searched for before, the latest last; the arrow keys walk through it."""
        self._back = 0  # how many searches back is what is shown
        self._typed = ""  # what was typed before they were walked through
        self._done = False
        self._held: list[events.Key] = []

    def on_focus(self) -> None:
        """Take keys again."""
        self._done = False

    def on_blur(self) -> None:
        """Pass on the keys that were typed after the one that ended the search."""
        for key in self._held:
            self.app.post_message(key)
        self._held.clear()

    def resume(self) -> None:
        """Go on taking keys: the search could not be read."""
        self._done = False
        self._held.clear()

    async def _on_key(self, event: events.Key) -> None:
        """Take a key, or hold it if it was typed after the one that ended the search.

        Keys that are typed at once reach this line before anything could act on the first of them.
        """
        if self._done:
            self._held.append(events.Key(event.key, event.character))
        elif event.key in {"enter", "escape"}:
            self._done = True
            self.post_message(self.Accepted() if event.key == "enter" else self.Cancelled())
        elif event.key in _WALKS:
            self._walk(_WALKS[event.key])
        elif event.key in _widening_keys():
            self.post_message(self.Widened())
        elif event.key == "tab":
            self.post_message(self.Completed())
        elif bound := self._bindings.key_to_bindings.get(event.key):
            # Done here and now: on its way through the app it would be overtaken by letters.
            await self.run_action(bound[0].action)
        else:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()

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
