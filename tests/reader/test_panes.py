"""The panes: which are shown, what stands in them, and which has the keys."""

from __future__ import annotations

import pytest

from reader.widgets.panes import ARTICLE, CONTENTS, LIST
from tests.reader.conftest import Start, screen_text, settle


async def test_the_place_survives_another_width(start: Start) -> None:
    async with start(size=(120, 12)) as (pilot, screen):
        await pilot.press("enter", "right_square_bracket")
        await settle(pilot)
        place = screen.view.place
        assert place is not None
        heading = screen.view.opened.article.blocks[place.block].text  # type: ignore[union-attr]
        assert heading.startswith("Vereinigte Staaten")
        await pilot.resize_terminal(60, 12)
        await settle(pilot)
        assert screen.view.place is not None
        assert screen.view.place.block == place.block


async def test_an_article_shows_its_sections_and_names(start: Start) -> None:
    async with start() as (_, screen):
        text = screen_text(screen)
        assert "CONTENTS" in text
        assert "Vereinigte Staaten: S" in text
        entries = {entry.text: entry.count for entry in screen.panes.contents.entries}
        assert entries["Südkorea"] == 6
        assert entries["Almaty"] == 2
        assert entries["3. bis 6. Oktober"] == 1
        assert entries["March 9, 2017"] == 1
        assert entries["@Park_amtlich"] == 1
        assert "▎ — Min-ho Park (박민호)" in text


async def test_contents_are_walked_and_lead_into_the_text(start: Start) -> None:
    async with start(size=(120, 14)) as (pilot, screen):
        await pilot.press("t")
        assert screen.panes.active == CONTENTS
        await pilot.press("j", "enter")
        await settle(pilot)
        assert screen.panes.active == ARTICLE
        assert "Vereinigte Staaten: Südkorea und" in screen_text(screen)
        await pilot.press("t", "t")
        assert screen.panes.active == ARTICLE
        assert not screen.panes.contents.display


@pytest.mark.parametrize(
    ("width", "shown"),
    [(120, (True, True, True)), (80, (True, True, False)), (60, (True, False, False))],
)
async def test_panes_by_width(start: Start, width: int, shown: tuple[bool, bool, bool]) -> None:
    async with start(size=(width, 24)) as (_, screen):
        panes = screen.panes
        assert (
            panes.article_list.display,
            panes.article_view.display,
            panes.contents.display,
        ) == shown


async def test_tab_and_zoom(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("tab")
        assert screen.panes.active == ARTICLE
        await pilot.press("z")
        assert not screen.panes.article_list.display
        await pilot.press("z", "tab", "tab")
        assert screen.panes.active == LIST
        assert screen.panes.article_list.display


async def test_entity_marks_are_taken_away(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("e")
        assert not screen.view.marked


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (20, 5), (79, 24), (300, 100)])
async def test_any_size_is_survived(start: Start, size: tuple[int, int]) -> None:
    async with start() as (pilot, screen):
        await pilot.resize_terminal(*size)
        await pilot.press("enter", "j", "t", "tab", "h")
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert "Min Ho Park" in screen_text(screen)


async def test_the_active_pane_is_the_one_with_the_keys(start: Start) -> None:
    async with start() as (pilot, screen):
        for key in ("enter", "h"):
            pilot.app.simulate_key(key)
        await settle(pilot)
        assert screen.panes.active == LIST
        assert screen.focused is screen.list


async def test_no_rule_asks_which_pane_has_the_focus(start: Start) -> None:
    """For none of them computes its styles when it gets it or loses it."""
    async with start() as (pilot, screen):
        for pane in (screen.list, screen.view, screen.panes.contents):
            own = {"*", pane.id, *pane.classes, *pane._css_type_names}
            asked = [
                selector.name
                for rule in pilot.app.stylesheet.rules
                for selectors in rule.selector_set
                for selector in selectors.selectors
                if {"focus", "blur"} & selector.pseudo_classes and selector.name in own
            ]
            assert asked == []
        # That the question is asked rightly: of a line that is typed into some rule does ask.
        assert any(
            "focus" in selector.pseudo_classes
            for rule in pilot.app.stylesheet.rules
            for selectors in rule.selector_set
            for selector in selectors.selectors
        )
