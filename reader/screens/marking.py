"""The part of the main screen that marks, tags, notes and deletes articles, and takes that back."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from textual import work

from library import (
    Altered,
    Headline,
    Interrupted,
    Library,
    LibraryError,
    Listing,
    Mark,
    _,
    ngettext,
    read_tags,
    tag_key,
)
from reader.config import Config
from reader.formats import count
from reader.many import FEW, mark_keys, unread_of
from reader.messages import reported
from reader.saving import Saver
from reader.screens.confirm import ConfirmScreen
from reader.screens.viewing import ViewingScreen
from reader.selecting import Selection
from reader.undoing import Done, Edited, Marked, Said
from reader.widgets.panes import ARTICLE, LIST


@dataclass(frozen=True, slots=True)
class Doing:
    """A change of some articles."""

    do: Callable[[Library, Sequence[str]], tuple[Altered, ...]]
    """Does it, to articles with given ids."""
    show: Callable[[Headline], Headline]
    """Returns what an article is after it."""
    told: Callable[[int], str]
    """Returns what was done to so many articles."""
    is_shared: bool = False
    """Whether versions of one story share it."""


class MarkingScreen(ViewingScreen):
    """Does to the selected articles, else to the one under the cursor, what a key says."""

    def __init__(self, library: Library, saver: Saver, config: Config) -> None:
        """List what is in `library`; `saver` is what changes it."""
        super().__init__(library, saver, config)
        self.selection = Selection()
        """The articles that are selected."""
        self.list.selected = self.selection.keys
        self._shares_read = config.share_read

    # What is acted on

    @property
    def targets(self) -> array[int]:
        """The keys of the selected articles, else of the one under the cursor; those may be none."""
        if self.selection:
            return array("q", sorted(self.selection, reverse=True))
        return self.targets_of_cursor

    @property
    def targets_of_cursor(self) -> array[int]:
        """The key of the article under the cursor, whatever is selected; none if there is none."""
        row = self.list.article_row
        return array("q", () if row is None else (self.session.listing.key(row),))

    def action_select(self) -> None:
        """Select the article under the cursor, or all of a group, or no longer; and move on."""
        listing, row = self.session.listing, self.list.article_row
        if row is not None:
            self.selection.toggle([listing.key(row)], self.session.question)
        elif listing.outline is not None and self.list.group is not None:
            rows = listing.outline.rows(self.list.group)
            self.selection.toggle(listing.keys(rows), self.session.question)
        self._selected()
        self.list.action_move(1)

    def action_extend(self, by: int) -> None:
        """Select the article under the cursor and the next, or with -1 the one before."""
        row, following = self.list.article_row, self.list.next_article(by)
        if row is None or following is None or (new := self.list.spot(following).row) is None:
            return
        listing = self.session.listing
        keys = listing.key(row), listing.key(new)
        self.selection.extend(row, new, keys, self.session.question)
        self.list.cursor = following
        self._selected()

    def unselect(self) -> bool:
        """Select nothing; tell whether anything was."""
        had = bool(self.selection)
        self.selection.clear()
        self._selected()
        return had

    def draw_list(self) -> None:
        """Draw the session's list; what was selected in another view is so no longer."""
        self.selection.remains(self.session.question)
        self.list.selected = self.selection.keys
        super().draw_list()

    def _selected(self) -> None:
        self.list.selected = self.selection.keys
        self.list.refresh()
        self.say_found()

    def remarks(self) -> list[str]:
        """Return what is to be said beside what was found: how many are selected."""
        if not self.selection:
            return super().remarks()
        told = _("{count} selected").format(count=count(len(self.selection)))
        return [told, *super().remarks()]

    # Marks

    def action_bookmark(self) -> None:
        """Set or remove the bookmark; of several, all get one unless all have one."""
        if not (targets := self.targets):
            return
        few = self.session.headlines(targets[:FEW])
        sets = any(one.bookmarked is None for one in few) or len(targets) > FEW
        mark = Mark.BOOKMARK if sets else Mark.UNBOOKMARK
        self.mark_each(targets, few, mark)

    def action_mark_read(self, read: bool) -> None:
        """Mark as read or unread."""
        if targets := self.targets:
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
            self.notify(_with_undo(doing.told(len(few))))

    def _change_few(self, before: Sequence[Headline], doing: Doing) -> None:
        """Show a change at once, and save it."""
        listing = self.session.listing
        after = [self.session.amend(one, doing.show(one)) for one in before]
        self.list.refresh()
        self.show_marks()
        ids = [one.id for one in before]
        saved = self.saver.alter(lambda library: doing.do(library, ids), before[0].title)
        self.mark_sets_out()
        self._count_when(saved, before, after, listing)

    @work(group="save")
    async def _count_when(
        self,
        saved: Future[Marked],
        before: Sequence[Headline],
        after: Sequence[Headline],
        listing: Listing,
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
                if any(one.is_noted or one.tags for one in (*before, *after)):
                    self.labels_changed()

    @work(group="save")
    async def _change_many(self, keys: array[int], doing: Doing) -> None:
        """Change very many articles, in one write, while reading goes on; say when that is done."""
        shares = doing.is_shared and self._shares_read
        number = len(keys)
        self.hints.progress = _("Changing {count} articles …").format(count=count(number))
        self.mark_sets_out()
        with reported(self):
            try:
                saved = self.saver.alter(partial(mark_keys, keys, doing.do, shares))
                await asyncio.wrap_future(saved)
                self.notify(_with_undo(doing.told(number)))
            finally:
                self.hints.progress = ""
                await self._changed_elsewhere()

    async def _changed_elsewhere(self) -> None:
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

    @work(group="ask")
    async def action_mark_all(self) -> None:
        """Mark all that is selected, or else all in the view, as read."""
        if self.selection:
            keys = self.targets
        else:
            node = self.session.question.node
            keys = await self._searched(lambda library: library.find(node))
        await self._ask_and_mark(keys)

    @work(group="ask")
    async def action_mark_beyond(self, by: int) -> None:
        """Mark all below the cursor as read, or with -1 all above it."""
        listing, row = self.session.listing, self.list.article_row
        if row is None:
            return
        if by < 0:
            keys = listing.keys(range(row))
        else:
            keys = listing.keys(range(row + 1, len(listing)))
            if not self.session.is_complete:
                node, last = self.session.question.node, listing.last_key
                keys.extend(await self._searched(lambda library: library.find(node, below=last)))
        await self._ask_and_mark(keys)

    async def _ask_and_mark(self, keys: array[int]) -> None:
        """Mark those of `keys` that are unread as read, if the person wants it."""
        unread = await self._searched(partial(unread_of, keys))
        if not unread:
            self.notify(_("Nothing unread there."))
            return
        question = ngettext(
            "Mark {count} article as read?", "Mark {count} articles as read?", len(unread)
        ).format(count=count(len(unread)))
        about = _("ctrl+z takes it back.")

        def answered(wanted: bool | None) -> None:
            with reported(self):
                if wanted:
                    self.mark_each(unread, self.session.headlines(unread[:FEW]), Mark.READ)

        if len(unread) == 1:
            answered(True)
        else:
            self.app.push_screen(ConfirmScreen(question, about), answered)

    async def _searched(self, find: Callable[[Library], array[int]]) -> array[int]:
        """Return what is found beside the screen; nothing when a search came in between."""
        with reported(self):
            try:
                return await self._searcher.run(find)
            except Interrupted:
                pass
        return array("q")

    # Tags and notes

    def action_tags(self) -> None:
        """Ask for tags; of several articles for those that all have."""
        # Imported here and below: few starts need them.
        from reader.screens.tags import TagsScreen

        if not (targets := self.targets):
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
                        targets, self.session.headlines(targets[:FEW]), _tagging(wanted, gone)
                    )

        screen = TagsScreen(common, self.library.labels.known(), len(targets))
        self.app.push_screen(screen, answered)

    def action_note(self) -> None:
        """Write a note on the article under the cursor."""
        from reader.screens.note import NoteScreen

        if (headline := self.list.current) is None or not headline.id:
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
            )
            self._change_few([self.session.now(headline)], doing)
            if self.view.is_of(headline.id):
                self.view.note = text.rstrip().lstrip("\n")
            self.notify(
                _with_undo(_("The note is saved.") if shown else _("There is no note now."))
            )

        self.app.push_screen(NoteScreen(headline.title, note, save))

    def show_marks(self) -> None:
        """Show in the article what was done to it."""
        headline = self.list.current
        if headline is not None and self.view.is_of(headline.id):
            self.view.bookmarked = headline.bookmarked is not None
            self.view.tags = headline.tags

    # Deleting

    def action_delete(self) -> None:
        """Delete; what is bookmarked, tagged or noted only when the person says so once more."""
        if not (targets := self.targets):
            return
        few = self.session.headlines(targets[:FEW])

        def answered(wanted: bool | None) -> None:
            if wanted:
                self._delete(targets, few[0].title if few else "")

        if question := _doubt_of(few, len(targets)):
            about = _("ctrl+z takes it back.")
            self.app.push_screen(ConfirmScreen(question, about), answered)
        else:
            answered(True)

    def _delete(self, targets: array[int], title: str) -> None:
        """Delete articles, of which one has the title."""
        with reported(self):
            self.selection.clear()
            saved = self.saver.alter(
                partial(mark_keys, targets, lambda library, ids: library.bin.delete(ids), False),
                title,
            )
            self.mark_sets_out()
            is_few = len(targets) <= FEW
            if is_few:
                self.session.listing.remove(targets)
                self.list.rows_changed()
                self._selected()
            if self.panes.active == ARTICLE:
                self.panes.activate(LIST)
            self.list_changed()
            self._told_deleted(saved, is_few)

    @work(group="save")
    async def _told_deleted(self, saved: Future[Marked], is_listed: bool) -> None:
        """Say that articles were deleted once that is on disk; list all anew if it could not be."""
        with reported(self):
            try:
                marked = await asyncio.wrap_future(saved)
                number = len(marked.altered)
                self.notify(
                    _with_undo(
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
                    self.find(self.session.question, stay=True)

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
                await self._changed_elsewhere()
            self._show_taken(done)

    def _show_taken(self, done: Done) -> None:
        """Bring the list up to what was taken back, or done again."""
        match done:
            case Marked(is_of_bin=True):
                self._list_returned(done)
            case Marked():
                self.view.note = self.library.labels.note(self.view.id_) if self.view.id_ else ""
            case Edited():
                self.show_views()
                if done.edit.shelf == self.library.rules.shelf:
                    self.list_anew()
            case Said():
                self.names_changed()
                self.forget_numbers()

    def _list_returned(self, done: Marked) -> None:
        """List what came back where it belongs, with the cursor on it; or no longer what went again."""
        ids = sorted(done.ids)
        if len(ids) > FEW or done.altered[0].after is not None or not self.is_by_date:
            self.find(self.session.question, stay=True)
            return
        node = self.session.question.node
        for id_ in ids:
            if self.library.matches(node, id_):
                self.session.listing.insert(self.library.key(id_))
        self.list.rows_changed()
        self.go_to(ids[0])
        self.list_changed()

    @property
    def is_by_date(self) -> bool:
        """Whether the list stands in the usual order, in no groups."""
        return self.session.arrangement.is_plain

    def names_changed(self) -> None:
        """Take notice that names in the shown article are others now."""
        raise NotImplementedError


def _with_undo(told: str) -> str:
    """Return what was done, and how to take it back."""
    return f"{told} {_('ctrl+z takes it back.')}"


def marking(mark: Mark) -> Doing:
    """Return the change that a mark is."""
    now = datetime.now(UTC)

    def do(library: Library, ids: Sequence[str]) -> tuple[Altered, ...]:
        return library.mark(ids, mark)

    match mark:
        case Mark.READ:
            return Doing(
                do,
                lambda one: replace(one, read=one.read or now),
                _telling("{count} article is read now.", "{count} articles are read now."),
                is_shared=True,
            )
        case Mark.UNREAD:
            return Doing(
                do,
                lambda one: replace(one, read=None),
                _telling("{count} article is unread now.", "{count} articles are unread now."),
                is_shared=True,
            )
        case Mark.BOOKMARK:
            return Doing(
                do,
                lambda one: replace(one, bookmarked=one.bookmarked or now),
                _telling("{count} article is bookmarked.", "{count} articles are bookmarked."),
            )
        case Mark.UNBOOKMARK:
            return Doing(
                do,
                lambda one: replace(one, bookmarked=None),
                _telling("{count} bookmark is removed.", "{count} bookmarks are removed."),
            )


def _tagging(add: Sequence[str], remove: Sequence[str]) -> Doing:
    """Return the change that puts tags on articles and takes others off."""
    gone = {tag_key(tag) for tag in remove}

    def show(one: Headline) -> Headline:
        kept = [tag for tag in one.tags if tag_key(tag) not in gone]
        return replace(one, tags=read_tags([*add, *kept]))

    return Doing(
        lambda library, ids: library.labels.tag(ids, add, remove),
        show,
        _telling("{count} article has other tags now.", "{count} articles have other tags now."),
    )


def _telling(one: str, many: str) -> Callable[[int], str]:
    """Return what tells the number of articles in one of two sentences."""
    return lambda number: ngettext(one, many, number).format(count=count(number))


def _doubt_of(few: Sequence[Headline], number: int) -> str:
    """Return the question whether so many articles, `few` if they are, are to be deleted; empty for none."""
    dear = sum(one.bookmarked is not None or bool(one.tags) or one.is_noted for one in few)
    if number == 1:
        return _("Delete it? It has a bookmark, a tag or a note.") if dear else ""
    if not dear and number <= len(few):
        return _("Delete {count} articles?").format(count=count(number))
    if number > len(few):
        return _("Delete {count} articles, with bookmarks, tags and notes?").format(
            count=count(number)
        )
    return _("Delete {count} articles, {dear} of them with bookmarks, tags or notes?").format(
        count=count(number), dear=count(dear)
    )
