"""The links of an article: numbered, shown whole, opened by a browser or told why not, copied."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from library import Article, Block, BlockKind, Library, Link, Source
from reader.links import links_of
from reader.screens.links import LinksScreen
from reader.widgets.link_rows import LinkRows
from tests.reader.conftest import Start, settle, toasts
from tests.texts import HOSTILE

LONG = "https://example.org/" + "/".join(f"teil{number}" for number in range(60)) + "?a=b&c=d"
TEXT = f"""\
---
url: https://blatt.example/artikel
---

# Ein Titel

Siehe [die Brücke](https://example.org/bruecke) und [die Post](mailto:post@example.org) am Rhein.

Noch einmal [dieselbe](https://example.org/bruecke), und [eine lange]({LONG}).
"""


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """Return the folder of a library with one article that has links."""
    folder = tmp_path / "linked"
    with Library(folder) as library:
        list(library.add([Source("a.md", TEXT.encode())]))
    return folder


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have a browser that writes down what it is given, and return the file that it writes."""
    file, script = tmp_path / "opened", tmp_path / "browser.py"
    script.write_text(
        f"import pathlib, sys\npathlib.Path({str(file)!r}).write_text(' '.join(sys.argv[1:]))\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("BROWSER", f"{sys.executable} {script} %s")
    return file


def article(*links: str, url: str | None = None, text: str = "x") -> Article:
    made = tuple(Link(0, len(text), link) for link in links)
    block = Block(BlockKind.PARAGRAPH, text, links=made)
    return Article("0" * 16, "T", (block,), url, None, None, None, None, datetime.now(UTC))


def rows(pilot: Pilot[None]) -> LinkRows:
    assert isinstance(pilot.app.screen, LinksScreen)
    return pilot.app.screen.query_one(LinkRows)


def lines(pilot: Pilot[None]) -> str:
    """Return all that the dialog lists, as one text without the blanks at the ends of lines."""
    shown = rows(pilot)
    return "\n".join(
        shown.text_line(number, 80).text.strip() for number in range(shown.virtual_size.height)
    )


def test_the_address_of_the_article_comes_first_and_each_once() -> None:
    made = article("https://b.example", "https://a.example", "https://b.example")
    links = links_of(replace(made, url="https://a.example"))
    assert [(link.text, link.url) for link in links] == [
        ("This article", "https://a.example"),
        ("x", "https://b.example"),
    ]
    assert links_of(article()) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Siehe https://example.org/a. Mehr nicht.", ["https://example.org/a"]),
        (
            "(https://example.org/a_(b)), http://b.example!",
            ["https://example.org/a_(b)", "http://b.example"],
        ),
        ("„https://example.org/a?b=c&d“ oder example.org", ["https://example.org/a?b=c&d"]),
        ("nichts, auch kein ftp://example.org", []),
    ],
)
def test_addresses_that_are_written_out_are_links(text: str, expected: list[str]) -> None:
    assert [(link.text, link.url) for link in links_of(article(text=text))] == [
        ("", url) for url in expected
    ]


def test_a_linked_address_is_no_other() -> None:
    text = "https://example.org/kurz…"
    links = links_of(article("https://example.org/kurz-und-mehr", text=text))
    assert [link.url for link in links] == ["https://example.org/kurz-und-mehr"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_links_are_shown_and_not_opened(text: str) -> None:
    for link in links_of(article(text, "https://example.org/" + text, text=text)):
        assert link.obstacle or link.address == link.url
        assert link.address.isprintable()
        assert link.text.isprintable()


async def test_all_are_listed_whole(start: Start, linked: Path) -> None:
    async with start(folder=linked, size=(60, 20)) as (pilot, _):
        await pilot.press("enter", ";")
        await settle(pilot)
        text = lines(pilot)
        assert "1  This article\nhttps://blatt.example/artikel" in text
        assert "2  die Brücke\nhttps://example.org/bruecke" in text
        assert "mailto:post@example.org\nNot opened: Only http and https are opened." in text
        assert LONG in text.replace("\n", "")
        assert "dieselbe" not in text


async def test_a_number_leads_to_a_link_and_enter_opens_it(
    start: Start, linked: Path, opened: Path
) -> None:
    async with start(folder=linked, size=(80, 24)) as (pilot, screen):
        await pilot.press("enter", ";", "4")
        await settle(pilot)
        assert not opened.exists()
        # What is opened was to be seen before: here its beginning, for it is longer than the list.
        assert "https://example.org/teil0" in "\n".join(
            "".join(s.text for s in line) for line in pilot.app.screen._compositor.render_strips()
        )
        await pilot.press("enter")
        await settle(pilot)
        assert opened.read_text(encoding="utf-8") == LONG
        assert pilot.app.screen is screen
        assert "Opened in the browser" in toasts(pilot)


async def test_what_may_not_be_opened_is_not(start: Start, linked: Path, opened: Path) -> None:
    async with start(folder=linked) as (pilot, _):
        await pilot.press("enter", ";", "3", "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, LinksScreen)
        assert "Only http and https" in toasts(pilot)
        assert not opened.exists()


async def test_a_browser_that_fails_is_told_and_the_list_stays(
    start: Start, linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", "lynx")
    async with start(folder=linked) as (pilot, _):
        await pilot.press("enter", ";", "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, LinksScreen)
        assert "needs the terminal for itself" in toasts(pilot)


async def test_links_are_walked_and_copied(start: Start, linked: Path) -> None:
    async with start(folder=linked) as (pilot, screen):
        await pilot.press("enter", ";", "j", "y")
        assert pilot.app.clipboard == "https://example.org/bruecke"
        await pilot.press("G", "y")
        assert pilot.app.clipboard == LONG
        await pilot.press("j", "k", "k", "k", "k", "k", "y")
        assert pilot.app.clipboard == "https://blatt.example/artikel"
        await pilot.press("escape")
        assert pilot.app.screen is screen


async def test_numbers_of_two_digits_are_typed(start: Start, linked: Path) -> None:
    async with start(folder=linked) as (pilot, _):
        links = links_of(article(*(f"https://example.org/{n}" for n in range(1, 31))))
        await pilot.app.push_screen(LinksScreen(links))
        for keys, expected in ((("1",), 1), (("2",), 12), (("backspace", "7"), 7), (("9",), 9)):
            await pilot.press(*keys)
            assert rows(pilot).current.url == f"https://example.org/{expected}"
        await pilot.press("backspace", "0")
        await settle(pilot)
        assert "No link has this number" in toasts(pilot)


async def test_an_article_without_links_says_so(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press("enter", ";")
        await settle(pilot)
        assert pilot.app.screen is screen
        assert "has no links" in toasts(pilot)


@pytest.mark.parametrize("size", [(1, 1), (12, 4), (300, 60)])
async def test_any_size_shows_them(start: Start, linked: Path, size: tuple[int, int]) -> None:
    async with start(folder=linked) as (pilot, _):
        await pilot.press("enter", ";")
        await pilot.resize_terminal(*size)
        await pilot.press("j", "j", "pagedown", "k")
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert "die Brücke" in lines(pilot)


async def test_a_click_on_the_edge_scrolls_and_leaves_the_cursor(start: Start) -> None:
    links = links_of(article(*(f"https://{number}.example/" for number in range(40))))
    async with start(size=(100, 24)) as (pilot, _):
        await pilot.app.push_screen(LinksScreen(links))
        await pilot.pause()
        listed = rows(pilot)
        await pilot.click(listed, offset=(listed.size.width - 1, listed.size.height // 2))
        await pilot.pause()
        assert listed.scroll_offset.y > 0
        assert listed.cursor == 0
        await pilot.click(listed, offset=(3, 2))
        await pilot.pause()
        assert listed.cursor > 0
