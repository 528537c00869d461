"""What was added after the last session is told to be new, until the next one ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from library import Library, Source, end_session, last_session
from tests.reader.conftest import Start, screen_text, settle

LATER = "Title: Später gekommen\nSource: taz\n\nDas kam danach."


def add(home: Path) -> None:
    """Add an article to the library in `home`."""
    with Library(home) as library:
        list(library.add([Source("later.txt", LATER.encode())]))


async def test_nothing_is_new_in_the_first_session(start: Start, home: Path) -> None:
    async with start() as (_, screen):
        assert "new ·" not in screen_text(screen)
    ended = last_session(home)
    assert ended is not None
    assert datetime.now(UTC) - ended < timedelta(minutes=1)


async def test_what_came_since_is_new_whether_it_is_read_or_not(start: Start, home: Path) -> None:
    async with start():
        pass
    add(home)
    async with start() as (pilot, screen):
        assert screen_text(screen).count("new ·") == 1
        assert "new · taz" in screen_text(screen)
        await pilot.press("g", "r")
        await settle(pilot)
        assert "new · taz" in screen_text(screen)
        await pilot.press("slash", *"danach", "enter")
        await settle(pilot)
        assert "new · Das kam danach." in screen_text(screen)
    async with start() as (_, screen):
        assert "new ·" not in screen_text(screen)


async def test_a_crash_leaves_it_new(start: Start, home: Path) -> None:
    end_session(home, datetime.now(UTC) - timedelta(days=1))
    before = last_session(home)
    async with start() as (_, screen):
        assert screen_text(screen).count("new ·") == 3
        assert last_session(home) == before


async def test_a_narrow_list_keeps_its_width(start: Start, home: Path) -> None:
    end_session(home, datetime(2000, 1, 1, tzinfo=UTC))
    for width in (1, 3, 8, 20):
        async with start(size=(width, 10)) as (_, screen):
            lines = screen_text(screen).split("\n")
            assert {len(line) for line in lines} == {width}
