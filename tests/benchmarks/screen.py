"""Times what a person sees, in a real terminal: start, moving, opening, typing ahead.

    python -m tests.benchmarks.screen [--runs 5] [--articles 100000]

Starts are taken in turns (bare app, small library, large library, and again), so that their
ratios hold while the machine's speed drifts.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import synthetic
from tests.benchmarks.figures import summary
from tests.benchmarks.long_articles import FIRST_HEADING, TITLE, long_article
from tests.benchmarks.processes import Program, reader, starts
from tests.terminal import Terminal

_BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("ready to read")
Bare().run()
"""
_LIST = (2, 20)
_LONG_ARTICLES = 5


def main() -> None:
    """Make the libraries, time everything, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument(
        "--folder", type=Path, help="keep the libraries here, and use what is there"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        small, large = folder / "small", folder / f"large-{options.articles}"
        for home, count in ((small, 100), (large, options.articles)):
            if not home.exists():
                print(f"making {count:,} articles …", file=sys.stderr)
                synthetic.fill(home, count)
                synthetic.store(home, *map(long_article, range(_LONG_ARTICLES)))
        _starts(small, large, options.runs)
        _moves(large)
        _opening(large, options.runs)


def _starts(small: Path, large: Path, runs: int) -> None:
    programs = {
        "bare": Program([sys.executable, "-c", _BARE], "ready to read"),
        "small": reader(small),
        "large": reader(large),
    }
    bare, few, many = map(statistics.median, starts(programs, runs).values())
    print(
        f"start: bare app {bare * 1e3:.0f} ms, few articles {few * 1e3:.0f} ms, many {many * 1e3:.0f} ms"
    )
    print(f"start: many / few {many / few:.2f}   many / bare app {many / bare:.2f}")


def _moves(home: Path) -> None:
    with Terminal(reader(home).argv) as terminal:
        terminal.wait("● ")
        terminal.settle(0.5)
        for key, name in (("j", "j"), ("k", "k"), ("\x1b[6~", "page down")):
            print(f"{name} to moved row:", summary([_press(terminal, key) for _ in range(100)]))


def _press(terminal: Terminal, key: str) -> float:
    terminal.settle(0.03)
    before = _list(terminal)
    pressed = terminal.type(key)
    return terminal.wait(lambda t: _list(t) != before) - pressed


def _list(terminal: Terminal) -> object:
    """Return what the list shows, and which of its rows is under the cursor."""
    return terminal.highlighted(_LIST), [line[: _LIST[1]] for line in terminal.lines]


def _opening(home: Path, runs: int) -> None:
    """Open articles in one pane, where the list is left for each: set before, again, and not yet set."""
    first, again, unset = [], [], []
    for _ in range(runs):
        with Terminal(reader(home).argv, columns=70) as terminal:
            terminal.wait(TITLE)
            terminal.settle(0.5)
            first.append(_open(terminal))
            for _ in range(10):
                _close(terminal)
                again.append(_open(terminal))
            for _ in range(_LONG_ARTICLES - 1):
                _close(terminal)
                _press(terminal, "j")  # what comes under the cursor is set once that rests
                unset.append(_open(terminal))
    print("opening 55,000 words, the first of all:", summary(first))
    print("opening 55,000 words, again:", summary(again))
    print("opening 55,000 words that the cursor was moved to just before:", summary(unset))


def _open(terminal: Terminal) -> float:
    pressed = terminal.type("\r")
    return terminal.wait(FIRST_HEADING) - pressed


def _close(terminal: Terminal) -> None:
    terminal.settle(0.5)
    terminal.type("\x1b")
    terminal.wait(lambda t: not any(FIRST_HEADING in line for line in t.lines))
    terminal.settle(0.3)


if __name__ == "__main__":
    main()
