"""The part of the main screen that lists: the panes, the bars, and what is said of the list."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Label

from library import N_, Library, NotFound, _
from reader.config import Config
from reader.formats import count, shorten
from reader.keys import key_for
from reader.saving import Saver
from reader.session import Question, Session
from reader.signs import sign
from reader.views import NAME_WIDTH
from reader.widgets.article_list import ArticleList
from reader.widgets.article_view import ArticleView
from reader.widgets.bars import KeyHints, ViewBar
from reader.widgets.contents import Contents
from reader.widgets.panes import Panes
from reader.widgets.search_line import SearchLine

PATIENCE: Final = 5.0
"""Seconds after which a search shows what it has found, which may be a part."""

_EMPTY: Final = (
    N_("No articles yet"),
    N_("Nothing unread"),
    N_("No bookmarks yet: {key} sets one"),
)


class ListedScreen(Screen[None]):
    """Holds what is drawn, and draws the list; what is listed in it is a subclass's part."""

    def __init__(self, library: Library, saver: Saver, config: Config) -> None:
        """List what is in `library`; `saver` is what changes it."""
        super().__init__()
        self.library = library
        self.saver = saver
        self.session = Session(library, config)
        self.bar = ViewBar()
        self.search_line = SearchLine()
        self.search_box = Horizontal(Label("/", markup=False), self.search_line, id="search")
        self.found = Label(markup=False, id="found")
        self.list = ArticleList()
        self.view = ArticleView()
        self.view.set_reactive(ArticleView.max_width, config.width)
        self.panes = Panes(self.list, self.view, Contents())
        self.hints = KeyHints()
        self._asked: Question | None = None  # until the answer is listed

    def compose(self) -> ComposeResult:
        """Yield the bars and the panes."""
        with Horizontal(id="top"):
            yield self.bar
            yield self.search_box
            yield self.found
        yield self.panes
        yield self.hints

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave all keys to the line into which something is typed."""
        return self.focused is not self.search_line and not self.panes.finding.is_typing

    def draw_list(self) -> None:
        """Draw the session's list with all that is said of it."""
        question, self._asked = self.session.question, None
        self.list.message = _nothing(question)
        self.list.headlines = self.session.listing
        self.show_views()
        self.list_changed()
        self.say_found()

    def show_views(self) -> None:
        """Show the views with how many articles each has now."""
        raise NotImplementedError

    def list_ready(self) -> None:
        """Take notice that the first list stands."""
        raise NotImplementedError

    def list_changed(self) -> None:
        """Take notice that another list is shown."""
        raise NotImplementedError

    def go_to(self, id_: str) -> bool:
        """Put the cursor on the article with this id, and tell whether it is listed."""
        with suppress(NotFound):
            row = self.session.row_of(self.library.key(id_))
            if row is not None:
                self.list.rows_changed()
                self.list.go_to(row)
                return True
        return False

    def say_found(self) -> None:
        """Say how many articles a search found, and which of its hits is the current one."""
        text = ""
        if self.session.question.query:
            stopped = self.session.is_stopped
            more = "+" if stopped or not self.session.is_complete else ""
            number = f"{count(self.session.listing.articles)}{more}"
            view = _where(self.session.question)
            text = _("{count} found in {view}") if view else _("{count} found")
            text = text.format(count=number, view=view)
            if stopped:
                told = _("{found}, stopped after {seconds} s")
                text = told.format(found=text, seconds=round(PATIENCE))
            if self.session.listing.articles and self.view.opened and self.view.opened.hits:
                number, hits = count(self.view.hit + 1), count(len(self.view.opened.hits))
                hit = _("{number} of {count}").format(number=number, count=hits)
                text = sign(" · ").join((hit, text))
        elif self.session.question.is_hidden:  # no view in the line above tells what is looked at
            text = _("{count} hidden by {rule}").format(
                count=count(self.session.listing.articles),
                rule=shorten(self.session.question.name, NAME_WIDTH),
            )
        self._say(sign(" · ").join(filter(None, (*self.remarks(), text, self.order_told()))))

    def remarks(self) -> list[str]:
        """Return what else is to be said beside what was found."""
        return []

    def order_told(self) -> str:
        """Return what is to be said of the order of the list; nothing of the usual one."""
        return ""

    def _say(self, text: str) -> None:
        # Laying out the whole screen anew takes longer than anything else that a letter does; so the
        # label keeps the room that it has, as long as anything is said.
        if text != self.found.content:
            self.found.update(text, layout=not text or cell_len(text) > self.found.size.width)


def _where(question: Question) -> str:
    """Return the name of the view that was looked in; empty where that goes without saying."""
    return "" if question.base == Question() else shorten(question.name, NAME_WIDTH)


def _nothing(question: Question) -> str:
    """Return what to say of an empty list."""
    view = _where(question)
    if view and (question.query or question.saved is not None):
        return _("Nothing found in {view}").format(view=view)
    if question.query:
        return _("Nothing found")
    return _(_EMPTY[question.view]).format(key=key_for("bookmark"))
