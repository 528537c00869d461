"""Reading in a real terminal: keys as fast as they come, and what only a terminal can tell."""

from __future__ import annotations

import base64
import sys
from pathlib import Path

import pytest

from library import Library, Source
from tests.terminal import Terminal

SCRIPT = str(Path(sys.executable).with_name("newsreader"))
TEXT = """\
---
url: https://blatt.example/artikel
---

# Ein Titel

Die Fähre fährt nach Wien. Danach kommt nichts.

Noch ein Absatz über die Faehre. Auch danach kommt nichts.
"""


@pytest.fixture
def argv(tmp_path: Path) -> list[str]:
    """Return what starts the reader on a library with one article."""
    with Library(tmp_path / "home") as library:
        list(library.add([Source("a.md", TEXT.encode())]))
    return [SCRIPT, "--home", str(tmp_path / "home")]


def test_what_is_typed_in_one_burst_is_found_and_walked(argv: list[str]) -> None:
    with Terminal(argv) as terminal:
        terminal.wait("Ein Titel")
        terminal.type("\r/fähre\rn")
        terminal.wait("2 of 2")
        terminal.type("\x1b")
        terminal.wait(lambda t: not any("2 of 2" in line for line in t.lines))
        terminal.type("S")
        terminal.wait("Faehre. …")
        assert not any("kommt nichts" in line for line in terminal.lines)
        terminal.type("Q")
        assert terminal.process.wait(10) == 0


def test_an_address_is_given_to_the_clipboard_of_the_terminal(argv: list[str]) -> None:
    with Terminal(argv) as terminal:
        terminal.wait("Ein Titel")
        terminal.type("\r;")
        terminal.wait("https://blatt.example/artikel")
        terminal.type("y")
        terminal.wait("Copied")
        terminal.type("\x1b")
        terminal.settle()
        terminal.type("Q")
        assert terminal.process.wait(10) == 0
    copied = base64.b64encode(b"https://blatt.example/artikel")
    assert b"\x1b]52;c;" + copied in terminal.output


def test_a_window_that_is_told_to_have_no_size_is_not_believed(argv: list[str]) -> None:
    with Terminal(argv) as terminal:
        terminal.wait("Ein Titel")
        terminal.type(b"\x1b[48;0;0;0;0t")
        terminal.settle()
        terminal.type("\r")
        terminal.settle()
        terminal.type(b"\x1b[48;40;120;0;0t")
        terminal.settle()
        assert any("Noch ein Absatz" in line for line in terminal.lines)
        terminal.type("Q")
        assert terminal.process.wait(10) == 0
