"""Keys that follow the one that opens a dialog are the dialog's, however fast they come."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from library import Order
from reader.screens.add import AddScreen
from reader.screens.correct import CorrectScreen
from reader.widgets.panes import LIST
from tests.reader.conftest import Start, row, settle
from tests.reader.test_entity_page import choose


async def at_once(pilot: Pilot[None], *keys: str) -> None:
    """Type keys without waiting for what they do."""
    for key in keys:
        pilot.app.simulate_key(key)
    # A dialog that stays open would be waited for without an end.
    await asyncio.wait_for(settle(pilot), 20)


async def test_what_to_sort_by(start: Start) -> None:
    async with start() as (pilot, screen):
        await at_once(pilot, "backslash", "t")
        assert screen.is_current
        assert screen.session.arrangement.order is Order.TITLE
        assert screen.panes.active == LIST
        assert not screen.panes.contents.has_focus


async def test_what_to_add(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("a", "escape")
        for key in ("a", *"sjd"):
            pilot.app.simulate_key(key)
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, AddScreen)
        assert pilot.app.screen.query_one(Input).value == "sjd"
        assert screen.bar.views == ("All 3", "Unread 3", "★ 0")
        await pilot.press("escape")


async def test_the_page_of_a_name(start: Start, towns: Path) -> None:
    async with start(folder=towns) as (pilot, screen):
        await pilot.press("j", "enter")
        await choose(pilot, "Wien")
        for key in ("enter", "c"):
            pilot.app.simulate_key(key)
        for _ in range(4):
            await pilot.pause()
        assert isinstance(pilot.app.screen, CorrectScreen)
        await pilot.press("escape", "escape")
        assert screen.is_current


async def test_an_article_of_the_page_of_a_name(start: Start, towns: Path) -> None:
    async with start(folder=towns) as (pilot, screen):
        await pilot.press("j", "enter")
        await choose(pilot, "Wien")
        await at_once(pilot, "enter", "j", "enter")
        assert screen.is_current
        assert row(screen) == "Wien und Rom"
