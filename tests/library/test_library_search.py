"""Journeys over the front door: what was added is found."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from library import (
    EVERYTHING,
    TITLE_BLOCK,
    Interrupted,
    Library,
    NotFound,
    QueryError,
    find_sources,
    parse_query,
)
from library.search.nodes import Condition
from tests import texts
from tests.library.listed import ids, titles


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Min", "Harbour", "Der"]),
        ("koln", ["Der"]),
        ("strasse OR anchor", ["Harbour", "Der"]),
        ('"lost anchor" lang:en', ["Harbour"]),
        ("lang:de -kohle", ["Der"]),
        ("heading:kasachstan", ["Min"]),
        ("title:anchor", []),
        ("tag", ["Min"]),
        ("tag -kohle -anchor", []),
    ],
)
def test_search_finds_newest_first(library: Library, query: str, found: list[str]) -> None:
    assert titles(library, query) == found


def test_hits_are_those_of_the_query(library: Library) -> None:
    article = library.article(ids(library)[1])
    hits = library.hits("harbour -x", article)
    assert [(hit.block, hit.start, hit.end) for hit in hits] == [(TITLE_BLOCK, 0, 7), (0, 4, 11)]
    assert library.hits(parse_query("harbour"), article) == hits
    with pytest.raises(QueryError):
        library.hits('"', article)
    with pytest.raises(QueryError):
        library.search("(")


def test_pages_of_a_search_make_one_listing(library: Library) -> None:
    first = library.find(EVERYTHING, limit=2)
    listing = library.listing(first)
    listing.extend(library.find(EVERYTHING, below=listing.key(1)))
    assert [headline.id for headline in listing] == ids(library)
    above = library.find(EVERYTHING, below=listing.key(2), limit=1, upwards=True)
    assert [listing.position(key) for key in above] == [1]


def test_a_search_that_is_no_longer_wanted_is_stopped(library: Library) -> None:
    running = threading.Event()

    def wait(_: object) -> int:
        running.set()
        stopped.wait(10)
        return 1

    stopped = threading.Event()
    library._connection.create_function("wait", 1, wait)
    caught: list[BaseException] = []

    def search() -> None:
        try:
            library.find(Condition("wait(headlines.rank)"))
        except Interrupted as error:
            caught.append(error)

    thread = threading.Thread(target=search)
    thread.start()
    assert running.wait(10)
    library.interrupt()
    stopped.set()
    thread.join(10)
    assert len(caught) == 1
    assert len(library.find(EVERYTHING)) == 3


def test_any_unique_beginning_of_an_id_is_enough(library: Library) -> None:
    whole = ids(library)[0]
    assert library.resolve(whole) == library.resolve(whole.upper()) == whole
    assert library.resolve(whole[:8]) == whole
    for wrong in ("", "xyz", "0" * 17, f"{whole}0", "%", "ffffffffffff", "\ud800"):
        with pytest.raises(NotFound):
            library.resolve(wrong)
    for unknown in ("0" * 16, whole[:8]):
        for ask in (library.article, library.register.mentions, library.key):
            with pytest.raises(NotFound):
                ask(unknown)


def test_an_ambiguous_beginning_is_said_to_be_one(library: Library, tmp_path: Path) -> None:
    texts.write_many(tmp_path / "many", 20)
    assert len(list(library.add(list(find_sources([tmp_path / "many"]))))) == 20
    first = [id_[0] for id_ in ids(library)]
    twice = next(digit for digit in first if first.count(digit) > 1)
    with pytest.raises(NotFound, match="More than one"):
        library.resolve(twice)
