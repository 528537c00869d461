"""Articles in any order: what is asked of the database for lists that are sorted or in groups.

By date nothing is sorted, for everything lies on disk in that order. By title or source an index is
followed where no words are searched for. Any other order is made by SQLite while its query runs, in
memory and outside of Python's lock, so that whoever waits for it holds up nobody.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from library.errors import OrderError
from library.grouping import Row
from library.ordering import MOST_RANKED, Order, sorting_key
from library.search import Node, Selection
from library.store.vocabulary import Vocabulary
from library.translation import _, grouped

_KEY: Final = "headlines.rank"
_NAMES_KEPT: Final = 5000
_BY: Final = {
    Order.SOURCE: "headlines.source IS NULL, name_key(headlines.source), headlines.source,",
    Order.TITLE: "headlines.sorting,",
    Order.LENGTH: "headlines.words DESC,",
    Order.BOOKMARKED: "headlines.bookmarked DESC,",
}
_ROW: Final = (
    "headlines.rank, headlines.source, headlines.published, headlines.added, headlines.read IS NULL"
)
# The id of the feed that they came from stands in the place of the publication.
_FED: Final = _ROW.replace(
    "headlines.source",
    "(SELECT id FROM fed JOIN feeds ON number = feed WHERE fed.rank = headlines.rank LIMIT 1)",
)
# From one source to the next, without reading the articles between them.
_SOURCES: Final = """
WITH RECURSIVE sources(name) AS (
    SELECT min(source) FROM headlines
    UNION ALL SELECT (SELECT min(source) FROM headlines WHERE source > name) FROM sources
    WHERE name NOTNULL
) SELECT name FROM sources WHERE name NOTNULL
"""
# For body, lead, headings and title, which says most of what an article is about.
_SCORE: Final = "bm25(fulltext, 1.0, 2.0, 3.0, 8.0)"


class Ordered:
    """Reads through one connection, which must not be used in two threads at once."""

    def __init__(self, connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
        """Read through `connection`, which has the tables of `library.store.tables` and this vocabulary."""
        self._connection = connection
        self._vocabulary = vocabulary
        connection.create_function(
            "name_key", 1, lru_cache(_NAMES_KEPT)(_name_key), deterministic=True
        )

    def ranks(self, node: Node, order: Order, limit: int = -1) -> Iterator[int]:
        """Yield the ranks of the articles that match, as they are asked for.

        Raises:
            OrderError: They cannot be sorted by relevance.
        """
        for (rank,) in self._rows(_KEY, node, order, limit):
            yield rank

    def rows(
        self, node: Node, order: Order, limit: int = -1, *, by_feed: bool = False
    ) -> Iterator[Row]:
        """Yield what tells the groups of the articles that match, as they are asked for.

        With `by_feed` they have the id of a feed in the place of the publication.

        Raises:
            OrderError: They cannot be sorted by relevance.
        """
        return map(Row._make, self._rows(_FED if by_feed else _ROW, node, order, limit))

    def unread(self, ranks: list[int]) -> set[int]:
        """Return those of `ranks`, some thousands at most, that are those of unread articles."""
        marks = ",".join("?" * len(ranks))
        rows = self._connection.execute(
            f"SELECT rank FROM headlines WHERE rank IN ({marks}) AND read IS NULL",  # noqa: S608
            ranks,
        )
        return {rank for (rank,) in rows}

    def _rows(self, columns: str, node: Node, order: Order, limit: int) -> Iterator[Sequence[Any]]:
        """Return `columns` of the headlines of the articles that match, in order."""
        chosen = self._vocabulary.selection(node)
        score = ""
        if order is Order.SOURCE and chosen.key == _KEY:
            return islice(self._by_source(columns, chosen), None if limit < 0 else limit)
        if order is Order.RELEVANCE:
            self._check(chosen)
            score = f", {_SCORE} AS score"
        if chosen.key == _KEY or (columns == _KEY and order is Order.DATE):
            source, key = chosen.sql, chosen.key
            columns = columns.replace(_KEY, key, 1)
        else:
            source = (
                f"FROM (SELECT {chosen.key} AS found{score} {chosen.sql})"
                f" CROSS JOIN headlines ON {_KEY} = found"
            )
            key = "found"
        by = "score," if score else _BY.get(order, "")
        return self._connection.execute(
            f"SELECT {columns} {source} ORDER BY {by} {key} DESC LIMIT ?",
            (*chosen.parameters, limit),
        )

    def _by_source(self, columns: str, chosen: Selection) -> Iterator[Sequence[Any]]:
        """Yield `columns` of the headlines that are `chosen`, one source after the other."""
        names = [name for (name,) in self._connection.execute(_SOURCES)]
        names.sort(key=lambda name: (sorting_key(name), name))
        # Without being told, SQLite may rather look for each source among all that is unread.
        within = chosen.sql.replace("FROM headlines", "FROM headlines INDEXED BY sourced", 1)
        sql = f"SELECT {columns} {within} AND headlines.source IS ? ORDER BY {_KEY} DESC"
        for name in (*names, None):
            yield from self._connection.execute(sql, (*chosen.parameters, name))

    def _check(self, chosen: Selection) -> None:
        """See to it that what is `chosen` can be sorted by relevance."""
        if chosen.key == _KEY:
            raise OrderError(_("Only a search for words can be sorted by relevance."))
        (found,) = self._connection.execute(
            f"SELECT count(*) FROM (SELECT 1 {chosen.sql} LIMIT ?)",  # noqa: S608 - our own text
            (*chosen.parameters, MOST_RANKED + 1),
        ).fetchone()
        if found > MOST_RANKED:
            raise OrderError(
                _("More than {most} found: too many to sort by relevance.").format(
                    most=grouped(MOST_RANKED)
                )
            )


def _name_key(name: str | None) -> str | None:
    """Return what the name of a publication is sorted by; none has none."""
    return None if name is None else sorting_key(name)
