"""What tests of what is done to articles have in common."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from library import Library
from tests.reader.conftest import settle


def titles(home: Path, query: str = "") -> list[str]:
    """Return what a library that is opened anew finds."""
    with Library(home) as library:
        return [headline.title for headline in library.search(query)]


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until all that follows is done."""
    await pilot.press(*keys)
    await settle(pilot)
