"""A list of rows with a cursor, drawn line by line from what is visible."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.command_table import Scope
from reader.keys import bindings
from reader.widgets.lines import LinesView


class Rows(LinesView):
    """Base of the panes that are lists; what a row looks like is up to those who derive from it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.ROWS)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor", "rows--cursor-resting"}

    row_height: ClassVar[int] = 1
    """Lines of a row."""

    cursor: reactive[int] = reactive(0, repaint=False)
    """Number of the row under the cursor; 0 in an empty list."""

    sent_to = 0
    """-1 if the cursor was sent to the first row last, 1 to the last; 0 when it was moved since."""

    class Moved(Message):
        """The cursor came to another row."""

        def __init__(self, rows: Rows) -> None:
            """Tell that the cursor of `rows` moved."""
            super().__init__()
            self.rows = rows

        @property
        def control(self) -> Rows:
            """The list whose cursor moved."""
            return self.rows

        def can_replace(self, message: Message) -> bool:
            """Tell that one that follows says it all: whoever is told asks where the cursor is now."""
            return type(message) is type(self) is Rows.Moved and message.rows is self.rows

    class Chosen(Moved):
        """A row was clicked that the cursor was on already."""

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row_line(self, row: int, line: int, width: int, base: Style) -> list[Segment]:
        """Return one line of a row, at most `width` cells, on the style `base`."""
        raise NotImplementedError

    def is_row(self, row: int) -> bool:
        """Tell whether the cursor may stand on `row`."""
        return 0 <= row < self.row_count

    def rows_changed(self) -> None:
        """Take notice that rows were added, removed or redrawn."""
        self.set_height(self.row_count * self.row_height)
        self.cursor = self.cursor

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor within the rows."""
        return max(0, min(cursor, self.row_count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Bring the new row into view, and tell."""
        self._refresh_row(old)
        self._refresh_row(new)
        self.keep_in_view()
        if old != new:
            self.sent_to = 0
            self.post_message(self.Moved(self))

    def keep_in_view(self) -> None:
        """Scroll as little as it takes to show the row under the cursor."""
        top, height = self.cursor * self.row_height, self.container_size.height
        if not height:
            return
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False)
        elif top + self.row_height > self.scroll_offset.y + height:
            self.scroll_to(y=top + self.row_height - height, animate=False)

    def action_move(self, by: int) -> None:
        """Move the cursor by so many rows, over those that it may not stand on."""
        row = self.cursor + by
        while 0 <= row < self.row_count and not self.is_row(row):
            row += 1 if by > 0 else -1
        if self.is_row(row):
            self.cursor = row
        elif by < 0:
            self._show_beginning()

    def action_page(self, by: int) -> None:
        """Move the cursor by so many pages."""
        rows = max(1, self.container_size.height // self.row_height - 1)
        self._move_near(self.cursor + by * rows)

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self.send_to(-1)

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self.send_to(1)

    def send_to(self, end: int) -> None:
        """Move the cursor to the first row with -1, to the last with 1."""
        self._move_near(0 if end < 0 else self.row_count - 1)
        self.sent_to = end

    def text_line(self, number: int, width: int) -> Strip:
        """Return a line of a row."""
        row, line = divmod(number, self.row_height)
        base = self.base
        if row >= self.row_count:
            return Strip.blank(width, base)
        if row == self.cursor and self.is_row(row):
            base = self.style_of("rows--cursor" if self.has_focus else "rows--cursor-resting")
        return Strip(self.row_line(row, line, width, base)).adjust_cell_length(width, base)

    def on_resize(self) -> None:
        """Keep the row under the cursor in view; the rows are drawn already, in their new width."""
        self.set_height(self.row_count * self.row_height, is_drawn=True)
        self.keep_in_view()

    def focus_changed(self) -> None:
        """Draw the cursor as the active one, or as one that rests."""
        self._refresh_row(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row that is clicked; on a second click choose it."""
        row = self.row_at(event)
        if self.is_on_edge(event) or not self.is_row(row):
            return
        if row == self.cursor:
            self.post_message(self.Chosen(self))
        self.cursor = row

    def row_at(self, event: events.MouseEvent) -> int:
        """Return the number of the row under the mouse, which need not exist."""
        return (self.scroll_offset.y + event.get_content_offset_capture(self).y) // self.row_height

    def _move_near(self, row: int) -> None:
        """Move the cursor to `row`, or to the nearest that it may stand on."""
        row = max(0, min(row, self.row_count - 1))
        near = (other for far in range(self.row_count) for other in (row - far, row + far))
        self.cursor = next((other for other in near if self.is_row(other)), self.cursor)
        self._show_beginning()

    def _show_beginning(self) -> None:
        """Show what stands above the first row that the cursor may stand on, where it is on that.

        It may be more than there is room for; the next key that moves the cursor brings that back.
        """
        if self.cursor and not any(map(self.is_row, range(self.cursor))):
            self.scroll_to(y=0, animate=False)

    def _refresh_row(self, row: int) -> None:
        self.refresh_lines(row * self.row_height, self.row_height)
