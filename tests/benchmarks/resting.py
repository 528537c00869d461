"""Measures what the reader does when nothing is asked of it, and when much is asked at once.

    python -m tests.benchmarks.resting [--seconds 60] [--articles 10000] [--folder FOLDER]

In a real terminal: the processor time of a minute without a key, with an article open; and how long
after the last of a hundred keys that were typed at once the last of them is done.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import synthetic
from tests.benchmarks.figures import summary
from tests.benchmarks.processes import reader
from tests.terminal import Terminal

_KEYS = 100
_LIST = (2, 20)


def main() -> None:
    """Make the library, measure, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--folder", type=Path, help="keep the library here, and use what is there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = (options.folder or Path(temporary)) / f"resting-{options.articles}"
        if not home.exists():
            print(f"making {options.articles:,} articles …", file=sys.stderr)
            synthetic.fill(home, options.articles)
        with Terminal(reader(home).argv) as terminal:
            terminal.wait("● ")
            terminal.settle(0.5)
            print(
                f"{_KEYS} keys at once, after the last:", summary(_bursts(terminal, options.runs))
            )
            terminal.type("g\r")
            terminal.settle(2)
            print(f"at rest: {_rest(terminal, options.seconds):.3f} s of processor time a minute")


def _bursts(terminal: Terminal, runs: int) -> list[float]:
    """Return the seconds from keys that were typed at once until the list is where the last leads to."""
    times, known = [], dict[str, object]()
    for run in range(runs + 2):
        key = "j" if run % 2 == 0 else "k"
        terminal.settle(0.3)
        typed = terminal.type(key * _KEYS)
        if run > 1:
            times.append(_wait_for(terminal, known[key]) - typed)
        terminal.settle(0.3)
        known[key] = _list(terminal)
    assert known["j"] != known["k"]
    return times


def _wait_for(terminal: Terminal, goal: object) -> float:
    """Return when the list came to what it is to be."""
    return terminal.wait(lambda it: bool(_list(it) == goal))


def _list(terminal: Terminal) -> object:
    """Return what the list shows, and which of its rows is under the cursor."""
    return terminal.highlighted(_LIST), [line[: _LIST[1]] for line in terminal.lines[1:-1]]


def _rest(terminal: Terminal, seconds: float) -> float:
    """Return the processor time, in seconds a minute, that the program takes without a key."""
    before, begun = _processor_time(terminal.process.pid), time.monotonic()
    time.sleep(seconds)
    taken = _processor_time(terminal.process.pid) - before
    return taken * 60 / (time.monotonic() - begun)


def _processor_time(pid: int) -> float:
    """Return the seconds of processor time that a process and what it has ended took so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
