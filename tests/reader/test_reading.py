"""Reading: where one is, skimming, and the place that is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.geometry import Region
from textual.widget import Widget

from library import (
    TITLE_BLOCK,
    Entity,
    EntityKind,
    Hit,
    Mention,
    Place,
)
from reader.opened import Opened
from reader.widgets.article_list import ArticleList
from tests.reader.conftest import Start, screen_text, settle
from tests.reader.parted import bar, choose


async def test_the_position_is_told_in_percent_and_time(start: Start, parted: Path) -> None:
    async with start(folder=parted, size=(120, 20)) as (pilot, screen):
        await pilot.press("enter")
        await settle(pilot)
        assert " 0 % · 2 min left " in bar(screen)
        seen = []
        for _ in range(3):
            await pilot.press("pagedown")
            await settle(pilot)
            seen.append(int(screen.view.position.split(" %")[0].split("· ")[-1]))
        assert seen == sorted(set(seen))
        assert 0 < seen[0] < seen[-1] < 100
        await pilot.press("G")
        await settle(pilot)
        assert bar(screen).endswith(" 100 % ")
        await pilot.press("k")
        await settle(pilot)
        assert " 99 % · 1 min left " in bar(screen)


async def test_scrolling_leaves_all_else_as_it_is_drawn(start: Start, parted: Path) -> None:
    async with start(folder=parted) as (pilot, screen):
        await pilot.press("enter")
        await settle(pilot)
        drawn = list[Widget]()

        def watched(widget: Widget) -> Callable[..., Widget]:
            refresh = widget.refresh

            def refreshed(*arguments: Any, **options: Any) -> Widget:
                drawn.append(widget)
                return refresh(*arguments, **options)

            return refreshed

        for widget in (screen.list, screen.bar, screen.found):
            setattr(widget, "refresh", watched(widget))  # noqa: B010 - no more than watched
        await pilot.press("j", "j", "pagedown")
        await settle(pilot)
        assert screen.view.scroll_y > 0
        assert drawn == []


async def test_going_to_the_article_draws_no_more_than_the_cursor_of_the_list(
    start: Start, parted: Path
) -> None:
    async with start(folder=parted) as (pilot, screen):
        await pilot.press("enter", "escape")
        await settle(pilot)
        drawn = list[tuple[type[Widget], tuple[Region, ...]]]()

        def watched(widget: Widget) -> Callable[..., None]:
            set_dirty = widget._set_dirty

            def noted(*regions: Region) -> None:
                drawn.append((type(widget), regions))
                set_dirty(*regions)

            return noted

        for widget in (screen, screen.list, screen.view, screen.panes.contents):
            setattr(widget, "_set_dirty", watched(widget))  # noqa: B010 - no more than watched
        cursor = Region(0, 0, screen.list.size.width, 2)
        await pilot.press("enter")
        await settle(pilot)
        assert screen.view.has_focus
        assert drawn == [(ArticleList, (cursor,))]
        await pilot.press("escape")
        await settle(pilot)
        assert screen.list.has_focus
        assert drawn == [(ArticleList, (cursor,))] * 2


async def test_skimming_shows_first_sentences_with_their_names_and_comes_back(
    start: Start, parted: Path
) -> None:
    async with start(folder=parted, size=(120, 24)) as (pilot, screen):
        await pilot.press("enter", "]", "]", "j", "j", "j", "j")
        await settle(pilot)
        place, y = screen.view.place, screen.view.scroll_y
        assert "Müller" in screen_text(screen)
        await pilot.press("S")
        await settle(pilot)
        text = screen_text(screen)
        assert "· In Wien prüfen sie am 5. September die" in text
        assert "Straße. …" in text
        assert "Dr. Müller kam" not in text
        assert screen.view.place == place
        await pilot.press("S")
        await settle(pilot)
        assert (screen.view.place, screen.view.scroll_y) == (place, y)


async def test_who_reads_on_skimming_goes_on_from_there(start: Start, parted: Path) -> None:
    async with start(folder=parted, size=(120, 16)) as (pilot, screen):
        await pilot.press("enter", "S", "]", "]", "]")
        await settle(pilot)
        place = screen.view.place
        assert place is not None
        assert place.block == 14
        await pilot.press("S")
        await settle(pilot)
        assert screen.view.place == place


async def test_what_leads_to_a_place_that_is_left_out_ends_skimming(
    start: Start, parted: Path
) -> None:
    async with start(folder=parted) as (pilot, screen):
        await pilot.press("enter", "S")
        choose(screen, "Wien")
        await pilot.press("}")
        await settle(pilot)
        assert screen.view.skimmed
        choose(screen, "Rom")
        await settle(pilot)
        await pilot.press("}")
        await settle(pilot)
        assert not screen.view.skimmed
        assert "Rom 1/30" in bar(screen)


async def test_finding_looks_in_all_and_skims_on_afterwards(start: Start, parted: Path) -> None:
    async with start(folder=parted) as (pilot, screen):
        await pilot.press("enter", "S", "/", *"mehr")
        await settle(pilot)
        assert "1 of 30" in screen_text(screen)
        assert not screen.view.skimmed
        await pilot.press("escape")
        await settle(pilot)
        assert screen.view.skimmed
        assert screen.view.scroll_y == 0


@pytest.mark.parametrize("skimmed", [False, True])
async def test_the_place_survives_a_restart(start: Start, parted: Path, skimmed: bool) -> None:
    async with start(folder=parted, size=(120, 20)) as (pilot, screen):
        await pilot.press("enter", *("S" if skimmed else ""), "]", "]", "]", "j", "j")
        await settle(pilot)
        place = screen.view.place
        assert place is not None
    async with start(folder=parted, size=(90, 20)) as (pilot, screen):
        await pilot.press("enter")
        await settle(pilot)
        assert screen.view.place == place
        assert screen.view._layout is not None
        assert screen.view.scroll_offset.y == screen.view._layout.line_of(place)


async def test_the_place_does_not_drift_from_width_to_width(start: Start, parted: Path) -> None:
    async with start(folder=parted, size=(120, 20)) as (pilot, screen):
        await pilot.press("enter", "]", "]", *("j" * 5))
        await settle(pilot)
        place, y = screen.view.place, screen.view.scroll_y
        for width, height in ((50, 20), (61, 9), (1, 1), (1000, 200), (33, 12), (120, 20)):
            await pilot.resize_terminal(width, height)
            await settle(pilot)
            assert screen.view.place == place
        for _ in range(100):
            if screen.view.scroll_y == y:
                break
            await pilot.pause(0.05)
        assert screen.view.scroll_y == y


async def test_the_width_of_the_column_can_be_set(start: Start, parted: Path) -> None:
    async with start(folder=parted) as (pilot, screen):
        await pilot.press("enter", "z", "]", "]")
        await settle(pilot)
        place = screen.view.place
        screen.view.max_width = 30
        await settle(pilot)
        assert screen.view.place == place
        lines = [screen.view.text_line(number, 110).text.strip() for number in range(40)]
        assert 20 < max(map(cell_len, lines)) <= 30


async def test_marks_in_wide_text_keep_their_cells(start: Start) -> None:
    text = "日本の首相 👩🏽‍💻 e\u0301te\u0301 Wien 김정은 Ende"
    seoul = Entity(EntityKind.PLACE, "Wien", "place/x")
    async with start() as (pilot, screen):
        opened = screen.view.opened
        assert opened is not None
        block = opened.article.blocks[0]
        made = replace(opened.article, blocks=(replace(block, text=text, links=()),))
        wien, eye = text.index("Wien"), text.index("💻")
        screen.view.opened = Opened(
            made,
            (Mention(seoul, 0, wien, wien + 4),),
            # It begins within what is drawn as one sign.
            (Hit(made.id, 0, eye, eye + 1),),
        )
        await settle(pilot)
        layout = screen.view._layout
        assert layout is not None
        number = layout.line_of(Place(0, 0))
        strip = screen.view.text_line(number, 60)
        parts = [segment.text for segment in strip]
        assert "👩🏽‍💻" in parts
        assert "Wien" in parts
        assert "".join(parts).strip() == text
        assert sum(map(cell_len, parts)) == cell_len("".join(parts))


async def test_the_title_and_a_text_of_one_letter_are_survived(start: Start, parted: Path) -> None:
    async with start(folder=parted, size=(1, 3)) as (pilot, screen):
        await pilot.press("enter", "S", "}", "]", "e", "/", "a", "enter", "n", "escape", "S")
        await settle(pilot)
        assert screen.view.place is None or screen.view.place.block >= TITLE_BLOCK


async def test_what_goes_on_is_parted_from_what_is_left_of_the_article(start: Start) -> None:
    async with start((60, 24)) as (pilot, screen):
        screen.hints.progress = "Storing 3 of 9 · 5/s"
        await settle(pilot)
        # The list stands there alone.
        assert screen_text(screen).splitlines()[-1].endswith(" Storing 3 of 9 · 5/s ")
        await pilot.press("enter")
        await settle(pilot)
        told = screen_text(screen).splitlines()[-1]
        assert "Storing 3 of 9 │ " in told
        assert told.endswith(("min left ", "100 % "))
        await pilot.press("h")
        await settle(pilot)
        assert "left" not in screen_text(screen).splitlines()[-1]
