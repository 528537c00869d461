"""Whole sittings at the reader: a morning's reading, research, and tidying up."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from library import Library, Source
from reader.screens.confirm import ConfirmScreen
from reader.screens.entity import EntityScreen
from reader.screens.main import MainScreen
from reader.screens.note import NoteScreen
from reader.screens.save import SaveScreen
from reader.screens.tags import TagsScreen
from reader.widgets.panes import ARTICLE, LIST
from tests.reader.conftest import BY_RULES, Start, row, settle
from tests.reader.test_entity_page import choose

_FILLING = "Der Rat tagte lange, und die Fischer warteten vor der Tür auf eine Antwort."


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Return the folder of a library with six articles, the newest of which is the longest."""
    folder = tmp_path / "papers"
    with Library(folder) as library:
        for number in range(6):
            lines = [
                f"{_FILLING} Das war Sitzung {line}." for line in range(40 if number == 5 else 2)
            ]
            lines[-1] += " In Wien wurde das Netz geflickt."
            text = "\n\n".join(lines)
            head = f"Title: Fischerei {number}\nDate: 2024-03-0{number + 1}\n"
            list(library.add([Source(f"{number}.txt", f"{head}\n{text}\n".encode())]))
        list(library.recognise(engine=BY_RULES.engine))
    return folder


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, one after another; a dialog that stays open is not waited for without an end."""
    await pilot.press(*keys)
    await asyncio.wait_for(settle(pilot), 30)


def listed(screen: MainScreen) -> list[str]:
    return [headline.title for headline in screen.list.headlines]


def found(folder: Path, query: str) -> list[str]:
    """Return what a library that is opened anew finds, by title."""
    with Library(folder) as library:
        return sorted(headline.title for headline in library.search(query))


async def test_a_morning_is_read_marked_and_taken_back(start: Start, papers: Path) -> None:
    async with start(folder=papers, size=(120, 24)) as (pilot, screen):
        assert row(screen) == "Fischerei 5"
        await press(pilot, "space")
        assert screen.panes.active == ARTICLE
        pages = 0
        while row(screen) == "Fischerei 5":
            before = screen.view.scroll_y
            await press(pilot, "space")
            pages += 1
            assert screen.view.scroll_y > before or row(screen) == "Fischerei 4"
            assert pages < 30
        assert pages > 2
        await press(pilot, "s", "T")
        assert isinstance(pilot.app.screen, TagsScreen)
        await press(pilot, *"meer", "enter", "N")
        assert isinstance(pilot.app.screen, NoteScreen)
        await press(pilot, *"nachfragen", "escape")
        assert screen.bar.views == ("All 6", "Unread 4", "★ 1")
        assert screen.view.note == "nachfragen"
        assert screen.view.tags == ("meer",)
        # Reading goes on, and what is taken back is taken back from there.
        await press(pilot, "n")
        assert row(screen) == "Fischerei 3"
        await press(pilot, *["ctrl+z"] * 6)
        assert screen.bar.views == ("All 6", "Unread 6", "★ 0")
        await press(pilot, "K")
        assert row(screen) == "Fischerei 4"
        assert not screen.view.note
        assert not screen.view.tags
    assert found(papers, "is:tagged") == found(papers, "is:noted") == []


async def test_research_follows_a_name_and_comes_back_to_the_place(
    start: Start, papers: Path, tmp_path: Path
) -> None:
    async with start(folder=papers, size=(120, 24)) as (pilot, screen):
        await press(pilot, "slash", *"netz", "enter")
        assert len(listed(screen)) == 6
        await press(pilot, "enter", "slash", *"sitzung 20", "enter")
        assert screen.panes.finding.is_finding
        assert screen.view.found is not None
        assert len(screen.view.found) == 1
        place = screen.view.place
        assert place is not None
        await choose(pilot, "Wien")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, EntityScreen)
        await press(pilot, "escape")
        assert screen.is_current
        assert screen.view.place == place
        assert screen.panes.finding.is_finding
        # Out of the contents, the find, the article; the search is still there.
        await press(pilot, "escape")
        assert screen.panes.active == ARTICLE
        await press(pilot, "escape")
        assert not screen.panes.finding.is_finding
        assert screen.panes.active == ARTICLE
        await press(pilot, "escape")
        assert screen.panes.active == LIST
        assert screen.session.question.query == "netz"
        await press(pilot, "f", "enter")
        assert [one.name for one in screen.session.searches] == ["netz"]
        await press(pilot, "g", "v", "v", "w")
        assert isinstance(pilot.app.screen, SaveScreen)
        target = tmp_path / "out"
        await press(pilot, "ctrl+u", *["delete"] * 200, *str(target), "enter")
        for _ in range(200):
            if pilot.app.screen is screen:
                break
            await pilot.pause(0.05)
        written = "".join(path.read_text() for path in target.rglob("*") if path.is_file())
        assert "Fischerei 5" in written
        assert "Fischerei 4" in written
        assert "Fischerei 3" not in written
        await press(pilot, "escape")
        assert not screen.selection
        assert screen.session.question.query == "netz"
        await press(pilot, "escape")
        assert not screen.session.question.query
        await press(pilot, "4")
        assert len(listed(screen)) == 6


async def test_tidying_is_taken_back_and_done_again(start: Start, papers: Path) -> None:
    async with start(folder=papers) as (pilot, screen):
        await press(pilot, "v", "v", "v", "r")
        assert screen.bar.views == ("All 6", "Unread 3", "★ 0")
        assert len(screen.selection) == 3
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await press(pilot, "y")
        assert listed(screen) == ["Fischerei 2", "Fischerei 1", "Fischerei 0"]
        assert screen.bar.views == ("All 3", "Unread 3", "★ 0")
        assert not screen.selection
        await press(pilot, "ctrl+z")
        assert screen.bar.views == ("All 6", "Unread 3", "★ 0")
        assert len(listed(screen)) == 6
        await press(pilot, "ctrl+z")
        assert screen.bar.views == ("All 6", "Unread 6", "★ 0")
        await press(pilot, "ctrl+y", "ctrl+y")
        assert screen.bar.views == ("All 3", "Unread 3", "★ 0")
        assert listed(screen) == ["Fischerei 2", "Fischerei 1", "Fischerei 0"]
    assert found(papers, "") == ["Fischerei 0", "Fischerei 1", "Fischerei 2"]
