"""Names recognised in the background while articles are read: a process that does it, and how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from typing import Final

from library import Library, _
from reader.background import Running, recognising, running
from reader.storing import progress

_TELL_SECONDS: Final = 0.5
"""Time between two tellings of progress: each is drawn."""


class Recogniser:
    """Has names recognised where they are not yet, in one process at a time; what is opened comes first."""

    def __init__(self, library: Library, engine: str) -> None:
        """Recognise names in `library` by `engine`."""
        self._library = library
        self._engine = engine
        self._is_running = False
        self._first: str | None = None  # what the process is asked for once it has been started
        self.process: Running | None = None
        """What recognises, from when it has been started."""
        self.progress = ""
        """How far it is; empty while nothing is recognised."""

    def ask(self, id_: str) -> None:
        """See to it that the names in an article are recognised before others."""
        if self.process is not None:
            self.process.ask(id_)
        else:
            self._first = id_

    def begins(self) -> bool:
        """Tell whether there is something to be recognised and nobody does it; then `run` is to be called.

        Raises:
            LibraryError: The library cannot be asked.
        """
        if self._is_running or self._library.all_recognised(self._engine):
            return False
        self._is_running = True
        return True

    async def run(self, found: Callable[[Collection[str]], None], told: Callable[[], None]) -> None:
        """Recognise names until all are.

        Args:
            found: Given the ids of articles whose names have been recognised.
            told: Called when there is progress to be shown.

        Raises:
            LibraryError: They cannot be recognised, or what does it was killed.
        """
        begun = last = time.monotonic()
        done = 0
        try:
            total = self._library.register.unrecognised()
            with running(self._library.folder, *recognising(self._engine)) as self.process:
                if self._first is not None:
                    self.process.ask(self._first)
                async for records in self.process.records():
                    done += len(records)
                    found([record["id"] for record in records])
                    if time.monotonic() - last >= _TELL_SECONDS:
                        last = time.monotonic()
                        total = max(total, done + self._library.register.unrecognised())
                        self.progress = progress(_("Recognising names"), done, total, last - begun)
                        told()
        finally:
            self.process, self._first, self.progress = None, None, ""
            self._is_running = False
