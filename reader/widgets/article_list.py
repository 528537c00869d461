"""The sidebar: a headline and a line about it for each article."""

from __future__ import annotations

from array import array
from datetime import datetime
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.reactive import var
from textual.strip import Strip

from library import Headline, LibraryError, Listing
from reader.formats import reading_time, short_date, shorten
from reader.messages import Failed
from reader.widgets.rows import Rows

_GUTTER = 2
_BOLD = Style(bold=True)
_VERSION = ("└ ", "  ")
"""What stands before the lines of a version that is listed below another."""


def _nothing() -> Listing:
    return Listing(lambda _: [], array("q"))


class ArticleList(Rows):
    """Draws headlines; which ones, and what is done with them, is decided elsewhere."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"article-list--unread", "article-list--bookmark"}
    row_height: ClassVar[int] = 2

    headlines: var[Listing] = var(_nothing, always_update=True)
    """What is listed."""

    message: var[str] = var("")
    """What to say when nothing is listed, in one line or several."""

    @property
    def row_count(self) -> int:
        """How many articles are listed."""
        return len(self.headlines)

    @property
    def current(self) -> Headline | None:
        """The headline under the cursor; None in an empty list."""
        return self.headlines[self.cursor] if self.headlines else None

    def __init__(self) -> None:
        """Make an empty list."""
        super().__init__()
        self._failed = False

    def watch_headlines(self) -> None:
        """Draw the new list."""
        self._failed = False
        self.rows_changed()

    def watch_message(self) -> None:
        """Draw the message."""
        self.refresh()

    def text_line(self, number: int, width: int) -> Strip:
        """Return a line of a headline, or of the message in an empty list."""
        lines = ["", *self.message.split("\n")]
        if self.headlines or not 0 < number < len(lines):
            return super().text_line(number, width)
        text = shorten(f"  {lines[number]}", width)
        return Strip([Segment(text, self.base + self.mark_of("lines--quiet"))])

    def row_line(self, row: int, line: int, width: int, base: Style) -> list[Segment]:
        """Return the title of an article, or what the second line tells about it."""
        try:
            headline = self.headlines[row]
        except LibraryError as error:
            return self._unreadable(error, line, width, base)
        unread = headline.read is None
        if line == 0:
            sign, name, text = "●" if unread else " ", "article-list--unread", headline.title
            style = base + _BOLD if unread else base
        else:
            sign, name = "★" if headline.bookmarked else " ", "article-list--bookmark"
            text, style = self._about(row, headline), base + self.mark_of("lines--quiet")
        indent = _VERSION[line] if self.headlines.is_version(row) else ""
        text = indent + shorten(text, width - _GUTTER - len(indent))
        return [Segment(f"{sign} ", base + self.mark_of(name)), Segment(text, style)]

    def _about(self, row: int, headline: Headline) -> str:
        """Return how many versions there are, source, day and reading time, as far as they are known."""
        parts = [headline.source or headline.author or ""]
        if (versions := self.headlines.versions(row)) > 1:
            parts.insert(0, f"{'▾' if self.headlines.is_open(row) else '▸'} {versions} versions")
        if headline.published is not None:
            parts.append(short_date(headline.published, datetime.now().astimezone()))
        parts.append(reading_time(headline.words))
        return " · ".join(filter(None, parts))

    def _unreadable(self, error: LibraryError, line: int, width: int, base: Style) -> list[Segment]:
        """Return a line of a row that cannot be fetched, and tell why once for each list."""
        if not self._failed:
            self._failed = True
            self.post_message(Failed(error))
        text = shorten("cannot be read", width - _GUTTER) if line == 0 else ""
        return [Segment("  ", base), Segment(text, base + self.mark_of("lines--quiet"))]
