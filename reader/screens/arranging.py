"""The part of the main screen that sorts the list, and parts it into groups."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final

from textual.worker import WorkerCancelled

from library import Arrangement, Grouping, Library, Order, OrderError, _, last_session
from reader.arranging import ORDER_NAMES, Arranged, Stays, arranging, effective, nearest_unread
from reader.config import Config
from reader.keys import key_for
from reader.messages import reported
from reader.saving import Saver
from reader.screens.undoing import UndoingScreen
from reader.session import Question
from reader.signs import sign
from reader.widgets.panes import LIST

_TELL_SECONDS: Final = 0.2
"""Time after which it is said that something is being sorted; less is not noticed."""

_NEXT: Final = {
    Grouping.NONE: Grouping.DAY,
    Grouping.DAY: Grouping.SOURCE,
    Grouping.SOURCE: Grouping.FEED,
    Grouping.FEED: Grouping.FOLDER,
    Grouping.FOLDER: Grouping.NONE,
}


class ArrangingScreen(UndoingScreen):
    """Lists what is found in the order and the groups that the person wants."""

    def __init__(self, library: Library, saver: Saver, config: Config) -> None:
        """List what is in `library`, newest first, and tell what was added after the last session."""
        super().__init__(library, saver, config)
        self.list.since = last_session(library.folder)
        self._config = config
        self._wanted = Arrangement()
        self._remark = ""

    async def action_sort(self) -> None:
        """Ask what to sort by, and sort."""
        from reader.screens.sort import SortScreen

        def answered(order: Order | None) -> None:
            if order is not None:
                self._arrange_by(replace(self._wanted, order=order))

        searching = bool(self.session.question.query)
        screen = SortScreen(self.session.arrangement.order, searching=searching)
        # Not from a worker: the next key may be typed already, and is for the dialog.
        await self.app.push_screen(screen, answered)

    def sort_by(self, order: Order) -> None:
        """Sort the list."""
        if order is Order.RELEVANCE and not self.session.question.query:
            self.notify(_("Only what is searched for can be sorted by relevance."))
        else:
            self._arrange_by(replace(self._wanted, order=order))

    def group_by(self, grouping: Grouping) -> None:
        """Part the list into groups, or not any more."""
        self._arrange_by(replace(self._wanted, grouping=grouping))

    def action_group(self) -> None:
        """Part the list by day, by source, where feeds are followed by these and their folders, or not."""
        following = _NEXT[self._wanted.grouping]
        if following is Grouping.FEED and not self.library.feeds.all():
            following = Grouping.NONE
        self.group_by(following)

    def action_close_groups(self) -> None:
        """Close all groups; when all are closed open them."""
        outline, article = self.list.headlines.outline, self.list.article_row
        if outline is None or not outline.groups:
            self.notify(_("The list is in no groups. {key} parts it.").format(key=key_for("group")))
            return
        number = self.list.spot(self.list.cursor).group
        line = self.list.cursor_line
        outline.toggle_all()
        self.list.rows_changed()
        if article is not None and outline.is_open(number):
            self.list.stay(article, line)
        else:
            self.list.cursor = outline.heading(number)

    def toggle_group(self) -> None:
        """Close the group whose heading is under the cursor, or open it."""
        outline, number = self.list.headlines.outline, self.list.group
        if outline is not None and number is not None:
            outline.toggle(number)
            self.list.rows_changed()

    def next_unread(self, by: int) -> int | None:
        """Return the nearest article below the cursor, or above with -1, that is shown and unread."""
        listing, row = self.session.listing, self.list.article_row
        if self.session.arrangement.is_plain:
            return None if row is None else self.session.next_unread(row, by)
        if row is None:
            if listing.outline is None or self.list.group is None:
                return None
            # A heading stands between two articles.
            row = listing.outline.rows(self.list.group).start - (by > 0)
        return nearest_unread(self.library, listing, row, by)

    # Finding in an order of one's own

    async def action_view(self, view: int) -> None:
        """List another view; keys that follow do not wait for it to be sorted."""
        await super().list_view(view)

    async def list_view(self, view: int) -> None:
        """List another view, and return when that is done."""
        await super().list_view(view)
        if self._search is not None:
            with suppress(WorkerCancelled):
                await self._search.wait()

    def look_at(self, question: Question) -> None:
        """List what answers a question."""
        if self._is_plain(question):
            super().look_at(question)
        else:
            self.find(question)
            self.panes.activate(LIST)

    def list_anew(self) -> None:
        """List the whole view as it is now, with the cursor on the same article."""
        question = self.session.question.base
        if self._is_plain(question):
            super().list_anew()
        else:
            self.find(question, stays=Stays.CURSOR)

    async def answer(self, question: Question, stays: Stays) -> None:
        """List the answer to a question in the order that is wanted, once it is there."""
        wanted = effective(self._wanted, question)
        self._remark = ""
        if wanted.is_plain and not stays:
            await super().answer(question, stays)
            return
        telling = self.set_timer(_TELL_SECONDS, partial(self._say, sign(_("Sorting …"))))
        try:
            try:
                await self._list_arranged(question, wanted, stays)
            except OrderError as error:
                self._remark = str(error).rstrip(".")
                await self._list_arranged(question, replace(wanted, order=Order.DATE), stays)
        finally:
            telling.stop()
            self.say_found()

    async def grow_list(self) -> int | None:
        """List what is new where it belongs, and return how many articles that are.

        What is listed stays, though some of it may not belong there any more, as what was just read in
        the view of what is unread; so does the cursor on its line. While another list is being found
        nothing is done, for that has what is new; then the answer is None.
        """
        if self._asked is not None:
            return None
        before = self._listed_keys()
        search = self.find(self.session.question, stays=Stays.ROWS)
        with suppress(WorkerCancelled):
            await search.wait()
        return len(self._listed_keys() - before)

    def _listed_keys(self) -> frozenset[int]:
        """Return the keys of all articles that are listed, those behind others included."""
        listing = self.session.listing
        return frozenset(listing.keys(range(len(listing))))

    def action_versions(self) -> None:
        """List the other versions of the story under the cursor, or put them behind it again."""
        if (article := self.list.article_row) is None:
            return
        row = self.session.toggle_versions(article)
        if row is None:
            self.notify(_("No other version in this list."))
            return
        self.list.rows_changed()
        self.list.go_to(row)

    def order_told(self) -> str:
        """Return what the list is sorted by, and why not otherwise; nothing of the usual order."""
        if self._remark:
            return f"{_(ORDER_NAMES[Order.DATE])}{sign(' · ')}{self._remark}"
        order = self.session.arrangement.order
        return "" if order is Order.DATE else _(ORDER_NAMES[order])

    def _is_plain(self, question: Question) -> bool:
        return effective(self._wanted, question).is_plain

    def _arrange_by(self, arrangement: Arrangement) -> None:
        """List the same in another way, with the cursor on the same article."""
        self._wanted = arrangement
        self.find(self.session.question, stays=Stays.CURSOR)

    async def _list_arranged(self, question: Question, wanted: Arrangement, stays: Stays) -> None:
        """List the answer to a question as it is wanted: first what is seen of it, if that is quicker."""
        with reported(self):
            # What was just marked is counted in its group, so its way to the disk is waited for.
            await self.saver.finished()
        if not stays and wanted.begins_with_first:
            arranged = await self._arranged(question, wanted, stays, whole=False)
            self._show_arranged(question, wanted, arranged, stays)
            if arranged.listing.is_whole:
                return
            stays = Stays.CURSOR
        arranged = await self._arranged(question, wanted, stays)
        self._show_arranged(question, wanted, arranged, stays)

    async def _arranged(
        self, question: Question, wanted: Arrangement, stays: Stays, *, whole: bool = True
    ) -> Arranged:
        """Return the list that answers a question, with all marks that were set meanwhile."""
        while True:
            marked, present = self.session.marked, self.session.listing
            make = arranging(
                question,
                wanted,
                self._config,
                present,
                key=self._current_key(),
                whole=whole,
                kept=stays is Stays.ROWS,
            )
            arranged = await self._searcher.run(make)
            if marked == self.session.marked or arranged.listing.outline is None:
                return arranged
            await self.saver.finished()

    def _show_arranged(
        self, question: Question, wanted: Arrangement, arranged: Arranged, stays: Stays
    ) -> None:
        """Show a list, in which what is under the cursor may be to stay there, and on its line."""
        key, line, heading = self._current_key(), self.list.cursor_line, self.list.group_label
        sent_to = self.list.sent_to
        self.workers.cancel_group(self, "rest")
        self.session.show_listing(question, wanted, arranged.listing)
        self.draw_list()
        row = arranged.row
        if row is None or key != arranged.listing.key(row):
            row = None if key is None else arranged.listing.reveal(key)
            self.list.rows_changed()
        if not stays or (row is None and key is not None):
            self.list.begin()
        elif stays is Stays.CURSOR and sent_to:
            self.list.send_to(sent_to)  # that was typed after what this list is the answer to
        elif row is not None:
            self.list.stay(row, line)
        elif heading is not None:
            self.list.stay_on(heading[0], line)

    def _current_key(self) -> int | None:
        """Return the key of the article under the cursor."""
        row = self.list.article_row
        return None if row is None else self.session.listing.key(row)
