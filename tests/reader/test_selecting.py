"""Several articles are selected, or marked at once, and that is one step."""

from __future__ import annotations

from pathlib import Path

import pytest

from library import Library, Source
from reader.screens.confirm import ConfirmScreen
from tests import texts
from tests.reader.conftest import Start, row, screen_text, settle, toasts
from tests.reader.doing import press, titles


async def test_selected_rows_are_acted_on_together(start: Start, home: Path) -> None:
    async with start() as (pilot, screen):
        first, second, third = titles(home)
        await press(pilot, "v", "v")
        assert row(screen) == third
        assert screen_text(screen).count("✓") == 2
        assert "2 selected" in screen_text(screen)
        await press(pilot, "r")
        assert "2 articles are read now" in toasts(pilot)
        assert titles(home, "is:read") == [first, second]
        await press(pilot, "s")
        assert titles(home, "is:bookmarked") == [first, second]
        await press(pilot, "s")
        assert titles(home, "is:bookmarked") == []
        await press(pilot, "T", *"neu", "enter")
        assert titles(home, "tag:neu") == [first, second]
        await press(pilot, "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
        assert titles(home, "is:read OR is:bookmarked OR is:tagged") == []
        await press(pilot, "escape")
        assert "✓" not in screen_text(screen)
        assert "selected" not in screen_text(screen)


async def test_a_selection_is_extended_and_taken_back_by_rows(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "shift+down", "shift+down")
        assert len(screen.selection) == 3
        await press(pilot, "shift+up")
        assert len(screen.selection) == 2
        await press(pilot, "v")
        assert len(screen.selection) == 1
        await press(pilot, "2")
        assert len(screen.selection) == 0
        assert "✓" not in screen_text(screen)


async def test_a_whole_group_is_selected_by_its_heading(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "D", "g", "v")
        group = screen.list.headlines.outline
        assert group is not None
        assert len(screen.selection) == group.group(0).articles


async def test_all_in_a_view_are_marked_and_taken_back_exactly(start: Start, home: Path) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "j", "r")
        marked = titles(home, "is:read")
        await press(pilot, "R")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await press(pilot, "n")
        assert titles(home, "is:read") == marked
        await press(pilot, "R", "enter")
        assert titles(home, "is:unread") == []
        assert "Unread 0" in screen_text(screen)
        await press(pilot, "R")
        assert "Nothing unread" in toasts(pilot)
        await press(pilot, "ctrl+z")
        assert "2 articles are unread again" in toasts(pilot)
        assert titles(home, "is:read") == marked
        assert "Unread 2" in screen_text(screen)


@pytest.mark.parametrize(
    ("keys", "read"), [(("G", "less_than_sign"), [0, 1]), (("greater_than_sign",), [1, 2])]
)
async def test_all_above_and_below_are_marked(
    start: Start, home: Path, keys: tuple[str, ...], read: list[int]
) -> None:
    async with start() as (pilot, _):
        every = titles(home)
        await press(pilot, *keys)
        await press(pilot, "y")
        assert titles(home, "is:read") == [every[number] for number in read]
        await press(pilot, "ctrl+z")
        assert titles(home, "is:read") == []


async def test_one_alone_is_not_asked_for(start: Start, home: Path) -> None:
    async with start() as (pilot, _):
        every = titles(home)
        await press(pilot, "j", "less_than_sign")
        assert titles(home, "is:read") == every[:1]


async def test_what_a_search_found_is_marked_alone_in_groups_too(start: Start, home: Path) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash", *"straße", "enter")
        await settle(pilot)
        found = titles(home, "straße")
        await press(pilot, "D", "R")
        assert titles(home, "is:read") == found  # one alone
        outline = screen.list.headlines.outline
        assert outline is not None
        assert [outline.group(n).unread for n in range(outline.groups)] == [0]


async def test_many_are_marked_beside_the_screen(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.screens.marking.FEW", 5)
    monkeypatch.setattr("reader.screens.undoing.FEW", 5)
    home = tmp_path / "many"
    texts.write_many(tmp_path / "in", 12)
    with Library(home) as library:
        list(
            library.add(
                [
                    Source(f"{n}", p.read_bytes())
                    for n, p in enumerate(sorted((tmp_path / "in").iterdir()))
                ]
            )
        )
    async with start(folder=home) as (pilot, screen):
        await press(pilot, "r", "R", "y")
        assert "11 articles are read now" in toasts(pilot)
        assert titles(home, "is:unread") == []
        assert all(one.read for one in screen.list.headlines)
        await press(pilot, "ctrl+z")
        assert len(titles(home, "is:read")) == 1
        assert sum(one.read is not None for one in screen.list.headlines) == 1
        await press(pilot, *["shift+down"] * 8, "s")
        assert len(titles(home, "is:bookmarked")) == 9
        await press(pilot, "d", "y")
        assert len(titles(home)) == 3
        assert len(screen.list.headlines) == 3
        await press(pilot, "ctrl+z")
        assert len(titles(home)) == 12
        assert len(screen.list.headlines) == 12


async def test_of_very_many_it_is_asked_before_they_are_counted(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.screens.marking.COUNTED_AT_ONCE", 2)
    async with start() as (pilot, _):
        await press(pilot, "r")
        await pilot.press("R")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        for _ in range(100):
            await pilot.pause(0.02)
            if "2 articles" in str(pilot.app.screen._question.content):
                break
        else:
            raise AssertionError("not counted")
        await pilot.press("n")
        await settle(pilot)
        assert len(titles(home, "is:read")) == 1
        await pilot.press("R", "y", "ctrl+z", "R", "enter")
        await settle(pilot)
        assert len(titles(home, "is:read")) == 3
