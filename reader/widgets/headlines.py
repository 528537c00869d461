"""Headlines of a list as they are drawn: a title, and a line about it, for each article; groups and versions.

Which row the cursor is on, and what that means, is told in `article_list`.
"""

from __future__ import annotations

from array import array
from collections.abc import Container, Mapping, Sequence
from datetime import datetime
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from library import Headline, LibraryError, Listing, Snippet, Spot, _
from reader.formats import (
    group_name,
    group_size,
    labels_told,
    local_now,
    reading_time,
    short_date,
    shorten,
)
from reader.messages import Failed
from reader.signs import sign
from reader.widgets.marked import excerpt, marked, told_below
from reader.widgets.rows import Rows

_GUTTER = 2
_BOLD = Style(bold=True)
_SNIPPETS_KEPT: Final = 1000
_NO_SNIPPET: Final = Snippet()
_VERSION = ("└ ", "  ")
"""What stands before the lines of a version that is listed below another."""


def _nothing() -> Listing:
    return Listing(lambda _: [], array("q"))


class Headlines(Rows):
    """Draws the headlines of a listing, with where a search matched in them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-list--unread",
        "article-list--bookmark",
        "article-list--group",
        "article-list--hit",
        "article-list--new",
        "article-list--selected",
    }
    row_height: ClassVar[int] = 2

    headlines: var[Listing] = var(_nothing, always_update=True)
    """What is listed."""

    message: var[str] = var("")
    """What to say when nothing is listed, in one line or several."""

    since: var[datetime | None] = var[datetime | None](None)
    """What was added after this is told to be new; None when nothing is."""

    selected: Container[int] = frozenset()
    """The keys of the articles that are selected; whoever changes them has the list drawn."""

    class Unexplained(Message):
        """Articles that a search found came into view, of which it is not known where it matched."""

        def __init__(self, keys: Sequence[int]) -> None:
            """Tell their keys."""
            super().__init__()
            self.keys = keys

    def __init__(self) -> None:
        """Make an empty list."""
        super().__init__()
        self._failed = False
        self._is_found = False
        self._snippets: dict[int, Snippet] = {}
        self._asked: set[int] = set()  # keys of the articles of which this search has to be told
        self._to_ask: list[int] = []

    @property
    def row_count(self) -> int:
        """How many rows there are: articles, and the headings of their groups if they are in groups."""
        outline = self.headlines.outline
        return len(self.headlines) if outline is None else len(outline)

    def spot(self, row: int) -> Spot:
        """Return what a row shows."""
        outline = self.headlines.outline
        return Spot(0, row) if outline is None else outline.spot(row)

    def explain_found(self, is_found: bool) -> None:
        """Take notice that what is listed from now on is what a search found, or is not.

        Until it is known where that search matched, it is shown where the one before did: each
        letter that is typed makes a new search, and the rows are to stay calm.
        """
        self._is_found = is_found
        self._asked.clear()
        self._to_ask.clear()
        if not is_found or len(self._snippets) > _SNIPPETS_KEPT:
            self._snippets.clear()

    def explain(self, snippets: Mapping[int, Snippet]) -> None:
        """Show where the search matched in the articles with these keys."""
        if len(self._snippets) > _SNIPPETS_KEPT:
            self.explain_found(True)
        self._snippets.update(snippets)
        self._asked.update(snippets)
        self.refresh()

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
        """Return a line of an article, or of the heading of a group."""
        group, article_row = self.spot(row)
        if article_row is None:
            return self._heading(group, line, width, base)
        return self._article(article_row, line, width, base)

    def _heading(self, number: int, line: int, width: int, base: Style) -> list[Segment]:
        """Return the name of a group, or how many articles it has."""
        outline = self.headlines.outline
        assert outline is not None
        group = outline.group(number)
        if line == 0:
            mark = sign("▾" if outline.is_open(number) else "▸")
            text, style = (
                group_name(group.label, outline.grouping, local_now().date()),
                self.mark_of("article-list--group"),
            )
        else:
            is_whole = self.headlines.is_whole or number < outline.groups - 1
            mark, style = " ", self.mark_of("lines--quiet")
            text = group_size(group.articles, group.unread) if is_whole else sign("…")
        return [Segment(f"{mark} {shorten(text, width - _GUTTER)}", base + style)]

    def _article(self, row: int, line: int, width: int, base: Style) -> list[Segment]:
        """Return the title of an article, or what the second line tells about it."""
        try:
            headline = self.headlines[row]
        except LibraryError as error:
            return self._unreadable(error, line, width, base)
        unread = headline.read is None
        snippet = self._snippet(row)
        indent = sign(_VERSION[line]) if self.headlines.is_version(row) else ""
        width -= _GUTTER + len(indent)
        mark = self.mark_of("article-list--hit")
        if line == 0:
            lead, name = sign("●") if unread else " ", "article-list--unread"
            style = base + _BOLD if unread else base
            text = marked(headline.title, snippet.title, width, style, mark)
        else:
            lead, name = sign("★") if headline.bookmarked else " ", "article-list--bookmark"
            style = base + self.mark_of("lines--quiet")
            text = self._about(row, headline, snippet, width, style)
        sign_style = base + self.mark_of(name)
        if line == 0 and self.headlines.key(row) in self.selected:
            chosen = base + self.mark_of("article-list--selected")
            before = [
                Segment(lead, sign_style),
                Segment(sign("✓"), chosen),
                Segment(indent, sign_style),
            ]
            return [*before, *text]
        return [Segment(f"{lead} {indent}", sign_style), *text]

    def _about(
        self, row: int, headline: Headline, snippet: Snippet, width: int, style: Style
    ) -> list[Segment]:
        """Return what is told of an article below its title, as far as it is known.

        That is whether it is new, how many versions there are, and where a search matched or else
        source, day and time.
        """
        is_new = self.since is not None and headline.added > self.since
        new = (
            [Segment(_("new") + sign(" · "), style + self.mark_of("article-list--new"))]
            if is_new
            else []
        )
        width -= sum(part.cell_length for part in new)
        parts = list[str]()
        if (versions := self.headlines.versions(row)) > 1:
            mark = sign("▾" if self.headlines.is_open(row) else "▸")
            told = _("{count} versions").format(count=versions)
            parts.append(f"{mark} {told}")
        if labels := labels_told(headline):
            parts.append(labels)
        if (below := told_below(headline.title, snippet, width)) is not None:
            before = shorten("".join(f"{part}{sign(' · ')}" for part in parts), width)
            text = excerpt(
                below, width - cell_len(before), style, self.mark_of("article-list--hit")
            )
            return [*new, Segment(before, style), *text]
        parts.append(headline.source or headline.author or "")
        if headline.published is not None:
            parts.append(short_date(headline.published, local_now()))
        parts.append(reading_time(headline.words))
        return [*new, Segment(shorten(sign(" · ").join(filter(None, parts)), width), style)]

    def _snippet(self, row: int) -> Snippet:
        """Return where the search matched in an article; if that is not known yet, have it told."""
        if not self._is_found:
            return _NO_SNIPPET
        key = self.headlines.key(row)
        if key not in self._asked:
            self._asked.add(key)
            if not self._to_ask:
                self.call_after_refresh(self._ask)
            self._to_ask.append(key)
        return self._snippets.get(key, _NO_SNIPPET)

    def _ask(self) -> None:
        """Ask where the search matched in what has come into view."""
        if self._to_ask:
            self.post_message(self.Unexplained(tuple(self._to_ask)))
            self._to_ask.clear()

    def _unreadable(self, error: LibraryError, line: int, width: int, base: Style) -> list[Segment]:
        """Return a line of a row that cannot be fetched, and tell why once for each list."""
        if not self._failed:
            self._failed = True
            self.post_message(Failed(error))
        text = shorten(_("cannot be read"), width - _GUTTER) if line == 0 else ""
        return [Segment("  ", base), Segment(text, base + self.mark_of("lines--quiet"))]
