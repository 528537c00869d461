"""An article is marked as read when the person wants it, and its row stays until the view is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from library import Library, Source
from reader.config import Config
from tests.reader.conftest import BY_RULES, Start, row
from tests.reader.doing import press, titles


async def test_a_row_just_read_stays_until_the_view_is_left(start: Start, home: Path) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "2", "enter", "h")
        assert len(screen.list.headlines) == 3
        assert len(titles(home, "is:unread")) == 2
        await press(pilot, "1", "2")
        assert len(screen.list.headlines) == 2


@pytest.mark.parametrize("read", ["open", "end", "manual"])
async def test_when_an_article_is_read_can_be_set(start: Start, home: Path, read: str) -> None:
    with Library(home) as library:
        long = "\n".join(f"Absatz {n} mit einigen Wörtern von heute." for n in range(200))
        list(library.add([Source("lang.txt", f"Ein langer Text\n{long}".encode())]))
    config = Config(engine=BY_RULES.engine, read=read)
    async with start(config=config) as (pilot, screen):
        assert row(screen) == "Ein langer Text"
        await press(pilot, "enter")
        assert len(titles(home, "is:read")) == (read == "open")
        await press(pilot, "pagedown")
        assert len(titles(home, "is:read")) == (read == "open")
        await press(pilot, "G")
        assert len(titles(home, "is:read")) == (read != "manual")
        # A short one is at its end when it is opened.
        await press(pilot, "J")
        assert len(titles(home, "is:read")) == (0 if read == "manual" else 2)
        await press(pilot, "u", "r")
        assert len(titles(home, "is:read")) == (1 if read == "manual" else 2)
