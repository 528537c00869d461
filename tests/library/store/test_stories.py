"""Versions of a story are linked once they are stored, in whatever order they come."""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from library.store import Stories, connect
from library.stories import SIGNATURE_SIZE, pack


class Shelf:
    """A database with a row for each signature; what else an article has does not matter here."""

    def __init__(self, path: Path) -> None:
        self.connection = connect(path)
        self.connection.execute("PRAGMA foreign_keys = OFF")
        self.stories = Stories(self.connection)

    def add(self, rank: int, signature: tuple[int, ...]) -> None:
        self.stories.note(rank, pack(signature))

    def link(self, limit: int = 100) -> int:
        self.connection.execute("BEGIN")
        count = self.stories.link(limit)
        self.connection.execute("COMMIT")
        return count

    def close(self) -> None:
        self.connection.close()


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with closing(Shelf(tmp_path / "library.db")) as made:
        yield made


def text(seed: int, *, kept: float = 1.0) -> tuple[int, ...]:
    """Return the signature of a text of 400 shingles, of which some are replaced by others."""
    own, other = random.Random(seed), random.Random(f"{seed} {kept}")
    shingles = [own.getrandbits(63) for _ in range(400)]
    changed = [one if other.random() < kept else other.getrandbits(63) for one in shingles]
    return tuple(sorted(changed)[:SIGNATURE_SIZE])


def together(shelf: Shelf, ranks: int) -> list[list[int]]:
    """Return the ranks that belong together, of so many, whatever the numbers of their stories are."""
    found: dict[int, list[int]] = {}
    for rank, story in shelf.stories.of(range(ranks)).items():
        found.setdefault(story, []).append(rank)
    return sorted(map(sorted, found.values()))


def test_versions_are_linked_and_others_are_not(shelf: Shelf) -> None:
    for rank, signature in enumerate([text(1), text(2), text(1, kept=0.9), text(3)]):
        shelf.add(rank, signature)
    assert shelf.stories.of(range(4)) == {}
    assert shelf.link() == 4
    assert shelf.link() == 0
    assert together(shelf, 4) == [[0, 2]]
    assert shelf.stories.versions(0) == array("q", [2, 0])
    assert shelf.stories.versions(1) == array("q", [1])


def test_what_comes_later_joins(shelf: Shelf) -> None:
    for rank in (10, 30, 20):
        shelf.add(rank, text(1, kept=1 - rank / 200))
        shelf.link()
    assert shelf.stories.versions(30) == array("q", [30, 20, 10])
    assert together(shelf, 40) == [[10, 20, 30]]


def test_two_stories_become_one_through_a_version_of_both(shelf: Shelf) -> None:
    one, other = text(1), text(2)
    both = tuple(sorted({*one, *other})[:SIGNATURE_SIZE])
    for rank, signature in enumerate([one, one, other, other]):
        shelf.add(rank, signature)
    shelf.link()
    assert together(shelf, 4) == [[0, 1], [2, 3]]
    shelf.add(4, both)
    shelf.link()
    assert together(shelf, 5) == [[0, 1, 2, 3, 4]]


def test_no_more_are_linked_than_is_asked_for(shelf: Shelf) -> None:
    for rank in range(10):
        shelf.add(rank, text(1))
    assert [shelf.link(4) for _ in range(4)] == [4, 4, 2, 0]
    assert len(shelf.stories.versions(5)) == 10


def test_a_thousand_copies_are_one_story(shelf: Shelf) -> None:
    for rank in range(1000):
        shelf.add(rank, text(1, kept=0.97))
    shelf.link(1000)
    assert len(shelf.stories.versions(0)) == 1000
    assert len(shelf.stories.of(range(1000))) == 1000
    assert len(shelf.stories.of([3, 5, 2000])) == 2


def test_an_article_without_a_text_is_no_version_of_another(shelf: Shelf) -> None:
    shelf.add(1, ())
    shelf.add(2, ())
    assert shelf.link() == 2
    assert shelf.stories.of([1, 2]) == {}
