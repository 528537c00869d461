"""Feeds are updated while one reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from library import Library
from reader.screens.main import MainScreen
from tests.library.test_updating import rss
from tests.reader.conftest import Start, settle, toasts
from tests.web import Site, site


@pytest.fixture
def server() -> Iterator[Site]:
    with site() as running:
        yield running


async def test_without_a_feed_it_is_said_how_to_follow_one(start: Start) -> None:
    async with start() as (pilot, _screen):
        await pilot.press("U")
        await settle(pilot)
        assert toasts(pilot) == "No feed is followed yet: newsreader feeds add https://…"


async def test_what_could_not_be_had_is_named(start: Start, server: Site, home: Path) -> None:
    with Library(home) as library:
        for number in range(4):
            library.feeds.add(server.say(f"/{number}", rss("a")), f"Feed {number}")
    async with start() as (pilot, screen):
        assert isinstance(screen, MainScreen)
        before = [one.title for one in screen.session.listing]
        await pilot.press("U")
        await settle(pilot)
        told = toasts(pilot)
        # Without consent this machine is not asked; so none of them can be had.
        assert told.startswith("0 new articles. Feed ")
        assert told.count("no machine of the public network") == 2
        assert told.endswith("2 more feeds could not be had")
        assert [one.title for one in screen.session.listing] == before
        assert screen.hints.progress == ""
    assert server.asked == []
