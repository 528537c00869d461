"""Earlier searches come back by the arrow keys, from one start to the next; and a search may leave its view."""

from __future__ import annotations

from pathlib import Path

import pytest

from library import Library, Mark, StorageError
from reader.history import MOST, History
from tests.reader.conftest import Start, row, screen_text, settle


async def test_earlier_searches_come_back_and_so_does_what_was_typed(
    start: Start, home: Path
) -> None:
    async with start() as (pilot, screen):
        for query in ("kohle", "rhein", "kohle"):
            await pilot.press("slash", *query, "enter")
            await settle(pilot)
            await pilot.press("escape")
        await pilot.press("slash", *"nie", "escape")
        await settle(pilot)
    assert (home / "search-history").read_text() == "rhein\nkohle\n"
    assert (home / "search-history").stat().st_mode & 0o777 == 0o600
    async with start() as (pilot, screen):
        await pilot.press("slash", *"ham", "up")
        assert screen.search_line.value == "kohle"
        await pilot.press("up", "up", "up")
        assert screen.search_line.value == "rhein"
        await settle(pilot)
        assert row(screen).startswith("Der Haushalt")
        await pilot.press("down", "down", "down", "b")
        assert screen.search_line.value == "hamb"
        await pilot.press("up", "x", "up", "up", "down", "down")
        assert screen.search_line.value == "kohlex"
        await pilot.press("up", "enter")
        await settle(pilot)
        assert row(screen).startswith("Min Ho")


def test_no_search_is_kept_twice_and_only_so_many(tmp_path: Path) -> None:
    history = History(tmp_path / "history")
    assert history.queries() == ()
    for number in range(MOST + 5):
        history.add(f"suche {number}")
    history.add("suche 100")
    other = History(tmp_path / "history")
    other.add("von nebenan")
    other.add("  ")
    history.add("\x1b[2J\ud800 [/]\n" + "x" * 9_000)
    found = History(tmp_path / "history").queries()
    assert len(found) == MOST
    assert found[0] == "suche 7"
    assert found[-3:-1] == ("suche 100", "von nebenan")
    assert found[-1].startswith("␛[2J\ufffd [/] xxx")


def test_a_damaged_file_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    (tmp_path / "history").write_bytes(b"gut\n\xff\xfe\x00\n\n\x1b]0;x\x07\ngut\n")
    assert History(tmp_path / "history").queries()[-1] == "gut"
    assert all(query.isprintable() for query in History(tmp_path / "history").queries())
    with (tmp_path / "history").open("wb") as file:
        file.seek(5_000_000_000)  # a hole that takes no room on the disk, but would in memory
        file.write(b"\nspaet\r\nspaeter\n")
    assert History(tmp_path / "history").queries()[-2:] == ("spaet", "spaeter")


async def test_a_history_that_cannot_be_kept_is_told_and_hinders_nothing(
    start: Start, home: Path
) -> None:
    (home / "search-history").mkdir()
    with pytest.raises(StorageError, match="earlier searches cannot be kept"):
        History(home / "search-history").add("x")
    async with start() as (pilot, screen):
        await pilot.press("slash")
        await settle(pilot)
        (toast,) = pilot.app._notifications
        assert "earlier searches cannot be kept" in toast.message
        await pilot.press(*"kohle", "up", "enter")
        await settle(pilot)
        assert row(screen).startswith("Min Ho")
        assert not list(home.glob("*.tmp"))


async def test_a_search_stays_in_its_view_until_it_is_widened(start: Start, home: Path) -> None:
    with Library(home) as library:
        library.mark([library.search("kohle")[0].id], Mark.READ)
    async with start() as (pilot, screen):
        await pilot.press("2", "slash", *"ko")
        await settle(pilot)
        assert row(screen).startswith("Der Haushalt")
        assert "1 found in Unread" in screen_text(screen)
        assert screen.bar.current == 1
        await pilot.press(*"hle")
        await settle(pilot)
        shown = screen_text(screen)
        assert "Nothing found in Unread" in shown
        assert "1 in all articles: ctrl+g" in shown
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert row(screen).startswith("Min Ho")
        assert "1 found in All" in screen_text(screen)
        assert screen.bar.current == 0
        assert screen.focused is screen.search_line
        await pilot.press("enter", "W")
        await settle(pilot)
        assert "Nothing found in Unread" in screen_text(screen)
        assert screen.bar.current == 1
        await pilot.press("slash", "ctrl+g", "x", "backspace", "enter")
        await settle(pilot)
        assert screen.search_line.value == "kohle"
        assert row(screen).startswith("Min Ho")
        await pilot.press("W", "W", "escape")
        await settle(pilot)
        assert screen.bar.current == 1
        assert len(screen.list.headlines) == 2


async def test_where_all_is_searched_there_is_nothing_to_widen(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("slash", *"gibtsnicht", "ctrl+g")
        await settle(pilot)
        assert "All articles are searched already" in screen_text(screen)
        assert "in all articles:" not in screen_text(screen)
        assert screen.search_line.value == "gibtsnicht"
