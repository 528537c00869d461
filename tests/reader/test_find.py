"""Finding within the article: what is typed is marked, counted and walked, and leaves no trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from library import Library, Source
from reader.screens.main import MainScreen
from reader.widgets.panes import ARTICLE, LIST
from tests.reader.conftest import BY_RULES, Start, row, screen_text, settle
from tests.texts import HOSTILE

LONG = "\n\n".join(
    f"Absatz {number} handelt von der Straße, und Müller wartet in der Strasse auf Mueller."
    for number in range(40)
)


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """Return the folder of a library with one article, longer than any screen."""
    folder = tmp_path / "long"
    with Library(folder) as library:
        list(library.add([Source("a.txt", f"Ein Titel\n\n{LONG}\n".encode())]))
        list(library.recognise(engine=BY_RULES.engine))
    return folder


def marked(screen: MainScreen, style: str) -> list[str]:
    """Return what is drawn in the article in one style."""
    view = screen.view
    background = view.style_of(style).bgcolor
    return [
        segment.text
        for y in range(view.size.height)
        for segment in view.render_line(y)
        if segment.style is not None and segment.style.bgcolor == background
    ]


async def typed(pilot: Pilot[None], text: str) -> None:
    """Type `text`, and wait until it was acted upon."""
    await pilot.press(*("space" if letter == " " else letter for letter in text))
    await settle(pilot)


async def test_what_is_typed_is_marked_counted_and_walked(start: Start, long: Path) -> None:
    async with start(folder=long, size=(100, 16)) as (pilot, screen):
        await pilot.press("enter", "/")
        await typed(pilot, "mul")
        assert "1 of 80" in screen_text(screen)
        assert marked(screen, "article--hit-current") == ["Mül"]
        assert "Muel" in marked(screen, "article--hit")
        await typed(pilot, "lerx")
        assert "nothing found" in screen_text(screen)
        assert marked(screen, "article--hit") == []
        await pilot.press("backspace", "enter", "n", "n")
        await settle(pilot)
        assert screen.focused is screen.view
        assert "3 of 80" in screen_text(screen)
        await pilot.press("N", "N", "N")
        await settle(pilot)
        assert "80 of 80" in screen_text(screen)
        assert screen.view.is_at_end
        assert row(screen) == "Ein Titel"


async def test_what_is_found_is_found_from_where_one_is_and_one_comes_back(
    start: Start, long: Path
) -> None:
    async with start(folder=long, size=(100, 16)) as (pilot, screen):
        await pilot.press("enter", "pagedown", "pagedown", "j")
        await settle(pilot)
        before, y = screen.view.place, screen.view.scroll_y
        assert before is not None
        await pilot.press("/")
        await typed(pilot, "absatz 3")
        hit = screen.view.found[screen.view.match]  # type: ignore[index]
        assert hit.block == 30
        await pilot.press("escape")
        await settle(pilot)
        assert (screen.view.place, screen.view.scroll_y) == (before, y)
        assert screen.view.found is None
        assert screen.panes.active == ARTICLE
        assert screen.focused is screen.view
        assert "absatz 3" not in screen_text(screen)


async def test_escape_after_enter_ends_it_too_but_leaves_whoever_read_on(
    start: Start, long: Path
) -> None:
    async with start(folder=long, size=(100, 16)) as (pilot, screen):
        await pilot.press("enter", "/")
        await typed(pilot, "absatz 20")
        await pilot.press("enter", "escape")
        await settle(pilot)
        assert screen.view.scroll_y == 0
        assert screen.panes.active == ARTICLE
        await pilot.press("/")
        await typed(pilot, "absatz 20")
        await pilot.press("enter", "j", "j", "escape")
        await settle(pilot)
        assert screen.view.scroll_y > 10
        assert screen.view.found is None
        await pilot.press("escape")
        assert screen.panes.active == LIST


async def test_keys_that_follow_at_once_do_not_fall_into_the_line(start: Start, long: Path) -> None:
    async with start(folder=long, size=(100, 16)) as (pilot, screen):
        await pilot.press("enter")
        for key in ("slash", "m", "u", "l", "enter", "n", "slash", "escape", "h"):
            pilot.app.simulate_key(key)
        await settle(pilot)
        assert screen.panes.finding.line.value == "mul"
        assert screen.view.found is None
        assert screen.panes.active == LIST


@pytest.mark.parametrize("letters", ["ztejkSe]}q?:", "/;nNQ12"])
async def test_no_letter_that_is_typed_does_anything_else(
    start: Start, long: Path, letters: str
) -> None:
    async with start(folder=long) as (pilot, screen):
        await pilot.press("enter", "/")
        await typed(pilot, letters)
        assert screen.panes.finding.line.value == letters
        assert not screen.panes.zoomed
        assert not screen.view.skimmed


async def test_in_the_list_it_searches_and_from_the_article_another_key_does(
    start: Start,
) -> None:
    async with start() as (pilot, screen):
        await pilot.press("/")
        assert screen.focused is screen.search_line
        await pilot.press("escape", "enter", "ctrl+f")
        assert screen.focused is screen.search_line
        await typed(pilot, "köln")
        await pilot.press("enter")
        await settle(pilot)
        assert row(screen) == "Der Haushalt steht, die Straße nicht"


async def test_hits_of_a_search_come_back_when_nothing_is_looked_for_any_more(
    start: Start,
) -> None:
    async with start() as (pilot, screen):
        await pilot.press("/")
        await typed(pilot, "kohle")
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert "Kohle" in marked(screen, "article--hit-current")
        await pilot.press("/")
        await typed(pilot, "almaty")
        assert set(marked(screen, "article--hit")) == {"Almaty"}
        await pilot.press("escape")
        await settle(pilot)
        assert "Kohle" in marked(screen, "article--hit")
        await pilot.press("n")
        await settle(pilot)
        assert screen.view.hit == 1


async def test_another_article_ends_it(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("enter", "/")
        await typed(pilot, "e")
        await pilot.press("enter", "J")
        await settle(pilot)
        assert screen.view.found is None
        assert not screen.panes.finding.is_finding
        assert "1 of" not in screen_text(screen)
        await pilot.press("K")
        await settle(pilot)
        assert screen.view.found is None
        assert "1 of" not in screen_text(screen)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_looked_for_like_any_other(start: Start, text: str) -> None:
    async with start() as (pilot, screen):
        await pilot.press("enter", "/")
        screen.panes.finding.line.value = text
        await settle(pilot)
        assert "nothing found" in screen_text(screen)


async def test_an_empty_line_ends_it(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("enter", "/", "x", "backspace", "enter")
        await settle(pilot)
        assert not screen.panes.finding.is_finding
        assert screen.focused is screen.view


async def test_arrows_walk_what_is_found_while_it_is_typed(start: Start, long: Path) -> None:
    async with start(folder=long) as (pilot, screen):
        await pilot.press("enter", "/")
        await typed(pilot, "strasse")
        await pilot.press("down", "down", "up", "down")
        await settle(pilot)
        assert "3 of 80" in screen_text(screen)
        assert screen.panes.finding.is_typing
