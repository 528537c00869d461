"""No query that can be read is too much for SQLite, or reaches what it should not; pages make the list."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import product

import pytest

from library.errors import QueryError
from library.search import EVERYTHING, Node, all_of, parse
from tests.library.making import article, heading, paragraph
from tests.library.search.shelves import Stored, library

HARBOUR = Stored(article("Hafen", paragraph("Der Hafen ist zu."), source="dpa"), False, False)

OPENINGS = (
    "(",
    "-(",
    "(hafen ",
    "(zu OR ",
    "(is:read ",
    "(is:read OR ",
    "-(x OR ",
    "-(is:read ",
    "-",
)


def deep_queries() -> Iterator[str]:
    """Yield queries nested as deep as the parser lets them."""
    for one, other in product((*OPENINGS, "(hafen OR is:read "), repeat=2):
        opened = one + other
        text = opened * 10
        while True:
            query = f"x -{text}b -is:read" + ")" * text.count("(")
            try:
                parse(query)
            except QueryError:
                text = text.rpartition("(")[0] if "(" in text else text[:-1]
                text = text.rstrip("-")
                if not text:
                    break
            else:
                yield query
                break


LONG_QUERIES = (
    "a " * 4_900,
    "-a " * 3_000,
    "is:read " * 1_200,
    "-is:read " * 1_100,
    " OR ".join(["is:read"] * 900),
    " OR ".join(["a"] * 1_900),
    " OR ".join(["a -is:read"] * 700),
    "source:a " * 1_100,
    "title:a " * 1_200,
    '"' + "a " * 4_990 + '"',
    "ä" * 10_000,
    "\U0001d51e" * 10_000,
    "source:" + "%" * 9_990,
    "author:" + "\x1b" * 9_990,
    "is:read (" * 9 + "-is:unread " * 800 + ")" * 9,
    "*a* " * 2_400,
    "after:7d " * 1_100,
    "(" * 9 + "in:lead " * 1_200 + "a" + ")" * 9,
    "*" * 9_000 + "a" + "*" * 900,
    "*a" * 4_900,
)


def test_no_query_that_can_be_read_is_too_much_for_sqlite() -> None:
    with library([HARBOUR]) as (reader, _):
        for query in (*LONG_QUERIES, *deep_queries()):
            node = parse(query)
            reader.ranks(all_of(parse("is:unread"), node), None, -1)
            list(reader.names.known(node))


@pytest.mark.parametrize(
    "query",
    [
        'a"b"*',
        "a*b NEAR(hafen)",
        "hafen^",
        "{title}: x",
        "a + b",
        "rank MATCH",
        "'';--",
        "¶",
        "\ud800",
    ],
)
def test_the_index_has_a_syntax_of_its_own_that_nobody_can_reach(query: str) -> None:
    with library([HARBOUR]) as (reader, _):
        for typing in (False, True):
            with suppress(QueryError):  # there may be no word in it
                reader.ranks(parse(query, typing=typing), None, -1)


def test_no_phrase_reaches_from_one_block_to_the_next() -> None:
    stored = Stored(
        article("Der Hafen", heading("Die Stadt"), paragraph("Am Fluss"), paragraph("Im Tal")),
        False,
        False,
    )
    with library([stored]) as (reader, _):
        found = {
            query: len(reader.ranks(parse(f'"{query}"'), None, -1))
            for query in ("der hafen", "hafen die", "stadt am", "fluss im", "im tal")
        }
    assert found == {"der hafen": 1, "hafen die": 0, "stadt am": 0, "fluss im": 0, "im tal": 1}


PAGED: tuple[Node, ...] = (EVERYTHING, parse("hafen"), parse("-teil"), parse("hafen -is:read"))


@pytest.mark.parametrize("node", PAGED)
@pytest.mark.parametrize("page", [1, 3, 7, 50])
def test_pages_downwards_and_upwards_make_the_whole_list(node: Node, page: int) -> None:
    stored = [
        Stored(article(f"Hafen {n}", paragraph("Teil" if n % 3 else "Ganz")), n % 2 == 0, False)
        for n in range(20)
    ]
    with library(stored) as (reader, _):
        whole = list(reader.ranks(node, None, -1))
        assert whole == sorted(whole, reverse=True)
        for upwards in (False, True):
            pages: list[int] = []
            while more := reader.ranks(node, pages[-1] if pages else None, page, upwards=upwards):
                pages += more
            assert pages == (whole[::-1] if upwards else whole)
