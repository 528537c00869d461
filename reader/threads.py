"""Work that must not hold up the screen: a thread with a library of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from library import Library

_Answer = TypeVar("_Answer")


class LibraryThread:
    """Does one job after another, in the order in which they were given, off the event loop."""

    def __init__(
        self, folder: Path, name: str, opened: Callable[[Library], object] | None = None
    ) -> None:
        """Work on the library in `folder`, in a thread that is called `name`.

        Args:
            folder: Where the library is; it is opened for the first job, and must be there.
            name: What the thread is called.
            opened: Done with the library once it is open; if it raises, it is opened anew for the next job.
        """
        self._folder = folder
        self._opened = opened
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._library: Library | None = None

    def submit(self, job: Callable[[Library], _Answer]) -> Future[_Answer]:
        """Give a job; it will be done even if nobody waits for its answer, or no longer."""
        answer = Future[_Answer]()
        # What runs cannot be cancelled, which whoever gives up waiting would do otherwise.
        answer.set_running_or_notify_cancel()
        self._executor.submit(self._do, job).add_done_callback(partial(_pass_on, answer))
        return answer

    async def run(self, job: Callable[[Library], _Answer]) -> _Answer:
        """Return what `job` returns or raise what it raises; the event loop goes on meanwhile.

        One that is given up before it has begun is not done.
        """
        return await asyncio.wrap_future(self._executor.submit(self._do, job))

    def interrupt(self) -> None:
        """Stop a query that is running; its job raises `library.Interrupted`."""
        if self._library is not None:
            self._library.interrupt()

    def close(self, last: Callable[[Library], object] | None = None) -> None:
        """Finish all jobs, then `last`, and let go of the library; raises what `last` raises."""
        try:
            if last is not None:
                self.submit(last).result()
        finally:
            self._executor.shutdown(wait=True)
            if self._library is not None:
                self._library.close()

    def _do(self, job: Callable[[Library], _Answer]) -> _Answer:
        if self._library is None:
            library = Library(self._folder, new=False)
            try:
                if self._opened is not None:
                    self._opened(library)
            except BaseException:
                library.close()
                raise
            self._library = library
        return job(self._library)


def _pass_on(answer: Future[_Answer], done: Future[_Answer]) -> None:
    if (error := done.exception()) is not None:
        answer.set_exception(error)
    else:
        answer.set_result(done.result())
