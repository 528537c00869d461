"""All that a person can see of a library's folder, and whether it is whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from library import last_session
from library.journal import FIELDS, encode_value
from library.models import Status
from library.state import State
from library.times import decode_time, encode_time
from reader.history import HISTORY_NAME, History
from reader.layout import LAYOUT_NAME, load_layout
from tests.library.naming import Naming

Seen = Mapping[str, Any]
"""What is seen, by what it is of; it is the same at another time, and stands in JSON."""

_NOW: Final = "now"
_QUERIES: Final = {
    "read": "is:read",
    "bookmarked": "is:bookmarked",
    "tags": "is:tagged",
    "note": "is:noted",
}


def seen(home: Path, since: str) -> Seen:
    """Return what is seen in the folder `home`; what was done after `since` is done now."""
    with Naming(home) as library:
        found: dict[str, Any] = dict(_articles(library))
        for id_, status in State(home).statuses().items():
            for field in FIELDS:
                found[f"{field} {id_}"] = _said(getattr(status, field), since)
        for shelf in (library.searches, library.rules, library.feeds):
            found[shelf.shelf] = [[one.name, one.query, one.setting] for one in shelf.all()]
        said = [[one.action, *one.entity, one.text] for one in library.register.corrections.all()]
        found["corrections"] = said
    found["layout"] = str(load_layout(home / LAYOUT_NAME))
    found["history"] = History(home / HISTORY_NAME).queries()
    found["session"] = _said(last_session(home), since)
    exported = home / "exported.txt"
    found["exported"] = exported.read_text() if exported.exists() else None
    shown: Seen = json.loads(json.dumps({name: one for name, one in found.items() if one}))
    return shown


def _articles(library: Naming) -> Iterator[tuple[str, str]]:
    """Yield what is stored of each article, deleted ones included."""
    rows = library._connection.execute(
        "SELECT id, title, blocks, data FROM headlines JOIN articles USING (rank)"
        " JOIN originals USING (rank)"
    )
    for id_, *parts in rows:
        text = b"".join(part.encode() if isinstance(part, str) else part for part in parts)
        yield f"article {id_}", blake2b(text, digest_size=8).hexdigest()


def _said(value: Any, since: str) -> Any:
    """Return a value of a status, with the present in the place of what is later than `since`."""
    if isinstance(value, datetime):
        return _NOW if value > decode_time(since) else encode_time(value)
    return encode_value(value) or None


def check(home: Path) -> None:
    """Check that nothing in the folder `home` is damaged, and that the database shows the state."""
    json.loads((home / "state.json").read_bytes()) if (home / "state.json").exists() else None
    with Naming(home) as library:
        statuses = State(home).statuses()
        _check_database(library)
        _check_names(library)
        _check_lists(library, statuses)


def _check_database(library: Naming) -> None:
    execute = library._connection.execute
    assert execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert execute("PRAGMA foreign_key_check").fetchall() == []
    execute("INSERT INTO fulltext (fulltext) VALUES ('integrity-check')")
    counted = execute(
        "SELECT count(*), count(read), count(bookmarked) FROM headlines"
        " WHERE rank NOT IN (SELECT rank FROM removed)"
    ).fetchone()
    assert execute("SELECT articles, read, bookmarked FROM totals").fetchone() == counted
    for table in ("articles", "originals", "fulltext_docsize"):
        key = "id" if table.startswith("fulltext") else "rank"
        ranks = f"SELECT {key} FROM {table} EXCEPT SELECT rank FROM headlines"
        missing = f"SELECT rank FROM headlines EXCEPT SELECT {key} FROM {table}"
        assert execute(ranks).fetchall() == execute(missing).fetchall() == [], table


def _check_names(library: Naming) -> None:
    """Count anew what is counted of names; what is deleted is not counted."""
    execute = library._connection.execute
    execute("BEGIN")
    execute("DELETE FROM mentions WHERE rank IN (SELECT rank FROM removed)")
    library.check()
    execute("ROLLBACK")


def _check_lists(library: Naming, statuses: Mapping[str, Status]) -> None:
    """Check that lists, searches and articles show the marks that are kept."""
    stored = {id_ for (id_,) in library._connection.execute("SELECT id FROM headlines")}
    deleted = {id_ for id_, status in statuses.items() if status.deleted}
    # What a rule hides is another matter.
    library._connection.execute("BEGIN")
    library._connection.execute("DELETE FROM meta WHERE name = 'edits'")
    for field, query in _QUERIES.items():
        listed = {headline.id for headline in library.search(query)}
        marked = {id_ for id_, status in statuses.items() if getattr(status, field)}
        assert listed == (marked & stored) - deleted, field
    library._connection.execute("ROLLBACK")
    assert {headline.id for headline in library.search("")} <= stored - deleted
    for id_, status in statuses.items():
        assert library.status(id_) == status
