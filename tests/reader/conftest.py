"""What the tests of the reader start from: a library of a few articles, and the app on it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets._toast import Toast

from library import Library, LibraryError, Source, find_sources, use_language
from reader.app import ReaderApp
from reader.config import Config
from reader.formats import use_dates
from reader.keys import use_keys
from reader.screens.main import MainScreen
from reader.signs import use_ascii
from tests import texts
from tests.reader.parsed_once import parse_once

BY_RULES = Config(engine="rules")
"""What most tests are about is the same with it, and it takes no time."""

Started = tuple[Pilot[None], MainScreen]
Start = Callable[..., AbstractAsyncContextManager[Started]]


@pytest.fixture(scope="session", autouse=True)
def _parsed_once() -> Iterator[None]:
    """Spare the apps of the tests what is the same in all."""
    with pytest.MonkeyPatch.context() as patch:
        parse_once(patch)
        yield


@pytest.fixture(autouse=True)
def _nothing_set() -> Iterator[None]:
    """Leave to the next test what is set for the whole process as it was."""
    yield
    use_ascii(False)
    use_keys({})
    use_dates("short")
    use_language("en")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a library with three articles, which nobody may change."""
    folder = tmp_path_factory.mktemp("filled")
    with Library(folder / "home") as library:
        list(library.add(list(find_sources(texts.write_articles(folder / "in")))))
        list(library.recognise(engine=BY_RULES.engine))
    return folder / "home"


@pytest.fixture
def home(tmp_path: Path, filled: Path) -> Path:
    """Return the folder of a library with three articles."""
    return Path(shutil.copytree(filled, tmp_path / "home"))


TOWNS = {
    "Wien und Rom": "Date: 2024-05-01\n\nAus Wien kam nichts. Wiens Antwort kommt aus Rom.",
    "Nur Wien": "Date: 2024-06-03\n\nEs regnet. In Wien ist es kalt. Mehr nicht.",
    "Viel Rom": "Date: 2024-06-09\n\nRom ist weit. Nach Rom! Und zurück nach Rom.",
}
"""Three articles, the oldest first, that name two places."""


@pytest.fixture(scope="session")
def towns_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a library with `TOWNS`, which nobody may change."""
    folder = tmp_path_factory.mktemp("towns") / "home"
    texts_of = (f"Title: {title}\n{text}\n" for title, text in TOWNS.items())
    with Library(folder) as library:
        list(library.add([Source("a.txt", text.encode()) for text in texts_of]))
        list(library.recognise(engine=BY_RULES.engine))
    return folder


@pytest.fixture
def towns(tmp_path: Path, towns_once: Path) -> Path:
    """Return the folder of a library with `TOWNS`."""
    return Path(shutil.copytree(towns_once, tmp_path / "towns"))


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    """Return the library in `home`."""
    with Library(home) as library:
        yield library


@pytest.fixture
def start(home: Path) -> Start:
    """Return what starts the app on `home`, or another folder, and quits it at the end.

    With `saves=False` it is no failure that a change could not be saved.
    """

    @asynccontextmanager
    async def started(
        size: tuple[int, int] = (120, 40),
        first: str | None = None,
        folder: Path = home,
        *,
        saves: bool = True,
        config: Config = BY_RULES,
    ) -> AsyncIterator[Started]:
        with Library(folder) as library:
            app = ReaderApp(library, first, config)
            try:
                async with app.run_test(size=size, notifications=True) as pilot:
                    await settle(pilot)
                    assert isinstance(app.screen, MainScreen)
                    yield pilot, app.screen
            finally:
                # What could not be saved is told once more at the end.
                with nullcontext() if saves else suppress(LibraryError):
                    app.saver.close()

    return started


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is being loaded, saved or drawn."""
    app = pilot.app
    assert isinstance(app, ReaderApp)
    await pilot.pause()
    await app.saver.finished()
    await app.workers.wait_for_complete()
    await _drawn(pilot)
    for _ in range(500):
        if not any(isinstance(one, MainScreen) and is_behind(one) for one in app.screen_stack):
            break
        await pilot.pause(0.02)
    await _drawn(pilot)


def is_behind(screen: MainScreen) -> bool:
    """Tell whether the article under the cursor is still to be shown, which it is at rest, or a part of it."""
    layout, opened = screen.view._layout, screen.view.opened
    is_set = layout is None or layout.is_whole
    return screen._preview is not None or not is_set or not (opened is None or opened.is_whole)


async def _drawn(pilot: Pilot[None]) -> None:
    """Wait until all have answered their messages, and those which came of that, and so on.

    A message is some way from being drawn: it goes to the app, becomes a widget, and is laid out.
    To count the steps takes less time than to sleep, and is enough however busy the machine is.
    """
    for _ in range(8):
        await pilot.pause(0)
    await pilot.pause()


def row(screen: MainScreen) -> str:
    """Return the title of the article under the cursor."""
    return screen.list.current.title if screen.list.current else ""


def screen_text(screen: Screen[Any]) -> str:
    """Return what stands on the screen, line by line."""
    return "\n".join(
        "".join(segment.text for segment in line) for line in screen._compositor.render_strips()
    )


def toasts(pilot: Pilot[None]) -> str:
    """Return what the messages say that are drawn, wherever the length of a path breaks their lines."""
    drawn = (toast for toast in pilot.app.screen.query(Toast) if toast.size.height)
    return "\n".join(toast._notification.message for toast in drawn)


@pytest.fixture
def parted(tmp_path: Path) -> Path:
    """Return the folder of a library with one article of five sections, with names in them."""
    folder = tmp_path / "parted"
    with Library(folder) as library:
        list(library.add([Source("a.md", texts.SECTIONS.encode())]))
        list(library.recognise(engine=BY_RULES.engine))
    return folder
