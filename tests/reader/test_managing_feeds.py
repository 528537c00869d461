"""Feeds are followed, renamed, updated and removed within the reader, and offered where a page names one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from library import Library, Pages, pages_of
from reader.app import ReaderApp
from reader.config import Config
from reader.screens.confirm import ConfirmScreen
from reader.screens.correct import ChooseScreen
from reader.screens.feeds import FeedsScreen
from reader.start import welcome_library
from tests.library.test_updating import LONG, rss
from tests.reader.conftest import Start, screen_text, settle, toasts
from tests.reader.test_adding_inside import add
from tests.texts import HOSTILE
from tests.web import Site, site

HERE = Config(engine="rules", allow_private=("localhost",))


@pytest.fixture
def server() -> Iterator[Site]:
    with site() as running:
        yield running


def page(*feeds: str) -> bytes:
    """Return a page with an article, which names feeds."""
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{name}" href="/{name}">'
        for name in feeds
    )
    return (
        f"<html><head><title>Am Fluss</title>{links}</head><body><article><h1>Am Fluss</h1>"
        f"<p>{LONG}</p><p>{LONG} Und mehr.</p></article></body></html>"
    ).encode()


async def typed(pilot: Pilot[None], text: str) -> None:
    """Answer the question that is asked with `text`."""
    await pilot.pause()
    pilot.app.screen.query_one(Input).value = text
    await pilot.press("enter")
    for _number in range(4):  # what is found is followed, then updated, then looked up
        await settle(pilot)


def shown(pilot: Pilot[None]) -> str:
    return screen_text(pilot.app.screen)


def rows(pilot: Pilot[None]) -> list[tuple[str, str]]:
    """Return what the dialog lists."""
    assert isinstance(pilot.app.screen, FeedsScreen)
    return [(row.text, row.about) for row in pilot.app.screen._rows.choices]


async def test_from_the_first_feed_to_the_last(start: Start, server: Site, home: Path) -> None:
    server.say("/a", rss("a1", "a2"))
    async with start(size=(80, 24), config=HERE) as (pilot, screen):
        await pilot.press("A")
        await settle(pilot)
        assert "None yet." in shown(pilot)
        # What cannot be followed is there again, to be put right.
        await pilot.press("a")
        await typed(pilot, "bote.example/rss")
        assert "is not an address of http or https" in shown(pilot)
        await pilot.press("a")
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value == "bote.example/rss"
        await pilot.press("escape")
        # By the page of its site; it is asked at once for what it has.
        await pilot.press("a")
        await typed(pilot, server.say("/", page("a")))
        assert "2 new articles" in shown(pilot)
        assert rows(pilot) == [("a", "2 unread")]
        await pilot.press("n")
        await typed(pilot, "News/Herold")
        assert rows(pilot) == [("News/", "2 unread"), ("  Herold", "2 unread")]
        assert "It is called “News/Herold” now. ctrl+z takes it back." in shown(pilot)
        # What cannot be done is said, and changes nothing.
        for wrong, said in (("/", "is followed already"), ("/none", "404 Not Found")):
            await pilot.press("a")
            await typed(pilot, server.address + wrong)
            assert said in " ".join(shown(pilot).split())
        await pilot.press("p")
        await settle(pilot)
        assert rows(pilot)[1][1] == "2 unread · pages always"
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert rows(pilot)[1][1] == "2 unread"
        server.say("/a", b"", 503)
        await pilot.press("U")
        await settle(pilot)
        assert "News/Herold: was refused by the server (503" in " ".join(shown(pilot).split())
        assert "503" in rows(pilot)[1][1]
        await pilot.press("k", "j")
        await settle(pilot)
        assert "was refused by the server (503 Service Unavailable)" in shown(pilot)
        await pilot.press("k", "n", "p", "x")  # on a folder nothing of it is done
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert screen.is_current
        assert screen.session.question.query == 'feed:"News/"'
        assert len(screen.list.headlines) == 2
        await pilot.press("escape", "colon", *"feed", "space", *"new", "tab", "enter")
        await settle(pilot)
        assert screen.session.question.query == 'feed:"News/"'
        await pilot.press("A", "j", "x")
        await settle(pilot)
        assert rows(pilot) == []
        await pilot.press("ctrl+z")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert screen.bar.views[0] == "All 5"
    with Library(home) as library:
        (feed,) = library.feeds.all()
        assert (feed.name, pages_of(feed)) == ("News/Herold", Pages.SHORT)


async def test_a_page_that_names_feeds_offers_them(start: Start, server: Site, home: Path) -> None:
    server.say("/one", rss("b1", title="Bote"))
    server.say("/two", rss("c1", title="Anzeiger"))
    async with start(config=HERE) as (pilot, screen):
        await add(pilot, server.say("/page", page("one")))
        await settle(pilot)
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert f"Follow the feed {server.address}/one?" in shown(pilot)
        await pilot.press("n")
        await settle(pilot)
        # It is not offered again; a feed itself is.
        await add(pilot, server.say("/page2", page("one")))
        await settle(pilot)
        assert screen.is_current
        await add(pilot, f"{server.address}/two")
        await settle(pilot)
        assert f"Follow the feed {server.address}/two?" in shown(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert "1 new article" in toasts(pilot)
        assert screen.list.current is not None
        await pilot.press("ctrl+z")
        await settle(pilot)
        with Library(home) as library:
            assert library.feeds.all() == ()
        await add(pilot, server.say("/page3", page("three", "four")))
        await settle(pilot)
        assert isinstance(pilot.app.screen, ChooseScreen)
        await pilot.press("down", "enter")
        await settle(pilot)
        with Library(home) as library:
            assert [one.query for one in library.feeds.all()] == [f"{server.address}/four"]


async def test_names_of_feeds_are_only_text(start: Start, server: Site, home: Path) -> None:
    names = [*HOSTILE, "[/]", "[bold]x", "x" * 190, "a/b/c/d"]
    with Library(home) as library:
        for number, name in enumerate(names):
            library.feeds.add(f"https://example.org/{number}", name, (name,))
        library.feeds.add(server.say("/bad", b"\x1b[31m<b>[bold]", 500), "Schlecht")
        list(library.update([library.feeds.one("Schlecht")], private=True))
    for size in ((80, 24), (120, 40)):
        async with start(size=size) as (pilot, screen):
            await pilot.press("A")
            await settle(pilot)
            assert len(rows(pilot)) > len(names)
            for _number in range(len(names)):
                await pilot.press("j", "n")
                await pilot.pause()
                await pilot.press("escape")
                text = shown(pilot)
                assert "\x1b" not in text
                assert all(len(line) <= size[0] for line in text.split("\n"))
            await pilot.press("enter")
            await settle(pilot)
            assert screen.is_current


async def test_beside_the_welcome_library_it_is_ones_own(server: Site, tmp_path: Path) -> None:
    server.say("/a", rss("a1"))
    own = tmp_path / "own"
    with Library(own), welcome_library(own) as welcome:
        app = ReaderApp(welcome, None, HERE, home=own)
        async with app.run_test(size=(100, 30), notifications=True) as pilot:
            await settle(pilot)
            await pilot.press("A", "a")
            await pilot.pause()
            app.screen.query_one(Input).value = f"{server.address}/a"
            await pilot.press("enter")
            # There is something of one's own now, which is shown instead.
            for _number in range(600):
                if not app.is_running or app.added is not None:
                    break
                await asyncio.sleep(0.05)
        app.saver.close()
    assert app.added is not None
    with Library(own) as library:
        assert [one.name for one in library.feeds.all()] == ["Der Herold"]
        assert library.counts().articles == 1
