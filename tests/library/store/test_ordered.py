"""Articles come in the order that is asked for, and what cannot be sorted is said."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from library.errors import OrderError
from library.models import Article
from library.ordering import MOST_RANKED, Order
from library.search import parse
from library.store import Ordered, Reader, Writer, connect
from tests.library.making import article, entry, heading, paragraph

ARTICLES = {
    2: article("Zug", paragraph("kohle kohle"), source="taz"),
    4: article("Äpfel", heading("Kohle"), paragraph("wort " * 90), source="Ärzte Zeitung"),
    6: article("„Öl“ und Kohle", paragraph("wort " * 30)),
    8: article("apfel", paragraph("von kohle ein wort " * 3), source="BBC"),
    10: article("ohne", paragraph("nichts"), source="BBC"),
}


def ordered_of(connection: sqlite3.Connection) -> Ordered:
    return Ordered(connection, Reader(connection).vocabulary)


@pytest.fixture
def ordered(tmp_path: Path) -> Iterator[Ordered]:
    """Return what reads five articles, of which two are bookmarked."""
    with closing(connect(tmp_path / "library.db")) as connection:
        writer = Writer(connection)
        with writer.transaction():
            writer.add({rank: entry(one) for rank, one in ARTICLES.items()})
        connection.execute("UPDATE headlines SET bookmarked = 5 WHERE rank = 6")
        connection.execute("UPDATE headlines SET bookmarked = 9, read = 9 WHERE rank = 2")
        yield ordered_of(connection)


@pytest.mark.parametrize(
    ("order", "query", "expected"),
    [
        (Order.DATE, "", [10, 8, 6, 4, 2]),
        (Order.SOURCE, "", [4, 10, 8, 2, 6]),
        (Order.TITLE, "", [8, 4, 10, 6, 2]),
        (Order.LENGTH, "", [4, 6, 8, 2, 10]),
        (Order.BOOKMARKED, "", [2, 6, 10, 8, 4]),
        (Order.DATE, "kohle", [8, 6, 4, 2]),
        (Order.SOURCE, "kohle", [4, 8, 2, 6]),
        (Order.TITLE, "kohle -wort", [2]),
        (Order.TITLE, "kohle is:unread", [8, 4, 6]),
        (Order.TITLE, "-kohle", [10]),
    ],
)
def test_orders(ordered: Ordered, order: Order, query: str, expected: list[int]) -> None:
    node = parse(query)
    assert list(ordered.ranks(node, order)) == expected
    assert list(ordered.ranks(node, order, 2)) == expected[:2]
    assert [row.key for row in ordered.rows(node, order)] == expected


def test_rows_tell_what_groups_are_made_of(ordered: Ordered) -> None:
    rows = list(ordered.rows(parse("kohle"), Order.DATE))
    assert [(row.source, row.unread) for row in rows] == [
        ("BBC", 1),
        (None, 1),
        ("Ärzte Zeitung", 1),
        ("taz", 0),
    ]
    assert ordered.unread([10, 2, 4]) == {10, 4}


def test_what_says_most_of_the_words_is_most_relevant(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "library.db")) as connection:
        writer, ordered = Writer(connection), ordered_of(connection)
        filling = "wort " * 60
        entries = {n: entry(article(f"t{n}", paragraph(filling))) for n in range(20, 60, 2)}
        entries[2] = entry(article("Kohle", paragraph(f"anders {filling}")))
        entries[4] = entry(article("Zug", paragraph(f"kohle {filling}")))
        entries[6] = entry(article("Bus", paragraph(f"kohle kohle {filling}")))
        entries[8] = entry(article("Rad", heading("Kohle"), paragraph(filling)))
        with writer.transaction():
            writer.add(entries)
        assert list(ordered.ranks(parse("kohle"), Order.RELEVANCE)) == [2, 6, 8, 4]
        assert list(ordered.ranks(parse("kohle is:unread"), Order.RELEVANCE, 2)) == [2, 6]
        assert [r.key for r in ordered.rows(parse("kohle"), Order.RELEVANCE)] == [2, 6, 8, 4]
        assert not list(ordered.ranks(parse("nirgends"), Order.RELEVANCE))


@pytest.mark.parametrize("query", ["", "is:unread", "-kohle", "source:taz"])
def test_without_words_nothing_is_relevant(ordered: Ordered, query: str) -> None:
    with pytest.raises(OrderError, match="Only a search for words"):
        list(ordered.ranks(parse(query), Order.RELEVANCE))


def test_too_many_are_not_weighed(tmp_path: Path) -> None:
    def made(number: int) -> Article:
        return article(f"t{number}", paragraph("wort"), published=datetime(2024, 1, 1, tzinfo=UTC))

    with closing(connect(tmp_path / "library.db")) as connection:
        writer, ordered = Writer(connection), ordered_of(connection)
        with writer.transaction():
            writer.add({2 * n: entry(made(n)) for n in range(MOST_RANKED)})
        assert len(list(ordered.ranks(parse("wort"), Order.RELEVANCE))) == MOST_RANKED
        with writer.transaction():
            writer.add({-2: entry(made(-1))})
        with pytest.raises(OrderError, match="More than 10,000"):
            list(ordered.ranks(parse("wort"), Order.RELEVANCE))
