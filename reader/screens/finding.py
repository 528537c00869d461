"""The half of the main screen that finds: views, search, and the list that answers them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input, Label
from textual.worker import Worker, WorkerCancelled

from library import N_, Interrupted, Library, LibraryError, NotFound, QueryError, _
from reader.config import Config
from reader.formats import complaint, count, shorten
from reader.history import HISTORY_NAME, History
from reader.keys import key_for
from reader.messages import Failed, reported
from reader.saving import Saver
from reader.session import FIRST_PAGE, Question, Session
from reader.signs import sign
from reader.threads import LibraryThread
from reader.views import NAME_WIDTH
from reader.widgets.article_list import ArticleList
from reader.widgets.article_view import ArticleView
from reader.widgets.bars import KeyHints, ViewBar
from reader.widgets.contents import Contents
from reader.widgets.panes import LIST, Panes
from reader.widgets.search_line import SearchLine

_CHUNK: Final = 20_000
_MOST: Final = 320_000
_REST_SECONDS: Final = 0.1
_TYPING_SECONDS: Final = 0.3
"""Seconds until more than the first page of a list is fetched, and the same while a search is typed."""
_PATIENCE: Final = 5.0
"""Seconds after which a search shows what it has found, which may be a part."""
_EMPTY: Final = (
    N_("No articles yet"),
    N_("Nothing unread"),
    N_("No bookmarks yet: {key} sets one"),
)


class FindingScreen(Screen[None]):
    """Asks the library what is looked for, and lists the answer; how it is read is a subclass's part."""

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
        self._searcher = LibraryThread(library.folder, "search")
        self._search: Worker[None] | None = None
        self._unreadable = False
        self._asked: Question | None = None  # until the answer is listed
        self._history = History(library.folder / HISTORY_NAME)

    def compose(self) -> ComposeResult:
        """Yield the bars and the panes."""
        with Horizontal(id="top"):
            yield self.bar
            yield self.search_box
            yield self.found
        yield self.panes
        yield self.hints

    def on_mount(self) -> None:
        """List all articles."""
        with reported(self, fatal=True):
            self.session.ask(Question())
            self.list_again()
            self.panes.activate(LIST)
            self.list_ready()

    def on_unmount(self) -> None:
        """Stop what is running."""
        self._searcher.interrupt()
        self._searcher.close()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave all keys to the line into which something is typed."""
        return self.focused is not self.search_line and not self.panes.finding.is_typing

    async def action_view(self, view: int) -> None:
        """List another view, within which the present search goes on."""
        await self.list_view(view)

    async def list_view(self, view: int) -> None:
        """List another view, and return when that is done."""
        # What was just marked belongs into the new list, so its way to the disk is waited for.
        await self.saver.finished()
        question = self.session.question_of(view)
        if question is None:
            told = _("No saved search has this key. After a search, {key} saves it.")
            self.notify(told.format(key=key_for("save")))
        else:
            self.look_at(question)

    def look_at(self, question: Question) -> None:
        """List what answers a question."""
        self.session.ask(question)
        self.list_again()
        self.panes.activate(LIST)

    def action_search(self) -> None:
        """Take what is typed as a search; in the article, as what is to be found there."""
        if not self.panes.find():
            self.action_search_library()

    def action_search_library(self) -> None:
        """Take what is typed as a search."""
        with reported(self):
            self.search_line.earlier = self._history.queries()
        self.search_box.display = True
        self.set_focus(self.search_line)

    def search_for(self, query: str) -> None:
        """Search as if `query` had been typed and accepted."""
        with self.prevent(Input.Changed):
            self.search_line.value = query
        self.search_box.display = bool(query)
        self.find(replace(self.asked, query=query))
        self.panes.activate(LIST)
        self._remember(query)

    def list_again(self) -> None:
        """Draw the session's list from its beginning, and load what did not fit on its first page."""
        self.draw_list()
        self.list.action_first()
        self.workers.cancel_group(self, "rest")
        if not self.session.is_complete:
            self._load_rest(self.session.question)

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

    def end_search(self) -> None:
        """List the whole view again, with the cursor on the same article."""
        with self.prevent(Input.Changed):
            self.search_line.value = ""
        self.search_box.display = False
        self.list_anew()

    def list_anew(self) -> None:
        """List the whole view as it is now, with the cursor on the same article."""
        current = self.list.current
        self.session.ask(self.session.question.base)
        self.list_again()
        if current is not None:
            self.go_to(current.id)

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
                text = told.format(found=text, seconds=round(_PATIENCE))
            if self.view.opened is not None and self.view.opened.hits:
                number, hits = count(self.view.hit + 1), count(len(self.view.opened.hits))
                hit = _("{number} of {count}").format(number=number, count=hits)
                text = sign(" · ").join((hit, text))
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

    @on(ViewBar.Chosen)
    async def _view_chosen(self, event: ViewBar.Chosen) -> None:
        """List the view that was clicked."""
        with reported(self):
            await self.action_view(event.view)

    @on(Input.Changed)
    def _search_changed(self, event: Input.Changed) -> None:
        """Search for what is typed so far; the answer to an older question is not waited for."""
        self.find(replace(self.asked, query=event.value))

    @on(SearchLine.Widened)
    def action_widen(self) -> None:
        """Look for what is searched for in all articles, or in the view again."""
        question = self.asked
        if question.base == Question():
            self.notify(_("All articles are searched already."))
        else:
            self.find(replace(question, is_wide=not question.is_wide))

    @property
    def asked(self) -> Question:
        """The question that was asked last, whether its answer is listed yet or not."""
        return self._asked or self.session.question

    def find(self, question: Question, *, stay: bool = False) -> Worker[None]:
        """Have the answer to a question listed, and drop the one before; with `stay` the cursor stays."""
        self._asked = question
        self._searcher.interrupt()
        search: Worker[None] = self._find(question, stay)
        self._search = search
        return search

    @on(SearchLine.Accepted)
    async def _search_accepted(self) -> None:
        """Go to the list of what was found, once it is there."""
        if self._search is not None:
            with suppress(WorkerCancelled):
                await self._search.wait()
        if self._unreadable:
            self.search_line.resume()
            return
        self.search_box.display = bool(self.search_line.value)
        self.panes.activate(LIST)
        self._remember(self.search_line.value)

    @work(group="remember")
    async def _remember(self, query: str) -> None:
        """Have a search that was accepted found again by the arrow keys."""
        with reported(self):
            await asyncio.to_thread(self._history.add, query)

    @on(SearchLine.Cancelled)
    def _search_cancelled(self) -> None:
        """Go back to the view as it was."""
        with reported(self):
            self.end_search()
        self.panes.activate(LIST)

    @work(group="search", exclusive=True)
    async def _find(self, question: Question, stay: bool) -> None:
        """List the answer to a question."""
        self._unreadable = False
        with reported(self):
            try:
                await self.answer(question, stay)
            except QueryError as error:
                self._unreadable = True
                self._say(complaint(error))
            except Interrupted:
                pass

    async def answer(self, question: Question, stay: bool) -> None:  # noqa: ARG002
        """List the answer to a question once it is there.

        Raises:
            QueryError: The question's query cannot be read.
            Interrupted: It is no longer wanted.
        """
        find = partial(
            Library.find_in_time, node=question.node, limit=FIRST_PAGE, seconds=_PATIENCE
        )
        keys, complete = await self._searcher.run(find)
        self.session.show(question, keys, stopped=not complete)
        self.list_again()

    @work(group="rest", exclusive=True)
    async def _load_rest(self, question: Question) -> None:
        """Add to the list, chunk by chunk, what did not fit on its first page."""
        # First comes what is seen, and the next letter.
        await asyncio.sleep(_TYPING_SECONDS if self.focused is self.search_line else _REST_SECONDS)
        size = _CHUNK
        while not self.session.is_complete:
            last = self.session.listing.last_key
            find = partial(Library.find, node=question.node, below=last, limit=size)
            try:
                keys = await self._searcher.run(find)
            except Interrupted:
                return
            except LibraryError as error:
                self.post_message(Failed(error))
                return
            if question is not self.session.question or self.session.is_complete:
                return
            self.session.extend(keys, complete=len(keys) < size)
            size = min(2 * size, _MOST)  # each looks for the beginning of a word from the start
            self.list.rows_changed()
        self.say_found()


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
