"""Whole journeys through the app, key by key, and what of them is there at the next start."""

from __future__ import annotations

from pathlib import Path

import pytest

from library import Library, Mark, Unavailable, find_sources
from reader.saving import Saver
from reader.widgets.panes import ARTICLE, LIST
from tests import texts
from tests.reader.conftest import Start, row, screen_text, settle


async def test_open_move_search_bookmark_quit_and_find_it_all_again(start: Start) -> None:
    async with start(size=(120, 16)) as (pilot, screen):
        assert row(screen).startswith("Min Ho Park")
        await pilot.press("enter")
        await settle(pilot)
        assert screen.panes.active == ARTICLE
        await pilot.press(*"jjjjj")
        await settle(pilot)
        place = screen.view.place
        assert place is not None
        await pilot.press("h", "j")
        assert row(screen).startswith("Harbour")
        await pilot.press("s", "slash", *"strasse", "enter")
        await settle(pilot)
        assert row(screen).startswith("Der Haushalt")
        await pilot.press("enter")
        await settle(pilot)
        assert screen.bar.views == ("All 3", "Unread 1", "★ 1")
        await pilot.press("Q")
    async with start(size=(120, 16)) as (pilot, screen):
        assert screen.bar.views == ("All 3", "Unread 1", "★ 1")
        await pilot.press("3")
        await settle(pilot)
        assert [headline.title for headline in screen.list.headlines] == [
            "Harbour of Hamburg closes for a day"
        ]
        await pilot.press("2")
        await settle(pilot)
        assert [headline.title[:7] for headline in screen.list.headlines] == ["Harbour"]
        await pilot.press("1", "enter")
        await settle(pilot)
        assert screen.view.place == place


async def test_keys_typed_at_once_are_done_in_their_order(start: Start) -> None:
    async with start(size=(120, 14)) as (pilot, screen):
        for key in ("slash", *"kohle", "enter", "enter", "right_square_bracket", "h"):
            pilot.app.simulate_key(key)
        await settle(pilot)
        assert screen.search_line.value == "kohle"
        assert screen.panes.active == LIST
        assert screen.view.place is not None


async def test_a_change_just_before_quitting_is_kept(start: Start, home: Path) -> None:
    async with start() as (pilot, _):
        for key in ("s", "j", "r", "q"):
            pilot.app.simulate_key(key)
        await pilot.pause()
    with Library(home) as library:
        assert library.counts() == (3, 2, 1)


async def test_the_space_bar_reads_everything(start: Start) -> None:
    async with start(size=(120, 12)) as (pilot, screen):
        for _ in range(20):
            await pilot.press("space")
        await settle(pilot)
        assert screen.bar.views[1] == "Unread 0"


async def test_next_and_previous_unread_pass_over_what_is_read(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("j", "r", "k", "n")
        assert row(screen).startswith("Der Haushalt")
        await pilot.press("p")
        assert row(screen).startswith("Min Ho Park")
        await pilot.press("enter", "J")
        assert row(screen).startswith("Harbour")
        assert screen.panes.active == ARTICLE


async def test_a_row_just_read_stays_until_the_view_is_left(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("2", "enter", "h")
        await settle(pilot)
        assert len(screen.list.headlines) == 3
        await pilot.press("2")
        await settle(pilot)
        assert len(screen.list.headlines) == 2


async def test_marks_are_taken_back(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("s", "r")
        await settle(pilot)
        assert screen.bar.views == ("All 3", "Unread 2", "★ 1")
        await pilot.press("m", "u")
        await settle(pilot)
        assert screen.bar.views == ("All 3", "Unread 3", "★ 0")


async def test_a_long_list_is_loaded_behind_its_first_page(start: Start, tmp_path: Path) -> None:
    texts.write_many(tmp_path / "many", 450)
    folder = tmp_path / "long"
    with Library(folder) as library:
        list(library.add(list(find_sources([tmp_path / "many"]))))
    async with start(folder=folder) as (pilot, screen):
        assert len(screen.list.headlines) == 450
        await pilot.press("G")
        assert row(screen) == "Meldung Nummer 449"
        assert "Meldung Nummer 449" in screen_text(screen)
        await pilot.press("g", "pagedown")
        assert screen.list.cursor > 10


async def test_the_article_that_is_asked_for_is_opened(start: Start, library: Library) -> None:
    wanted = library.search("harbour")[0].id
    async with start(first=wanted) as (_, screen):
        assert screen.panes.active == ARTICLE
        assert "divers search the river" in screen_text(screen)


async def test_help_opens_and_closes(start: Start) -> None:
    async with start() as (pilot, _):
        await pilot.press("question_mark")
        assert "HelpScreen" in repr(pilot.app.screen)
        await pilot.press("j", "escape")
        assert "MainScreen" in repr(pilot.app.screen)


async def test_the_palette_does_what_it_says(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("ctrl+p")
        await settle(pilot)
        await pilot.press(*"set or remove")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert screen.bar.views[2] == "★ 1"


async def test_clicks(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.click("ArticleList", offset=(5, 2))
        assert row(screen).startswith("Harbour")
        await pilot.click("ArticleList", offset=(5, 2))
        await settle(pilot)
        assert screen.panes.active == ARTICLE
        await pilot.click("ViewBar", offset=(12, 0))
        await settle(pilot)
        assert screen.bar.current == 1


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Return the folder of a library whose list has more than one page."""
    texts.write_many(tmp_path / "many", 450)
    folder = tmp_path / "long"
    with Library(folder) as library:
        list(library.add(list(find_sources([tmp_path / "many"]))))
    return folder


async def test_an_article_beyond_the_first_page_is_opened_when_asked_for(
    start: Start, many: Path
) -> None:
    with Library(many) as library:
        wanted = library.search('title:"nummer 430"')[0].id
    async with start(folder=many, first=wanted) as (_, screen):
        assert row(screen) == "Meldung Nummer 430"
        assert screen.view.opened is not None
        assert screen.view.opened.article.id == wanted
        assert len(screen.list.headlines) == 450


async def test_a_view_holds_only_what_belongs_to_it(start: Start, many: Path) -> None:
    async with start(folder=many) as (pilot, screen):
        for key in ("1", "3", "1", "3"):
            pilot.app.simulate_key(key)
        await settle(pilot)
        assert len(screen.list.headlines) == 0


async def test_a_change_that_fails_at_the_end_is_reported(home: Path) -> None:
    saver = Saver(home)
    with Library(home) as library:
        id_ = library.search("")[0].id
    (home / "state.journal").mkdir()
    saver.mark([id_], Mark.READ)
    with pytest.raises(Unavailable):
        saver.close()
