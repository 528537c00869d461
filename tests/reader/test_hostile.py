"""Outside text on every part of the screen is shown, never obeyed."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from library import Library, Refused, Source
from reader.messages import Failed
from tests.reader.conftest import Start, screen_text, settle
from tests.texts import HOSTILE

_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_no_field_of_an_article_acts(start: Start, tmp_path: Path, hostile: str) -> None:
    line = hostile.replace("\n", " ")
    body = f"Title: {line}\nAuthor: {line}\nSource: {line}\n\n{line} und Berlin am 3. Mai 2024.\n\n"
    folder = tmp_path / "hostile"
    with Library(folder) as library:
        (added,) = library.add([Source(f"{line}.txt", body.encode("utf-8", "surrogatepass"))])
        assert added.id is not None
    async with start(folder=folder) as (pilot, screen):
        for keys in (["enter"], ["t"], ["slash", *"berlin", "enter"], ["e"], ["s"]):
            await pilot.press(*keys)
            await settle(pilot)
            shown = screen_text(screen)
            assert not _UNWANTED.search(shown.replace("\n", ""))
        assert pilot.app.is_running
        visible = next(word for word in re.findall(r"\w{3,}", line) if word.isascii())
        assert visible in screen_text(screen)


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_no_search_acts(start: Start, hostile: str) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash")
        screen.search_line.value = hostile
        await settle(pilot)
        screen.search_line.value = f"nofield:{hostile}"
        await settle(pilot)
        assert pilot.app.is_running


async def test_errors_are_shown_as_they_are(start: Start) -> None:
    async with start() as (pilot, screen):
        screen.post_message(Failed(Refused("[@click=app.quit]x[/].txt", "is [/] b\x1b[31minary")))
        await settle(pilot)
        shown = screen_text(screen)
        assert "[@click=app.quit]x[/].txt" in shown
        assert not _UNWANTED.search(shown.replace("\n", ""))


async def test_columns_stand_whatever_the_width_of_letters(start: Start, tmp_path: Path) -> None:
    text = (
        "김정은 und 👩🏽‍💻 und é\u0301 und 漢字\n"
        + "Wörter 김정은 漢字 👩🏽‍💻 mittendrin. " * 30
        + "\n"
    )
    folder = tmp_path / "wide"
    with Library(folder) as library:
        list(library.add([Source("wide.txt", unicodedata.normalize("NFC", text).encode())]))
    async with start(folder=folder) as (_, screen):
        for strip in screen._compositor.render_strips():
            assert strip.cell_length == 120
