"""Names that were never met in an article that was read can be the only ones that are marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from library import Library, Mark, Source
from reader.widgets.article_view import ALL_KINDS, ArticleView
from tests.reader.conftest import BY_RULES, Start, settle

TEXTS = (
    "Title: Züge nach Köln und Berlin\n\nVon München fahren Züge nach Köln und nach Berlin.\n",
    "Title: Züge nach Köln und Hamburg\n\nVon München fahren Züge nach Köln und nach Hamburg.\n",
    "Title: Züge nach Köln\n\nVon München fahren die Züge nach Köln nun wieder öfter.\n",
)


@pytest.fixture
def trains(tmp_path: Path) -> Path:
    """Return the folder of a library with three articles, of which the last was read."""
    folder = tmp_path / "trains"
    with Library(folder) as library:
        added = list(library.add([Source("a.txt", text.encode()) for text in TEXTS]))
        list(library.recognise(engine=BY_RULES.engine))
        library.mark([added[-1].id or ""], Mark.READ)
    return folder


def marks(view: ArticleView) -> tuple[object, object]:
    """Return which names alone are marked, and of which kinds."""
    return view.only, view.marked


async def test_only_new_names_are_marked(start: Start, trains: Path) -> None:
    async with start(folder=trains) as (pilot, screen):
        view = screen.view
        await pilot.press("g", "enter")
        await settle(pilot)
        assert {key for _kind, key in screen.panes.contents.novel} != set()
        assert view.opened is not None
        named = {(one.entity.kind, one.entity.key) for one in view.opened.mentions}
        assert screen.panes.contents.novel < named
        await pilot.press("e")
        assert view.only == screen.panes.contents.novel
        assert view.marked == ALL_KINDS
        assert "only new names marked" in view.position
        await pilot.press("e")
        assert marks(view) == (None, frozenset())
        await pilot.press("e")
        assert marks(view) == (None, ALL_KINDS)


async def test_it_goes_on_in_the_next_article(start: Start, trains: Path) -> None:
    async with start(folder=trains) as (pilot, screen):
        await pilot.press("g", "enter")
        await settle(pilot)
        await pilot.press("e")
        first = screen.view.only
        await pilot.press("J")
        await settle(pilot)
        assert screen.view.only is not None
        assert screen.view.only == screen.panes.contents.novel
        assert screen.view.only != first
