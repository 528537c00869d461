"""How days and texts look is as it is set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from library import Library
from reader import start as starting
from reader.app import ReaderApp
from reader.config import DEFAULT
from reader.formats import long_date, short_date, use_dates
from reader.layout import LAYOUT_NAME, ScreenLayout, load_layout, save_layout
from tests.reader.conftest import BY_RULES, Start, settle

MOMENT = datetime(2023, 9, 5, tzinfo=UTC)
NOW = datetime(2023, 10, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _usual_dates() -> Iterator[None]:
    """Have no way to write days hold for other tests."""
    yield
    use_dates("short")


@pytest.mark.parametrize(
    ("dates", "short", "long"),
    [
        ("short", "5 Sep", "5 Sep 2023"),
        ("iso", "2023-09-05", "2023-09-05"),
        ("%d.%m.%Y", "05.09.2023", "05.09.2023"),
    ],
)
def test_days_are_written_as_it_is_set(dates: str, short: str, long: str) -> None:
    use_dates(dates)
    assert short_date(MOMENT, NOW) == short
    assert long_date(MOMENT, NOW) == long


async def test_the_text_is_as_wide_as_it_is_set(start: Start) -> None:
    for width in (30, 60):
        config = replace(BY_RULES, width=width, dates="iso")
        async with start(size=(200, 40), config=config) as (pilot, screen):
            await settle(pilot)
            lines = (screen.view.text_line(n, 140).text.strip() for n in range(3, 30))
            assert width - 8 < max(map(cell_len, lines)) <= width


@pytest.mark.parametrize(
    ("set_", "kept", "shown"),
    [
        ("auto", "", "newsreader-dark"),
        ("auto", "nord", "nord"),
        ("auto", "no-theme-is-called-so", "newsreader-dark"),
        ("dracula", "nord", "dracula"),
        ("newsreader-light", "", "newsreader-light"),
    ],
)
async def test_the_theme_is_that_which_is_set_else_that_which_was_chosen(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch, set_: str, kept: str, shown: str
) -> None:
    monkeypatch.delenv("COLORFGBG", raising=False)
    save_layout(home / LAYOUT_NAME, ScreenLayout(theme=kept))
    async with start(config=replace(BY_RULES, theme=set_)) as (pilot, _):
        assert pilot.app.theme == shown


async def test_to_choose_auto_again_forgets_the_theme(start: Start, home: Path) -> None:
    save_layout(home / LAYOUT_NAME, ScreenLayout(theme="nord"))
    async with start() as (pilot, _):
        assert isinstance(pilot.app, ReaderApp)
        pilot.app.choose_theme("auto")
        await settle(pilot)
        assert pilot.app.theme.startswith("newsreader-")
    assert load_layout(home / LAYOUT_NAME).theme == ""


def test_the_language_is_the_one_that_is_set(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[str]()
    monkeypatch.setattr(starting, "use_language", asked.append)
    monkeypatch.setattr(starting, "_run", lambda app, _ending: app.saver.close() or 0)
    assert starting.run_app(library, None, replace(DEFAULT, language="de")) == 0
    assert asked == ["de"]
