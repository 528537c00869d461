"""Sections and names of an article are walked, counted, and marked by kind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from library import (
    Entity,
    EntityKind,
    Library,
    Mention,
    Source,
    clean_line,
)
from reader.widgets.article_view import ALL_KINDS
from reader.widgets.contents import entries
from tests.reader.conftest import BY_RULES, Start, screen_text, settle
from tests.reader.parted import bar, choose, contents
from tests.texts import HOSTILE


async def test_the_section_in_view_is_marked(start: Start, parted: Path) -> None:
    async with start(folder=parted, size=(120, 24)) as (pilot, screen):
        await pilot.press("enter")
        await settle(pilot)
        assert contents(screen) == "Teil 0"
        await pilot.press("]", "]", "]")
        await settle(pilot)
        assert contents(screen) == "Teil 2"
        assert "▸ Teil 2" in screen_text(screen)
        await pilot.press("k", "k")
        await settle(pilot)
        assert contents(screen) == "Teil 1"
        await pilot.press("G")
        await settle(pilot)
        assert contents(screen) == "Teil 4"
        assert screen_text(screen).count("▸") == 1


async def test_mentions_are_counted_and_always_in_view(start: Start, parted: Path) -> None:
    async with start(folder=parted, size=(120, 16)) as (pilot, screen):
        await pilot.press("enter")
        choose(screen, "Rom")
        await settle(pilot)
        for number in (1, 2, 3):
            await pilot.press("}")
            await settle(pilot)
            assert f"Rom {number}/30" in bar(screen)
            assert screen.view.mentioned is not None
            assert screen.view._is_in_view(screen.view.mentioned)
        await pilot.press("{", "{", "{")
        await settle(pilot)
        assert "Rom 30/30" in bar(screen)
        # From where one is, not from where one was.
        await pilot.press("g", "]", "]", "}")
        await settle(pilot)
        assert "Rom 7/30" in bar(screen)


async def test_without_a_choice_the_first_name_in_view_is_walked(
    start: Start, parted: Path
) -> None:
    async with start(folder=parted, size=(120, 16)) as (pilot, screen):
        await pilot.press("enter", "}")
        await settle(pilot)
        assert "Wien 1/30" in bar(screen)
        await pilot.press("}")
        await settle(pilot)
        assert "Wien 2/30" in bar(screen)
        choose(screen, "Rom")
        await settle(pilot)
        assert "Wien" not in bar(screen)


async def test_marks_are_of_all_kinds_then_of_one_then_of_none(start: Start, parted: Path) -> None:
    async with start(folder=parted) as (pilot, screen):
        await pilot.press("enter")
        choose(screen, "Rom")
        await settle(pilot)
        for marked, told in (
            ({EntityKind.PLACE}, "only places marked"),
            (set(), "no names marked"),
            (ALL_KINDS, ""),
        ):
            await pilot.press("e")
            await settle(pilot)
            assert screen.view.marked == marked
            assert told in bar(screen)
        assert "marked" not in bar(screen)


async def test_the_kind_of_what_is_walked_is_the_one_that_is_marked(
    start: Start, parted: Path
) -> None:
    async with start(folder=parted) as (pilot, screen):
        await pilot.press("enter", "}", "e")
        await settle(pilot)
        assert screen.view.marked == {EntityKind.PLACE}


@pytest.mark.parametrize("text", [*HOSTILE, "x" * 200])
async def test_whatever_a_name_holds_is_told_as_it_is(start: Start, text: str) -> None:
    name = clean_line(text)
    async with start() as (pilot, screen):
        await pilot.press("enter")
        opened = screen.view.opened
        assert opened is not None
        entity = Entity(EntityKind.OTHER, name, "x")
        screen.view.opened = replace(opened, mentions=(Mention(entity, 0, 0, 3),))
        await pilot.press("}")
        await settle(pilot)
        told = name if cell_len(name) <= 28 else name[:20]
        assert told in bar(screen)
        assert "1/1 · 100 %" in bar(screen)


NESTED = """\
# Ein Titel aus Wien

Aus Wien und Rom.

## Oben

In Rom.

### Darunter

In Rom, Rom und Wien.

## Zuletzt

Nichts.
"""


@pytest.fixture
def nested(tmp_path: Path) -> Path:
    """Return the folder of a library with one article, a section of which lies in another."""
    folder = tmp_path / "nested"
    with Library(folder) as library:
        list(library.add([Source("a.md", NESTED.encode())]))
        list(library.recognise(engine=BY_RULES.engine))
    return folder


async def test_sections_have_the_mentions_in_them_and_in_those_below(
    start: Start, nested: Path
) -> None:
    async with start(folder=nested) as (pilot, screen):
        listed = screen.panes.contents.entries
        assert [(e.text, e.count, e.depth) for e in listed if e.place and not e.entity] == [
            ("Lead", 3, 0),
            ("Oben", 4, 0),
            ("Darunter", 3, 1),
            ("Zuletzt", 0, 0),
        ]
        assert [(e.text, e.count) for e in listed if e.entity] == [("Rom", 4), ("Wien", 3)]
        await pilot.resize_terminal(120, 8)
        await settle(pilot)
        for heading in ("Oben", "Darunter"):
            await pilot.press("t", "j", "enter")
            await settle(pilot)
            place = screen.view.place
            assert place is not None
            assert screen.view.opened is not None
            assert screen.view.opened.article.text_of(place.block) == heading
            assert contents(screen) == heading


async def test_all_entries_are_walked(start: Start, nested: Path) -> None:
    async with start(folder=nested) as (pilot, screen):
        pane = screen.panes.contents
        await pilot.press("t")
        seen = [pane.entries[pane.cursor].text]
        for _ in range(5):
            await pilot.press("j")
            seen.append(pane.entries[pane.cursor].text)
        assert seen == ["Lead", "Oben", "Darunter", "Zuletzt", "Rom", "Wien"]


async def test_names_that_were_corrected_meanwhile_leave_the_bar_right(
    start: Start, nested: Path
) -> None:
    async with start(folder=nested) as (pilot, screen):
        await pilot.press("enter", "}")
        await settle(pilot)
        assert "Wien 1/3" in bar(screen)
        opened = screen.view.opened
        assert opened is not None
        rest = tuple(one for one in opened.mentions if one.entity.name != "Wien")
        screen.view.opened = replace(opened, mentions=rest)
        screen.panes.contents.renew(entries(opened.article, rest))
        await settle(pilot)
        assert "Wien" not in bar(screen)
        assert contents(screen) == "Lead"
