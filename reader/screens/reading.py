"""What the main screen has for the article alone: what of it is shown, where one is in it, and its links."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from textual import on
from textual.screen import Screen

from library import ALL_BLOCKS, TITLE_BLOCK, Article, Headline, Library, LibraryError, Mention, _
from reader.messages import reported
from reader.opened import Opened
from reader.session import Session
from reader.widgets.article_list import ArticleList
from reader.widgets.article_page import REST_SECONDS
from reader.widgets.article_view import ArticleView
from reader.widgets.bars import KeyHints
from reader.widgets.contents import Entry, entries
from reader.widgets.panes import Panes
from reader.widgets.rows import Rows

_LONG: Final = 5_000
"""Words from which on no more is read of what an article names, before its first frame, than what is seen."""


class ReadingScreen(Screen[None]):
    """Shows an article, how much of it is read, and where it leads; beside what finds and lists."""

    library: Library
    """What it is in."""

    session: Session
    """What is searched for in it."""

    list: ArticleList
    """What was found."""

    view: ArticleView
    """The article that is shown."""

    panes: Panes
    """What it stands in."""

    hints: KeyHints
    """The line at the bottom."""

    _ahead: Opened | None = None
    """What the cursor is on, if it is long and has been read from the disk."""

    def read_ahead(self) -> None:
        """Read a long article under the cursor, which may be opened next, as soon as the row is drawn."""
        self.call_after_refresh(self._read_ahead_soon)

    def _read_ahead_soon(self) -> None:
        # What else comes of the frame is first, so that all of it is on its way to the terminal.
        asyncio.get_running_loop().call_soon(self._read_ahead_now)

    def _read_ahead_now(self) -> None:
        headline = self.list.current
        if headline is not None and headline.words > _LONG and not self.view.is_of(headline.id):
            with suppress(LibraryError):  # which is told when it is opened
                self._ahead = self._read(headline)
                self.view.set_ahead(headline, self._ahead.article, self._note(headline))

    def _read(self, headline: Headline) -> Opened:
        """Read an article; of a long one no more of what it names than what is seen first."""
        article = self.library.article(headline.id)
        hits = self.library.hits(self.session.question.searched, article)
        place = self.library.status(headline.id).place
        first = hits[0].block if hits else TITLE_BLOCK if place is None else place.block
        # Which names are new is asked of all of them.
        is_whole = headline.words <= _LONG or self.panes.marks_new
        blocks: range = ALL_BLOCKS if is_whole else self._seen_from(first)
        mentions = self.library.register.mentions(headline.id, blocks)
        return Opened(article, mentions, hits, headline.words, is_whole)

    def _note(self, headline: Headline) -> str:
        return self.library.labels.note(headline.id) if headline.is_noted else ""

    def show_article(self, headline: Headline) -> None:
        """Show another article, where reading of it stopped or from its beginning."""
        opened, self._ahead = self._ahead, None
        if opened is None or opened.article.id != headline.id or self.panes.marks_new:
            opened = self._read(headline)
        self.view.note, self.view.tags = self._note(headline), headline.tags
        self.view.bookmarked = headline.bookmarked is not None
        self.view.opened = opened
        if opened.is_whole:
            self._show_contents(opened.article, opened.mentions)
        else:
            self.call_after_refresh(self.set_timer, REST_SECONDS, self.show_rest)
        place = self.library.status(headline.id).place
        if place is not None and not opened.hits:
            self.view.go_to(place)

    def _seen_from(self, block: int) -> range:
        """Return the blocks that may be seen when `block` is, each of which takes a line at least."""
        height = self.size.height
        return range(block - height, block + height)

    def show_rest(self) -> None:
        """Show all that the article names, of which so far no more is there than what is seen."""
        opened = self.view.opened
        if opened is not None and not opened.is_whole:
            # What cannot be read is told once, and not asked for by each key.
            mentions = opened.mentions
            with reported(self):
                mentions = self.library.register.mentions(opened.article.id)
            self.view.complete(mentions)
            with reported(self):
                self._show_contents(opened.article, mentions)

    def on_resize(self) -> None:
        """Show the rest before more of the article is seen."""
        self.show_rest()

    def names_changed(self) -> None:
        """Mark the names in the shown article anew."""
        if self.view.opened is not None:
            article = self.view.opened.article
            mentions = self.library.register.mentions(article.id)
            hits = self.library.hits(self.session.question.searched, article)
            self.view.opened = replace(
                self.view.opened, mentions=mentions, hits=hits, is_whole=True
            )
            self.panes.contents.renew(self._entries(article, mentions))
            self.panes.mark_new()

    def _show_contents(self, article: Article, mentions: Sequence[Mention]) -> None:
        self.panes.contents.entries = self._entries(article, mentions)
        self.panes.mark_new()

    def _entries(self, article: Article, mentions: Sequence[Mention]) -> tuple[Entry, ...]:
        """Return the contents of an article, with what is met there for the first time."""
        novel = self.library.register.novel(article.id)
        named = {(mention.entity.kind, mention.entity.key) for mention in mentions}
        # As long as nothing was read all is new, and nothing is told by saying so.
        return entries(article, mentions, novel if named - novel else frozenset())

    def action_links(self) -> None:
        """List the links of the article, to be opened or copied."""
        # Imported here: few starts need it.
        from reader.links import links_of
        from reader.screens.links import LinksScreen

        opened = self.view.opened
        links = () if opened is None else links_of(opened.article)
        if links:
            self.app.push_screen(LinksScreen(links))
        else:
            self.notify(_("This article has no links and no address."))

    @on(ArticleView.Positioned)
    def _positioned(self) -> None:
        """Say how much of the article is read, if it is shown."""
        self.hints.position = self.view.position if self.view.display else ""

    @on(Rows.Moved, "Contents")
    def _contents_moved(self) -> None:
        """Let the mentions of the name under the cursor stand out in the text."""
        self.view.traced = self.panes.contents.entity
