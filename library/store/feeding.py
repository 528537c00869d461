"""What is known of the feeds: how they were found the last time, and which articles came from which."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from library.store.rows import milliseconds, moment
from library.translation import kept, told_again

_COLUMNS = "address, title, site, etag, last_modified, digest, checked, changed, failures, due, problem, gone"


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """How a feed was found."""

    address: str
    """The address that this is true of; a feed that has moved is another."""
    title: str = ""
    """What it calls itself."""
    site: str | None = None
    """The page that it belongs to."""
    etag: str | None = None
    """What the server told its last version by."""
    last_modified: str | None = None
    """When the server said that it was changed last."""
    digest: bytes | None = None
    """What its last version is known by, for servers that send it again each time."""
    checked: datetime | None = None
    """When it was asked for last."""
    changed: datetime | None = None
    """When it had something new last."""
    failures: int = 0
    """How many times in a row it could not be had."""
    due: datetime | None = None
    """Before when it is not to be asked for again; None when it may be at any time."""
    problem: str = ""
    """Why it could not be had the last time; empty when it was had."""
    gone: bool = False
    """Whether the server says that it will never be there again."""


class FeedStore:
    """Keeps what is known of feeds, by the ids under which they are followed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use `connection`, which has the tables of `library.store.tables`."""
        self._connection = connection

    def statuses(self) -> dict[str, FeedStatus]:
        """Return how each feed was found that was ever asked for."""
        rows = self._connection.execute(f"SELECT id, {_COLUMNS} FROM feeds")  # noqa: S608
        return {id_: _status(row) for id_, *row in rows}

    def keep(self, id_: str, status: FeedStatus) -> None:
        """Keep how a feed was found. The caller is within a transaction."""
        values = (
            *(status.address, status.title, status.site, status.etag, status.last_modified),
            *(status.digest, milliseconds(status.checked), milliseconds(status.changed)),
            *(status.failures, milliseconds(status.due), kept(status.problem), int(status.gone)),
        )
        marks = ", ".join("?" * len(values))
        names = [name.strip() for name in _COLUMNS.split(",")]
        self._connection.execute(
            f"INSERT INTO feeds (id, {_COLUMNS}) VALUES (?, {marks})"  # noqa: S608
            f" ON CONFLICT (id) DO UPDATE SET {', '.join(f'{n} = excluded.{n}' for n in names)}",
            (id_, *values),
        )

    def unseen(self, id_: str, keys: Iterable[str]) -> set[str]:
        """Return those of `keys`, which tell the items of a feed apart, that were never taken from it."""
        wanted = {key_digest(key): key for key in keys}
        rows = self._connection.execute(
            "SELECT key FROM items JOIN feeds ON number = feed WHERE id = ?", (id_,)
        )
        for (digest,) in rows:
            wanted.pop(digest, None)
        return set(wanted.values())

    def take(self, id_: str, taken: Mapping[str, str | None]) -> None:
        """Take notice of items that were taken from a feed, by their keys with the ids of their articles.

        The id is None of what is no article. The caller is within a transaction, and has kept the
        feed's status before.
        """
        (feed,) = self._connection.execute(
            "SELECT number FROM feeds WHERE id = ?", (id_,)
        ).fetchone()
        self._connection.executemany(
            "INSERT OR IGNORE INTO items VALUES (?, ?)", ((feed, key_digest(key)) for key in taken)
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO fed SELECT ?, rank FROM headlines WHERE id = ?",
            ((feed, article) for article in taken.values() if article is not None),
        )

    def forget(self, kept: Iterable[str]) -> None:
        """Forget all feeds but those that are `kept`. The caller is within a transaction."""
        known = {id_ for (id_,) in self._connection.execute("SELECT id FROM feeds")}
        gone = [(id_,) for id_ in known - set(kept)]
        for table in ("items", "fed"):
            self._connection.executemany(
                f"DELETE FROM {table} WHERE feed = (SELECT number FROM feeds WHERE id = ?)",  # noqa: S608
                gone,
            )
        self._connection.executemany("DELETE FROM feeds WHERE id = ?", gone)

    def counts(self) -> dict[str, tuple[int, int]]:
        """Return how many articles came from each feed, and how many of them are unread."""
        rows = self._connection.execute(
            "SELECT feeds.id, count(*), total(h.read IS NULL) FROM feeds"
            " JOIN fed ON feed = number JOIN headlines AS h USING (rank) GROUP BY number"
        )
        return {id_: (int(articles), int(unread)) for id_, articles, unread in rows}


def key_digest(key: str) -> bytes:
    """Return what a key of an item is kept as: 64 bits of BLAKE2b."""
    return blake2b(key.encode("utf-8", "replace"), digest_size=8).digest()


def _status(row: list[object]) -> FeedStatus:
    """Return a row of the table as a status."""
    names = [name.strip() for name in _COLUMNS.split(",")]
    values = dict(zip(names, row, strict=True))
    times = {name: moment(values[name]) for name in ("checked", "changed", "due")}  # type: ignore[arg-type]
    problem = told_again(str(values["problem"]))
    found = FeedStatus(**{**values, **times})  # type: ignore[arg-type]
    return replace(found, gone=bool(values["gone"]), problem=problem)
