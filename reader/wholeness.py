"""Looks through a library that was not closed in good order, while it is being read already."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from library import Damaged, LibraryError, ensure_whole


class Wholeness:
    """One look, in a thread of its own."""

    def __init__(self, folder: Path, tell: Callable[[LibraryError], object]) -> None:
        """Look through the library in `folder`, and `tell` what is damaged, in that thread."""
        self._folder = folder
        self._tell = tell
        self._stopped = Event()
        self._thread = Thread(target=self._look, name="wholeness")

    def begin(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no further; when this returns, nothing is told any more."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _look(self) -> None:
        try:
            ensure_whole(self._folder, self._stopped.is_set)
        except Damaged as error:
            if not self._stopped.is_set():
                self._tell(error)
        except LibraryError:
            pass  # it cannot be looked at now, and whatever that is for is told elsewhere
