"""What is offered where a search finds nothing: other words, and all articles instead of a view."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final

from library import Interrupted, Library, QueryError, _, clean_line, parse_query
from reader.formats import shorten
from reader.keys import key_for
from reader.session import Question
from reader.threads import LibraryThread

_LOOKED_AT_ELSEWHERE: Final = 100
_WIDTH: Final = 34
"""Cells of the longest suggestion that is shown whole: no more fit into the list beside an article."""


async def elsewhere(question: Question, thread: LibraryThread) -> str:
    """Return how much there is in all articles of what a view has nothing of, and how to get there.

    It is empty where there is nothing either, or where all are searched anyway.
    """
    if question.is_wide or question.base == Question():
        return ""
    wide = replace(question, is_wide=True)
    find = partial(Library.find, node=wide.node, limit=_LOOKED_AT_ELSEWHERE)
    found = 0
    with suppress(Interrupted):
        found = len(await thread.run(find))
    more = "+" if found == _LOOKED_AT_ELSEWHERE else ""
    told = _("{count} in all articles: {key}")
    return told.format(count=f"{found}{more}", key=key_for("widen")) if found else ""


async def suggestions(question: Question, thread: LibraryThread) -> Sequence[str]:
    """Return searches that would find something where this one finds nothing, the likeliest first."""
    with suppress(Interrupted, QueryError):
        # Of a saved search that cannot be read nothing was listed, so its query can be.
        view = parse_query("") if question.is_wide else question.base.node
        return await thread.run(partial(Library.suggestions, query=question.query, view=view))
    return ()


def did_you_mean(searches: Sequence[str]) -> str:
    """Return what is said of searches that are suggested, each on a line."""
    told = "\n".join(shorten(clean_line(one), _WIDTH) for one in searches)
    meant, takes = _("Did you mean"), _("Tab takes the first.")
    return f"{meant}\n{told}\n\n{takes}"
