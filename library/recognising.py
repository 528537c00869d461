"""Recognising names after articles are stored: in a process of its own, newest first, resumable.

The model takes 300 MB and a tenth of a second for a short article, so neither storing nor reading
waits for it. Which articles are still to be done stands in the database; a run that was broken off
is gone on with by the next.
"""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from library.errors import EngineError, ModelUnavailable, Refused, StorageError
from library.intake.files import MAX_BYTES
from library.models import Article, Headline
from library.store import Names, Reader, Writer, names_from_parts, names_of
from library.store.rows import decode_blocks, encode_blocks
from library.store.schema import unavailable
from library.translation import _
from library.workers.limits import MEGABYTE, Limits
from library.workers.pool import Job, Reply, WorkerPool

if TYPE_CHECKING:
    from library.entities import Recogniser

TARGET: Final = "library.recognising:recognise_for_store"
"""The function that the worker runs."""
LIMITS: Final = Limits(4 * MAX_BYTES, 3072 * MEGABYTE, 180.0)
"""What recognising the names of one article may cost; most of the memory is only addresses."""

_AHEAD: Final = 1
_BATCH: Final = 20
_BATCH_SECONDS: Final = 0.5
_HEAD: Final = 4
_TURN_SECONDS: Final = 0.2
_MANY_FAILED: Final = 10
"""If so many fail one after the other, it is not because of them: memory may be short."""
_NAME = b"name"
_UNUSABLE = b"unusable"


@dataclass(frozen=True, slots=True)
class Recognised:
    """The answer for one article whose names were recognised."""

    id: str
    """The article's id."""
    title: str
    """Its title."""
    mentions: int
    """How many names stand in it."""
    reason: str | None = None
    """Why none could be recognised, a clause without a full stop; it is then left as it was."""


class Recognising:
    """One run over the articles whose names are yet to be recognised."""

    def __init__(
        self, reader: Reader, writer: Writer, pool: WorkerPool, engine: str, lock: Path
    ) -> None:
        """Recognise what is in the database behind `reader` and `writer`, by `pool` with `engine`.

        Of all processes that use the file `lock` only one does what nobody waits for.
        """
        self._lock = lock
        self._reader = reader
        self._writer = writer
        self._pool = pool
        self._engine = engine
        self._wanted: list[int] = []
        self._failed = 0  # how many in a row
        self._taken: dict[int, Article | Headline] = {}  # those that are not stored yet

    def begin(self) -> None:
        """Find out what recognises; if it is not what did so until now, all is to be done anew.

        Raises:
            EngineError: There is no such engine, or it is not installed.
            ModelUnavailable: What it needs is missing or damaged.
        """
        outcome = next(one for one in self._pool.read([Job(self._engine, b"")]) if one is not None)
        assert not isinstance(outcome, Job)
        name = _answer(outcome)[1].decode()
        with self._writer.transaction():
            self._writer.naming.use(name, asked_for(self._engine))

    def answers(
        self,
        stopped: Callable[[], bool],
        wanted: Callable[[], Iterable[int]],
        only: Sequence[int] | None = None,
    ) -> Iterator[Recognised]:
        """Yield an answer for each article when its names are stored.

        Args:
            stopped: Once it says yes, no more are taken.
            wanted: Asked for the ranks of articles that are not to wait.
            only: The ranks of those that are to be done; all that are pending if None.
        """
        if only is not None:
            yield from self._round(stopped, wanted, only)
            return
        lock = FileLock(self._lock)
        try:
            while not _is_taken(lock):
                # Another process does it all; what is asked for here need not wait for that.
                asked = list(wanted())
                yield from self._round(stopped, wanted, asked)
                if stopped() or self._reader.names.is_complete():
                    return
                time.sleep(_TURN_SECONDS)
            yield from self._rounds(stopped, wanted)
        finally:
            lock.release()

    def _rounds(
        self, stopped: Callable[[], bool], wanted: Callable[[], Iterable[int]]
    ) -> Iterator[Recognised]:
        """Yield answers until all are recognised."""
        yield from self._round(stopped, wanted, None)
        # What is stored meanwhile is found in a further round.
        while not stopped() and not self._reader.names.is_complete():
            yield from self._round(stopped, wanted, None)

    def _round(
        self,
        stopped: Callable[[], bool],
        wanted: Callable[[], Iterable[int]],
        only: Sequence[int] | None,
    ) -> Iterator[Recognised]:
        """Yield answers until there is nothing left to be taken."""
        batch: list[Reply | Refused] = []
        ranks: list[int] = []
        begun = time.monotonic()
        with closing(self._pool.read(self._jobs(ranks, wanted, only), ahead=_AHEAD)) as outcomes:
            for outcome in outcomes:
                if isinstance(outcome, Reply | Refused):
                    batch.append(outcome)
                due = time.monotonic() - begun >= _BATCH_SECONDS or len(batch) >= _BATCH
                if batch and (due or not set(self._wanted).isdisjoint(ranks[: len(batch)])):
                    yield from self._store([ranks.pop(0) for _ in batch], batch)
                    batch, begun = [], time.monotonic()
                if stopped():
                    break
        yield from self._store([ranks.pop(0) for _ in batch], batch)

    def _jobs(
        self,
        ranks: list[int],
        wanted: Callable[[], Iterable[int]],
        only: Sequence[int] | None,
    ) -> Iterator[Job | Refused]:
        """Yield what is to be recognised next, whenever asked; its rank is appended to `ranks`."""
        left = None if only is None else dict.fromkeys(only)
        while True:
            self._wanted = [*wanted(), *self._wanted][:_BATCH]
            rank = self._next(left)
            if rank is None:
                return
            article = self._article(rank)
            if article is not None:
                self._taken[rank] = article
                ranks.append(rank)
                if isinstance(article, Article):
                    yield Job(self._engine, _question(article))
                else:
                    yield Refused(article.title, _("is damaged in the library"))

    def _next(self, left: dict[int, None] | None) -> int | None:
        """Return the rank of what is to be recognised next; None when there is nothing left.

        It is taken out of `left`, those that were asked for, in their order; None where all are.
        """
        names = self._reader.names
        for rank in self._wanted:
            if rank not in self._taken and not names.is_recognised(rank):
                if left is not None:
                    left.pop(rank, None)
                return rank
        if left is not None:
            if (following := next(iter(left), None)) is not None:
                del left[following]
            return following
        pending = names.next_unrecognised(None, len(self._taken) + 1)
        return next((rank for rank in pending if rank not in self._taken), None)

    def _article(self, rank: int) -> Article | Headline | None:
        """Return the article at `rank`; its headline when it is damaged, None when it has gone elsewhere."""
        headlines = self._reader.headlines([rank])
        try:
            return self._reader.article(rank) if headlines else None
        except zlib.error:
            return headlines[0]

    def _store(
        self, ranks: Sequence[int], batch: Sequence[Reply | Refused]
    ) -> Iterator[Recognised]:
        """Store what was recognised, in one transaction, and yield the answers."""
        answers: list[Recognised] = []
        with self._writer.transaction():
            for rank, outcome in zip(ranks, batch, strict=True):
                article = self._taken.pop(rank)
                if self._article(rank) != article:
                    # It was read again or went elsewhere meanwhile, and is still to be recognised.
                    continue
                names, reason = _understood(outcome)
                self._failed = self._failed + 1 if reason else 0
                if self._failed == _MANY_FAILED:
                    raise _unusable(
                        _("each of the last {number} articles {reason}").format(
                            number=_MANY_FAILED, reason=reason
                        )
                    )
                if names is not None:
                    self._writer.naming.replace(rank, article.language, names)
                # What makes its recogniser fail would do so again; another version may do better.
                self._writer.naming.recognised(rank)
                number = len(list(names.rows())) if names else 0
                answers.append(Recognised(article.id, article.title, number, reason))
        self._wanted = [rank for rank in self._wanted if rank not in ranks]
        yield from answers


