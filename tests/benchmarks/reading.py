"""Times what is done within one long article: 50,000 words, 100 sections, 5,000 mentions.

    python -m tests.benchmarks.reading [--runs 20]

Every figure is from a key to the frame that shows what it does, in the app in this process.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

from reader.widgets.panes import ARTICLE
from tests.benchmarks import synthetic
from tests.benchmarks.driving import TimedApp, driven
from tests.benchmarks.figures import Spent, both
from tests.benchmarks.long_articles import long_article

_NEEDLE = "strasse am"


def main() -> None:
    """Make the article, time everything, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary) / "home"
        synthetic.store(home, long_article())
        asyncio.run(_time(home, runs))


async def _time(home: Path, runs: int) -> None:
    async with driven(home) as app:
        main = app.main
        await app.press("enter", lambda: main.panes.active == ARTICLE)
        await asyncio.sleep(0.5)
        opened = main.view.opened
        assert opened is not None
        print(f"{opened.article.words:,} words, {len(opened.mentions):,} mentions")
        print("find, each letter:", both(await _letters(app, runs)))
        print("find, next of what is found:", both(await _matches(app, runs)))
        print("next section:", both(await _keys(app, "]", runs, lambda: main.view.scroll_y)))
        main.view.action_first()
        await asyncio.sleep(0.1)
        print("next mention:", both(await _keys(app, "}", runs, lambda: main.view.mentioned)))
        print("skim, on and off:", both(await _keys(app, "S", runs, lambda: main.view.skimmed)))
        print("a line down:", both(await _keys(app, "j", runs, lambda: main.view.scroll_y)))


async def _keys(app: TimedApp, key: str, runs: int, told: Callable[[], object]) -> list[Spent]:
    """Press a key so many times; return the time to each frame in which what is `told` is another."""
    spent = list[Spent]()
    for _ in range(runs):
        before = told()
        spent.append(await app.press(key, lambda: told() != before))  # noqa: B023
        await asyncio.sleep(0.05)
    return spent


async def _letters(app: TimedApp, runs: int) -> list[Spent]:
    """Type what is looked for so many times; return the time of each letter."""
    pane, spent = app.main.panes.finding, list[Spent]()
    for _ in range(runs):
        await app.press("/", lambda: pane.is_typing)
        for letter in _NEEDLE:
            before = app.main.view.found
            spent.append(await app.press(letter, lambda: app.main.view.found is not before))  # noqa: B023
            await asyncio.sleep(0.05)
        await app.press("escape", lambda: not pane.is_finding)
        await asyncio.sleep(0.05)
    return spent


async def _matches(app: TimedApp, runs: int) -> list[Spent]:
    await app.press("/", lambda: app.main.panes.finding.is_typing)
    for letter in _NEEDLE:
        before = app.main.view.found
        await app.press(letter, lambda: app.main.view.found is not before)  # noqa: B023
    await app.press("enter", lambda: not app.main.panes.finding.is_typing)
    await asyncio.sleep(0.1)
    spent = await _keys(app, "n", runs, lambda: app.main.view.match)
    await app.press("escape", lambda: not app.main.panes.finding.is_finding)
    return spent


if __name__ == "__main__":
    main()
