"""Lists, search and where it matches: what of a library answers questions about its articles."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain, islice
from typing import Final

from library.folders import PARTING, place_of
from library.grouping import NOTHING_CLOSED, Label, Labels, Outline
from library.growing import Growing
from library.listing import Listing
from library.models import Article, Headline, Hit, Mention
from library.ordering import BY_FEED, Arrangement, Grouping, Order
from library.paged import PAGE
from library.search import (
    EVERYTHING,
    HIDDEN,
    Naming,
    Node,
    Not,
    Or,
    all_of,
    among,
    find_hits,
    parse,
    parts_of,
    replaced,
)
from library.snippets import Snippet, snippet_of
from library.store import Found, any_of

_AT_ONCE: Final = 500


class Finding(Growing):
    """A library as those who look for something know it; `library.Library` is that and all the rest."""

    def find(
        self, node: Node, below: int | None = None, limit: int = -1, *, upwards: bool = False
    ) -> array[int]:
        """Return the keys of the articles that match and are not hidden by a rule, newest first.

        Args:
            node: What is looked for; with `HIDDEN` in it also in what is hidden.
            below: A key that an earlier call ended with, to go on after it.
            limit: How many at most; -1 for all.
            upwards: Whether to go on above that key instead, the nearest first.
        """
        node, rules = self._with_rules(node)
        with self._translated():
            return self._hiding.ranks(node, rules, below, limit, upwards=upwards)

    def count(self, node: Node) -> int:
        """Return how many articles match and are not hidden; the cost grows with that."""
        node, rules = self._with_rules(node)
        with self._translated():
            return self._hiding.count(node, rules)

    def matches(self, node: Node, id_: str) -> bool:
        """Tell whether the article with this id matches, hidden or not; cheap. None does that is not stored."""
        node, _ = self._with_rules(node)
        with self._translated():
            rank = self._reader.rank_of(id_)
            return rank is not None and self._hiding.matches(node, rank)

    def find_in_time(
        self, node: Node, below: int | None = None, limit: int = -1, *, seconds: float
    ) -> Found:
        """Return what `find` does, as far as it is found in so many seconds."""
        node, rules = self._with_rules(node)
        with self._translated():
            return self._hiding.ranks_in_time(node, rules, below, limit, seconds)

    def search(self, query: str) -> Listing:
        """Return the list of all articles that match `query`, newest first.

        Raises:
            QueryError: The query cannot be read.
        """
        return self.listing(self.find(parse(query)))

    def each(
        self, query: str, order: Order = Order.DATE, limit: int | None = None
    ) -> Iterator[Headline]:
        """Yield the headlines of the articles that match `query`, a few fetched at a time.

        Args:
            query: What is looked for.
            order: What they are sorted by.
            limit: How many at most, the first in their order; None for all.

        Raises:
            QueryError: The query cannot be read.
            OrderError: They cannot be sorted so.
        """
        with self._translated():
            node, most = self._shown(parse(query)), -1 if limit is None else limit
            # The first of them are found before all others are sorted.
            first = list(self._ordered.ranks(node, order, PAGE if most < 0 else min(most, PAGE)))
            yield from self._headlines(first)
            if len(first) == PAGE:
                seen = frozenset(first)
                ranks = self._ordered.ranks(node, order, most)
                rest = (rank for rank in ranks if rank not in seen)
                while some := list(islice(rest, PAGE)):
                    yield from self._headlines(some)

    def arrange(
        self,
        node: Node,
        arrangement: Arrangement,
        limit: int = -1,
        *,
        folded: bool = False,
        closed: Set[Label] = NOTHING_CLOSED,
        also: Sequence[int] = (),
    ) -> Listing:
        """Return the list of the articles that match, sorted and in groups.

        It costs what there is to sort, so it is for a thread that may take that time. For another
        thread `adopt` makes it its own.

        Args:
            node: What is looked for.
            arrangement: How they are to stand.
            limit: How many at most, the first in their order; -1 for all.
            folded: Whether versions of one story stand behind the first of them.
            closed: The labels of groups whose rows are not shown.
            also: Keys of some thousand articles at most that are listed though they may not match. Then
                nothing can be sorted by relevance.

        Raises:
            OrderError: They cannot be sorted so.
        """
        stories = self._stories_of if folded else None
        node = self._shown(node)
        if also:
            node = Or((node, among(also)))
        with self._translated():
            if arrangement.grouping is Grouping.NONE:
                keys = array("q", self._ordered.ranks(node, arrangement.order, limit))
                listing = Listing(self._headlines, keys, stories)
                listing.is_by_key = arrangement.order is Order.DATE
                return listing
            by_feed = arrangement.grouping in BY_FEED
            labels = Labels(arrangement.grouping, self._feed_names(arrangement.grouping))
            rows = self._ordered.rows(node, arrangement.order, limit, by_feed=by_feed)
            keys, groups = labels.parted(rows)
        return Listing(self._headlines, keys, stories, Outline(labels, closed), groups)

    def _feed_names(self, grouping: Grouping) -> dict[str, str]:
        """Return what the feeds are called in groups: by their names, or by their folders."""
        if grouping not in BY_FEED:
            return {}
        named = {}
        for feed in self.feeds.all():
            folder, title = place_of(feed.name, feed.query)
            is_folder = grouping is Grouping.FOLDER
            named[feed.id] = PARTING.join(folder) if is_folder else title or feed.query
        return named

    def adopt(self, listing: Listing) -> None:
        """Let `listing`, which was made in another thread, fetch what is looked at through this library."""
        listing.fetch = self._headlines

    def listing(self, keys: array[int], *, folded: bool = False) -> Listing:
        """Return the headlines of the articles with `keys` as a list that fetches what is looked at.

        With `folded`, versions of one story stand behind the first of them.
        """
        return Listing(self._headlines, keys, self._stories_of if folded else None)

    def versions(self, id_: str) -> list[Headline]:
        """Return all versions of the article with this id, itself included, newest first.

        Raises:
            NotFound: None is stored under it.
        """
        with self._translated():
            return self._headlines(self._stories.versions(self._rank(id_)))

    def ids_of(self, keys: Sequence[int]) -> list[str]:
        """Return the ids of the articles with `keys`, in any order; those that are gone are missing."""
        with self._translated():
            return [
                id_
                for n in range(0, len(keys), _AT_ONCE)
                for id_ in self._reader.ids_of(keys[n : n + _AT_ONCE])
            ]

    def versions_of(self, keys: Sequence[int]) -> array[int]:
        """Return the keys of all other versions of the articles with `keys`."""
        found = array("q")
        with self._translated():
            for n in range(0, len(keys), _AT_ONCE):
                found.extend(self._stories.mates(keys[n : n + _AT_ONCE]))
        known = frozenset(keys)
        return array("q", dict.fromkeys(key for key in found if key not in known))

    def unread(self, keys: Sequence[int]) -> set[int]:
        """Return those of `keys`, some thousands at most, that are those of unread articles."""
        with self._translated():
            return self._ordered.unread(list(keys))

    def suggestions(self, query: str, view: Node = EVERYTHING) -> list[str]:
        """Return searches like `query`, which finds nothing, that do find something in `view`.

        Raises:
            QueryError: The query cannot be read.
        """
        # Imported here: most searches find something.
        from library.suggesting import Suggesting

        with self._translated():
            return Suggesting(self._reader).suggestions(query, self._shown(view))

    def hits(self, query: str | Node, article: Article) -> tuple[Hit, ...]:
        """Return where `query` matches in `article`, in reading order.

        Raises:
            QueryError: The query cannot be read.
        """
        node = parse(query) if isinstance(query, str) else query
        sought, mentions = self._sought(node, article.id)
        return find_hits(Or(tuple(chain.from_iterable(sought))), article, mentions)

    def snippet(self, node: Node, key: int) -> Snippet | None:
        """Return why the article with this key matches `node`; None when it was deleted."""
        with self._translated():
            if not (headlines := self._headlines((key,))):
                return None
            sought, mentions = self._sought(node, headlines[0].id)
            return snippet_of(sought, self._reader.article(key), mentions)

    def _sought(self, node: Node, id_: str) -> tuple[list[tuple[Node, ...]], Sequence[Mention]]:
        """Return all forms of each phrase and name that `node` looks for, and the names in an article.

        Those are left out where no name is looked for.
        """
        reader = self._reader
        with self._translated():
            sought: list[tuple[Node, ...]] = [
                tuple(parts_of(reader.vocabulary.inflected(part))) for part in parts_of(node)
            ]
            namings = [part for parts in sought for part in parts if isinstance(part, Naming)]
            rank = reader.rank_of(id_) if namings else None
            if rank is None:
                return sought, ()
            meant: dict[Node, Node] = {
                part: replace(part, keys=reader.names.meant(part, rank)) for part in namings
            }
            return (
                [tuple(meant.get(part, part) for part in parts) for parts in sought],
                reader.names.mentions(rank),
            )

    def _with_rules(self, node: Node) -> tuple[Node, tuple[Node, ...]]:
        """Return `node` with the rules in the place of `HIDDEN`, and what is to be left out of the answer."""
        rules = self.rules.nodes()
        asked = replaced(node, HIDDEN, any_of(rules) if rules else Not(EVERYTHING))
        return (node, rules) if asked == node else (asked, ())

    def _shown(self, node: Node) -> Node:
        """Return `node` without what rules hide, for whoever reads all that matches in any case."""
        node, rules = self._with_rules(node)
        return all_of(node, *map(Not, rules))

    def _stories_of(self, keys: Sequence[int]) -> Mapping[int, int]:
        with self._translated():
            return self._stories.of(keys)

    def _headlines(self, keys: Sequence[int]) -> list[Headline]:
        with self._translated():
            return self._reader.headlines(keys)
