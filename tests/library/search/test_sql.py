"""What SQLite selects is what the query means, in the order of the list, for any query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.errors import QueryError
from library.journal import Change
from library.models import Article, BlockKind
from library.search import EVERYTHING, Node, all_of, parse
from library.store import Reader, Writer, connect
from library.words import folded_words
from tests.library.making import NOON, article, entry, heading, paragraph

WORDS = (
    "Kohle",
    "Köhler",
    "kohl",
    "Straße",
    "strasse",
    "Haus",
    "Haushalt",
    "Bär",
    "Baer",
    "US-Haus",
)
SOURCES = (None, "dpa", "Kurier", "Kurier am Abend", "50% Blatt", "a_b\\c")
AUTHORS = (None, "Erika Muster", "Max Muster")
LANGUAGES = (None, "de", "en")


class Stored(NamedTuple):
    """An article in a library, with what the reader did to it."""

    article: Article
    read: bool
    bookmarked: bool


class Query(NamedTuple):
    """A query as it was made up: an operator and what it applies to."""

    operator: str
    operands: tuple[Query | str, ...]


def written(query: Query, inner: bool = False) -> str:
    """Return `query` as a person would type it."""
    parts = [part if isinstance(part, str) else written(part, True) for part in query.operands]
    match query.operator:
        case "word":
            return parts[0]
        case "phrase":
            return f'"{parts[0]}"'
        case "not":
            return f"-{parts[0]}"
        case "and" | "or":
            text = (" " if query.operator == "and" else " OR ").join(parts)
            return f"({text})" if inner else text
        case field:
            return f'{field}:"{parts[0]}"'


def holds(query: Query, stored: Stored) -> bool:
    """Tell whether `query` matches, by looking at every word of the article."""
    operator, operands = query
    found = stored.article
    if operator in {"not", "and", "or"}:
        inner = [holds(part, stored) for part in operands if not isinstance(part, str)]
        return {"not": not inner[0], "and": all(inner), "or": any(inner)}[operator]
    value = str(operands[0])
    match operator:
        case "is":
            return {
                "read": stored.read,
                "unread": not stored.read,
                "bookmarked": stored.bookmarked,
            }[value]
        case "source" | "author" | "lang":
            column = {"source": found.source, "author": found.author, "lang": found.language}
            return value.lower() in (column[operator] or "").lower()
    texts = {
        "title": [found.title],
        "heading": [block.text for block in found.blocks if block.kind is BlockKind.HEADING],
    }.get(operator, [found.title, *(block.text for block in found.blocks)])
    sought = folded_words(value.removesuffix("*"))
    return any(stands_in(sought, folded_words(text), value.endswith("*")) for text in texts)


def stands_in(sought: Sequence[str], text: Sequence[str], prefix: bool) -> bool:
    """Tell whether the words `sought` stand in `text` one after another."""
    for start in range(len(text) - len(sought) + 1):
        words = text[start : start + len(sought)]
        if prefix:
            words = [*words[:-1], words[-1][: len(sought[-1])]]
        if words == sought:
            return True
    return False


def first_without_others(nodes: Sequence[Query]) -> Query:
    """Return the query for what the first of `nodes` matches and no other does."""
    return Query("and", (nodes[0], *(Query("not", (node,)) for node in nodes[1:])))


texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
articles = st.builds(
    lambda number, title, blocks, **known: article(f"{title} {number}", *blocks, **known),
    st.integers(0, 10_000),
    texts,
    st.lists(st.builds(paragraph, texts) | st.builds(heading, texts), max_size=4),
    source=st.sampled_from(SOURCES),
    author=st.sampled_from(AUTHORS),
    language=st.sampled_from(LANGUAGES),
)
libraries = st.lists(
    st.builds(Stored, articles, st.booleans(), st.booleans()),
    min_size=1,
    max_size=8,
    unique_by=lambda stored: stored.article.id,
)
leaves = st.one_of(
    st.sampled_from(WORDS).map(lambda word: Query("word", (word,))),
    texts.map(lambda text: Query("phrase", (text,))),
    texts.map(lambda text: Query("title", (text,))),
    texts.map(lambda text: Query("heading", (text,))),
    st.sampled_from(("dpa", "KURIER", "am", "%", "_", "\\", "ähnlich")).map(
        lambda value: Query("source", (value,))
    ),
    st.sampled_from(("Muster", "erika m")).map(lambda value: Query("author", (value,))),
    st.sampled_from(("de", "en", "e")).map(lambda value: Query("lang", (value,))),
    st.sampled_from(("read", "unread", "bookmarked")).map(lambda value: Query("is", (value,))),
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(lambda node: Query("not", (node,))),
        st.lists(inner, min_size=2, max_size=3).map(lambda nodes: Query("and", tuple(nodes))),
        st.lists(inner, min_size=2, max_size=3).map(lambda nodes: Query("or", tuple(nodes))),
        st.lists(leaves, min_size=2, max_size=4).map(first_without_others),
    ),
    max_leaves=6,
)


@contextmanager
def library(stored: Sequence[Stored]) -> Iterator[tuple[Reader, dict[int, Stored]]]:
    """Yield what reads a library with `stored` in it, and its articles by rank."""
    with TemporaryDirectory() as folder, closing(connect(Path(folder, "a.db"))) as connection:
        writer = Writer(connection)
        with writer.transaction():
            top = writer.reserve(len(stored))
            ranks = {top - 2 * number: one for number, one in enumerate(stored)}
            writer.add({rank: entry(one.article) for rank, one in ranks.items()})
            for one in stored:
                if one.read:
                    writer.mirror([Change(one.article.id, "read", NOON, NOON)])
                if one.bookmarked:
                    writer.mirror([Change(one.article.id, "bookmarked", NOON, NOON)])
        yield Reader(connection), ranks


@settings(max_examples=120, deadline=None)
@given(libraries, st.lists(queries, min_size=1, max_size=8))
def test_sql_selects_what_the_query_means(stored: list[Stored], wanted: list[Query]) -> None:
    with library(stored) as (reader, ranks):
        for query in wanted:
            try:
                node = parse(written(query))
            except QueryError as error:
                assert str(error) == "Brackets are nested too deep"  # noqa: PT017
                continue
            expected = [rank for rank, one in ranks.items() if holds(query, one)]
            assert list(reader.ranks(node, None, -1)) == expected, written(query)


@settings(max_examples=40, deadline=None)
@given(libraries, leaves, st.sampled_from(WORDS), st.integers(1, 8))
def test_the_last_word_is_a_prefix_while_typing(
    stored: list[Stored], first: Query, word: str, length: int
) -> None:
    query = Query("and", (first, Query("word", (word[:length],))))
    meant = Query("and", (first, Query("word", (word[:length] + "*",))))
    with library(stored) as (reader, ranks):
        node = parse(written(query), typing=word[:length][-1].isalnum())
        if word[:length][-1].isalnum():
            expected = [rank for rank, one in ranks.items() if holds(meant, one)]
            assert list(reader.ranks(node, None, -1)) == expected


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
