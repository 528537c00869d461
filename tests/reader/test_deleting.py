"""Deleted articles are gone at once, and come back exactly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from library import Library, Source
from library.journal import Change
from library.state import State
from reader.screens.confirm import ConfirmScreen
from reader.widgets.panes import LIST
from tests import texts
from tests.reader.conftest import Start, row, screen_text
from tests.reader.doing import press, titles


async def test_a_deleted_article_is_gone_at_once_and_comes_back_where_it_was(
    start: Start, home: Path
) -> None:
    async with start() as (pilot, screen):
        first, second, third = titles(home)
        await press(pilot, "j", "enter", "d")
        assert screen.panes.active == LIST
        assert row(screen) == third
        assert titles(home) == [first, third]
        assert "All 2" in screen_text(screen)
        assert second[:20] not in screen_text(screen)
        await press(pilot, "ctrl+z")
        assert row(screen) == second
        assert [one.title for one in screen.list.headlines] == [first, second, third]
        assert "All 3" in screen_text(screen)


async def test_what_is_deleted_again_leaves_the_cursor_where_it_was(
    start: Start, home: Path
) -> None:
    async with start() as (pilot, screen):
        before = titles(home)
        await press(pilot, "j", "d")
        for key, listed in (("ctrl+z", before), ("ctrl+y", [before[0], before[2]])):
            await press(pilot, key)
            assert [one.title for one in screen.list.headlines] == listed
            assert row(screen) == listed[1]


async def test_the_cursor_goes_to_what_follows_the_selection(start: Start, home: Path) -> None:
    async with start() as (pilot, screen):
        first, second, third = titles(home)
        await press(pilot, "shift+down", "d", "y")
        assert row(screen) == third
        await press(pilot, "ctrl+z")
        assert row(screen) == first
        assert [one.title for one in screen.list.headlines] == [first, second, third]


async def test_what_was_deleted_long_ago_is_forgotten_at_the_end(start: Start, home: Path) -> None:
    with Library(home) as library:
        first, second, _ = (one.id for one in library.search(""))
    now = datetime.now(UTC).replace(microsecond=0)
    times = {first: now - timedelta(days=8), second: now - timedelta(days=6)}
    State(home).append([Change(one, "deleted", at, at) for one, at in times.items()])
    async with start() as (pilot, screen):
        assert len(screen.list.headlines) == 1
        await press(pilot, "r")
    with Library(home) as library:
        assert [one.headline.id for one in library.bin.all()] == [second]
        assert library._connection.execute("SELECT count(*) FROM originals").fetchone() == (2,)


@pytest.mark.parametrize("key", ["d", "delete"])
async def test_what_is_dear_is_asked_for(start: Start, home: Path, key: str) -> None:
    async with start() as (pilot, _):
        await press(pilot, "s", key)
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await press(pilot, "escape")
        assert len(titles(home)) == 3
        await press(pilot, key, "y")
        assert len(titles(home)) == 2


async def test_a_version_takes_the_row_over(start: Start, tmp_path: Path) -> None:
    home = tmp_path / "ferry"
    with Library(home) as library:
        list(library.add([Source(f"{n}.txt", t.encode()) for n, t in enumerate(texts.FERRY)]))
    async with start(folder=home) as (pilot, screen):
        first = row(screen)
        assert screen.list.headlines.versions(0) == 3
        await press(pilot, "d")
        assert row(screen) != first
        assert (len(screen.list.headlines), screen.list.headlines.versions(0)) == (1, 2)
        await press(pilot, "x", "j", "d")
        assert (len(screen.list.headlines), screen.list.headlines.versions(0)) == (1, 1)
        await press(pilot, "d")
        assert len(screen.list.headlines) == 0
        assert "No articles yet" in screen_text(screen)
        for _ in range(3):
            await press(pilot, "ctrl+z")
        assert len(titles(home)) == 3


@pytest.mark.parametrize("keys", [("D",), ("D", "D"), ("backslash", "t")])
async def test_it_leaves_groups_and_sorted_lists(
    start: Start, home: Path, keys: tuple[str, ...]
) -> None:
    async with start() as (pilot, screen):
        await press(pilot, *keys)
        await press(pilot, "j")
        gone = row(screen)
        before = len(screen.list.headlines)
        await press(pilot, "d")
        assert len(screen.list.headlines) == before - 1
        assert gone not in titles(home)
        if (outline := screen.list.headlines.outline) is not None:
            assert sum(outline.group(n).articles for n in range(outline.groups)) == 2
            assert sum(outline.group(n).unread for n in range(outline.groups)) == 2
        await press(pilot, "ctrl+z")
        assert len(screen.list.headlines) == before
        assert gone in titles(home)
