"""A few workers that read documents side by side, and answer in the order of the questions."""

from __future__ import annotations

import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Final, TypeVar

from library.closing import Closing
from library.errors import Refused
from library.translation import N_, Told
from library.workers.child import FAILED, OUT_OF_MEMORY, READ
from library.workers.limits import MEGABYTE, Limits, worker_count
from library.workers.process import Lost, Worker

NO_SENSE: Final = N_("made its parser answer what makes no sense")
"""Why a document is refused of which a worker has answered nothing that can be understood."""
_AHEAD: Final = 64
_AHEAD_BYTES: Final = 16 * MEGABYTE
_WATCH_SECONDS: Final = 0.2
_MANY: Final = 16
"""Documents that wait for each worker before one more starts, which takes as long as reading 100."""

_Other = TypeVar("_Other")


@dataclass(frozen=True, slots=True)
class Job:
    """A document that is to be read, from wherever it came."""

    name: str
    """Its name, for its format and for messages."""
    data: bytes
    """The document."""
    key: bytes = b""
    """What the caller knows it by; comes back with the answer."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker made of a document."""

    name: str
    """The document's name."""
    key: bytes
    """The key that it was given."""
    parts: tuple[bytes, ...]
    """What the function that reads has returned."""


class WorkerPool(Closing):
    """Reads documents in processes of their own.

    Nothing starts before the first document comes. A document whose reading takes too long or too
    much memory, crashes or fails is refused; its process is replaced, and the others go on. The
    pool may be used in any thread, in one at a time; closing it ends all its processes at once.
    """

    def __init__(self, target: str, limits: Limits | None = None, workers: int = 0) -> None:
        """Read with a function named as "module:function".

        Args:
            target: Its name; it takes a document's name and bytes, returns up to 250 parts of bytes, and
                may raise `Refused`.
            limits: What a document may cost.
            workers: How many processes at most; 0 for as many as there are cores.
        """
        self._limits = limits or Limits()
        count = workers or worker_count()
        self._workers = [Worker(target, self._limits) for _ in range(count)]
        self._tasks: SimpleQueue[tuple[list[Job], Future[Reply | Refused]] | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._hiring = threading.Lock()
        self._closing = threading.Event()

    def close(self) -> None:
        """End all processes at once, whatever they do, and wait until they are gone."""
        with self._hiring:
            self._closing.set()
        for worker in self._workers:
            worker.close()
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()
        for worker in self._workers:
            worker.stop()

    def read(
        self, items: Iterable[Job | _Other], patience: float = 0.1, ahead: int = _AHEAD
    ) -> Generator[Reply | Refused | _Other | None]:
        """Yield what becomes of each job, in their order; what is no job is yielded in its place.

        Up to `ahead` jobs are taken ahead, fewer where they are large. None is yielded when nothing came
        for `patience` seconds, so that the caller can do what must not wait.

        Raises:
            Unavailable: No process can be started.
        """
        taken = _Ahead(ahead)
        remaining = iter(items)
        more = True
        while more or taken:
            while more and not taken.is_full:
                more = self._take(remaining, taken)
            if taken:
                yield taken.next(patience)

    def _take(self, items: Iterator[Job | _Other], ahead: _Ahead) -> bool:
        """Take one more item ahead, and return whether there was one."""
        for item in items:
            if isinstance(item, Job):
                ahead.append(self._submit(item), len(item.data))
            else:
                ahead.append(_settled(item), 0)
            return True
        return False

    def _submit(self, job: Job) -> Future[Reply | Refused]:
        """Have `job` done by the next worker that is free."""
        future = Future[Reply | Refused]()
        self._tasks.put(([job], future))
        with self._hiring:
            if not self._threads:
                self._start_thread(self._watch)
            if self._tasks.qsize() >= _MANY * (len(self._threads) - 1):
                self._hire()
        return future

    def _hire(self) -> None:
        """Let one more worker work, if there is another."""
        # The first thread watches, each of the others asks a worker.
        if len(self._threads) <= len(self._workers):
            self._start_thread(self._work, self._workers[len(self._threads) - 1])

    def _start_thread(self, target: Callable[..., None], *arguments: Worker) -> None:
        """Start one more thread, unless the pool is being closed."""
        if not self._closing.is_set():
            thread = threading.Thread(target=target, args=arguments, name="reading", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _watch(self) -> None:
        """End what is late, and help where something waits for long, until the pool is closed."""
        last = time.monotonic()
        while not self._closing.wait(_WATCH_SECONDS):
            now = time.monotonic()
            # When this program stood still itself (Ctrl-Z), lateness cannot be told: look again.
            if now - last < 10 * _WATCH_SECONDS:
                for worker in self._workers:
                    worker.check(now)
            last = now
            with self._hiring:
                if not self._tasks.empty():
                    self._hire()

    def _work(self, worker: Worker) -> None:
        """Do what is to be done with `worker`, until the pool is closed."""
        while (task := self._tasks.get()) is not None:
            jobs, future = task
            try:
                future.set_result(self._do(worker, jobs))
            except Exception as error:  # for whoever waits
                future.set_exception(error)
            del task, future

    def _do(self, worker: Worker, jobs: list[Job]) -> Reply | Refused:
        """Return what became of the one job in `jobs`, of which nothing is held then."""
        job = jobs.pop()
        try:
            answer = _asked(worker, job)
            if answer[0] == READ:
                return Reply(job.name, job.key, answer[1:])
            if answer[0] == FAILED:
                worker.stop()
            return Refused(job.name, Told(answer[1].decode("utf-8", "replace")))
        except Lost as loss:
            return Refused(job.name, self._reason(loss, len(job.data)))
        except IndexError:
            worker.stop()
            return Refused(job.name, Told(NO_SENSE))

    def _reason(self, loss: Lost, size: int) -> str:
        """Return why a document of `size` bytes is refused whose worker is lost."""
        if loss.late:
            seconds = round(self._limits.seconds_for(size))
            return Told(N_("takes longer than {seconds} seconds to read"), seconds=seconds)
        if loss.code == OUT_OF_MEMORY:
            most = self._limits.memory // MEGABYTE
            return Told(N_("needs more than {size} MB of memory to read"), size=most)
        return Told(N_("made its parser crash ({code})"), code=_ending(loss.code))


class _Ahead:
    """What was taken ahead, in order, with its size in all."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting: deque[tuple[Future[Any], int]] = deque()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def is_full(self) -> bool:
        """Whether no more should be taken."""
        return len(self._waiting) >= self._most or self._bytes >= _AHEAD_BYTES

    def append(self, future: Future[Any], size: int) -> None:
        """Add a document of `size` bytes."""
        self._waiting.append((future, size))
        self._bytes += size

    def next(self, patience: float) -> Any:  # what the future holds
        """Return the first when it is done; None if it is not after `patience` seconds."""
        future, size = self._waiting[0]
        with suppress(TimeoutError):
            future.exception(patience)
        if not future.done():
            return None
        self._waiting.popleft()
        self._bytes -= size
        return future.result()


def _asked(worker: Worker, job: Job) -> tuple[bytes, ...]:
    """Return the answer of `worker`; one that is lost though not new is replaced and asked again.

    What it had read before may have damaged or filled it.
    """
    used = worker.served > 0
    try:
        return worker.ask(job.name, job.data)
    except Lost as loss:
        if not used or loss.late:
            raise
    return worker.ask(job.name, job.data)


def _settled(item: object) -> Future[object]:
    """Return a future that is done."""
    future = Future[object]()
    future.set_result(item)
    return future


def _ending(code: int) -> str:
    """Return how a process ended, from its exit code."""
    with suppress(ValueError):
        if code < 0:
            return signal.Signals(-code).name
    return f"exit code {code}"
