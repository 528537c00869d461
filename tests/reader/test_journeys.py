"""Whole journeys through the app, key by key, and what of them is there at the next start."""

from __future__ import annotations

from pathlib import Path

import pytest

from library import Library, Mark, Unavailable, find_sources
from reader.saving import Saver
from reader.widgets.panes import ARTICLE, CONTENTS, LIST
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


async def test_the_place_survives_another_width(start: Start) -> None:
    async with start(size=(120, 12)) as (pilot, screen):
        await pilot.press("enter", "right_square_bracket")
        await settle(pilot)
        place = screen.view.place
        assert place is not None
        heading = screen.view.opened.article.blocks[place.block].text  # type: ignore[union-attr]
        assert heading.startswith("Vereinigte Staaten")
        await pilot.resize_terminal(60, 12)
        await settle(pilot)
        assert screen.view.place is not None
        assert screen.view.place.block == place.block


async def test_an_article_shows_its_sections_and_names(start: Start) -> None:
    async with start() as (_, screen):
        text = screen_text(screen)
        assert "CONTENTS" in text
        assert "Vereinigte Staaten: S" in text
        entries = {entry.text: entry.count for entry in screen.panes.contents.entries}
        assert entries["Südkorea"] == 6
        assert entries["Almaty"] == 2
        assert entries["3. bis 6. Oktober"] == 1
        assert entries["March 9, 2017"] == 1
        assert entries["@Park_amtlich"] == 1
        assert "▎ — Min-ho Park (박민호)" in text


async def test_contents_are_walked_and_lead_into_the_text(start: Start) -> None:
    async with start(size=(120, 14)) as (pilot, screen):
        await pilot.press("t")
        assert screen.panes.active == CONTENTS
        await pilot.press("j", "enter")
        await settle(pilot)
        assert screen.panes.active == ARTICLE
        assert "Vereinigte Staaten: Südkorea und" in screen_text(screen)
        await pilot.press("t", "t")
        assert screen.panes.active == ARTICLE
        assert not screen.panes.contents.display


