"""What can be clicked at the bottom of a dialog."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button


class Buttons(Horizontal):
    """Some words side by side; keys do the same, so they take none."""

    def __init__(self, first: str, *others: str) -> None:
        """Show what the first does, and what the others do."""
        super().__init__(classes="dialog--buttons")
        self._first = Button(first, compact=True, classes="-first")
        self._buttons = (self._first, *(Button(one, compact=True) for one in others))
        for button in self._buttons:
            button.can_focus = False

    def hide_first(self) -> None:
        """Offer no longer what the first does."""
        self._first.display = False

    def compose(self) -> ComposeResult:
        """Yield the buttons."""
        yield from self._buttons
