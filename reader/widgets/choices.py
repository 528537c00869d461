"""A short list of which one thing is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import var
from textual.strip import Strip

from reader.formats import shorten
from reader.widgets.rows import Rows


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen."""

    text: str
    """What it is called, safe to show."""
    about: str
    """What is said of it at the end of its row."""
    what: object
    """What is chosen by it."""
    letter: str = ""
    """The key that chooses it, if one does."""


class Choices(Rows):
    """Draws choices; the line above them keeps the keys."""

    can_focus = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--letter"}

    choices: var[Sequence[Choice]] = var[Sequence[Choice]](())
    """The rows."""

    nothing = ""
    """What is said where there is nothing to choose."""

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.choices)

    @property
    def current(self) -> Choice | None:
        """The choice under the cursor; None when there is none."""
        return self.choices[self.cursor] if self.choices else None

    def watch_choices(self) -> None:
        """Draw the new choices from their beginning."""
        self.rows_changed()
        self.action_first()
        self.refresh()

    def text_line(self, number: int, width: int) -> Strip:
        """Return a line of a row, or what is said where there is none."""
        if self.choices or number or not self.nothing:
            return super().text_line(number, width)
        style = self.base + self.mark_of("lines--quiet")
        text = f" {shorten(self.nothing, width - 1)}"
        return Strip([Segment(text[: max(0, width)], style)]).adjust_cell_length(width, self.base)

    def row_line(self, row: int, line: int, width: int, base: Style) -> list[Segment]:  # noqa: ARG002
        """Return a choice, and at the end of its row what is said of it."""
        choice = self.choices[row]
        letter = f" {choice.letter} " if choice.letter else ""
        left = width - cell_len(letter)
        about = shorten(choice.about, left // 2)
        text = shorten(choice.text, left - cell_len(about) - 2)
        gap = " " * max(1, left - cell_len(text) - cell_len(about) - 1)
        return [
            Segment(letter[: max(0, width)], base + self.mark_of("choices--letter")),
            Segment(f" {text}{gap}"[: max(0, left)], base),
            Segment(about, base + self.mark_of("lines--quiet")),
        ]
