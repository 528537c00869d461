"""Lists the feeds that are followed, folder by folder, and does to them what is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.worker import Worker, WorkerCancelled

from library import (
    N_,
    FeedStatus,
    Interrupted,
    Library,
    LibraryError,
    Pages,
    Queries,
    Saved,
    Shelf,
    _,
    clean_line,
    name_in,
    pages_of,
    place_of,
)
from reader.background import finding, running
from reader.formats import complaint, count
from reader.messages import reported
from reader.saving import Saver
from reader.screens.correct import ChooseScreen, NameScreen
from reader.screens.queries import QueriesScreen, in_turn
from reader.screens.updating import Listens
from reader.signs import sign
from reader.threads import LibraryThread
from reader.widgets.choices import Choice

_PAGES: Final = {
    Pages.SHORT: "",
    Pages.ALWAYS: N_("pages always"),
    Pages.NEVER: N_("pages never"),
}
"""What is said of a feed by when the pages of its articles are fetched; nothing of the usual."""
_NEXT: Final = {Pages.SHORT: Pages.ALWAYS, Pages.ALWAYS: Pages.NEVER, Pages.NEVER: Pages.SHORT}

Statuses = Mapping[str, tuple[FeedStatus, int, int]]
"""Of each feed how it was found, its articles, and its unread ones."""


class FeedsScreen(QueriesScreen, Listens):
    """The feeds; dismissed with the one, or the folder, whose articles are to be listed, if any."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", priority=True),
        Binding("n", "rename", "Rename", priority=True),
        Binding("p", "pages", "Pages", priority=True),
        Binding("U", "update", "Update", priority=True),
    ]
    TITLE_TEXT = N_("Feeds")
    KEYS_TEXT = N_("a adds · n renames · p pages · U updates · x removes · Esc closes")
    EMPTY_TEXT = N_("None yet. a follows one: by its address, or by that of a page which names it.")

    def __init__(
        self,
        library: Library,
        saver: Saver,
        allowed: Sequence[str],
        ask: Callable[[Sequence[str]], Worker[str] | None],
    ) -> None:
        """List feeds.

        Args:
            library: Whose feeds they are.
            saver: What changes it.
            allowed: What of the own network may be asked.
            ask: Asks the feeds with certain ids for what is new; returns what will tell what came of
                it, or None when nobody can be asked now.
        """
        super().__init__(library, saver)
        self._allowed = allowed
        self._statuses: Statuses = {}
        self._thread = LibraryThread(library.folder, "feeds")
        self._ask = ask
        self._refused = ""  # an address that was typed, and is offered again

    def on_mount(self) -> None:
        """Show what there is, and look up how the feeds were found."""
        super().on_mount()
        self._look_up()

    def on_unmount(self) -> None:
        """Stop looking up."""
        self._thread.interrupt()
        self._thread.close()

    @staticmethod
    def queries_of(library: Library) -> Queries:
        """Return the feeds."""
        return library.feeds

    # What is listed

    def rows(self) -> list[Choice]:
        """Return a row for each feed in the order of names, and one for each folder above its feeds."""
        folders: dict[tuple[str, ...], list[Saved]] = {}
        for one in self._library.feeds.all():
            folders.setdefault(_parted(one)[0], []).append(one)
        rows: list[Choice] = []
        for folder in sorted(folders, key=lambda parts: [part.casefold() for part in parts]):
            feeds = sorted(folders[folder], key=lambda one: _parted(one)[1].casefold())
            if folder:
                rows.append(self._row_of_folder(f"{name_in(folder, '')}/"))
            rows += [self.row_of(len(folder), one) for one in feeds]
        return rows

    def _row_of_folder(self, name: str) -> Choice:
        """Return the row of a folder: what is unread in it, and in those within it."""
        feeds = self._library.feeds.within(name)
        unread = sum(self._statuses[one.id][2] for one in feeds if one.id in self._statuses)
        return Choice(name, _unread(unread), Saved("", name, ""))

    def row_of(self, number: int, saved: Saved) -> Choice:
        """Return the row of a feed that stands in `number` folders: its name, and what there is to say."""
        status, _articles, unread = self._statuses.get(saved.id, (None, 0, 0))
        pages, problem = _PAGES[pages_of(saved)], "" if status is None else status.problem
        told = filter(None, (_unread(unread), _(pages) if pages else "", problem))
        name = clean_line(_parted(saved)[1])
        return Choice(f"  {name}" if number else name, clean_line(sign(" · ").join(told)), saved)

    @property
    def feed(self) -> Saved | None:
        """The feed under the cursor; None on a folder and in an empty list."""
        return self.chosen if self.chosen is not None and self.chosen.id else None

    @work(group="count", exclusive=True)
    async def _look_up(self) -> None:
        """Look up how the feeds were found, and how many articles each has."""
        with reported(self):
            try:
                self._statuses = await self._thread.run(Library.feed_statuses)
            except Interrupted:
                return
            self.show_rows()

    def edited(self) -> None:
        """Look up what there is now."""
        self._look_up()

    @in_turn
    def action_move(self, by: int) -> None:
        """Move the cursor, and say in full why the feed under it could not be had, if so."""
        self._rows.action_move(by)
        status = self._statuses.get(self.feed.id) if self.feed is not None else None
        self.say(status[0].problem if status else "")

    # What is done

    @in_turn
    def action_remove(self) -> None:
        """Follow the feed under the cursor no longer; that can be taken back, and its articles stay."""
        if (feed := self.feed) is not None:
            self.edit(lambda library: library.feeds.remove(feed))

    @in_turn
    def action_rename(self) -> None:
        """Ask for another name, and with it for another folder."""
        feed = self.feed
        if feed is None:
            return

        def named(name: str | None) -> None:
            if name:
                self.edit(lambda library: library.feeds.rename(feed, name))

        about = _("What stands before a / is its folder: News/Herald.")
        self.app.push_screen(NameScreen(feed.name.strip("/"), about=about), named)

    @in_turn
    def action_pages(self) -> None:
        """Have the pages of its articles fetched always, never, or where the feed is short."""
        if (feed := self.feed) is not None:
            pages = _NEXT[pages_of(feed)]
            self.edit(lambda library: library.feeds.set_pages(feed, pages))

    def action_add(self) -> None:
        """Ask where the feed is."""
        screen = NameScreen(
            self._refused or "https://",
            _("Follow a feed"),
            _("Its address, or that of a page of its site."),
        )
        self.app.push_screen(screen, self._add)

    def _add(self, address: str | None) -> None:
        if address:
            self._find(address)

    @work(group="find", exclusive=True)
    async def _find(self, address: str) -> None:
        """Follow the feed at an address, or that which the page there names; of several ask which."""
        self.say(_("Looking at {address} …").format(address=address))
        found: list[dict[str, Any]] = []
        try:
            with running(self._library.folder, *finding(address, self._allowed)) as process:
                async for records in process.records():
                    found += records
        except LibraryError as error:
            self.say(complaint(error))
            self._refused = address
            return
        self.say("")
        self._refused = ""
        if len(found) == 1:
            self._follow(found[0]["address"], found[0]["title"])
        elif found:
            self._ask_which([(one["address"], one["title"]) for one in found])

    def _ask_which(self, found: Sequence[tuple[str, str]]) -> None:
        """Follow one of several feeds, addresses and titles of which were found."""

        def chosen(choice: Choice | None) -> None:
            if choice is not None:
                self._follow(*next(one for one in found if one[0] == choice.what))

        self.app.push_screen(which_feed(found), chosen)

    @work(group="edit")
    async def _follow(self, address: str, title: str) -> None:
        """Follow a feed, and ask it for what it has."""
        try:
            edit = await asyncio.wrap_future(
                self._saver.edit(lambda library: library.feeds.add(address, title), Shelf.FEEDS)
            )
        except LibraryError as error:
            self.say(complaint(error))
        else:
            self.show_rows(edit.id)
            self._update([edit.id])

    @in_turn
    def action_update(self) -> None:
        """Ask the feed under the cursor for what is new, or those in the folder."""
        if (chosen := self.chosen) is not None:
            feeds = [chosen] if chosen.id else self._library.feeds.within(chosen.name)
            self._update([one.id for one in feeds])

    @work(group="update")
    async def _update(self, ids: Sequence[str]) -> None:
        """Have feeds asked for what is new, which goes on when this is closed, and look up what came of it."""
        if (updating := self._ask(ids)) is not None:
            self.say(_("Updating …"))
            with suppress(WorkerCancelled):
                self.say(await updating.wait())
            self._look_up()


def which_feed(found: Sequence[tuple[str, str]]) -> ChooseScreen:
    """Return what asks which of several feeds to follow, of which it gets addresses and titles."""
    choices = [
        Choice(clean_line(title or address), clean_line(address if title else ""), address)
        for address, title in found
    ]

    def matching(text: str) -> list[Choice]:
        wanted = text.casefold()
        return [one for one in choices if wanted in f"{one.text} {one.what}".casefold()]

    return ChooseScreen(_("There are several feeds. Which is to be followed?"), matching)


def _parted(one: Saved) -> tuple[tuple[str, ...], str]:
    """Return the folder of a feed, and what it is called there: its address where it has no name yet."""
    folder, title = place_of(one.name, one.query)
    return folder, title or one.query


def _unread(number: int) -> str:
    return _("{count} unread").format(count=count(number)) if number else ""
