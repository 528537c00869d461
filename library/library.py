"""The library: everything about stored articles, through one object."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from library.errors import NotFound, Refused
from library.ids import ID_DIGITS
from library.intake.files import Source
from library.listing import Listing
from library.marks import Mark, Marks
from library.models import Article, Headline, Hit, Mention, Place, Status
from library.search import Node, find_hits, parse
from library.store import Counts, Entry, Known, Reader, Stories, Writer, connect
from library.store.schema import translated, unavailable

DATABASE_NAME: Final = "library.db"
"""The database's name in the library's folder."""

_BATCH: Final = 200
_LINKED_AT_ONCE: Final = 1000


class Result(StrEnum):
    """What became of a document that was to be added."""

    STORED = "stored"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Added:
    """The answer for one document that was to be added."""

    source: str
    """The name that it came under."""
    result: Result
    """What became of it."""
    id: str | None = None
    """The article's id; None when it was refused."""
    title: str | None = None
    """The article's title; None when it was refused."""
    reason: str | None = None
    """Why it was refused, a clause without a full stop."""
    notice: str | None = None
    """What the person should be told about how it was read, one sentence."""


class Library:
    """A folder with stored articles and what the reader did to them.

    One object belongs to one thread at a time. Several may be open on one folder, in one program or
    in many: each sees what the others have stored.
    """

    def __init__(self, folder: Path) -> None:
        """Open the library in `folder`, making both if need be.

        Raises:
            Damaged: A file in it does not hold what was written to it.
            NewerSchema: A later version wrote one of its files.
            Unavailable: It cannot be opened or made.
        """
        self.folder = folder
        self._path = folder / DATABASE_NAME
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise unavailable(folder, error) from error
        self._connection = connect(self._path)
        self._reader = Reader(self._connection)
        self._writer = Writer(self._connection)
        self._stories = Stories(self._connection)
        self._marks = Marks(folder, self._reader, self._writer)
        try:
            with self._translated():
                self._marks.refresh()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self._connection.close()

    def interrupt(self) -> None:
        """Stop the query that runs in another thread; it raises `Interrupted` there."""
        self._connection.interrupt()

    # Articles

    def add(self, sources: Sequence[Source]) -> Iterator[Added]:
        """Store the documents that are not stored yet, and yield an answer for each, in order.

        An answer is given when the article is on disk. Documents that are refused do not hinder
        the others.

        Raises:
            Damaged, Unavailable: The library cannot be written.
        """
        with self._translated(), self._writer.transaction():
            rank = self._writer.reserve(len(sources))
        remaining = iter(sources)
        while batch := list(islice(remaining, _BATCH)):
            with self._translated():
                answers = self._add_batch(batch, rank)
            yield from answers
            rank -= 2 * len(batch)
        self._link()

    def article(self, id_: str) -> Article:
        """Return the article with this id.

        Raises:
            NotFound: None is stored under it.
        """
        with self._translated():
            return self._reader.article(self.key(id_))

    def mentions(self, id_: str) -> tuple[Mention, ...]:
        """Return the names in the article with this id, in reading order.

        Raises:
            NotFound: None is stored under it.
        """
        with self._translated():
            return self._reader.mentions(self.key(id_))

    def key(self, id_: str) -> int:
        """Return the key under which a `Listing` knows the article with this id.

        Raises:
            NotFound: None is stored under it.
        """
        with self._translated():
            rank = self._reader.rank_of(id_)
        if rank is None:
            raise NotFound(f"No article has the id {id_}.")
        return rank

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
        """Return how many articles there are, how many unread, how many bookmarked."""
        with self._translated():
            return self._reader.counts()

    def entities(self, query: str = "") -> Iterator[Known]:
        """Yield the entities in the articles that match `query`, most mentioned first.

        Raises:
            QueryError: The query cannot be read.
        """
        with self._translated():
            yield from self._reader.entities(parse(query) if query.strip() else None)

    # Lists and search

    def find(
        self, node: Node, below: int | None = None, limit: int = -1, *, upwards: bool = False
    ) -> array[int]:
        """Return the keys of the articles that match, newest first.

        Args:
            node: What is looked for.
            below: A key that an earlier call ended with, to go on after it.
            limit: How many at most; -1 for all.
            upwards: Whether to go on above that key instead, the nearest first.
        """
        with self._translated():
            return self._reader.ranks(node, below, limit, upwards=upwards)

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

    def hits(self, query: str | Node, article: Article) -> tuple[Hit, ...]:
        """Return where `query` matches in `article`, in reading order.

        Raises:
            QueryError: The query cannot be read.
        """
        return find_hits(parse(query) if isinstance(query, str) else query, article)

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

    def _stories_of(self, keys: Sequence[int]) -> Mapping[int, int]:
        with self._translated():
            return self._stories.of(keys)

    def _link(self) -> None:
        """Look for other versions of what was added, this time or before a crash."""
        linked = 1
        while linked:
            with self._translated(), self._writer.transaction():
                linked = self._stories.link(_LINKED_AT_ONCE)

    def _headlines(self, keys: Sequence[int]) -> list[Headline]:
        with self._translated():
            return self._reader.headlines(keys)

    def _add_batch(self, batch: Sequence[Source], rank: int) -> list[Added]:
        """Read and store a batch of documents; those without a date get ranks from `rank` down."""
        read = [_read(source) for source in batch]
        with self._writer.transaction():
            entries: dict[int, Entry] = {}
            ids: set[str] = set()
            for number, outcome in enumerate(read):
                if isinstance(outcome, Added):
                    continue
                article = outcome.article
                if article.id in ids or self._reader.rank_of(article.id) is not None:
                    continue
                ids.add(article.id)
                dated = article.published
                place = rank - 2 * number if dated is None else self._writer.rank(dated, entries)
                entries[place] = outcome
            self._writer.add(entries)
        return [_answer(outcome, ids) for outcome in read]

    def _translated(self) -> AbstractContextManager[None]:
        return translated(self._path)


def _read(source: Source) -> Entry | Added:
    """Return the article in a document ready to be stored, or the answer that refuses it."""
    # Imported here: only who adds something needs all that reads documents.
    from library.documents import parse_document

    try:
        return parse_document(source.read(), source.name)
    except Refused as refusal:
        return Added(source.name, Result.REFUSED, reason=refusal.reason)


def _answer(outcome: Entry | Added, stored: set[str]) -> Added:
    """Return the answer for a document; the first of several copies is the one that was stored."""
    if isinstance(outcome, Added):
        return outcome
    article = outcome.article
    result = Result.STORED if article.id in stored else Result.KNOWN
    stored.discard(article.id)
    return Added(outcome.name, result, article.id, article.title, notice=outcome.notice)
