"""A search that finds nothing offers what it may have meant, and nothing that finds nothing as well."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from library import UNREAD, Library, Mark, QueryError, Source

TEXTS = (
    "Die Häuser am Hafen\n\nAm Hafen von Köln stehen alte Häuser, und der Haushalt fehlt.\n",
    "Streit um Atomwaffen\n\nDer Minister spricht von Atomwaffen und von der Regierung.\n",
    "Der Minister geht\n\nDer Minister hat die Regierung verlassen, sagt sein Ministerium.\n",
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path) as opened:
        list(opened.add([Source(f"{n}.txt", text.encode()) for n, text in enumerate(TEXTS)]))
        yield opened


@pytest.mark.parametrize(
    ("query", "suggestions"),
    [
        ("häsuer", ["Häuser"]),
        ("Regierugn", ["Regierung"]),
        ("waffen", ["*waffen*"]),
        ("title:waffen", ["title:*waffen*"]),
        ("minster", ["Minister"]),
        ("minister regirung -hafen", ["minister Regierung -hafen"]),
        ("ministr regirung", ["Minister Regierung"]),
        ("(minister OR x) regirung", ["(minister OR x) Regierung"]),
        ("hafne in:lead", ["Hafen in:lead"]),
        ("häsuer regierung", []),
        ("xyzzyxyzzy", []),
        ('"häsuer"', []),
        ("-häsuer", []),
        ("hafen regierung", []),
        ("is:bookmarked", []),
        ("", []),
    ],
)
def test_what_may_be_meant(library: Library, query: str, suggestions: list[str]) -> None:
    assert library.suggestions(query)[: len(suggestions) or None] == suggestions
    for suggestion in library.suggestions(query):
        assert len(library.search(suggestion)) > 0


def test_what_is_found_nearest_and_oftenest_comes_first(library: Library) -> None:
    assert library.suggestions("minsiter")[0] == "Minister"


def test_only_what_the_view_has_is_suggested(library: Library) -> None:
    library.mark([headline.id for headline in library.search("häuser")], Mark.READ)
    assert library.suggestions("häsuer", UNREAD) == []


def test_a_query_that_cannot_be_read_has_none(library: Library) -> None:
    with pytest.raises(QueryError):
        library.suggestions("(a")


@pytest.mark.parametrize("query", ["*" * 99, "'; --"])
def test_where_there_is_no_word_none_is_suggested(library: Library, query: str) -> None:
    with pytest.raises(QueryError, match="no word"):
        library.suggestions(query)


@pytest.mark.parametrize("query", ["\x1b[31m" * 50, "ä" * 9_000, "*", "\ud800a", "日本語"])
def test_hostile_words_are_words(library: Library, query: str) -> None:
    library.suggestions(query)
