"""What opens a library: its database, the marks beside it, and all that is reached through the two."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from library.bin import Bin
from library.closing import Closing
from library.errors import NotFound, StorageError, Unavailable
from library.feeds import Feeds
from library.labelling import Labelling
from library.marks import Marks
from library.mirror import Mirror
from library.register import Register
from library.searches import Rules, Searches
from library.store import Hiding, Ordered, Reader, Stories, Tallies, Writer, connect
from library.store.presence import is_read_only, is_there, missing
from library.store.schema import is_logged, translated, unavailable
from library.translation import _

DATABASE_NAME: Final = "library.db"
"""The database's name in the library's folder."""

_PATIENCE: Final = 3.0
"""Seconds for which opening waits until another process is done with the state."""


def ensure_library(folder: Path) -> None:
    """Make sure that there is a library in `folder`, in which one was open before.

    Raises:
        Unavailable: There is none any more.
    """
    path = folder / DATABASE_NAME
    if not is_there(path):
        raise missing(path)


class Opening(Closing):
    """A library that is open; `library.growing.Growing` fills it, `library.Library` is all that can be done."""

    def __init__(
        self, folder: Path, renewing: Callable[[int], None] | None = None, *, new: bool = True
    ) -> None:
        """Open the library in `folder`, making both if need be.

        Where it can only be read, it is opened all the same, and shows the marks that it has seen last.

        Args:
            folder: Where it is.
            renewing: Called with the number of articles before a library of an earlier version is
                brought up to date, which takes a second for a thousand of them.
            new: Whether it may be made; a library that is open already has been moved or deleted if it
                is not there.

        Raises:
            Damaged: Its database does not hold what was written to it.
            NewerSchema: A later version wrote its database.
            Unavailable: It cannot be opened or made.
        """
        self.folder = folder
        self._path = folder / DATABASE_NAME
        if not new:
            ensure_library(folder)
        self.was_broken_off = is_logged(self._path)
        """Whether whoever had it open last did not close it; so it is as well while another window is open."""
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise unavailable(folder, error) from error
        self._connection = connect(self._path, renewing)
        self._reader = Reader(self._connection)
        self._ordered = Ordered(self._connection, self._reader.vocabulary)
        self._writer = Writer(self._connection)
        self._hiding = Hiding(self._connection, self._reader)
        self._tallies = Tallies(self._connection)
        self._stories = Stories(self._connection)
        self._mirror = Mirror(folder, self._reader, self._writer)
        self._marks = Marks(self._mirror, self._reader, self._writer)
        self.register = Register(self._reader, self._marks, self._translated)
        """Who and what the articles name."""
        self.labels = Labelling(self._reader, self._marks, self._translated)
        """Tags and notes."""
        self.bin = Bin(self._reader, self._writer, self._marks, self._translated)
        """What was deleted."""
        self.searches = Searches(self._marks, self._translated)
        """The searches that stand beside the views."""
        self.rules = Rules(self._marks, self._translated)
        """The rules that hide what they find."""
        self.feeds = Feeds(self._marks, self._translated)
        """The feeds that are followed."""
        self._reader.vocabulary.feeds = self.feeds.names
        self.trouble: StorageError | None = None
        """Why what the reader did is shown as it was last known, and cannot be changed; None if it can."""
        self._show_marks()

    def _show_marks(self) -> None:
        """Show what the reader did, as it is now; where that cannot be read or shown, as it was last."""
        if self.is_read_only:
            return
        try:
            with self._translated():
                self._mirror.refresh(_PATIENCE)
        except StorageError as error:
            # Such as a full disk: what is stored can be read, and the next change says what is wrong.
            if error.path == self._path and not isinstance(error, Unavailable):
                self.close()
                raise
            self.trouble = error
        except BaseException:
            self.close()
            raise

    @property
    def is_read_only(self) -> bool:
        """Whether it can be read but not written, so that nothing that is done to it is kept."""
        return is_read_only(self._path)

    def ensure_writable(self) -> None:
        """Make sure that what is changed now will be found again; may be called from any thread.

        Raises:
            Unavailable: The file was moved, deleted or replaced since it was opened, or can only be read.
        """
        self._writer.make_sure()

    def close(self) -> None:
        """Let go of the files."""
        self._connection.close()

    def interrupt(self) -> None:
        """Stop the query that runs in another thread; it raises `Interrupted` there."""
        self._connection.interrupt()

    def _rank(self, id_: str) -> int:
        """Return the rank of the article with this id, which must be stored."""
        rank = self._reader.rank_of(id_)
        if rank is None:
            raise NotFound(_("No article has the id {id}.").format(id=id_))
        return rank

    def _translated(self) -> AbstractContextManager[None]:
        return translated(self._path)
