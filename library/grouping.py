"""A list in groups: what belongs together, and which row of the screen shows what of it."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Final, NamedTuple

from library.days import Days
from library.models import Headline
from library.ordering import BY_FEED, Grouping, sorting_key

Label = date | str | None
"""What makes a group: a day, the name of a publication, or that there is none."""


class Row(NamedTuple):
    """What must be known of an article to put it in its group."""

    key: int
    """Its key in the list."""
    source: str | None
    """Name of the publication."""
    published: int | None
    """When it was published, in milliseconds since 1970."""
    added: int
    """When it was stored, likewise."""
    unread: int
    """1 while it is unread, else 0."""


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that stand together in a list."""

    label: Label
    """What they have in common."""
    articles: int
    """How many there are."""
    unread: int
    """How many of them were unread when the list was made."""


class Spot(NamedTuple):
    """What a row of the screen shows."""

    group: int
    """Number of the group."""
    row: int | None
    """Number of the article's row in the list; None for the heading of the group."""


class Labels:
    """Tells to which group an article belongs."""

    def __init__(self, grouping: Grouping, feeds: Mapping[str, str] | None = None) -> None:
        """Part by `grouping`, which is not none; `feeds` has what feeds are called, by their ids.

        Articles of a feed that is called nothing are with those of none.
        """
        self.grouping = grouping
        """What they are told by."""
        self._days = Days()
        self._feeds = feeds or {}
        # Where an article came from does not stand in its headline.
        self._of_key: dict[int, Label] = {}

    def of(self, source: str | None, published: int | None, added: int) -> Label:
        """Return the label of an article's group; times are in milliseconds since 1970."""
        if self.grouping in BY_FEED:
            return self._feeds.get(source or "") or None
        if self.grouping is Grouping.SOURCE:
            return source
        return self._days.of(added if published is None else published)

    def of_headline(self, headline: Headline, key: int) -> Label:
        """Return the label of the group of an article with this headline and key in the list."""
        if self.grouping in BY_FEED:
            return self._of_key.get(key)
        # What the list was sorted by is whole milliseconds, and so are the times of a headline.
        moment = headline.added if headline.published is None else headline.published
        return self.of(headline.source, round(moment.timestamp() * 1000), 0)

    def parted(self, rows: Iterable[Row]) -> tuple[array[int], tuple[Group, ...]]:
        """Return the keys of `rows` group by group, each in the order in which they come, and the groups."""
        keys: dict[Label, array[int]] = {}
        unread: dict[Label, int] = {}
        for key, source, published, added, is_unread in rows:
            label = self.of(source, published, added)
            if label not in keys:
                keys[label], unread[label] = array("q"), 0
            keys[label].append(key)
            if self.grouping in BY_FEED:
                self._of_key[key] = label
            unread[label] += is_unread
        groups = tuple(Group(label, len(keys[label]), unread[label]) for label in _sorted(keys))
        together = array("q")
        for group in groups:
            together.extend(keys[group.label])
        return together, groups


def _sorted(labels: Iterable[Label]) -> list[Label]:
    """Return `labels` as their groups stand: the newest day first, names in their order, none last."""
    days = sorted((label for label in labels if isinstance(label, date)), reverse=True)
    names = [label for label in labels if isinstance(label, str)]
    names.sort(key=lambda name: (sorting_key(name), name))
    return [*days, *names, *(label for label in labels if label is None)]


