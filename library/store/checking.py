"""Whether the file of a library is whole, looked at without changing it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from library.errors import Damaged, NewerSchema
from library.store.schema import APPLICATION_ID, SCHEMA_VERSION, translated
from library.translation import _, grouped


def check_database(path: Path) -> str:
    """Return what there is to say about the whole library at `path`, which must exist.

    Raises:
        Damaged: It does not hold what was written to it.
        NewerSchema: A later version wrote it.
        Unavailable: It cannot be read now.
    """
    # Even reading makes files beside it, unless nobody else can be writing.
    log = path.with_name(f"{path.name}-wal")
    way = "mode=ro" if log.exists() else "mode=ro&immutable=1"
    with translated(path):
        address = f"{path.absolute().as_uri()}?{way}"
        with closing(sqlite3.connect(address, uri=True, timeout=1)) as connection:
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
                    _("Move it away to start a new one; your marks are in state.json."),
                )
            (articles,) = connection.execute("SELECT articles FROM totals").fetchone()
    return _("{count} articles, schema {version}").format(count=grouped(articles), version=version)
