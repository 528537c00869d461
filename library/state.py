"""What the reader did: `state.json`, a TinyDB database with a storage that cannot lose it.

    {
    "schema": 1,
    "checksum": "…",                      of everything below, BLAKE2b
    "articles": {
    "7609625af0c80f08": {"read": "2026-01-06T09:00:00.000Z", "changed": {"read": "…"}}
    }
    }

TinyDB's own storage overwrites the file in place. This one writes another file beside it, flushes
it to disk, keeps the old one as a backup and puts the new one in its place in one step, so that at
every moment one of the two is whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from library.errors import Damaged, NewerSchema, Unavailable
from library.journal import (
    FIELDS,
    JOURNAL_NAME,
    STATE_NAME,
    Change,
    Journal,
    decode_time,
    decode_value,
    encode_time,
    encode_value,
    sync_folder,
)
from library.models import Place, Status

SCHEMA_VERSION: Final = 1
"""Raised with every change of the file's format."""

_LOCK_SECONDS: Final = 10.0
_LEFT_ALONE: Final = "It was left as it is."


class StateStorage(Storage):
    """A TinyDB storage that replaces its file in one step and checks what it reads."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`, which need not exist."""
        self._path = path

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables; None when nothing was ever written.

        Raises:
            Damaged: The file does not hold what was written to it.
            NewerSchema: A later version wrote it.
            Unavailable: It cannot be read.
        """
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unavailable(self._path, error) from error
        try:
            tables = json.loads(data)
            schema, checksum = tables.pop("schema"), tables.pop("checksum")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise _damaged(self._path) from error
        if isinstance(schema, int) and schema > SCHEMA_VERSION:
            raise NewerSchema(
                self._path,
                f"a later version of newsreader wrote your marks (schema {schema})",
                f"{_LEFT_ALONE} Use that version, or name another folder with --home.",
            )
        try:
            whole = schema == SCHEMA_VERSION and checksum == _checksum(_payload(tables))
            documents = [document for table in tables.values() for document in table.values()]
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise _damaged(self._path) from error
        if not whole or not all(isinstance(document, dict) for document in documents):
            raise _damaged(self._path)
        return dict(tables)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace the file by one that holds the tables of `data`.

        Raises:
            Unavailable: It cannot be written; the old one is untouched.
        """
        payload = _payload(data)
        text = f'{{\n"schema": {SCHEMA_VERSION},\n"checksum": "{_checksum(payload)}"{payload}\n}}\n'
        try:
            self._replace(text.encode())
        except OSError as error:
            raise _unavailable(self._path, error) from error

    def _replace(self, data: bytes) -> None:
        """Put `data` in the file's place; the file that was there becomes its backup."""
        temporary = self._path.with_name(f"{self._path.name}.{os.getpid()}.tmp")
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            self._keep_backup()
            temporary.replace(self._path)
            sync_folder(self._path.parent)
        finally:
            temporary.unlink(missing_ok=True)

    def _keep_backup(self) -> None:
        """Make the present file its own backup, by a second name so that it never is without one."""
        backup = self._path.with_name(f"{self._path.name}.bak")
        link = backup.with_name(f"{backup.name}.{os.getpid()}.tmp")
        link.unlink(missing_ok=True)
        # No file yet, or a file system without links: the atomic replacement alone still holds.
        with suppress(OSError):
            os.link(self._path, link)
            link.replace(backup)
        # Replacing does nothing where both are one file already, as after a write that failed.
        link.unlink(missing_ok=True)


class _Articles(Table):
    """A TinyDB table whose documents are numbered by article ids instead of integers."""

    # TinyDB converts keys with whatever class stands here, but its annotation says int.
    document_id_class = str  # type: ignore[assignment]


