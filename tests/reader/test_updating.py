"""Feeds are updated while one reads."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from library import Library
from reader.config import Config
from reader.screens.main import MainScreen
from tests.library.test_updating import LONG, rss
from tests.reader.conftest import Start, row, screen_text, settle, toasts
from tests.web import Site, site


@pytest.fixture
def server() -> Iterator[Site]:
    with site() as running:
        yield running


async def test_without_a_feed_it_is_said_how_to_follow_one(start: Start) -> None:
    async with start() as (pilot, _screen):
        await pilot.press("U")
        await settle(pilot)
        assert toasts(pilot) == "No feed is followed yet: A follows one."


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


HERE = Config(engine="rules", allow_private=("localhost",))
OLD = [f"alt{number}" for number in range(30)]


def news(*names: str) -> bytes:
    """Return a feed with items of these names, of which no two are versions of one story."""
    feed = rss(*names).decode()
    for name in names:
        letters = random.Random(name)
        words = ("".join(letters.choices("abdegiklmnorstu", k=7)) for _ in range(120))
        feed = feed.replace(f"{LONG} {name}<", f"Am Fluss: {' '.join(words)}.<")
    return feed.encode()


async def test_what_is_new_moves_nothing(start: Start, server: Site, home: Path) -> None:
    """In the view of what is unread, in a search, in groups, and in the list of all."""
    with Library(home) as library:
        library.feeds.add(server.say("/feed", news(*OLD)), "Herold", ("Stadt",))
        list(library.update(private=True))
    async with start(size=(120, 30), config=HERE) as (pilot, screen):
        ways = (
            (["2"], "neu0", "1 new article, 1 of them in this list"),
            (["1", "slash", *"fluss", "enter"], "neu1", "1 new article, 1 of them in this list"),
            (["escape", "1", "slash", *"harbour", "enter"], "neu2", "1 new article, 0 of them"),
            (["escape", "2", "D", "D", "D"], "neu3", "1 new article, 1 of them in this list"),
            (["D", "D", "1"], "neu4", "1 new article"),
        )
        for number, (keys, name, said) in enumerate(ways):
            await pilot.press(*keys)
            await settle(pilot)
            if len(screen.list.headlines) > 10:
                await pilot.press(*["j"] * 12)
            await pilot.press("enter", "pagedown")
            await settle(pilot)
            before = row(screen), screen.list.cursor_line, len(screen.list.headlines)
            read = screen_text(screen).splitlines()[3:28]
            assert screen.list.current is not None
            assert screen.list.current.read is not None
            pilot.app.clear_notifications()
            server.say("/feed", news(name, *OLD))
            await pilot.press("U")
            await settle(pilot)
            assert toasts(pilot).startswith(said), number
            there = 0 if "0 of" in said else 1
            after = row(screen), screen.list.cursor_line, len(screen.list.headlines)
            assert after == (*before[:2], before[2] + there), number
            pilot.app.clear_notifications()
            await settle(pilot)
            shown = screen_text(screen).splitlines()[3:28]
            assert [line[60:] for line in shown] == [line[60:] for line in read], number
            assert there == (f"Titel {name}" in [one.title for one in screen.list.headlines])
            await pilot.press("h")


async def test_a_heading_under_the_cursor_stays(start: Start, server: Site, home: Path) -> None:
    with Library(home) as library:
        library.feeds.add(server.say("/a", b"", 503), "Anzeiger")
        library.feeds.add(server.say("/b", rss("b")), "Bote")
        list(library.update(private=True))
    async with start(config=HERE) as (pilot, screen):
        await pilot.press("D", "D", "D", "g")
        await settle(pilot)
        assert screen.list.group_label == ("Bote",)
        server.say("/a", rss("a"))
        with Library(home) as library:
            list(library.update([library.feeds.one("Anzeiger")], private=True))
        server.say("/b", rss("b", "b2"))
        await pilot.press("U")
        await settle(pilot)
        assert screen.list.group_label == ("Bote",)
        assert screen.list.cursor == 2
