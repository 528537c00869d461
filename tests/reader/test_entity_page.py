"""The page of an entity: reached from an article, walked, and left for another article."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from library import Entity, EntityKind, Known, Library, Source
from reader.screens.entity import EntityScreen
from reader.screens.entity_facts import chart, facts
from reader.widgets.panes import ARTICLE, CONTENTS
from reader.widgets.rows import Rows
from tests.reader.conftest import Start, screen_text, settle


async def choose(pilot: Pilot[None], name: str) -> None:
    """Put the cursor of the contents on `name`."""
    screen = pilot.app.screen
    contents = screen.panes.contents  # type: ignore[attr-defined]
    await pilot.press("t")
    row = next(n for n, entry in enumerate(contents.entries) if entry.text == name)
    while contents.cursor != row:
        await pilot.press("j")
    await pilot.pause()


def page(pilot: Pilot[None]) -> EntityScreen:
    """Return the page that is shown."""
    assert isinstance(pilot.app.screen, EntityScreen)
    return pilot.app.screen


async def look_up(pilot: Pilot[None], name: str) -> None:
    """Open the page of `name`, once the article that names it is shown."""
    await settle(pilot)
    await choose(pilot, name)
    await pilot.press("enter")
    await pilot.pause()


def recognised(folder: Path, *texts: str) -> Path:
    """Make a library of `texts` there, and have rules recognise their names."""
    with Library(folder) as library:
        list(library.add(Source(f"{n}.txt", text.encode()) for n, text in enumerate(texts)))
        list(library.recognise(engine="rules"))
    return folder


def head(screen: EntityScreen) -> str:
    return str(screen.query_one("#entity-head", Static).content)


async def test_from_a_name_to_another_article_that_has_it(start: Start, towns: Path) -> None:
    async with start(folder=towns) as (pilot, screen):
        await pilot.press("j", "enter")
        await look_up(pilot, "Wien")
        shown = page(pilot)
        assert head(shown).split("  ")[0].strip() == "Wien"
        assert "place · 2 articles · named 5 ×" in head(shown)
        text = screen_text(shown)
        assert "In Wien ist es kalt." in text
        assert "Es regnet." not in text
        assert "WITH PLACES" in text
        await pilot.press("j", "enter")
        await settle(pilot)
        assert screen.is_current
        assert screen.view.opened is not None
        assert screen.view.opened.article.title == "Wien und Rom"
        assert screen.panes.active == ARTICLE
        assert screen.view.traced is not None
        assert screen.view.traced.name == "Wien"


async def test_what_is_named_beside_it_leads_on_and_back(start: Start, towns: Path) -> None:
    async with start(folder=towns) as (pilot, screen):
        await pilot.press("j", "enter")
        await look_up(pilot, "Wien")
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert "Rom" in head(page(pilot))
        await pilot.press("escape")
        await pilot.pause()
        assert "Wien" in head(page(pilot))
        await pilot.press("escape")
        await settle(pilot)
        assert screen.is_current
        assert screen.panes.active == CONTENTS


async def test_an_article_outside_the_view_is_opened_in_all(start: Start, towns: Path) -> None:
    async with start(folder=towns) as (pilot, screen):
        await pilot.press("slash", *"regnet", "enter", "enter")
        await look_up(pilot, "Wien")
        await pilot.press("G", "enter")
        await settle(pilot)
        assert screen.view.opened is not None
        assert screen.view.opened.article.title == "Wien und Rom"
        assert screen.bar.current == 0
        assert screen.search_line.value == ""


async def test_mentions_of_the_chosen_name_are_walked(start: Start) -> None:
    async with start(size=(120, 12)) as (pilot, screen):
        await pilot.press("enter")
        await settle(pilot)
        await choose(pilot, "Südkorea")
        assert screen.view.traced is not None
        tops = []
        for _ in range(7):
            await pilot.press("right_curly_bracket")
            await pilot.pause()
            tops.append(screen.view.scroll_offset.y)
        assert max(tops) > 0
        assert tops[6] < max(tops)
        await pilot.press("left_curly_bracket")
        await pilot.pause()
        assert screen.view.scroll_offset.y == tops[5]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (3, 3)])
async def test_it_fits_any_terminal(start: Start, towns: Path, size: tuple[int, int]) -> None:
    async with start(folder=towns, size=size) as (pilot, screen):
        entity = screen.library.register.entity("Wien").entity
        pilot.app.push_screen(EntityScreen(screen.library, screen.saver, entity))
        await pilot.pause()
        for key in ("tab", "j", "tab", "G", "tab", "tab"):
            await pilot.press(key)
            await pilot.pause()
        assert isinstance(pilot.app.screen, EntityScreen)


async def test_what_is_met_first_is_said_to_be_new(start: Start, towns: Path) -> None:
    async with start(folder=towns) as (pilot, screen):
        new = {entry.text for entry in screen.panes.contents.entries if entry.is_new}
        assert new == set()
        await pilot.press("enter", "h", "j", "j")
        await settle(pilot)
        new = {entry.text for entry in screen.panes.contents.entries if entry.is_new}
        assert new == {"Wien"}


@pytest.mark.parametrize("name", ["[@click=app.quit]Q[/]", "\x1b[31mrot", "a\u202eb", "😀" * 300])
def test_names_are_shown_as_what_they_are(name: str) -> None:
    entity = Entity(EntityKind.PERSON, name, "person/x")
    rows = facts(Known(entity, (name,), 1, 1), {}, [(entity, 3)])
    assert all("\x1b" not in row.text for row in rows if row.depth)


def test_a_year_is_a_line_of_bars() -> None:
    months = {(2023, 12): 1, (2024, 1): 8, (2024, 3): 4}
    assert list(chart(months)) == ["2024 █·▄·········    12", "2023 ···········▁     1"]


@pytest.mark.parametrize("columns", [60, 61, 62, 63, 64])
async def test_a_sentence_that_goes_on_ends_in_a_sign(
    start: Start, tmp_path: Path, columns: int
) -> None:
    text = f"Title: Lang\n\nIn Wien {'reden sie '.ljust(10) * 40}immer noch."
    async with start(size=(columns, 24), folder=recognised(tmp_path, text)) as (pilot, _screen):
        await pilot.press("enter")
        await look_up(pilot, "Wien")
        lines = screen_text(page(pilot)).split("\n")
        shown = [line for line in lines if "reden" in line or "sie" in line]
        assert shown[-1].rstrip(" │┃▌█").endswith("…")


async def test_the_beginning_of_its_facts_is_reached_by_keys(start: Start, tmp_path: Path) -> None:
    towns = "Wien, Rom, Paris, London, Madrid, Berlin"
    texts = [f"Title: Tag {n}\nDate: {1990 + n}-05-01\n\n{towns}.\n" for n in range(20)]
    folder = recognised(tmp_path, *texts)
    async with start(folder=folder, size=(120, 20)) as (pilot, _screen):
        await pilot.press("enter")
        await look_up(pilot, "Wien")
        await pilot.press("tab")
        pane = page(pilot).focused
        assert isinstance(pane, Rows)
        first = pane.cursor
        assert first > 10
        for key in ("g", "home", "pageup"):
            await pilot.press("j", "j", "j")
            assert pane.cursor > first
            await pilot.press(key)
            await pilot.pause()
            assert (pane.cursor, pane.scroll_offset.y) == (first, 0)
        await pilot.press("j", "k")
        await pilot.pause()
        assert pane.scroll_offset.y > 0
        await pilot.press("k")
        await pilot.pause()
        assert pane.scroll_offset.y == 0


async def test_a_wide_source_leaves_room_for_the_day(start: Start, tmp_path: Path) -> None:
    text = (
        f"Title: {'Lang ' * 30}\nDate: 2024-05-02\nSource: 日本経済新聞社\n\nIn Wien regnet es.\n"
    )
    async with start(folder=recognised(tmp_path, text), size=(120, 24)) as (pilot, _screen):
        await pilot.press("enter")
        await look_up(pilot, "Wien")
        assert "日本経済新聞社 · 2 May" in screen_text(page(pilot))
