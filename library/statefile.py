"""The file `state.json` and how it is written, so that a crash cannot lose it.

    {
    "schema": 1,
    "checksum": "…",                      of everything below, BLAKE2b
    "articles": {
    "7609625af0c80f08": {"read": "2026-01-06T09:00:00.000Z", "tags": ["strom"], "note": "…", "changed": {…}}
    },
    "corrections": {
    "1f0a…": {"action": "merge", "entity": ["person", "person/kim"], "at": "…", "into": […]}
    },
    "searches": {
    "88c5…": {"deed": "add", "at": "…", "name": "Ukraine", "query": "ukraine OR kiew"}
    },
    "rules": {
    "a40e…": {"deed": "add", "at": "…", "query": "source:werbung"}
    }
    }

TinyDB's own storage overwrites the file in place. This one writes another file beside it, flushes
it to disk, keeps the old one as a backup and puts the new one in its place in one step, so that at
every moment one of the two is whole.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import Storage
from tinydb.table import Table

from library.durable import write_file
from library.errors import Damaged, NewerSchema, Unavailable
from library.tables import Tables, written
from library.translation import N_, _

SCHEMA_VERSION: Final = 1
"""Raised with every change of the file's format that an earlier version could not keep; it keeps
tables that it does not know."""

BACKUP_NAME: Final = "{name}.bak"
"""The name of the version before, by the name of the file."""

UNREADABLE: Final = N_("a part of it cannot be read")
"""Why a file is damaged that holds what was written to it, but that is no state."""

_LAST_SCHEMA: Final = 9_999
"""No version of the format will ever have a higher number: what says so is damaged."""
_CHECKSUM: Final = re.compile(rb'"checksum": "([0-9a-f]{32})"')


class NotWhole(ValueError):
    """A file of the state does not hold what was written to it."""

    def __init__(self, reason: str) -> None:
        """Say why, in a clause that is yet to be translated."""
        super().__init__(reason)
        self.reason = reason


class StateStorage(Storage):
    """A TinyDB storage that replaces its file in one step and checks what it reads."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`, which need not exist."""
        self._path = path
        self._read: tuple[int, int, int] | None = None  # what tells the file that was read last

    def read(self) -> Tables | None:
        """Return the tables; None when nothing was ever written.

        Raises:
            Damaged: The file does not hold what was written to it.
            NewerSchema: A later version wrote it.
            Unavailable: It cannot be read.
        """
        try:
            with self._path.open("rb") as file:
                self._read = _identity(os.fstat(file.fileno()))
                data = file.read()
        except FileNotFoundError:
            self._read = None
            return None
        except OSError as error:
            raise unavailable(self._path, error) from error
        try:
            return tables_in(data, self._path)
        except NotWhole as error:
            raise damaged(self._path, error.reason) from error

    def is_as_read(self) -> bool:
        """Tell whether the file is still the one that was read last; one that cannot be looked at is."""
        try:
            return _identity(self._path.stat()) == self._read
        except FileNotFoundError:
            return self._read is None
        except OSError:
            return True

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace the file by one that holds the tables of `data`.

        Raises:
            Unavailable: It cannot be written; the old one is untouched.
        """
        self.put(data, self._path.with_name(BACKUP_NAME.format(name=self._path.name)))

    def put(self, data: Mapping[str, Mapping[str, Any]], backup: Path | None) -> None:
        """Do the same, and keep the old one as `backup`, or not at all.

        Raises:
            Unavailable: It cannot be written; the old one is untouched.
        """
        text = text_of(data)
        try:
            write_file(self._path, text.encode(), backup=backup)
        except OSError as error:
            raise unavailable(self._path, error) from error


def _identity(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_ino, found.st_size, found.st_mtime_ns


class _Table(Table):
    """A TinyDB table whose documents are numbered by ids of our own instead of integers."""

    # TinyDB converts keys with whatever class stands here, but its annotation says int.
    document_id_class = str  # type: ignore[assignment]


class StateDatabase(TinyDB):
    """The state file as a TinyDB database, read once while it is open and written once at the end."""

    table_class = _Table

    def __init__(self, path: Path) -> None:
        """Use the file at `path`, which need not exist."""
        cached = CachingMiddleware(StateStorage)  # type: ignore[no-untyped-call]
        super().__init__(path, storage=cached)


def tables_in(data: bytes, path: Path) -> Tables:
    """Return the tables in a state file that holds `data`; `path` is where it is from.

    Raises:
        NotWhole: It does not hold what was written to it.
        NewerSchema: A later version wrote it.
    """
    if not data:
        raise NotWhole(N_("it is empty"))
    try:
        # As text: what an editor saved in another encoding would be taken for what was written here.
        text = data.decode()
        tables = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotWhole(N_("it is no JSON, or only a part of one")) from error
    try:
        schema, checksum = tables.pop("schema"), tables.pop("checksum")
    except (KeyError, TypeError, AttributeError) as error:
        raise NotWhole(N_("it is something else")) from error
    if type(schema) is int and SCHEMA_VERSION < schema <= _LAST_SCHEMA:
        raise newer(path, schema)
    try:
        payload = _payload(tables)
        whole = schema == SCHEMA_VERSION and checksum == _checksum(payload)
        # What stands in the file as it was written has nothing twice.
        whole = whole and (payload in text or not _has_twice(text))
        documents = [document for table in tables.values() for document in table.values()]
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise NotWhole(N_("it is something else")) from error
    if not whole or not all(isinstance(document, dict) for document in documents):
        raise NotWhole(N_("its checksum is not that of its content"))
    return dict(tables)


def _has_twice(text: str) -> bool:
    """Tell whether something in a text of JSON has two values, of which only one would be read."""

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        if len(found := dict(pairs)) < len(pairs):
            raise ValueError("something is said twice")
        return found

    try:
        json.loads(text, object_pairs_hook=once)
    except ValueError:
        return True
    return False


def text_of(tables: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the text of a state file with these tables."""
    payload = _payload(tables)
    return f'{{\n"schema": {SCHEMA_VERSION},\n"checksum": "{_checksum(payload)}"{payload}\n}}\n'


