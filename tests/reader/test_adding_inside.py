"""Articles are added from within the reader, which goes on meanwhile."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from library import Counts, Library
from reader.screens.add import AddScreen, StoringScreen
from tests import texts
from tests.reader.conftest import Start, row, screen_text, settle, toasts
from tests.terminal import Terminal

SCRIPT = str(Path(sys.executable).with_name("newsreader"))


async def add(pilot: Pilot[None], path: Path | str) -> None:
    """Open the dialog, and store what `path` names."""
    await pilot.press("a")
    await pilot.pause()
    assert isinstance(pilot.app.screen, AddScreen)
    pilot.app.screen._line.value = str(path)
    await pilot.press("enter")
    await pilot.pause()


def shown(pilot: Pilot[None]) -> str:
    """Return what the dialog says."""
    return "\n".join(str(static.content) for static in pilot.app.screen.query(Static))


async def test_a_folder_is_stored_and_listed(start: Start, tmp_path: Path) -> None:
    texts.write_many(tmp_path / "new", 30)
    (tmp_path / "new" / "[@click=app.quit]\x1b.bin").write_bytes(b"\x7fELF" + bytes(100))
    async with start() as (pilot, screen):
        await pilot.press("j")
        here = row(screen)
        await add(pilot, tmp_path / "new")
        await settle(pilot)
        assert screen.bar.views[0] == "All 33"
        assert len(screen.list.headlines) == 33
        assert row(screen) == here
        assert "30 stored, 1 refused" in screen_text(screen)
        assert screen.hints.progress == ""
        await pilot.press("a")
        await pilot.pause()
        assert "[@click=app.quit]␛.bin: is binary, not text" in shown(pilot)
        await pilot.press("escape")
        await add(pilot, tmp_path / "new" / "0003.txt")
        await settle(pilot)
        assert "1 known" in screen_text(screen)


async def test_what_does_not_exist_is_told(start: Start, tmp_path: Path) -> None:
    async with start() as (pilot, screen):
        await add(pilot, tmp_path / "gone.txt")
        await settle(pilot)
        assert "1 refused. " in screen_text(screen)
        await pilot.press("a")
        await pilot.pause()
        assert "gone.txt: cannot be read (No such file or directory)" in shown(pilot)
        # What was typed is there to be put right.
        screen_above = pilot.app.screen
        assert isinstance(screen_above, AddScreen)
        assert screen_above.typed == str(tmp_path / "gone.txt")
        (tmp_path / "gone.txt").write_text("Doch da\n\nEin Text, der doch da ist.\n")
        await pilot.press("enter")
        await settle(pilot)
        assert "1 stored" in screen_text(screen)
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AddScreen)
        assert pilot.app.screen.typed == ""
        await pilot.press("enter")
        await settle(pilot)
        assert screen.is_current


async def test_reading_goes_on_meanwhile_and_it_can_be_stopped(
    start: Start, tmp_path: Path
) -> None:
    texts.write_many(tmp_path / "new", 6_000)
    async with start() as (pilot, screen):
        await add(pilot, tmp_path / "new")
        while " of 6,000" not in screen.hints.progress:
            await pilot.pause(0.05)
        assert "/s ·" in screen.hints.progress
        await pilot.press("enter")
        await pilot.pause()
        assert "Präsident Südkoreas" in screen_text(screen)
        assert screen.hints.progress
        # What comes behind it has no room where something is not saved yet.
        begun = screen.hints.progress.partition(" · ")[0]
        assert begun in screen_text(screen).splitlines()[-1]
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(pilot.app.screen, StoringScreen)
        assert "Storing" in shown(pilot)
        await pilot.press("x")
        while screen.hints.progress:
            await pilot.pause(0.05)
        while not (told := toasts(pilot)):
            await pilot.pause(0.05)
        await settle(pilot)
        stored = screen.library.counts().articles
        assert 3 < stored < 6_003
        assert f"Stopped: {stored - 3:,} stored." in told
        # The article that is read stays where it is.
        assert row(screen).startswith("Min Ho Park")


async def test_a_search_is_left_alone(start: Start, tmp_path: Path) -> None:
    texts.write_many(tmp_path / "new", 5)
    async with start() as (pilot, screen):
        await pilot.press("slash", *"kohle", "enter")
        await settle(pilot)
        await add(pilot, tmp_path / "new")
        await settle(pilot)
        assert len(screen.list.headlines) == 1
        assert screen.bar.views[0] == "All 8"


async def test_a_path_is_completed(start: Start, tmp_path: Path) -> None:
    (tmp_path / "Meine Artikel").mkdir()
    async with start() as (pilot, _):
        await pilot.press("a")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, AddScreen)
        screen._line.value = f"{tmp_path}{os.sep}Mei"
        screen._line.action_end()
        while not screen._line._suggestion:
            await pilot.pause(0.02)
        await pilot.press("tab")
        assert screen._line.value == f"{tmp_path}{os.sep}Meine Artikel/"


def test_quitting_in_the_midst_of_it_keeps_what_is_stored(home: Path, tmp_path: Path) -> None:
    texts.write_many(tmp_path / "new", 4000)
    with Terminal([SCRIPT, "--home", str(home)]) as terminal:
        terminal.wait("● Min Ho Park")
        terminal.type("a")
        terminal.wait("Enter stores")
        terminal.type(f"{tmp_path / 'new'}\r")
        terminal.wait(r"Storing [\d,]+ of 4,000")
        terminal.type("Q")
        assert terminal.process.wait(10) == 0
        terminal.settle()
    assert b"xception" not in terminal.output
    assert b"closed" not in terminal.output
    with Library(home) as library:
        stored = library.counts().articles
        assert 3 < stored < 4003
        assert library.search("meldung archiv")[0].title.startswith("Meldung")


def test_the_first_of_ones_own_replace_the_welcome_library(tmp_path: Path) -> None:
    texts.write_articles(tmp_path / "in")
    with Terminal([SCRIPT, "--home", str(tmp_path / "home")]) as terminal:
        terminal.wait("Welcome to newsreader")
        terminal.type("a")
        terminal.wait("Enter stores")
        terminal.type(f"{tmp_path / 'in'}\r")
        terminal.wait("All 3")
        terminal.wait("3 stored")
        terminal.wait("Präsident Südkoreas")
        terminal.type("Q")
        assert terminal.process.wait(10) == 0
    with Library(tmp_path / "home") as library:
        assert library.counts() == Counts(3, 3, 0)  # none of them was opened
