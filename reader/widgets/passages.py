"""What articles say of an entity: for each the headline and the sentence that names it first."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import lru_cache
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import var

from library import Headline, LibraryError, Listing, Passage, _
from reader.formats import local_now, short_date, shorten
from reader.messages import Failed
from reader.signs import sign
from reader.widgets.rows import Rows
from reader.wrapping import wrap

_MORE: Final = " …"
_GUTTER: Final = 2
_SENTENCE_LINES: Final = 2
_KEPT: Final = 500
_BOLD: Final = Style(bold=True)

Say = Callable[[int], Passage | None]
"""Returns what the article with a key says."""


def _nothing() -> Listing:
    return Listing(lambda _: [], array("q"))


class Passages(Rows):
    """Draws a headline and a sentence for each article."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "passages--name",
        "article-list--unread",
        "article-list--bookmark",
    }
    row_height: ClassVar[int] = 2 + _SENTENCE_LINES

    headlines: var[Listing] = var(_nothing, always_update=True)
    """The articles."""

    def __init__(self, say: Say) -> None:
        """Make an empty list; `say` is asked for the sentences of what is looked at."""
        super().__init__()
        self._say = lru_cache(_KEPT)(say)
        self._failed = False

    @property
    def row_count(self) -> int:
        """How many articles are listed."""
        return len(self.headlines)

    @property
    def current(self) -> Headline | None:
        """The headline under the cursor; None in an empty list."""
        return self.headlines[self.cursor] if self.headlines else None

    @property
    def passage(self) -> Passage | None:
        """What the article under the cursor says."""
        return self._say(self.headlines.key(self.cursor)) if self.headlines else None

    def watch_headlines(self) -> None:
        """Draw the new list."""
        self._say.cache_clear()
        self._failed = False
        self.rows_changed()

    def row_line(self, row: int, line: int, width: int, base: Style) -> list[Segment]:
        """Return the headline with its day, a line of the sentence, or a blank line."""
        if line == 0:
            try:
                return self._headline(self.headlines[row], width, base)
            except LibraryError as error:
                return self._unreadable(error, base)
        passage = self._say(self.headlines.key(row))
        if passage is None or line > _SENTENCE_LINES:
            return [Segment("", base)]
        return [Segment("  ", base), *self._sentence(passage, line - 1, width - _GUTTER - 1, base)]

    def _unreadable(self, error: LibraryError, base: Style) -> list[Segment]:
        """Return the headline of an article that cannot be fetched, and tell why once for each list."""
        if not self._failed:
            self._failed = True
            self.post_message(Failed(error))
        return [Segment("  " + _("cannot be read"), base + self.mark_of("lines--quiet"))]

    def _headline(self, headline: Headline, width: int, base: Style) -> list[Segment]:
        """Return the title with sign, source and day."""
        unread = headline.read is None
        now = local_now()
        parts = [
            headline.source or "",
            short_date(headline.published, now) if headline.published else "",
        ]
        about = shorten(sign(" · ").join(filter(None, parts)), width // 3)
        title = shorten(headline.title, width - _GUTTER - cell_len(about) - 3)
        lead, name = (sign("●"), "unread") if unread else (" ", "unread")
        if headline.bookmarked:
            lead, name = sign("★"), "bookmark"
        return [
            Segment(f"{lead} ", base + self.mark_of(f"article-list--{name}")),
            Segment(title, base + _BOLD if unread else base),
            Segment(f"   {about}" if about else "", base + self.mark_of("lines--quiet")),
        ]

    def _sentence(self, passage: Passage, line: int, width: int, base: Style) -> list[Segment]:
        """Return a line of the sentence, with the name in it marked."""
        # A line break within a sentence is as good as a blank here, and as long.
        text = passage.text.replace("\n", " ")
        spans = list(wrap(text, max(1, width)))
        if line >= len(spans):
            return []
        start, end = spans[line]
        more = line == _SENTENCE_LINES - 1 and len(spans) > _SENTENCE_LINES
        if more:  # what tells that it goes on has to have room
            end = start + next(wrap(text[start:], max(1, width - cell_len(sign(_MORE)))))[1]
        first, last = (min(max(edge, start), end) for edge in (passage.start, passage.end))
        quiet = base + self.mark_of("lines--quiet")
        return [
            Segment(text[start:first], quiet),
            Segment(text[first:last], base + self.mark_of("passages--name")),
            Segment(text[last:end], quiet),
            Segment(sign(_MORE) if more else "", quiet),
        ]
