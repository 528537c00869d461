"""What is done to articles in the app is shown at once, kept, and taken back exactly."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from library import Library, Mark, Source
from library.journal import Change
from library.state import State
from reader.config import Config
from reader.screens.confirm import ConfirmScreen
from reader.screens.main import MainScreen
from reader.screens.note import NoteScreen
from reader.screens.tags import TagsScreen
from reader.widgets.panes import LIST
from tests import texts
from tests.reader.conftest import BY_RULES, Start, row, screen_text, settle, toasts


def titles(home: Path, query: str = "") -> list[str]:
    """Return what a library that is opened anew finds."""
    with Library(home) as library:
        return [headline.title for headline in library.search(query)]


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


# Tags and notes


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


# Taking back


async def test_everything_is_taken_back_step_by_step_and_done_again(
    start: Start, home: Path
) -> None:
    async with start() as (pilot, screen):
        title = row(screen)
        await press(pilot, "r", "s", "u", "d", "enter")  # it is bookmarked, so it is asked for
        assert title not in titles(home)
        await press(pilot, "k", "f")
        states = []
        for said in ("Here again", "Read again", "No bookmark any more", "Unread again"):
            await press(pilot, "ctrl+z")
            assert said in toasts(pilot)
            states.append((titles(home), titles(home, "is:read"), titles(home, "is:bookmarked")))
        assert row(screen) == title
        assert states == [
            (titles(home), [], [title]),
            (titles(home), [title], [title]),
            (titles(home), [title], []),
            (titles(home), [], []),
        ]
        await press(pilot, "ctrl+z")
        assert "nothing to take back" in toasts(pilot)
        for _ in range(4):
            await press(pilot, "ctrl+y")
        assert title not in titles(home)
        assert row(screen) != title
        await press(pilot, "ctrl+y")
        assert "nothing to do again" in toasts(pilot)


async def test_more_than_a_hundred_steps_are_taken_back_however_fast_the_keys(
    start: Start, home: Path
) -> None:
    async with start() as (pilot, screen):
        title = row(screen)
        for _ in range(60):
            await pilot.press("r", "u")
        await pilot.press("r", *["ctrl+z"] * 121, "s")
        await settle(pilot)
        assert screen.list.current is not None
        assert screen.list.current.read is None
        assert titles(home, "is:read") == []
        assert titles(home, "is:bookmarked") == [title]
        await press(pilot, "ctrl+y")
        assert "nothing to do again" in toasts(pilot)


async def test_what_another_window_changed_is_left_and_said(start: Start, home: Path) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "r")
        with Library(home) as other:
            assert screen.list.current is not None
            id_ = screen.list.current.id
            other.put_back(other.mark([id_], Mark.UNREAD))
            other.mark([id_], Mark.UNREAD)
        await press(pilot, "ctrl+z")
        assert "changed elsewhere" in toasts(pilot)


async def test_searches_and_rules_are_taken_back_by_the_same_key(start: Start, home: Path) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash", *"kohle", "enter")
        await settle(pilot)
        await press(pilot, "f", "enter")
        await press(pilot, "escape", "r")
        await press(pilot, "ctrl+z", "ctrl+z")
        assert "Taken back: “kohle” is saved" in toasts(pilot)
        assert screen.library.searches.all() == ()
        await press(pilot, "ctrl+y")
        assert [one.name for one in screen.library.searches.all()] == ["kohle"]
        await press(pilot, "F", "n")
        line = pilot.app.screen.query_one(Input)
        line.value = "Energie"
        await press(pilot, "enter", "escape")
        assert [one.name for one in screen.library.searches.all()] == ["Energie"]
        await press(pilot, "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+y")
        assert [one.name for one in screen.library.searches.all()] == ["Energie"]
        await press(pilot, "ctrl+z")
        assert [one.name for one in screen.library.searches.all()] == ["kohle"]
        # In its own screen the key takes back what was done there, whatever was done since.
        await press(pilot, "r", "F", "ctrl+z", "escape")
        assert screen.library.searches.all() == ()
        await press(pilot, "ctrl+z")
        assert "Unread again" in toasts(pilot)


async def test_a_change_that_fails_is_no_step(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    async with start(saves=False) as (pilot, screen):
        await press(pilot, "s")
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", fail)
            await press(pilot, "r", "d", "y")
        await settle(pilot)
        assert len(screen.list.headlines) == 3
        assert "No space left" in toasts(pilot)
        await press(pilot, "ctrl+z")
        assert "No bookmark any more" in toasts(pilot)
    assert titles(home, "is:bookmarked OR is:read") == []
    assert len(titles(home)) == 3


# Selecting


async def test_selected_rows_are_acted_on_together(start: Start, home: Path) -> None:
    async with start() as (pilot, screen):
        first, second, third = titles(home)
        await press(pilot, "v", "v")
        assert row(screen) == third
        assert screen_text(screen).count("✓") == 2
        assert "2 selected" in screen_text(screen)
        await press(pilot, "r")
        assert "2 articles are read now" in toasts(pilot)
        assert titles(home, "is:read") == [first, second]
        await press(pilot, "s")
        assert titles(home, "is:bookmarked") == [first, second]
        await press(pilot, "s")
        assert titles(home, "is:bookmarked") == []
        await press(pilot, "T", *"neu", "enter")
        assert titles(home, "tag:neu") == [first, second]
        await press(pilot, "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
        assert titles(home, "is:read OR is:bookmarked OR is:tagged") == []
        await press(pilot, "escape")
        assert "✓" not in screen_text(screen)
        assert "selected" not in screen_text(screen)


async def test_a_selection_is_extended_and_taken_back_by_rows(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "shift+down", "shift+down")
        assert len(screen.selection) == 3
        await press(pilot, "shift+up")
        assert len(screen.selection) == 2
        await press(pilot, "v")
        assert len(screen.selection) == 1
        await press(pilot, "2")
        assert len(screen.selection) == 0
        assert "✓" not in screen_text(screen)


async def test_a_whole_group_is_selected_by_its_heading(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "D", "g", "v")
        group = screen.list.headlines.outline
        assert group is not None
        assert len(screen.selection) == group.group(0).articles


# All of a view


async def test_all_in_a_view_are_marked_and_taken_back_exactly(start: Start, home: Path) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "j", "r")
        marked = titles(home, "is:read")
        await press(pilot, "R")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await press(pilot, "n")
        assert titles(home, "is:read") == marked
        await press(pilot, "R", "enter")
        assert titles(home, "is:unread") == []
        assert "Unread 0" in screen_text(screen)
        await press(pilot, "R")
        assert "Nothing unread" in toasts(pilot)
        await press(pilot, "ctrl+z")
        assert "2 articles are unread again" in toasts(pilot)
        assert titles(home, "is:read") == marked
        assert "Unread 2" in screen_text(screen)


@pytest.mark.parametrize(
    ("keys", "read"), [(("G", "less_than_sign"), [0, 1]), (("greater_than_sign",), [1, 2])]
)
async def test_all_above_and_below_are_marked(
    start: Start, home: Path, keys: tuple[str, ...], read: list[int]
) -> None:
    async with start() as (pilot, _):
        every = titles(home)
        await press(pilot, *keys)
        await press(pilot, "y")
        assert titles(home, "is:read") == [every[number] for number in read]
        await press(pilot, "ctrl+z")
        assert titles(home, "is:read") == []


async def test_one_alone_is_not_asked_for(start: Start, home: Path) -> None:
    async with start() as (pilot, _):
        every = titles(home)
        await press(pilot, "j", "less_than_sign")
        assert titles(home, "is:read") == every[:1]


async def test_what_a_search_found_is_marked_alone_in_groups_too(start: Start, home: Path) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash", *"straße", "enter")
        await settle(pilot)
        found = titles(home, "straße")
        await press(pilot, "D", "R")
        assert titles(home, "is:read") == found  # one alone
        outline = screen.list.headlines.outline
        assert outline is not None
        assert [outline.group(n).unread for n in range(outline.groups)] == [0]


async def test_many_are_marked_beside_the_screen(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.screens.marking.FEW", 5)
    monkeypatch.setattr("reader.screens.undoing.FEW", 5)
    home = tmp_path / "many"
    texts.write_many(tmp_path / "in", 12)
    with Library(home) as library:
        list(
            library.add(
                [
                    Source(f"{n}", p.read_bytes())
                    for n, p in enumerate(sorted((tmp_path / "in").iterdir()))
                ]
            )
        )
    async with start(folder=home) as (pilot, screen):
        await press(pilot, "r", "R", "y")
        assert "11 articles are read now" in toasts(pilot)
        assert titles(home, "is:unread") == []
        assert all(one.read for one in screen.list.headlines)
        await press(pilot, "ctrl+z")
        assert len(titles(home, "is:read")) == 1
        assert sum(one.read is not None for one in screen.list.headlines) == 1
        await press(pilot, *["shift+down"] * 8, "s")
        assert len(titles(home, "is:bookmarked")) == 9
        await press(pilot, "d", "y")
        assert len(titles(home)) == 3
        assert len(screen.list.headlines) == 3
        await press(pilot, "ctrl+z")
        assert len(titles(home)) == 12
        assert len(screen.list.headlines) == 12


async def test_of_very_many_it_is_asked_before_they_are_counted(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.screens.marking.COUNTED_AT_ONCE", 2)
    async with start() as (pilot, _):
        await press(pilot, "r")
        await pilot.press("R")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        for _ in range(100):
            await pilot.pause(0.02)
            if "2 articles" in str(pilot.app.screen._question.content):
                break
        else:
            raise AssertionError("not counted")
        await pilot.press("n")
        await settle(pilot)
        assert len(titles(home, "is:read")) == 1
        await pilot.press("R", "y", "ctrl+z", "R", "enter")
        await settle(pilot)
        assert len(titles(home, "is:read")) == 3


# Deleting


async def test_a_deleted_article_is_gone_at_once_and_comes_back_where_it_was(
    start: Start, home: Path
) -> None:
    async with start() as (pilot, screen):
        first, second, third = titles(home)
        await press(pilot, "j", "enter", "d")
        assert screen.panes.active == LIST
        assert row(screen) == third
        assert titles(home) == [first, third]
        assert "All 2" in screen_text(screen)
        assert second[:20] not in screen_text(screen)
        await press(pilot, "ctrl+z")
        assert row(screen) == second
        assert [one.title for one in screen.list.headlines] == [first, second, third]
        assert "All 3" in screen_text(screen)


async def test_the_cursor_goes_to_what_follows_the_selection(start: Start, home: Path) -> None:
    async with start() as (pilot, screen):
        first, second, third = titles(home)
        await press(pilot, "shift+down", "d", "y")
        assert row(screen) == third
        await press(pilot, "ctrl+z")
        assert row(screen) == first
        assert [one.title for one in screen.list.headlines] == [first, second, third]


async def test_what_was_deleted_long_ago_is_forgotten_at_the_end(start: Start, home: Path) -> None:
    with Library(home) as library:
        first, second, _ = (one.id for one in library.search(""))
    now = datetime.now(UTC).replace(microsecond=0)
    times = {first: now - timedelta(days=8), second: now - timedelta(days=6)}
    State(home).append([Change(one, "deleted", at, at) for one, at in times.items()])
    async with start() as (pilot, screen):
        assert len(screen.list.headlines) == 1
        await press(pilot, "r")
    with Library(home) as library:
        assert [one.headline.id for one in library.bin.all()] == [second]
        assert library._connection.execute("SELECT count(*) FROM originals").fetchone() == (2,)


@pytest.mark.parametrize("key", ["d", "delete"])
async def test_what_is_dear_is_asked_for(start: Start, home: Path, key: str) -> None:
    async with start() as (pilot, _):
        await press(pilot, "s", key)
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await press(pilot, "escape")
        assert len(titles(home)) == 3
        await press(pilot, key, "y")
        assert len(titles(home)) == 2


async def test_a_version_takes_the_row_over(start: Start, tmp_path: Path) -> None:
    home = tmp_path / "ferry"
    with Library(home) as library:
        list(library.add([Source(f"{n}.txt", t.encode()) for n, t in enumerate(texts.FERRY)]))
    async with start(folder=home) as (pilot, screen):
        first = row(screen)
        assert screen.list.headlines.versions(0) == 3
        await press(pilot, "d")
        assert row(screen) != first
        assert (len(screen.list.headlines), screen.list.headlines.versions(0)) == (1, 2)
        await press(pilot, "x", "j", "d")
        assert (len(screen.list.headlines), screen.list.headlines.versions(0)) == (1, 1)
        await press(pilot, "d")
        assert len(screen.list.headlines) == 0
        assert "No articles yet" in screen_text(screen)
        for _ in range(3):
            await press(pilot, "ctrl+z")
        assert len(titles(home)) == 3


@pytest.mark.parametrize("keys", [("D",), ("D", "D"), ("backslash", "t")])
async def test_it_leaves_groups_and_sorted_lists(
    start: Start, home: Path, keys: tuple[str, ...]
) -> None:
    async with start() as (pilot, screen):
        await press(pilot, *keys)
        await press(pilot, "j")
        gone = row(screen)
        before = len(screen.list.headlines)
        await press(pilot, "d")
        assert len(screen.list.headlines) == before - 1
        assert gone not in titles(home)
        if (outline := screen.list.headlines.outline) is not None:
            assert sum(outline.group(n).articles for n in range(outline.groups)) == 2
            assert sum(outline.group(n).unread for n in range(outline.groups)) == 2
        await press(pilot, "ctrl+z")
        assert len(screen.list.headlines) == before
        assert gone in titles(home)


# When an article is read


async def test_a_row_just_read_stays_until_the_view_is_left(start: Start, home: Path) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "2", "enter", "h")
        assert len(screen.list.headlines) == 3
        assert len(titles(home, "is:unread")) == 2
        await press(pilot, "1", "2")
        assert len(screen.list.headlines) == 2


@pytest.mark.parametrize("read", ["open", "end", "manual"])
async def test_when_an_article_is_read_can_be_set(start: Start, home: Path, read: str) -> None:
    with Library(home) as library:
        long = "\n".join(f"Absatz {n} mit einigen Wörtern von heute." for n in range(200))
        list(library.add([Source("lang.txt", f"Ein langer Text\n{long}".encode())]))
    config = Config(engine=BY_RULES.engine, read=read)
    async with start(config=config) as (pilot, screen):
        assert row(screen) == "Ein langer Text"
        await press(pilot, "enter")
        assert len(titles(home, "is:read")) == (read == "open")
        await press(pilot, "pagedown")
        assert len(titles(home, "is:read")) == (read == "open")
        await press(pilot, "G")
        assert len(titles(home, "is:read")) == (read != "manual")
        # A short one is at its end when it is opened.
        await press(pilot, "J")
        assert len(titles(home, "is:read")) == (0 if read == "manual" else 2)
        await press(pilot, "u", "r")
        assert len(titles(home, "is:read")) == (1 if read == "manual" else 2)
