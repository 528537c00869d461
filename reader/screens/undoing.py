"""The part of the main screen that deletes articles, and takes back whatever was done."""

from __future__ import annotations

import asyncio
from array import array
from concurrent.futures import Future
from functools import partial

from textual import work

from library import LibraryError, _, ngettext
from reader.arranging import Stays
from reader.doings import doubt_of, with_undo
from reader.formats import count
from reader.many import FEW, mark_keys
from reader.messages import reported
from reader.screens.confirm import ConfirmScreen
from reader.screens.marking import MarkingScreen
from reader.session import Question
from reader.undoing import Done, Edited, Marked, Said
from reader.widgets.panes import ARTICLE, LIST


class UndoingScreen(MarkingScreen):
    """Deletes, and takes back."""

    # Deleting

    def action_delete(self) -> None:
        """Delete; what is bookmarked, tagged or noted only when the person says so once more."""
        if not (targets := self.some_targets()):
            return
        few = self.session.headlines(targets[:FEW])

        def answered(wanted: bool | None) -> None:
            if wanted:
                self._delete(targets, few[0].title if few else "")

        if question := doubt_of(few, len(targets)):
            about = _("ctrl+z takes it back.")
            self.app.push_screen(ConfirmScreen(question, about), answered)
        else:
            answered(True)

    def _delete(self, targets: array[int], title: str) -> None:
        """Delete articles, of which one has the title."""
        with reported(self):
            self.selection.drop(targets)
            saved = self.saver.alter(
                partial(mark_keys, targets, lambda library, ids: library.bin.delete(ids), False),
                title,
            )
            self.mark_sets_out()
            is_few = len(targets) <= FEW
            if is_few:
                self._take_out(targets)
                self.selection_changed()
            if self.panes.active == ARTICLE:
                self.panes.activate(LIST)
            self.list_changed()
            self._told_deleted(saved, is_few)

    def _take_out(self, keys: array[int]) -> None:
        """List a few articles no longer, with the cursor on the next that stays."""
        listing, row = self.session.listing, self.list.article_row
        rows = [found for key in keys if (found := listing.position(key)) is not None]
        listing.remove(keys)
        self.list.rows_changed()
        if row is not None and len(listing):
            above = sum(one < row for one in rows)
            self.list.go_to(min(row - above, len(listing) - 1))

    @work(group="save")
    async def _told_deleted(self, saved: Future[Marked], is_listed: bool) -> None:
        """Say that articles were deleted once that is on disk; list all anew if it could not be."""
        with reported(self):
            try:
                marked = await asyncio.wrap_future(saved)
                number = len(marked.altered)
                self.notify(
                    with_undo(
                        ngettext("Deleted.", "{count} articles are deleted.", number).format(
                            count=count(number)
                        )
                    )
                )
            except LibraryError:
                is_listed = False
                raise
            finally:
                await self.mark_arrived((), ())
                if not is_listed:
                    self.find(self.session.question, stays=Stays.CURSOR)

    # Taking back

    def action_undo(self) -> None:
        """Take back what was done last."""
        future = self.saver.history.back()
        if future is None:
            self.notify(_("There is nothing to take back."))
        else:
            self._taken(future)

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        future = self.saver.history.again()
        if future is None:
            self.notify(_("There is nothing to do again."))
        else:
            self._taken(future)

    @work(group="undo")
    async def _taken(self, future: Future[Done]) -> None:
        """Show what was taken back, or done again, once that is on disk."""
        self.mark_sets_out()
        with reported(self):
            done: Done | None = None
            try:
                done = await asyncio.wrap_future(future)
                if told := done.told():
                    self.notify(told, markup=False)
            finally:
                await self.show_anew()
            self._show_taken(done)

    def _show_taken(self, done: Done) -> None:
        """Bring the list up to what was taken back, or done again."""
        match done:
            case Marked(is_of_bin=True):
                self._list_returned(done)
            case Marked():
                self.view.note = self.library.labels.note(self.view.id_) if self.view.id_ else ""
                self._list_matching(done.ids)
            case Edited():
                self.show_views()
                if done.edit.shelf == self.library.rules.shelf:
                    self.list_anew()
            case Said():
                self.names_changed()
                self.forget_numbers()

    def _list_matching(self, ids: frozenset[str]) -> None:
        """List what belongs into the view again; what no longer does stays until the view is left."""
        question = self.session.question
        if question == Question():
            return
        if len(ids) > FEW or not self.is_by_date:
            self.find(question, stays=Stays.CURSOR)
            return
        before = len(self.session.listing)
        current = self.list.current
        for id_ in ids:
            if self.library.matches(question.node, id_):
                self.session.listing.insert(self.library.key(id_))
        if len(self.session.listing) != before:
            self.list.rows_changed()
            if current is not None:
                self.go_to(current.id)
            self.list_changed()
            self.say_found()

    def _list_returned(self, done: Marked) -> None:
        """List what came back where it belongs, with the cursor on it; or no longer what went again."""
        ids = sorted(done.ids)
        current, row = self.list.current, self.list.article_row
        if done.altered[0].after is not None and current is not None and ids == [current.id]:
            assert row is not None
            self._take_out(array("q", [self.session.listing.key(row)]))
            self.list_changed()
            return
        if len(ids) > FEW or done.altered[0].after is not None or not self.is_by_date:
            self.find(self.session.question, stays=Stays.CURSOR)
            return
        node = self.session.question.node
        returned = [id_ for id_ in ids if self.library.matches(node, id_)]
        for id_ in returned:
            self.session.listing.insert(self.library.key(id_))
        self.list.rows_changed()
        if returned:
            self.go_to(max(returned, key=self.library.key))
        self.list_changed()

    @property
    def is_by_date(self) -> bool:
        """Whether the list stands in the usual order, in no groups."""
        return self.session.arrangement.is_plain

    def names_changed(self) -> None:
        """Take notice that names in the shown article are others now."""
        raise NotImplementedError
