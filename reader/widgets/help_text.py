"""The keys with what they do, in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from library import _
from reader.command_table import Command
from reader.formats import shorten
from reader.keys import groups, key_names
from reader.signs import sign
from reader.widgets.lines import LinesView

_GAP: Final = 3
_KEYS_WIDTH: Final = 14
_LEAST_TEXT: Final = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a column."""

    command: Command | None = None
    """What it tells of; None for a heading or a blank line."""
    heading: str = ""
    """The name of the group that follows."""


Row = tuple[Entry, ...]
"""What stands side by side."""


def matching(typed: str) -> list[list[Entry]]:
    """Return the commands that have each word of what is typed, in groups with their headings.

    A word may be a key, or stand in what the command does, in its name or in that of its group.
    """
    words, found = typed.split(), list[list[Entry]]()
    for name, commands in groups():
        kept = [one for one in commands if all(_has(one, name, word) for word in words)]
        if kept:
            found.append([Entry(heading=_(name)), *(Entry(command) for command in kept)])
    return found


def _has(command: Command, group: str, word: str) -> bool:
    if word in key_names(command):
        return True
    told = f"{command.id} {_(group)} {_(command.help)} {' '.join(key_names(command))}"
    return word.casefold() in told.casefold()


def rows(blocks: Sequence[Sequence[Entry]], width: int) -> list[Row]:
    """Return groups as rows in so many cells: side by side in halves if nothing is cut off by it."""
    lengths = [len(block) + 1 for block in blocks]
    told = (_(entry.command.help) for block in blocks for entry in block if entry.command)
    needed = _KEYS_WIDTH + max(map(cell_len, told), default=0)
    split = len(blocks)
    if width >= 2 * needed + _GAP and len(blocks) > 1:
        split = min(range(1, len(blocks)), key=lambda n: max(sum(lengths[:n]), sum(lengths[n:])))
    left, right = (_joined(part) for part in (blocks[:split], blocks[split:]))
    if not right:
        return [(entry,) for entry in left]
    blank = Entry()
    longest = max(len(left), len(right))
    return [
        (left[n] if n < len(left) else blank, right[n] if n < len(right) else blank)
        for n in range(longest)
    ]


def _joined(blocks: Sequence[Sequence[Entry]]) -> list[Entry]:
    joined = list[Entry]()
    for block in blocks:
        joined += ([Entry()] if joined else []) + [*block]
    return joined


class HelpText(LinesView):
    """Draws the keys that are in force."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"help--group", "help--key"}

    typed: var[str] = var("")
    """What is looked for."""

    class Chosen(Message):
        """A command was clicked."""

        def __init__(self, command: Command) -> None:
            """Tell which."""
            super().__init__()
            self.command = command

    def __init__(self) -> None:
        """Show all keys."""
        super().__init__()
        self._rows: list[Row] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not self._rows

    def watch_typed(self) -> None:
        """Show what was found."""
        self._set()
        self.scroll_to(y=0, animate=False)

    def on_resize(self) -> None:
        """Use the room that there is."""
        self._set()

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        offset = event.get_content_offset_capture(self)
        number = self.scroll_offset.y + offset.y
        if self.is_on_edge(event) or not 0 <= number < len(self._rows):
            return
        row = self._rows[number]
        entry = row[min(len(row) - 1, offset.x // (self._column(row) + _GAP))]
        if entry.command is not None:
            self.post_message(self.Chosen(entry.command))

    def text_line(self, number: int, width: int) -> Strip:
        """Return a line."""
        if number >= len(self._rows):
            text = "" if number or self._rows else _("No key does that.")
            return Strip([Segment(shorten(text, width), self.base + self.mark_of("lines--quiet"))])
        row = self._rows[number]
        column = self._column(row)
        parts = list[Segment]()
        for place, entry in enumerate(row):
            line = self._entry(entry, column)
            gap = column - sum(cell_len(part.text) for part in line)
            last = place == len(row) - 1
            parts += [*line, Segment(" " * (gap + (0 if last else _GAP)), self.base)]
        return Strip(parts)

    def _column(self, row: Row) -> int:
        return max(1, (self.text_width - _GAP * (len(row) - 1)) // len(row))

    def _entry(self, entry: Entry, width: int) -> list[Segment]:
        """Return a line of a column, at most `width` cells."""
        if entry.command is None:
            style = self.base + self.mark_of("help--group")
            return [Segment(shorten(entry.heading.upper(), width), style)]
        room = max(min(_KEYS_WIDTH, width - _LEAST_TEXT), 3)
        names = shorten(" ".join(key_names(entry.command)), room - 1).ljust(room)
        return [
            Segment(names[: max(0, width)], self.base + self.mark_of("help--key")),
            Segment(shorten(sign(_(entry.command.help)), width - room), self.base),
        ]

    def _set(self) -> None:
        self._rows = rows(matching(self.typed), self.text_width)
        self.set_height(max(1, len(self._rows)))
