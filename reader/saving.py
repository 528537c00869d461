"""Changes on their way to the disk: made one after another, off the screen's thread, never lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from library import Altered, Correcting, Library, LibraryError, Mark, Place, Tally
from reader.threads import LibraryThread

_Said = TypeVar("_Said")


class Saver:
    """Takes changes at once, in the order in which they are made."""

    def __init__(self, folder: Path) -> None:
        """Save to the library in `folder`; nothing is opened before the first change."""
        self._thread = LibraryThread(folder, "save")
        self._changes: list[Future[Any]] = []
        self._edited = False
        self._tally: Tally | None = None

    def mark(self, ids: Sequence[str], mark: Mark) -> Future[tuple[Altered, ...]]:
        """Mark articles; what is returned has what that changed once it is on disk."""
        return self._keep(self._thread.submit(lambda library: library.mark(ids, mark)))

    def keep_place(self, id_: str, place: Place | None) -> Future[None]:
        """Remember where reading of an article stopped."""
        return self._keep(self._thread.submit(lambda library: library.keep_place(id_, place)))

    def correct(self, say: Callable[[Correcting], _Said]) -> Future[_Said]:
        """Say something of an entity by `say`; what is returned has what came of it once that is on disk."""
        return self._thread.submit(lambda library: say(library.register.corrections))

    def edit(self, do: Callable[[Library], _Said]) -> Future[_Said]:
        """Do something to the queries that are kept; what is returned is done when that is on disk."""
        self._edited = True
        return self._thread.submit(do)

    def keep(self, tally: Tally | None) -> None:
        """Have what has been counted kept at the end, behind all changes; None when that is not to be."""
        self._tally = tally

    async def finished(self) -> None:
        """Wait until all changes made so far are on disk, or have failed."""
        if self._changes:
            await asyncio.wait([asyncio.wrap_future(self._changes[-1])])

    def close(self) -> None:
        """Finish all changes and fold them into the state file.

        Raises:
            LibraryError: A change could not be saved, or they could not be folded.
        """
        self._thread.close(self._finish if self._changes or self._edited or self._tally else None)
        for change in self._changes:
            change.result()

    def _finish(self, library: Library) -> None:
        """Fold the changes, and keep what has been counted."""
        if self._changes or self._edited:
            library.fold()
        if self._tally is not None:
            with suppress(LibraryError):  # then it is counted anew
                library.keep_tally(self._tally)

    def alter(self, change: Callable[[Library], _Said]) -> Future[_Said]:
        """Change something of articles; what is returned has what came of it once that is on disk."""
        return self._keep(self._thread.submit(change))

    def _keep(self, change: Future[_Said]) -> Future[_Said]:
        """Remember `change` until it is known to be saved."""
        self._changes = [old for old in self._changes if not old.done() or old.exception()]
        self._changes.append(change)
        return change
