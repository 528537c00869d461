"""Brings back a state file that is damaged or has gone, and leaves word of what was lost.

What is damaged stays under another name, and at no moment is there no state at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from library import mending, notices
from library.durable import keep_as
from library.journal import STATE_NAME, Entry, Journal
from library.notices import Event, Notice
from library.statefile import BACKUP_NAME, StateStorage, is_of, unavailable
from library.tables import ARTICLES, Tables, enter_all, times_in


class Restoring:
    """Puts whole files in the places of others. Whoever calls it holds the lock of the state."""

    def __init__(self, folder: Path, storage: StateStorage, journal: Journal) -> None:
        """Bring back the state in `folder`, which `storage` writes and `journal` goes before."""
        self._folder = folder
        self._path = folder / STATE_NAME
        self._backup = folder / BACKUP_NAME.format(name=STATE_NAME)
        self._storage = storage
        self._journal = journal

    def is_needed(self) -> bool:
        """Tell whether the file has gone that there was; the program itself only ever replaces it.

        Raises:
            Unavailable: That cannot be told now.
        """
        try:
            return not self._path.exists() and self._backup.exists()
        except OSError as error:
            raise unavailable(self._path, error) from error

    def bring_back(self) -> None:
        """Put the last version in the place of a file that has gone, with what was folded into it since.

        Raises:
            Unavailable: It cannot be written.
        """
        found = mending.mended(self._path, b"")
        enter_all(self._journal.folded(), found.tables)
        notices.leave(self._folder, Notice(Event.RETURNED, STATE_NAME, source=found.source))
        self._storage.put(found.tables, backup=None)

    def mend(self, reason: str, entries: Iterable[Entry]) -> Tables:
        """Put the newest whole state in the place of a damaged one, and return what it has then.

        Args:
            reason: Why it is taken for damaged, a clause that is yet to be translated.
            entries: What the journal says, which is entered as well.

        Raises:
            Unavailable: The file cannot be read or replaced.
        """
        now = datetime.now(UTC)
        try:
            data = self._path.read_bytes()
        except OSError as error:
            raise unavailable(self._path, error) from error
        kept = self._kept(self._path, now)
        found = mending.mended(self._path, data)
        if found.source not in {STATE_NAME, self._backup.name} and self._backup.exists():
            self._kept(self._backup, now)  # for it is damaged too
        enter_all(self._journal.folded(), found.tables)
        is_whole = found.source == STATE_NAME or is_of(data, found.tables)
        enter_all(entries, found.tables)
        notice = Notice(
            Event.RESTORED if found.source else Event.SALVAGED,
            kept.name,
            reason,
            found.source,
            "" if is_whole else _latest(found.tables),
            len(found.tables.get(ARTICLES, {})),
            found.lost,
        )
        # It is rather told twice than not at all, should this be broken off here.
        notices.leave(self._folder, notice)
        self._storage.put(found.tables, backup=None)
        return found.tables

    def _kept(self, path: Path, now: datetime) -> Path:
        """Keep a damaged file under another name as well, and return where."""
        try:
            return keep_as(path, f"{path.name}.damaged-{now:%Y%m%dT%H%M%SZ}")
        except OSError as error:
            raise unavailable(path, error) from error


def _latest(tables: Tables) -> str:
    """Return when the last change was made that the documents tell of, for people."""
    times = [
        moment for one in tables.get(ARTICLES, {}).values() for moment in times_in(one).values()
    ]
    return f"{max(times).astimezone():%Y-%m-%d %H:%M}" if times else ""
