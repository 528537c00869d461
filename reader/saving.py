"""Changes on their way to the disk: made one after another, off the screen's thread, never lost."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from pathlib import Path

from library import Library, Mark, Place
from reader.threads import LibraryThread


class Saver:
    """Takes changes at once, in the order in which they are made."""

    def __init__(self, folder: Path) -> None:
        """Save to the library in `folder`; nothing is opened before the first change."""
        self._thread = LibraryThread(folder, "save")
        self._last: Future[None] | None = None

    def mark(self, id_: str, mark: Mark) -> Future[None]:
        """Mark an article; what is returned is done when that is on disk."""
        self._last = self._thread.submit(lambda library: library.mark([id_], mark))
        return self._last

    def keep_place(self, id_: str, place: Place | None) -> Future[None]:
        """Remember where reading of an article stopped."""
        self._last = self._thread.submit(lambda library: library.keep_place(id_, place))
        return self._last

    async def finished(self) -> None:
        """Wait until all changes made so far are on disk, or have failed."""
        if self._last is not None:
            await asyncio.wait([asyncio.wrap_future(self._last)])

    def close(self) -> None:
        """Finish all changes and fold them into the state file.

        Raises:
            LibraryError: They could not be folded; they are safe in the journal nevertheless.
        """
        self._thread.close(Library.fold if self._last is not None else None)
