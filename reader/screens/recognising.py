"""The part of the main screen that has names recognised while articles are read."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Final

from textual import work

from library import Library, LibraryError, _
from reader.background import Running, recognising, running
from reader.config import Config
from reader.formats import complaint
from reader.messages import reported
from reader.saving import Saver
from reader.screens.arranging import ArrangingScreen
from reader.storing import progress

_START_SECONDS: Final = 0.5
"""Time after the first list until names are recognised: first comes what the person is here for."""
_TELL_SECONDS: Final = 0.5


class RecognisingScreen(ArrangingScreen):
    """Has names recognised where they are not yet, what is opened first, and says how far it is."""

    def __init__(self, library: Library, saver: Saver, config: Config) -> None:
        """Recognise names in `library`, with what `config` names."""
        super().__init__(library, saver, config)
        self.storing = ""
        """How far storing is, which is said rather than how far recognition is; empty if nothing is stored."""
        self._is_recognising = False
        self._recognition: Running | None = None  # from when the process has been started
        self._first: str | None = None  # what is to be asked of it then
        self._engine = config.engine
        self._is_told = False
        self._recognised = ""

    def list_ready(self) -> None:
        """Recognise what is not recognised yet, once the list has been drawn."""
        super().list_ready()
        self.set_timer(_START_SECONDS, self.recognise)

    def recognise(self) -> None:
        """Recognise what is not recognised yet, unless that is being done."""
        with reported(self):
            if self._is_recognising or self._is_told or self.library.is_read_only:
                return
            if not self.library.all_recognised(self._engine):
                self._is_recognising = True
                self._recognise(self.library.register.unrecognised())

    def recognise_first(self, id_: str) -> None:
        """See to it that the names in an article that was opened are recognised before others."""
        if not self.library.register.is_recognised(id_):
            self.recognise()
            if self._recognition is not None:
                self._recognition.ask(id_)
            else:
                self._first = id_

    def names_changed(self) -> None:
        """Take notice that names in the shown article have been recognised."""
        raise NotImplementedError

    def show_progress(self, storing: str | None = None) -> None:
        """Say how far storing is, or else recognition."""
        self.storing = self.storing if storing is None else storing
        self.hints.progress = self.storing or self._recognised

    @work(group="recognise")
    async def _recognise(self, total: int) -> None:
        """Recognise names, and say how far it is."""
        begun = told = time.monotonic()
        done = 0
        try:
            with running(self.library.folder, *recognising(self._engine)) as self._recognition:
                if self._first is not None:
                    self._recognition.ask(self._first)
                async for records in self._recognition.records():
                    done += len(records)
                    self._take(record["id"] for record in records)
                    if time.monotonic() - told >= _TELL_SECONDS:
                        told = time.monotonic()
                        total = max(total, done + self.library.register.unrecognised())
                        self._recognised = progress(
                            _("Recognising names"), done, total, told - begun
                        )
                        self.show_progress()
        except LibraryError as error:
            self._tell_once(error)
        finally:
            self._recognition, self._first, self._recognised = None, None, ""
            self._is_recognising = False
            self.show_progress()
            self.forget_numbers()

    def _take(self, ids: Iterator[str]) -> None:
        """Take notice of articles whose names have been recognised."""
        opened = self.view.opened
        if opened is not None and opened.article.id in ids:
            with reported(self):
                self.names_changed()

    def _tell_once(self, error: LibraryError) -> None:
        """Say why names are not recognised; reading goes on, and once is enough."""
        if not self._is_told:
            self._is_told = True
            self.notify(complaint(error), severity="warning", markup=False)
