"""What a program says: lines broken to the width, drawn from what is visible."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from rich.segment import Segment
from textual import work
from textual.strip import Strip

from library import clean_text
from reader.widgets.lines import LinesView
from reader.wrapping import wrap


class OutputView(LinesView):
    """Draws a text that may be long, and may still be growing."""

    def __init__(self) -> None:
        """Make an empty view."""
        super().__init__()
        self.text = ""
        """What is shown: what was said, made safe to show."""
        self._said = b""
        self._spans: Sequence[tuple[int, int]] = ()
        self._is_due = self._is_setting = False

    @property
    def is_set(self) -> bool:
        """Whether all that was said is shown."""
        return not (self._is_due or self._is_setting)

    def show(self, said: bytes) -> None:
        """Show what a program has said so far, in UTF-8."""
        self._said = said
        self._set()

    def on_resize(self) -> None:
        """Break the text to the new width."""
        self._set()

    def _set(self) -> None:
        self._is_due = True
        if not self._is_setting:
            self._is_setting = True
            self._set_lines()

    @work(group="wrap")
    async def _set_lines(self) -> None:
        """Clean the text and break it, beside the screen: a megabyte takes its time."""
        try:
            while self._is_due and (width := self.text_width):
                self._is_due = False
                self.text, self._spans = await asyncio.to_thread(_lines, self._said, width)
                self.set_height(len(self._spans))
        finally:
            self._is_setting = False

    def text_line(self, number: int, width: int) -> Strip:
        """Return a line of the text."""
        if number >= len(self._spans):
            return Strip.blank(width, self.base)
        start, end = self._spans[number]
        return Strip([Segment(self.text[start:end], self.base)])

    def scroll_lines(self, by: int) -> None:
        """Scroll by so many lines."""
        # From the target, not the offset: of many keys in one burst each counts.
        self.scroll_to(y=self.scroll_target_y + by, animate=False)

    def scroll_pages(self, by: int) -> None:
        """Scroll by so many pages, of which two lines stay in view."""
        self.scroll_lines(by * max(1, self.container_size.height - 2))


def _lines(said: bytes, width: int) -> tuple[str, Sequence[tuple[int, int]]]:
    """Return a text that is safe to show, and where its lines of at most `width` cells begin and end."""
    text = clean_text(said.decode("utf-8", "replace")).removesuffix("\n")
    return text, list(wrap(text, width)) if text else []
