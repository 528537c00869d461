"""Where a search matched in the articles that come into view: found out behind everything else."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Final

from library import Interrupted, Library, LibraryError, Snippet
from reader.session import Session
from reader.threads import LibraryThread

_REST_SECONDS: Final = 0.3
"""Time after a list was drawn in which nothing is told: the next letter may be on its way, and a person
who types leaves about as much between two."""

_TOGETHER: Final = 8
"""Articles after which what has been found out is told."""


class Explanations:
    """Why a search found what it found, a few articles at a time, whenever nothing else is asked."""

    def __init__(self, session: Session, thread: LibraryThread) -> None:
        """Explain the list of `session`, in the thread that searches."""
        self._session = session
        self._thread = thread
        self._wanted: dict[int, None] = {}
        self._is_running = False
        self._rests_until = 0.0

    def begin(self) -> None:
        """Take notice of another list; what was asked of the one before is no longer wanted."""
        self._wanted.clear()
        self._rests_until = time.monotonic() + _REST_SECONDS

    def want(self, keys: Sequence[int]) -> bool:
        """Ask for the articles with these keys; tell whether `run` is to be called for it."""
        self._wanted.update(dict.fromkeys(keys))
        begins, self._is_running = not self._is_running, True
        return begins

    async def run(self, show: Callable[[dict[int, Snippet]], None]) -> None:
        """Have shown where the present search matched in all that is wanted, a few articles at a time.

        Raises:
            LibraryError: It cannot be found out; nothing is wanted any more.
        """
        try:
            while self._wanted:
                if (rest := self._rests_until - time.monotonic()) > 0:
                    await asyncio.sleep(rest)
                else:
                    await self._find_some(show)
        except LibraryError:
            self._wanted.clear()
            raise
        finally:
            self._is_running = False

    async def _find_some(self, show: Callable[[dict[int, Snippet]], None]) -> None:
        question = self._session.question
        keys = list(self._wanted)[:_TOGETHER]
        try:
            snippets = await self._thread.run(self._explaining(keys))
        except Interrupted:  # by a search, after which it is asked again
            self._rests_until = time.monotonic() + _REST_SECONDS
            return
        if question is self._session.question:
            for key in keys:
                self._wanted.pop(key, None)
            show(snippets)

    def _explaining(self, keys: Sequence[int]) -> Callable[[Library], dict[int, Snippet]]:
        """Return what finds out where the present search matched, as long as it is the present one."""
        question = self._session.question
        node = question.searched

        def explain(library: Library) -> dict[int, Snippet]:
            snippets = dict[int, Snippet]()
            for key in keys:
                if question is not self._session.question:
                    break
                snippets[key] = library.snippet(node, key) or Snippet()
            return snippets

        return explain
