"""The library: everything about stored articles, through one object."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from library.edits import Saved
from library.errors import NotFound
from library.growing import Growing
from library.ids import ID_DIGITS
from library.listing import Listing
from library.marks import Mark
from library.models import Article, Headline, Hit, Place, Status
from library.search import (
    EVERYTHING,
    HIDDEN,
    Naming,
    Node,
    Not,
    Or,
    all_of,
    find_hits,
    parse,
    parts_of,
    replaced,
)
from library.store import Counts, Found, Tally, any_of


class Library(Growing):
    """A folder with stored articles and what the reader did to them.

    One object belongs to one thread at a time. Several may be open on one folder, in one program or
    in many: each sees what the others have stored.
    """

    # Articles

    def article(self, id_: str) -> Article:
        """Return the article with this id.

        Raises:
            NotFound: None is stored under it.
        """
        with self._translated():
            return self._reader.article(self.key(id_))

    def key(self, id_: str) -> int:
        """Return the key under which a `Listing` knows the article with this id.

        Raises:
            NotFound: None is stored under it.
        """
        with self._translated():
            return self._rank(id_)

    def resolve(self, prefix: str) -> str:
        """Return the whole id of the one article whose id begins with `prefix`.

        Raises:
            NotFound: None does, or more than one.
        """
        prefix = prefix.lower()
        if not 0 < len(prefix) <= ID_DIGITS or prefix.strip("0123456789abcdef"):
            raise NotFound(f"“{prefix}” is not the id of an article.")
        with self._translated():
            found = self._reader.ids(prefix)
        if not found:
            raise NotFound(f"No article has an id that begins with {prefix}.")
        if len(found) > 1:
            raise NotFound(f"More than one article has an id that begins with {prefix}.")
        return found[0]

    def counts(self) -> Counts:
        """Return how many articles there are, how many unread, how many bookmarked, hidden ones included."""
        with self._translated():
            return self._reader.counts()

    def hidden(self) -> Counts:
        """Return how many of them rules hide; the cost grows with that."""
        with self._translated():
            return self._hiding.hidden(self.rules.nodes())

    def hidden_by(self, rule: Saved) -> int:
        """Return how many articles one rule hides; the cost grows with that.

        Raises:
            QueryError: Its query cannot be read.
        """
        with self._translated():
            return self._hiding.count(parse(rule.query))

    def tally(self) -> tuple[Tally, bool] | None:
        """Return what was counted last and whether it is still right; None when nothing is kept."""
        with self._translated():
            return self._tallies.kept()

    def keep_tally(self, tally: Tally) -> None:
        """Keep what has been counted, which is right as of now.

        Raises:
            Unavailable: The library cannot be written.
        """
        with self._translated():
            self._tallies.keep(tally)

    # Lists and search

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
            return self._headlines(self._stories.versions(self.key(id_)))

    def search(self, query: str) -> Listing:
        """Return the list of all articles that match `query`, newest first.

        Raises:
            QueryError: The query cannot be read.
        """
        return self.listing(self.find(parse(query)))

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
        typed = parse(query) if isinstance(query, str) else query
        with self._translated():
            node = self._reader.vocabulary.inflected(typed)
            parts = list(parts_of(node))
            if not any(isinstance(part, Naming) for part in parts):
                return find_hits(node, article)
            rank = self._reader.rank_of(article.id)
            if rank is None:
                return find_hits(node, article)
            names = self._reader.names
            meant = (
                replace(part, keys=names.meant(part, rank)) if isinstance(part, Naming) else part
                for part in parts
            )
            return find_hits(Or(tuple(meant)), article, names.mentions(rank))

    # State

    def status(self, id_: str) -> Status:
        """Return what the reader did to the article with this id."""
        with self._translated():
            return self._reader.status(id_)

    def mark(self, ids: Iterable[str], mark: Mark) -> None:
        """Mark articles; when this returns, the change is on disk. What is so already stays as it is.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be written.
        """
        with self._translated():
            self._marks.mark(ids, mark)

    def keep_place(self, id_: str, place: Place | None) -> None:
        """Remember where reading of an article stopped; None forgets it.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be written.
        """
        with self._translated():
            self._marks.keep_place(id_, place)

    def fold(self) -> None:
        """Move the journal of changes into the state file; cheap when there is none.

        Raises:
            Damaged, NewerSchema, Unavailable: The state cannot be written; the journal keeps it.
        """
        with self._translated():
            self._marks.fold()

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
