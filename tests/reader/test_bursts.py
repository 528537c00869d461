"""Keys that are typed at once, as a terminal sends what is pasted, go where they belong."""

from __future__ import annotations

import sys
from pathlib import Path

from library import Library
from tests.terminal import Terminal

SCRIPT = Path(sys.executable).with_name("newsreader")
CTRL_S, ESCAPE = "\x13", "\x1b"


def test_what_is_typed_behind_the_key_that_asks_is_its_answer(home: Path) -> None:
    with Terminal([str(SCRIPT), "--home", str(home)], columns=120, rows=30) as terminal:
        terminal.wait("Min Ho Park")
        terminal.type("Tstrom, to read\r")
        terminal.wait("#strom #to read")
        terminal.type(f"NQ? : Rd{CTRL_S}vvs")
        terminal.wait("2 articles are bookmarked")
        terminal.type("Ry")
        terminal.wait("2 articles are read now")
        terminal.type("Q")
        assert terminal.process.wait(20) == 0
    with Library(home) as library:
        (first,) = library.search('tag:"to read" note:"q rd"')
        assert len(library.search("is:bookmarked is:read")) == 2
        assert first.bookmarked
