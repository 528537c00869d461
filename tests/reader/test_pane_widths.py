"""Panes share the width at any size, are made wider and narrower, and stay so; nothing ends the reader."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from reader.layout import (
    LAYOUT_NAME,
    ScreenLayout,
    Widths,
    load_layout,
    save_layout,
)
from reader.pane_widths import ARTICLE, CONTENTS, LEAST, LIST, shared
from reader.screens.main import MainScreen
from reader.widgets.panes import visible
from tests.reader.conftest import BY_RULES, Start, screen_text, settle

WIDTHS = st.builds(Widths, st.integers(0, 1000), st.integers(0, 1000))


@given(
    st.integers(1, 1000),
    st.sampled_from([LIST, ARTICLE, CONTENTS]),
    st.booleans(),
    st.booleans(),
    WIDTHS,
)
def test_widths_add_up_and_can_be_used(
    total: int, active: int, zoomed: bool, with_contents: bool, wanted: Widths
) -> None:
    shown = visible(total, active, zoomed, with_contents)
    shares = shared(total, shown, wanted)
    assert set(shares) == shown
    assert sum(shares.values()) == total
    if len(shown) > 1:
        assert all(cells >= LEAST[pane] for pane, cells in shares.items())


def test_what_is_wanted_is_kept_to() -> None:
    everything = frozenset((LIST, ARTICLE, CONTENTS))
    assert shared(200, everything, Widths(60, 40)) == {LIST: 60, CONTENTS: 40, ARTICLE: 100}
    assert shared(120, everything, Widths(500, 500)) == {LIST: 72, CONTENTS: 18, ARTICLE: 30}


# What is kept


@pytest.mark.parametrize(
    "layout",
    [ScreenLayout(), ScreenLayout({3: Widths(40, 30), 2: Widths(0, 25)}, "nord")],
)
def test_a_layout_is_kept(tmp_path: Path, layout: ScreenLayout) -> None:
    save_layout(tmp_path / LAYOUT_NAME, layout)
    assert load_layout(tmp_path / LAYOUT_NAME) == layout
    assert [path.name for path in tmp_path.iterdir()] == [LAYOUT_NAME]
    assert (tmp_path / LAYOUT_NAME).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\x00",
        b"[]",
        b"3",
        b'{"3": 5, "theme": 7, "2": {"list": "x"}}',
        b'{"3": {"list": -4, "contents": 1e99}}',
        b'{"3": {"list": true, "contents": 99999999999999999999}}',
        b"[" * 9000,
        b"9" * 9000,
    ],
)
def test_damage_is_as_if_nothing_had_been_kept(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / LAYOUT_NAME
    path.write_bytes(data)
    assert load_layout(path) == ScreenLayout()
    save_layout(path, ScreenLayout({3: Widths(40, 30)}))
    assert load_layout(path).widths == {3: Widths(40, 30)}


def test_what_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    save_layout(tmp_path / "gone" / LAYOUT_NAME, ScreenLayout(theme="nord"))
    assert load_layout(tmp_path / "gone" / LAYOUT_NAME) == ScreenLayout()


# On the screen


def cells(screen: MainScreen) -> tuple[int, int, int]:
    """Return how wide the panes are that are shown; 0 for the others."""
    panes = screen.panes
    every = (panes.article_list, panes.article_view, panes.contents)
    shown = [pane.size.width + pane.styles.padding.width if pane.display else 0 for pane in every]
    return shown[0], shown[1], shown[2]


async def test_keys_make_the_active_pane_wider_and_narrower(start: Start) -> None:
    async with start() as (pilot, screen):
        left, middle, right = cells(screen)
        await pilot.press("ctrl+right", "ctrl+right")
        await settle(pilot)
        assert cells(screen) == (left + 4, middle - 4, right)
        await pilot.press("enter", "ctrl+right")
        await settle(pilot)
        assert cells(screen) == (left + 2, middle - 2, right)
        await pilot.press("t", "ctrl+left")
        await settle(pilot)
        assert cells(screen) == (left + 2, middle, right - 2)
        await pilot.press(*["ctrl+left"] * 30)
        await settle(pilot)
        assert cells(screen)[2] == LEAST[CONTENTS]
        await pilot.press("z", "ctrl+left", "ctrl+right")  # alone it has all
        await settle(pilot)
        assert cells(screen) == (0, 120, 0)


async def test_widths_are_kept_for_each_number_of_panes(start: Start, home: Path) -> None:
    async with start() as (pilot, screen):
        await pilot.press(*["ctrl+right"] * 3)
        await settle(pilot)
        three = cells(screen)
        await pilot.resize_terminal(90, 30)
        await settle(pilot)
        two = cells(screen)
        await pilot.press(*["ctrl+left"] * 2)
        await settle(pilot)
        assert cells(screen)[0] == two[0] - 4
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert cells(screen) == three
    assert set(json.loads((home / LAYOUT_NAME).read_text())) == {"theme", "2", "3"}
    async with start() as (pilot, screen):
        assert cells(screen) == three
        await pilot.resize_terminal(90, 30)
        await settle(pilot)
        assert cells(screen)[0] == two[0] - 4


async def test_widths_begin_as_they_are_set(start: Start) -> None:
    config = replace(BY_RULES, list_width=30, contents_width=40)
    async with start(config=config) as (_, screen):
        assert cells(screen) == (30, 50, 40)


async def drag(pilot: Pilot[None], start: tuple[int, int], *stops: tuple[int, int]) -> None:
    """Drag the mouse over the screen."""
    await pilot.mouse_down(offset=start)
    for stop in stops:
        await pilot.hover(offset=stop)
    await pilot.mouse_up(offset=stops[-1])
    await settle(pilot)


async def test_the_mouse_drags_the_edge_between_two_panes(start: Start) -> None:
    async with start() as (pilot, screen):
        before = cells(screen)
        row = screen.list.cursor
        edge = before[0] - 1
        await drag(pilot, (edge, 10), (edge + 3, 10), (edge + 9, 12))
        assert cells(screen) == (before[0] + 9, before[1] - 9, before[2])
        edge = 120 - before[2] - 1
        await drag(pilot, (edge, 10), (edge - 5, 10))
        assert cells(screen) == (before[0] + 9, before[1] - 14, before[2] + 5)
        await drag(pilot, (before[0] + 8, 4), (2, 4))
        assert cells(screen)[0] == LEAST[LIST]
        assert screen.list.cursor == row
        await drag(pilot, (119, 4), (100, 4))  # nothing is beyond the last edge
        assert cells(screen)[2] == before[2] + 5


async def test_along_the_edge_the_mouse_still_scrolls(start: Start) -> None:
    async with start(size=(120, 14)) as (pilot, screen):
        before = cells(screen)
        edge = before[0] + before[1] - 1
        await drag(pilot, (edge, 2), (edge, 5), (edge, 9))
        assert screen.view.scroll_offset.y > 0
        assert cells(screen) == before
        await pilot.click(offset=(edge, 12))
        await settle(pilot)
        assert screen.view.is_at_end


def sizes(number: int) -> list[tuple[int, int]]:
    """Return sizes of a terminal: the extremes, then others at random, but always the same."""
    some = random.Random(7)
    extremes = [(1, 1), (1000, 500), (1, 500), (1000, 1), (2, 3), (79, 24), (80, 24), (119, 5)]
    rest = number - len(extremes)
    return extremes + [(some.randint(1, 200), some.randint(1, 60)) for _ in range(rest)]


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        (("enter",), 200),
        (("slash", "d"), 8),
        (("question_mark",), 8),
        (("ctrl+p",), 8),
        (("colon", "v"), 8),
        (("backslash",), 8),
        (("t",), 8),
    ],
)
async def test_a_storm_of_sizes_is_survived(
    start: Start, keys: tuple[str, ...], number: int
) -> None:
    async with start() as (pilot, screen):
        await pilot.press(*keys)
        await pilot.pause()
        for width, height in sizes(number):
            await pilot.resize_terminal(width, height)
            for _ in range(20):
                if sum(cells(screen)) == width:
                    break
                await pilot.pause()
            assert sum(cells(screen)) == width
        await pilot.resize_terminal(120, 40)
        await pilot.press("escape")
        await pilot.pause(0.2)
        assert pilot.app.is_running
        assert "Präsident Südkoreas" in screen_text(screen)
