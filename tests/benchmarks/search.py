"""Measures searching and moving in libraries from small to very large ones.

    python -m tests.benchmarks.search FOLDER [--articles 10000 100000 1000000] [--parts build sql …]

Makes the libraries in FOLDER, unless they are there: a million articles take 7 GB and, on a machine
that does nothing else, ten minutes. The processor's time, which is told too, holds on a busy one.
The parts: what building the index costs and how large it is; what the database takes for each
letter of a search (`sql`) and the app until its frame (`letters`); moving through the list; starts,
beside one of a small library, and the memory that is held (`memory`); the first lines of
subcommands (`lines`); and the same articles in newsboat, where that is installed (`newsboat`).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import statistics
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from library import Library
from tests.benchmarks import driving, indexed, peers, processes, synthetic
from tests.benchmarks.figures import Spent, both, since, summary
from tests.benchmarks.queries import Asked, ask, queries
from tests.benchmarks.vocabulary import GERMAN, vocabulary

SMALL: Final = 1_000
"""Articles of the library that starts are compared with."""
_MANY: Final = 200_000
"""Beyond so many articles versions of stories are not looked for, so that a library is made in minutes."""
_LONGEST: Final = 6
"""Letters of a word from which on prefixes are counted together."""
_PRESSES: Final = 150
_NAMED: Final = 8
"""Slowest questions that are named."""
_KEYS: Final = (
    ("End", "\x1b[F"),
    ("Home", "\x1b[H"),
    ("a search", "/der"),
)


def main() -> None:
    """Make the libraries, measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument(
        "--distinct", type=int, default=100_000, help="texts; in a larger library they come again"
    )
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--runs", type=int, default=7, help="of each program")
    parser.add_argument("--gap", type=float, default=0.15, help="seconds between two letters")
    options = parser.parse_args()
    for count in options.articles:
        home = made(options.folder, count, options.distinct)
        print(f"\n{count:,} articles", flush=True)
        for part in options.parts:
            PARTS[part](home, options)


def made(folder: Path, count: int, distinct: int) -> Path:
    """Return the library of so many articles in `folder`, making it of `distinct` texts if there is none."""
    home = folder / str(count)
    if not (home / "made.json").exists():
        print(f"making {count:,} articles …", flush=True)
        shutil.rmtree(home, ignore_errors=True)  # one that was not finished
        taken = synthetic.fill(home, count, linked=count <= _MANY, distinct=distinct)
        (home / "made.json").write_text(json.dumps(asdict(taken)))
    return home


_INDEXED: Final = 20_000
"""Articles by which the speed of the index alone is measured."""


def _build(home: Path, _: argparse.Namespace) -> None:
    """Print how fast the library was written, and how large its index is."""
    taken, count = synthetic.Taken(**json.loads((home / "made.json").read_text())), int(home.name)
    print(f"made: {taken}, {taken.text / count:,.0f} bytes of text an article")
    for clock, name in enumerate(("passed", "of the processor")):
        writing, preparing = taken.writing[clock] / count, taken.preparing[clock] / taken.prepared
        print(
            f"stored in a second {name}: {1 / writing:,.0f} written,"
            f" {1 / (writing + preparing):,.0f} prepared and written"
        )
    speed = indexed.speed(synthetic.articles(min(count, _INDEXED)))
    print(f"index alone, in a second of the processor: {speed:,.0f} articles")
    written, merged = indexed.size(home / "library.db"), indexed.merged(home / "library.db")
    for how, taken_up in (("as written", written), ("merged", merged)):
        if taken_up is not None:
            share = taken_up / taken.text
            print(f"index {how}: {taken_up / 2**20:,.1f} MiB, {share:.3f} of the text")


def _sql(home: Path, _: argparse.Namespace) -> None:
    """Print what the database takes for each letter, by the length of the word that is typed."""
    with Library(home) as library:
        asked = ask(library, queries(library))
    groups: dict[int, list[Asked]] = defaultdict(list)
    for question in asked:
        groups[min(question.length, _LONGEST)].append(question)
    for length, group in sorted(groups.items()):
        more = " or more" if length == _LONGEST else ""
        print(f"SQL, {length}{more} letters: {both([one.spent for one in group])}")
    print(f"SQL, all: {both([one.spent for one in asked])}")
    _name_slowest([(one.spent, f"{one.query} [{one.found}]") for one in asked])


