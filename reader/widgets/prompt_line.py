"""A line in which something is typed that the reader acts on at once."""

from __future__ import annotations

from textual import events
from textual.message import Message

from reader.widgets.typed_line import TypedLine

_MAX_LENGTH = 10_000


class PromptLine(TypedLine):
    """An input that says when it is done, and lets no key that follows fall into it."""

    class Accepted(Message):
        """What is typed stands; something else is wanted next."""

    class Cancelled(Message):
        """It is given up."""

    def __init__(self, placeholder: str) -> None:
        """Make an empty line."""
        super().__init__(
            placeholder=placeholder, compact=True, select_on_focus=False, max_length=_MAX_LENGTH
        )
        self._done = False
        self._held: list[events.Key] = []

    def on_focus(self) -> None:
        """Take keys again."""
        self._done = False

    def on_blur(self) -> None:
        """Pass on the keys that were typed after the one that ended it."""
        for key in self._held:
            self.app.post_message(key)
        self._held.clear()

    def resume(self) -> None:
        """Go on taking keys: what is typed does not stand."""
        self._done = False
        self._held.clear()

    def takes(self, key: str) -> bool:  # noqa: ARG002
        """Act on a key that is no letter, and tell whether that was one to act on."""
        return False

    async def _on_key(self, event: events.Key) -> None:
        """Take a key, or hold it if it was typed after the one that ended the line.

        Keys that are typed at once reach this line before anything could act on the first of them.
        """
        if self._done:
            self._held.append(events.Key(event.key, event.character))
        elif event.key in {"enter", "escape"}:
            self._done = True
            self.post_message(self.Accepted() if event.key == "enter" else self.Cancelled())
        elif self.takes(event.key):
            pass
        else:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
