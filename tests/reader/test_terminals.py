"""In real terminals: with colours, without them, and in a locale without UTF-8."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.app import ReaderApp
from reader.toasts import Notice
from tests.reader.conftest import Start, settle, toasts
from tests.terminal import Terminal

SCRIPT = str(Path(sys.executable).with_name("newsreader"))
_COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


def shown(home: Path, keys: str = "\r", **env: str) -> Terminal:
    """Return a terminal in which an article is open and what `keys` ask for was done."""
    terminal = Terminal([SCRIPT, "--home", str(home)], columns=80, rows=24, env=env)
    terminal.wait(r"Min Ho Park")
    terminal.type(keys)
    terminal.settle(0.25)  # a line to type into blinks twice a second
    return terminal


def test_colours_are_drawn_where_there_are_some(home: Path) -> None:
    with shown(home) as terminal:
        assert _COLOUR.search(terminal.output)


@pytest.mark.parametrize(
    "env", [{"NO_COLOR": "1"}, {"TERM": "xterm-mono"}, {"TERM": "vt100"}], ids=str
)
def test_no_colour_is_drawn_where_none_is_wanted_or_there_is_none(
    home: Path, env: dict[str, str]
) -> None:
    with shown(home, "/park\r\r?", **env) as terminal:
        terminal.wait("Keys")  # on a busy machine it settles in between
        assert not _COLOUR.search(terminal.output)
        assert b"\x1b[7m" in terminal.output or b";7m" in terminal.output


def test_a_locale_without_utf_8_gets_ascii_alone(home: Path) -> None:
    with shown(home, "\r?", LC_ALL="C") as terminal:
        terminal.wait(r"\+- Keys -")
        assert terminal.output.isascii()


def test_a_hundred_keys_typed_at_once_are_all_done(home: Path) -> None:
    with shown(home, "") as terminal:
        terminal.type("jk" * 49 + "js")
        terminal.wait("★ 1")
        terminal.type("Q")
        assert terminal.process.wait(10) == 0


async def test_errors_are_said_for_longer_than_results(start: Start) -> None:
    async with start() as (pilot, screen):
        app = pilot.app
        assert isinstance(app, ReaderApp)
        screen.notify("a result")
        screen.notify("[@click=app.quit]an error[/]", severity="error")
        screen.notify("a while", timeout=1)
        await settle(pilot)
        said = {one.message: one for one in app._notifications}
        assert said["a result"].timeout < said["[@click=app.quit]an error[/]"].timeout
        assert said["[@click=app.quit]an error[/]"].timeout >= 10
        assert said["a while"].timeout == 1
        assert not any(one.markup for one in app._notifications)


async def test_a_message_whose_time_ends_just_when_it_is_shown_goes_again(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as (pilot, screen):
        # What is asked first, whether its time is over, has just been answered with no.
        monkeypatch.setattr(Notice, "has_expired", False)
        monkeypatch.setattr("reader.toasts._MOMENT", 1.0)  # so that it is seen on a busy machine
        screen.notify("too late", timeout=-0.001)
        await until(pilot, lambda: toasts(pilot) == "too late")
        monkeypatch.undo()
        await until(pilot, lambda: not toasts(pilot))
        await pilot.press("j")
        assert screen.list.cursor == 1


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    for _ in range(100):
        if holds():
            return
        await pilot.pause(0.05)
    raise AssertionError("it never came")


async def test_a_dialog_that_is_answered_when_all_is_closed_is_no_mistake(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.app.pop_screen()
        assert pilot.app.screen is screen
        await pilot.press("s")
        await settle(pilot)
        assert pilot.app.is_running
