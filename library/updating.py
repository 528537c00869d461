"""Updating: feeds are asked for what is new, and the articles that they name are stored."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from library.adding import Adding
from library.answers import Added, Result
from library.edits import Saved
from library.errors import Busy, NotFetched, Refused
from library.feed_pages import Document, fetch_pages
from library.feeds import Feeds, pages_of
from library.fetching import Fetched, Fetcher
from library.fetching.polite import Polite
from library.intake.feeds.updating import documents_of
from library.intake.files import Source
from library.store import FeedStatus, FeedStore, Writer
from library.store.prepared import digest_of
from library.store.schema import unavailable
from library.translation import Told, _
from library.workers.pool import NO_SENSE, Job, Reply, WorkerPool

TARGET: Final = "library.intake.feeds.updating:items_of"
"""The function that the workers run which read feeds."""

_LOCK_NAME: Final = "updating.lock"
_AT_ONCE: Final = 16
_TAKEN: Final = 2 * _AT_ONCE
"""Feeds that are asked for, or wait for that, while what came is stored."""
_ASKED_SECONDS: Final = 0.2
_FIRST_WAIT: Final = timedelta(minutes=15)
_LONGEST_WAIT: Final = timedelta(days=2)
_MOST_DOUBLED: Final = 10


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of one feed."""

    id: str
    """The id under which it is followed."""
    name: str
    """What it is called."""
    address: str
    """Where it is, from now on."""
    new: tuple[str, ...] = ()
    """The ids of the articles that are new."""
    problem: str = ""
    """Why it could not be had, a clause without a full stop; empty when it was."""
    refused: tuple[Added, ...] = ()
    """What could not be stored of it."""
    moved: bool = False
    """Whether it has moved for good."""
    gone: bool = False
    """Whether the server says that it will never be there again."""

    @property
    def stored(self) -> int:
        """How many articles are new."""
        return len(self.new)


