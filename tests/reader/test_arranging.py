"""The list is sorted and parted into groups, and the cursor stays on its article."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from library import Library, Mark, Source
from reader.screens.main import MainScreen
from reader.widgets.choices import Choices
from tests.reader.conftest import Start, row, screen_text, settle

NEWS = (
    ("Zug nach Wien", "taz", 0, "Kurz. Wien wartet."),
    ("Äpfel", "Ärzte Zeitung", 1, "Äpfel sind gesund. " * 30),
    ("apfel", "taz", 1, "Wien isst. " * 90),
    ("„Öl“", None, 40, "Wien und Wien und Wien."),
    ("Birnen", "taz", 400, "Nichts davon hier."),
)


@pytest.fixture(scope="session")
def news_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a library with `NEWS`, which nobody may change."""
    folder = tmp_path_factory.mktemp("news") / "home"
    noon = datetime.now().astimezone().replace(hour=12, minute=0, second=0, microsecond=0)
    sources = []
    for number, (title, source, days, text) in enumerate(NEWS):
        moment = (noon - timedelta(days=days, minutes=number)).astimezone(UTC)
        head = f"Title: {title}\nDate: {moment:%Y-%m-%dT%H:%M:00Z}\n"
        head += f"Source: {source}\n" if source else ""
        sources.append(Source(f"{number}.txt", f"{head}\n{text}\n".encode()))
    with Library(folder) as library:
        list(library.add(sources))
        list(library.recognise(engine="rules"))
    return folder


@pytest.fixture
def news(tmp_path: Path, news_once: Path) -> Path:
    """Return the folder of a library with `NEWS`."""
    return Path(shutil.copytree(news_once, tmp_path / "news"))


async def until(condition: Callable[[], bool]) -> None:
    """Wait until `condition` holds."""
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.01)


def titles(screen: MainScreen) -> list[str]:
    return [headline.title for headline in screen.session.listing]


def lines(screen: MainScreen) -> list[str]:
    """Return what the first lines of the rows of the list say, without signs and padding."""
    width = screen.list.text_width
    shown = [line[:width].strip() for line in screen_text(screen).split("\n")[1:-1]]
    return [line for line in shown[::2] if line]


@pytest.mark.parametrize(
    ("key", "expected", "told"),
    [
        ("s", ["Äpfel", "Zug nach Wien", "apfel", "Birnen", "„Öl“"], "by source"),
        ("t", ["Äpfel", "apfel", "Birnen", "„Öl“", "Zug nach Wien"], "by title"),
        ("l", ["apfel", "Äpfel", "„Öl“", "Zug nach Wien", "Birnen"], "longest first"),
        ("b", ["„Öl“", "Zug nach Wien", "Äpfel", "apfel", "Birnen"], "last bookmarked first"),
    ],
)
async def test_the_list_is_sorted_with_the_cursor_on_its_article(
    start: Start, news: Path, key: str, expected: list[str], told: str
) -> None:
    async with start(folder=news) as (pilot, screen):
        await pilot.press("j", "j", "j", "s", "k")
        assert row(screen) == "apfel"
        await pilot.press("backslash", key)
        await until(lambda: titles(screen) == expected)
        assert row(screen) == "apfel"
        await settle(pilot)
        assert told in screen_text(screen)
        await pilot.press("backslash", "d")
        await until(lambda: titles(screen) == [title for title, *_ in NEWS])
        assert row(screen) == "apfel"
        await settle(pilot)
        assert told not in screen_text(screen)


async def test_an_order_is_chosen_by_arrows_and_by_the_mouse_too(start: Start, news: Path) -> None:
    async with start(folder=news) as (pilot, screen):
        await pilot.press("backslash", "down", "down", "enter")
        await until(lambda: titles(screen)[0] == "Äpfel")
        await settle(pilot)
        await pilot.press("backslash")
        await pilot.pause()
        rows = pilot.app.screen.query_one(Choices)
        # The cursor stands on what the list is sorted by.
        assert rows.current is not None
        assert rows.current.letter == "t"
        await pilot.click(rows, offset=(5, 0))
        assert pilot.app.screen is not screen
        await pilot.click(rows, offset=(5, 0))
        await until(lambda: titles(screen) == [title for title, *_ in NEWS])
        assert pilot.app.screen is screen


async def test_relevance_is_for_searches(start: Start, news: Path) -> None:
    async with start(folder=news) as (pilot, screen):
        await pilot.press("backslash", "r")
        await pilot.pause()
        assert "SortScreen" in repr(pilot.app.screen)
        await pilot.press("escape", "slash", *"wien", "enter", "backslash", "r")
        await until(lambda: "by relevance" in str(screen.found.content))
        assert sorted(titles(screen)) == ["Zug nach Wien", "apfel", "„Öl“"]
        await pilot.press("escape")
        await until(lambda: len(titles(screen)) == 5)
        await pilot.pause()
        assert not str(screen.found.content)
        await pilot.press("slash", *"is:unread", "enter")
        await until(lambda: "Only a search for words" in str(screen.found.content))
        assert titles(screen) == [title for title, *_ in NEWS]


async def test_a_sorted_list_is_searched_and_viewed(start: Start, news: Path) -> None:
    async with start(folder=news) as (pilot, screen):
        await pilot.press("backslash", "t")
        await until(lambda: titles(screen)[0] == "Äpfel")
        await pilot.press("slash", *"wien", "enter")
        await until(lambda: titles(screen) == ["apfel", "„Öl“", "Zug nach Wien"])
        await pilot.press("s", "3")
        await until(lambda: titles(screen) == ["apfel"])
        await pilot.press("1", "escape")
        await until(lambda: len(titles(screen)) == 5)
        assert row(screen) == "apfel"


