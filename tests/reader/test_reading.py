"""Reading: where one is, skimming, walking names, marks of one kind, and the place that is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.widget import Widget

from library import (
    TITLE_BLOCK,
    Entity,
    EntityKind,
    Hit,
    Library,
    Mention,
    Place,
    Source,
    clean_line,
)
from reader.screens.main import MainScreen
from reader.widgets.article_view import ALL_KINDS, Opened
from reader.widgets.contents import entries
from tests.reader.conftest import BY_RULES, Start, screen_text, settle
from tests.texts import HOSTILE

PARAGRAPH = "In Wien prüfen sie am 5. September die Straße. Dr. Müller kam aus Rom. Mehr nicht."
TEXT = "# Ein Titel\n\n" + "\n\n".join(
    f"## Teil {part}\n\n" + "\n\n".join([PARAGRAPH] * 6) for part in range(5)
)


@pytest.fixture
def parted(tmp_path: Path) -> Path:
    """Return the folder of a library with one article of five sections, with names in them."""
    folder = tmp_path / "parted"
    with Library(folder) as library:
        list(library.add([Source("a.md", TEXT.encode())]))
        list(library.recognise(engine=BY_RULES.engine))
    return folder


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


async def test_the_position_is_told_in_percent_and_time(start: Start, parted: Path) -> None:
    async with start(folder=parted, size=(120, 20)) as (pilot, screen):
        await pilot.press("enter")
        await settle(pilot)
        assert " 0 % · 2 min left " in bar(screen)
        seen = []
        for _ in range(3):
            await pilot.press("pagedown")
            await settle(pilot)
            seen.append(int(screen.view.position.split(" %")[0].split("· ")[-1]))
        assert seen == sorted(set(seen))
        assert 0 < seen[0] < seen[-1] < 100
        await pilot.press("G")
        await settle(pilot)
        assert bar(screen).endswith(" 100 % ")
        await pilot.press("k")
        await settle(pilot)
        assert " 99 % · 1 min left " in bar(screen)


async def test_scrolling_leaves_all_else_as_it_is_drawn(start: Start, parted: Path) -> None:
    async with start(folder=parted) as (pilot, screen):
        await pilot.press("enter")
        await settle(pilot)
        drawn = list[Widget]()

        def watched(widget: Widget) -> Callable[..., Widget]:
            refresh = widget.refresh

            def refreshed(*arguments: Any, **options: Any) -> Widget:
                drawn.append(widget)
                return refresh(*arguments, **options)

            return refreshed

        for widget in (screen.list, screen.bar, screen.found):
            setattr(widget, "refresh", watched(widget))  # noqa: B010 - no more than watched
        await pilot.press("j", "j", "pagedown")
        await settle(pilot)
        assert screen.view.scroll_y > 0
        assert drawn == []


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


async def test_skimming_shows_first_sentences_with_their_names_and_comes_back(
    start: Start, parted: Path
) -> None:
    async with start(folder=parted, size=(120, 24)) as (pilot, screen):
        await pilot.press("enter", "]", "]", "j", "j", "j", "j")
        await settle(pilot)
        place, y = screen.view.place, screen.view.scroll_y
        assert "Müller" in screen_text(screen)
        await pilot.press("S")
        await settle(pilot)
        text = screen_text(screen)
        assert "· In Wien prüfen sie am 5. September die" in text
        assert "Straße. …" in text
        assert "Dr. Müller kam" not in text
        assert screen.view.place == place
        await pilot.press("S")
        await settle(pilot)
        assert (screen.view.place, screen.view.scroll_y) == (place, y)


async def test_who_reads_on_skimming_goes_on_from_there(start: Start, parted: Path) -> None:
    async with start(folder=parted, size=(120, 16)) as (pilot, screen):
        await pilot.press("enter", "S", "]", "]", "]")
        await settle(pilot)
        place = screen.view.place
        assert place is not None
        assert place.block == 14
        await pilot.press("S")
        await settle(pilot)
        assert screen.view.place == place


async def test_what_leads_to_a_place_that_is_left_out_ends_skimming(
    start: Start, parted: Path
) -> None:
    async with start(folder=parted) as (pilot, screen):
        await pilot.press("enter", "S")
        choose(screen, "Wien")
        await pilot.press("}")
        await settle(pilot)
        assert screen.view.skimmed
        choose(screen, "Rom")
        await settle(pilot)
        await pilot.press("}")
        await settle(pilot)
        assert not screen.view.skimmed
        assert "Rom 1/30" in bar(screen)


async def test_finding_looks_in_all_and_skims_on_afterwards(start: Start, parted: Path) -> None:
    async with start(folder=parted) as (pilot, screen):
        await pilot.press("enter", "S", "/", *"mehr")
        await settle(pilot)
        assert "1 of 30" in screen_text(screen)
        assert not screen.view.skimmed
        await pilot.press("escape")
        await settle(pilot)
        assert screen.view.skimmed
        assert screen.view.scroll_y == 0


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


# The place


@pytest.mark.parametrize("skimmed", [False, True])
async def test_the_place_survives_a_restart(start: Start, parted: Path, skimmed: bool) -> None:
    async with start(folder=parted, size=(120, 20)) as (pilot, screen):
        await pilot.press("enter", *("S" if skimmed else ""), "]", "]", "]", "j", "j")
        await settle(pilot)
        place = screen.view.place
        assert place is not None
    async with start(folder=parted, size=(90, 20)) as (pilot, screen):
        await pilot.press("enter")
        await settle(pilot)
        assert screen.view.place == place
        assert screen.view._layout is not None
        assert screen.view.scroll_offset.y == screen.view._layout.line_of(place)


async def test_the_place_does_not_drift_from_width_to_width(start: Start, parted: Path) -> None:
    async with start(folder=parted, size=(120, 20)) as (pilot, screen):
        await pilot.press("enter", "]", "]", *("j" * 5))
        await settle(pilot)
        place, y = screen.view.place, screen.view.scroll_y
        for width, height in ((50, 20), (61, 9), (1, 1), (1000, 200), (33, 12), (120, 20)):
            await pilot.resize_terminal(width, height)
            await settle(pilot)
            assert screen.view.place == place
        assert screen.view.scroll_y == y


async def test_the_width_of_the_column_can_be_set(start: Start, parted: Path) -> None:
    async with start(folder=parted) as (pilot, screen):
        await pilot.press("enter", "z", "]", "]")
        await settle(pilot)
        place = screen.view.place
        screen.view.max_width = 30
        await settle(pilot)
        assert screen.view.place == place
        lines = [screen.view.text_line(number, 110).text.strip() for number in range(40)]
        assert 20 < max(map(cell_len, lines)) <= 30


# Columns


async def test_marks_in_wide_text_keep_their_cells(start: Start) -> None:
    text = "日本の首相 👩🏽‍💻 e\u0301te\u0301 Wien 김정은 Ende"
    seoul = Entity(EntityKind.PLACE, "Wien", "place/x")
    async with start() as (pilot, screen):
        opened = screen.view.opened
        assert opened is not None
        block = opened.article.blocks[0]
        made = replace(opened.article, blocks=(replace(block, text=text, links=()),))
        wien, eye = text.index("Wien"), text.index("💻")
        screen.view.opened = Opened(
            made,
            (Mention(seoul, 0, wien, wien + 4),),
            # It begins within what is drawn as one sign.
            (Hit(made.id, 0, eye, eye + 1),),
        )
        await settle(pilot)
        layout = screen.view._layout
        assert layout is not None
        number = layout.line_of(Place(0, 0))
        strip = screen.view.text_line(number, 60)
        parts = [segment.text for segment in strip]
        assert "👩🏽‍💻" in parts
        assert "Wien" in parts
        assert "".join(parts).strip() == text
        assert sum(map(cell_len, parts)) == cell_len("".join(parts))


async def test_the_title_and_a_text_of_one_letter_are_survived(start: Start, parted: Path) -> None:
    async with start(folder=parted, size=(1, 3)) as (pilot, screen):
        await pilot.press("enter", "S", "}", "]", "e", "/", "a", "enter", "n", "escape", "S")
        await settle(pilot)
        assert screen.view.place is None or screen.view.place.block >= TITLE_BLOCK


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


# The contents


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
            assert screen.view.text_of(place.block) == heading
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
