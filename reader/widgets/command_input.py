"""The line in which a command is typed."""

from __future__ import annotations

from typing import Final

from textual.message import Message

from reader.widgets.ending_line import EndingLine, unsent

_MAX_LENGTH: Final = 1000
_ENDS: Final = frozenset(("enter", "escape"))
_ASKS: Final = frozenset(("tab", "shift+tab", "up", "down", "ctrl+p", "ctrl+n"))


class CommandInput(EndingLine):
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
        super().__init__("", _MAX_LENGTH)

    def resume(self) -> None:
        """Go on taking keys: what was typed cannot be done."""
        self.is_done = False
        held, self.held = self.held, []
        for event in held:
            self.post_message(unsent(event))

    def acts_on(self, key: str) -> bool:
        """Tell of a key that asks for something, with what was typed before it."""
        if key not in _ENDS | _ASKS:
            return False
        self.is_done = key in _ENDS
        self.post_message(self.Asked(key, self.value))
        return True
