"""In lists of searches and feeds each key acts on what those before it have left, however fast they come."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from library import Library
from reader.screens.feeds import FeedsScreen
from tests.reader.conftest import Start, screen_text, settle
from tests.reader.test_keys_in_order import post


@pytest.mark.parametrize(
    ("keys", "left", "said"),
    [
        (["x", "x"], "cd", "“b” is removed"),
        (["x", "x", "ctrl+z"], "bcd", "Taken back: “b” is removed"),
        (["J", "J"], "bcad", "“a” is at place 3 now"),
        (["x", "j", "x"], "bd", "“c” is removed"),
        (["j", "K", "x", "ctrl+z", "ctrl+z"], "abcd", "Taken back: “b” is at place"),
    ],
)
async def test_searches(start: Start, home: Path, keys: list[str], left: str, said: str) -> None:
    with Library(home) as library:
        for name in "abcd":
            library.searches.add(name, name)
    async with start() as (pilot, screen):
        await pilot.press("F")
        await pilot.pause()
        post(pilot.app, *keys)
        await settle(pilot)
        assert "".join(one.name for one in screen.library.searches.all()) == left
        assert said in screen_text(pilot.app.screen)


async def test_the_cursor_stays_on_a_feed_whatever_comes_above_it(start: Start, home: Path) -> None:
    with Library(home) as library:
        for name in ("Morning", "Noon", "News/Herald"):
            *folder, title = name.split("/")
            library.feeds.add(f"https://{title}.example/f", title, tuple(folder))
        unnamed = library.feeds.add("https://z.example/f").id
    async with start() as (pilot, screen):
        await pilot.press("A")
        await settle(pilot)
        shown = pilot.app.screen
        assert isinstance(shown, FeedsScreen)
        while shown.feed is None or shown.feed.name != "Noon":
            await pilot.press("j")
        feeds = screen.library.feeds
        feeds.name_itself(next(one for one in feeds.all() if one.id == unnamed), "Anzeiger")
        shown.show_rows()
        assert shown.feed.name == "Noon"
        await pilot.press("x")
        await settle(pilot)
        assert sorted(feeds.names().values()) == ["Anzeiger", "Morning", "News/Herald"]


async def test_what_is_wrong_with_a_feed_is_not_said_of_a_folder(start: Start, home: Path) -> None:
    with Library(home) as library:
        library.feeds.add("http://127.0.0.1:9/f", "Broken")
        library.feeds.add("http://127.0.0.1:9/g", "Herald", ("News",))
        list(library.update())
    async with start() as (pilot, _screen):
        await pilot.press("A")
        await settle(pilot)
        await pilot.press("j", "k")
        await pilot.pause()
        note = pilot.app.screen.query(".dialog--quiet").last(Static)
        assert "127.0.0.1" in str(note.content)
        await pilot.press("j")
        assert str(note.content) == ""
