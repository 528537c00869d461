"""The part of the main screen that tells where a search matched, in the rows that are in view."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Final

from textual import on, work

from library import Interrupted, Library, LibraryError, Snippet
from reader.config import Config
from reader.messages import Failed
from reader.saving import Saver
from reader.screens.undoing import UndoingScreen
from reader.widgets.article_list import ArticleList

_REST_SECONDS: Final = 0.3
"""Time after a list was drawn in which nothing is told: the next letter may be on its way, and a person
who types leaves about as much between two."""

_TOGETHER: Final = 8
"""Articles after which what has been found out is shown."""


class ExplainingScreen(UndoingScreen):
    """Shows why a search found what it found, behind everything else."""

    def __init__(self, library: Library, saver: Saver, config: Config) -> None:
        """List what is in `library`."""
        super().__init__(library, saver, config)
        self._unexplained: dict[int, None] = {}
        self._is_explaining = False
        self._rests_until = 0.0

    def draw_list(self) -> None:
        """Draw the session's list; what was asked of the one before is no longer wanted."""
        self._unexplained.clear()
        self._rests_until = time.monotonic() + _REST_SECONDS
        self.list.explain_found(bool(self.session.question.query))
        super().draw_list()

    @on(ArticleList.Unexplained)
    def _came_into_view(self, event: ArticleList.Unexplained) -> None:
        """Find out where the search matched in what came into view."""
        self._unexplained.update(dict.fromkeys(event.keys))
        if not self._is_explaining:
            self._is_explaining = True
            self._explain()

    @work(group="explain")
    async def _explain(self) -> None:
        """Show where the search matched, a few articles at a time, whenever nothing else is asked."""
        try:
            while self._unexplained:
                if (rest := self._rests_until - time.monotonic()) > 0:
                    await asyncio.sleep(rest)
                    continue
                question = self.session.question
                keys = list(self._unexplained)[:_TOGETHER]
                try:
                    snippets = await self._searcher.run(self._explaining(keys))
                except Interrupted:
                    self._rests_until = time.monotonic() + _REST_SECONDS
                    continue
                if question is self.session.question:
                    for key in keys:
                        self._unexplained.pop(key, None)
                    self.list.explain(snippets)
        except LibraryError as error:
            self._unexplained.clear()
            self.post_message(Failed(error))
        finally:
            self._is_explaining = False

    def _explaining(self, keys: Sequence[int]) -> Callable[[Library], dict[int, Snippet]]:
        """Return what finds out where the present search matched, as long as it is the present one."""
        question = self.session.question
        node = question.searched

        def explain(library: Library) -> dict[int, Snippet]:
            snippets = dict[int, Snippet]()
            for key in keys:
                if question is not self.session.question:
                    break
                snippets[key] = library.snippet(node, key) or Snippet()
            return snippets

        return explain
