"""The part of the main screen that follows feeds, and asks them for what is new while articles are read."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from textual import on, work
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.worker import Worker

from library import Library, Saved, Shelf, _, clean_line, ngettext
from reader.background import Running, running, updating
from reader.doings import with_undo
from reader.formats import count
from reader.keys import key_for
from reader.messages import FeedsNamed, reported
from reader.queries import done
from reader.saving import Saver
from reader.screens.confirm import ConfirmScreen
from reader.views import search_of_feed

_TELL_SECONDS: Final = 0.2
_MOST_NAMED: Final = 2
"""Feeds that could not be had that are named in a toast; how many more there are is said."""


class Listens:
    """A screen that says itself what came of an update that it asked for."""


class UpdatingScreen(Screen[None]):
    """Follows feeds and updates them in the background; it needs nothing else of the screen."""

    library: Library
    """Knows the feeds, unless it is that of the welcome."""
    saver: Saver
    """Changes it."""

    def __init__(self) -> None:
        """Begin with nothing being updated."""
        super().__init__()
        self._updating: Running | None = None
        self._own: tuple[Library, Saver] | None = None
        self._offered: set[str] = set()

    def on_unmount(self) -> None:
        """Let go of the person's own library, where another is shown."""
        if self._own is not None:
            library, saver = self._own
            library.close()
            saver.close()

    def home_folder(self) -> Path:
        """Return the folder of the library that is updated."""
        raise NotImplementedError

    def allowed(self) -> tuple[str, ...]:
        """Return what of the own network may be asked."""
        raise NotImplementedError

    def show_progress(self, storing: str | None = None) -> None:
        """Say how far it is; empty when it is done."""
        raise NotImplementedError

    def show_views(self) -> None:
        """Show the views with how many articles each has now."""
        raise NotImplementedError

    def search_for(self, query: str) -> None:
        """Search as if `query` had been typed."""
        raise NotImplementedError

    async def show_stored(self) -> int | None:
        """List what is new where it belongs, and return how many in the list; None where that is no news."""
        raise NotImplementedError

    # Following

    def feed_names(self) -> list[str]:
        """Return the folders of the feeds that are followed, and what these are called."""
        names = [one.name.strip("/") for one in self.library.feeds.all()]
        folders = {name.rpartition("/")[0] for name in names if "://" not in name} - {""}
        return [*sorted(f"{folder}/" for folder in folders), *names]

    def _following(self) -> tuple[Library, Saver]:
        """Return what knows the feeds and what changes it: the person's own, even beside the welcome."""
        home = self.home_folder()
        if home == self.library.folder:
            return self.library, self.saver
        if self._own is None:
            self._own = Library(home), Saver(home)
        return self._own

    async def action_feeds(self) -> None:
        """List the feeds, and then what came from the one that is chosen."""
        # Imported here and below: few starts need it.
        from reader.screens.feeds import FeedsScreen

        library, saver = self._following()
        before = library.feeds.all()
        screen = FeedsScreen(library, saver, self.allowed(), self.update_feeds)

        def left(chosen: Saved | None) -> None:
            self._feeds_left(chosen, is_changed=library.feeds.all() != before)

        # Not from a worker: the next key may be typed already, and is for the dialog.
        await self.app.push_screen(screen, left)

    @work(group="feeds")
    async def _feeds_left(self, chosen: Saved | None, *, is_changed: bool) -> None:
        """Show what was done to the feeds, and what came from the one that was chosen."""
        with reported(self):
            if is_changed:
                await self.show_stored()
                self.show_views()
            if chosen is not None:
                self.search_for(search_of_feed(chosen.name))

    @on(FeedsNamed)
    def _offer(self, event: FeedsNamed) -> None:
        """Ask whether a feed is to be followed, once for each."""
        from reader.screens.feeds import which_feed

        with reported(self):
            feeds = self._following()[0].feeds
            new = [one for one in event.addresses if one not in self._offered and not feeds.at(one)]
            self._offered.update(new)
            if not new:
                return
            if not self.is_current:
                told = _("It names a feed, which {key} follows: {address}")
                self.notify(told.format(key=key_for("feeds"), address=clean_line(new[0])))
            elif len(new) == 1:
                question = _("Follow the feed {address}?").format(address=clean_line(new[0]))
                about = _("Then {key} asks it for what is new.").format(key=key_for("update"))
                self.app.push_screen(
                    ConfirmScreen(question, about),
                    lambda yes: self._answered(new[0] if yes else None),
                )
            else:
                self.app.push_screen(
                    which_feed([(one, "") for one in new]),
                    lambda choice: self._answered(str(choice.what) if choice else None),
                )

    def _answered(self, address: str | None) -> None:
        if address is not None:
            self._follow(address)

    @work(group="follow")
    async def _follow(self, address: str) -> None:
        """Follow a feed, and ask it for what it has."""
        with reported(self):
            saver = self._following()[1]
            edit = await asyncio.wrap_future(
                saver.edit(lambda library: library.feeds.add(address), Shelf.FEEDS)
            )
            self.notify(with_undo(f"{done(edit)}."), markup=False)
            self.update_feeds([edit.id])

    # Updating

    def update_feeds(self, ids: Sequence[str]) -> Worker[str] | None:
        """Ask the feeds with these ids; return what will tell what came of it, None while others are asked."""
        if self._updating is not None:
            self.notify(_("Feeds are being updated already."))
            return None
        worker: Worker[str] = self._update(len(ids), ids)
        return worker

    def action_update(self) -> None:
        """Ask all feeds for what is new; while that is being done, stop it."""
        with reported(self):
            feeds = len(self._following()[0].feeds.all())
            if self._updating is not None:
                self._updating.stop()
            elif not feeds:
                told = _("No feed is followed yet: {key} follows one.")
                self.notify(told.format(key=key_for("feeds")))
            else:
                self._update(feeds)

    @work(group="update", exclusive=True)
    async def _update(self, feeds: int, ids: Sequence[str] = ()) -> str:
        """Ask `feeds` feeds, those with `ids` or all; say how far it is, and return what came of it."""
        done, new, told = 0, 0, 0.0
        problems: list[str] = []
        with reported(self):
            try:
                with running(self.home_folder(), *updating(self.allowed(), ids)) as self._updating:
                    async for records in self._updating.records():
                        done += len(records)
                        new += sum(record["stored"] for record in records)
                        problems += [
                            f"{one['feed']}: {one['problem']}" for one in records if one["problem"]
                        ]
                        if time.monotonic() - told >= _TELL_SECONDS:
                            told = time.monotonic()
                            text = _("Updating {done} of {total}")
                            self.show_progress(text.format(done=count(done), total=count(feeds)))
                stopped = self._updating.is_stopped
            finally:
                self._updating = None
                self.show_progress("")
            here = await self.show_stored() if new else None
            said = _told(new, here, problems, stopped=stopped)
            if not isinstance(self.app.screen, Listens):
                severity: SeverityLevel = "warning" if problems else "information"
                self.notify(said, severity=severity, markup=False)
            return said
        return ""


def _told(new: int, here: int | None, problems: list[str], *, stopped: bool) -> str:
    """Return how much is new, how much of it in the list, and which feeds could not be had."""
    text = ngettext("{count} new article", "{count} new articles", new).format(count=count(new))
    if here is not None:
        listed = _("{count} of them in this list").format(count=count(here))
        text = f"{text}, {listed}"
    if stopped:
        text = _("Stopped: {what}").format(what=text)
    for problem in problems[:_MOST_NAMED]:
        text += f". {clean_line(problem)}"
    if (more := len(problems) - _MOST_NAMED) > 0:
        further = ngettext(
            "{count} more feed could not be had", "{count} more feeds could not be had", more
        )
        text += f". {further.format(count=count(more))}"
    return text
