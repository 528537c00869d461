"""An article as it is drawn: set into lines of a comfortable width, with all that is marked in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from textual.message import Message
from textual.reactive import var

from library import Article, Headline, Mention, Place
from reader.layouts import Layouts, column, meta_line
from reader.opened import Opened
from reader.widgets.article_lines import ArticleLines

MAX_WIDTH: Final = 76
"""Cells of the text column, unless something else is set; longer lines are hard to follow."""

REST_SECONDS: Final = 0.02
"""Time from the first frame until the rest of the article is dealt with: it is on its way to the terminal."""

_AT_ONCE: Final = 100
"""Lines that are set before the first frame of an article at least; longer ones are set further behind it."""


class _Present(Message):
    """Tells of nothing but what can be asked for now."""

    def can_replace(self, message: Message) -> bool:
        """Tell that one that follows says it all."""
        return type(message) is type(self)


class ArticlePage(ArticleLines):
    """Draws one article, and keeps its place when it is set anew."""

    bookmarked: var[bool] = var(False)
    """Whether the line below the title shows a star."""

    tags: var[tuple[str, ...]] = var[tuple[str, ...]](())
    """The tags that the line below the title shows."""

    note: var[str] = var("")
    """The note that stands below it."""

    max_width: var[int] = var(MAX_WIDTH)
    """Cells of the text column at most."""

    skimmed: var[bool] = var(False)
    """Whether no more is shown than headings and the first sentence of each paragraph."""

    class Scrolled(_Present):
        """The article was scrolled."""

    class Positioned(_Present):
        """Another part of the article is in view, or another mention was gone to."""

    def __init__(self) -> None:
        """Make an empty view."""
        super().__init__()
        self._layouts = Layouts()
        self._words = 0
        self._wanted: Place | None = None
        self._place: Place | None = None
        # Place, width and line at which the other way to show it was left.
        self._left: tuple[Place | None, int, float] | None = None
        self.moved = False

    # What is shown

    def watch_opened(self, old: Opened | None, new: Opened | None) -> None:
        """Set another article from its beginning, or mark other places in the same."""
        same = old is not None and new is not None and old.article is new.article
        if not same:
            self.free_later(old)
            self._wanted = self._place = self._left = None
            self._words = 0 if new is None else new.count_words()
            self._set()
            self.scroll_to(y=0, animate=False)
            self.moved = False
            self.found = None
        self.set_reactive(ArticlePage.mentioned, None)
        self.set_reactive(ArticlePage.hit, 0)
        self.refresh()
        self.post_message(self.Positioned())

    def set_ahead(self, headline: Headline, article: Article, note: str) -> None:
        """Set the beginning of an article that may be opened next, which is in the list as `headline`."""
        width = self.text_width or self.app.size.width - 1
        if width > 0:
            starred = headline.bookmarked is not None
            meta = meta_line(article, headline.words, headline.tags, bookmarked=starred)
            lines = max(_AT_ONCE, 2 * self.container_size.height)
            width = column(width, self.max_width)
            self._layouts.set_ahead(lines, article, meta, width, note, skimmed=self.skimmed)

    def complete(self, mentions: tuple[Mention, ...]) -> None:
        """Take all mentions of what is opened, of which those that are in view were there already."""
        if self.opened is not None:
            self.set_reactive(
                ArticlePage.opened, replace(self.opened, mentions=mentions, is_whole=True)
            )

    def watch_bookmarked(self) -> None:
        """Set or remove the star."""
        self._set()

    def watch_tags(self) -> None:
        """Show other tags."""
        self._set()

    def watch_note(self) -> None:
        """Show another note, and below it what was read."""
        self._set_again()

    def watch_skimmed(self) -> None:
        """Show all or the gist, from the same place on; who only had a look comes back to the same line."""
        left, back = (self._place, self._width, self.scroll_y), self._left
        self._set_again()
        if back is not None and back[:2] == left[:2]:
            self.scroll_to_line(back[2])
            self._place = left[0]
        self._left = left

    def watch_max_width(self) -> None:
        """Set the article in the new width."""
        self._set_again()

    # Where it is

    @property
    def place(self) -> Place | None:
        """The place at the top of the view, as exact as it was asked for; None at the very beginning."""
        return self._place

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is in view."""
        return self.scroll_offset.y >= self.max_scroll_y

    def go_to(self, place: Place) -> None:
        """Scroll so that `place` is on the first line, as soon as the article is set."""
        if self._layout is None or not self.text_width:
            self._wanted = place
        else:
            self.scroll_to_line(self._layout.line_of(place))
            # Not the beginning of its line: in another width that stands on the line before.
            self._place = place

    def show_place(self, place: Place) -> None:
        """Scroll so that `place` is in view, with some lines above it."""
        if self._layout is None or not self.text_width:
            self._wanted = place
            return
        if not self._layout.holds(place):
            self.skimmed = False
        line, height = self._layout.line_of(place), self.container_size.height
        if not self.scroll_offset.y <= line < self.scroll_offset.y + height:
            self.scroll_to_line(max(0, line - height // 3))

    def scroll_to_line(self, line: float) -> None:
        """Scroll so that a line is the first, or as near to that as there are lines below it."""
        if (layout := self._layout) is not None:
            bottom = line + self.container_size.height
            if layout.is_whole or bottom > layout.known_height:
                self.set_rest()
        self.scroll_to(y=line, animate=False)

    def set_rest(self) -> None:
        """Set what of the article is not yet set, of which nothing is in view; its length is known then."""
        if self._layout is not None and len(self._layout.lines) != self.virtual_size.height:
            self.set_height(len(self._layout.lines), is_drawn=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take notice of the place at the top, and tell."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())
        if self._layout is None:
            return
        # What was out of bounds has only become shorter: nobody has moved.
        if round(old_value) <= self.max_scroll_y:
            top = round(new_value)
            self._place = self._layout.place_of(top) if top else None
        self.post_message(self.Positioned())

    # Drawing

    def on_resize(self) -> None:
        """Set the article in the new width, keeping the place at the top."""
        self._set_again()

    def _set(self) -> None:
        """Set the article in the present width.

        A view that was never shown has none. It is likely to be shown alone, and set for that, so
        that nothing has to be set between the key that opens it and the first frame.
        """
        width = self.text_width or self.app.size.width - 1
        if self.opened is None or width < 1:
            self._layout = None
            self._layouts.clear()
            self.set_height(0)
        else:
            self._width = column(width, self.max_width)
            article, before = self.opened.article, self._layout
            meta = meta_line(article, self._words, self.tags, bookmarked=self.bookmarked)
            self._layout = self._layouts.get(
                article, meta, self._width, self.note, skimmed=self.skimmed
            )
            self._layout.line(max(_AT_ONCE, 2 * self.container_size.height))
            self.set_height(self._layout.likely_height, is_drawn=before is self._layout)
            if not self._layout.is_whole:
                self.call_after_refresh(self.set_timer, REST_SECONDS, self.set_rest)
        self.post_message(self.Positioned())

    def _set_again(self) -> None:
        """Set the same article in another way, with the same place at the top."""
        place = self._place or self._wanted
        self._wanted = None
        self._set()
        if place is not None:
            self.go_to(place)
        elif self._layout is not None:
            self.scroll_to(y=0, animate=False)
