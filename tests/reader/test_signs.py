"""Where only ASCII can be shown every sign has one of it, and no column moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App
from textual.strip import Strip

from reader.command_table import COMMANDS
from reader.keys import key_names
from reader.signs import SIGNS, charset_of, encoded, sign, use_ascii
from tests.reader.conftest import BY_RULES, Start, screen_text, settle


@pytest.fixture
def in_ascii() -> Iterator[None]:
    """Draw signs of ASCII for the time of a test."""
    use_ascii(True)
    yield
    use_ascii(False)


def test_every_sign_has_one_that_is_as_wide() -> None:
    for one, other in SIGNS.items():
        assert cell_len(one) == cell_len(other) == 1
        assert other.isascii()
        assert not one.isascii()


def test_signs_are_as_they_are_unless_ascii_is_wanted() -> None:
    assert sign("● · …") == "● · …"


@pytest.mark.usefixtures("in_ascii")
def test_signs_and_keys_in_ascii() -> None:
    assert sign("● · …") == "* - ~"
    assert all(name.isascii() for command in COMMANDS for name in key_names(command))


@pytest.mark.parametrize(
    ("environment", "charset"),
    [
        ({}, "utf-8"),
        ({"LANG": "C.UTF-8"}, "utf-8"),
        ({"LANG": "de_DE.utf8"}, "utf-8"),
        ({"LANG": "de_DE"}, "utf-8"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, "ascii"),
        ({"LANG": "de_DE.UTF-8", "LC_CTYPE": "POSIX"}, "ascii"),
        ({"LANG": "C", "LC_ALL": ""}, "ascii"),
        ({"LANG": "de_DE.ISO-8859-1@euro"}, "iso8859-1"),
        ({"LANG": "x.\x1b[31m"}, "utf-8"),
    ],
)
def test_the_locale_says_what_can_be_shown(environment: dict[str, str], charset: str) -> None:
    assert charset_of(environment) == charset


@pytest.mark.parametrize(
    ("text", "charset", "shown"),
    [
        ("Müller — „so“", "ascii", 'Muller - "so"'),
        ("Müller", "iso8859-1", "Müller"),
        ("김 Kim", "ascii", "?? Kim"),
        ("╭─╮", "ascii", "+-+"),
        ("e\u0301a", "ascii", "ea"),
    ],
)
def test_what_cannot_be_shown_is_replaced(text: str, charset: str, shown: str) -> None:
    assert encoded(text, charset) == shown


@given(st.text(max_size=40), st.sampled_from(["ascii", "iso8859-1", "cp1252"]))
def test_no_column_moves(text: str, charset: str) -> None:
    shown = encoded(text, charset)
    assert cell_len(shown) == cell_len(text)
    shown.encode(charset)


async def test_ascii_is_drawn_around_an_article_that_stays_as_it_is(start: Start) -> None:
    async with start(config=replace(BY_RULES, ascii=True)) as (pilot, screen):
        await pilot.press("enter", "s")
        await settle(pilot)
        text = screen_text(screen)
        drawn = {one for one in text if not one.isascii()}
        assert "박" in drawn
        assert screen.view.opened is not None
        article = screen.view.opened.article
        said = {one for block in article.blocks for one in block.text}
        assert not (drawn - said) & set(SIGNS)
        assert "All 3   Unread 2   + 1" in text
        for keys in (("question_mark",), ("ctrl+p",), ("colon",), ("a",), ("backslash",)):
            await pilot.press(*keys)
            await pilot.pause(0.2)  # a dialog that asks is waited for by a worker
            top = "".join(
                segment.text
                for line in pilot.app.screen._compositor.render_strips()
                for segment in line
            )
            assert {one for one in top if not one.isascii()} <= drawn | {"ü", "ä"}, keys
            await pilot.press("escape")
            await pilot.pause(0.1)
    use_ascii(False)


async def test_a_locale_without_utf_8_is_shown_nothing_but_ascii(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    async with start() as (pilot, screen):
        await pilot.press("enter")
        await settle(pilot)
        text = screen_text(screen)
        assert text.isascii()
        assert "Prasident Sudkoreas" in text
    use_ascii(False)


async def test_without_colours_none_are_drawn(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with start() as (pilot, screen):
        await pilot.press("slash", *"südkorea", "enter", "enter")
        await settle(pilot)
        for keys in ((), ("question_mark",), ("ctrl+p",)):
            await pilot.press(*keys)
            await settle(pilot)
            drawn = [part for line in lines(pilot.app) for part in line]
            styles = [part.style for part in drawn if part.style is not None]
            assert not any(style.color or style.bgcolor for style in styles)
            assert any(style.reverse for style in styles)  # what is chosen stands out
            await pilot.press(*("escape" for _ in keys))
        row = screen.list.text_line(0, 20)
        assert all(part.style is not None and part.style.underline for part in row)
        assert screen.bar.current == 0


def lines(app: App[None]) -> list[Strip]:
    """Return the lines that are drawn."""
    return list(app.screen._compositor.render_strips())
