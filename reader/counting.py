"""How many articles are behind what the bar shows, counted beside the screen and kept right from then on.

Counting a search may go through the whole library. It is done in a thread with a connection of its own,
when articles, names or rules have changed; a mark only has the one article tested that it is on. Until
a new number is there the old one is shown.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from library import (
    HIDDEN,
    UNREAD,
    Counts,
    Headline,
    Interrupted,
    Library,
    Node,
    QueryError,
    Saved,
    Tally,
    all_of,
    depends_on_marks,
    parse_query,
    without,
)
from reader.threads import LibraryThread

NOTHING_HIDDEN: Final = Counts(0, 0, 0)
"""What is hidden where there is no rule."""

_MOST_MARKS: Final = 50
"""So many articles are tested one by one when they are marked together; for more all is counted anew."""
_WAIT_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """What a mark changes."""

    id: str
    """The article's id."""
    unread: int
    """By how much there are more unread articles."""
    bookmarked: int
    """By how much there are more bookmarks."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What has been counted."""

    unread: dict[str, int] = field(default_factory=dict)
    """How many unread articles the queries of saved searches find."""
    unreadable: frozenset[str] = frozenset()
    """Those of them that cannot be read."""
    hidden: Counts | None = NOTHING_HIDDEN
    """How many articles rules hide; None as long as that is not known."""


