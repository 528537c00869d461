"""Changes on their way to the disk: made one after another, off the screen's thread, never lost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from math import inf
from pathlib import Path
from typing import Any, Final, TypeVar

from library import (
    Altered,
    Corrected,
    Correcting,
    Edit,
    Library,
    LibraryError,
    Mark,
    Place,
    Shelf,
    StorageError,
    Tally,
    Unavailable,
)
from reader.entities import said
from reader.queries import what_was_done
from reader.threads import LibraryThread
from reader.undoing import ARTICLES, NAMES, Done, Edited, History, Kind, Marked, Said

_Answer = TypeVar("_Answer")
_FORGOTTEN_AT_ONCE: Final = 200
"""Articles deleted long ago that are forgotten at the end of a session: half a second at most."""
_UNNOTICED: Final = 0.2
"""Seconds: a sign that comes and goes within less would only unsettle."""


class Saver:
    """Takes changes at once, in the order in which they are made, and takes them back."""

    def __init__(
        self, folder: Path, seen: str | None = None, ensure: Callable[[], None] = lambda: None
    ) -> None:
        """Save to the library in `folder`; nothing is opened before the first change.

        Args:
            folder: Where the library is.
            seen: Which version of the state is on the screen; None for that which is found.
            ensure: Raises the error of the library where another is there by now, or none.
        """

        def opened(library: Library) -> None:
            ensure()
            if seen is not None:
                library.follow(seen)

        self._thread = LibraryThread(folder, "save", opened)
        self._changes: list[Future[Any]] = []
        self._others: list[Future[Any]] = []
        self._begun: dict[Future[Any], float] = {}  # when those were asked for that are not done
        self._edited = False
        self._tally: Tally | None = None
        self.history = History(self.do)
        """What was done, to be taken back."""

    def mark(self, ids: Sequence[str], mark: Mark, title: str = "") -> Future[Marked]:
        """Mark articles; what is returned has what that changed once it is on disk."""
        return self.alter(lambda library: library.mark(ids, mark), title)

    def alter(
        self, change: Callable[[Library], tuple[Altered, ...]], title: str = ""
    ) -> Future[Marked]:
        """Change articles, of which one has the title; what is returned has what that changed."""
        future = self._keep(self._thread.submit(lambda library: Marked(change(library), title)))
        self.history.add(ARTICLES, _then(future, lambda marked: marked))
        return future

    def keep_place(self, id_: str, place: Place | None) -> Future[None]:
        """Remember where reading of an article stopped."""
        return self._keep(self._thread.submit(lambda library: library.keep_place(id_, place)))

    def correct(self, say: Callable[[Correcting], Corrected]) -> Future[Corrected]:
        """Say something of an entity by `say`; what is returned has what came of it once that is on disk."""
        future = self.do(lambda library: say(library.register.corrections))
        self.history.add(
            NAMES, _then(future, lambda corrected: Said(corrected.correction, True, said))
        )
        return future

    def edit(self, do: Callable[[Library], Edit], kind: Kind = Shelf.SEARCHES) -> Future[Edit]:
        """Do something to the queries that are kept; what is returned is done when that is on disk."""
        future = self.do(do)
        renamed = self.history.renamed
        self.history.add(
            kind, _then(future, lambda edit: Edited(edit, True, renamed, what_was_done))
        )
        return future

    def do(self, do: Callable[[Library], _Answer]) -> Future[_Answer]:
        """Do something that is not to be taken back; what is returned has what came of it."""
        self._edited = True
        future = self._timed(self._thread.submit(do))
        # What makes no sense was told when it was tried; what is lost is told at the end once more.
        self._others = [old for old in self._others if not old.done() or _is_lost(old)]
        self._others.append(future)
        return future

    def look(self) -> Future[bool]:
        """Take in what others have changed; what is returned tells whether they have changed anything."""
        return self._thread.submit(Library.changed_elsewhere)

    @property
    def is_saving(self) -> bool:
        """Whether anything that was done is not on disk yet."""
        return bool(self._begun)

    @property
    def is_late(self) -> bool:
        """Whether something has been on its way to the disk for longer than goes unnoticed."""
        return min(self._begun.values(), default=inf) < time.monotonic() - _UNNOTICED

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
        if self._changes or self._edited:
            self._thread.close(self._finish)
        else:
            with suppress(LibraryError):  # what has been counted is counted anew
                self._thread.close(self._finish if self._tally else None)
        for change in self._changes:
            change.result()
        for other in filter(_is_lost, self._others):
            other.result()

    def _finish(self, library: Library) -> None:
        """Fold the changes, keep what has been counted, and forget what was deleted long ago."""
        if self._changes or self._edited:
            with suppress(Unavailable):  # then the journal keeps it, where it is safe as well
                library.fold()
            with suppress(LibraryError):  # then it is forgotten the next time
                library.bin.forget(limit=_FORGOTTEN_AT_ONCE)
        if self._tally is not None:
            with suppress(LibraryError):  # then it is counted anew
                library.keep_tally(self._tally)

    def _keep(self, change: Future[_Answer]) -> Future[_Answer]:
        """Remember `change` until it is known to be saved."""
        self._changes = [old for old in self._changes if not old.done() or old.exception()]
        self._changes.append(change)
        return self._timed(change)

    def _timed(self, change: Future[_Answer]) -> Future[_Answer]:
        """Note since when `change` has been on its way."""
        self._begun[change] = time.monotonic()
        change.add_done_callback(lambda done: self._begun.pop(done, None))
        return change


def _is_lost(future: Future[Any]) -> bool:
    """Tell whether what was to be done, and is done with, could not be kept on disk."""
    return isinstance(future.exception(), StorageError)


def _then(future: Future[_Answer], make: Callable[[_Answer], Done]) -> Future[Done]:
    """Return what has what `make` makes of the outcome of `future`, or its error."""
    made: Future[Done] = Future()

    def arrived(future: Future[_Answer]) -> None:
        if (error := future.exception()) is not None:
            made.set_exception(error)
        else:
            made.set_result(make(future.result()))

    future.add_done_callback(arrived)
    return made
