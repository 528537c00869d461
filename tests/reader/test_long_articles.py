"""Long articles, whose first frame is drawn before all of them is set into lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from library import TITLE_BLOCK, Article, Block, BlockKind, Entity, EntityKind, Mention, Place
from reader.opened import Opened
from reader.widgets.article_view import ArticleView
from tests.reader.conftest import Start, screen_text, settle
from tests.reader.parted import bar

_PARAGRAPHS = 300
_NAME = Entity(EntityKind.PLACE, "Wien", "place/wien")


def opened(title: str = "Lang") -> Opened:
    """Return an article of some thousand lines, whose last paragraph names a place."""
    paragraphs = [
        Block(BlockKind.PARAGRAPH, f"Absatz {n}. " + "wort " * 100) for n in range(_PARAGRAPHS)
    ]
    paragraphs[0] = Block(BlockKind.HEADING, "Oben", level=2)
    paragraphs[-2] = Block(BlockKind.HEADING, "Unten", level=2)
    paragraphs[-1] = Block(BlockKind.PARAGRAPH, "Wien zuletzt.")
    now = datetime.now(UTC)
    article = Article(title[0] * 16, title, tuple(paragraphs), None, None, None, None, "de", now)
    return Opened(article, (Mention(_NAME, _PARAGRAPHS - 1, 0, 4),))


def is_set(view: ArticleView) -> bool:
    """Return whether all lines are known."""
    assert view._layout is not None
    return view._layout.is_whole


async def test_the_rest_is_set_behind_the_first_frame(start: Start) -> None:
    async with start() as (pilot, screen):
        screen.view.opened = opened()
        assert not is_set(screen.view)
        likely = screen.view.virtual_size.height
        await settle(pilot)
        assert is_set(screen.view)
        assert screen.view._layout is not None
        lines = len(screen.view._layout.lines)
        assert screen.view.virtual_size.height == lines
        assert 0.9 < likely / lines < 1.1
        assert "Absatz 1." in screen_text(screen)


@pytest.mark.parametrize(
    ("go", "shown"),
    [
        (lambda view: view.action_last(), "Wien zuletzt."),
        (lambda view: view.section(1), "Oben"),
        (lambda view: (view.section(1), view.section(1)), "Unten"),
        (lambda view: view.mention(1), "Wien zuletzt."),
        (lambda view: view.go_to(Place(_PARAGRAPHS - 1, 3)), "Wien zuletzt."),
        (lambda view: view.go_to(Place(150, 0)), "Absatz 150."),
        (lambda view: view.show_place(Place(150, 0)), "Absatz 150."),
        (lambda view: view.action_line(10_000), "Wien zuletzt."),
        (lambda view: [view.action_page(1) for _ in range(9)], "Absatz 26."),
    ],
)
async def test_a_key_before_that_leads_where_it_does_later(
    start: Start, go: Callable[[ArticleView], object], shown: str
) -> None:
    async with start() as (pilot, screen):
        screen.view.traced = _NAME
        screen.view.opened = opened()
        assert not is_set(screen.view)
        go(screen.view)
        await settle(pilot)
        at = screen.view.scroll_offset.y
        assert shown in screen_text(screen)
        screen.view.opened = opened("Anders")
        await settle(pilot)
        assert is_set(screen.view)
        go(screen.view)
        await settle(pilot)
        assert screen.view.scroll_offset.y == at
        assert shown in screen_text(screen)


async def test_the_end_is_not_told_before_it_is_known(start: Start) -> None:
    async with start(size=(120, 300)) as (pilot, screen):
        await pilot.press("enter")
        screen.view.opened = opened()
        assert not is_set(screen.view)
        assert not screen.view.is_at_end
        before = screen.view.position
        await settle(pilot)
        assert screen.view.position == before
        assert bar(screen).rstrip().endswith("left")


async def test_an_article_is_set_again_around_the_same_place(start: Start) -> None:
    async with start() as (pilot, screen):
        screen.view.opened = opened()
        screen.view.go_to(Place(_PARAGRAPHS - 30, 7))
        for width in (60, 200, 120):
            await pilot.resize_terminal(width, 30)
            await settle(pilot)
            assert screen.view.place == Place(_PARAGRAPHS - 30, 7)
        screen.view.skimmed = True
        await settle(pilot)
        assert "Absatz 270" in screen_text(screen)
        screen.view.go_to(Place(TITLE_BLOCK, 0))
        await settle(pilot)
        assert "Lang" in screen_text(screen)
