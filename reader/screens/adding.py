"""The part of the main screen that stores articles while others are read."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from textual import work
from textual.notifications import SeverityLevel

from library import Library
from reader.background import adding, count_sources
from reader.config import Config
from reader.messages import Reopen, reported
from reader.saving import Saver
from reader.screens.add import AddScreen, StoringScreen
from reader.screens.finding import FindingScreen
from reader.storing import Tally

_TELL_SECONDS: Final = 0.2
"""Time between two tellings of progress: each is drawn."""


class AddingScreen(FindingScreen):
    """Stores what is asked for in the background, and says how far it is."""

    def __init__(self, library: Library, saver: Saver, config: Config, home: Path) -> None:
        """Show `library`; what is added goes into the one in the folder `home`."""
        super().__init__(library, saver, config)
        self._home = home
        self._tally = Tally(0)

    @work(group="ask")
    async def action_add(self) -> None:
        """Ask what to store; while something is being stored, whether to stop that."""
        if self.hints.progress:
            if await self.app.push_screen_wait(StoringScreen(self.hints.progress)):
                self.workers.cancel_group(self, "add")
        elif paths := await self.app.push_screen_wait(AddScreen(self._tally.remarks)):
            self.hints.progress = "Storing …"
            self._store(paths)

    @work(group="add")
    async def _store(self, paths: tuple[Path, ...]) -> None:
        """Store what `paths` name, and say how far it is and what became of all."""
        begun = told = time.monotonic()
        with reported(self):
            self._tally = Tally(await count_sources(paths))
            try:
                async with adding(self._home, paths) as batches:
                    async for answers in batches:
                        for answer in answers:
                            self._tally = self._tally.with_answer(answer)
                        if time.monotonic() - told >= _TELL_SECONDS:
                            told = time.monotonic()
                            self.hints.progress = self._tally.progress(told - begun)
                            self.bar.views = self.session.views()
            finally:
                # Also when it was stopped; what is stored stays.
                self.hints.progress = ""
                self._tell(self._tally)

    def _tell(self, tally: Tally) -> None:
        """Say what became of all, and list what is new."""
        with reported(self):
            self.bar.views = self.session.views()
        more = ". There is more to say of some: see a" if tally.remarks else ""
        severity: SeverityLevel = "warning" if tally.refused else "information"
        self.notify(f"{tally.summary()}{more}", severity=severity, markup=False)
        if tally.first is not None:
            self._show_stored(tally.first)

    def _show_stored(self, first: str) -> None:
        """List what is new, where it belongs into the list that is looked at."""
        if self._home != self.library.folder:
            self.post_message(Reopen(first))
        elif self.session.is_plain:
            with reported(self):
                self.list_anew()
