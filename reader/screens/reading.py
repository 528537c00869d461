"""What the main screen has for the article alone: where the reader is in it, and its links."""

from __future__ import annotations

from textual import on
from textual.screen import Screen

from library import _
from reader.widgets.article_view import ArticleView
from reader.widgets.bars import KeyHints
from reader.widgets.panes import Panes
from reader.widgets.rows import Rows


class ReadingScreen(Screen[None]):
    """Says how much of the article is read, and lists where it leads; beside what finds and lists."""

    view: ArticleView
    """The article that is shown."""

    panes: Panes
    """What it stands in."""

    hints: KeyHints
    """The line at the bottom."""

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
        """Say how much of the article is read."""
        self.hints.position = self.view.position

    @on(Rows.Moved, "Contents")
    def _contents_moved(self) -> None:
        """Let the mentions of the name under the cursor stand out in the text."""
        self.view.traced = self.panes.contents.entity
