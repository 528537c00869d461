"""Lists without what rules hide: what is left when the hidden are taken out, but without reading all."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library import BOOKMARKED, EVERYTHING, UNREAD, Entity, EntityKind, Mention, parse_query
from library.search import Node, Not, Or, all_of
from library.store import Hiding, Reader, Writer, any_of, connect
from tests.library.making import article, entry, paragraph

WORDS = ("eins", "zwei", "drei", "vier")
TOWNS = [Entity(EntityKind.PLACE, name, f"place/{name.lower()}") for name in ("Wien", "Rom")]


class Opened:
    def __init__(self, folder: Path) -> None:
        self.connection = connect(folder / "library.db")
        self.reader = Reader(self.connection)
        self.hiding = Hiding(self.connection, self.reader)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Return a library of 300 articles: each word, source and town in about a third of them."""
    chooser = random.Random(7)
    made = Opened(tmp_path_factory.mktemp("hiding"))
    writer = Writer(made.connection)
    with writer.transaction():
        top = writer.reserve(300)
        for number in range(300):
            words = " ".join(word for word in WORDS if chooser.random() < 0.35)
            source = chooser.choice(("blatt", "zeitung", None))
            mentions = [Mention(one, 0, 0, 4) for one in TOWNS if chooser.random() < 0.3][:1]
            stored = article(f"Nummer {number}", paragraph(f"Text {words}"), source=source)
            writer.add({top - 2 * number: entry(stored, mentions)})
        for sql in (
            "UPDATE headlines SET read = 1 WHERE rank % 6 = 0",
            "UPDATE headlines SET bookmarked = 1 WHERE rank % 10 = 0",
        ):
            made.connection.execute(sql)
    yield made
    made.connection.close()


leaves = st.sampled_from(
    [
        *map(
            parse_query,
            (*WORDS, "title:nummer", "source:blatt", "place:wien", "place:rom", '"eins zwei"'),
        ),
        UNREAD,
        BOOKMARKED,
    ]
)
nodes = st.recursive(
    leaves,
    lambda inner: (
        inner.map(Not)
        | st.lists(inner, min_size=1, max_size=3).map(lambda some: all_of(*some))
        | st.lists(inner, min_size=2, max_size=3).map(lambda some: Or(tuple(some)))
    ),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None)
@given(
    node=st.just(EVERYTHING) | nodes, rules=st.lists(nodes, max_size=3), limit=st.integers(1, 80)
)
def test_any_rules_take_out_what_they_find(
    opened: Opened, node: Node, rules: list[Node], limit: int
) -> None:
    hidden = {rank for rule in rules for rank in opened.reader.ranks(rule, None, -1)}
    wanted = [rank for rank in opened.reader.ranks(node, None, -1) if rank not in hidden]
    hiding = opened.hiding
    assert list(hiding.ranks(node, rules, None, -1)) == wanted
    assert list(hiding.ranks(node, rules, None, limit)) == wanted[:limit]
    assert hiding.count(node, rules) == len(wanted)
    assert hiding.hidden(rules).articles == len(hidden)
    if wanted:
        middle = wanted[len(wanted) // 2]
        at = wanted.index(middle)
        assert list(hiding.ranks(node, rules, middle, limit)) == wanted[at + 1 :][:limit]
        above = list(hiding.ranks(node, rules, middle, limit, upwards=True))
        assert above == wanted[:at][::-1][:limit]
        assert hiding.matches(node, middle)
        assert not any(hiding.matches(rule, middle) for rule in rules)


def asked(opened: Opened, node: Node, rules: list[Node]) -> list[str]:
    """Return what SQLite is asked for the first ten of a list."""
    statements: list[str] = []
    opened.connection.set_trace_callback(statements.append)
    try:
        opened.hiding.ranks(node, rules, None, 10)
    finally:
        opened.connection.set_trace_callback(None)
    # Others look words up, or are what the index asks by itself.
    return [sql for sql in statements if "DESC LIMIT 10" in sql or "BETWEEN" in sql]


def test_nothing_is_collected_before_the_first_row(opened: Opened) -> None:
    rules = list(map(parse_query, ("eins", "zwei drei OR source:blatt", "place:rom")))
    for statement in asked(opened, UNREAD, rules):
        assert "IN (SELECT rowid FROM fulltext" not in statement
    (only,) = asked(opened, parse_query("vier"), rules[:1])
    assert "NOT" in only.partition("MATCH")[2]


def test_any_of_one_is_that_one() -> None:
    assert any_of([UNREAD]) is UNREAD
