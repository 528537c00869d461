"""What can be clicked at the bottom of a dialog."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button


def word(text: str) -> Button:
    """Return a button of one line that takes no keys: they are for something else."""
    button = Button(Content(text), compact=True)
    button.can_focus = False
    return button


class Buttons(Horizontal):
    """Some words side by side; keys do the same, so they take none."""

    def __init__(self, first: str, *others: str) -> None:
        """Show what the first does, and what the others do."""
        super().__init__(classes="dialog--buttons")
        self._first = word(first)
        self._first.add_class("-first")
        self._buttons = (self._first, *map(word, others))

    def hide_first(self) -> None:
        """Offer no longer what the first does."""
        self._first.display = False

    def compose(self) -> ComposeResult:
        """Yield the buttons."""
        yield from self._buttons
