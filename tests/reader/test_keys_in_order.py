"""Keys act in the order in which they were typed, whatever the line that has them first is waiting for."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.widget import Widget
from textual.widgets import Input

from reader.app import ReaderApp
from reader.screens.command_line import CommandLineScreen
from reader.screens.help import HelpScreen
from reader.screens.main import MainScreen
from reader.widgets.choices import Choices
from reader.widgets.panes import CONTENTS
from reader.widgets.prompt_line import PromptLine
from tests.reader.conftest import Start, settle


def post(app: App[None], *keys: str) -> None:
    """Have keys come in at once."""
    for key in keys:
        app.simulate_key(key)


def type_when_left(screen: MainScreen, key: str) -> None:
    """Have a key come in just when a line has let go of the focus, but not yet of what it held."""

    def moved(old: Widget | None, _new: Widget | None) -> None:
        if isinstance(old, PromptLine):
            screen.app.simulate_key(key)

    screen.watch(screen, "focused", moved, init=False)


async def test_keys_held_by_the_search_come_before_those_that_follow(
    start: Start, towns: Path
) -> None:
    async with start(folder=towns) as (pilot, screen):
        app = pilot.app
        assert isinstance(app, ReaderApp)
        await pilot.press("/", *"rom")
        await settle(pilot)
        type_when_left(screen, "t")
        post(app, "enter", "enter")
        await settle(pilot)
        assert screen.panes.active == CONTENTS
        assert app.waiting == 0


async def test_keys_held_by_the_find_come_before_those_that_follow(
    start: Start, parted: Path
) -> None:
    async with start(folder=parted, size=(100, 12)) as (pilot, screen):
        app = pilot.app
        assert isinstance(app, ReaderApp)
        await pilot.press("enter", "/", *"a")
        await settle(pilot)
        type_when_left(screen, "g")
        post(app, "enter", "G")
        await settle(pilot)
        assert screen.view.scroll_y == 0


@pytest.mark.parametrize("last", ["enter", "escape"])
async def test_keys_held_by_the_command_line_come_before_those_that_follow(
    start: Start, last: str
) -> None:
    async with start() as (pilot, screen):
        app = pilot.app
        assert isinstance(app, ReaderApp)
        await pilot.press("colon", *"view", "space", *"all")
        await settle(pilot)
        pop = app.pop_screen

        def popped() -> object:
            post(app, "k")
            return pop()

        app.pop_screen = popped  # type: ignore[method-assign, assignment]
        post(app, last, "G")
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
        assert screen.list.cursor == 1


async def test_a_command_that_is_typed_and_clicked_is_done_once_and_keys_go_on(
    start: Start,
) -> None:
    async with start() as (pilot, screen):
        await pilot.press("colon", *"view", "space", *"all")
        await settle(pilot)
        line = pilot.app.screen
        assert isinstance(line, CommandLineScreen)
        row = line.query_one(Choices)
        row.post_message(Choices.Chosen(row))
        pilot.app.simulate_key("enter")
        row.post_message(Choices.Chosen(row))
        await settle(pilot)
        assert isinstance(pilot.app.screen, MainScreen)
        await pilot.press("G")
        await settle(pilot)
        assert screen.list.cursor == 2


async def test_keys_held_at_the_start_come_before_those_that_follow(start: Start) -> None:
    async with start() as (pilot, screen):
        app = pilot.app
        assert isinstance(app, ReaderApp)
        app.hold_keys()
        post(app, "G")
        await pilot.pause()
        app.release_keys()
        post(app, "k")
        await settle(pilot)
        assert screen.list.cursor == 1


async def test_a_screen_above_a_command_that_is_to_be_done_gets_its_keys(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("colon", *"view", "space", *"all")
        await settle(pilot)
        app = pilot.app
        line = app.screen
        assert isinstance(app, ReaderApp)
        assert isinstance(line, CommandLineScreen)
        await app.push_screen(HelpScreen())
        row = line.query_one(Choices)
        row.post_message(Choices.Chosen(row))
        await pilot.press("x", "y")
        await settle(pilot)
        assert app.screen.query_one(Input).value == "xy"
        await pilot.press("escape")
        post(app, "G")
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
        assert screen.list.cursor == 2
        assert app.waiting == 0


@pytest.mark.parametrize("key", ["colon", "f1", "ctrl+p", "T", "/"])
async def test_a_click_where_nothing_is_takes_no_keys_away(start: Start, key: str) -> None:
    async with start() as (pilot, screen):
        await pilot.press(key)
        await settle(pilot)
        pressed = events.MouseDown(None, 126, 45, 0, 0, 1, False, False, False, 126, 45)
        pilot.app.post_message(pressed)
        await settle(pilot)
        await pilot.press("x", "question_mark")
        await settle(pilot)
        line = pilot.app.focused
        assert isinstance(line, Input)
        assert line.value.endswith("x?")
        assert len(pilot.app.screen_stack) == (1 if pilot.app.screen is screen else 2)


@pytest.mark.parametrize("opens", [("A", "a"), ("a",), ("T",)])
async def test_what_a_key_does_to_a_line_in_a_dialog_is_not_overtaken_by_letters(
    start: Start, opens: tuple[str, ...]
) -> None:
    async with start() as (pilot, _):
        for key in opens:
            await pilot.press(key)
            await settle(pilot)
        line = pilot.app.screen.query_one(Input)
        post(pilot.app, *"ab", "ctrl+u", *"cd", "home", "x")
        await settle(pilot)
        assert line.value == "xcd"