def is_of(data: bytes, tables: Mapping[str, Mapping[str, Any]]) -> bool:
    """Tell whether a file that holds `data`, of which much may be gone, was written with these tables."""
    found = _CHECKSUM.search(data[:200])
    return found is not None and found[1].decode() == _checksum(_payload(tables))


def _payload(tables: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the tables as they stand in the file: a line a document, so that a person can read it."""
    parts = []
    for name, table in tables.items():
        rows = ",\n".join(f"{written(id_)}: {written(one)}" for id_, one in table.items())
        parts.append(f",\n{written(name)}: {{\n{rows}\n}}")
    return "".join(parts)


def _checksum(payload: str) -> str:
    return blake2b(payload.encode(), digest_size=16).hexdigest()


def damaged(path: Path, reason: str = UNREADABLE) -> Damaged:
    """Return the error for a state file that does not hold what was written; the reason is a clause."""
    return Damaged(
        path,
        _("your marks cannot be read, the file is damaged ({reason})").format(reason=_(reason)),
        _("It is kept, and the newest backup takes its place, when newsreader is used next."),
        reason,
    )


def newer(path: Path, schema: int) -> NewerSchema:
    """Return the error for a state file of a later version."""
    return NewerSchema(
        path,
        _("a later version of newsreader wrote your marks (schema {schema})").format(schema=schema),
        _("It was left as it is. Use that version, or name another folder with --home."),
    )


def unavailable(path: Path, error: OSError) -> Unavailable:
    """Return the error for a file that cannot be read or written now."""
    reason = error.strerror or str(error)
    return Unavailable(
        path,
        _("cannot be used ({reason})").format(reason=reason),
        _("Check the folder's permissions and the free space."),
    )
