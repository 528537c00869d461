"""What dialogs have in common in which a line is typed."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import Screen
from textual.widgets import Input

from reader.screens.dialog import Dialog

_Result = TypeVar("_Result")


class LineScreen(Dialog[_Result]):
    """A dialog around a line; keys are for that from the moment at which the dialog is asked for."""

    def __init__(self, line: Input) -> None:
        """Ask by `line`."""
        super().__init__()
        self._line = line
        # Nothing is mounted yet, so it cannot have the focus; but its keys can wait for it.
        self.set_reactive(Screen.focused, line)

    def on_mount(self) -> None:
        """Give the line the focus that it was promised."""
        self.set_reactive(Screen.focused, None)
        self.set_focus(self._line)
