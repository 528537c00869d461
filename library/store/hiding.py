"""Lists and counts without what rules hide, as quick for what is looked at as without rules.

The index leaves out what rules hide while it looks for words. Where nothing is looked for in it, as in
the list of all articles, it would have to collect all that a rule hides before the first row; there a
page is read first, and the index asked which of so many ranks a rule hides.
"""

from __future__ import annotations

import sqlite3
import time
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from library.search import (
    BOOKMARKED,
    EVERYTHING,
    UNREAD,
    And,
    Condition,
    Fed,
    Naming,
    Node,
    Not,
    Or,
    all_of,
    entities_named,
)
from library.store.reading import Counts, Found, Reader

_LEAST: Final = 64
_MOST: Final = 20_000
"""Rows that are read before it is asked which of them are hidden: no fewer and no more."""
_INDEX: Final = "fulltext"
_OF_INDEX: Final = f"FROM {_INDEX} WHERE"
_OF_ROWS: Final = "FROM headlines "
"""How the SQL of a selection begins that the index answers alone, and of one that goes through all rows."""


class Hiding:
    """Reads through one connection, which must not be used in two threads at once."""

    def __init__(self, connection: sqlite3.Connection, reader: Reader) -> None:
        """Read through `connection`, and what no rule hides through `reader`, which has the same."""
        self._connection = connection
        self._reader = reader
        self._selection = reader.vocabulary.selection

    def ranks(
        self,
        node: Node,
        rules: Sequence[Node],
        beyond: int | None,
        limit: int,
        *,
        upwards: bool = False,
    ) -> array[int]:
        """Return the ranks of the articles that match and that no rule hides; see `Reader.ranks`."""
        node, beside = self._parted(node, rules)

        def read(beyond: int | None, limit: int) -> Found:
            return Found(self._reader.ranks(node, beyond, limit, upwards=upwards), complete=True)

        return self._shown(read, beside, beyond, limit).keys

    def ranks_in_time(
        self, node: Node, rules: Sequence[Node], beyond: int | None, limit: int, seconds: float
    ) -> Found:
        """Return what `ranks` does, as far as it is found in so many seconds."""
        node, beside = self._parted(node, rules)
        end = time.monotonic() + seconds

        def read(beyond: int | None, limit: int) -> Found:
            left = max(0.0, end - time.monotonic())
            return self._reader.ranks_in_time(node, beyond, limit, left)

        return self._shown(read, beside, beyond, limit)

    def count(self, node: Node, rules: Sequence[Node] = ()) -> int:
        """Return how many articles match and are hidden by no rule; the cost grows with what matches."""
        chosen = self._selection(all_of(node, *map(Not, _pieces(rules))))
        row = self._connection.execute(f"SELECT count(*) {chosen.sql}", chosen.parameters)
        (number,) = row.fetchone()
        return int(number)

    def hidden(self, rules: Sequence[Node]) -> Counts:
        """Return how many articles rules hide; the cost grows with that."""
        if not rules:
            return Counts(0, 0, 0)
        node = any_of(rules)
        narrowed = (all_of(node, state) for state in (EVERYTHING, UNREAD, BOOKMARKED))
        return Counts(*map(self.count, narrowed))

    def matches(self, node: Node, rank: int) -> bool:
        """Tell whether the article at `rank` matches; each part is asked by itself, which is always cheap."""
        match node:
            case Not(inner):
                return not self.matches(inner, rank)
            case And(nodes):
                return all(self.matches(inner, rank) for inner in nodes)
            case Or(nodes):
                return any(self.matches(inner, rank) for inner in nodes)
        chosen = self._selection(_streamed(node))
        row = self._connection.execute(
            f"SELECT 1 {chosen.sql} AND {chosen.key} = ?", (*chosen.parameters, rank)
        )
        return row.fetchone() is not None

    def _shown(
        self,
        read: Callable[[int | None, int], Found],
        rules: Sequence[Node],
        beyond: int | None,
        limit: int,
    ) -> Found:
        """Return what `read` finds and `rules` do not hide; it reads so many beyond a rank."""
        if not rules:
            return read(beyond, limit)
        found = array("q")
        size = _MOST if limit < 0 else min(limit, _MOST)
        while True:
            page, is_complete = read(beyond, size)
            hidden = self._hidden(rules, page)
            found.extend(rank for rank in page if rank not in hidden)
            if len(page) < size or 0 <= limit <= len(found):
                return Found(found if limit < 0 else found[:limit], is_complete)
            beyond = page[-1]
            size = min(max(2 * size, _LEAST), _MOST)

    def _hidden(self, rules: Iterable[Node], page: Sequence[int]) -> set[int]:
        """Return the ranks that rules hide between the ends of `page`."""
        hidden: set[int] = set()
        if page:
            ends = min(page[0], page[-1]), max(page[0], page[-1])
            for chosen in map(self._selection, rules):
                rows = self._connection.execute(
                    f"SELECT {chosen.key} {chosen.sql} AND {chosen.key} BETWEEN ? AND ?",
                    (*chosen.parameters, *ends),
                )
                hidden.update(rank for (rank,) in rows)
        return hidden

    def _parted(self, node: Node, rules: Sequence[Node]) -> tuple[Node, list[Node]]:
        """Return `node` without what it leaves out best by itself, and what is to be looked for beside it."""
        is_led_by_index = not self._selection(node).sql.startswith(_OF_ROWS)
        within: list[Node] = []
        beside: list[Node] = []
        for piece in _pieces(rules):
            sql = self._selection(piece).sql
            asks_index = _INDEX in sql
            is_cheap = not asks_index or (is_led_by_index and sql.startswith(_OF_INDEX))
            (within if is_cheap else beside).append(piece)
        return all_of(node, *map(Not, within)), beside


def any_of(nodes: Sequence[Node]) -> Node:
    """Return the query for what any of `nodes`, of which there is one at least, match."""
    return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))


def _pieces(rules: Iterable[Node]) -> list[Node]:
    """Return the alternatives of all `rules`, each to be left out by itself."""
    pieces: list[Node] = []
    for rule in rules:
        pieces += _pieces(rule.nodes) if isinstance(rule, Or) else [_streamed(rule)]
    return pieces


def _streamed(node: Node) -> Node:
    """Return `node` so that what articles name, and where they came from, is asked of each as it comes.

    Asked of all beforehand it would be collected in full for a single page.
    """
    match node:
        case Fed():
            return replace(node, is_streamed=True)
        case Naming():
            sql, parameters = entities_named(node)
            named = "SELECT 1 FROM named WHERE named.rank = headlines.rank AND entity IN"
            return Condition(f"EXISTS ({named} ({sql}))", parameters)
        case Not(inner):
            return Not(_streamed(inner))
        case And(nodes):
            return And(tuple(map(_streamed, nodes)))
        case Or(nodes):
            return Or(tuple(map(_streamed, nodes)))
        case _:
            return node
