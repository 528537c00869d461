"""Searching within the app: every letter narrows, hits are walked, and the keys keep their turn."""

from __future__ import annotations

import pytest
from textual.screen import Screen

from reader.widgets.panes import LIST
from tests.reader.conftest import Start, row, screen_text, settle


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


async def test_a_letter_draws_what_has_changed_and_lays_out_nothing_anew(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash", *"ko")
        await settle(pilot)
        laid_out: list[Screen[object]] = []
        screen.screen_layout_refresh_signal.subscribe(screen, laid_out.append)
        await pilot.press(*"hle")
        await settle(pilot)
        assert "1 found" in screen_text(screen)
        assert not laid_out


async def test_a_query_longer_than_its_line_is_seen_at_its_end(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash")
        screen.search_line.value = "kohle " * 20
        await pilot.press(*"ende")
        await settle(pilot)
        assert "kohle ende" in screen_text(screen)
        await pilot.press("home")
        await settle(pilot)
        assert "/ kohle kohle" in screen_text(screen)


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


async def test_letters_typed_after_a_search_do_not_fall_into_it(start: Start) -> None:
    async with start() as (pilot, screen):
        for key in ("slash", *"der", "enter", "j", "s"):
            pilot.app.simulate_key(key)
        await settle(pilot)
        assert screen.search_line.value == "der"
        assert screen.list.cursor == 1
        assert screen.bar.views[2] == "★ 1"


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


@pytest.mark.parametrize("query", ["OR", "( )", " OR OR "])
async def test_a_search_without_a_word_is_told_when_it_is_accepted(
    start: Start, query: str
) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash")
        screen.search_line.value = query
        await settle(pilot)
        assert "no word" not in screen_text(screen)  # one may follow
        await pilot.press("enter")
        await settle(pilot)
        assert "There is no word to look for" in screen_text(screen)
        assert screen.search_line.has_focus
        screen.search_line.value = f"{query} lee"
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert screen.list.has_focus


@pytest.mark.parametrize("query", ["OR", "ham titel:x"])
async def test_what_is_wrong_with_a_search_stays_said_while_the_article_is_shown(
    start: Start, query: str
) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash")
        for typed in ("ham", query):
            screen.search_line.value = typed
            await pilot.pause(0.05)
        await pilot.press("enter")
        await pilot.pause(0.6)  # longer than what is listed rests before its article is shown
        await settle(pilot)
        shown = screen_text(screen)
        assert "There is no word to look for" in shown or "There is no field" in shown
        await pilot.press("escape")
        await settle(pilot)
        assert "There is no" not in screen_text(screen)


async def test_an_unreadable_search_is_not_accepted_though_another_list_is_asked_for_meanwhile(
    start: Start,
) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash")
        screen.search_line.value = "titel:x"
        await settle(pilot)
        screen._unreadable = False  # as the search that another view asks for begins
        await pilot.press("enter")
        await settle(pilot)
        assert screen.search_line.has_focus
        assert "titel" in screen_text(screen).split("\n")[0].replace("titel:x", "")


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
