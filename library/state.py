"""What the reader did: `state.json`, a TinyDB database, and the journal of what is yet to be put in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from filelock import FileLock, Timeout
from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.table import Table

from library import edits
from library.corrections import Corrections
from library.edits import Edit, Shelf
from library.errors import Unavailable
from library.journal import (
    FIELDS,
    JOURNAL_NAME,
    STATE_NAME,
    Change,
    Entry,
    Field,
    Journal,
    Value,
    decode_value,
    encode_value,
)
from library.models import Place, Status
from library.said import CORRECTIONS, enter, holding, table_of
from library.statefile import StateStorage, damaged, unavailable
from library.times import decode_time, encode_time
from library.translation import _

_LOCK_SECONDS: Final = 10.0
_POLL_SECONDS: Final = 0.01
"""Where many processes change the state at once, none waits twice as long as it must."""
_ARTICLES: Final = "articles"

_Documents = dict[str, dict[str, Any]]


class Kept(NamedTuple):
    """All that is kept of what the reader did."""

    statuses: dict[str, Status]
    """The status of every touched article, by id."""
    corrections: Corrections
    """What the reader said of entities, and still holds."""
    edits: tuple[Edit, ...]
    """What the reader did to the queries that are kept, and still holds, in the order of time."""


class _Table(Table):
    """A TinyDB table whose documents are numbered by ids of our own instead of integers."""

    # TinyDB converts keys with whatever class stands here, but its annotation says int.
    document_id_class = str  # type: ignore[assignment]


class _Database(TinyDB):
    """The state file as a TinyDB database, read once while it is open and written once at the end."""

    table_class = _Table

    def __init__(self, path: Path) -> None:
        cached = CachingMiddleware(StateStorage)  # type: ignore[no-untyped-call]
        super().__init__(path, storage=cached)


class State:
    """The state file and its journal in one folder."""

    def __init__(self, folder: Path) -> None:
        """Use the files in `folder`, which must exist."""
        self._path = folder / STATE_NAME
        self._journal = Journal(folder / JOURNAL_NAME)
        self._lock = FileLock(folder / "state.lock", timeout=_LOCK_SECONDS)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep every other process from changing the state meanwhile.

        Raises:
            Unavailable: Another process holds the lock for too long, or it cannot be made.
        """
        try:
            self._lock.acquire(poll_interval=_POLL_SECONDS)
        except (Timeout, OSError) as error:
            raise Unavailable(
                self._path,
                _("cannot be locked ({error})").format(error=error),
                _("Close other newsreader windows, or check the folder's permissions."),
            ) from error
        try:
            yield
        finally:
            self._lock.release()

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
        """Tell whether the journal holds anything that is not in the state file."""
        return self._journal.is_filled()

    def kept(self) -> Kept:
        """Return all that is kept.

        Raises:
            Damaged, NewerSchema, Unavailable: The state file cannot be used.
        """
        with _Database(self._path) as database:
            tables = {
                name: {str(one.doc_id): dict(one) for one in database.table(name)}
                for name in (_ARTICLES, CORRECTIONS, *Shelf)
            }
        _enter_all(self._entries(), tables, self._path)
        statuses = {id_: _status(one, self._path) for id_, one in tables[_ARTICLES].items()}
        try:
            corrections = holding(tables[CORRECTIONS])
        except ValueError as error:
            raise damaged(self._path) from error
        done = (one for shelf in Shelf for one in edits.holding(tables[shelf], shelf))
        return Kept(statuses, corrections, tuple(sorted(done, key=lambda one: (one.at, one.id))))

    def statuses(self) -> dict[str, Status]:
        """Return the status of every touched article, by id; see `kept`."""
        return self.kept().statuses

    def corrections(self) -> Corrections:
        """Return what the reader said of entities, and still holds; see `kept`."""
        return self.kept().corrections

    def fold(self) -> None:
        """Move what the journal says into the state file. The caller holds the lock.

        Raises:
            Damaged, NewerSchema, Unavailable: The state file cannot be used; the journal stays.
        """
        entries = self._entries()
        if not entries:
            return
        with _Database(self._path) as database:
            # In one write, so that the backup is the version before and not a half of this one.
            tables = database.storage.read() or {}
            _enter_all(entries, tables, self._path)
            database.storage.write(tables)
        try:
            self._journal.clear()
        except OSError as error:  # folding the same entries again will change nothing
            raise unavailable(self._journal.path, error) from error

    def _entries(self) -> Sequence[Entry]:
        """Return what the journal says."""
        try:
            return self._journal.read()
        except OSError as error:
            raise unavailable(self._journal.path, error) from error


def _enter_all(entries: Iterable[Entry], tables: dict[str, _Documents], path: Path) -> None:
    """Enter what the journal says into the tables of the state file at `path`."""
    for entry in entries:
        if isinstance(entry, Change):
            documents = tables.setdefault(_ARTICLES, {})
            _apply(entry, documents.setdefault(entry.id, {}), path)
        else:
            try:
                enter(entry, tables.setdefault(table_of(entry), {}))
            except ValueError as error:
                raise damaged(path) from error


def _apply(change: Change, document: dict[str, Any], path: Path) -> None:
    """Enter `change` in an article's document, unless a newer one of that field stands there."""
    try:
        times = document.setdefault("changed", {})
        if change.field in times and decode_time(times[change.field]) > change.at:
            return
        times[change.field] = encode_time(change.at)
    except (ValueError, TypeError, AttributeError) as error:
        raise damaged(path) from error
    if change.value is None:
        document.pop(change.field, None)
    else:
        document[change.field] = encode_value(change.value)


def _status(document: Mapping[str, Any], path: Path) -> Status:
    """Return an article's document as a status."""
    try:
        values = {field: decode_value(field, document.get(field)) for field in FIELDS}
        times = [decode_time(moment) for moment in document.get("changed", {}).values()]
    except (ValueError, TypeError, AttributeError) as error:
        raise damaged(path) from error
    return status_of(values, max(times, default=None))


def status_of(values: Mapping[Field, Value], changed: datetime | None) -> Status:
    """Return the status that has these values."""

    def time(field: Field) -> datetime | None:
        return value if isinstance(value := values.get(field), datetime) else None

    place, tags, note = values.get("place"), values.get("tags"), values.get("note")
    return Status(
        read=time("read"),
        bookmarked=time("bookmarked"),
        place=place if isinstance(place, Place) else None,
        changed=changed,
        tags=tags if isinstance(tags, tuple) else (),
        note=note if isinstance(note, str) else "",
        deleted=time("deleted"),
    )
