"""However the reader ends, the terminal is as it was, and what was done is saved."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree
from typing import Final

import pytest

from library import Library
from tests import texts
from tests.terminal import Terminal

SCRIPT: Final = str(Path(sys.executable).with_name("newsreader"))
NUMBERS: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
BREAKS: Final = (
    "import sys; from reader.app import ReaderApp; from reader.cli import main\n"
    "ReaderApp.action_quit_now = lambda self: 1 / 0\n"
    "sys.exit(main())"
)
"""The program with a mistake in it, which `Q` meets."""


@pytest.fixture
def opened(home: Path) -> Iterator[Terminal]:
    """Return a terminal in which the reader is open."""
    with Terminal([SCRIPT, "--home", str(home)], 80, 24) as terminal:
        terminal.wait("Min Ho Park")
        terminal.settle()
        yield terminal


def ended(terminal: Terminal, seconds: float = 10) -> int:
    """Return the code with which the program in `terminal` has ended, and check that all is off."""
    code = terminal.ended(seconds)
    assert not terminal.left_on, terminal.left_on
    assert b"Traceback" not in terminal.output
    return code


def test_a_signal_ends_it_in_good_order_whatever_is_shown(home: Path) -> None:
    states = ("s", "s?", "s/haus", "s:vi", "sa", "s\r", "st", "sT", "s;", "s\x10", "sd", "s|", "sw")

    def signalled(place: int, state: str) -> None:
        folder = copytree(home, home.parent / str(place))
        number = NUMBERS[place % len(NUMBERS)]
        with Terminal([SCRIPT, "--home", str(folder)], 80, 24) as terminal:
            terminal.wait("Min Ho Park")
            terminal.type(state[0])
            terminal.wait("★ 1")
            terminal.type(state[1:])
            time.sleep(0.1)
            # Whoever closes a window has it told twice, and more.
            for _ in range(3):
                terminal.process.send_signal(number)
            assert ended(terminal) == 128 + number, (state, number)
        with Library(folder) as library:
            assert library.counts().bookmarked == 1
        assert not (folder / "state.journal").exists()

    in_turns(signalled, enumerate(states))


def test_a_signal_while_it_starts_leaves_nothing_on(home: Path) -> None:
    def signalled(place: int, delay: float) -> None:
        folder = copytree(home, home.parent / str(place))
        number = NUMBERS[place % len(NUMBERS)]
        with Terminal([SCRIPT, "--home", str(folder)], 80, 24) as terminal:
            if delay < 0:  # from when the terminal is taken
                terminal.comes(b"\x1b[?1049h")
            time.sleep(abs(delay))
            terminal.process.send_signal(number)
            # Before the terminal is taken it dies of the signal, which a shell calls 128 + n as well.
            expected = {128 + number} if delay < 0 else {128 + number, -number}
            assert ended(terminal) in expected, delay

    in_turns(signalled, enumerate((0, 0.2, 0.4, 0.6, -0.001, -0.02, -0.05, -0.1, -0.2)))


def test_a_signal_while_it_stores_keeps_what_is_stored(home: Path, tmp_path: Path) -> None:
    texts.write_many(tmp_path / "many", 2000)
    with Terminal([SCRIPT, "--home", str(home)], 80, 24) as terminal:
        terminal.wait("Min Ho Park")
        terminal.type(f"a{tmp_path / 'many'}\r")
        terminal.wait(r"Storing [1-9]")
        terminal.process.send_signal(signal.SIGTERM)
        assert ended(terminal) == 128 + signal.SIGTERM
    with Library(home) as library:
        assert library.counts().articles > 3


def test_a_mistake_in_the_program_gives_the_terminal_back(home: Path) -> None:
    with Terminal([sys.executable, "-c", BREAKS, "--home", str(home)], 80, 24) as terminal:
        terminal.wait("Min Ho Park")
        terminal.type("Q")
        assert terminal.ended(10) == 1
        assert b"ZeroDivisionError" in terminal.output
        assert not terminal.left_on


@pytest.mark.alone
def test_it_ends_with_its_window(opened: Terminal, home: Path) -> None:
    opened.type("s")
    opened.wait("★ 1")
    opened.hang_up()
    assert opened.process.wait(3) == 128 + signal.SIGHUP
    with Library(home) as library:
        assert library.counts().bookmarked == 1


@pytest.mark.alone
def test_it_ends_with_its_window_where_no_signal_says_so(home: Path, tmp_path: Path) -> None:
    told = tmp_path / "told"
    command = f"trap '' HUP; '{SCRIPT}' --home '{home}'; echo $? >'{told}'"
    with Terminal(["sh", "-c", command], 80, 24) as terminal:
        terminal.wait("Min Ho Park")
        terminal.hang_up()
        terminal.process.wait(3)
    assert told.read_text() == "129\n"


@pytest.mark.alone
def test_a_terminal_that_takes_nothing_does_not_keep_it(opened: Terminal) -> None:
    opened.stop_reading()
    opened.resize(300, 100)  # more is drawn than is on its way at any time
    time.sleep(0.5)
    opened.process.send_signal(signal.SIGTERM)
    assert opened.process.wait(5) == 128 + signal.SIGTERM


def test_to_go_on_without_a_stop_is_no_second_start(opened: Terminal) -> None:
    for _ in range(3):
        opened.process.send_signal(signal.SIGCONT)
        time.sleep(0.05)
    opened.type("s")
    opened.wait("★ 1")
    opened.type("Q")
    assert ended(opened) == 0


_LIST_WIDTH: Final = 26
"""Columns of the list; what stands beside it is drawn when the cursor rests, as is the foot."""

PARENT = """import signal, subprocess, sys; child = subprocess.Popen(sys.argv[1:]); \
signal.signal(signal.SIGTSTP, lambda *_: child.send_signal(signal.SIGTSTP)); sys.exit(child.wait())"""
"""Passes on the signal to stop, as some of those do which start programs."""


@pytest.mark.alone
@pytest.mark.parametrize(
    ("how", "through"),
    [
        ("Z", ""),
        ("Z", f"'{sys.executable}' -c '{PARENT}' "),
        (signal.SIGTSTP, ""),
        (signal.SIGSTOP, ""),
    ],
    ids=["Z", "Z behind another", "TSTP", "STOP"],
)
def test_it_goes_to_the_shell_and_comes_back(
    home: Path, how: str | signal.Signals, through: str
) -> None:
    shell = ["bash", "--norc", "--noediting", "-i"]
    with Terminal(shell, 80, 24, {"PS1": "code $? >"}) as terminal:
        terminal.wait("code 0 >")
        terminal.type(f"{through}'{SCRIPT}' --home '{home}'\r")
        terminal.wait("Min Ho Park")
        terminal.wait("min left")  # what is under the cursor is shown beside it, once that rests
        terminal.settle()
        shown = [line[:_LIST_WIDTH] for line in terminal.lines[:-1]]
        if isinstance(how, str):
            terminal.type(how)
        else:
            os.kill(child_of(terminal.process.pid), how)
        terminal.wait("Stopped")
        terminal.wait(r"code 14\d >")  # what is typed before the shell asks stands before that
        if how is not signal.SIGSTOP:  # of which nobody is told beforehand
            assert set(terminal.left_on) <= {"modes"}  # the shell's own
        terminal.type("echo $((40 + 2))\r")
        terminal.wait("^42")
        terminal.type("fg\r")
        terminal.wait(lambda one: [line[:_LIST_WIDTH] for line in one.lines[:-1]] == shown)
        terminal.wait("Kasachstan vor")
        terminal.type("s")
        terminal.wait("★ 1")
        terminal.type("Q")
        terminal.wait("code 0 >")
        terminal.type("exit\r")
        assert ended(terminal) == 0


def test_where_there_is_no_shell_it_does_not_go_there(opened: Terminal) -> None:
    opened.type("Z")
    opened.wait("no shell")
    opened.type("Q")
    assert ended(opened) == 0


def in_turns(do: Callable[..., None], cases: Iterator[tuple[int, object]]) -> None:
    """Do something for each case, several side by side."""
    with ThreadPoolExecutor(4) as side_by_side:
        for _ in side_by_side.map(lambda case: do(*case), cases):
            pass


def child_of(pid: int) -> int:
    """Return the process that another has started last."""
    children = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, check=True, text=True
    )
    return int(children.stdout.split()[-1])


def test_a_signal_while_a_command_shows_progress_leaves_nothing_on(tmp_path: Path) -> None:
    texts.write_many(tmp_path / "many", 2000)
    argv = [SCRIPT, "--home", str(tmp_path / "home"), "add", str(tmp_path / "many")]
    with Terminal(argv, 80, 24) as terminal:
        terminal.wait(r"Storing .* [1-9]\d*/2000")
        assert "no cursor" in terminal.left_on
        terminal.process.send_signal(signal.SIGTERM)
        assert ended(terminal) == 128 + signal.SIGTERM
