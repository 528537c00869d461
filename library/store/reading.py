"""Everything that is asked of the library's database; nothing here changes it."""

from __future__ import annotations

import sqlite3
import time
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any, Final, NamedTuple

from library.journal import Field, Value
from library.models import (
    Article,
    Headline,
    Place,
    Status,
)
from library.search import HAS_PART, HOLDS, Node
from library.store.holding import has_part, holds
from library.store.labelling import LabelMirror
from library.store.named import NameReader
from library.store.rows import decode_blocks, moment
from library.store.vocabulary import Vocabulary, without_removed

_HEADLINE: Final = (
    "id, title, source, author, published, language, url, words, read, bookmarked, added"
)
_TIMES: Final[frozenset[Field]] = frozenset({"read", "bookmarked"})
_AT_ONCE: Final = 500
_MAX_RANK: Final = (1 << 63) - 1
_STEPS: Final = 20_000
"""Steps of SQLite's machine after which the time is looked at: some tenths of a millisecond."""


class Counts(NamedTuple):
    """How many articles there are."""

    articles: int
    """All that are stored."""
    unread: int
    """Those not read."""
    bookmarked: int
    """Those bookmarked."""


class Found(NamedTuple):
    """What a search has found."""

    keys: array[int]
    """The keys of the articles, newest first."""
    complete: bool
    """Whether that is all that was asked for; if not, time was up, and older ones may match as well."""


