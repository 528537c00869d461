"""What the library cannot do while the reader runs is said in words; the reader goes on."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from textual.widgets import Input

from library import Library, Mark
from reader.screens.entity import EntityScreen
from tests.reader.conftest import Start, screen_text, settle, toasts
from tests.terminal import Terminal

SCRIPT = str(Path(sys.executable).with_name("newsreader"))

NEWER = b'{"schema": 99, "checksum": "", "articles": {}}\n'


def harm(home: Path, *statements: str) -> None:
    """Change the database behind the library's back."""
    with closing(sqlite3.connect(home / "library.db", isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    "keys",
    [
        ["enter"],
        ["n"],
        ["p"],
        ["J"],
        ["1"],
        ["2"],
        ["space"],
        ["slash", "d", "e", "r", "enter"],
        ["slash", "d", "escape"],
        ["s"],
        ["r"],
        ["t", "enter"],
        ["colon", "n", "e", "x", "t", "enter"],
    ],
    ids="-".join,
)
async def test_no_key_ends_the_reader_when_the_tables_are_gone(
    start: Start, home: Path, keys: list[str]
) -> None:
    async with start(saves=False) as (pilot, _):
        tables = ("mentions", "articles", "statuses", "headlines")
        harm(home, "PRAGMA foreign_keys = OFF", *(f"DROP TABLE {name}" for name in tables))
        await pilot.press("j")
        await settle(pilot)
        assert "is damaged" in toasts(pilot)
        await pilot.press(*keys)
        await settle(pilot)
        assert pilot.app.is_running
        assert pilot.app.return_code is None


async def test_an_article_that_is_damaged_is_named_and_the_others_are_read(
    start: Start, home: Path
) -> None:
    async with start() as (pilot, screen):
        harm(
            home,
            "UPDATE articles SET blocks = x'789c00' WHERE rank = (SELECT min(rank) FROM articles)",
        )
        await pilot.press("G", "enter")
        await settle(pilot)
        assert "the library is damaged" in toasts(pilot)
        await pilot.press("h", "g", "enter")
        await settle(pilot)
        assert "Präsident Südkoreas" in screen_text(screen)


async def test_rows_that_cannot_be_read_are_drawn_as_such(start: Start, home: Path) -> None:
    harm(home, "UPDATE headlines SET title = CAST(x'ff' AS TEXT)")
    async with start() as (pilot, screen):
        assert screen_text(screen).count("cannot be read") == 3
        assert "the library is damaged" in toasts(pilot)
        await pilot.press("j", "enter", "1")
        await settle(pilot)
        assert pilot.app.is_running


def test_a_library_that_cannot_be_listed_ends_the_start_in_words(home: Path) -> None:
    harm(home, "DROP INDEX unread", "ALTER TABLE headlines RENAME TO verloren")
    with Terminal([SCRIPT, "--home", str(home)]) as terminal:
        assert terminal.process.wait(10) == 2
        terminal.settle()
    assert b"is damaged (no such table: headlines" in terminal.output
    assert b"Traceback" not in terminal.output


async def test_marks_of_a_later_version_are_left_alone_while_the_reader_runs(
    start: Start, home: Path
) -> None:
    async with start(saves=False) as (pilot, screen):
        (home / "state.json").write_bytes(NEWER)
        await pilot.press("s")
        await settle(pilot)
        assert screen.bar.views[2] == "★ 0"
        assert "a later version of newsreader" in toasts(pilot)
    assert (home / "state.json").read_bytes() == NEWER


async def test_marks_of_a_later_version_are_shown_and_left_alone(start: Start, home: Path) -> None:
    with Library(home) as library:
        ids = [one.id for one in library.search("")]
    read = {ids[0]: {"read": "2024-05-17T12:00:00.000Z", "mood": 7}, ids[1]: {"read": "sometimes"}}
    newer = json.dumps({"schema": 7, "checksum": "", "articles": read}).encode()
    (home / "state.json").write_bytes(newer)
    async with start(saves=False) as (pilot, screen):
        assert "a later version of newsreader wrote your marks" in toasts(pilot)
        assert screen.bar.views == ("All 3", "Unread 2", "★ 0")
        await pilot.press("s")
        await settle(pilot)
        assert screen.bar.views[2] == "★ 0"
        assert screen.list.current is not None
        assert screen.list.current.bookmarked is None
        await pilot.press("j", "enter")
        await settle(pilot)
        assert screen.view.opened is not None
        assert screen.bar.views[1] == "Unread 2"
    assert (home / "state.json").read_bytes() == newer
    assert not (home / "state.journal").exists()


async def test_marks_that_are_damaged_are_mended_and_that_is_told_once(
    start: Start, home: Path
) -> None:
    with Library(home) as library:
        for mark in (Mark.READ, Mark.BOOKMARK):
            library.mark([library.search("")[0].id], mark)
            library.fold()
    (home / "state.json").write_bytes(b"")
    for told in (True, False):
        async with start() as (pilot, screen):
            assert screen.bar.views == ("All 3", "Unread 2", "★ 1")
            assert ("was damaged (it is empty)" in toasts(pilot)) is told


async def test_what_cannot_be_stored_from_within_is_told(start: Start, home: Path) -> None:
    async with start(saves=False) as (pilot, screen):
        harm(home, "PRAGMA user_version = 99")
        await pilot.press("a")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = str(home)
        await pilot.press("enter")
        await settle(pilot)
        assert any("a later version" in toast.message for toast in pilot.app._notifications)
        assert screen.hints.progress == ""


async def test_a_mark_that_cannot_be_saved_is_taken_back(start: Start, home: Path) -> None:
    async with start(saves=False) as (pilot, screen):
        (home / "state.journal").mkdir()
        await pilot.press("s")
        await settle(pilot)
        assert screen.bar.views[2] == "★ 0"
        assert screen.list.current is not None
        assert screen.list.current.bookmarked is None
        (toast,) = pilot.app._notifications
        assert "(Is a directory)" in toast.message


@pytest.mark.parametrize(
    "harmed",
    [
        "UPDATE articles SET blocks = x'789c00'",
        "UPDATE headlines SET title = CAST(x'ff' AS TEXT)",
        "DROP TABLE mentions",
        "DROP TABLE forms",
        "DROP TABLE named",
    ],
)
async def test_the_page_of_a_name_outlives_a_damaged_library(
    start: Start, home: Path, harmed: str
) -> None:
    async with start(saves=False) as (pilot, screen):
        entity = next(screen.library.register.known()).entity
        harm(home, "PRAGMA foreign_keys = OFF", harmed)
        pilot.app.push_screen(EntityScreen(screen.library, screen.saver, entity))
        await pilot.pause(0.2)
        page = pilot.app.screen
        assert isinstance(page, EntityScreen)
        text = screen_text(page) + toasts(pilot)
        assert "is damaged" in text or "cannot be used" in text
        for keys in (["j"], ["tab", "j", "tab"], ["c", "m", "a", "escape"], ["c", "w", "escape"]):
            for key in keys:
                await pilot.press(key)
                await pilot.pause(0.05)
        await pilot.press("ctrl+z")
        await pilot.pause(0.2)
        assert pilot.app.is_running
        assert pilot.app.return_code is None
