"""Asks whether something is to be done."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from library import _, clean_line
from reader.screens.dialog import Dialog
from reader.widgets.dialog_box import DialogBox


class ConfirmScreen(Dialog[bool]):
    """A question; dismissed with whether the answer is yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "dismiss(True)", "Yes", priority=True),
        Binding("n,escape,q", "dismiss(False)", "No", priority=True),
    ]

    def __init__(self, question: str, about: str = "") -> None:
        """Ask `question`; `about` says what it means, and how to take it back."""
        super().__init__()
        self._question = Static(_bold(question), id="question")
        self._about = clean_line(about)

    def compose(self) -> ComposeResult:
        """Yield the question."""
        with DialogBox(hints=_("y or Enter: yes · n or Esc: no")):
            yield self._question
            if self._about:
                yield Static(self._about, classes="dialog--quiet", markup=False)

    def ask(self, question: str) -> None:
        """Ask the same more exactly."""
        self._question.update(_bold(question))


def _bold(question: str) -> Content:
    return Content(clean_line(question)).stylize("bold")
