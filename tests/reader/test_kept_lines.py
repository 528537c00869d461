"""Lines of an article are drawn once, and anew when they would look other."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.strip import Strip

from reader.widgets.article_view import ArticleView
from tests.reader.conftest import Start
from tests.reader.doing import press


def drawn(view: ArticleView) -> list[Strip]:
    """Return the lines of the pane as they are drawn."""
    return view.render_lines(view.size.region)


def drawn_anew(view: ArticleView) -> list[Strip]:
    """Return what they are with nothing kept."""
    view._kept.clear()
    return drawn(view)


async def test_a_line_that_comes_into_view_is_all_that_is_drawn(
    start: Start, parted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers: list[int] = []
    line = ArticleView.text_line

    def noted(view: ArticleView, number: int, width: int) -> Strip:
        numbers.append(number)
        return line(view, number, width)

    monkeypatch.setattr(ArticleView, "text_line", noted)
    async with start(folder=parted, size=(70, 10)) as (pilot, screen):
        await press(pilot, "enter")
        height = screen.view.size.height
        assert sorted(set(numbers)) == list(range(height))
        numbers.clear()
        await press(pilot, "down", "down")
        assert {number for number in numbers if number >= height} == {height, height + 1}
        assert len(numbers) <= 4  # the thumb on the edge moved with them, from line to line
        numbers.clear()
        await press(pilot, "escape", "enter")
        assert not numbers


KEYS = (
    *("enter", "e", "e", "e", "e", "right_curly_bracket", "right_curly_bracket", "t", "j", "j"),
    *("h", "right_square_bracket", "S", "S", "slash", "a", "enter", "n", "n", "escape", "s"),
    *("z", "z", "down", "G", "g", "escape", "slash", "e", "enter", "enter", "n", "escape"),
)
"""What marks names, hits and what is found, walks them, and shows the article in other ways."""


async def test_what_is_kept_looks_as_what_is_drawn_anew(start: Start, parted: Path) -> None:
    looks = set[str]()
    async with start(folder=parted, size=(120, 16)) as (pilot, screen):
        for key in KEYS:
            await press(pilot, key)
            assert drawn(screen.view) == drawn_anew(screen.view), key
            looks.add(repr(drawn(screen.view)))
        for theme in ("newsreader-light", "nord"):
            pilot.app.theme = theme
            await press(pilot)
            assert drawn(screen.view) == drawn_anew(screen.view), theme
            looks.add(repr(drawn(screen.view)))
        for size in ((90, 16), (60, 9), (300, 40)):
            await pilot.resize_terminal(*size)
            await press(pilot)
            assert drawn(screen.view) == drawn_anew(screen.view), size
            looks.add(repr(drawn(screen.view)))
    assert len(looks) > 12


async def test_a_part_of_the_lines_is_cut_out_of_them(start: Start, parted: Path) -> None:
    async with start(folder=parted) as (pilot, screen):
        await press(pilot, "enter")
        whole = drawn(screen.view)
        part = screen.view.render_lines(screen.view.size.region.shrink((1, 2, 3, 4)))
        assert len(part) == len(whole) - 4
        texts = [strip.text for strip in whole[1:-3]]
        assert [strip.text for strip in part] == [text[4:-2] for text in texts]


async def test_no_more_is_kept_than_some_screenfuls(start: Start, parted: Path) -> None:
    async with start(folder=parted, size=(70, 12)) as (pilot, screen):
        await press(pilot, "enter")
        for number in range(600):
            screen.view._kept[number + 1000, False] = Strip.blank(1)
        await press(pilot, "down", "down", "down", "down")
        last = screen.view.scroll_offset.y + screen.view.size.height - 1
        assert len(screen.view._kept) == 6 * screen.view.size.height
        assert any(number == last for number, _on_thumb in screen.view._kept)
