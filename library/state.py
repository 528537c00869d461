"""What the reader did: `state.json`, a TinyDB database, and the journal of what is yet to be put in it.

Nothing that was kept once is ever overwritten by something else: a file that is damaged is mended from
what there is beside it, and stays under another name; one of a later version is only read.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Final

from library import mending, notices
from library.backups import keep_daily
from library.conflicts import conflict_copies
from library.copies import copied, put_aside
from library.corrections import Corrections
from library.days import local_now
from library.errors import Damaged
from library.journal import JOURNAL_NAME, STATE_NAME, UNREAD_NAME, Entry, Journal
from library.kept import Kept, kept_in
from library.locking import StateLock
from library.merging import Taken, merge
from library.models import Status
from library.notices import Event, Notice
from library.restoring import Restoring
from library.said import Said, table_of
from library.statefile import (
    UNREADABLE,
    NotWhole,
    StateDatabase,
    StateStorage,
    damaged,
    unavailable,
)
from library.tables import Document, Tables, check, enter_all

_REPLACEMENTS: Final = 3
"""So often it is looked whether the file was replaced meanwhile."""


class State:
    """The state file and its journal in one folder."""

    def __init__(self, folder: Path) -> None:
        """Use the files in `folder`, which must exist."""
        self._folder = folder
        self._path = folder / STATE_NAME
        self._storage = StateStorage(self._path)
        self._journal = Journal(folder / JOURNAL_NAME)
        self._restoring = Restoring(folder, self._storage, self._journal)
        self._lock = StateLock(folder / "state.lock", self._path)
        self._is_other = False  # whether it was changed otherwise than by its journal

    def locked(self, seconds: float | None = None) -> AbstractContextManager[None]:
        """Keep every other process from changing the state meanwhile; see `StateLock.held`."""
        return self._lock.held(seconds)

    def append(self, entries: Iterable[Entry]) -> None:
        """Make `entries` safe on disk. The caller holds the lock.

        Raises:
            Unavailable: They could not be written.
        """
        try:
            self._journal.append(entries)
        except OSError as error:
            raise unavailable(self._journal.path, error) from error

    @contextmanager
    def appended(self, entries: Iterable[Entry]) -> Iterator[None]:
        """Make `entries` safe on disk, and take them back if the block fails. The caller holds the lock.

        Whoever asked for them is told that it failed, so nobody may find them here later.

        Raises:
            Unavailable: They could not be written.
        """
        try:
            before = self._journal.size()
        except OSError as error:
            raise unavailable(self._journal.path, error) from error
        self.append(entries)
        try:
            yield
        except Exception:
            with suppress(OSError):
                self._journal.cut(before)
            raise

    def has_changes(self) -> bool:
        """Tell whether the journal holds anything that is not in the state file.

        Raises:
            Unavailable: That cannot be told now.
        """
        try:
            return self._journal.is_filled()
        except OSError as error:
            raise unavailable(self._journal.path, error) from error

    def knows(self, said: Said) -> bool:
        """Tell whether this was said before, even if it was taken back since. The caller holds the lock.

        Raises:
            NewerSchema, Unavailable: The state file cannot be used.
        """
        return said.id in self._present(self._entries(), is_read=True).get(table_of(said), {})

    def looked_at(self) -> Kept:
        """Return all that is kept, and mend nothing.

        Raises:
            Damaged, NewerSchema, Unavailable: The state file cannot be used.
        """
        try:
            return kept_in(self.looked_at_tables())
        except ValueError as error:
            raise damaged(self._path) from error

    def looked_at_tables(self) -> Tables:
        """Return all documents that are kept, and mend nothing.

        Raises:
            Damaged, NewerSchema, Unavailable: The state file cannot be used.
        """
        with StateDatabase(self._path) as database:
            tables = {
                name: {str(one.doc_id): dict(one) for one in database.table(name)}
                for name in database.tables()
            }
        try:
            enter_all(self._entries(), tables)
        except ValueError as error:
            raise damaged(self._path) from error
        return tables

    def kept(self) -> Kept:
        """Return all that is kept, mended if need be. The caller holds the lock.

        Raises:
            NewerSchema, Unavailable: The state file cannot be used.
        """
        self._bring_back()
        self.merge_copies()
        try:
            return self.looked_at()
        except Damaged as error:
            return kept_in(self._mend(error.reason))

    def of_later_version(self) -> Kept:
        """Return what can be read in a state file of a later version, which may be nothing."""
        with suppress(OSError, ValueError):
            return kept_in(mending.salvaged(self._path.read_bytes()).tables)
        return kept_in({})

    def tables(self) -> Tables:
        """Return all documents that are kept, mended if need be. The caller holds the lock.

        Raises:
            NewerSchema, Unavailable: The state file cannot be used.
        """
        self.merge_copies()
        return self._present(self._entries())

    def statuses(self) -> dict[str, Status]:
        """Return the status of every touched article, by id; see `looked_at`."""
        return self.looked_at().statuses

    def corrections(self) -> Corrections:
        """Return what the reader said of entities, and still holds; see `looked_at`."""
        return self.looked_at().corrections

    def fold(self, *, is_read: bool = False) -> bool:
        """Move what the journal says into the state file. The caller holds the lock.

        Returns whether that was all: the file may have been mended, or copies of it merged.

        Args:
            is_read: Whether all documents of the file, as it is, have been read by somebody.

        Raises:
            NewerSchema, Unavailable: The state file cannot be used; the journal stays.
        """
        self._is_other = False
        self.merge_copies()
        if self.has_changes():
            self._put(self._present(self._entries(), is_read=is_read))
        return not self._is_other

    def merge(self, other: Mapping[str, Mapping[str, Document]]) -> Taken:
        """Merge other tables into the state, and return what was taken. The caller holds the lock.

        Raises:
            ValueError: A document in them is none; nothing was taken.
            NewerSchema, Unavailable: The state file cannot be used; nothing was taken.
        """
        tables = self._present(self._entries())
        taken = merge(tables, other)
        if any(taken):
            self._is_other = True
            self._put(tables)
            # Once more, so that the version before has it too: no journal does.
            self._storage.write(tables)
        return taken

    def merge_copies(self) -> None:
        """Merge what a sync service left beside the state, and put it aside. The caller holds the lock.

        Raises:
            NewerSchema, Unavailable: The state file cannot be used; the copies stay.
        """
        for name in conflict_copies(self._folder):
            path = self._folder / name
            try:
                taken = sum(self.merge(copied(path)))
            except NotWhole as error:
                self._put_aside(path, "unmerged", Notice(Event.REFUSED, name, error.reason))
            except (ValueError, RecursionError):
                self._put_aside(path, "unmerged", Notice(Event.REFUSED, name, UNREADABLE))
            except OSError as error:
                raise unavailable(path, error) from error
            else:
                self._put_aside(path, "merged", Notice(Event.MERGED, name, number=taken))

    def _put_aside(self, path: Path, ending: str, notice: Notice) -> None:
        """Give a copy that has been dealt with another name, and leave a notice of it."""
        try:
            kept = put_aside(path, ending)
        except OSError as error:
            raise unavailable(path, error) from error
        notices.leave(self._folder, dataclasses.replace(notice, file=kept))

    def _present(self, entries: Sequence[Entry], *, is_read: bool = False) -> Tables:
        """Return the tables of the state file with what the journal says, mended if need be."""
        try:
            self._bring_back()
            tables = self._storage.read() or {}
            enter_all(entries, tables)
            if not is_read:
                check(tables)
        except Damaged as error:
            return self._mend(error.reason)
        except ValueError:
            return self._mend(UNREADABLE)
        return tables

    def _put(self, tables: Tables) -> None:
        """Have the state file hold `tables`, in which all is that the journal says, and begin that anew."""
        keep_daily(self._path, local_now().date())
        self._take_in_replacements(tables)
        self._storage.write(tables)
        try:
            unread = self._journal.clear()
        except OSError as error:  # folding the same entries again will change nothing
            raise unavailable(self._journal.path, error) from error
        if unread:
            notices.leave(self._folder, Notice(Event.UNREAD, UNREAD_NAME, number=unread))

    def _take_in_replacements(self, tables: Tables) -> None:
        """Merge the state file into `tables` where it is another than the one that was read for them.

        Whoever replaces it without asking for the lock is a sync service that brings it from another machine.
        """
        for _attempt in range(_REPLACEMENTS):
            if self._storage.is_as_read():
                return
            with suppress(Damaged, ValueError):
                merge(tables, self._storage.read() or {})
            self._is_other = True

    def _bring_back(self) -> None:
        """Put the last version in the place of a state file that has gone."""
        if self._restoring.is_needed():
            self._is_other = True
            self._restoring.bring_back()

    def _mend(self, reason: str) -> Tables:
        """Put the newest whole state in the place of a damaged one, and return what it has then."""
        self._is_other = True
        return self._restoring.mend(reason, self._entries())

    def _entries(self) -> Sequence[Entry]:
        """Return what the journal says."""
        try:
            return self._journal.read()
        except OSError as error:
            raise unavailable(self._journal.path, error) from error
