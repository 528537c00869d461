"""What leaves a list leaves it as it would be without, and what comes back stands where it belongs."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from library.grouping import Group, Labels, Outline
from library.listing import Listing
from library.models import Headline
from library.ordering import Grouping
from library.paged import GONE
from tests.library.making import NOON

KEYS = st.lists(st.integers(1, 60), unique=True, max_size=30).map(
    lambda keys: array("q", sorted(keys, reverse=True))
)


def fetch(keys: Sequence[int]) -> list[Headline]:
    """Return a headline for each key; every third is unread."""
    return [
        replace(GONE, id=str(key), title=str(key), read=None if key % 3 == 0 else NOON)
        for key in keys
    ]


def stories(keys: Sequence[int]) -> dict[int, int]:
    """Return the stories of `keys`: those with one last digit below 4 are versions of each other."""
    return {key: key % 10 for key in keys if key % 10 < 4}


def shown(listing: Listing) -> list[tuple[int, int]]:
    """Return key and number of versions of each row."""
    return [(listing.key(row), listing.versions(row)) for row in range(len(listing))]


@given(KEYS, st.sets(st.integers(1, 60)))
def test_what_is_removed_leaves_the_list_that_is_without_it(
    keys: array[int], gone: set[int]
) -> None:
    listing = Listing(fetch, keys, stories)
    listing.remove(key for key in keys if key in gone)
    rest = array("q", (key for key in keys if key not in gone))
    expected = Listing(fetch, rest, stories)
    assert shown(listing) == shown(expected)
    assert listing.articles == len(rest)
    assert [headline.id for headline in listing] == [headline.id for headline in expected]
    assert sorted(listing.keys(range(len(listing)))) == sorted(rest)


@given(KEYS, st.sets(st.integers(1, 60)), st.integers(0, 29))
def test_no_article_is_lost_or_listed_twice_when_rows_are_open(
    keys: array[int], gone: set[int], opened: int
) -> None:
    listing = Listing(fetch, keys, stories)
    if opened < len(listing):
        listing.open(opened)
    listing.remove(key for key in keys if key in gone)
    rest = sorted(set(keys) - gone)
    assert sorted(listing.keys(range(len(listing)))) == rest
    assert listing.articles == len(rest)
    for row in reversed(range(len(listing))):
        if listing.is_open(row):
            listing.close(row)
    assert sorted(listing.keys(range(len(listing)))) == rest
    assert sum(listing.versions(row) for row in range(len(listing))) == len(rest)


@given(KEYS, st.data())
def test_what_comes_back_stands_where_it_was(keys: array[int], data: st.DataObject) -> None:
    listing = Listing(fetch, keys)
    some = data.draw(st.lists(st.sampled_from(list(keys)), unique=True)) if keys else []
    listing.remove(some)
    for key in some:
        listing.insert(key)
        listing.insert(key)
    assert [listing.key(row) for row in range(len(listing))] == list(keys)
    assert listing.articles == len(keys)


@given(KEYS, st.sets(st.integers(1, 60)), st.integers(1, 5))
def test_groups_count_what_is_left(keys: array[int], gone: set[int], size: int) -> None:
    parts = [keys[start : start + size] for start in range(0, len(keys), size)]
    groups = [
        Group(str(n), len(part), sum(key % 3 == 0 for key in part)) for n, part in enumerate(parts)
    ]
    outline = Outline(Labels(Grouping.SOURCE))
    listing = Listing(fetch, keys, stories, outline, groups)
    listing.remove(key for key in keys if key in gone)
    left = [array("q", (key for key in part if key not in gone)) for part in parts]
    found = [outline.group(number) for number in range(outline.groups)]
    assert [(group.articles, group.unread) for group in found] == [
        (len(part), sum(key % 3 == 0 for key in part)) for part in left if part
    ]
    for number, part in enumerate(part for part in left if part):
        assert sorted(listing.keys(outline.rows(number))) == sorted(part)
    outline.count_unread(len)
    assert [outline.group(n).unread for n in range(outline.groups)] == [
        len(outline.rows(n)) for n in range(outline.groups)
    ]