def _is_taken(lock: FileLock) -> bool:
    """Take `lock` if nobody has it, and tell whether it is ours.

    Raises:
        Unavailable: It cannot be written.
    """
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    except (OSError, NotImplementedError) as error:
        raise unavailable(Path(lock.lock_file), error) from error
    return True


def asked_for(engine: str) -> str:
    """Return what stands for this program when it is asked to recognise with `engine`."""
    return f"{version('newsreader-tui')} {engine}"


def recognise_for_store(name: str, data: bytes) -> Sequence[bytes]:
    """Return what the engine `name` recognises in an article; without one, what the engine is called."""
    try:
        recogniser = _recogniser(name)
        if not data:
            from library.entities import LINKING

            return [_NAME, f"{recogniser.name} {LINKING}".encode()]
        return _recognised(recogniser, data)
    except (EngineError, StorageError) as error:
        path = str(error.path) if isinstance(error, StorageError) else ""
        message = str(error).removeprefix(f"{path}: ") if path else str(error)
        return [_UNUSABLE, path.encode(), message.encode(), error.remedy.encode()]


@cache
def _recogniser(setting: str) -> Recogniser:
    """Return the recogniser that `setting` names, once for all articles."""
    from library.entities.engines import engine

    return engine(setting)


def _recognised(recogniser: Recogniser, data: bytes) -> Sequence[bytes]:
    """Return the names in the article that `data` holds, as parts."""
    from library.entities import recognise_article

    length = int.from_bytes(data[:_HEAD], "little")
    title, language, published = json.loads(data[_HEAD : _HEAD + length])
    blocks = decode_blocks(data[_HEAD + length :])
    moment = None if published is None else datetime.fromisoformat(published)
    found = recognise_article(title, blocks, language, moment, recogniser)
    return names_of(title, blocks, found).to_parts()


def _question(article: Article) -> bytes:
    """Return an article as `_recognised` takes it."""
    published = article.published.isoformat() if article.published else None
    head = json.dumps([article.title, article.language, published]).encode()
    return len(head).to_bytes(_HEAD, "little") + head + encode_blocks(article.blocks)


def _unusable(why: str) -> EngineError:
    """Return the error to raise where what recognises cannot do so, for a reason of its own."""
    return EngineError(
        _("Names cannot be recognised: {why}.").format(why=why),
        _("Free some memory, or set engine to “rules” in the configuration."),
    )


def _answer(outcome: Reply | Refused) -> tuple[bytes, ...]:
    """Return the parts of an answer.

    Raises:
        EngineError, ModelUnavailable: What recognises cannot be used.
    """
    if isinstance(outcome, Refused):
        raise _unusable(_("it {reason}").format(reason=outcome.reason))
    if outcome.parts[0] == _UNUSABLE:
        path, message, remedy = (part.decode("utf-8", "replace") for part in outcome.parts[1:])
        if path:
            raise ModelUnavailable(Path(path), message, remedy)
        raise EngineError(message, remedy)
    return outcome.parts


def _understood(outcome: Reply | Refused) -> tuple[Names | None, str | None]:
    """Return the names in an article, or why there are none."""
    if isinstance(outcome, Refused):
        return None, outcome.reason
    try:
        return names_from_parts(_answer(outcome)), None
    except ValueError:
        return None, _("made its recogniser answer what makes no sense")
