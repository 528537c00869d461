"""What was built apart, at once: selections while reading, finds beside lists, undo in other views."""

from __future__ import annotations

from pathlib import Path

import pytest

from library import Library, Source
from reader.screens.main import MainScreen
from reader.screens.note import NoteScreen
from reader.widgets.panes import ARTICLE, LIST
from tests.reader.conftest import Start, row, screen_text, settle, toasts
from tests.reader.doing import press


def top(screen: MainScreen) -> list[str]:
    """Return the beginnings of the first lines of the article, left of where messages are."""
    return [line[:25] for line in screen_text(screen).split("\n")[1:6]]


async def test_who_reads_an_article_means_it_whatever_is_selected(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "v", "j", "enter")
        assert len(screen.selection) == 1
        assert screen.panes.active == ARTICLE
        await press(pilot, "s")
        assert [one.title[:11] for one in screen.list.headlines if one.bookmarked] == [
            "Der Haushal"
        ]
        await press(pilot, "d", "y")
        assert [one.title[:7] for one in screen.list.headlines] == ["Min Ho ", "Harbour"]
        await press(pilot, "s")
        assert [one.title[:7] for one in screen.list.headlines if one.bookmarked] == ["Min Ho "]
        await press(pilot, "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
        assert screen.bar.views == ("All 3", "Unread 3", "★ 0")


async def test_all_of_the_view_is_marked_by_who_reads_in_it(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "v", "enter", "R")
        await press(pilot, "y")
        assert screen.bar.views[1] == "Unread 0"


async def test_a_note_is_written_from_the_list_while_a_find_is_on_in_the_article(
    start: Start,
) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "enter", "slash", *"park", "enter")
        assert screen.panes.finding.is_finding
        await pilot.press("h")
        await press(pilot, "enter", "slash", *"park", "enter", "tab", "tab")
        assert screen.panes.active == LIST
        await pilot.press("N")
        await pilot.pause()
        assert isinstance(pilot.app.screen, NoteScreen)
        await press(pilot, "escape")
        await press(pilot, "tab", "N")
        assert screen.is_current
        assert screen.panes.finding.is_finding


@pytest.mark.parametrize("leave", ["d", "1", "h"])
async def test_the_article_alone_is_left_to_all_panes(start: Start, leave: str) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "enter", "z")
        assert screen.list.size.width == 0 or not screen.list.display
        await press(pilot, leave)
        assert not screen.panes.zoomed
        assert screen.list.display
        assert screen.view.display
        assert "Harbour" in screen_text(screen)


async def test_what_is_unread_again_is_listed_among_the_unread(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "2", "R")
        await press(pilot, "y", "2")
        assert len(screen.session.listing) == 0
        await press(pilot, "ctrl+z")
        assert screen.bar.views[1] == "Unread 3"
        assert len(screen.session.listing) == 3
        assert row(screen)
        assert screen.view.opened is not None


async def test_a_bookmark_that_came_back_is_listed_among_them(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "s", "j", "s", "3")
        assert len(screen.session.listing) == 2
        await press(pilot, "j", "s", "3")
        assert [one.title[:7] for one in screen.list.headlines] == ["Min Ho "]
        await press(pilot, "ctrl+z")
        assert [one.title[:7] for one in screen.list.headlines] == ["Min Ho ", "Harbour"]
        assert row(screen).startswith("Min Ho")


async def test_undo_in_a_search_for_a_tag_lists_what_has_it_again(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "T", *"strom", "enter")
        await press(pilot, "slash", *"tag:strom", "enter")
        assert len(screen.session.listing) == 1
        await press(pilot, "T", *["backspace"] * 8, "enter")
        await press(pilot, "slash", "enter")
        await settle(pilot)
        await press(pilot, "ctrl+z")
        assert [one.title[:7] for one in screen.list.headlines] == ["Min Ho "]
        assert screen.list.headlines[0].tags == ("strom",)


