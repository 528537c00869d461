"""Long articles, whose first frame is drawn before all of them is set into lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.style import Style

from library import (
    TITLE_BLOCK,
    Article,
    Block,
    BlockKind,
    Entity,
    EntityKind,
    Library,
    Mention,
    Place,
    Source,
    StorageError,
)
from reader.opened import Opened
from reader.screens import main, reading
from reader.screens.entity import EntityScreen
from reader.screens.main import _STYLES_SECONDS, MainScreen
from reader.widgets.article_view import ArticleView
from tests.reader.conftest import BY_RULES, Start, is_behind, screen_text, settle, toasts
from tests.reader.parted import bar

_PARAGRAPHS = 300
_TOWNS = ("Wien", "Rom", "Paris")
_NAME = Entity(EntityKind.PLACE, "Wien", "place/wien")


def opened(title: str = "Lang") -> Opened:
    """Return an article of some thousand lines, whose last paragraph names a place."""
    paragraphs = [
        Block(BlockKind.PARAGRAPH, f"Absatz {n}. " + "wort " * 100) for n in range(_PARAGRAPHS)
    ]
    paragraphs[0] = Block(BlockKind.HEADING, "Oben", level=2)
    paragraphs[-2] = Block(BlockKind.HEADING, "Unten", level=2)
    paragraphs[-1] = Block(BlockKind.PARAGRAPH, "Wien zuletzt.")
    now = datetime.now(UTC)
    article = Article(title[0] * 16, title, tuple(paragraphs), None, None, None, None, "de", now)
    return Opened(article, (Mention(_NAME, _PARAGRAPHS - 1, 0, 4),))


def is_set(view: ArticleView) -> bool:
    """Return whether all lines are known."""
    assert view._layout is not None
    return view._layout.is_whole


async def test_the_rest_is_set_behind_the_first_frame(start: Start) -> None:
    async with start() as (pilot, screen):
        screen.view.opened = opened()
        assert not is_set(screen.view)
        likely = screen.view.virtual_size.height
        await settle(pilot)
        assert is_set(screen.view)
        assert screen.view._layout is not None
        lines = len(screen.view._layout.lines)
        assert screen.view.virtual_size.height == lines
        assert 0.9 < likely / lines < 1.1
        assert "Absatz 1." in screen_text(screen)


@pytest.mark.parametrize(
    ("go", "shown"),
    [
        (lambda view: view.action_last(), "Wien zuletzt."),
        (lambda view: view.section(1), "Oben"),
        (lambda view: (view.section(1), view.section(1)), "Unten"),
        (lambda view: view.mention(1), "Wien zuletzt."),
        (lambda view: view.go_to(Place(_PARAGRAPHS - 1, 3)), "Wien zuletzt."),
        (lambda view: view.go_to(Place(150, 0)), "Absatz 150."),
        (lambda view: view.show_place(Place(150, 0)), "Absatz 150."),
        (lambda view: view.action_line(10_000), "Wien zuletzt."),
        (lambda view: [view.action_page(1) for _ in range(9)], "Absatz 26."),
    ],
)
async def test_a_key_before_that_leads_where_it_does_later(
    start: Start, go: Callable[[ArticleView], object], shown: str
) -> None:
    async with start() as (pilot, screen):
        screen.view.traced = _NAME
        screen.view.opened = opened()
        assert not is_set(screen.view)
        go(screen.view)
        await settle(pilot)
        at = screen.view.scroll_offset.y
        assert shown in screen_text(screen)
        screen.view.opened = opened("Anders")
        await settle(pilot)
        assert is_set(screen.view)
        go(screen.view)
        await settle(pilot)
        assert screen.view.scroll_offset.y == at
        assert shown in screen_text(screen)


async def test_the_end_is_not_told_before_it_is_known(start: Start) -> None:
    async with start(size=(120, 300)) as (pilot, screen):
        await pilot.press("enter")
        screen.view.opened = opened()
        assert not is_set(screen.view)
        assert not screen.view.is_at_end
        before = screen.view.position
        await settle(pilot)
        assert screen.view.position == before
        assert bar(screen).rstrip().endswith("left")


async def test_an_article_is_set_again_around_the_same_place(start: Start) -> None:
    async with start() as (pilot, screen):
        screen.view.opened = opened()
        screen.view.go_to(Place(_PARAGRAPHS - 30, 7))
        for width in (60, 200, 120):
            await pilot.resize_terminal(width, 30)
            await settle(pilot)
            assert screen.view.place == Place(_PARAGRAPHS - 30, 7)
        screen.view.skimmed = True
        await settle(pilot)
        assert "Absatz 270" in screen_text(screen)
        screen.view.go_to(Place(TITLE_BLOCK, 0))
        await settle(pilot)
        assert "Lang" in screen_text(screen)


@pytest.fixture
def towns_far_apart(tmp_path: Path) -> Path:
    """Return the folder of a library with one article of some 9,000 words, and one that is short."""
    folder = tmp_path / "far"
    paragraphs = (
        f"Absatz {n}. In {_TOWNS[n // 100]} war nichts. " + "Wort " * 24 for n in range(300)
    )
    long = "Title: Weit\nDate: 2024-05-02\n\n" + "\n\n".join(paragraphs)
    short = "Title: Nah\nDate: 2024-05-03\n\nIn Berlin auch nicht."
    with Library(folder) as library:
        list(library.add(Source("a.txt", text.encode()) for text in (long, short)))
        list(library.recognise(engine=BY_RULES.engine))
    return folder


def marked(screen: MainScreen) -> set[str]:
    """Return what is drawn as the name of a place."""
    view = screen.view
    style = view.mark_of(f"entity--{EntityKind.PLACE}")
    lines = (view.render_line(y) for y in range(view.size.height))
    drawn = (part for line in lines for part in line if part.style is not None)
    return {part.text for part in drawn if part.style and part.style.color == style.color}


def named(screen: MainScreen) -> list[str]:
    """Return the names in the contents."""
    return [entry.text for entry in screen.panes.contents.entries if entry.entity is not None]


@pytest.mark.parametrize(("paragraph", "town"), [(0, "Wien"), (150, "Rom"), (299, "Paris")])
async def test_names_out_of_sight_are_read_behind_the_first_frame(
    start: Start, towns_far_apart: Path, paragraph: int, town: str
) -> None:
    async with start(folder=towns_far_apart) as (pilot, screen):
        (long,) = screen.library.search("title:weit")
        screen.saver.keep_place(long.id, Place(paragraph, 0))
        await settle(pilot)
        assert named(screen) == ["Berlin"]
        screen.show_article(long)
        assert screen.view.opened is not None
        begun = screen.view.opened
        assert {mention.entity.name for mention in begun.mentions} == {town}
        await settle(pilot)
        assert len(screen.view.opened.mentions) == 300 > len(begun.mentions)
        assert named(screen) == list(_TOWNS)
        assert marked(screen) == {town}


@pytest.mark.parametrize("before", [["j"], ["/", *"weit", "enter"]])
async def test_what_is_typed_at_once_finds_all_of_them(
    start: Start, towns_far_apart: Path, before: list[str]
) -> None:
    async with start(folder=towns_far_apart) as (pilot, _screen):
        await pilot.press(*before[:-1])
        for key in (before[-1], "enter", "t", "j", "j", "j", "enter"):
            pilot.app.simulate_key(key)
        await settle(pilot)
        assert isinstance(pilot.app.screen, EntityScreen)
        assert pilot.app.screen.entity.name == "Paris"
        await pilot.press("escape")


async def test_what_the_cursor_came_to_is_read_and_set_ahead(
    start: Start, towns_far_apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start(folder=towns_far_apart) as (pilot, screen):
        monkeypatch.setattr(main, "_PREVIEW_SECONDS", 60)
        await pilot.press("j")
        while screen._ahead is None:
            await pilot.pause(0.01)
        ahead, layout = screen._ahead, screen.view._layouts._next
        assert ahead.article.title == "Weit"
        assert layout is not None
        await pilot.press("enter")
        await settle(pilot)
        assert screen.view.opened is not None
        assert screen.view.opened.article is ahead.article
        assert screen.view._layout is layout
        assert len(screen.view.opened.mentions) == 300
        await pilot.press("h", "k")
        assert screen._ahead is None


async def test_the_rest_is_there_before_more_is_seen(
    start: Start, towns_far_apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "REST_SECONDS", 60)
    async with start(folder=towns_far_apart) as (pilot, screen):
        (long,) = screen.library.search("title:weit")
        screen.show_article(long)
        assert is_behind(screen)
        await pilot.resize_terminal(100, 50)
        await pilot.pause()
        assert screen.view.opened is not None
        assert screen.view.opened.is_whole


async def test_names_that_cannot_be_read_are_told_once(
    start: Start, towns_far_apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[str]()

    def fail(id_: str) -> tuple[Mention, ...]:
        asked.append(id_)
        raise StorageError(towns_far_apart, "The disk is gone.")

    async with start(folder=towns_far_apart) as (pilot, screen):
        (long,) = screen.library.search("title:weit")
        screen.show_article(long)
        monkeypatch.setattr(screen.library.register, "mentions", fail)
        for _ in range(3):
            screen.show_rest()
        await pilot.pause()
        assert len(asked) == 1
        assert "The disk is gone." in toasts(pilot)
        assert screen.view.opened is not None
        assert {mention.entity.name for mention in screen.view.opened.mentions} == {"Wien"}
        monkeypatch.undo()


async def test_no_style_is_computed_when_the_first_article_is_opened(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start(size=(70, 24)) as (pilot, screen):
        await pilot.pause(_STYLES_SECONDS * 1.5)
        computed = list[str]()
        compute = screen.view.get_component_rich_style

        def count(*names: str) -> Style:
            computed.extend(names)
            return compute(*names)

        monkeypatch.setattr(screen.view, "get_component_rich_style", count)
        await pilot.press("enter")
        await settle(pilot)
        assert screen.view.has_focus
        assert screen.view.style_of("article--title")
        assert computed == []
