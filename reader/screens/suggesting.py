"""The part of the main screen that offers another search where one finds nothing."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final

from textual import on

from library import Interrupted, Library, QueryError, _, clean_line, parse_query
from reader.arranging import Stays
from reader.formats import shorten
from reader.keys import key_for
from reader.screens.finding import FindingScreen
from reader.session import Question
from reader.widgets.search_line import SearchLine

_LOOKED_AT_ELSEWHERE: Final = 100
_WIDTH: Final = 34
"""Cells of the longest suggestion that is shown whole: no more fit into the list beside an article."""


class SuggestingScreen(FindingScreen):
    """Says what may have been meant, and searches for it on request."""

    _suggested: str | None = None

    async def answer(self, question: Question, stays: Stays) -> None:
        """List the answer to a question, and if there is none say what else it might be."""
        self._suggested = None
        await super().answer(question, stays)
        if question is self.session.question and question.query and not self.session.listing:
            if not question.is_wide and question.base != Question():
                await self._look_elsewhere(question)
            await self._suggest(question)

    async def _look_elsewhere(self, question: Question) -> None:
        """Where nothing was found in a view, say how much there is in all articles, and how to get there."""
        wide = replace(question, is_wide=True)
        find = partial(Library.find, node=wide.node, limit=_LOOKED_AT_ELSEWHERE)
        with suppress(Interrupted):
            found = len(await self._searcher.run(find))
            if found and question is self.session.question:
                more = "+" if found == _LOOKED_AT_ELSEWHERE else ""
                told = _("{count} in all articles: {key}").format(
                    count=f"{found}{more}", key=key_for("widen")
                )
                self.list.message += f"\n{told}"

    async def _suggest(self, question: Question) -> None:
        """Say below that nothing was found which searches would find something."""
        with suppress(Interrupted, QueryError):
            # Of a saved search that cannot be read nothing was listed, so its query can be.
            view = parse_query("") if question.is_wide else question.base.node
            suggest = partial(Library.suggestions, query=question.query, view=view)
            suggestions = await self._searcher.run(suggest)
            if suggestions and question is self.session.question:
                self._suggested = suggestions[0]
                told = "\n".join(shorten(clean_line(one), _WIDTH) for one in suggestions)
                meant, takes = _("Did you mean"), _("Tab takes the first.")
                self.list.message += f"\n\n{meant}\n{told}\n\n{takes}"

    @on(SearchLine.Completed)
    def _suggestion_taken(self) -> None:
        """Search for what was suggested."""
        if self._suggested is not None:
            self.search_line.value = self._suggested
            self.search_line.cursor_position = len(self._suggested)
