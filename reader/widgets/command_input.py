"""The line in which a command is typed."""

from __future__ import annotations

from typing import Final

from textual import events
from textual.message import Message

from reader.widgets.typed_line import TypedLine

_MAX_LENGTH: Final = 1000
_ENDS: Final = frozenset(("enter", "escape"))
_ASKS: Final = frozenset(("tab", "shift+tab", "up", "down", "ctrl+p", "ctrl+n"))


class CommandInput(TypedLine):
    """An input that tells of keys in the order in which they were typed, and keeps those after the last."""

    class Asked(Message):
        """A key was pressed that asks for something."""

        def __init__(self, key: str, typed: str) -> None:
            """Tell the key, and what was typed before it."""
            super().__init__()
            self.key = key
            self.typed = typed

    def __init__(self) -> None:
        """Make an empty line."""
        super().__init__(compact=True, select_on_focus=False, max_length=_MAX_LENGTH)
        self.held: list[events.Key] = []
        """What was typed after the key that ended it."""
        self._is_done = False

    def resume(self) -> None:
        """Go on taking keys: what was typed cannot be done."""
        self._is_done = False
        held, self.held = self.held, []
        for key in held:
            self.post_message(key)

    async def _on_key(self, event: events.Key) -> None:
        """Take a key, tell of it, or keep it.

        Keys that are typed at once reach this line before anything could act on the first of them.
        """
        if self._is_done:
            self.held.append(events.Key(event.key, event.character))
        elif event.key in _ENDS | _ASKS:
            self._is_done = event.key in _ENDS
            self.post_message(self.Asked(event.key, self.value))
        else:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
