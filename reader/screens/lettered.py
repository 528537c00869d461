"""Asks for one of a few things, each of which has a letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from library import _, clean_line
from reader.screens.dialog import Dialog
from reader.signs import sign
from reader.widgets.choices import Choice, Choices
from reader.widgets.dialog_box import DialogBox
from reader.widgets.rows import Rows

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Option(Generic[Answer]):
    """Something that can be chosen."""

    text: str
    """What it is called."""
    answer: Answer
    """What the screen is dismissed with."""


class LetteredScreen(Dialog[Answer | None]):
    """Lists options by a letter each; dismissed with the one that is chosen, None if none is.

    Whoever derives from it binds the letters, to `choose` with the letter.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "Close", priority=True),
        Binding("down,ctrl+n", "move(1)", "Down", priority=True),
        Binding("up,ctrl+p", "move(-1)", "Up", priority=True),
        Binding("enter", "take", "Choose", priority=True),
    ]

    def __init__(
        self, title: str, options: Mapping[str, Option[Answer]], about: str, present: str = ""
    ) -> None:
        """Ask what `title` says; `about` is said below, and `present` is the letter of what is so now."""
        super().__init__()
        self._heading = clean_line(title)
        self._options = options
        self._about = about
        self._present = present
        self._rows = Choices()

    def compose(self) -> ComposeResult:
        """Yield the options, and what there is to say about them."""
        with DialogBox(self._heading, _("↑ ↓ move · Enter takes · Esc closes")):
            yield self._rows
            yield Static(self._about, classes="dialog--quiet", markup=False)

    def on_mount(self) -> None:
        """Show the options, with the cursor on the present one."""
        self._rows.choices = tuple(
            Choice(option.text, sign("• ") if letter == self._present else "", letter, letter)
            for letter, option in self._options.items()
        )
        if self._present:
            self._rows.cursor = list(self._options).index(self._present)

    def action_move(self, by: int) -> None:
        """Go to another option."""
        self._rows.action_move(by)

    def action_choose(self, letter: str) -> None:
        """Answer with the option of this letter."""
        self.dismiss(self._options[letter].answer)

    def action_close(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

    @on(Rows.Chosen)
    def action_take(self) -> None:
        """Answer with the option under the cursor."""
        if self._rows.current is not None:
            self.action_choose(self._rows.current.letter)
