"""In ASCII nothing of ours is drawn that is none: in no pane, and in no dialog."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from library import Library, Source
from tests.reader.conftest import BY_RULES, Start, screen_text, settle

TEXT = """\
Title: Wien baut
URL: https://example.org/wien

In Wien wird gebaut. Das dauert lange. Und es wird laut.

# Was kommt

Der Bahnhof kommt zuerst. Dann kommt das Rathaus. In Graz baut man auch.
"""


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """Return the folder of a library with an article of ASCII alone."""
    with Library(tmp_path / "plain") as library:
        list(library.add([Source("a.md", TEXT.encode())]))
        list(library.recognise(engine="rules"))
    return tmp_path / "plain"


@pytest.mark.parametrize(
    "keys",
    [
        ["enter"],
        ["enter", "S"],
        ["t", "e"],
        ["s", "v", "D"],
        ["enter", "slash", "w", "i"],
        ["slash", "w", "i", "enter"],
        ["question_mark"],
        ["question_mark", "pagedown"],
        ["question_mark", "pagedown", "pagedown"],
        ["question_mark", *"sort"],
        ["ctrl+p", *"sort"],
        ["colon"],
        ["T"],
        ["ctrl+n"],
        ["w"],
        ["vertical_line"],
        ["a"],
        ["F"],
        ["H"],
        ["backslash"],
        ["semicolon"],
        ["s", "d"],
    ],
    ids=" ".join,
)
async def test_all_that_is_drawn_is_ascii(start: Start, plain: Path, keys: list[str]) -> None:
    config = replace(BY_RULES, ascii=True)
    async with start(folder=plain, size=(120, 40), config=config) as (pilot, screen):
        await pilot.press(*keys)
        await pilot.pause()
        await pilot.pause()
        shown = pilot.app.screen
        if shown is screen:
            await settle(pilot)
        # Borders are drawn by Textual, and are replaced on their way out.
        lines = screen_text(shown)
        drawn = "".join(one for one in lines if one not in "╭╮╰╯─│┌┐└┘")
        assert drawn.strip()
        assert [line for line in drawn.split("\n") if not line.isascii()] == []
