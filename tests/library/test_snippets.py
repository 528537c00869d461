"""A snippet shows why an article was found: where its words stand, in title and body."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library import Library, Snippet, Source, parse_query
from library.search import parse, parts_of
from library.snippets import snippet_of
from tests.library.making import article, paragraph

LONG = "Am Anfang steht sehr viel, was niemand sucht, und es nimmt kein Ende, bis Kohle kommt. " * 3


def told(query: str, title: str, *texts: str) -> Snippet:
    sought = [(part,) for part in parts_of(parse(query, typing=True))]
    return snippet_of(sought, article(title, *map(paragraph, texts)))


def shown(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.hits]


def test_what_is_in_the_title_is_marked_there() -> None:
    snippet = told("kohle", "Mehr Kohle, Kohlen", "Nichts davon.")
    assert snippet == Snippet(title=((5, 10), (12, 18)), is_all_in_title=True)


def test_what_the_title_lacks_is_shown_from_the_body() -> None:
    snippet = told("kohle strom", "Mehr Kohle", "Nur Kohle hier.", "Kein\nStrom, keine Kohle.")
    assert (snippet.title, snippet.is_all_in_title) == (((5, 10),), False)
    assert snippet.text == "Kein Strom, keine Kohle."
    assert shown(snippet) == ["Strom", "Kohle"]
    assert not snippet.is_cut


def test_what_is_all_in_the_title_is_shown_from_the_body_too() -> None:
    snippet = told("kohle", "Kohle", "Von Kohle lebt man.")
    assert (snippet.is_all_in_title, snippet.text) == (True, "Von Kohle lebt man.")


def test_a_long_text_is_cut_before_a_word() -> None:
    snippet = told("kohle", "Titel", "Vorher.", LONG)
    assert snippet.is_cut
    assert snippet.text.startswith("sehr viel, was niemand")
    assert shown(snippet)[0] == "Kohle"
    assert len(snippet.text) <= 300


@pytest.mark.parametrize("query", ["nirgends", "is:unread", "-kohle", ""])
def test_nothing_to_show(query: str) -> None:
    assert told(query, "Kohle", LONG) == Snippet()


@given(
    st.text(alphabet="ab \u0308日", max_size=20),
    st.lists(st.text(alphabet="ab \n\u0308日", max_size=200), max_size=4),
    st.lists(st.sampled_from(["a", "b", "ab", "日"]), min_size=1, max_size=3),
)
def test_marks_stand_on_what_is_searched_for(
    title: str, texts: list[str], words: list[str]
) -> None:
    snippet = told(" ".join(words), title, *texts)
    spans = list(snippet.hits)
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(snippet.text) for start, end in spans)
    assert all(text[0] in "ab日" for text in shown(snippet))
    assert bool(snippet.text) == bool(spans)
    assert all(title[start] in "ab日" for start, _ in snippet.title)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Return a library in which two articles name a place, one of them in another way."""
    texts = ("Title: Reise\n\nErst nichts.\n\nDann nach München.", "Title: Munich calls\n\nAway.")
    with Library(tmp_path) as library:
        list(library.add([Source(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]))
        list(library.recognise(engine="rules"))
        yield library


def test_names_are_shown_however_they_are_written(library: Library) -> None:
    node = parse_query("place:munich")
    found = {
        headline.title: library.snippet(node, library.key(headline.id))
        for headline in library.search("place:munich")
    }
    assert found["Munich calls"] == Snippet(title=((0, 6),), is_all_in_title=True)
    journey = found["Reise"]
    assert journey is not None
    assert (journey.text, shown(journey)) == ("Dann nach München.", ["München"])


def test_an_article_that_is_gone_has_none(library: Library) -> None:
    assert library.snippet(parse_query("reise"), 12345) is None
