"""A search that takes too long gives what it has found, and says that this may not be all."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from library.search import parse
from library.store import Reader, Writer, connect, reading
from tests.library.making import article, entry, paragraph

COUNT = 60


@pytest.fixture
def connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """Yield the connection to a library of sixty articles; time is looked at all the while."""
    monkeypatch.setattr(reading, "_STEPS", 10)
    with closing(connect(tmp_path / "library.db")) as connection:
        writer = Writer(connection)
        with writer.transaction():
            top = writer.reserve(COUNT)
            made = (article(f"Hafen {n}", paragraph("Am Kai")) for n in range(COUNT))
            writer.add({top - 2 * n: entry(one) for n, one in enumerate(made)})
        yield connection


@pytest.mark.parametrize("query", ["hafen", "-stadt", "*afe*", "is:unread"])
def test_in_time_it_is_complete_and_else_the_newest(
    connection: sqlite3.Connection, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, node = Reader(connection), parse(query)
    whole = list(reader.ranks(node, None, -1))
    assert len(whole) == COUNT
    found = reader.ranks_in_time(node, None, -1, seconds=60)
    assert (list(found.keys), found.complete) == (whole, True)
    counted = iter(range(10_000))
    monkeypatch.setattr(time, "monotonic", lambda: next(counted))
    found = reader.ranks_in_time(node, None, -1, seconds=9)
    assert not found.complete
    assert len(found.keys) < COUNT
    assert list(found.keys) == whole[: len(found.keys)]
    assert list(reader.ranks(node, None, -1)) == whole


def test_what_somebody_else_stops_is_no_answer(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop() -> float:
        connection.interrupt()
        return 0.0

    reader = Reader(connection)
    monkeypatch.setattr(time, "monotonic", stop)
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        reader.ranks_in_time(parse("hafen"), None, -1, seconds=60)
