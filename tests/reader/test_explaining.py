"""While a search is on, the rows in view show where it matched."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import Segment

from library import Library, Source
from reader.widgets.article_list import ArticleList
from tests.reader.conftest import Start, screen_text, settle
from tests.reader.test_arranging import until

TEXTS = (
    "Title: Kohle und Strom\nDate: 2024-05-03\nSource: taz\n\nVon Kohle lebt niemand.",
    "Title: 日本 Sparen [b]\nDate: 2024-05-02\nSource: taz\n\nVorrede.\n\nWenig [red]Kohle[/] ist da.",
    "Title: Anderes\nDate: 2024-05-01\nSource: taz\n\nHier nicht, aber Strom.",
)


@pytest.fixture
def coal(tmp_path: Path) -> Path:
    """Return the folder of a library of which two articles are about coal."""
    folder = tmp_path / "coal"
    with Library(folder) as library:
        list(library.add([Source(f"{n}.txt", text.encode()) for n, text in enumerate(TEXTS)]))
    return folder


def marks(articles: ArticleList, number: int) -> list[str]:
    """Return what is underlined in a line of the list."""
    strip = articles.text_line(number, articles.text_width)
    segments: list[Segment] = list(strip)
    return [s.text for s in segments if s.style is not None and s.style.underline]


async def test_titles_and_texts_show_the_hits(start: Start, coal: Path) -> None:
    async with start(folder=coal) as (pilot, screen):
        assert "taz · 3 May" in screen_text(screen)
        await pilot.press("slash", *"kohle")
        await settle(pilot)
        await until(lambda: "Wenig [red]Kohle[/] ist da." in screen_text(screen))
        assert marks(screen.list, 0) == ["Kohle"]
        assert marks(screen.list, 1) == []
        assert "taz · 3 May" in screen_text(screen)
        assert "日本 Sparen [b]" in screen_text(screen)
        assert marks(screen.list, 2) == []
        assert marks(screen.list, 3) == ["Kohle"]
        await pilot.press("escape")
        await settle(pilot)
        assert "[red]" not in screen_text(screen).split("\n")[4][:40]
        assert not any(marks(screen.list, number) for number in range(6))


async def test_each_letter_shows_its_own_hits(start: Start, coal: Path) -> None:
    async with start(folder=coal) as (pilot, screen):
        await pilot.press("slash", *"st")
        await settle(pilot)
        await until(lambda: marks(screen.list, 3) == ["Strom"])
        await pilot.press("backspace", "backspace", *"hier", "enter")
        await settle(pilot)
        await until(lambda: marks(screen.list, 1) == ["Hier"])
        assert marks(screen.list, 0) == []


async def test_what_comes_into_view_later_is_told_too(start: Start, tmp_path: Path) -> None:
    texts = (f"Title: Nummer {n}\n\nDie Kohle von {n}." for n in range(60))
    with Library(tmp_path / "many") as library:
        list(library.add([Source(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]))
    async with start(folder=tmp_path / "many", size=(120, 20)) as (pilot, screen):
        await pilot.press("slash", *"kohle", "enter")
        await until(lambda: "Die Kohle von 3." in screen_text(screen))
        for key in ("pagedown", "pagedown", "G"):
            await pilot.press(key)
        await until(lambda: "Die Kohle von 59." in screen_text(screen))
        await pilot.press("g")
        await until(lambda: "Die Kohle von 0." in screen_text(screen))


async def test_a_search_that_cannot_be_read_leaves_what_is_told(start: Start, coal: Path) -> None:
    async with start(folder=coal) as (pilot, screen):
        await pilot.press("slash", *"kohle")
        await until(lambda: marks(screen.list, 3) == ["Kohle"])
        screen.search_line.value = "kohle titel:x"
        await settle(pilot)
        assert marks(screen.list, 3) == ["Kohle"]


async def test_what_stands_before_a_hit_is_measured_in_cells(start: Start, coal: Path) -> None:
    with Library(coal) as library:
        (found,) = library.search("title:sparen")
        library.labels.tag([found.id], ["日本経済新聞社東京"])
        library.fold()
    async with start(folder=coal, size=(100, 24)) as (pilot, screen):
        await pilot.press("slash", *"kohle")
        await until(lambda: "#日本経済新聞社東京" in screen_text(screen))
        rows = range(0, 2 * len(screen.list.headlines), 2)
        (row,) = (n for n in rows if "Sparen" in screen.list.text_line(n, 60).text)
        await until(lambda: marks(screen.list, row + 1) == ["Kohle"])
