"""What a program says: lines broken to the width, drawn from what is visible."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from rich.segment import Segment
from textual import work
from textual.reactive import var
from textual.strip import Strip

from reader.typeset import wrap
from reader.widgets.lines import LinesView


class OutputView(LinesView):
    """Draws a text that may be long, and may still be growing."""

    text: var[str] = var("")
    """What is shown, safe to show."""

    def __init__(self) -> None:
        """Make an empty view."""
        super().__init__()
        self._shown = ""
        self._spans: Sequence[tuple[int, int]] = ()

    def watch_text(self) -> None:
        """Break the new text into lines."""
        self._set()

    def on_resize(self) -> None:
        """Break the text to the new width."""
        self._set()

    @work(group="wrap", exclusive=True)
    async def _set(self) -> None:
        """Break the text, beside the screen: a megabyte of wide letters takes its time."""
        text, width = self.text.removesuffix("\n"), self.text_width
        if width:
            spans = await asyncio.to_thread(lambda: list(wrap(text, width)) if text else [])
            self._shown, self._spans = text, spans
            self.set_height(len(spans))

    def text_line(self, number: int, width: int) -> Strip:
        """Return a line of the text."""
        if number >= len(self._spans):
            return Strip.blank(width, self.base)
        start, end = self._spans[number]
        return Strip([Segment(self._shown[start:end], self.base)])

    def scroll_lines(self, by: int) -> None:
        """Scroll by so many lines."""
        # From the target, not the offset: of many keys in one burst each counts.
        self.scroll_to(y=self.scroll_target_y + by, animate=False)

    def scroll_pages(self, by: int) -> None:
        """Scroll by so many pages, of which two lines stay in view."""
        self.scroll_lines(by * max(1, self.container_size.height - 2))