async def test_a_note_does_not_move_what_is_read(start: Start) -> None:
    async with start(size=(60, 12)) as (pilot, screen):
        await press(pilot, "enter", "j", "j", "j", "j", "j", "j", "j")
        before = top(screen)
        place = screen.view.place
        await press(pilot, "ctrl+n", *"eine", "enter", *"zwei", "enter", *"drei", "escape")
        assert screen.view.note == "eine\nzwei\ndrei"
        assert top(screen) == before
        assert screen.view.place == place
        await press(pilot, "ctrl+z")
        assert not screen.view.note
        assert top(screen) == before


async def test_selecting_what_is_read_stays_with_it(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "j", "enter", "v")
        assert row(screen).startswith("Harbour")
        assert screen.view.opened is not None
        assert screen.view.opened.article.title.startswith("Harbour")
        await press(pilot, "shift+down", "t", "v", "v")
        assert row(screen).startswith("Harbour")
        await press(pilot, "escape", "escape")
        assert screen.panes.active == LIST
        assert len(screen.selection) == 1
        await press(pilot, "s")
        assert [one.title[:7] for one in screen.list.headlines if one.bookmarked] == ["Harbour"]


@pytest.fixture
def addressed(tmp_path: Path) -> Path:
    """Return the folder of a library with two articles that have addresses, and one that has none."""
    folder = tmp_path / "addressed"
    heads = (
        "Title: Eins\nURL: https://example.org/1",
        "Title: Zwei",
        "Title: Drei\nURL: https://example.org/3",
    )
    with Library(folder) as library:
        for number, head in enumerate(heads):
            text = f"{head}\n\nDas ist der Text von Nummer {number}.\n"
            list(library.add([Source(f"{number}.txt", text.encode())]))
    return folder


async def test_the_addresses_of_all_that_is_selected_are_copied(
    start: Start, addressed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("reader.screens.sharing.open_address", opened.append)
    monkeypatch.setattr("reader.screens.sharing.obstacle", lambda _address: "")
    async with start(folder=addressed) as (pilot, screen):
        await press(pilot, "v", "v", "v", "y", "o")
        assert sorted(pilot.app.clipboard.split("\n")) == [
            "https://example.org/1",
            "https://example.org/3",
        ]
        assert "Copied 2 addresses." in toasts(pilot)
        assert "one at a time" in toasts(pilot)
        assert not opened
        await press(pilot, "escape")
        titles = [one.title for one in screen.list.headlines]
        await press(pilot, "g", *["j"] * titles.index("Drei"), "o", "y")
        assert opened == ["https://example.org/3"]
        assert pilot.app.clipboard == "https://example.org/3"


@pytest.mark.parametrize(("key", "end"), [("g", 0), ("home", 0), ("G", -1), ("end", -1)])
async def test_an_end_that_is_asked_for_while_a_list_is_made_is_that_of_the_new_one(
    start: Start, key: str, end: int
) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "j")
        pilot.app.simulate_key("D")
        pilot.app.simulate_key(key)
        await settle(pilot)
        assert screen.list.headlines.outline is not None
        assert screen.list.cursor == range(screen.list.row_count)[end]


async def test_where_the_cursor_is_moved_to_while_a_list_is_made_it_stays(start: Start) -> None:
    async with start() as (pilot, screen):
        titles = [headline.title for headline in screen.list.headlines]
        for key in ("D", "G", "g", "j"):
            pilot.app.simulate_key(key)
        await settle(pilot)
        assert screen.list.headlines.outline is not None
        assert row(screen) == titles[1]


@pytest.mark.parametrize("key", ["s", "r", "u", "T", "N", "d", "w", "y"])
async def test_where_no_article_is_it_is_said(start: Start, key: str) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "D", "g")
        assert screen.list.group == 0
        assert screen.list.article_row is None
        await press(pilot, key)
        assert screen.is_current
        assert toasts(pilot) == "No article here."
        assert screen.bar.views == ("All 3", "Unread 3", "★ 0")
