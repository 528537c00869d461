"""The part of the main screen that asks feeds for what is new while articles are read."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from textual import work
from textual.screen import Screen

from library import Library, _, clean_line, ngettext
from reader.background import Running, running, updating
from reader.formats import count
from reader.messages import reported
from reader.signs import sign

_TELL_SECONDS: Final = 0.2
_MOST_NAMED: Final = 2
"""Feeds that could not be had that are named in a toast; how many more there are is said."""


class UpdatingScreen(Screen[None]):
    """Updates feeds in the background and says what came of it; it needs nothing else of the screen."""

    library: Library
    """Knows the feeds."""

    def __init__(self) -> None:
        """Begin with nothing being updated."""
        super().__init__()
        self._updating: Running | None = None

    def home_folder(self) -> Path:
        """Return the folder of the library that is updated."""
        raise NotImplementedError

    def allowed(self) -> tuple[str, ...]:
        """Return what of the own network may be asked."""
        raise NotImplementedError

    def show_progress(self, storing: str | None = None) -> None:
        """Say how far it is; empty when it is done."""
        raise NotImplementedError

    async def show_stored(self) -> int | None:
        """List what is new where it belongs, and return how many in the list; None where that is no news."""
        raise NotImplementedError

    def action_update(self) -> None:
        """Ask all feeds for what is new; while that is being done, stop it."""
        with reported(self):
            feeds = len(self.library.feeds.all())
            if self._updating is not None:
                self._updating.stop()
            elif not feeds:
                self.notify(sign(_("No feed is followed yet: newsreader feeds add https://…")))
            else:
                self._update(feeds)

    @work(group="update", exclusive=True)
    async def _update(self, feeds: int) -> None:
        """Ask `feeds` feeds, and say how far it is and what came of it."""
        done, new, told = 0, 0, 0.0
        problems: list[str] = []
        with reported(self):
            try:
                with running(self.home_folder(), *updating(self.allowed())) as self._updating:
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
            self._say_updated(new, here, problems, stopped=stopped)

    def _say_updated(
        self, new: int, here: int | None, problems: list[str], *, stopped: bool
    ) -> None:
        """Say how much is new, how much of it in the list, and which feeds could not be had."""
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
        self.notify(text, severity="warning" if problems else "information", markup=False)
