"""The part of the main screen that shows what other windows, programs and machines do to the marks."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Final

from textual import work

from library import (
    Library,
    NotFound,
    Saved,
    Unavailable,
    _,
    clean_line,
    state_version,
    take_notices,
)
from reader.arranging import Stays
from reader.config import Config
from reader.formats import shorten
from reader.messages import Failed, reported
from reader.saving import Saver
from reader.screens.adding import AddingScreen
from reader.storing import Tally

_LOOK_SECONDS: Final = 0.3
"""Time between two looks at the files, each of which takes some hundred thousandths of a second."""
_TITLE_WIDTH: Final = 60
_AGAIN_SECONDS: Final = 2.0
"""Time after which is looked again where the files could not be used, such as when they are locked."""


class FollowingScreen(AddingScreen):
    """Looks whether others have changed what is shown, and whether there is something to tell of it."""

    def __init__(
        self, library: Library, saver: Saver, config: Config, home: Path, tally: Tally
    ) -> None:
        """Show `library`, and what others do to it; see `AddingScreen`."""
        super().__init__(library, saver, config, home, tally)
        self._version = library.seen
        self._look_next: asyncio.TimerHandle | None = None
        self._is_following = False
        self._again_from = 0.0
        self._rules_shown: tuple[Saved, ...] = ()

    def list_ready(self) -> None:
        """Say what befell the marks, and look after them from now on."""
        super().list_ready()
        if self.library.trouble is not None:
            self.post_message(Failed(self.library.trouble))
        with reported(self):
            self._rules_shown = self.library.rules.all()
        self._look()

    def on_unmount(self) -> None:
        """Look no longer."""
        if self._look_next is not None:
            self._look_next.cancel()

    def _look(self) -> None:
        """Look once, and again after a while."""
        # Not a timer of Textual: its messages take more time than the look.
        self._look_next = asyncio.get_running_loop().call_later(_LOOK_SECONDS, self._look)
        self.hints.is_unsaved = self.saver.is_late
        for notice in take_notices(self.library.folder):
            self.notify(clean_line(notice), severity="error")
        if self._is_following or self.saver.is_saving or time.monotonic() < self._again_from:
            return
        version = state_version(self.library.folder)
        if version != self._version:
            self._version, self._is_following = version, True
            self._show_what_others_do()

    @work(group="follow")
    async def _show_what_others_do(self) -> None:
        """Show what others have changed, if it was others."""
        try:
            with reported(self):
                if await self._is_elsewhere_done():
                    await self._show_elsewhere_done()
        finally:
            self._is_following = False

    async def _is_elsewhere_done(self) -> bool:
        """Tell whether others have changed anything, once the database shows it."""
        try:
            return await asyncio.wrap_future(self.saver.look())
        except Unavailable:
            self._version, self._again_from = "", time.monotonic() + _AGAIN_SECONDS
            raise

    async def _show_elsewhere_done(self) -> None:
        """Show all that is shown as it is on disk now."""
        before = self._counted
        self.mark_sets_out()
        await self.show_anew()
        try:
            self.names_changed()
            if self.view.id_:
                self.view.note = self.library.labels.note(self.view.id_)
        except NotFound:  # the list that comes then shows another in its place
            title = self.view.opened.article.title if self.view.opened is not None else ""
            self.notify(_("Deleted elsewhere: {title}").format(title=shorten(title, _TITLE_WIDTH)))
        rules, ruled = self.library.rules.all(), self._rules_shown
        is_gone = before is not None and self.library.counts().articles < before.articles
        if is_gone or rules != ruled:
            self._rules_shown = rules
            self.find(self.session.question, stays=Stays.CURSOR)
