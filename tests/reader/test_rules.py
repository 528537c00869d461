"""Rules hide what they find from every list, and the numbers in the bar are those of the lists."""

from __future__ import annotations

from pathlib import Path

from library import Library, Mark
from reader.config import Config
from reader.screens.main import MainScreen
from reader.screens.rules import RulesScreen
from tests.reader.conftest import Start, screen_text, settle
from tests.reader.test_saved_searches import counted, named, titles


async def test_a_rule_hides_is_listed_and_taken_back(start: Start, home: Path) -> None:
    with Library(home) as library:
        library.searches.add("Alle Häfen", "hamburg OR rhein")
    async with start() as (pilot, screen):
        await pilot.press("slash", *"rhein", "enter", "H", "a")
        await named(pilot, "rhein")
        await pilot.pause(0.3)
        assert isinstance(pilot.app.screen, RulesScreen)
        text = screen_text(pilot.app.screen)
        assert "What “rhein” finds is hidden" in text
        assert "hides 1" in text
        await pilot.press("escape")
        await settle(pilot)
        assert await counted(pilot, screen) == ("All 2", "Unread 2", "★ 0", "Alle Häfen 1")
        assert titles(screen) == ["Min Ho ", "Harbour"]
        await pilot.press("slash", *"rhein", "enter")
        await settle(pilot)
        assert not titles(screen)
        assert "0 found" in screen_text(screen)
        await pilot.press("escape", "H", "enter")
        await settle(pilot)
        assert titles(screen) == ["Der Hau"]
        assert "1 hidden by rhein" in screen_text(screen)
        # That is no view, and is left as everything is left.
        await pilot.press("escape")
        await settle(pilot)
        assert titles(screen) == ["Min Ho ", "Harbour"]
        assert "hidden by" not in screen_text(screen)
        await pilot.press("H", "enter")
        await settle(pilot)
        assert titles(screen) == ["Der Hau"]
        await pilot.press("H", "ctrl+z")
        await settle(pilot)
        await pilot.press("escape", "1")
        await settle(pilot)
        assert await counted(pilot, screen) == ("All 3", "Unread 3", "★ 0", "Alle Häfen 2")
        assert len(titles(screen)) == 3


async def test_the_numbers_are_those_of_the_lists_from_the_start_on(
    start: Start, home: Path
) -> None:
    with Library(home) as library:
        hidden = library.search("hamburg")[0].id
        library.mark([hidden], Mark.BOOKMARK)
        library.rules.add("hamburg")
    async with start() as (pilot, screen):
        assert titles(screen) == ["Min Ho ", "Der Hau"]
        assert await counted(pilot, screen) == ("All 2", "Unread 2", "★ 0")
        await pilot.press("r", "s")
        await settle(pilot)
        assert await counted(pilot, screen) == ("All 2", "Unread 1", "★ 1")
        for view, number in (("1", 2), ("2", 1), ("3", 1)):
            await pilot.press(view)
            await settle(pilot)
            assert len(titles(screen)) == number
        await pilot.press("1", "n")
        await settle(pilot)
        assert titles(screen)[screen.list.cursor] == "Der Hau"


async def test_a_hidden_version_of_a_story_is_read_with_the_others(
    start: Start, home: Path
) -> None:
    with Library(home) as library:
        library.rules.add("hamburg is:unread OR gibtsnicht")
        hidden = library.hidden()
        assert hidden == (1, 1, 0)
    async with start() as (pilot, screen):
        assert await counted(pilot, screen) == ("All 2", "Unread 2", "★ 0")
        with Library(home) as library:
            library.mark([headline.id for headline in library.search("")], Mark.READ)
        await pilot.press("2")
        await settle(pilot)
        assert await counted(pilot, screen) == ("All 2", "Unread 0", "★ 0")


async def test_rules_that_cannot_be_kept_are_refused_in_words(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("H")
        await pilot.pause()
        assert "None yet" in screen_text(pilot.app.screen)
        for wrong, said in (("foo:bar", "There is no field “foo:”"), ("*", "finds everything")):
            await pilot.press("a")
            await named(pilot, wrong)
            assert said in screen_text(pilot.app.screen)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, MainScreen)
        assert len(titles(screen)) == 3


async def test_a_rule_that_is_too_long_for_the_line_is_seen_to_be_cut(
    start: Start, home: Path
) -> None:
    with Library(home) as library:
        library.rules.add("hamburg OR rotterdam OR antwerpen")
    async with start(size=(60, 20)) as (pilot, screen):
        await pilot.press("H", "enter")
        await settle(pilot)
        top = screen_text(screen).splitlines()[0].rstrip()
        assert "1 hidden by ham" in top
        assert top.endswith("…")
    async with start(size=(60, 20), config=Config(ascii=True)) as (pilot, screen):
        await pilot.press("H", "enter")
        await settle(pilot)
        assert screen_text(screen).splitlines()[0].isascii()
