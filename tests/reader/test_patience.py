"""A search on the command line that no longer finds anything is stopped, and says so."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from library import Interrupted, Library
from reader.patience import Patience


def slow(library: Library) -> Iterator[int]:
    """Yield two numbers at once, and then ask the database for something that has no end."""
    yield from (1, 2)
    with library._translated():
        library._connection.execute(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
        ).fetchone()


def test_what_was_found_is_kept_and_the_rest_not_waited_for(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        patience = Patience(library, 0.05)
        assert list(patience.rows(slow(library))) == [1, 2]
        assert patience.is_over
        assert len(library.search("")) == 0  # it can be used as before


def test_whoever_takes_the_rows_may_take_their_time(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        patience = Patience(library, 0.02)
        for _ in patience.rows(iter((1, 2))):
            time.sleep(0.1)
        assert not patience.is_over


def test_what_somebody_else_stops_is_told(tmp_path: Path) -> None:
    def stopped() -> Iterator[int]:
        yield 1
        raise Interrupted("The search was stopped.")

    with Library(tmp_path) as library, pytest.raises(Interrupted):
        list(Patience(library).rows(stopped()))
