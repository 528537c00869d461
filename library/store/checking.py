"""Whether the file of a library is whole, looked at without changing it."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from library.errors import Damaged, NewerSchema
from library.store.schema import APPLICATION_ID, REPAIR, SCHEMA_VERSION, read_only, translated
from library.translation import _, grouped, ngettext

_STEPS: Final = 10_000
"""Steps of SQLite's machine after which is asked whether to stop: some tenths of a millisecond."""


def check_database(path: Path, stopped: Callable[[], bool] = bool) -> str:
    """Return what there is to say about the whole library at `path`, which must exist.

    Raises:
        Interrupted: It was `stopped`.
        Damaged: It does not hold what was written to it.
        NewerSchema: A later version wrote it.
        Unavailable: It cannot be read now.
    """
    with (
        translated(path),
        closing(sqlite3.connect(read_only(path), uri=True, timeout=1)) as connection,
    ):
        connection.set_progress_handler(stopped, _STEPS)
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > SCHEMA_VERSION and application == APPLICATION_ID:
            raise NewerSchema(
                path,
                _("a later version wrote it (schema {version})").format(version=version),
                _("Use that version."),
            )
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if application != APPLICATION_ID or found != "ok":
            reason = found if found != "ok" else _("it is no library")
            raise Damaged(
                path,
                _("the library is damaged ({reason})").format(reason=reason),
                _(REPAIR),
            )
        (articles,) = connection.execute("SELECT articles FROM totals").fetchone()
    told = ngettext(
        "{count} article, schema {version}", "{count} articles, schema {version}", articles
    )
    return told.format(count=grouped(articles), version=version)


def is_well_filled(path: Path) -> bool:
    """Tell whether all that stands in the whole pages of the library at `path` makes sense.

    SQLite itself does not notice when bytes within a text or within the index have changed.

    Raises:
        Unavailable: It cannot be read now.
    """
    try:
        with (
            translated(path),
            closing(sqlite3.connect(read_only(path), uri=True, timeout=1)) as connection,
        ):
            for table, column in (("articles", "blocks"), ("originals", "data")):
                for (packed,) in connection.execute(f"SELECT {column} FROM {table}"):  # noqa: S608
                    zlib.decompress(packed)
        with translated(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for index in ("fulltext", "spelt"):
                connection.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")  # noqa: S608
    except Damaged:
        return False
    return True
