"""The part of the main screen that stores articles, and has names recognised, while others are read."""

from __future__ import annotations

import time
from collections.abc import Collection
from pathlib import Path
from typing import Final

from textual import work
from textual.notifications import SeverityLevel

from library import Library, LibraryError, _, clean_line
from reader.background import Running, added, count_sources, running, storing
from reader.config import Config
from reader.formats import complaint
from reader.keys import key_for
from reader.messages import FeedsNamed, Reopen, reported
from reader.recogniser import Recogniser
from reader.saving import Saver
from reader.screens.arranging import ArrangingScreen
from reader.signs import sign
from reader.storing import Tally

_START_SECONDS: Final = 0.5
"""Time after the first list until names are recognised: first comes what the person is here for."""
_TELL_SECONDS: Final = 0.2
"""Time between two tellings of progress: each is drawn."""


class AddingScreen(ArrangingScreen):
    """Stores what is asked for in the background, recognises names there, and says how far both are."""

    def __init__(
        self, library: Library, saver: Saver, config: Config, home: Path, tally: Tally
    ) -> None:
        """Show `library`; what is added goes into the one in `home`, and `tally` is what was added so far."""
        super().__init__(library, saver, config)
        self._home = home
        self._tally = tally
        self._storing: Running | None = None
        self._typed = ""  # of what nothing could be taken, to be put right
        self.storing = ""
        """How far storing is, which is said rather than how far recognition is; empty if nothing is stored."""
        self._recogniser = Recogniser(library, config.engine)
        self._has_failed = False  # to recognise names, which is told once

    def home_folder(self) -> Path:
        """Return the folder of the library that is added to."""
        return self._home

    def allowed(self) -> tuple[str, ...]:
        """Return what of the own network may be asked."""
        return self._config.allow_private

    def list_ready(self) -> None:
        """Say what became of the articles that were added before this screen was there."""
        super().list_ready()
        self.set_timer(_START_SECONDS, self.recognise)
        if self._tally.done:
            self._tell(stopped=False)

    def show_progress(self, storing: str | None = None) -> None:
        """Say how far storing is, or else recognition."""
        self.storing = self.storing if storing is None else storing
        self.hints.progress = self.storing or self._recogniser.progress

    # Recognising

    def recognise(self) -> None:
        """Recognise what is not recognised yet, unless that is being done or has failed."""
        with reported(self):
            if not self._has_failed and not self.library.is_read_only and self._recogniser.begins():
                self._recognise()

    def recognise_first(self, id_: str) -> None:
        """See to it that the names in an article that was opened are recognised before others."""
        if not self.library.register.is_recognised(id_):
            self._recogniser.ask(id_)
            self.recognise()

    def names_changed(self) -> None:
        """Take notice that names in the shown article have been recognised."""
        raise NotImplementedError

    @work(group="recognise")
    async def _recognise(self) -> None:
        """Recognise names; reading goes on where they cannot be."""
        try:
            await self._recogniser.run(self._names_found, self.show_progress)
        except LibraryError as error:
            if not self._has_failed:
                self._has_failed = True
                self.notify(complaint(error), severity="warning", markup=False)
        finally:
            self.show_progress()
            self.forget_numbers()

    def _names_found(self, ids: Collection[str]) -> None:
        """Take notice of articles whose names have been recognised."""
        if self.view.id_ in ids:
            with reported(self):
                self.names_changed()

    # Storing

    async def action_add(self) -> None:
        """Ask what to store; while something is being stored, whether to stop that."""
        from reader.screens.add import AddScreen, StoringScreen

        def stopped(wanted: bool | None) -> None:
            if wanted and self._storing is not None:
                self._storing.stop()

        def named(names: tuple[str, ...] | None) -> None:
            if names:
                self._typed = screen.typed
                self.show_progress(storing=sign(_("Storing …")))
                self._store(names)

        # Not from a worker: the next key may be typed already, and is for the dialog.
        if self.storing:
            await self.app.push_screen(StoringScreen(self.storing), stopped)
        else:
            refused = self._tally.refused == self._tally.done
            screen = AddScreen(self._tally.remarks, self._typed if refused else "")
            await self.app.push_screen(screen, named)

    @work(group="add")
    async def _store(self, names: tuple[str, ...]) -> None:
        """Store what `names` stand for, and say how far it is and what became of all."""
        begun = told = time.monotonic()
        feeds: list[str] = []
        with reported(self):
            self._tally = Tally(await count_sources(names))
            try:
                with running(self._home, *storing(names, self.allowed())) as self._storing:
                    async for records in self._storing.records():
                        for record in records:
                            self._tally = self._tally.with_answer(added(record))
                            feeds += record.get("feeds", ())
                        if time.monotonic() - told >= _TELL_SECONDS:
                            told = time.monotonic()
                            self.show_progress(storing=self._tally.progress(told - begun))
                            self.show_numbers()
            finally:
                self.show_progress(storing="")
            self._tell(stopped=self._storing.is_stopped)
            if self._tally.first is not None:
                await self.show_stored()
            # Whoever stores a whole list of pages is after these; and the first of one's own open a library.
            opens = self._home != self.library.folder and self._tally.first is not None
            if feeds and len(names) == 1 and not opens:
                self.post_message(FeedsNamed(feeds))

    def _tell(self, *, stopped: bool) -> None:
        """Say what became of all."""
        with reported(self):
            self.show_views()
        tally = self._tally
        text = tally.summary()
        if stopped:
            text = _("Stopped: {what}. Add the same again to go on").format(what=text)
        if len(tally.remarks) == 1:
            text += f". {clean_line(tally.remarks[0])}"
        elif tally.remarks:
            text += ". " + _("There is more to say of some: see {key}").format(key=key_for("add"))
        severity: SeverityLevel = "warning" if tally.refused else "information"
        self.notify(text, severity=severity, markup=False)

    async def show_stored(self) -> int | None:
        """List what is new where it belongs, and return how many in the list; None where that is no news."""
        if self._home != self.library.folder:
            self.post_message(Reopen(self._tally))
            return None
        self.recognise()
        with reported(self):
            number = await self.grow_list()
            return None if self.session.is_plain else number
        return None
