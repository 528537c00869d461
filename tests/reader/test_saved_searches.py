"""Searches that are saved, stand beside the views, and show how many unread articles they find."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from library import Counts, Library, Mark, Saved, Source, Tally, parse_query
from reader.screens.correct import NameScreen
from reader.screens.main import MainScreen
from reader.screens.queries import SearchesScreen
from reader.session import Question
from reader.views import search_to_save
from reader.widgets.bars import ViewBar, fitting
from tests.reader.conftest import Start, row, screen_text, settle
from tests.texts import HOSTILE


async def counted(pilot: Pilot[None], screen: MainScreen) -> tuple[str, ...]:
    """Wait until all is counted, and return what the bar shows."""
    async with asyncio.timeout(10):
        await pilot.pause(0.35)
        while not screen._counting.is_complete:
            await pilot.pause(0.05)
    await pilot.pause()
    return screen.bar.views


async def named(pilot: Pilot[None], name: str) -> None:
    """Answer the question for a name."""
    await pilot.pause()
    assert isinstance(pilot.app.screen, NameScreen)
    pilot.app.screen.query_one(Input).value = name
    await pilot.press("enter")
    await settle(pilot)


def titles(screen: MainScreen) -> list[str]:
    return [headline.title[:7] for headline in screen.list.headlines]


async def test_a_search_is_saved_found_again_renamed_removed_and_back(
    start: Start, home: Path
) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash", *"kohle", "enter", "f")
        await pilot.pause()
        assert "Save the search as" in screen_text(pilot.app.screen)
        await named(pilot, "Brennstoff [/]")
        assert await counted(pilot, screen) == ("All 3", "Unread 3", "★ 0", "Brennstoff [/] 1")
        await pilot.press("escape")
        await settle(pilot)
        assert len(screen.list.headlines) == 3
        await pilot.press("4")
        await settle(pilot)
        assert titles(screen) == ["Min Ho "]
        assert screen.bar.current == 3
        await pilot.press("enter")
        assert (await counted(pilot, screen))[3] == "Brennstoff [/] 0"
    async with start() as (pilot, screen):
        assert (await counted(pilot, screen))[1:] == ("Unread 2", "★ 0", "Brennstoff [/] 0")
        await pilot.press("F")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SearchesScreen)
        await pilot.press("n")
        await named(pilot, "Kohle")
        await pilot.press("x")
        await settle(pilot)
        assert "“Kohle” is removed" in screen_text(pilot.app.screen)
        await pilot.press("ctrl+z")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert (await counted(pilot, screen))[3] == "Kohle 0"
        assert titles(screen) == ["Min Ho "]
    with Library(home) as library:
        assert [(one.name, one.query) for one in library.searches.all()] == [("Kohle", "kohle")]


async def test_marks_change_the_numbers_by_one_and_nothing_is_counted_anew(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library(home) as library:
        library.searches.add("Rhein", "rhein OR hamburg")
        library.searches.add("Kohle", "kohle is:unread")
        library.searches.add("Merken", "is:bookmarked")
    async with start() as (pilot, screen):
        assert (await counted(pilot, screen))[3:] == ("Rhein 2", "Kohle 1", "Merken 0")
        counts: list[object] = []
        count = Library.count

        def noted(library: Library, node: object) -> int:
            counts.append(node)
            return count(library, node)  # type: ignore[arg-type]

        monkeypatch.setattr(Library, "count", noted)
        for keys, shown in (
            ("r", ("Rhein 2", "Kohle 0")),
            ("jr", ("Rhein 1", "Kohle 0")),
            ("u", ("Rhein 2", "Kohle 0")),
            ("rku", ("Rhein 1", "Kohle 1")),
        ):
            await pilot.press(*keys)
            await settle(pilot)
            assert (await counted(pilot, screen))[3:5] == shown
        marks = [node for node in counts if "bookmarked" not in str(node)]
        assert not marks
        await pilot.press("s")
        await settle(pilot)
        assert (await counted(pilot, screen))[3:] == ("Rhein 1", "Kohle 1", "Merken 1")


async def test_no_start_counts_what_was_counted_before(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library(home) as library:
        library.searches.add("Rhein", "rhein OR hamburg")
        library.rules.add("kohle")
    async with start() as (pilot, screen):
        assert await counted(pilot, screen) == ("All 2", "Unread 2", "★ 0", "Rhein 2")
        await pilot.press("r")
        await settle(pilot)
        assert await counted(pilot, screen) == ("All 2", "Unread 1", "★ 0", "Rhein 1")
    with monkeypatch.context() as patch:
        for name in ("count", "hidden"):
            patch.setattr(Library, name, None)
        async with start() as (pilot, screen):
            assert screen.bar.views == ("All 2", "Unread 1", "★ 0", "Rhein 1")
            assert screen._counting.is_complete
    with Library(home) as library:
        tally, is_right = library.tally() or (None, False)
        assert is_right
        assert tally == Tally({"rhein OR hamburg": 1}, Counts(1, 1, 0))
        library.mark([headline.id for headline in library.search("")], Mark.UNREAD)
        assert library.tally() == (tally, False)
    async with start() as (pilot, screen):
        assert await counted(pilot, screen) == ("All 2", "Unread 2", "★ 0", "Rhein 2")


async def test_what_comes_from_elsewhere_is_counted(start: Start, home: Path) -> None:
    with Library(home) as library:
        library.searches.add("Rhein", "rhein")
    async with start() as (pilot, screen):
        assert (await counted(pilot, screen))[3:] == ("Rhein 1",)
        with Library(home) as library:
            list(library.add([Source("a.txt", b"Hochwasser\nDer Rhein steigt weiter an.\n")]))
            library.searches.add("Elbe", "elbe")
        await pilot.press("2")
        await settle(pilot)
        assert await counted(pilot, screen) == ("All 4", "Unread 4", "★ 0", "Rhein 2", "Elbe 0")
        with Library(home) as library:
            library.mark([library.search("hochwasser")[0].id], Mark.READ)
        await pilot.press("1")
        await settle(pilot)
        assert await counted(pilot, screen) == ("All 4", "Unread 3", "★ 0", "Rhein 1", "Elbe 0")


async def test_one_that_cannot_be_read_is_shown_as_such(start: Start, home: Path) -> None:
    lines = [
        {"deed": "add", "at": "2030-01-01T00:00:00.000Z", "name": "Später", "query": "near:wien"},
        {"deed": "add", "at": "2030-01-02T00:00:00.000Z", "name": "Rhein", "query": "rhein"},
    ]
    with (home / "state.journal").open("a") as file:
        file.writelines(json.dumps({"edit": line, "of": "searches"}) + "\n" for line in lines)
    async with start() as (pilot, screen):
        assert (await counted(pilot, screen))[3:] == ("Später !", "Rhein 1")
        await pilot.press("4")
        await settle(pilot)
        assert "There is no field “near:”" in screen_text(screen)
        assert screen.bar.current == 0
        await pilot.press("F")
        await pilot.pause()
        assert "There is no field" in screen_text(pilot.app.screen)
        await pilot.press("escape", "5")
        await settle(pilot)
        assert titles(screen) == ["Der Hau"]
        await pilot.press("r")
        assert (await counted(pilot, screen))[3:] == ("Später !", "Rhein 0")


@pytest.mark.parametrize("hostile", [*HOSTILE, "[/]", "x" * 10_000, "[bold]"], ids=ascii)
async def test_no_name_and_no_query_acts(start: Start, home: Path, hostile: str) -> None:
    line = {
        "deed": "add",
        "at": "2030-01-01T00:00:00.000Z",
        "name": hostile.encode("utf-8", "replace").decode(),
        "query": f'"{hostile.encode("utf-8", "replace").decode()}',
    }
    with (home / "state.journal").open("a") as file:
        file.write(json.dumps({"edit": line, "of": "searches"}) + "\n")
        file.write(json.dumps({"edit": line, "of": "rules"}) + "\n")
    async with start(size=(80, 24)) as (pilot, screen):
        await counted(pilot, screen)
        for keys in (["4"], ["F"], ["n"], ["escape", "escape"], ["H"], ["escape"], ["1"]):
            await pilot.press(*keys)
            await pilot.pause(0.1)
            shown = screen_text(pilot.app.screen)
            assert "\x1b" not in shown
            assert all(len(part) <= 80 for part in shown.split("\n"))
        assert pilot.app.is_running
        assert screen.bar.views[0] == "All 3"


async def test_a_key_without_a_search_and_a_save_without_one_say_so(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("9")
        await settle(pilot)
        assert "No saved search has this key" in screen_text(screen)
        await pilot.press("f")
        await settle(pilot)
        assert "Search first" in screen_text(screen)
        await pilot.press("F")
        await pilot.pause()
        assert "None yet" in screen_text(pilot.app.screen)
        await pilot.press("x", "enter", "J", "n", "escape")
        assert screen.is_current


async def test_searches_are_moved_and_clicked(start: Start, home: Path) -> None:
    with Library(home) as library:
        for name in ("Fuchs", "Dachs", "Luchs"):
            library.searches.add(name, name)
    async with start() as (pilot, screen):
        await pilot.press("F", "J", "J")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert await counted(pilot, screen) == (
            "All 3", "Unread 3", "★ 0", "Dachs 0", "Luchs 0", "Fuchs 0",
        )  # fmt: skip
        x = sum(len(text) + 3 for text in screen.bar.views[:5])
        await pilot.click(ViewBar, offset=(x + 1, 0))
        await settle(pilot)
        assert screen.session.question.name == "Fuchs"
        assert screen.bar.current == 5
        await pilot.press("F", "x")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert screen.bar.views[3:] == ("Luchs 0", "Fuchs 0")
        await pilot.press("F", "j", "x")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert screen.session.question == Question()


async def test_names_are_followed_from_the_contents_and_from_their_page(
    start: Start, towns: Path
) -> None:
    async with start(folder=towns) as (pilot, screen):
        await pilot.press("j", "enter")
        await settle(pilot)
        await pilot.press("t")
        contents = screen.panes.contents
        wien = next(n for n, entry in enumerate(contents.entries) if entry.text == "Wien")
        contents.cursor = wien
        await pilot.press("f")
        await settle(pilot)
        assert "“Wien” is saved. Key 4 opens it" in screen_text(screen)
        assert (await counted(pilot, screen))[3:] == ("Wien 1",)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("f")
        await pilot.pause(0.3)
        await pilot.press("escape")
        await settle(pilot)
        assert (await counted(pilot, screen))[3:] == ()
        await pilot.press("f")
        await settle(pilot)
        await pilot.press("h", "h", "4")
        await settle(pilot)
        assert row(screen) == "Nur Wien"
        assert [h.title for h in screen.list.headlines] == ["Nur Wien", "Wien und Rom"]


@pytest.mark.parametrize(
    ("question", "saved"),
    [
        (Question(query=" kohle "), "kohle"),
        (Question(1, "kohle"), "kohle"),
        (Question(2, "kohle OR gas"), "(kohle OR gas) is:bookmarked"),
        (Question(2, "kohle", is_wide=True), "kohle"),
        (Question(2), ""),
        (Question(2, "(a)OR b"), "((a)OR b) is:bookmarked"),
        (Question(2, "kohle NOT"), "kohle is:bookmarked"),
        (Question(2, "kohle in:lead"), "kohle in:lead is:bookmarked"),
        (Question(query="rom", saved=Saved("a", "n", "in:lead wien")), "(in:lead wien) rom"),
        (Question(query="b OR c", saved=Saved("a", "n", "x OR y")), "(x OR y) (b OR c)"),
        (Question(query="gas", saved=Saved("a", "n", "kohle after:7d")), "kohle after:7d gas"),
    ],
)
def test_what_is_saved_of_a_search(question: Question, saved: str) -> None:
    assert search_to_save(question) == saved
    parse_query(saved)


@pytest.mark.parametrize(
    ("current", "width", "shown"),
    [
        (0, 100, [0, 1, 2, 3]),
        (0, 43, [0, 1, 2, 3]),
        (0, 42, [0, 1, 2]),
        (3, 42, [0, 1, 3]),
        (3, 20, [3]),
        (1, 0, [1]),
        (-1, 42, [0, 1, 2]),
        (-1, 5, []),
    ],
)
def test_as_many_views_as_fit_are_shown_and_the_current_one(
    current: int, width: int, shown: list[int]
) -> None:
    assert fitting([10, 10, 10, 10], current, width) == shown