def _letters(home: Path, options: argparse.Namespace) -> None:
    """Print what the app takes from each letter to the frame with its answer."""
    with Library(home) as library:
        typed = queries(library)
    letters = asyncio.run(_typed(home, typed, options.gap))
    drawing = [since(one.answered, one.drawn) for one in letters]
    print(f"letters: {len(letters)}")
    print(f"letter to frame: {both([one.drawn for one in letters])}")
    print(f"letter to answer: {both([one.answered for one in letters])}")
    print(f"answer to frame: {both(drawing)}")
    _name_slowest([(one.drawn, one.query) for one in letters])


async def _typed(home: Path, typed: Sequence[str], gap: float) -> list[driving.Letter]:
    async with driving.driven(home) as app:
        return [one for query in typed for one in await driving.type_query(app, query, gap)]


def _moving(home: Path, options: argparse.Namespace) -> None:
    """Print what each key takes that moves through the list."""
    for key, spent in asyncio.run(_moved(home, options.runs)).items():
        print(f"{key} to moved row: {both(spent)}")


async def _moved(home: Path, runs: int) -> dict[str, list[Spent]]:
    async with driving.driven(home) as app:
        spent = {
            key: await driving.move(app, key, _PRESSES) for key in ("j", "k", "pagedown", "pageup")
        }
        return {**spent, **await driving.jump(app, 3 * runs)}


def _start(home: Path, options: argparse.Namespace) -> None:
    """Print how long starts take, and how much longer than with few articles."""
    few = made(home.parent, SMALL, SMALL)
    times = processes.starts(
        {"few": processes.reader(few), "many": processes.reader(home)}, options.runs
    )
    few_median, many_median = map(statistics.median, times.values())
    print(f"start with {SMALL:,}: {summary(times['few'])}")
    print(f"start with {int(home.name):,}: {summary(times['many'])}")
    print(f"start: many / few {many_median / few_median:.3f}")


def _memory(home: Path, _: argparse.Namespace) -> None:
    """Print how much memory the app holds."""
    for when, held in processes.memory(home, _KEYS).items():
        print(f"memory after {when}: {held.now:.0f} MiB, at most {held.peak:.0f} MiB so far")


def _lines(home: Path, options: argparse.Namespace) -> None:
    """Print how long subcommands take for their first lines."""
    german = vocabulary(GERMAN).words
    commands = {
        "list": ("list", "--json"),
        "search, a frequent word": ("search", "--json", german[0]),
        "search, a rare word": ("search", "--json", german[3_000]),
        "search, two words": ("search", "--json", f"{german[150]} {german[900]}"),
    }
    spent: dict[str, list[Spent]] = {name: [] for name in commands}
    for _ in range(options.runs):
        for name, command in commands.items():
            spent[name].append(processes.first_line(home, *command))
    for name, taken in spent.items():
        print(f"first line of {name}: {both(taken)}")


def _newsboat(home: Path, options: argparse.Namespace) -> None:
    """Print how newsboat does with the same articles."""
    peers.measure(home.parent / f"newsboat-{home.name}", int(home.name), options.runs)


def _name_slowest(timed: Sequence[tuple[Spent, str]]) -> None:
    for spent, name in sorted(timed, reverse=True)[:_NAMED]:
        print(f"    {spent.passed * 1e3:8.1f} ms, processor {spent.used * 1e3:8.1f} ms  {name}")


PARTS: Final[dict[str, Callable[[Path, argparse.Namespace], None]]] = {
    "build": _build,
    "sql": _sql,
    "letters": _letters,
    "moving": _moving,
    "start": _start,
    "memory": _memory,
    "lines": _lines,
    "newsboat": _newsboat,
}
"""What is measured, by name."""


if __name__ == "__main__":
    main()
