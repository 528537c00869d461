"""An article of several sections with names in them, for tests of reading it."""

from __future__ import annotations

from reader.screens.main import MainScreen
from tests.reader.conftest import screen_text


def bar(screen: MainScreen) -> str:
    """Return what the last line of the screen says."""
    return screen_text(screen).splitlines()[-1]


def contents(screen: MainScreen) -> str:
    """Return what the row of the section in view says."""
    pane = screen.panes.contents
    return pane.entries[pane.here].text if pane.here >= 0 else ""


def choose(screen: MainScreen, name: str) -> None:
    """Put the cursor of the contents on a name."""
    pane = screen.panes.contents
    pane.cursor = next(row for row, entry in enumerate(pane.entries) if entry.text == name)
