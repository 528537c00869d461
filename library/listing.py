"""A list of headlines that costs what is looked at, not what there is."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence

from library.grouping import Group, Outline
from library.models import Headline
from library.paged import GONE, PAGE, Fetch, Paged


class Listing(Paged):
    """The result of a selection: eight bytes an article, and the headlines that were looked at.

    It is a picture of one moment: an article that is read, added or deleted later neither leaves
    nor moves a row, so nothing shifts under the reader's hand.

    Versions of one story can stand behind the first of them as one row, which is opened on demand.
    In a list in groups each group has its own.
    """

    def __init__(
        self,
        fetch: Fetch,
        keys: array[int],
        stories: Callable[[Sequence[int]], Mapping[int, int]] | None = None,
        outline: Outline | None = None,
        groups: Sequence[Group] = (),
    ) -> None:
        """List articles.

        Args:
            fetch: Returns the headlines of the articles with given keys, in that order.
            keys: The keys of the articles, group by group if they are in groups.
            stories: Returns the stories of those of given keys that belong to one; None to show
                every article in a row of its own.
            outline: What is to hold the groups; None for a list that is not in groups, which alone
                can be extended.
            groups: The groups, in their order.
        """
        super().__init__(fetch)
        self.outline = outline
        """The groups in which the rows stand; None when they stand in none."""
        self._stories = stories
        self._first_of: dict[tuple[int, int], int] = {}  # the key of the row of a story in a group
        self._behind: dict[int, array[int]] = {}  # the other versions behind a row
        self._opened: set[int] = set()  # keys of the rows whose versions stand below them
        self._versions: set[int] = set()  # keys of all that belong to a story
        self.is_by_key = outline is None
        """Whether the rows stand in the order of their keys, the highest first."""
        self.is_whole = True
        """Whether it holds all that belongs to it, so that its last group does."""
        self.articles = 0
        """How many articles there are, those behind the rows included."""
        self.last_key: int | None = None
        """The key that was added last, to go on after it; None when there is none."""
        if outline is None:
            self.extend(keys)
        else:
            self._part(keys, outline, groups)

    def extend(self, keys: array[int]) -> None:
        """Add the articles with `keys` at the end, versions of what is listed behind its row."""
        self._pages.pop(len(self) // PAGE, None)
        stories = self._stories(keys) if self._stories is not None and keys else {}
        self._keys.extend(self._folded(keys, stories))
        self.articles += len(keys)
        self.last_key = keys[-1] if keys else self.last_key

    def note_unread(self, headline: Headline, key: int, by: int) -> None:
        """Let the group of an article tell that it is unread (1) or read (-1) from now on, if it is listed.

        That is so when it was looked at, or is a version of something.
        """
        seen = (one.id for page in self._pages.values() for one in page)
        if self.outline is not None and (key in self._versions or headline.id in seen):
            self.outline.mark(headline, key, by)

    # Versions of a story

    def versions(self, row: int) -> int:
        """Return how many versions of its story a row stands for, itself included."""
        return 1 + len(self._behind.get(self._keys[row], ()))

    def is_open(self, row: int) -> bool:
        """Tell whether the versions that a row stands for are listed below it."""
        return self._keys[row] in self._opened

    def is_version(self, row: int) -> bool:
        """Tell whether a row is listed as a version of the row above."""
        key = self._keys[row]
        return any(key in self._behind[first] for first in self._opened)

    def story_row(self, row: int) -> int:
        """Return the row that a version is listed below; `row` itself when it is none."""
        while row and self.is_version(row):
            row -= 1
        return row

    def open(self, row: int) -> None:
        """List the versions that a row stands for below it."""
        key = self._keys[row]
        if key in self._behind and key not in self._opened:
            self._opened.add(key)
            self._keys[row + 1 : row + 1] = self._behind[key]
            self._resized(row, len(self._behind[key]))

    def close(self, row: int) -> int:
        """Let the versions stand behind their row again; return the number of that row."""
        row = self.story_row(row)
        key = self._keys[row]
        if key in self._opened:
            self._opened.remove(key)
            del self._keys[row + 1 : row + 1 + len(self._behind[key])]
            self._resized(row, -len(self._behind[key]))
        return row

    def keys(self, rows: range) -> array[int]:
        """Return the keys of the articles in `rows`, and of the versions that stand behind them."""
        found = self._keys[rows.start : rows.stop]
        if self._behind:
            shown = frozenset(found)
            for first, behind in self._behind.items():
                if first in shown and first not in self._opened:
                    found.extend(behind)
        return found

    def remove(self, keys: Iterable[int]) -> None:
        """List the articles with `keys`, which are few, no longer; the next version takes a row over."""
        for key in keys:
            row = self.position(key)
            if row is None:
                self._remove_behind(key)
                continue
            self._drop(row, key, is_row=key not in self._behind or key in self._opened)
            if (behind := self._behind.pop(key, None)) is not None:
                self._hand_over(row, key, behind)
            else:
                del self._keys[row]
                for one in self._behind.values():
                    if key in one:
                        one.remove(key)
        self._pages.clear()

    def _remove_behind(self, key: int) -> None:
        """List a version that stands behind another no longer."""
        for first, behind in self._behind.items():
            if key in behind:
                self._drop(self._keys.index(first), key, is_row=False)
                behind.remove(key)

    def _hand_over(self, row: int, key: int, behind: array[int]) -> None:
        """Let the first of the versions behind a row have it."""
        first = behind.pop(0) if behind else None
        for story in [story for story, one in self._first_of.items() if one == key]:
            del self._first_of[story]
            if first is not None:
                self._first_of[story] = first
        if first is None:
            del self._keys[row]
        elif key in self._opened:
            del self._keys[row]  # the others have rows already
            self._opened.add(first)
        elif self.is_by_key:
            del self._keys[row]
            self._keys.insert(self._place_of(first), first)
        else:
            self._keys[row] = first
        self._opened.discard(key)
        if first is not None and behind:
            self._behind[first] = behind
        elif first is not None:
            self._opened.discard(first)

    def _drop(self, row: int, key: int, *, is_row: bool) -> None:
        """Take notice that an article of the group of `row` is not listed any more."""
        self.articles -= 1
        if self.outline is not None:
            headlines = self.fetch((key,))
            headline = self._amended.get(headlines[0].id, headlines[0]) if headlines else GONE
            self.outline.drop(row, rows=int(is_row), unread=int(headline.read is None))

    def insert(self, key: int) -> None:
        """List an article again where it belongs, in a list in the order of keys."""
        if self.is_by_key and self.reveal(key) is None:
            self._keys.insert(self._place_of(key), key)
            self.articles += 1
            self._pages.clear()

    def _place_of(self, key: int) -> int:
        """Return the row that an article should have by its key."""
        below = (n for n, one in enumerate(self._keys) if one < key)
        return next((n for n in below if not self.is_version(n)), len(self._keys))

    def reveal(self, key: int) -> int | None:
        """Return the number of the row with this key, opening the row that it stands behind if need be."""
        if (position := self.position(key)) is not None:
            return position
        for first, behind in self._behind.items():
            if key in behind:
                self.open(self._keys.index(first))
                return self.position(key)
        return None

    def _resized(self, row: int, by: int) -> None:
        """Take notice that there are so many rows more below `row`."""
        self._pages.clear()
        if self.outline is not None:
            self.outline.resize(row, by)

    def _part(self, keys: array[int], outline: Outline, groups: Sequence[Group]) -> None:
        """List the articles with `keys` in `groups`."""
        stories = self._stories(keys) if self._stories is not None and keys else {}
        rows, begin = list[int](), 0
        for number, group in enumerate(groups):
            before = len(self)
            self._keys.extend(self._folded(keys[begin : begin + group.articles], stories, number))
            rows.append(len(self) - before)
            begin += group.articles
        outline.set_groups(groups, rows)
        self.articles = len(keys)

    def _folded(self, keys: array[int], stories: Mapping[int, int], group: int = 0) -> array[int]:
        """Return those of `keys` that get a row of their own; the others go behind theirs."""
        if not stories:
            return keys
        rows = array("q")
        for key in keys:
            story = stories.get(key)
            if story is None:
                rows.append(key)
                continue
            self._versions.add(key)
            first = self._first_of.setdefault((group, story), key)
            if first == key:
                rows.append(key)
            elif first in self._opened:
                self._put_below(first, key)
            else:
                self._behind.setdefault(first, array("q")).append(key)
        return rows

    def _put_below(self, first: int, key: int) -> None:
        """List one more version below the opened row of `first`."""
        behind = self._behind[first]
        self._keys.insert(self._keys.index(first) + 1 + len(behind), key)
        behind.append(key)
        self._pages.clear()
