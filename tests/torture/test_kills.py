"""Killed at any moment, the program has kept all that it said it had."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from library import Library, find_sources
from tests import texts
from tests.conftest import Count
from tests.torture.running import LONG, Program, scratch
from tests.torture.seeing import check
from tests.web import Site, site

_ROUNDS = 5_000 if LONG else 100
"""How often each of two programs kills."""
_FILES = 400
_FEEDS = 3
_ITEMS = 30


def test_what_was_acknowledged_outlives_random_kills(tmp_path: Path, count: Count) -> None:
    with scratch(tmp_path) as folder, ExitStack() as running:
        programs = [
            running.enter_context(Program("killing", folder, 1, _ROUNDS, nth)) for nth in range(2)
        ]
        told = [program.told(7200 if LONG else 600) for program in programs]
    rounds, kept = (sum(one[name] for one in told) for name in ("rounds", "acknowledged"))
    wrong = [text for one in told for text in one["wrong"]]
    count(
        f"{rounds:,} kills, one in four of two writers at once: {kept:,} changes acknowledged,"
        f" {len(wrong)} kills after which any was lost or anything damaged"
    )
    assert rounds == 2 * _ROUNDS
    assert kept > rounds
    assert wrong == []


@pytest.fixture
def server() -> Iterator[Site]:
    with site() as running:
        yield running


def killed(home: Path, deed: str, folder: Path, after: int) -> list[str]:
    """Return what was said that was stored before the program was killed, soon after so many answers."""
    command: list[str | Path] = [sys.executable, "-m", "tests.torture.growing"]
    command += [home, deed, folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [line for line, _ in zip(process.stdout, range(after), strict=False)]
        time.sleep(random.Random(after).uniform(0, 0.05))
        process.kill()
        said += [line for line in process.stdout if line.endswith("\n")]
    return [line.strip() for line in said]


def test_an_add_and_an_update_that_are_killed_keep_what_they_said(
    tmp_path: Path, server: Site, count: Count
) -> None:
    home, folder = tmp_path / "home", tmp_path / "in"
    texts.write_many(folder, _FILES)
    with Library(home) as library:
        for feed in range(_FEEDS):
            address = server.say(f"/{feed}", _feed(feed))
            library.feeds.add(address, f"Blatt {feed}")
    said: set[str] = set()
    rounds = 12 if LONG else 2
    for number in range(rounds):
        for deed, answers in (("add", 20 + 120 * number), ("update", 1 + number * _ITEMS)):
            said |= set(killed(home, deed, folder, answers)) - {""}
            check(home)
            with Library(home) as library:
                assert said <= {headline.id for headline in library.search("")}
    count(
        f"{2 * rounds} kills while adding or asking feeds: {len(said):,} articles said, none lost"
    )
    with Library(home) as library:
        list(library.add(find_sources([folder])))
        list(library.update(private=True))
        assert library.counts().articles == _FILES + _FEEDS * _ITEMS


def _feed(number: int) -> bytes:
    """Return a feed with many items."""
    items = "".join(
        f"<item><title>Blatt {number}, Titel {n}</title><guid>{number}-{n}</guid>"
        f"<description>{'In der Stadt wurde ein Brunnen gebaut. ' * 20} {number} {n}</description></item>"
        for n in range(_ITEMS)
    )
    return f'<rss version="2.0"><channel><title>X</title>{items}</channel></rss>'.encode()
