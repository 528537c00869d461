"""The half of the main screen that finds: views, search, and the list that answers them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final

from textual import on, work
from textual.widgets import Input
from textual.worker import Worker, WorkerCancelled

from library import (
    EVERYTHING,
    Interrupted,
    Library,
    LibraryError,
    QueryError,
    _,
    parse_query,
)
from reader.arranging import Stays
from reader.config import Config
from reader.explaining import Explanations
from reader.formats import complaint
from reader.history import HISTORY_NAME, History
from reader.keys import key_for
from reader.messages import Failed, reported
from reader.offers import did_you_mean, elsewhere, suggestions
from reader.saving import Saver
from reader.screens.listed import PATIENCE, ListedScreen
from reader.session import FIRST_PAGE, Question
from reader.threads import LibraryThread
from reader.widgets.article_list import ArticleList
from reader.widgets.bars import ViewBar
from reader.widgets.panes import LIST
from reader.widgets.search_line import SearchLine

_CHUNK: Final = 20_000
_MOST: Final = 320_000
_REST_SECONDS: Final = 0.1
_TYPING_SECONDS: Final = 0.3
"""Seconds until more than the first page of a list is fetched, and the same while a search is typed."""


class FindingScreen(ListedScreen):
    """Asks the library what is looked for, and lists the answer; how it is read is a subclass's part."""

    def __init__(self, library: Library, saver: Saver, config: Config) -> None:
        """List what is in `library`; `saver` is what changes it."""
        super().__init__(library, saver, config)
        self._searcher = LibraryThread(library.folder, "search")
        self._search: Worker[None] | None = None
        self._unreadable = False
        self._suggested: str | None = None
        self._explanations = Explanations(self.session, self._searcher)
        self._history = History(library.folder / HISTORY_NAME)

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
            self.search_line.earlier.lines = self._history.queries()
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
        self._unreadable = False
        self.draw_list()
        self.list.action_first()
        self.workers.cancel_group(self, "rest")
        if not self.session.is_complete:
            self._load_rest(self.session.question)

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

    def find(self, question: Question, *, stays: Stays = Stays.NOTHING) -> Worker[None]:
        """Have the answer to a question listed, and drop the one before."""
        self._asked, self._suggested = question, None
        self.list.sent_to = 0
        self._searcher.interrupt()
        search: Worker[None] = self._find(question, stays)
        self._search = search
        return search

    @on(SearchLine.Accepted)
    async def _search_accepted(self) -> None:
        """Go to the list of what was found, once it is there."""
        if self._search is not None:
            with suppress(WorkerCancelled):
                await self._search.wait()
        if not self._unreadable:
            self._refuse()
        if self._unreadable:
            self.search_line.resume()
            return
        self.search_box.display = bool(self.search_line.value)
        self.panes.activate(LIST)
        self._remember(self.search_line.value)

    def say_found(self) -> None:
        """Say how many articles a search found, unless there is something wrong with it, which stays."""
        if not self._unreadable:
            super().say_found()

    def _refuse(self) -> None:
        """Say what is wrong with a query without words, which lists all as long as some may follow.

        One that cannot be read has been told by its search, but for another asked for meanwhile.
        """
        query = self.search_line.value
        try:
            if query.strip() and self.asked.searched == EVERYTHING:
                parse_query(query)
        except QueryError as error:
            self._unreadable = True
            self._say(complaint(error))

    @work(group="remember")
    async def _remember(self, query: str) -> None:
        """Have a search that was accepted found again by the arrow keys."""
        if self.library.is_read_only:
            return
        with reported(self):
            await asyncio.to_thread(self._history.add, query)

    @on(SearchLine.Cancelled)
    def _search_cancelled(self) -> None:
        """Go back to the view as it was."""
        with reported(self):
            self.end_search()
        self.panes.activate(LIST)

    @work(group="search", exclusive=True)
    async def _find(self, question: Question, stays: Stays) -> None:
        """List the answer to a question."""
        self._unreadable = False
        with reported(self):
            try:
                await self.answer(question, stays)
            except QueryError as error:
                self._unreadable = True
                self._say(complaint(error))
            except Interrupted:
                pass

    async def answer(self, question: Question, stays: Stays) -> None:  # noqa: ARG002
        """List the answer to a question once it is there.

        Raises:
            QueryError: The question's query cannot be read.
            Interrupted: It is no longer wanted.
        """
        find = partial(Library.find_in_time, node=question.node, limit=FIRST_PAGE, seconds=PATIENCE)
        keys, complete = await self._searcher.run(find)
        self.session.show(question, keys, stopped=not complete)
        self.list_again()
        if question.query and not self.session.listing:
            await self._offer_others(question)

    async def _offer_others(self, question: Question) -> None:
        """Say below that nothing was found what else may have been meant."""
        told = await elsewhere(question, self._searcher)
        if told and question is self.session.question:
            self.list.message += f"\n{told}"
        suggested = await suggestions(question, self._searcher)
        if suggested and question is self.session.question:
            self._suggested = suggested[0]
            self.list.message += f"\n\n{did_you_mean(suggested)}"

    @on(SearchLine.Completed)
    def _suggestion_taken(self) -> None:
        """Search for what was suggested."""
        if self._suggested is not None:
            self.search_line.value = self._suggested
            self.search_line.cursor_position = len(self._suggested)

    def draw_list(self) -> None:
        """Draw the session's list, and find out where the search matched as it comes into view."""
        self._explanations.begin()
        self.list.explain_found(bool(self.session.question.query))
        super().draw_list()

    @on(ArticleList.Unexplained)
    def _came_into_view(self, event: ArticleList.Unexplained) -> None:
        """Find out where the search matched in what came into view."""
        if self._explanations.want(event.keys):
            self._explain()

    @work(group="explain")
    async def _explain(self) -> None:
        """Show where the search matched, whenever nothing else is asked."""
        with reported(self):
            await self._explanations.run(self.list.explain)

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
