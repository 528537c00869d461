"""Terminals and environments that are odd, poor or broken: the reader opens, or says why not."""

from __future__ import annotations

import os
import resource
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from library import Library, find_sources
from tests import texts
from tests.conftest import Count
from tests.terminal import Terminal

SCRIPT: Final = str(Path(sys.executable).with_name("newsreader"))
OPENS: Final = 0
"""The code of a reader that opened, and was quit."""
_SECONDS: Final = 20.0
"""Time that a start may take here, where several run side by side; by itself it takes half a second."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the folder of a library with three articles."""
    with Library(tmp_path / "home") as library:
        list(library.add(list(find_sources(texts.write_articles(tmp_path / "in")))))
        list(library.recognise(engine="rules"))
    return tmp_path / "home"


def few_files(soft: int, hard: int) -> Callable[[], None]:
    """Return what lets a program open only so many files, unless it asks for more."""
    return lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def deleted_folder() -> None:
    """Be in a folder that is there no longer."""
    folder = Path(f"deleted-{os.getpid()}").absolute()
    folder.mkdir()
    os.chdir(folder)
    folder.rmdir()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about a terminal or an environment that is not as it should be."""

    name: str
    """What it is."""
    env: Mapping[str, str | None] = field(default_factory=dict)
    """Variables that are set, or not."""
    size: tuple[int, int] = (80, 24)
    """Columns and rows of the window."""
    command: str = "{newsreader} --home {home}"
    """What is run by a shell."""
    before: Callable[[], object] = bool
    """What is done before that in the same process."""
    code: int = OPENS
    """With what it ends."""
    says: bytes = b""
    """What is said."""


def locale(name: str) -> dict[str, str | None]:
    """Return the variables of a locale, without what Python does on its own to mend it."""
    return {"LC_ALL": name, "LANG": name, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


NO_TERMINAL: Final = b"this is no terminal"
NO_PLACING: Final = b"cannot place text"
HOMELESS: Final = {"HOME": None, "XDG_DATA_HOME": None, "XDG_CONFIG_HOME": None}

FAULTS: Final = (
    Fault("nothing"),
    Fault("a window of one cell", size=(1, 1)),
    Fault("a window of no cell", size=(0, 0)),
    Fault("a window of one column", size=(1, 60)),
    Fault("a window of one row", size=(200, 1)),
    Fault("a huge window", size=(1000, 500)),
    Fault("COLUMNS and LINES are no numbers", {"COLUMNS": "many", "LINES": "-5"}),
    Fault("COLUMNS and LINES are nothing", {"COLUMNS": "0", "LINES": "0"}),
    Fault("COLUMNS and LINES are monstrous", {"COLUMNS": "99999999", "LINES": "99999999"}),
    Fault("TERM is unknown", {"TERM": "no-such-terminal"}),
    Fault("TERM is of the seventies", {"TERM": "vt100", "COLORTERM": None}),
    Fault("TERM has control in it", {"TERM": "x\x1b[31m\n"}),
    Fault("TERM is dumb", {"TERM": "dumb"}, code=2, says=NO_PLACING),
    Fault("TERM is empty", {"TERM": ""}, code=2, says=NO_PLACING),
    Fault("TERM is unset", {"TERM": None}, code=2, says=NO_PLACING),
    Fault("NO_COLOR", {"NO_COLOR": "1"}),
    Fault("the locale C", locale("C")),
    Fault("a locale of Latin-1", locale("en_US.ISO-8859-1")),
    Fault("a locale that does not exist", locale("xx_YY.UTF-8")),
    Fault("a locale that is none", locale("../..%s\x1b[31m")),
    Fault("a locale of UTF-16", locale("de_DE.UTF-16")),
    Fault("LANGUAGE is none", {"LANGUAGE": "../../x:\x1b"}),
    Fault("Python is to write Latin-1", {"PYTHONIOENCODING": "latin-1:strict"}),
    Fault("Python is to write UTF-16", {"PYTHONIOENCODING": "utf-16"}),
    Fault("no home", HOMELESS),
    Fault("a home that does not exist", {**HOMELESS, "HOME": "/no/such/folder"}),
    Fault("a home that is a file", {**HOMELESS, "HOME": os.devnull}),
    Fault(
        "no place for a library",
        {**HOMELESS, "HOME": os.devnull, "NEWSREADER_HOME": None},
        command="{newsreader}",
        code=2,
    ),
    Fault("a library that is a file", command="{newsreader} --home {file}", code=2),
    Fault("no place for temporary files", {"TMPDIR": "/no/such/folder"}),
    Fault("a time zone that is none", {"TZ": "Bad/Zone"}),
    Fault("a driver of somebody else", {"TEXTUAL_DRIVER": "no.such:Driver"}),
    Fault("a folder that was deleted", before=deleted_folder),
    Fault("few files", before=few_files(10, 64)),
    Fault("hardly any files", before=few_files(12, 12), code=2),
    Fault(
        "stdin is a file", command="{newsreader} --home {home} </dev/null", code=2, says=NO_TERMINAL
    ),
    Fault("stdin is closed", command="{newsreader} --home {home} <&-", code=2, says=NO_TERMINAL),
    Fault("stdout is a pipe", command="exec {newsreader} --home {home} | cat", says=NO_TERMINAL),
    Fault("stdout is closed", command="{newsreader} --home {home} >&-", code=2, says=NO_TERMINAL),
    Fault(
        "stdout is full", command="{newsreader} --home {home} >/dev/full", code=2, says=NO_TERMINAL
    ),
    Fault("stderr is closed", command="{newsreader} --home {home} 2>&-"),
    Fault("stderr is full", command="{newsreader} --home {home} 2>/dev/full"),
    Fault("all is closed", command="{newsreader} --home {home} <&- >&- 2>&-", code=2),
    Fault(
        "a list and stdout is full", command="{newsreader} --home {home} list >/dev/full", code=2
    ),
    Fault(
        "a list and both are full",
        command="{newsreader} --home {home} list >/dev/full 2>&1",
        code=2,
    ),
    Fault("a list and stdout is closed", command="{newsreader} --home {home} list >&-"),
    Fault(
        "a list and stdin is closed",
        command="{newsreader} --home {home} list <&-",
        says=b"Haushalt",
    ),
    Fault(
        "a refusal and stderr is full",
        command="{newsreader} --home {home} add x 2>/dev/full",
        code=3,
    ),
    Fault("the settings and stdout is closed", command="{newsreader} --home {home} config >&-"),
    Fault("a note of no text", command="printf '\\377' | {newsreader} --home {home} note 7667 -"),
)
"""Each with what comes of it."""


def wrong_with(fault: Fault, home: Path) -> str:
    """Return what is wrong with how the reader takes a fault; empty where nothing is."""
    command = fault.command.format(newsreader=SCRIPT, home=home, file=home / "library.db")
    opens = (
        fault.code == OPENS
        and not fault.says
        and command.endswith((str(home), "2>&-", "2>/dev/full"))
    )
    columns, rows = fault.size
    started = time.perf_counter()
    with Terminal(
        ["sh", "-c", command], columns, rows, fault.env, fault.before, cwd=str(home.parent)
    ) as terminal:
        try:
            if opens:
                terminal.comes(b"\x1b[?1049h", _SECONDS)
                terminal.type("Q")  # kept until there is something that it acts on
            code = terminal.ended(_SECONDS)
        except Exception as error:
            return f"{error} {terminal.output[-1500:]!r}"
        took = time.perf_counter() - started
        output = bytes(terminal.output)
        wrong: list[str | bool] = [
            code != fault.code and f"code {code}",
            b"Traceback" in output and "a traceback",
            f"left on: {terminal.left_on}" if terminal.left_on else "",
            fault.says not in output and "not said",
            opens and b"Min" not in output and 1 not in fault.size and "no screen",
            took > _SECONDS and f"{took:.0f} s",
        ]
        told = "; ".join(str(one) for one in wrong if one)
        return f"{told}: {output[-600:]!r}" if told else ""


def test_every_fault_is_survived_or_said(home: Path, count: Count) -> None:
    folders = [
        Path(shutil.copytree(home, home.parent / str(n) / "home")) for n in range(len(FAULTS))
    ]
    with ThreadPoolExecutor(4) as side_by_side:
        found = list(side_by_side.map(wrong_with, FAULTS, folders))
    wrong = {fault.name: told for fault, told in zip(FAULTS, found, strict=True) if told}
    assert not wrong, "\n".join(f"{name}: {told}" for name, told in wrong.items())
    count(f"{len(FAULTS)} faults of terminals, streams and environments, 0 deaths")