class Outline:
    """The headings and rows of a list in groups, each of which can be closed.

    It costs what there is in groups. A row of the screen is found in as many steps as that number
    has digits.
    """

    def __init__(self, labels: Labels, closed: Set[Label] = frozenset()) -> None:
        """Begin without a group; those with the labels `closed` will be closed."""
        self._labels = labels
        self._closed = set(closed)
        self._groups: list[Group] = []
        self._rows: list[int] = []
        self._numbers: dict[Label, int] = {}
        self._unread: list[int] = []
        self._firsts: list[int] = []  # the number of the first row of each group, and of all rows
        self._headings: list[int] = []  # the row of the screen of each heading, and of all

    def __len__(self) -> int:
        return self._headings[-1] if self._groups else 0

    @property
    def grouping(self) -> Grouping:
        """What the groups have in common."""
        return self._labels.grouping

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return len(self._groups)

    @property
    def closed(self) -> frozenset[Label]:
        """The labels of the groups that are closed, or will be when they are there."""
        return frozenset(self._closed)

    def group(self, number: int) -> Group:
        """Return a group; its count of unread articles is that of now."""
        group = self._groups[number]
        return Group(group.label, group.articles, self._unread[number])

    def is_open(self, number: int) -> bool:
        """Tell whether the rows of a group are shown."""
        return self._groups[number].label not in self._closed

    def rows(self, number: int) -> range:
        """Return the rows of a group, shown or not."""
        return range(self._firsts[number], self._firsts[number + 1])

    def set_groups(self, groups: Iterable[Group], rows: Iterable[int]) -> None:
        """Hold `groups`, of which each has as many rows as `rows` says."""
        self._groups, self._rows = list(groups), list(rows)
        self._numbers = {group.label: number for number, group in enumerate(self._groups)}
        self._unread = [group.unread for group in self._groups]
        self._count()

    # Where everything is

    def spot(self, shown: int) -> Spot:
        """Return what a row of the screen shows."""
        number = bisect_right(self._headings, shown) - 1
        below = shown - self._headings[number] - 1
        return Spot(number, None if below < 0 else self._firsts[number] + below)

    def group_of(self, row: int) -> int:
        """Return the number of the group that a row belongs to."""
        return bisect_right(self._firsts, row, hi=len(self._groups)) - 1

    def shown(self, row: int) -> int | None:
        """Return the row of the screen that shows a row; None when its group is closed."""
        number = self.group_of(row)
        if not self.is_open(number):
            return None
        return self._headings[number] + 1 + row - self._firsts[number]

    def heading(self, number: int) -> int:
        """Return the row of the screen that shows the heading of a group."""
        return self._headings[number]

    # What changes

    def toggle(self, number: int) -> None:
        """Close a group, or open it."""
        self._closed ^= {self._groups[number].label}
        self._count()

    def toggle_all(self) -> None:
        """Close all groups; when all are closed open them."""
        labels = {group.label for group in self._groups}
        self._closed = set() if labels <= self._closed else self._closed | labels
        self._count()

    def resize(self, row: int, by: int) -> None:
        """Take notice that the group of `row` has more rows below that, or with a minus less."""
        self._rows[self.group_of(row)] += by
        self._count()

    def drop(self, row: int, *, rows: int, unread: int) -> None:
        """Take notice that the group of `row` has an article less; it ends with its last one.

        Args:
            row: A row of the group, as all were before.
            rows: How many rows less it has: 1, or 0 when another version took the row over.
            unread: 1 if the article was unread, else 0.
        """
        number = self.group_of(row)
        groups = [self.group(n) for n in range(self.groups)]
        label, articles, before = (
            groups[number].label,
            groups[number].articles,
            groups[number].unread,
        )
        groups[number] = Group(label, articles - 1, before - unread)
        self._rows[number] -= rows
        kept = [n for n, group in enumerate(groups) if group.articles > 0]
        self.set_groups([groups[n] for n in kept], [self._rows[n] for n in kept])

    def count_unread(self, unread: Callable[[range], int]) -> None:
        """Count anew how many articles of each group are unread; `unread` tells it of rows."""
        self._unread = [unread(self.rows(number)) for number in range(self.groups)]

    def mark(self, headline: Headline, key: int, by: int) -> None:
        """Take notice that an article, whose key in the list is `key`, was read (-1) or is unread again (1)."""
        number = self._numbers.get(self._labels.of_headline(headline, key))
        if number is not None:
            self._unread[number] += by

    def _count(self) -> None:
        """Find anew where everything is."""
        self._firsts = list(accumulate(self._rows, initial=0))
        heights = (
            1 + (rows if group.label not in self._closed else 0)
            for group, rows in zip(self._groups, self._rows, strict=True)
        )
        self._headings = list(accumulate(heights, initial=0))


NOTHING_CLOSED: Final[frozenset[Label]] = frozenset()
"""All groups are open."""
