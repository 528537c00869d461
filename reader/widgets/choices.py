"""A short list of which one thing is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import var

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


class Choices(Rows):
    """Draws choices; the line above them keeps the keys."""

    can_focus = False

    choices: var[Sequence[Choice]] = var[Sequence[Choice]](())
    """The rows."""

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

    def row_line(self, row: int, line: int, width: int, base: Style) -> list[Segment]:  # noqa: ARG002
        """Return a choice, and at the end of its row what is said of it."""
        choice = self.choices[row]
        about = shorten(choice.about, width // 2)
        text = shorten(choice.text, width - cell_len(about) - 2)
        gap = " " * max(1, width - cell_len(text) - cell_len(about) - 1)
        return [
            Segment(f" {text}{gap}"[: max(0, width)], base),
            Segment(about, base + self.mark_of("lines--quiet")),
        ]