async def test_days_have_names_and_counts(start: Start, news: Path) -> None:
    async with start(folder=news) as (pilot, screen):
        await pilot.press("D")
        await until(lambda: screen.list.row_count == 9)
        await settle(pilot)
        assert row(screen) == "Zug nach Wien"
        old = datetime.now() - timedelta(days=400)  # noqa: DTZ005 - local, as the list is
        assert lines(screen)[0] == "▾ Today"
        assert lines(screen)[2] == "▾ Yesterday"
        assert lines(screen)[7] == f"▾ {old:%A}, {old.day} {old:%b} {old.year}"
        assert "2 articles · 2 unread" in screen_text(screen)


async def test_groups_are_closed_and_opened(start: Start, news: Path) -> None:
    async with start(folder=news) as (pilot, screen):
        await pilot.press("D", "D")
        await until(lambda: screen.list.row_count == 8)
        await settle(pilot)
        assert lines(screen) == [
            "▾ Ärzte Zeitung",
            "● Äpfel",
            "▾ taz",
            "● Zug nach Wien",
            "● apfel",
            "● Birnen",
            "▾ No source",
            "● „Öl“",
        ]
        assert row(screen) == "Zug nach Wien"
        await pilot.press("k", "enter")
        await pilot.pause()
        assert lines(screen)[2:] == ["▸ taz", "▾ No source", "● „Öl“"]
        await pilot.press("J")
        assert row(screen) == "„Öl“"
        await pilot.press("V")
        await pilot.pause()
        assert lines(screen) == ["▸ Ärzte Zeitung", "▸ taz", "▸ No source"]
        assert screen.list.cursor == 2
        await pilot.click("ArticleList", offset=(5, 2))
        await settle(pilot)
        assert lines(screen)[1:3] == ["▾ taz", "● Zug nach Wien"]
        assert screen.list.cursor == 1
        await pilot.press("end", "V", "V")
        await settle(pilot)
        assert len(lines(screen)) == 8
        await pilot.press("g", "G")
        assert row(screen) == "„Öl“"
        await pilot.press("D")
        await until(lambda: screen.list.row_count == 5)
        assert row(screen) == "„Öl“"


async def test_counts_stay_right(start: Start, news: Path) -> None:
    async with start(folder=news) as (pilot, screen):
        await pilot.press("D", "D")
        await until(lambda: screen.list.row_count == 8)
        await pilot.press("r")
        await pilot.pause()
        assert "3 articles · 2 unread" in screen_text(screen)
        await pilot.press("j", "enter", "h", "j", "r")
        await settle(pilot)
        assert "3 articles  " in screen_text(screen)
        await pilot.press("u")
        await pilot.pause()
        assert "3 articles · 1 unread" in screen_text(screen)
        await pilot.press("2")
        await until(lambda: len(titles(screen)) == 3)
        await settle(pilot)
        assert lines(screen)[2:4] == ["▾ taz", "● Birnen"]


async def test_the_next_unread_is_one_that_is_shown(start: Start, news: Path) -> None:
    async with start(folder=news) as (pilot, screen):
        await pilot.press("D", "D")
        await until(lambda: screen.list.row_count == 8)
        await pilot.press("g", "n")
        assert row(screen) == "Äpfel"
        await pilot.press("r", "n", "r", "n")
        assert row(screen) == "apfel"
        await settle(pilot)
        await pilot.press("p")
        assert row(screen) == "apfel"
        await pilot.press("g", "j", "j", "enter", "n")
        assert row(screen) == "„Öl“"
        await pilot.press("r", "p")
        await settle(pilot)
        assert row(screen) == "„Öl“"
        assert "No other unread article here." in screen_text(screen)


async def test_marks_of_another_process_are_in_the_next_list(start: Start, news: Path) -> None:
    async with start(folder=news) as (pilot, screen):
        with Library(news) as library:
            library.mark([headline.id for headline in library.search("source:taz")], Mark.READ)
        await pilot.press("D", "D")
        await until(lambda: screen.list.row_count == 8)
        await settle(pilot)
        assert screen_text(screen).count("unread") == 2


async def test_the_space_bar_reads_all_that_is_in_groups(start: Start, news: Path) -> None:
    async with start(folder=news, size=(120, 60)) as (pilot, screen):
        await pilot.press("D")
        await until(lambda: screen.list.row_count == 9)
        await pilot.press("g", *["space"] * 12)
        await settle(pilot)
        assert screen.bar.views[1] == "Unread 0"


async def test_a_long_list_is_grouped_behind_its_first_page(start: Start, tmp_path: Path) -> None:
    begin = datetime(2024, 6, 1, tzinfo=UTC)
    texts = (
        f"Title: Nummer {n}\nDate: {begin + timedelta(hours=2 * n):%Y-%m-%dT%H:%M:00Z}\n\nText {n}."
        for n in range(450)
    )
    with Library(tmp_path / "long") as library:
        list(library.add([Source(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]))
    async with start(folder=tmp_path / "long") as (pilot, screen):
        await pilot.press("D")
        await until(lambda: screen.list.headlines.outline is not None)
        outline = screen.list.headlines.outline
        assert outline is not None
        assert len(screen.list.headlines) == 450
        assert sum(outline.group(n).articles for n in range(outline.groups)) == 450
        await pilot.press("2")
        await settle(pilot)
        assert len(screen.list.headlines) == 450
        await pilot.press("G")
        assert row(screen) == "Nummer 0"
        await pilot.press("g", "pagedown", "pagedown")
        assert screen.list.cursor > 20


async def test_no_groups_no_closing(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("V")
        await settle(pilot)
        assert "in no groups" in screen_text(screen)
