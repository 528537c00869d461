"""What makes a library grow: documents are stored, read again, and their names recognised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from library.edits import Saved
from library.errors import Unavailable
from library.opening import Opening
from library.store import FeedStatus, FeedStore, Rebuilder

if TYPE_CHECKING:
    from library.answers import Added
    from library.consent import Consent
    from library.intake.files import Source
    from library.recognising import Recognised
    from library.reindexing import Reread
    from library.updating import Updated
    from library.workers.limits import Limits

_LOCK_NAME: Final = "recognising.lock"
_LINKED_AT_ONCE: Final = 1000
_FEW: Final = 1000
"""Articles for which the index is not merged."""
_GOOD_PART: Final = 0.2


class Growing(Opening):
    """A library as those who fill it know it; `library.Library` is that and all the rest."""

    def add(
        self,
        sources: Iterable[Source],
        *,
        total: int | None = None,
        limits: Limits | None = None,
        stopped: Callable[[], bool] = bool,
    ) -> Iterator[Added]:
        """Store the documents that are not stored yet, and yield an answer for each, in order.

        An answer is given when the article is on disk, half a second after its document was read at
        the latest. Documents are read in processes of their own; those that are refused do not
        hinder the others, and those whose bytes are stored already are not read again, so that a run
        that was broken off goes on where it stopped. Closing the iterator ends all at once. What was
        deleted is known as well, and comes back only if its source was named by itself.

        Args:
            sources: Where the documents are; taken as they are needed.
            total: How many there are, or more. Those without a date are listed in their order, above
                all that was added before; without a total, that is true of a thousand at a time.
            limits: What reading a document may cost.
            stopped: Asked several times a second; once it says yes, no more documents are taken, and
                what was read already is stored and answered. It may tell what another thread wants.

        Raises:
            Damaged: The library does not hold what was written to it.
            Unavailable: The library cannot be written, or no process can be started.
        """
        # Imported here: who only reads starts no process.
        from library.adding import TARGET, Adding
        from library.workers.limits import Limits
        from library.workers.pool import WorkerPool

        limits = limits or Limits()
        if total is None and isinstance(sources, Sized):
            total = len(sources)
        with self._translated(), WorkerPool(TARGET, limits) as pool:
            before = self._reader.counts().articles
            adding = Adding(self._reader, self._writer, pool, limits.size, total, self._marks)
            yield from adding.answers(sources, stopped)
        self._follow_up(before, stopped)

    def update(
        self,
        feeds: Sequence[Saved] | None = None,
        *,
        private: bool | Consent = False,
        stopped: Callable[[], bool] = bool,
    ) -> Iterator[Updated]:
        """Ask feeds for what is new, store that, and yield an answer for each feed when it is on disk.

        Args:
            feeds: Those to ask; None for all that are followed, but for those that are gone or want to be
                asked later.
            private: Whether this machine and its own network may be asked, or what of it.
            stopped: Asked several times a second; once it says yes, no more are asked.

        Raises:
            Busy: Another process does so already.
            Damaged, Unavailable: The library cannot be written, or no process can be started.
        """
        from library.adding import TARGET, Adding
        from library.fetching import Fetcher
        from library.updating import TARGET as FEEDS
        from library.updating import Updating, only_one
        from library.workers.limits import Limits
        from library.workers.pool import WorkerPool

        limits = Limits()
        with (
            only_one(self.folder),
            self._translated(),
            WorkerPool(TARGET, limits) as pool,
            WorkerPool(FEEDS, limits) as parsing,
            Fetcher(private=private) as fetcher,
        ):
            before = self._reader.counts().articles
            store = FeedStore(self._connection)
            with self._writer.transaction():
                store.forget(feed.id for feed in self.feeds.all())
            adding = Adding(self._reader, self._writer, pool, limits.size, None)
            updating = Updating(self.feeds, store, self._writer, fetcher, parsing, adding)
            asked = updating.due(self.feeds.all()) if feeds is None else feeds
            yield from updating.answers(asked, stopped)
        self._follow_up(before, stopped)

    def feed_statuses(self) -> dict[str, tuple[FeedStatus, int, int]]:
        """Return of each feed that was ever asked for how it was found, its articles, and its unread ones."""
        with self._translated():
            store = FeedStore(self._connection)
            counts = store.counts()
            return {
                id_: (status, *counts.get(id_, (0, 0))) for id_, status in store.statuses().items()
            }

    def reindex(
        self, *, limits: Limits | None = None, stopped: Callable[[], bool] = bool
    ) -> Iterator[Reread]:
        """Read all originals again with the present parser, and yield an answer for each when it is on disk.

        Ids, marks and places stay; what cannot be read any more is left as it was. A run that was broken
        off is gone on with by the next.

        Args:
            limits: What reading a document may cost.
            stopped: Asked several times a second; once it says yes, no more are read.

        Raises:
            Damaged: The library does not hold what was written to it.
            Unavailable: The library cannot be written, or no process can be started.
        """
        from library.adding import TARGET
        from library.reindexing import Reindexing
        from library.workers.limits import Limits
        from library.workers.pool import WorkerPool

        with self._translated(), WorkerPool(TARGET, limits or Limits()) as pool:
            rebuilder = Rebuilder(self._connection, self._writer)
            reindexing = Reindexing(self._reader, self._writer, rebuilder, self._marks, pool)
            reindexing.begin()
            yield from reindexing.answers(stopped)
        self._follow_up(0, stopped)

    def recognise(
        self,
        ids: Sequence[str] | None = None,
        *,
        engine: str = "",
        stopped: Callable[[], bool] = bool,
        wanted: Callable[[], Iterable[str]] = tuple,
    ) -> Iterator[Recognised]:
        """Recognise names that are yet to be recognised, newest first, and yield an answer for each article.

        It is done in a process of its own, at low priority. If another engine than before recognises,
        all articles are done anew. A run that was broken off is gone on with by the next.

        Args:
            ids: The articles, even those that are recognised; all that are not if None.
            engine: What recognises, see `library.entities.engines`.
            stopped: Asked several times a second; once it says yes, no more are taken.
            wanted: Asked as often for ids of articles that are not to wait.

        Raises:
            EngineError: There is no such engine, or it is not installed.
            ModelUnavailable: What it needs is missing or damaged.
            NotFound: One of `ids` is not stored.
            Damaged, Unavailable: The library cannot be written, or no process can be started.
        """
        from library.recognising import LIMITS, TARGET, Recognising
        from library.workers.pool import WorkerPool

        only = None if ids is None else [self._rank(id_) for id_ in ids]
        with self._translated(), WorkerPool(TARGET, LIMITS, workers=1) as pool:
            lock = self.folder / _LOCK_NAME
            recognising = Recognising(self._reader, self._writer, pool, engine, lock)
            recognising.begin()
            yield from recognising.answers(stopped, lambda: self._ranks(wanted()), only)

    def all_recognised(self, engine: str = "") -> bool:
        """Tell whether all names are recognised, and by what `recognise` would do it with now."""
        from library.recognising import asked_for

        with self._translated():
            names = self._reader.names
            return names.asked() == asked_for(engine) and names.is_complete()

    def _follow_up(self, before: int, stopped: Callable[[], bool]) -> None:
        """Do what makes lists and searches better, once all is stored and answered.

        What cannot be written now is made up for the next time: nothing that was asked for is missing.
        """
        with suppress(Unavailable):
            self._link(stopped)
            self._merge(before, stopped)

    def _link(self, stopped: Callable[[], bool]) -> None:
        """Look for other versions of what was added, this time or in a run that was broken off."""
        linked = 1
        while linked and not stopped():
            with self._translated(), self._writer.transaction():
                linked = self._stories.link(_LINKED_AT_ONCE)

    def _merge(self, before: int, stopped: Callable[[], bool]) -> None:
        """Merge the index once it has grown by a good part since it had `before` articles."""
        with self._translated():
            articles = self._reader.counts().articles
            more = articles - before >= max(_FEW, articles * _GOOD_PART)
            begin = True
            while more and not stopped():
                more = self._writer.merge_index(begin=begin)
                begin = False

    def _ranks(self, ids: Iterable[str]) -> list[int]:
        """Return the ranks of those of `ids` that are stored."""
        ranks = map(self._reader.rank_of, ids)
        return [rank for rank in ranks if rank is not None]
