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
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from tinydb.storages import Storage

from library.errors import Damaged, NewerSchema, Unavailable
from library.journal import sync_folder
from library.translation import N_, _

SCHEMA_VERSION: Final = 1
"""Raised with every change of the file's format that an earlier version could not keep; it keeps
tables that it does not know."""

_LEFT_ALONE: Final = N_("It was left as it is.")


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
            raise unavailable(self._path, error) from error
        try:
            tables = json.loads(data)
            schema, checksum = tables.pop("schema"), tables.pop("checksum")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise damaged(self._path) from error
        if isinstance(schema, int) and schema > SCHEMA_VERSION:
            raise NewerSchema(
                self._path,
                _("a later version of newsreader wrote your marks (schema {schema})").format(
                    schema=schema
                ),
                _(_LEFT_ALONE) + " " + _("Use that version, or name another folder with --home."),
            )
        try:
            whole = schema == SCHEMA_VERSION and checksum == _checksum(_payload(tables))
            documents = [document for table in tables.values() for document in table.values()]
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise damaged(self._path) from error
        if not whole or not all(isinstance(document, dict) for document in documents):
            raise damaged(self._path)
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
            raise unavailable(self._path, error) from error

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


def damaged(path: Path) -> Damaged:
    """Return the error for a state file that does not hold what was written."""
    backup = path.with_name(f"{path.name}.bak")
    if backup.exists():
        way = _("The version before it is {name}: put that in its place.").format(name=backup.name)
    else:
        way = _("Move it away to start with no marks.")
    message = _("your marks cannot be read, the file is damaged")
    return Damaged(path, message, f"{_(_LEFT_ALONE)} {way}")


def unavailable(path: Path, error: OSError) -> Unavailable:
    """Return the error for a file that cannot be read or written now."""
    reason = error.strerror or str(error)
    return Unavailable(
        path,
        _("cannot be used ({reason})").format(reason=reason),
        _("Check the folder's permissions and the free space."),
    )
