"""Reads the copies of the state that sync services leave beside it, and puts them aside."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from library.durable import keep_as
from library.errors import NewerSchema
from library.journal import entries_in
from library.statefile import NotWhole, tables_in
from library.tables import Tables, check, enter_all
from library.translation import N_

_JOURNAL: Final = ".journal"


def copied(path: Path) -> Tables:
    """Return the tables of a copy, of the state file or of its journal.

    Raises:
        NotWhole: It does not hold what was written to it, or a later version wrote it.
        ValueError: A document in it is none that is written here.
        OSError: It cannot be read.
    """
    data = path.read_bytes()
    if path.suffix.lower() == _JOURNAL:
        tables: Tables = {}
        enter_all(entries_in(data), tables)
        return tables
    try:
        tables = tables_in(data, path)
        check(tables)
    except NewerSchema as error:
        raise NotWhole(N_("a later version wrote it")) from error
    return tables


def put_aside(path: Path, ending: str) -> str:
    """Give a copy another name, by which it is not merged again, and return that.

    Raises:
        OSError: It stays as it is called.
    """
    kept = keep_as(path, f"{path.name}.{ending}")
    path.unlink()
    return kept.name