class _Database(TinyDB):
    """The state file as a TinyDB database."""

    table_class = _Articles

    def __init__(self, path: Path) -> None:
        super().__init__(path, storage=StateStorage)


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
            self._lock.acquire()
        except (Timeout, OSError) as error:
            raise Unavailable(
                self._path,
                f"cannot be locked ({error})",
                "Close other newsreader windows, or check the folder's permissions.",
            ) from error
        try:
            yield
        finally:
            self._lock.release()

    def append(self, changes: list[Change]) -> None:
        """Make `changes` safe on disk. The caller holds the lock.

        Raises:
            Unavailable: They could not be written.
        """
        try:
            self._journal.append(changes)
        except OSError as error:
            raise _unavailable(self._journal.path, error) from error

    def has_changes(self) -> bool:
        """Tell whether the journal holds anything that is not in the state file."""
        return self._journal.is_filled()

    def statuses(self) -> dict[str, Status]:
        """Return the status of every touched article, by id.

        Raises:
            Damaged, NewerSchema, Unavailable: The state file cannot be used.
        """
        documents = self._load()
        return {id_: _status(document, self._path) for id_, document in documents.items()}

    def fold(self) -> None:
        """Move the journal's changes into the state file. The caller holds the lock.

        Raises:
            Damaged, NewerSchema, Unavailable: The state file cannot be used; the journal stays.
        """
        changes = self._changes()
        if not changes:
            return
        with _Database(self._path) as database:
            # In one write, so that the backup is the version before and not a half of this one.
            tables = database.storage.read() or {}
            documents = tables.setdefault("articles", {})
            for change in changes:
                _apply(change, documents.setdefault(change.id, {}), self._path)
            database.storage.write(tables)
        try:
            self._journal.clear()
        except OSError as error:  # folding the same changes again will change nothing
            raise _unavailable(self._journal.path, error) from error

    def _load(self) -> dict[str, dict[str, Any]]:
        """Return the documents of the state file with the journal's changes applied."""
        with _Database(self._path) as database:
            table = database.table("articles")
            documents = {str(document.doc_id): dict(document) for document in table}
        for change in self._changes():
            _apply(change, documents.setdefault(change.id, {}), self._path)
        return documents

    def _changes(self) -> Sequence[Change]:
        """Return the journal's changes."""
        try:
            return self._journal.read()
        except OSError as error:
            raise _unavailable(self._journal.path, error) from error


def _apply(change: Change, document: dict[str, Any], path: Path) -> None:
    """Enter `change` in an article's document, unless a newer one of that field stands there."""
    try:
        times = document.setdefault("changed", {})
        if change.field in times and decode_time(times[change.field]) > change.at:
            return
        times[change.field] = encode_time(change.at)
    except (ValueError, TypeError, AttributeError) as error:
        raise _damaged(path) from error
    if change.value is None:
        document.pop(change.field, None)
    else:
        document[change.field] = encode_value(change.value)


def _status(document: Mapping[str, Any], path: Path) -> Status:
    """Return an article's document as a status."""
    try:
        read, bookmarked, place = (decode_value(field, document.get(field)) for field in FIELDS)
        times = [decode_time(moment) for moment in document.get("changed", {}).values()]
    except (ValueError, TypeError, AttributeError) as error:
        raise _damaged(path) from error
    return Status(
        read=read if isinstance(read, datetime) else None,
        bookmarked=bookmarked if isinstance(bookmarked, datetime) else None,
        place=place if isinstance(place, Place) else None,
        changed=max(times, default=None),
    )


def _payload(tables: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the tables as they stand in the file: a line a document, so that a person can read it."""
    parts = []
    for name, table in tables.items():
        rows = ",\n".join(f"{_json(id_)}: {_json(document)}" for id_, document in table.items())
        parts.append(f",\n{_json(name)}: {{\n{rows}\n}}")
    return "".join(parts)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _checksum(payload: str) -> str:
    return blake2b(payload.encode(), digest_size=16).hexdigest()


def _damaged(path: Path) -> Damaged:
    """Return the error for a state file that does not hold what was written."""
    backup = path.with_name(f"{path.name}.bak")
    if backup.exists():
        way = f"The version before it is {backup.name}: put that in its place."
    else:
        way = "Move it away to start with no marks."
    message = "your marks cannot be read, the file is damaged"
    return Damaged(path, message, f"{_LEFT_ALONE} {way}")


def _unavailable(path: Path, error: OSError) -> Unavailable:
    """Return the error for a file that cannot be read or written now."""
    reason = error.strerror or str(error)
    return Unavailable(
        path, f"cannot be used ({reason})", "Check the folder's permissions and the free space."
    )
