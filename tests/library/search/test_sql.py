"""What SQLite selects is what the query means, in the order of the list, for any query."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from library.errors import QueryError
from library.search import find_hits, parse
from tests.library.search.made_up import WORDS, leaves, libraries, queries, written_leaves
from tests.library.search.shelves import NOW, Query, Shelf, Stored, holds, library, written
from tests.zones import ZONES, within


@settings(max_examples=120, deadline=None)
@given(libraries, st.lists(queries, min_size=1, max_size=8), st.sampled_from(ZONES))
def test_sql_selects_what_the_query_means(
    stored: list[Stored], wanted: list[Query], zone: str
) -> None:
    with within(zone), library(stored) as (reader, ranks):
        for query in wanted:
            try:
                node = parse(written(query), now=NOW)
            except QueryError as error:
                assert str(error) == "Brackets are nested too deep"  # noqa: PT017
                continue
            shelf = Shelf(stored)
            expected = [rank for rank, one in ranks.items() if holds(query, one, shelf)]
            assert list(reader.ranks(node, None, -1)) == expected, written(query)


@settings(max_examples=60, deadline=None)
@given(libraries, st.lists(written_leaves, max_size=8))
def test_what_is_selected_has_hits_and_nothing_else_has(
    stored: list[Stored], wanted: list[Query]
) -> None:
    with library(stored) as (reader, ranks):
        for query in wanted:
            node = parse(written(query))
            found = set(reader.ranks(node, None, -1))
            for rank, one in ranks.items():
                hits = find_hits(reader.vocabulary.inflected(node), one.article)
                assert bool(hits) == (rank in found), written(query)


@settings(max_examples=40, deadline=None)
@given(libraries, leaves, st.sampled_from(WORDS), st.integers(1, 8))
def test_the_last_word_is_a_prefix_while_typing(
    stored: list[Stored], first: Query, word: str, length: int
) -> None:
    query = Query("and", (first, Query("word", (word[:length],))))
    meant = Query("and", (first, Query("word", (word[:length] + "*",))))
    with library(stored) as (reader, ranks):
        node = parse(written(query), typing=word[:length][-1].isalnum(), now=NOW)
        if word[:length][-1].isalnum():
            shelf = Shelf(stored)
            expected = [rank for rank, one in ranks.items() if holds(meant, one, shelf)]
            assert list(reader.ranks(node, None, -1)) == expected