class Counting:
    """Counts, and counts on. All of it but the counting itself is done in the screen's thread."""

    def __init__(self, folder: Path, counted: Callable[[], None]) -> None:
        """Count in the library in `folder`; `counted` is called whenever there is a new number."""
        self._thread = LibraryThread(folder, "count")
        self._counted = counted
        self._unread: dict[str, int] = {}
        self._hidden: Counts | None = NOTHING_HIDDEN
        self._queries: dict[str, Node | None] = {}
        self._rules: tuple[Saved, ...] = ()
        self._stale: set[str | None] = set()  # queries, and None for what is hidden
        self._saving = 0  # marks that are on their way to the disk
        self._marks = 0  # how often one has set out or arrived
        self._closed = False

    @property
    def numbers(self) -> Numbers:
        """What is known by now."""
        unreadable = frozenset(query for query, node in self._queries.items() if node is None)
        return Numbers(dict(self._unread), unreadable, self._hidden)

    @property
    def is_complete(self) -> bool:
        """Whether all numbers are right, but for marks that are being saved."""
        return not self._stale

    @property
    def is_saving(self) -> bool:
        """Whether marks are on their way to the disk."""
        return self._saving > 0

    def begin(
        self,
        searches: Sequence[Saved],
        rules: tuple[Saved, ...],
        kept: tuple[Tally, bool] | None,
    ) -> None:
        """Begin with what was kept, and whether that is still right; it is shown in any case."""
        self.want(searches, rules)
        if kept is None:
            self._hidden = None if rules else NOTHING_HIDDEN
            return
        tally, is_right = kept
        self._unread = {q: number for q, number in tally.unread.items() if q in self._queries}
        self._hidden = tally.hidden if rules else NOTHING_HIDDEN
        if is_right:
            self._stale = {q for q in self._stale if q is not None and q not in self._unread}

    def want(self, searches: Sequence[Saved], rules: tuple[Saved, ...]) -> None:
        """Say what is to be counted: what the saved searches find and what the rules hide."""
        before = self._queries
        self._queries = {one.query: before.get(one.query) or _unread(one.query) for one in searches}
        self._unread = {query: n for query, n in self._unread.items() if query in self._queries}
        self._stale = {key for key in self._stale if key is None or key in self._queries}
        new = {query for query in self._queries if query not in before}
        self._stale |= {query for query in new if self._queries[query] is not None}
        if rules != self._rules:
            self._rules = rules
            self._hidden = self._hidden if rules else NOTHING_HIDDEN
            self.forget()

    def tally(self) -> Tally | None:
        """Return what is to be kept for the next start; None when there is nothing or something is wrong."""
        if self._stale or self._saving or self._hidden is None:
            return None
        return Tally(self._unread, self._hidden) if self._queries or self._rules else None

    def forget(self) -> None:
        """Count everything anew: articles have come, or names."""
        # An age such as 7d is reckoned from the time at which it is read.
        self._queries = {query: _unread(query) for query in self._queries}
        self._stale = {query for query, node in self._queries.items() if node is not None}
        if self._rules:
            self._stale.add(None)

    def doubt(self) -> bool:
        """Count anew what depends on marks, tags and notes; tell whether that is everything."""
        hiding = (_node(rule.query) for rule in self._rules)
        if any(depends_on_marks(node) for node in hiding if node is not None):
            self.forget()
            return True
        # What a mark brings in or drops cannot be told from the article as it is now.
        self._stale |= {
            query
            for query, node in self._queries.items()
            if node is not None and depends_on_marks(node)
        }
        return False

    def saving(self) -> None:
        """Take notice that a mark sets out to the disk."""
        self._saving += 1
        self._marks += 1

    async def saved(self, changes: Sequence[Change]) -> None:
        """Take notice that a mark has arrived there, with what it changes, or has failed with nothing."""
        self._saving -= 1
        self._marks += 1
        wanted = [one for one in changes if one.unread or one.bookmarked]
        if len(wanted) > _MOST_MARKS:
            self.forget()
        elif wanted and not self._closed:
            await self._count_on(wanted)

    async def settle(self) -> None:
        """Count what is to be counted anew, one after the other, until all is right."""
        while self._stale and not self._closed:
            await self._count(min(self._stale, key=lambda query: query or ""))
            self._counted()

    def close(self) -> None:
        """Stop counting, and let go of the library."""
        self._closed = True
        self._thread.interrupt()
        self._thread.close()

    async def _count(self, key: str | None) -> None:
        """Count what a query finds, or what is hidden."""
        while self._saving:
            # Whether the mark is counted already could not be told.
            await asyncio.sleep(_WAIT_SECONDS)
        marks = self._marks
        try:
            if key is None:
                self._hidden = await self._thread.run(Library.hidden)
            elif (node := self._queries.get(key)) is not None:
                wanted = all_of(node, UNREAD)
                self._unread[key] = await self._thread.run(lambda library: library.count(wanted))
        except Interrupted:
            return
        if marks == self._marks:
            self._stale.discard(key)

    async def _count_on(self, changes: Sequence[Change]) -> None:
        """Change the numbers by what is marked, testing each article for each query."""
        if self.doubt():
            return
        kept = {q: node for q, node in self._queries.items() if node and q not in self._stale}
        counts_hidden = bool(self._rules) and None not in self._stale
        for change in changes:
            is_hidden, found = await self._thread.run(partial(_tested, change.id, kept))
            if is_hidden and counts_hidden and self._hidden is not None:
                articles, unread, bookmarked = self._hidden
                self._hidden = Counts(
                    articles, unread + change.unread, bookmarked + change.bookmarked
                )
            for query in found if not is_hidden else ():
                if query in self._unread:
                    self._unread[query] += change.unread
        self._counted()


def changes(before: Sequence[Headline], after: Sequence[Headline]) -> list[Change]:
    """Return what a mark changes, of articles as they were before and are after it."""
    return [
        Change(
            new.id,
            (new.read is None) - (old.read is None),
            (new.bookmarked is not None) - (old.bookmarked is not None),
        )
        for old, new in zip(before, after, strict=True)
    ]


def _tested(id_: str, queries: Mapping[str, Node], library: Library) -> tuple[bool, list[str]]:
    """Return whether an article is hidden, and which of `queries` find it."""
    found = [query for query, node in queries.items() if library.matches(node, id_)]
    return library.matches(HIDDEN, id_), found


def _unread(query: str) -> Node | None:
    """Return what a query looks for among unread articles; None when it cannot be read."""
    node = _node(query)
    return None if node is None else without(node, UNREAD)


def _node(query: str) -> Node | None:
    """Return what a query looks for; None when it cannot be read."""
    try:
        return parse_query(query)
    except QueryError:
        return None
