"""A line that ends at a key, and keeps what is typed behind that."""

from __future__ import annotations

from typing import TypeAlias

from textual import events

from reader.widgets.typed_line import TypedLine

Typed: TypeAlias = events.Key | events.Paste
"""What comes in when something is typed or pasted."""


def unsent(event: Typed) -> Typed:
    """Return what was typed as it came in, before it was sent to anything."""
    if isinstance(event, events.Paste):
        return events.Paste(event.text)
    return events.Key(event.key, event.character)


class EndingLine(TypedLine):
    """An input into which nothing falls that is typed after the key that ended it.

    What is typed at once reaches this line before anything could act on that key.
    """

    def __init__(self, placeholder: str, max_length: int) -> None:
        """Make an empty line, with what is to be said in it as long as nothing is typed."""
        super().__init__(
            placeholder=placeholder, compact=True, select_on_focus=False, max_length=max_length
        )
        self.is_done = False
        """Whether the key has been typed that ends it."""
        self.held: list[Typed] = []
        """What was typed after that."""

    def acts_on(self, key: str) -> bool:
        """Act on a key that is no letter, and tell whether that was one to act on."""
        raise NotImplementedError

    async def _on_key(self, event: events.Key) -> None:
        """Take a key, act on it, or hold it."""
        if self.is_done:
            self.held.append(event)
        elif not self.acts_on(event.key):
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        """Hold what is pasted, if it was after the end; otherwise it is taken by what this is derived from."""
        if self.is_done:
            self.held.append(event)
            event.stop()
            event.prevent_default()
