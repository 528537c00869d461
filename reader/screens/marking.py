"""The part of the main screen that marks, tags and notes articles."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import Final

from textual import work

from library import (
    Headline,
    Interrupted,
    Library,
    LibraryError,
    Listing,
    Mark,
    _,
    clean_text,
    ngettext,
    tag_key,
)
from reader.config import Config
from reader.doings import Doing, marking, tagging, told_of, with_undo
from reader.formats import count
from reader.many import FEW, mark_keys, unread_of
from reader.messages import reported
from reader.saving import Saver
from reader.screens.confirm import ConfirmScreen
from reader.screens.selecting import SelectingScreen
from reader.signs import sign
from reader.undoing import Marked
from reader.widgets.panes import LIST

Find = Callable[[Library], "array[int]"] | None
"""Returns keys of further articles; None when there are none."""

COUNTED_AT_ONCE: Final = 8192
"""Articles of which it is looked up at once how many are unread: some thousandths of a second."""


class MarkingScreen(SelectingScreen):
    """Does to the selected articles, else to the one under the cursor, what a key says."""

    def __init__(self, library: Library, saver: Saver, config: Config) -> None:
        """List what is in `library`; `saver` is what changes it."""
        super().__init__(library, saver, config)
        self._shares_read = config.share_read

    # Marks

    def action_bookmark(self) -> None:
        """Set or remove the bookmark; of several, all get one unless all have one."""
        if not (targets := self.some_targets()):
            return
        few = self.session.headlines(targets[:FEW])
        sets = any(one.bookmarked is None for one in few) or len(targets) > FEW
        mark = Mark.BOOKMARK if sets else Mark.UNBOOKMARK
        self.mark_each(targets, few, mark)

    def action_mark_read(self, read: bool) -> None:
        """Mark as read or unread."""
        if targets := self.some_targets():
            mark = Mark.READ if read else Mark.UNREAD
            self.mark_each(targets, self.session.headlines(targets[:FEW]), mark)

    def mark_each(self, keys: array[int], few: Sequence[Headline], mark: Mark) -> None:
        """Mark the articles with `keys`, the first of which are `few`."""
        self.change(keys, few, marking(mark))

    def change(self, keys: array[int], few: Sequence[Headline], doing: Doing) -> None:
        """Change the articles with `keys`, the first of which are `few`: at once, or beside the screen."""
        if len(keys) > FEW:
            self._change_many(keys, doing)
            return
        before = list(few)
        if doing.is_shared:
            before = [version for one in few for version in self.session.sharing(one)]
        self._change_few(list({one.id: one for one in before}.values()), doing)
        if len(few) > 1:
            self.notify(told_of(doing, len(few)))

    def _change_few(self, before: Sequence[Headline], doing: Doing) -> None:
        """Show a change at once, and save it."""
        listing = self.session.listing
        after = [self.session.amend(one, doing.show(one)) for one in before]
        self.list.refresh()
        self.show_marks()
        ids = [one.id for one in before]
        saved = self.saver.alter(lambda library: doing.do(library, ids), before[0].title)
        self.mark_sets_out()
        self._count_when(saved, before, after, listing, doing.is_label)

    @work(group="save")
    async def _count_when(
        self,
        saved: Future[Marked],
        before: Sequence[Headline],
        after: Sequence[Headline],
        listing: Listing,
        is_label: bool,
    ) -> None:
        """When a change is on disk count on; when it failed take it back and say why."""
        arrived: Sequence[Headline] = ()
        with reported(self):
            try:
                await asyncio.wrap_future(saved)
                arrived = after
            except LibraryError:
                self.session.take_back(before, listing)
                self.list.refresh()
                self.list_changed()
                raise
            finally:
                self.session.saved(after)
                await self.mark_arrived(before, arrived)
                if is_label:
                    self.labels_changed()

    @work(group="save")
    async def _change_many(self, keys: array[int], doing: Doing) -> None:
        """Change very many articles, in one write, while reading goes on; say when that is done."""
        shares = doing.is_shared and self._shares_read
        number = len(keys)
        self.hints.progress = sign(_("Changing {count} articles …")).format(count=count(number))
        self.mark_sets_out()
        with reported(self):
            try:
                saved = self.saver.alter(partial(mark_keys, keys, doing.do, shares))
                await asyncio.wrap_future(saved)
                self.notify(told_of(doing, number))
            finally:
                self.hints.progress = ""
                await self.show_anew()

    async def show_anew(self) -> None:
        """Show everything as it is on disk now."""
        self.session.renew()
        listing = self.session.listing
        if (outline := listing.outline) is not None:
            keys = listing.keys(range(len(listing)))
            unread = frozenset(await self._searcher.run(partial(unread_of, keys)))
            if listing is self.session.listing:
                outline.count_unread(lambda rows: sum(key in unread for key in listing.keys(rows)))
        self.list.refresh()
        self.list_changed()
        await self.mark_arrived((), ())
        self.labels_changed()

    # All of a view

    def action_mark_all(self) -> None:
        """Mark all that is selected, or else all in the view, as read."""
        if self.selection and self.panes.active == LIST:
            self._ask_about(self.targets)
        else:
            self._ask_about(*self._listed(0, None))

    def action_mark_beyond(self, by: int) -> None:
        """Mark all below the cursor as read, or with -1 all above it."""
        row = self.list.article_row
        if row is not None:
            self._ask_about(*(self._listed(0, row) if by < 0 else self._listed(row + 1, None)))

    def _listed(self, start: int, stop: int | None) -> tuple[array[int], Find]:
        """Return the keys of rows that are listed, and what finds those that are yet to be."""
        listing = self.session.listing
        keys = listing.keys(range(start, len(listing) if stop is None else stop))
        if stop is not None or self.session.is_complete:
            return keys, None
        node, last = self.session.question.node, listing.last_key
        return keys, lambda library: library.find(node, below=last)

    def _ask_about(self, keys: array[int], find: Find = None) -> None:
        """Mark those of some articles that are unread as read, if the person wants it.

        Few are counted at once. Of very many the question is there at once, for the next key may be its
        answer, and says how many they are once they are counted.
        """
        if find is None and len(keys) <= COUNTED_AT_ONCE:
            self._ask_of(unread_of(keys, self.library))
            return
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        screen = ConfirmScreen(_("Mark all of them as read?"), _("ctrl+z takes it back."))
        self.app.push_screen(screen, lambda wanted: answer.set_result(bool(wanted)))
        self._mark_answered(screen, answer, keys, find)

    def _ask_of(self, unread: array[int]) -> None:
        """Mark unread articles as read, if the person wants it; one alone is not asked for."""

        def answered(wanted: bool | None) -> None:
            with reported(self):
                if wanted:
                    self.mark_each(unread, self.session.headlines(unread[:FEW]), Mark.READ)

        if not unread:
            self.notify(_("Nothing unread there."))
        elif len(unread) == 1:
            answered(True)
        else:
            about = _("ctrl+z takes it back.")
            self.app.push_screen(ConfirmScreen(_question(len(unread)), about), answered)

    @work(group="ask")
    async def _mark_answered(
        self, screen: ConfirmScreen, answer: asyncio.Future[bool], keys: array[int], find: Find
    ) -> None:
        """Count what is unread, say so in the question, and mark it once the answer is yes."""

        def count_unread(library: Library) -> array[int]:
            return unread_of(keys + find(library) if find else keys, library)

        with reported(self):
            try:
                unread = await self._searcher.run(count_unread)
            except Interrupted:
                unread = array("q")
            screen.ask(_question(len(unread)))
            if await answer and unread:
                self.mark_each(unread, self.session.headlines(unread[:FEW]), Mark.READ)

    # Tags and notes

    async def action_tags(self) -> None:
        """Ask for tags; of several articles for those that all have."""
        # Imported here and below: few starts need them.
        from reader.screens.tags import TagsScreen

        if not (targets := self.some_targets()):
            return
        few = self.session.headlines(targets[:FEW])
        common = [
            tag
            for tag in (few[0].tags if few else ())
            if all(tag_key(tag) in map(tag_key, one.tags) for one in few)
        ]

        def answered(wanted: tuple[str, ...] | None) -> None:
            if wanted is not None:
                kept = {tag_key(tag) for tag in wanted}
                gone = [tag for tag in common if tag_key(tag) not in kept]
                with reported(self):
                    self.change(
                        targets, self.session.headlines(targets[:FEW]), tagging(wanted, gone)
                    )

        screen = TagsScreen(common, self.library.labels.known(), len(targets))
        await self.app.push_screen(screen, answered)

    async def action_note(self) -> None:
        """Write a note on the article under the cursor."""
        from reader.screens.note import NoteScreen

        if (headline := self.list.current) is None or not headline.id:
            self.notify(_("No article here."))
            return
        note = self.view.note if self.view.is_of(headline.id) else ""
        if headline.is_noted and not note:
            note = self.library.labels.note(headline.id)

        def save(text: str) -> None:
            shown = bool(text.strip())
            doing = Doing(
                lambda library, ids: library.labels.set_note(ids[0], text),
                lambda one: replace(one, is_noted=shown),
                lambda _number: "",
                is_label=True,
            )
            self._change_few([self.session.now(headline)], doing)
            if self.view.is_of(headline.id):
                self.view.note = clean_text(text).rstrip().lstrip("\n")
            self.notify(with_undo(_("The note is saved.") if shown else _("There is no note now.")))

        await self.app.push_screen(NoteScreen(headline.title, note, save))

    def show_marks(self) -> None:
        """Show in the article what was done to it."""
        headline = self.list.current
        if headline is not None and self.view.is_of(headline.id):
            self.view.bookmarked = headline.bookmarked is not None
            self.view.tags = headline.tags


def _question(number: int) -> str:
    """Return the question whether so many articles are to be marked as read."""
    return ngettext(
        "Mark {count} article as read?", "Mark {count} articles as read?", number
    ).format(count=count(number))
