"""Where a search finds nothing, the list says what may have been meant, and one key takes it."""

from __future__ import annotations

import time

import pytest

from library import Library
from library.store.reading import Found
from reader.widgets.panes import LIST
from tests.reader.conftest import Start, row, screen_text, settle


async def test_tab_takes_what_was_suggested(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash", *"hausahlt")
        await settle(pilot)
        assert "Did you mean" in screen_text(screen)
        assert "Haushalt" in screen_text(screen)
        await pilot.press("tab")
        await settle(pilot)
        assert screen.search_line.value == "Haushalt"
        assert row(screen).startswith("Der Haushalt")
        assert "Did you mean" not in screen_text(screen)
        await pilot.press("enter")
        await settle(pilot)
        assert screen.panes.active == LIST


async def test_a_word_within_others_is_suggested(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash", *"aushalt")
        await settle(pilot)
        assert "*aushalt*" in screen_text(screen)


async def test_nothing_is_suggested_for_what_is_like_nothing(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash", *"xyzzyxyzzy")
        await settle(pilot)
        assert "Nothing found" in screen_text(screen)
        assert "Did you mean" not in screen_text(screen)
        await pilot.press("tab")
        await settle(pilot)
        assert screen.search_line.value == "xyzzyxyzzy"


@pytest.mark.parametrize("hostile", ["[/]hausahlt", "[@click=app.quit]x[/]", "\u202ehausahlt"])
async def test_what_was_typed_is_shown_as_it_is(start: Start, hostile: str) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash")
        screen.search_line.value = hostile
        await settle(pilot)
        assert "Nothing found" in screen_text(screen)
        assert "\u202e" not in screen.list.message


async def test_a_search_that_takes_too_long_says_so(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    find_in_time = Library.find_in_time

    def slow(library: Library, *arguments: object, **named: object) -> Found:
        found = find_in_time(library, *arguments, **named)  # type: ignore[arg-type]
        time.sleep(0.01)
        return Found(found.keys[:1], complete=False)

    async with start() as (pilot, screen):
        monkeypatch.setattr(Library, "find_in_time", slow)
        await pilot.press("slash", *"der")
        await settle(pilot)
        assert "1+ found, stopped after 5 s" in screen_text(screen)
        assert len(screen.list.headlines) == 1