@dataclass(frozen=True, slots=True)
class _Came:
    """A feed and what came when it was asked for."""

    feed: Saved
    outcome: Fetched | NotFetched


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Keep every other process from updating the library in `folder` meanwhile.

    Raises:
        Busy: Another does so already.
    """
    lock = FileLock(folder / _LOCK_NAME, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise Busy(_("Feeds are being updated already.")) from error
    except OSError as error:
        raise unavailable(folder / _LOCK_NAME, error) from error
    try:
        yield
    finally:
        lock.release()


class Updating:
    """One run; its caller has the library to itself meanwhile, for writing."""

    def __init__(
        self,
        feeds: Feeds,
        store: FeedStore,
        writer: Writer,
        fetcher: Fetcher,
        parsing: WorkerPool,
        adding: Adding,
    ) -> None:
        """Update `feeds`.

        Args:
            feeds: What is followed.
            store: Knows how each was found the last time.
            writer: Gives transactions.
            fetcher: Fetches feeds and pages.
            parsing: Reads feeds with `TARGET`.
            adding: Stores what they name.
        """
        self._feeds = feeds
        self._store = store
        self._writer = writer
        self._polite = Polite(fetcher)
        self._parsing = parsing
        self._adding = adding
        self._statuses = store.statuses()

    def due(self, feeds: Iterable[Saved]) -> list[Saved]:
        """Return those of `feeds` that may be asked for now: neither gone, nor told to wait."""
        now = datetime.now(UTC)
        found = []
        for feed in feeds:
            status = self._status(feed)
            if not status.gone and (status.due is None or status.due <= now):
                found.append(feed)
        return found

    def answers(self, feeds: Iterable[Saved], stopped: Callable[[], bool]) -> Iterator[Updated]:
        """Yield what becomes of each feed, once that is on disk, as they come.

        Once `stopped` says so, no more are asked for, and what came already is stored.
        """
        left = deque(_mixed(feeds))
        coming: dict[Future[Fetched | NotFetched], Saved] = {}
        pool = ThreadPoolExecutor(_AT_ONCE, "update")
        try:
            while left or coming:
                while left and len(coming) < _TAKEN and not stopped():
                    feed = left.popleft()
                    coming[pool.submit(self._ask, feed)] = feed
                done, _waiting = wait(coming, _ASKED_SECONDS, FIRST_COMPLETED)
                came = [_Came(coming.pop(future), future.result()) for future in done]
                yield from self._settle(came, pool, stopped)
                if stopped():
                    return
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _status(self, feed: Saved) -> FeedStatus:
        """Return how a feed was found the last time; one that is elsewhere now was never found."""
        status = self._statuses.get(feed.id)
        if status is None or status.address != feed.query:
            return FeedStatus(feed.query)
        return status

    def _ask(self, feed: Saved) -> Fetched | NotFetched:
        """Ask for a feed. This is another thread."""
        status = self._status(feed)
        return self._polite.fetch(feed.query, etag=status.etag, last_modified=status.last_modified)

    # What came

    def _settle(
        self, came: Sequence[_Came], pool: ThreadPoolExecutor, stopped: Callable[[], bool]
    ) -> Iterator[Updated]:
        """Yield what becomes of feeds that came: those that are new are read, and their items stored."""
        new: list[tuple[Saved, Fetched]] = []
        for one in came:
            if isinstance(one.outcome, NotFetched):
                yield self._failed(one.feed, one.outcome)
            elif self._is_known(one.feed, one.outcome):
                yield self._unchanged(one.feed, one.outcome)
            else:
                new.append((one.feed, one.outcome))
        # The answers come in the order of the jobs.
        replies = self._parsing.read(Job(fetched.url, fetched.data) for _feed, fetched in new)
        answers = (reply for reply in replies if isinstance(reply, Reply | Refused))
        for (feed, fetched), reply in zip(new, answers, strict=True):
            if isinstance(reply, Refused):
                yield self._failed(feed, NotFetched(fetched.url, reply.reason))
            else:
                answer = self._read(feed, fetched, reply, pool, stopped)
                if answer is None:
                    return
                yield answer

    def _is_known(self, feed: Saved, fetched: Fetched) -> bool:
        """Tell whether a feed is as it was the last time."""
        status = self._status(feed)
        return fetched.is_unchanged or status.digest == digest_of(fetched.data)

    def _unchanged(self, feed: Saved, fetched: Fetched) -> Updated:
        """Keep that a feed had nothing new."""
        status = self._well(self._status(feed), fetched)
        address = self._moved(feed, fetched)
        self._keep(feed, replace(status, address=address or feed.query))
        return _answer(feed, address)

    def _failed(self, feed: Saved, error: NotFetched) -> Updated:
        """Keep that a feed could not be had, and when it is asked for again.

        Where it may not be asked that may be permitted the next time, and nobody is spared by waiting.
        """
        before, now = self._status(feed), datetime.now(UTC)
        if not error.was_asked:
            self._keep(feed, replace(before, checked=now, problem=error.reason))
            return Updated(feed.id, _shown(feed), feed.query, problem=error.reason)
        failures = before.failures + 1
        wait_for = min(_FIRST_WAIT * 2 ** min(failures - 1, _MOST_DOUBLED), _LONGEST_WAIT)
        due = max(now + wait_for, error.retry_after or now)
        gone = error.status == HTTPStatus.GONE
        self._keep(
            feed,
            replace(
                before,
                checked=now,
                failures=failures,
                due=due,
                problem=error.reason,
                gone=gone,
            ),
        )
        return Updated(feed.id, _shown(feed), feed.query, problem=error.reason, gone=gone)

    def _read(
        self,
        feed: Saved,
        fetched: Fetched,
        reply: Reply,
        pool: ThreadPoolExecutor,
        stopped: Callable[[], bool],
    ) -> Updated | None:
        """Store what is new in a feed that was read, and keep how it was found; None when it was stopped."""
        try:
            found = documents_of(reply.parts)
        except ValueError:
            return self._failed(feed, NotFetched(fetched.url, Told(NO_SENSE)))
        unseen = self._store.unseen(feed.id, (key for key, _url, _data in found.items))
        wanted = [Document(key, data, url) for key, url, data in found.items if key in unseen]
        if not fetch_pages(wanted, pages_of(feed), self._polite, pool, stopped):
            return None  # the next time will take it, with all pages
        # A feed has its newest first, and what has no date is to stand in that order too.
        # Without an address its name must be none either, for that would be taken for its address.
        sources = [
            Source(one.address or f"item {one.key} of {_shown(feed)}", one.data) for one in wanted
        ]
        answers = list(self._adding.answers(sources, bool))
        stored = tuple(one.id for one in answers if one.result is Result.STORED and one.id)
        now = datetime.now(UTC)
        status = replace(
            self._well(self._status(feed), fetched),
            title=found.title,
            site=found.site,
            digest=digest_of(fetched.data),
        )
        address = self._moved(feed, fetched)
        changed = now if stored else status.changed
        self._keep(
            feed,
            replace(status, address=address or feed.query, changed=changed),
            {one.key: answer.id for one, answer in zip(wanted, answers, strict=True)},
        )
        self._feeds.name_itself(feed, status.title)
        answer = _answer(feed, address)
        refused = tuple(one for one in answers if one.result is Result.REFUSED)
        return replace(answer, new=stored, refused=refused)

    def _well(self, status: FeedStatus, fetched: Fetched) -> FeedStatus:
        """Return the status of a feed that was had."""
        return replace(
            status,
            etag=fetched.etag or (status.etag if fetched.is_unchanged else None),
            last_modified=fetched.last_modified
            or (status.last_modified if fetched.is_unchanged else None),
            checked=datetime.now(UTC),
            failures=0,
            due=None,
            problem="",
            gone=False,
        )

    def _keep(
        self, feed: Saved, status: FeedStatus, taken: dict[str, str | None] | None = None
    ) -> None:
        """Keep how a feed was found, and what was taken from it."""
        with self._writer.transaction():
            self._store.keep(feed.id, status)
            if taken:
                self._store.take(feed.id, taken)
        self._statuses[feed.id] = status

    def _moved(self, feed: Saved, fetched: Fetched) -> str | None:
        """Take notice of a feed that has moved for good, and return where it is now; None if it has not."""
        if fetched.moved is None or self._feeds.at(fetched.moved) is not None:
            return None
        self._feeds.moved(feed, fetched.moved)
        return fetched.moved


def _answer(feed: Saved, address: str | None) -> Updated:
    """Return the answer for a feed that was had, and is at another address now if that is not None."""
    return Updated(feed.id, _shown(feed), address or feed.query, moved=address is not None)


def _mixed(feeds: Iterable[Saved]) -> list[Saved]:
    """Return `feeds` so that those of one host do not follow on each other."""
    by_host: dict[str, list[Saved]] = defaultdict(list)
    for feed in feeds:
        by_host[urlsplit(feed.query).netloc].append(feed)
    turns = [(turn, feed) for some in by_host.values() for turn, feed in enumerate(some)]
    return [feed for _turn, feed in sorted(turns, key=lambda one: one[0])]


def _shown(feed: Saved) -> str:
    """Return what a feed is called in messages."""
    return feed.name.strip("/") or feed.query
