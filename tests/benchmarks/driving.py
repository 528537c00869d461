"""Drives the app inside this process, and times each key until the frame that shows what it does.

A frame counts when it is put together as it would be written; the writing itself and the terminal
are left out (`tests.benchmarks.screen` has them).
"""

from __future__ import annotations

import asyncio
import inspect
import time
from array import array
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, NamedTuple

from rich.console import RenderableType
from textual import events
from textual._compositor import CompositorUpdate
from textual.keys import _character_to_key
from textual.screen import Screen

from library import Library, QueryError, parse_query
from reader.app import ReaderApp
from reader.screens.main import MainScreen
from reader.session import Question
from reader.widgets.article_list import ArticleList
from tests.benchmarks.figures import Spent, clocks, since

_GIVEN_UP: Final = 15.0
_COMPLETE: Final = 60.0
_REST: Final = 0.25
_REPEAT: Final = 1 / 30
"""Seconds between two keys when one is held down."""


class Letter(NamedTuple):
    """A letter that was typed into the search."""

    query: str
    """What stood in the line then."""
    drawn: Spent
    """From the key to the frame with the answer."""
    answered: Spent
    """From the key to the answer, before it was drawn."""


class TimedApp(ReaderApp):
    """The reader; it tells when it has drawn a frame in which something holds."""

    CSS_PATH = str(Path(inspect.getfile(ReaderApp)).with_name("reader.tcss"))
    answered: Spent = Spent(0.0, 0.0)
    """The clocks when the answer to a search came last, to be drawn then."""
    _awaited: tuple[Callable[[], bool], asyncio.Future[Spent]] | None = None

    async def press(self, key: str, holds: Callable[[], bool]) -> Spent:
        """Press a key, and return the time until the first frame for which `holds` is true.

        Raises:
            TimeoutError: There was none.
        """
        drawn: asyncio.Future[Spent] = asyncio.get_running_loop().create_future()
        self._awaited = holds, drawn
        character = key if len(key) == 1 else None
        name = _character_to_key(key) if character else key
        begun = clocks()
        self.post_message(events.Key(name, character))
        try:
            return since(begun, await asyncio.wait_for(drawn, _GIVEN_UP))
        finally:
            self._awaited = None

    @property
    def main(self) -> MainScreen:
        """The main screen."""
        assert isinstance(self.screen, MainScreen)
        return self.screen

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Put a frame together, though there is no terminal to write it to."""
        if isinstance(renderable, CompositorUpdate):
            renderable.render_segments(self.console)
        super()._display(screen, renderable)
        if self._awaited is not None:
            holds, drawn = self._awaited
            if not drawn.done() and holds():
                drawn.set_result(clocks())


@asynccontextmanager
async def driven(home: Path) -> AsyncIterator[TimedApp]:
    """Run the app on the library in `home`, with its whole list loaded."""
    with Library(home) as library:
        app = TimedApp(library)
        try:
            async with app.run_test(size=(120, 40)) as pilot:
                await pilot.pause(_REST)
                await complete(app)
                _note_answers(app)
                yield app
        finally:
            app.saver.close()


def _note_answers(app: TimedApp) -> None:
    """Let `app` note when the session is given the answer to a question."""
    session = app.main.session
    show = session.show

    def noted(question: Question, keys: array[int], *, stopped: bool = False) -> None:
        show(question, keys, stopped=stopped)
        app.answered = clocks()

    setattr(session, "show", noted)  # noqa: B010 - the session is no more than watched


async def complete(app: TimedApp) -> float:
    """Wait until the list is whole; return the seconds that it took."""
    begun = time.perf_counter()
    while not app.main.session.is_complete and time.perf_counter() - begun < _COMPLETE:
        await asyncio.sleep(0.02)
    return time.perf_counter() - begun


async def type_query(app: TimedApp, query: str, gap: float) -> list[Letter]:
    """Type `query` letter by letter, `gap` seconds apart or when the answer is there, then leave it.

    What cannot be read yet, such as a field without a value, has no answer and is not timed.
    """
    main, letters = app.main, list[Letter]()
    await app.press("/", lambda: app.focused is main.search_line)
    for length in range(1, len(query) + 1):
        typed = query[:length]
        begun = time.perf_counter()
        if _is_readable(typed):
            letters.append(await _type_letter(app, typed))
        else:
            app.post_message(events.Key(_character_to_key(typed[-1]), typed[-1]))
        await asyncio.sleep(max(0.005, begun + gap - time.perf_counter()))
    await app.press("escape", lambda: not main.session.question.query)
    await asyncio.sleep(_REST)
    return letters


async def _type_letter(app: TimedApp, typed: str) -> Letter:
    """Type the last letter of `typed`."""
    session = app.main.session
    begun = clocks()
    drawn = await app.press(typed[-1], lambda: session.question.query == typed)
    return Letter(typed, drawn, since(begun, app.answered))


def _is_readable(query: str) -> bool:
    try:
        parse_query(query, typing=True)
    except QueryError:
        return False
    return True


async def move(app: TimedApp, key: str, times: int) -> list[Spent]:
    """Press a key that moves through the list so many times; return the time to each moved row.

    The times between are those of a key that is held down, or longer where drawing takes longer.
    """
    rows, spent = app.main.list, list[Spent]()
    for _ in range(times):
        before, begun = rows.cursor, time.perf_counter()
        spent.append(await app.press(key, lambda: rows.cursor != before and _in_view(rows)))  # noqa: B023
        await asyncio.sleep(max(0.002, begun + _REPEAT - time.perf_counter()))
    return spent


async def jump(app: TimedApp, times: int) -> dict[str, list[Spent]]:
    """Go to the end and the beginning of the list so many times; return the time of both keys."""
    spent: dict[str, list[Spent]] = {"end": [], "home": []}
    for _ in range(times):
        for key, taken in spent.items():
            taken += await move(app, key, 1)
            await asyncio.sleep(_REST)  # the article is shown meanwhile
    return spent


def _in_view(rows: ArticleList) -> bool:
    """Tell whether the row under the cursor is among those that are shown."""
    top = rows.cursor * rows.row_height
    first = rows.scroll_offset.y
    return first <= top <= first + rows.container_size.height - rows.row_height
