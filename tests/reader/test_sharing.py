"""`|` gives the article to a command, `o` opens its address and `y` copies it."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input

from library import Library, Source
from reader.screens.main import MainScreen
from reader.screens.pipe import OutputScreen, PipeScreen
from reader.widgets.output_view import OutputView
from tests.reader.conftest import Start, row, screen_text, settle, toasts
from tests.reader.test_piping import is_running
from tests.reader.test_saving_as import button, screen_text_of
from tests.terminal import Terminal
from tests.texts import HOSTILE

SCRIPT = str(Path(sys.executable).with_name("newsreader"))


async def pipe(pilot: Pilot[None], line: str) -> OutputScreen:
    """Give the article to a command, and wait until it has ended."""
    await begin(pilot, line)
    screen = pilot.app.screen
    assert isinstance(screen, OutputScreen)
    await over(pilot, screen)
    return screen


async def begin(pilot: Pilot[None], line: str) -> None:
    """Type a command, and run it."""
    await pilot.press("vertical_line")
    await pilot.pause()
    assert isinstance(pilot.app.screen, PipeScreen)
    pilot.app.screen.query_one(Input).value = line
    await pilot.pause()
    await pilot.press("enter")
    await shown_or_told(pilot)


async def shown_or_told(pilot: Pilot[None]) -> None:
    """Wait until the command is run, or it is told why it is not."""
    while True:
        await pilot.pause(0.01)
        screen = pilot.app.screen
        if isinstance(screen, OutputScreen) and screen._piping is not None:
            return
        if isinstance(screen, PipeScreen) and screen._note.display:
            return


async def over(pilot: Pilot[None], screen: OutputScreen) -> None:
    """Wait until the command has ended, and all that it said is shown."""
    while not (screen._is_over and screen._view.is_set):
        await pilot.pause(0.01)
    await pilot.pause()


def state(screen: OutputScreen) -> str:
    return str(screen._state.content)


async def test_a_command_reads_the_article_as_it_is_asked_for(start: Start) -> None:
    async with start() as (pilot, screen):
        title = row(screen)
        shown = await pipe(pilot, "cat")
        assert shown._view.text.startswith(f"Title: {title}\n")
        assert state(shown) == "Exit code 0"
        assert f"Title: {title[:40]}" in screen_text_of(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert screen.is_current
        shown = await pipe(pilot, "md: head -c 10")
        assert shown._view.text == "---\ntitle:"
        await pilot.press("q")
        await settle(pilot)
        # The format stays until another is chosen.
        await pilot.press("vertical_line")
        await pilot.pause()
        asked = pilot.app.screen
        assert isinstance(asked, PipeScreen)
        assert asked._formats.form.name == "md"
        await pilot.click(button(pilot, "JSON"))
        asked._line.value = "head -c 7"
        await pilot.click(button(pilot, "Run"))
        await shown_or_told(pilot)
        shown = pilot.app.screen  # type: ignore[assignment]
        await over(pilot, shown)
        assert shown._view.text == '{"id": '
        await pilot.click(button(pilot, "Close"))
        await settle(pilot)
        assert screen.is_current


async def test_a_click_replaces_the_format_that_is_typed(start: Start) -> None:
    async with start() as (pilot, _):
        await pilot.press("vertical_line")
        await pilot.pause()
        asked = pilot.app.screen
        assert isinstance(asked, PipeScreen)
        await pilot.press(*"html: cat")
        assert asked._formats.form.name == "html"
        await pilot.click(button(pilot, "Markdown"))
        assert asked._line.value == "md: cat"
        await pilot.click(button(pilot, "Close"))
        await settle(pilot)


async def test_what_cannot_be_run_is_told_and_earlier_commands_come_back(start: Start) -> None:
    async with start() as (pilot, screen):
        for line in ("wc -l", "wc -w", "wc -l"):
            await pipe(pilot, line)
            await pilot.press("escape")
            await settle(pilot)
        await begin(pilot, "nosuchcommand")
        assert "There is no command “nosuchcommand” that could be run." in screen_text_of(pilot)
        typed = pilot.app.screen.query_one(Input)
        seen = []
        for key in ("up", "up", "up", "down", "down"):
            await pilot.press(key)
            seen.append(typed.value)
        assert seen == ["wc -l", "wc -w", "wc -w", "wc -l", "nosuchcommand"]
        await pilot.press("escape")
        await settle(pilot)
        assert screen.is_current


async def test_what_it_says_is_cleaned_broken_and_scrolled(start: Start) -> None:
    program = (
        "import sys; print('\\x1b[31m[@click=app.quit]x[/] \\u202e' + 'wort ' * 4000);"
        "print('ende', file=sys.stderr); sys.exit(7)"
    )
    async with start(size=(80, 24)) as (pilot, _):
        shown = await pipe(pilot, f'{sys.executable} -c "{program}"')
        assert state(shown) == "Exit code 7"
        assert "␛[31m[@click=app.quit]x[/] \ufffdwort" in shown._view.text
        view = shown.query_one(OutputView)
        assert "\x1b" not in screen_text_of(pilot)
        assert all(end - begin <= view.text_width for begin, end in view._spans)
        places = []
        for key in ("j", "space", "b", "G", "g"):
            await pilot.press(key)
            await pilot.pause()
            places.append(round(view.scroll_offset.y))
        page = view.container_size.height - 2
        assert places == [1, 1 + page, 1, view.max_scroll_y, 0]
        before = len(view._spans)
        await pilot.resize_terminal(60, 24)
        while len(view._spans) == before:
            await pilot.pause(0.01)
        assert all(end - begin <= view.text_width for begin, end in view._spans)
        assert not [one for one in shown.query(Button) if one.display and str(one.label) == "Stop"]


@pytest.mark.parametrize("way", ["escape", "click"])
async def test_a_command_that_goes_on_is_stopped(start: Start, way: str) -> None:
    async with start() as (pilot, screen):
        await begin(pilot, 'sh -c "echo da; sleep 60"')
        shown = pilot.app.screen
        assert isinstance(shown, OutputScreen)
        while "da" not in shown._view.text:
            await pilot.pause(0.01)
        assert re.search(r"Running for \d+ s", state(shown))
        assert shown._piping is not None
        process = shown._piping._process
        if way == "escape":
            await pilot.press("escape")
        else:
            await pilot.click(button(pilot, "Stop"))
        await over(pilot, shown)
        assert process.returncode is not None
        assert state(shown) == "Stopped"
        await pilot.press("escape")
        await settle(pilot)
        assert screen.is_current


async def test_closing_stops_what_goes_on(start: Start) -> None:
    async with start() as (pilot, screen):
        await begin(pilot, "sleep 60")
        shown = pilot.app.screen
        assert isinstance(shown, OutputScreen)
        assert shown._piping is not None
        await pilot.press("q")
        await settle(pilot)
        assert screen.is_current
        assert shown._piping._process.wait(10) < 0


async def test_several_articles_are_given_together(start: Start) -> None:
    async with start() as (pilot, screen):
        screen.pipe([headline.id for headline in screen.library.search("")])
        await pilot.pause()
        await pilot.press(*"grep -c ^Title:", "enter")
        await shown_or_told(pilot)
        shown = pilot.app.screen
        assert isinstance(shown, OutputScreen)
        await over(pilot, shown)
        assert shown._view.text == "3"


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_nothing_of_an_article_names_a_program(
    start: Start, tmp_path: Path, hostile: str
) -> None:
    folder, ran = tmp_path / "hostile", tmp_path / "ran"
    with Library(folder) as library:
        body = f"Title: md: $(touch {ran}) `touch {ran}` {hostile}\n\n; touch {ran} # {hostile}\n"
        list(library.add([Source("a.txt", body.encode("utf-8", "surrogatepass"))]))
    async with start(folder=folder) as (pilot, _):
        shown = await pipe(pilot, "cat")
        assert f"$(touch {ran})" in shown._view.text
        assert "\x1b" not in screen_text_of(pilot)
        assert pilot.app.is_running
        assert not ran.exists()


ADDRESS = "https://example.org/a?x=%5B1%5D&y=" + "z" * 150


@pytest.fixture
def addressed(tmp_path: Path) -> Path:
    """Return the folder of a library with an article that has an address."""
    folder = tmp_path / "addressed"
    with Library(folder) as library:
        text = f"Title: Eine Adresse\nURL: {ADDRESS}\n\nDer Text dazu.\n"
        list(library.add([Source("a.txt", text.encode())]))
    return folder


async def test_the_address_is_copied_and_told(start: Start, addressed: Path) -> None:
    async with start(folder=addressed) as (pilot, _):
        await pilot.press("y")
        await settle(pilot)
        assert pilot.app.clipboard == ADDRESS
        assert toasts(pilot) == f"Copied {ADDRESS}"


async def test_the_address_is_told_whole_and_opened(
    start: Start, addressed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$*" > {opened}\n')
    browser.chmod(0o700)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    async with start(folder=addressed) as (pilot, _):
        await pilot.press("o")
        await settle(pilot)
        assert opened.read_text() == ADDRESS
        assert toasts(pilot) == f"Opening {ADDRESS}"


async def test_that_there_is_no_browser_is_told(
    start: Start, addressed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", "lynx")
    async with start(folder=addressed) as (pilot, _):
        await pilot.press("o")
        await settle(pilot)
        assert "lynx needs the terminal for itself." in toasts(pilot)


@pytest.mark.parametrize("key", ["o", "y"])
async def test_that_there_is_no_address_is_told(start: Start, key: str) -> None:
    async with start() as (pilot, screen):
        await pilot.press(key)
        await settle(pilot)
        assert toasts(pilot) == "This article has no address."
        assert "This article has no address." in screen_text(screen)


async def test_the_keys_are_letters_while_a_search_is_typed(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash", *"woy", "vertical_line")
        await settle(pilot)
        assert screen.search_line.value == "woy|"
        assert isinstance(pilot.app.screen, MainScreen)


def test_no_command_disturbs_the_terminal(addressed: Path) -> None:
    program = "import os; os.open('/dev/tty', os.O_RDWR)"
    with Terminal([SCRIPT, "--home", str(addressed)]) as terminal:
        terminal.wait("Eine Adresse")
        terminal.type("y")
        terminal.wait("Copied")
        assert b"\x1b]52;c;" in terminal.output
        terminal.type("|")
        terminal.wait("Enter runs")
        terminal.type(f'{sys.executable} -c "{program}"\r')
        terminal.wait("Exit code 1")
        terminal.wait("No such device or address")
        time.sleep(0.2)  # an escape that is followed at once is another key
        terminal.type("\x1b")
        terminal.wait(lambda shown: not any("Exit code" in line for line in shown.lines))
        terminal.type("Q")
        assert terminal.process.wait(10) == 0


def test_quitting_ends_what_still_runs(addressed: Path, tmp_path: Path) -> None:
    pid, script = tmp_path / "pid", tmp_path / "script"
    script.write_text(f"trap '' TERM\necho $$ > {pid}\necho da\nsleep 60\nsleep 60\n")
    with Terminal([SCRIPT, "--home", str(addressed)]) as terminal:
        terminal.wait("Eine Adresse")
        terminal.type("|")
        terminal.wait("Enter runs")
        terminal.type(f"sh {script}\r")
        terminal.wait("│ +da ")
        terminal.type("Q")
        assert terminal.process.wait(10) == 0
        assert not is_running(int(pid.read_text()))


def test_keys_that_come_all_at_once_are_for_the_dialog(
    addressed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Terminal([SCRIPT, "--home", str(addressed)]) as terminal:
        terminal.wait("Eine Adresse")
        terminal.type("|qQwc -x\x7fl\x01\x04\x04\r")  # to the beginning, and two letters away
        terminal.wait("Exit code 0")
        terminal.type("q")
        terminal.wait(lambda shown: not any("Exit code" in line for line in shown.lines))
        terminal.type("w\x7f\x7ftxt\r")
        terminal.wait("Saved as")
        terminal.type("Q")
        assert terminal.process.wait(10) == 0
    assert [path.name for path in tmp_path.glob("*.txt")] == ["Eine Adresse.txt"]
