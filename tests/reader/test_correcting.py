"""Names are corrected on their page, in all articles, and that is taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from library import Action, EntityKind, Library
from reader.screens.correct import ChooseScreen, CorrectScreen, NameScreen
from reader.screens.entity import EntityScreen
from reader.screens.main import MainScreen
from tests.reader.conftest import Start, screen_text, settle


async def open_page(pilot: Pilot[None], screen: MainScreen, name: str) -> EntityScreen:
    """Open the page of a name from the contents of the last article."""
    await pilot.press("escape", "escape", "G", "enter")
    await settle(pilot)
    await pilot.press("t")
    screen.panes.contents.choose(screen.library.register.entity(name).entity)
    await pilot.press("enter")
    await pilot.pause()
    assert isinstance(pilot.app.screen, EntityScreen)
    return pilot.app.screen


async def correct(pilot: Pilot[None], *keys: str) -> None:
    """Press the keys that say what is wrong."""
    await pilot.press("c")
    await pilot.pause()
    assert isinstance(pilot.app.screen, CorrectScreen)
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    # The work goes on until the page is left, so it is not waited for.
    for _ in range(40):
        await pilot.pause(0.05)
        if not any(worker.group == "correct" and worker.is_running for worker in pilot.app.workers):
            break


def head(page: EntityScreen) -> str:
    return str(page.query_one("#entity-head", Static).content)


async def test_what_is_wrong_is_chosen_by_arrows_too(start: Start, towns: Path) -> None:
    async with start(folder=towns) as (pilot, screen):
        page = await open_page(pilot, screen, "Wien")
        await correct(pilot, "down", "up", "down", "down", "enter", "ctrl+u", *"Vindobona", "enter")
        assert "Vindobona" in head(page)


async def test_another_name_is_given_and_taken_back(start: Start, towns: Path) -> None:
    async with start(folder=towns) as (pilot, screen):
        page = await open_page(pilot, screen, "Wien")
        await correct(pilot, "n", "ctrl+u", *"Vindobona", "enter")
        assert "Vindobona" in head(page)
        assert "Wien is called Vindobona" in screen_text(pilot.app.screen)
        await pilot.press("escape")
        await settle(pilot)
        assert "Vindobona" in {entry.text for entry in screen.panes.contents.entries}
        assert len(screen.library.search("place:vindobona")) == 2
    with Library(towns) as library:
        assert library.register.entity("Vindobona").articles == 2
    async with start(folder=towns) as (pilot, screen):
        page = await open_page(pilot, screen, "Vindobona")
        await pilot.press("ctrl+z")
        await pilot.pause(0.5)
        assert head(page).strip().startswith("Wien ")


async def test_the_page_calls_it_as_it_is_called_now(start: Start, towns: Path) -> None:
    async with start(folder=towns) as (pilot, screen):
        page = await open_page(pilot, screen, "Wien")
        await correct(pilot, "n", "ctrl+u", *"Vindobona", "enter")
        assert page.entity.name == "Vindobona"
        await pilot.press("ctrl+z")
        await pilot.pause(0.5)
        assert page.entity.name == "Wien"
        await pilot.press("f")
        await settle(pilot)
        assert [one.name for one in screen.library.searches.all()] == ["Wien"]


async def test_it_is_merged_with_what_is_found_by_its_beginning(start: Start, towns: Path) -> None:
    async with start(folder=towns) as (pilot, screen):
        page = await open_page(pilot, screen, "Wien")
        await correct(pilot, "m", *"ro", "enter")
        assert head(page).strip().startswith("Rom ")
        assert "3 articles · named 11 ×" in head(page)
        await pilot.press("escape")
        await settle(pilot)
        assert "Wien" not in {entry.text for entry in screen.panes.contents.entries}
        assert len(screen.library.search("place:wien")) == 3


async def test_a_way_of_writing_is_split_off(start: Start, towns: Path) -> None:
    async with start(folder=towns) as (pilot, screen):
        page = await open_page(pilot, screen, "Wien")
        await correct(pilot, "w", *"wiens", "enter")
        assert head(page).strip().startswith("Wiens ")
        assert "1 article " in head(page)


async def test_it_is_of_another_kind(start: Start, towns: Path) -> None:
    async with start(folder=towns) as (pilot, screen):
        page = await open_page(pilot, screen, "Wien")
        await correct(pilot, "k", "down", "enter")
        assert "organisation" in head(page)
        assert page.entity.kind is EntityKind.ORGANISATION


async def test_what_is_no_name_is_gone_and_comes_back(start: Start, towns: Path) -> None:
    async with start(folder=towns) as (pilot, screen):
        await open_page(pilot, screen, "Wien")
        await correct(pilot, "x")
        await pilot.pause(0.3)
        assert screen.is_current
        assert "Wien" not in {entry.text for entry in screen.panes.contents.entries}
        page = await open_page(pilot, screen, "Rom")
        await pilot.press("ctrl+z")
        await pilot.pause(0.5)
        assert head(page).strip().startswith("Wien ")


async def test_what_cannot_be_said_is_told(start: Start, towns: Path) -> None:
    async with start(folder=towns) as (pilot, screen):
        page = await open_page(pilot, screen, "Rom")
        await correct(pilot, "w", "enter")
        assert "is written in no other way" in screen_text(page)
        await pilot.press("ctrl+z")
        await pilot.pause(0.5)
        assert "There is no correction to take back" in screen_text(page)
        for key, asks in (("n", NameScreen), ("m", ChooseScreen), ("k", ChooseScreen)):
            await pilot.press("c")
            await pilot.pause()
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(pilot.app.screen, asks)
            await pilot.press("escape")
            await pilot.pause()
            assert isinstance(pilot.app.screen, EntityScreen)
        assert not screen.library.register.corrections.all()


@pytest.mark.parametrize("size", [(40, 12), (20, 6)])
async def test_it_fits_a_small_terminal(start: Start, towns: Path, size: tuple[int, int]) -> None:
    async with start(folder=towns, size=size) as (pilot, screen):
        await open_page(pilot, screen, "Wien")
        await correct(pilot, "n", "ctrl+u", *"[/]\\", "enter")
        assert isinstance(pilot.app.screen, EntityScreen)
        assert [one.action for one in screen.library.register.corrections.all()] in (
            [],
            [Action.RENAME],
        )


async def test_what_is_typed_behind_it_is_for_the_dialog(start: Start, towns: Path) -> None:
    async with start(folder=towns) as (pilot, screen):
        await open_page(pilot, screen, "Wien")
        for key in ("c", "k"):
            pilot.app.simulate_key(key)
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, ChooseScreen)


async def test_the_cursor_of_the_contents_stays_on_its_name(start: Start, towns: Path) -> None:
    async with start(folder=towns, size=(120, 9)) as (pilot, screen):
        await open_page(pilot, screen, "Wien")
        await correct(pilot, "n", "ctrl+u", *"Zwien", "enter")
        await pilot.press("escape")
        await settle(pilot)
        assert screen.panes.contents.entity is not None
        assert screen.panes.contents.entity.name == "Zwien"
        # So it does when names are recognised while it is walked.
        entity = screen.panes.contents.entity
        with screen.library._connection as connection:
            connection.execute(
                "DELETE FROM mentions WHERE form IN (SELECT number FROM forms WHERE form = 'Rom')"
            )
        screen.names_changed()
        await settle(pilot)
        assert screen.panes.contents.entity == entity
        assert "Rom" not in {entry.text for entry in screen.panes.contents.entries}
