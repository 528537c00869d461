"""What the reader did is kept in two places: the state files, which are the truth, and the database.

The database mirrors read, bookmarked and place so that lists and searches can use them, shows
names as they were corrected, and mirrors what was done to the queries that are kept. A stamp of the
state files, kept in the database, tells whether the mirror is true.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from library.errors import NewerSchema
from library.journal import Entry, stamp
from library.store import Reader, Writer

if TYPE_CHECKING:
    from library.kept import Kept
    from library.state import State


class Mirror:
    """Keeps the database true to the state files, and notices what others do to them."""

    def __init__(self, folder: Path, reader: Reader, writer: Writer) -> None:
        """Use the state files in `folder` and the database behind `reader` and `writer`."""
        self._folder = folder
        self._reader = reader
        self._writer = writer
        self._seen = stamp(folder)  # of which version this one knows
        self._is_elsewhere_changed = False
        self._later = ""  # which version it was that a later program wrote

    @cached_property
    def state(self) -> State:
        """The state files."""
        # TinyDB and the lock take 30 ms to import; starting and reading do without them.
        from library.state import State

        return State(self._folder)

    @property
    def seen(self) -> str:
        """Which version of the state files is known here."""
        return self._seen

    def follow(self, seen: str) -> None:
        """Take as known no more than the version `seen`."""
        self._is_elsewhere_changed = self._is_elsewhere_changed or self._seen != seen

    def changed_elsewhere(self) -> bool:
        """Tell whether others have changed the state since this was asked last, and show what they did.

        Raises:
            NewerSchema, Unavailable: The state cannot be read.
        """
        if not self._is_elsewhere_changed and stamp(self._folder) == self._seen:
            return False
        with self.held():
            pass
        found, self._is_elsewhere_changed = self._is_elsewhere_changed, False
        return found

    def refresh(self, seconds: float | None = None) -> None:
        """Make the database show the state files, if they changed since it last did.

        Args:
            seconds: How long another process may hold the lock that is needed for that, if not as usual.

        Raises:
            NewerSchema: A later version wrote them; the database shows what can be read.
            Unavailable: They cannot be read.
        """
        if self._is_true():
            return
        with self._locked(seconds):
            try:
                kept = self.state.kept()
            except NewerSchema:
                self._show_later()
                raise
            with self._writer.transaction():
                self._show(kept)
                self._writer.set_stamp(stamp(self._folder))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the state as it is meanwhile, and the database true to it.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be read, or another process holds the lock.
        """
        with self._locked():
            self.refresh()
            yield

    @contextmanager
    def written(self, entries: Sequence[Entry]) -> Iterator[None]:
        """Write `entries` to the journal; the block has the database show them. The state is held.

        When this returns both are on disk. If the block fails, neither is.

        Raises:
            Unavailable: They could not be written.
        """
        is_true = self._is_true()
        # A crash in here leaves the stamps different, and the next start mends the mirror.
        with self.state.appended(entries), self._writer.transaction():
            yield
            if is_true:
                self._writer.set_stamp(stamp(self._folder))

    def fold(self) -> None:
        """Move the journal of changes into the state file; cheap when there is none.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be written; the journal keeps it.
        """
        if not self.state.has_changes():
            return
        with self._locked():
            is_true = self._is_true()
            if self.state.fold(is_read=is_true) and is_true:
                with self._writer.transaction():
                    self._writer.set_stamp(stamp(self._folder))

    @contextmanager
    def _locked(self, seconds: float | None = None) -> Iterator[None]:
        """Keep every other process from changing the state, and notice what they did until now.

        Raises:
            Unavailable: What is changed now would be lost, or another process holds the lock.
        """
        self._writer.make_sure()
        with self.state.locked(seconds):
            now = stamp(self._folder)
            if now != self._seen:
                self._is_elsewhere_changed, self._seen = True, now
            try:
                yield
            finally:
                self._seen = stamp(self._folder)

    def _show(self, kept: Kept) -> None:
        """Have the database show what is kept. The caller is within a transaction."""
        self._writer.mirror_all(kept.statuses)
        self._writer.naming.correct(kept.corrections)
        self._writer.edits.mirror(kept.edits)

    def _show_later(self) -> None:
        """Show what can be read of what a later version wrote; the mirror is not true by that."""
        if (now := stamp(self._folder)) == self._later:
            return
        kept, self._later = self.state.of_later_version(), now
        if any(kept):
            with self._writer.transaction():
                self._show(kept)

    def _is_true(self) -> bool:
        return self._reader.stamp() == stamp(self._folder)
