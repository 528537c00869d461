"""Waiting for what a search finds, but not for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Final, TypeVar

from library import Interrupted, Library

SECONDS: Final = 30.0
"""Seconds that the next find of a search may take."""

_LOOKS: Final = 0.5
"""Seconds between two looks at the clock."""

_Row = TypeVar("_Row")


class Patience:
    """Hands on rows as they are found, until one takes too long."""

    def __init__(self, library: Library, seconds: float = SECONDS) -> None:
        """Wait so many seconds for each row that `library` finds; for whoever takes it there is no limit."""
        self._library = library
        self._seconds = seconds
        self._waits_since: float | None = None
        self._has_stopped = False
        self._has_ended = threading.Event()
        self.is_over = False
        """Whether a row took too long, so that there may be more."""

    def rows(self, found: Iterator[_Row]) -> Iterator[_Row]:
        """Yield what is `found`."""
        threading.Thread(target=self._watch, daemon=True).start()
        try:
            while True:
                self._waits_since = time.monotonic()
                row = next(found, None)
                self._waits_since = None
                if row is None:
                    return
                yield row
        except Interrupted:
            if not self._has_stopped:
                raise
            self.is_over = True
        finally:
            self._has_ended.set()

    def _watch(self) -> None:
        """Stop the search once a row takes too long."""
        while not self._has_ended.wait(min(_LOOKS, self._seconds)):
            since = self._waits_since
            if since is not None and time.monotonic() - since > self._seconds:
                self._has_stopped = True
                self._library.interrupt()
