"""A list of headlines fetches what is looked at, and nothing moves in it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace

import pytest

from library.listing import Listing
from library.models import Headline
from library.paged import GONE, PAGE


def headline(key: int) -> Headline:
    return replace(GONE, id=f"{key:016x}", title=f"Titel {key}", read=None)


class Shelf:
    """Headlines for any key that is not gone, and a record of what was fetched."""

    def __init__(self, *gone: int) -> None:
        self.fetched: list[list[int]] = []
        self.gone = gone

    def __call__(self, keys: Sequence[int]) -> list[Headline]:
        self.fetched.append(list(keys))
        return [headline(key) for key in keys if key not in self.gone]


def listing(shelf: Shelf, count: int) -> Listing:
    return Listing(shelf, array("q", range(count)))


def test_it_is_a_sequence() -> None:
    listed = listing(Shelf(), 200)
    assert len(listed) == 200
    assert [row.title for row in listed] == [f"Titel {key}" for key in range(200)]
    assert listed[-1] == listed[199] == headline(199)
    assert listed[62:66] == [headline(key) for key in (62, 63, 64, 65)]
    assert listed[::-90] == [headline(key) for key in (199, 109, 19)]
    assert listed[300:] == []
    assert headline(150) in listed
    for index in (200, -201):
        with pytest.raises(IndexError):
            listed[index]
    assert list(listing(Shelf(), 0)) == []


def test_only_the_page_that_is_looked_at_is_fetched() -> None:
    shelf = Shelf()
    listed = listing(shelf, 1_000_000)
    assert shelf.fetched == []
    assert listed[500_000] == headline(500_000)
    assert listed[500_001] == headline(500_001)
    assert shelf.fetched == [list(range(7812 * PAGE, 7813 * PAGE))]


def test_few_pages_are_kept() -> None:
    shelf = Shelf()
    listed = listing(shelf, 100 * PAGE)
    assert len(list(listed)) == 100 * PAGE
    assert len(shelf.fetched) == 100
    listed[-1]
    assert len(shelf.fetched) == 100
    listed[0]
    assert len(shelf.fetched) == 101


def test_articles_that_are_gone_leave_their_rows_empty() -> None:
    listed = listing(Shelf(1, 70), 100)
    assert [row for row in range(100) if listed[row] == GONE] == [1, 70]
    assert listed[2] == headline(2)
    assert len(listed) == 100


def test_an_amended_row_stays_amended() -> None:
    shelf = Shelf()
    listed = listing(shelf, 100 * PAGE)
    changed = replace(headline(3), title="Neu")
    listed.amend(changed)
    assert (listed[3], listed[2]) == (changed, headline(2))
    assert len(list(listed)) == 100 * PAGE
    assert listed[3] == changed


@pytest.mark.parametrize("count", [0, 1, PAGE - 1, PAGE, PAGE + 1])
def test_it_can_be_extended_after_it_was_looked_at(count: int) -> None:
    listed = listing(Shelf(), count)
    assert len(list(listed)) == count
    listed.extend(array("q", range(count, count + 3 * PAGE)))
    assert list(listed) == [headline(key) for key in range(count + 3 * PAGE)]


def test_rows_and_keys() -> None:
    listed = Listing(Shelf(), array("q", (40, 30, -20)))
    assert [listed.key(row) for row in range(3)] == [40, 30, -20]
    assert [listed.position(key) for key in (40, -20, 7)] == [0, 2, None]


def stories(keys: Sequence[int]) -> dict[int, int]:
    """Every key from 100 on belongs to the story of its hundred."""
    return {key: key // 100 for key in keys if key >= 100}


def folded(*keys: int) -> Listing:
    return Listing(Shelf(), array("q", keys), stories)


def rows(listed: Listing) -> list[int]:
    return [listed.key(row) for row in range(len(listed))]


def test_versions_stand_behind_the_first_of_them() -> None:
    listed = folded(203, 150, 202, 7, 120, 201, 5, 300)
    assert rows(listed) == [203, 150, 7, 5, 300]
    assert [listed.versions(row) for row in range(5)] == [3, 2, 1, 1, 1]
    assert listed.articles == 8
    assert [headline.title for headline in listed] == [f"Titel {key}" for key in rows(listed)]
    assert listed.position(202) is None


def test_versions_are_listed_on_demand_and_put_back() -> None:
    listed = folded(203, 150, 202, 7, 120, 201)
    assert list(listed)[1] == headline(150)
    listed.open(0)
    assert rows(listed) == [203, 202, 201, 150, 7]
    assert [listed.is_version(row) for row in range(5)] == [False, True, True, False, False]
    assert (listed.is_open(0), listed.is_open(3), listed.versions(0)) == (True, False, 3)
    assert list(listed)[3] == headline(150)
    listed.open(3)
    listed.open(3)
    assert rows(listed) == [203, 202, 201, 150, 120, 7]
    assert [listed.story_row(row) for row in range(6)] == [0, 0, 0, 3, 3, 5]
    assert listed.close(2) == 0
    assert listed.close(0) == 0
    assert rows(listed) == [203, 150, 120, 7]
    assert list(listed)[3] == headline(7)


def test_what_is_added_at_the_end_joins_its_story() -> None:
    listed = folded(203, 150)
    listed.open(0)
    assert not listed.is_open(1)
    listed.extend(array("q", (202, 7, 149)))
    assert rows(listed) == [203, 150, 7]
    listed.open(0)
    listed.extend(array("q", (201, 6)))
    assert rows(listed) == [203, 202, 201, 150, 7, 6]
    assert (listed.versions(0), listed.versions(3), listed.articles) == (3, 2, 7)
    assert listed.last_key == 6
    listed.extend(array("q"))
    assert listed.last_key == 6


def test_a_version_that_is_asked_for_is_revealed() -> None:
    listed = folded(203, 150, 202, 7, 201)
    assert listed.reveal(7) == 2
    assert listed.reveal(201) == 2
    assert rows(listed) == [203, 202, 201, 150, 7]
    assert listed.reveal(99) is None
