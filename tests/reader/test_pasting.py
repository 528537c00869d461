"""Pasted text is text: nothing in it is a key."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.terminal import Terminal

SCRIPT = str(Path(sys.executable).with_name("newsreader"))
BEGIN = "\x1b[200~"
END = "\x1b[201~"


def test_a_pasted_text_presses_no_key(home: Path) -> None:
    with Terminal([SCRIPT, "--home", str(home)]) as terminal:
        terminal.wait("● Min Ho Park")
        # In the list nothing is typed into, so all of this would be commands.
        terminal.type(f"{BEGIN}{'x' * 40}\x1b{'s' * 40}\x1b\x1bQQ\x1b[Bs{END}s")
        terminal.wait("★ 1")
        terminal.type("/")
        terminal.type(f"{BEGIN}kohle\x1b[31m{END}")
        terminal.wait("kohle␛")
        assert terminal.process.poll() is None
