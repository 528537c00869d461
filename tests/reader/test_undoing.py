"""What was done is taken back step by step, exactly, and done again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.widgets import Input

from library import Library, Mark
from tests.reader.conftest import Start, row, settle, toasts
from tests.reader.doing import press, titles


async def test_everything_is_taken_back_step_by_step_and_done_again(
    start: Start, home: Path
) -> None:
    async with start() as (pilot, screen):
        title = row(screen)
        await press(pilot, "r", "s", "u", "d", "enter")  # it is bookmarked, so it is asked for
        assert title not in titles(home)
        await press(pilot, "k", "f")
        states = []
        for said in ("Here again", "Read again", "No bookmark any more", "Unread again"):
            await press(pilot, "ctrl+z")
            assert said in toasts(pilot)
            states.append((titles(home), titles(home, "is:read"), titles(home, "is:bookmarked")))
        assert row(screen) == title
        assert states == [
            (titles(home), [], [title]),
            (titles(home), [title], [title]),
            (titles(home), [title], []),
            (titles(home), [], []),
        ]
        await press(pilot, "ctrl+z")
        assert "nothing to take back" in toasts(pilot)
        for _ in range(4):
            await press(pilot, "ctrl+y")
        assert title not in titles(home)
        assert row(screen) != title
        await press(pilot, "ctrl+y")
        assert "nothing to do again" in toasts(pilot)


STEPS = 300 if "NEWSREADER_LONG" in os.environ else 20
"""Times that an article is marked read and unread."""


async def test_many_steps_are_taken_back_however_fast_the_keys(start: Start, home: Path) -> None:
    async with start() as (pilot, screen):
        title = row(screen)
        for _ in range(STEPS):
            await pilot.press("r", "u")
        await pilot.press("r", *["ctrl+z"] * (2 * STEPS + 1), "s")
        await settle(pilot)
        assert screen.list.current is not None
        assert screen.list.current.read is None
        assert titles(home, "is:read") == []
        assert titles(home, "is:bookmarked") == [title]
        await press(pilot, "ctrl+y")
        assert "nothing to do again" in toasts(pilot)


async def test_what_another_window_changed_is_left_and_said(start: Start, home: Path) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "r")
        with Library(home) as other:
            assert screen.list.current is not None
            id_ = screen.list.current.id
            other.put_back(other.mark([id_], Mark.UNREAD))
            other.mark([id_], Mark.UNREAD)
        await press(pilot, "ctrl+z")
        assert "changed elsewhere" in toasts(pilot)


async def test_searches_and_rules_are_taken_back_by_the_same_key(start: Start, home: Path) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash", *"kohle", "enter")
        await settle(pilot)
        await press(pilot, "f", "enter")
        await press(pilot, "escape", "r")
        await press(pilot, "ctrl+z", "ctrl+z")
        assert "Taken back: saving “kohle”" in toasts(pilot)
        assert screen.library.searches.all() == ()
        await press(pilot, "ctrl+y")
        assert [one.name for one in screen.library.searches.all()] == ["kohle"]
        await press(pilot, "F", "n")
        line = pilot.app.screen.query_one(Input)
        line.value = "Energie"
        await press(pilot, "enter", "escape")
        assert [one.name for one in screen.library.searches.all()] == ["Energie"]
        await press(pilot, "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+y")
        assert [one.name for one in screen.library.searches.all()] == ["Energie"]
        await press(pilot, "ctrl+z")
        assert [one.name for one in screen.library.searches.all()] == ["kohle"]
        # In its own screen the key takes back what was done there, whatever was done since.
        await press(pilot, "r", "F", "ctrl+z", "escape")
        assert screen.library.searches.all() == ()
        await press(pilot, "ctrl+z")
        assert "Unread again" in toasts(pilot)


async def test_a_change_that_fails_is_no_step(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    async with start(saves=False) as (pilot, screen):
        await press(pilot, "s")
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", fail)
            await press(pilot, "r", "d", "y")
        await settle(pilot)
        assert len(screen.list.headlines) == 3
        assert "No space left" in toasts(pilot)
        await press(pilot, "ctrl+z")
        assert "No bookmark any more" in toasts(pilot)
    assert titles(home, "is:bookmarked OR is:read") == []
    assert len(titles(home)) == 3