async def test_search_narrows_with_every_letter_and_ends_with_escape(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash", *"ham")
        await settle(pilot)
        assert row(screen).startswith("Harbour")
        assert "1 of 2 · 1 found" in screen_text(screen)
        await pilot.press(*"let")
        await settle(pilot)
        assert not screen.list.headlines
        assert "Nothing found" in screen_text(screen)
        await pilot.press("escape")
        await settle(pilot)
        assert len(screen.list.headlines) == 3
        assert screen.panes.active == LIST


async def test_hits_are_walked_in_a_circle(start: Start) -> None:
    async with start(size=(120, 12)) as (pilot, screen):
        await pilot.press("slash", *"kohle", "enter", "enter")
        await settle(pilot)
        assert screen.view.opened is not None
        assert len(screen.view.opened.hits) == 5
        assert "1 of 5" in screen_text(screen)
        seen = []
        for _ in range(5):
            await pilot.press("n")
            seen.append(screen.view.hit)
        assert seen == [1, 2, 3, 4, 0]
        await pilot.press("N")
        assert screen.view.hit == 4
        assert "5 of 5" in screen_text(screen)


async def test_a_search_stays_within_the_view(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("enter", "h", "2", "slash", *"der", "enter")
        await settle(pilot)
        assert [headline.title[:11] for headline in screen.list.headlines] == ["Der Haushal"]


async def test_a_query_that_cannot_be_read_leaves_the_list_alone(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash")
        screen.search_line.value = "titel:kohle"
        await settle(pilot)
        assert len(screen.list.headlines) == 3
        assert "Did you mean “title”?" in screen_text(screen)


async def test_keys_typed_at_once_are_done_in_their_order(start: Start) -> None:
    async with start(size=(120, 14)) as (pilot, screen):
        for key in ("slash", *"kohle", "enter", "enter", "right_square_bracket", "h"):
            pilot.app.simulate_key(key)
        await settle(pilot)
        assert screen.search_line.value == "kohle"
        assert screen.panes.active == LIST
        assert screen.view.place is not None


async def test_letters_typed_after_a_search_do_not_fall_into_it(start: Start) -> None:
    async with start() as (pilot, screen):
        for key in ("slash", *"der", "enter", "j", "s"):
            pilot.app.simulate_key(key)
        await settle(pilot)
        assert screen.search_line.value == "der"
        assert screen.list.cursor == 1
        assert screen.bar.views[2] == "★ 1"


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


@pytest.mark.parametrize(
    ("width", "shown"),
    [(120, (True, True, True)), (80, (True, True, False)), (60, (True, False, False))],
)
async def test_panes_by_width(start: Start, width: int, shown: tuple[bool, bool, bool]) -> None:
    async with start(size=(width, 24)) as (_, screen):
        panes = screen.panes
        assert (
            panes.article_list.display,
            panes.article_view.display,
            panes.contents.display,
        ) == shown


async def test_tab_and_zoom(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("tab")
        assert screen.panes.active == ARTICLE
        await pilot.press("z")
        assert not screen.panes.article_list.display
        await pilot.press("z", "tab", "tab")
        assert screen.panes.active == LIST
        assert screen.panes.article_list.display


async def test_entity_marks_are_taken_away(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("e")
        assert not screen.view.marked


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
        await pilot.press("colon")
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


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (20, 5), (79, 24), (300, 100)])
async def test_any_size_is_survived(start: Start, size: tuple[int, int]) -> None:
    async with start() as (pilot, screen):
        await pilot.resize_terminal(*size)
        await pilot.press("enter", "j", "t", "tab", "h")
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert "Min Ho Park" in screen_text(screen)


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


async def test_the_first_hit_is_in_view_when_an_article_opens(start: Start) -> None:
    async with start(size=(120, 10)) as (pilot, screen):
        await pilot.press("slash", *"winter", "enter", "enter")
        await settle(pilot)
        assert "1 of 1" in screen_text(screen)
        assert "Winter bringen" in screen_text(screen)
        await pilot.press("g", "n")
        await settle(pilot)
        assert "Winter bringen" in screen_text(screen)


async def test_a_search_leaves_the_place_alone(start: Start) -> None:
    async with start(size=(120, 10)) as (pilot, screen):
        await pilot.press("enter", "right_square_bracket", "h", "j")
        await settle(pilot)
        await pilot.press("slash", *"winter", "enter", "enter", "h", "escape", "j", "k")
        await settle(pilot)
        place = screen.library.status(screen.list.headlines[0].id).place
        assert place is not None
        assert place.block == 4


async def test_editing_keys_keep_their_turn_in_the_search_line(start: Start) -> None:
    async with start() as (pilot, screen):
        for key in ("slash", *"kolhe", "backspace", "backspace", *"lee", "backspace", "left", "h"):
            pilot.app.simulate_key(key)
        await settle(pilot)
        assert screen.search_line.value == "kollhe"


async def test_the_active_pane_is_the_one_with_the_keys(start: Start) -> None:
    async with start() as (pilot, screen):
        for key in ("enter", "h"):
            pilot.app.simulate_key(key)
        await settle(pilot)
        assert screen.panes.active == LIST
        assert screen.focused is screen.list


async def test_an_unreadable_search_is_not_accepted(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash")
        screen.search_line.value = "titel:x"
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert screen.search_line.has_focus
        await pilot.press("escape")
        await settle(pilot)
        assert screen.list.has_focus


async def test_a_change_that_fails_at_the_end_is_reported(home: Path) -> None:
    saver = Saver(home)
    with Library(home) as library:
        id_ = library.search("")[0].id
    (home / "state.journal").mkdir()
    saver.mark([id_], Mark.READ)
    with pytest.raises(Unavailable):
        saver.close()
