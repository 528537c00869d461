"""The program in a real terminal, with things typed into it that make no sense: it goes on, and ends well.

`NEWSREADER_LONG=1` types fifty times as much, `NEWSREADER_SEED=N` what another seed gives.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Final

import pytest

from library import Library, find_sources
from tests import texts
from tests.conftest import Count
from tests.terminal import Terminal
from tests.torture.random_input import inputs

SCRIPT: Final = str(Path(sys.executable).with_name("newsreader"))
SESSIONS: Final = 4
NUMBER: Final = (1_000_000 if os.environ.get("NEWSREADER_LONG") else 20_000) // SESSIONS
SEED: Final = int(os.environ.get("NEWSREADER_SEED", "1"))
_BURST: Final = 50
_STUCK_SECONDS: Final = 60.0
"""Time after which a program that takes nothing is said to hang."""


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Return the folder of a library with texts of all shapes."""
    texts.write_articles(tmp_path / "in")
    texts.write_many(tmp_path / "in" / "more", 40)
    for number, text in enumerate((texts.SECTIONS, *texts.FERRY, *texts.HOSTILE)):
        (tmp_path / "in" / f"more{number}.md").write_text(text, encoding="utf-8")
    with Library(tmp_path / "many") as library:
        list(library.add(list(find_sources([tmp_path / "in"]))))
        list(library.recognise(engine="rules"))
    return tmp_path / "many"


def test_nothing_that_is_typed_kills_it(many: Path, count: Count) -> None:
    seeds = [SEED * 1000 + session for session in range(SESSIONS)]
    folders = [Path(shutil.copytree(many, many.parent / str(s) / "home")) for s in seeds]
    with ThreadPoolExecutor(SESSIONS) as side_by_side:
        wrong = [told for told in side_by_side.map(wrong_with, seeds, folders) if told]
    assert not wrong, "\n".join(wrong)
    count(f"{SESSIONS * NUMBER:,} random keys, pastes, broken bytes and windows, 0 deaths")


def wrong_with(seed: int, home: Path) -> str:
    """Return what went wrong with what `seed` gives; empty where nothing did."""
    coming, done = inputs(seed, NUMBER), 0
    try:
        while burst := list(islice(coming, 1)):
            with start(home) as terminal:
                while burst and terminal.process.poll() is None:
                    put(terminal, burst)
                    done += len(burst)
                    burst = list(islice(coming, _BURST))
                quit_it(terminal)
                assert terminal.process.returncode == 0, f"code {terminal.process.returncode}"
                assert not terminal.left_on, f"left on: {terminal.left_on}"
                assert b"Traceback" not in terminal.output, "a traceback"
        whole = subprocess.run([SCRIPT, "--home", home, "doctor"], capture_output=True, check=False)
        assert whole.returncode == 0, whole.stdout.decode()
    except (AssertionError, OSError) as error:
        said = bytes(terminal.output[-6000:])
        (home.parent / "output").write_bytes(terminal.output)
        return f"seed {seed}, after about {done} inputs: {error}\n{said!r}"
    return ""


def start(home: Path) -> Terminal:
    """Return a terminal in which the program runs, which may start no other and write nowhere else."""
    nowhere = str(home.parent)
    env = {"PATH": nowhere, "BROWSER": "true", "HOME": nowhere, "XDG_CONFIG_HOME": nowhere}
    terminal = Terminal(
        [SCRIPT, "--home", str(home)], 120, 40, env, cwd=nowhere, keys_are_signals=False
    )
    terminal.comes(b"\x1b[?2004h")
    return terminal


def put(terminal: Terminal, burst: list[bytes | tuple[int, int]]) -> None:
    """Type and do what is in `burst` as fast as the program takes it, until that or the program ends."""
    for one in burst:
        if isinstance(one, tuple):
            terminal.resize(*one)
            continue
        deadline = time.monotonic() + _STUCK_SECONDS
        while not terminal.is_writable() and terminal.process.poll() is None:
            assert time.monotonic() < deadline, "it takes nothing any more"
        terminal.type(one)


def quit_it(terminal: Terminal) -> None:
    """Have it quit from wherever it is: by `Q`, once Escape has closed what is open."""
    terminal.resize(120, 40)
    deadline = time.monotonic() + _STUCK_SECONDS
    while terminal.process.poll() is None:
        assert time.monotonic() < deadline, "it does not quit"
        terminal.type(b"\x1b[201~\x1b")
        time.sleep(0.3)
        terminal.type(b"Q")
        time.sleep(0.3)
    time.sleep(0.1)
