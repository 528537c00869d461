"""Tags and notes are put on articles, shown, found and kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from library import Library
from reader.screens.main import MainScreen
from reader.screens.note import NoteScreen
from reader.screens.tags import TagsScreen, TagSuggester
from tests import texts
from tests.reader.conftest import Start, row, screen_text, settle, toasts
from tests.reader.doing import press, titles


async def test_tags_are_asked_for_completed_shown_and_found(start: Start, home: Path) -> None:
    with Library(home) as library:
        other = library.search("")[2].id
        library.labels.tag([other], ["Strom und Gas"])
    async with start() as (pilot, screen):
        await press(pilot, "T")
        assert isinstance(pilot.app.screen, TagsScreen)
        await pilot.press(*"to read, stro")
        await settle(pilot)
        await pilot.press("tab", "enter")
        await settle(pilot)
        title = row(screen)
        assert titles(home, 'tag:"strom und gas"') == [title, titles(home)[2]]
        assert "#strom und Gas #to read" in screen_text(screen)
        await press(pilot, "enter")
        assert screen_text(screen).count("#to read") == 2  # in the list, and below the title
        await press(pilot, "T")
        line = pilot.app.screen.query_one(Input)
        assert line.value == "strom und Gas, to read, "
        line.value = "to read"
        await press(pilot, "enter")
        assert titles(home, "tag:strom*") == [titles(home)[2]]
        await press(pilot, "ctrl+z")
        assert "Other tags again" in toasts(pilot)
        assert title in titles(home, "tag:strom*")
        assert "#strom und Gas" in screen_text(screen)
        await press(pilot, "T", "escape")
        assert title in titles(home, "tag:strom*")


async def test_too_long_a_tag_is_said_and_nothing_is_lost(start: Start, home: Path) -> None:
    async with start() as (pilot, _):
        await press(pilot, "T")
        line = pilot.app.screen.query_one(Input)
        line.value = "x" * 65
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, TagsScreen)
        assert line.value == "x" * 65
        await press(pilot, "escape")
    assert titles(home, "is:tagged") == []


@pytest.mark.parametrize("leave", ["escape", "ctrl+s"])
async def test_a_note_is_kept_however_it_is_left(start: Start, home: Path, leave: str) -> None:
    async with start() as (pilot, screen):
        title = row(screen)
        await press(pilot, "N")
        assert isinstance(pilot.app.screen, NoteScreen)
        await pilot.press(*"Wer? : Q1", "enter", *"qzeile")
        await press(pilot, leave)
        assert isinstance(pilot.app.screen, MainScreen)
        assert titles(home, 'note:"wer q1"') == [title]
        shown = screen_text(screen)
        assert "✎ Wer? : Q1" in shown
        assert "│ qzeile" in shown
        assert "✎" in next(line for line in shown.splitlines() if " min" in line)
        await press(pilot, "ctrl+z")
        assert titles(home, "is:noted") == []
        assert "qzeile" not in screen_text(screen)
        await press(pilot, "ctrl+y")
        assert titles(home, "note:qzeile") == [title]
        assert "qzeile" in screen_text(screen)


async def test_a_note_that_was_not_changed_is_no_change(start: Start, home: Path) -> None:
    async with start() as (pilot, _):
        await press(pilot, "ctrl+n", "escape", "ctrl+z")
        assert "nothing to take back" in toasts(pilot)
    assert titles(home, "is:noted") == []


async def test_what_is_typed_in_a_note_is_kept_when_the_program_ends(
    start: Start, home: Path
) -> None:
    async with start() as (pilot, screen):
        title = row(screen)
        await press(pilot, "ctrl+n")
        await pilot.press(*"halb")
        pilot.app.exit()
    assert titles(home, "note:halb") == [title]


async def test_too_long_a_note_is_said_and_stays(start: Start, home: Path) -> None:
    async with start() as (pilot, _):
        await press(pilot, "ctrl+n")
        pilot.app.screen.query_one(TextArea).text = "x" * 100_001
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, NoteScreen)
        pilot.app.screen.query_one(TextArea).text = "kurz"
        await press(pilot, "escape")
    assert len(titles(home, "note:kurz")) == 1


async def test_a_long_note_leaves_room_for_the_article(start: Start, home: Path) -> None:
    with Library(home) as library:
        library.labels.set_note(library.search("")[0].id, "\n".join(map(str, range(100, 190))))
    async with start() as (_, screen):
        shown = screen_text(screen)
        assert "✎ 100" in shown
        assert "│ 106" in shown
        assert "107" not in shown
        assert "│ …" in shown


@pytest.mark.parametrize("text", texts.HOSTILE)
async def test_what_is_written_is_shown_as_it_is(start: Start, home: Path, text: str) -> None:
    with Library(home) as library:
        (first, *_) = library.search("")
        library.labels.tag([first.id], [text])
        library.labels.set_note(first.id, text)
        tag = library.status(first.id).tags[0]
    async with start(size=(200, 50)) as (pilot, screen):
        await press(pilot, "enter")
        shown = screen_text(screen)
        assert f"#{tag}" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        await press(pilot, "T")
        assert isinstance(pilot.app.screen, TagsScreen)
        await press(pilot, "escape", "ctrl+n", "escape")
        assert isinstance(pilot.app.screen, MainScreen)


async def test_n_walks_hits_while_a_search_is_on(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash", *"kohle", "enter")
        await settle(pilot)
        await press(pilot, "enter", "N")
        assert isinstance(pilot.app.screen, MainScreen)
        assert screen.view.hit > 0


async def test_what_a_saved_search_for_a_tag_finds_is_counted_anew(
    start: Start, home: Path
) -> None:
    with Library(home) as library:
        library.searches.add("Neu", "tag:neu OR note:neu")
    async with start() as (pilot, screen):
        await pilot.pause(0.4)  # until counting begins
        await settle(pilot)
        assert "Neu 0" in screen_text(screen)
        await press(pilot, "T", *"neu", "enter")
        await settle(pilot)
        assert "Neu 1" in screen_text(screen)
        await press(pilot, "j", "N", *"neu", "escape")
        await settle(pilot)
        assert "Neu 2" in screen_text(screen)
        await press(pilot, "ctrl+z", "ctrl+z")
        await settle(pilot)
        assert "Neu 0" in screen_text(screen)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("mue", "mueller"),
        ("Mü", "Müller"),
        ("stra", "straße"),
        ("strass", "strasse"),
        ("stras", None),
        ("a, co", "a, coeur"),
        ("Müller, mü", None),
        ("müller", None),
        ("", None),
    ],
)
async def test_what_completes_a_tag_makes_a_tag_that_is_known(
    typed: str, offered: str | None
) -> None:
    suggester = TagSuggester([("Straße", 3), ("Müller", 1), ("Coeur", 1)])
    assert await suggester.get_suggestion(typed) == offered
