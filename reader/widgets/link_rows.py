"""Links by number: each with its text and its whole address, over as many lines as that takes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from reader.links import ShownLink
from reader.widgets.lines import LinesView
from reader.wrapping import wrap, wrap_whole


class _Line(NamedTuple):
    """A line of the list."""

    head: str
    """The number on the first line of a link, and the blanks below it."""
    text: str
    """What follows it."""
    style: str
    """The component class of how it looks."""


class LinkRows(LinesView):
    """Draws links; one of them is under the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--cursor",
        "link-rows--number",
        "link-rows--text",
        "link-rows--address",
        "link-rows--obstacle",
    }

    cursor: reactive[int] = reactive(0)
    """Index of the link under the cursor."""

    def __init__(self, links: Sequence[ShownLink]) -> None:
        """List `links`, of which there is at least one."""
        super().__init__()
        self._links = links
        self._lines: list[_Line] = []
        self._starts = [0]

    @property
    def current(self) -> ShownLink:
        """The link under the cursor."""
        return self._links[self.cursor]

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor within the list."""
        return max(0, min(cursor, len(self._links) - 1))

    def watch_cursor(self) -> None:
        """Bring the link under the cursor into view, as much of it as there is room for."""
        first, last = self._starts[self.cursor], self._starts[self.cursor + 1]
        top, height = self.scroll_offset.y, self.container_size.height
        if first < top or last - first >= height:
            self.scroll_to(y=first, animate=False)
        elif last > top + height:
            self.scroll_to(y=last - height, animate=False)

    def scroll_lines(self, by: int) -> None:
        """Scroll by so many pages; the cursor stays."""
        page = max(1, self.container_size.height - 1)
        self.scroll_to(y=self.scroll_target_y + by * page, animate=False)

    def on_mount(self) -> None:
        """List what there is."""
        self._set(self.app.size.width)

    def on_resize(self) -> None:
        """Break the addresses anew."""
        self._set(self.text_width)
        self.watch_cursor()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the link that is clicked."""
        if self.is_on_edge(event):
            return
        line = self.scroll_offset.y + event.get_content_offset_capture(self).y
        self.cursor = bisect_right(self._starts, line) - 1

    def text_line(self, number: int, width: int) -> Strip:
        """Return a line of a link."""
        if number >= len(self._lines):
            return Strip.blank(width, self.base)
        line = self._lines[number]
        is_current = self._starts[self.cursor] <= number < self._starts[self.cursor + 1]
        base: Style = self.style_of("rows--cursor") if is_current else self.base
        strip = Strip(
            [
                Segment(line.head, base + self.mark_of("link-rows--number")),
                Segment(line.text, base + self.mark_of(line.style)),
            ]
        )
        return strip.adjust_cell_length(width, base)

    def _set(self, width: int) -> None:
        """Break all into lines of `width` cells."""
        blocks = [
            _lines_of(number, link, len(str(len(self._links))), width)
            for number, link in enumerate(self._links, 1)
        ]
        self._lines = [line for block in blocks for line in block]
        self._starts = list(accumulate(map(len, blocks), initial=0))
        self.styles.height = len(self._lines)
        self.set_height(len(self._lines))


def _lines_of(number: int, link: ShownLink, digits: int, width: int) -> list[_Line]:
    """Return the lines of a link; nothing of it is cut off."""
    head = f" {number:>{digits}}  "
    room = max(1, width - len(head))
    parts = [(link.text[a:b], "link-rows--text") for a, b in wrap(link.text, room) if link.text]
    parts += [
        (link.address[a:b], "link-rows--address") for a, b, _ in wrap_whole(link.address, room)
    ]
    if link.obstacle:
        said = link.obstacle
        parts += [(said[a:b], "link-rows--obstacle") for a, b in wrap(said, room)]
    blank = " " * len(head)
    return [_Line(blank if place else head, *part) for place, part in enumerate(parts)]