class Reader:
    """Reads through one connection, which must not be used in two threads at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read through `connection`, which has the tables of `library.store.tables`."""
        self._connection = connection
        self.vocabulary = Vocabulary(connection)
        """Knows the forms of words."""
        connection.create_function(HOLDS, 4, holds, deterministic=True)
        connection.create_function(HAS_PART, 2, has_part, deterministic=True)
        self.labels = LabelMirror(connection, self.vocabulary)
        """Reads tags and notes."""
        self.names = NameReader(connection, self.vocabulary)
        """Reads what articles name."""

    def counts(self) -> Counts:
        """Return the numbers of articles; the cost does not depend on them."""
        articles, read, bookmarked = self._one("SELECT articles, read, bookmarked FROM totals")
        return Counts(articles, articles - read, bookmarked)

    def ranks(
        self, node: Node, beyond: int | None, limit: int, *, upwards: bool = False
    ) -> array[int]:
        """Return the ranks of up to `limit` articles that match, in the order of the list.

        Only those after the rank `beyond` are returned, or with `upwards` those before it, which
        come in reverse, the nearest first.
        """
        ranks = array("q")
        ranks.extend(self._matching(node, beyond, limit, upwards))
        return ranks

    def ranks_in_time(self, node: Node, beyond: int | None, limit: int, seconds: float) -> Found:
        """Return what `ranks` does, as far as it is found in so many seconds."""
        ranks = array("q")
        end = time.monotonic() + seconds
        self._connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        try:
            # One by one: of what is found before time is up, nothing may be lost.
            for rank in self._matching(node, beyond, limit, upwards=False):
                ranks.append(rank)
        except sqlite3.OperationalError as error:
            stopped = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT
            if not stopped or time.monotonic() <= end:  # somebody else has stopped it
                raise
            return Found(ranks, complete=False)
        finally:
            self._connection.set_progress_handler(None, 0)
        return Found(ranks, complete=True)

    def _matching(self, node: Node, beyond: int | None, limit: int, upwards: bool) -> Iterator[int]:
        """Yield what `ranks` returns, as it is found."""
        chosen = self.vocabulary.selection(node)
        comes, order = (">", "ASC") if upwards else ("<", "DESC")
        start = beyond if beyond is not None else (-_MAX_RANK if upwards else _MAX_RANK)
        rows = self._connection.execute(
            f"SELECT {chosen.key} {chosen.sql} AND {chosen.key} {comes} ?"
            f" ORDER BY {chosen.key} {order} LIMIT ?",
            (*chosen.parameters, start, limit),
        )
        return (rank for (rank,) in rows)

    def headlines(self, ranks: Sequence[int]) -> list[Headline]:
        """Return the headlines at `ranks`, in that order; one deleted meanwhile is missing."""
        marks = ",".join("?" * len(ranks))
        rows = self._connection.execute(
            f"SELECT rank, {_HEADLINE} FROM headlines WHERE rank IN ({marks})",  # noqa: S608
            tuple(ranks),
        )
        found = {rank: _headline(row) for rank, *row in rows}
        ids = [headline.id for headline in found.values()]
        tags, noted = self.labels.tags_of(ids), self.labels.noted(ids)
        if tags or noted:
            for rank, one in found.items():
                if one.id in tags or one.id in noted:
                    found[rank] = replace(one, tags=tags.get(one.id, ()), is_noted=one.id in noted)
        return [found[rank] for rank in ranks if rank in found]

    def rank_of(self, id_: str) -> int | None:
        """Return the rank of the article with this whole id; None when it is not stored, or was deleted."""
        row = self._connection.execute(
            f"SELECT rank FROM headlines WHERE id = ? AND {without_removed('rank')}",  # noqa: S608
            (id_,),
        ).fetchone()
        return None if row is None else int(row[0])

    def stored_rank_of(self, id_: str) -> int | None:
        """Return what `rank_of` does, of what was deleted as well, as long as it is stored."""
        row = self._connection.execute("SELECT rank FROM headlines WHERE id = ?", (id_,)).fetchone()
        return None if row is None else int(row[0])

    def is_deleted(self, id_: str) -> bool:
        """Tell whether the article with this id was deleted, stored or not."""
        found = self._connection.execute("SELECT 1 FROM deleted WHERE id = ?", (id_,))
        return found.fetchone() is not None

    def ids_of(self, ranks: Sequence[int]) -> list[str]:
        """Return the ids of the articles at `ranks`, some hundreds at most, in any order."""
        marks = ",".join("?" * len(ranks))
        rows = self._connection.execute(
            f"SELECT id FROM headlines WHERE rank IN ({marks})",  # noqa: S608
            tuple(ranks),
        )
        return [id_ for (id_,) in rows]

    def rank_of_document(self, digest: bytes) -> int | None:
        """Return the rank of the article that was made of the document with this digest, or None."""
        row = self._connection.execute(
            "SELECT rank FROM digests WHERE digest = ?", (digest,)
        ).fetchone()
        return None if row is None else int(row[0])

    def ids(self, prefix: str, limit: int = 2) -> list[str]:
        """Return up to `limit` ids that begin with `prefix` (hex digits in lower case)."""
        rows = self._connection.execute(
            "SELECT id FROM headlines WHERE id >= ? AND id < ?"  # noqa: S608 - our own text
            f" AND {without_removed('rank')} ORDER BY id LIMIT ?",
            (prefix, f"{prefix}g", limit),
        )
        return [id_ for (id_,) in rows]

    def article(self, rank: int) -> Article:
        """Return the whole article at `rank`, which must exist."""
        headline = self.headlines([rank])[0]
        (blocks,) = self._one("SELECT blocks FROM articles WHERE rank = ?", rank)
        return Article(
            headline.id,
            headline.title,
            decode_blocks(blocks),
            headline.url,
            headline.source,
            headline.author,
            headline.published,
            headline.language,
            headline.added,
        )

    def name_of_document(self, rank: int) -> str:
        """Return the name under which the document came that is the article at `rank`, which must exist."""
        (name,) = self._one("SELECT name FROM originals WHERE rank = ?", rank)
        return str(name)

    def status(self, id_: str) -> Status:
        """Return what the reader did to the article with this id, as the mirror has it."""
        row = self._connection.execute(
            'SELECT read, bookmarked, block, "offset", changed FROM statuses WHERE id = ?', (id_,)
        ).fetchone()
        if row is None:
            return Status()
        read, bookmarked, block, offset, changed = row
        deleted = self._connection.execute("SELECT at FROM deleted WHERE id = ?", (id_,)).fetchone()
        return Status(
            moment(read),
            moment(bookmarked),
            None if block is None else Place(block, offset),
            moment(changed),
            self.labels.tags_of([id_]).get(id_, ()),
            self.labels.note_of(id_),
            moment(deleted[0]) if deleted else None,
        )

    def statuses(
        self, ids: Iterable[str], field: Field
    ) -> Iterator[tuple[str, Value, datetime | None]]:
        """Yield, for each of `ids`, what a field has and when the status was changed last."""
        if field not in _TIMES:
            for id_ in ids:
                status = self.status(id_)
                yield id_, getattr(status, field) or None, status.changed
            return
        rest = iter(ids)
        while some := list(islice(rest, _AT_ONCE)):
            marks = ",".join("?" * len(some))
            rows = self._connection.execute(
                f"SELECT id, {field}, changed FROM statuses WHERE id IN ({marks})",  # noqa: S608
                some,
            )
            found = {id_: (value, changed) for id_, value, changed in rows}
            for id_ in some:
                value, changed = found.get(id_, (None, None))
                yield id_, moment(value), moment(changed)

    def stamp(self) -> str | None:
        """Return which version of the state the mirror shows; None when it shows none."""
        row = self._connection.execute("SELECT value FROM meta WHERE name = 'state'").fetchone()
        return None if row is None else str(row[0])

    def _one(self, sql: str, *parameters: str | int) -> tuple[Any, ...]:
        """Return the one row that `sql` yields."""
        row: tuple[Any, ...] = self._connection.execute(sql, parameters).fetchone()
        return row


def _headline(row: Sequence[Any]) -> Headline:
    """Return a row of the columns `_HEADLINE` as a headline."""
    id_, title, source, author, published, language, url, words, read, bookmarked, added = row
    stored = moment(added)
    assert stored is not None
    return Headline(
        id_,
        title,
        source,
        author,
        moment(published),
        language,
        url,
        words,
        moment(read),
        moment(bookmarked),
        stored,
    )
