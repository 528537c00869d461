"""Versions of one story stand in one row, which is opened on demand, and are read together."""

from __future__ import annotations

from pathlib import Path

import pytest

from library import Library, Source
from reader.config import Config
from tests import texts
from tests.reader.conftest import Start, row, screen_text, settle


@pytest.fixture
def ferry(home: Path) -> Path:
    """Return the folder of a library with a story in three versions, and three other articles."""
    with Library(home) as library:
        list(library.add([Source(f"{n}.txt", text.encode()) for n, text in enumerate(texts.FERRY)]))
    return home


async def test_a_story_is_one_row_until_it_is_opened(start: Start, ferry: Path) -> None:
    async with start(folder=ferry) as (pilot, screen):
        assert screen.bar.views[0] == "All 6"
        assert len(screen.list.headlines) == 4
        assert "▸ 3 versions" in screen_text(screen)
        await pilot.press("x")
        assert len(screen.list.headlines) == 6
        assert "▾ 3 versions" in screen_text(screen)
        assert screen_text(screen).count("● └ ") == 2
        await pilot.press("j", "j")
        assert row(screen) == texts.FERRY[2].split("\n")[0]
        await pilot.press("enter")
        await settle(pilot)
        assert "Konserven" in screen_text(screen)
        await pilot.press("h", "x")
        assert row(screen) == texts.FERRY[0].split("\n")[0]
        assert len(screen.list.headlines) == 4


async def test_an_article_of_its_own_has_no_versions(start: Start, ferry: Path) -> None:
    async with start(folder=ferry) as (pilot, screen):
        await pilot.press("G", "x")
        await settle(pilot)
        assert "No other version" in screen_text(screen)
        assert len(screen.list.headlines) == 4


async def test_versions_are_read_and_unread_together(start: Start, ferry: Path) -> None:
    async with start(folder=ferry) as (pilot, screen):
        await pilot.press("x", "j", "r")
        await settle(pilot)
        assert screen.bar.views[1] == "Unread 3"
        assert all(screen.list.headlines[number].read for number in range(3))
        await pilot.press("s", "u")
        await settle(pilot)
        assert screen.bar.views == ("All 6", "Unread 6", "★ 1")
    with Library(ferry) as library:
        assert library.counts() == (6, 6, 1)


async def test_each_is_read_on_its_own_where_that_is_set(start: Start, ferry: Path) -> None:
    async with start(folder=ferry, config=Config(share_read=False)) as (pilot, screen):
        await pilot.press("r")
        await settle(pilot)
        assert screen.bar.views[1] == "Unread 5"
        await pilot.press("2")
        await settle(pilot)
        assert "▸ 2 versions" in screen_text(screen)


async def test_each_has_a_row_where_that_is_set(start: Start, ferry: Path) -> None:
    async with start(folder=ferry, config=Config(one_row=False)) as (_, screen):
        assert len(screen.list.headlines) == 6
        assert "versions" not in screen_text(screen)


async def test_unread_versions_are_walked_through_when_their_row_is_open(
    start: Start, ferry: Path
) -> None:
    async with start(folder=ferry, config=Config(share_read=False)) as (pilot, screen):
        await pilot.press("n")
        assert screen.list.cursor == 1  # what stands behind the first row is passed over
        await pilot.press("g", "x")
        seen = []
        for _ in range(5):
            await pilot.press("n")
            seen.append(screen.list.cursor)
        assert seen == [1, 2, 3, 4, 5]
        for _ in range(5):
            await pilot.press("p")
            seen.append(screen.list.cursor)
        assert seen[5:] == [4, 3, 2, 1, 0]


async def test_a_version_that_is_asked_for_is_shown(start: Start, ferry: Path) -> None:
    with Library(ferry) as library:
        wanted = library.search("hotelier vierhundert title:chor")[0]
    async with start(folder=ferry, first=wanted.id) as (_, screen):
        assert row(screen) == wanted.title
        assert len(screen.list.headlines) == 6


async def test_a_search_counts_articles_and_folds_what_it_finds(start: Start, ferry: Path) -> None:
    async with start(folder=ferry) as (pilot, screen):
        await pilot.press("slash", *"wellen", "enter")
        await settle(pilot)
        assert len(screen.list.headlines) == 1
        assert "2 found" in screen_text(screen)
        assert "▸ 2 versions" in screen_text(screen)
