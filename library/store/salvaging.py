"""Finds in a damaged library what is still whole, page by page.

A row is known by its tree where the way down to its page is whole, else by its shape: no two of the tables
that matter here have rows alike. What is compressed bears a checksum of its own, so that nothing is taken
for whole that is not.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from library.clean import clean_line
from library.closing import Closing
from library.ids import ID_DIGITS
from library.models import Block
from library.store.cells import (
    INDEX_BRANCH,
    INDEX_LEAF,
    TABLE_LEAF,
    Cell,
    Value,
    cells,
    children,
    kind_of,
    types_of,
    values_of,
    varint,
)
from library.store.pages import Pages
from library.store.prepared import About
from library.store.rows import decode_blocks, moment
from library.store.schema import APPLICATION_ID

_HEX: Final = frozenset("0123456789abcdef")
_ID: Final = 13 + 2 * ID_DIGITS  # the type of a text of that length
_NULL: Final = 0
_HIGHEST: Final = 1 << 37
"""Above all ranks that are in use; from here on the index numbers its rows."""
_SHORTEST: Final = 20
"""Bytes of the shortest blocks; lists of lengths, which the index keeps, are shorter."""
_COMPRESSED: Final = 0x78
"""The first byte of all that is compressed."""
_LEAST: Final = 12
"""Columns of a headline that are needed."""
_TABLES: Final = ("headlines", "articles", "originals")
_RANKED: Final = ("signatures", "fulltext_docsize")
_IDS: Final = "sqlite_autoindex_headlines_1"


class Document(NamedTuple):
    """A document as it came."""

    name: str
    """The name that it came under."""
    data: bytes
    """Its bytes."""
    packed: bytes
    """The same, compressed."""


class Salvager(Closing):
    """What can be read of one damaged library. Nothing is changed."""

    def __init__(self, path: Path) -> None:
        """Look through the whole file at `path`, which must exist, and the log beside it.

        Raises:
            OSError: It cannot be opened.
        """
        self._pages = Pages(path)
        self._found: dict[str, dict[int, Cell]] = {name: {} for name in _TABLES}
        self._ids: dict[str, int] = {}
        self._roots = self._find_roots()
        free = self._pages.free()
        trees = [number for name in _TABLES for number in self._tree(name)]
        # Copies of rows may stand where nothing leads to any more: what is led to goes before.
        for number in dict.fromkeys(trees) | dict.fromkeys(range(1, self._pages.count + 1)):
            if number not in free:
                self._take(number)
        self.known = dict.fromkeys(self._other_ranks(), "") | dict(self._index_of_ids())
        """The ids of articles that were stored, by their ranks, as far as what tells of them is whole; empty
        where only that there was one is known."""

    def close(self) -> None:
        """Let go of the file."""
        self._pages.close()

    @property
    def version(self) -> int | None:
        """The version of the tables; None where the header does not tell, or is not ours."""
        return self._pages.version

    @property
    def is_ours(self) -> bool:
        """Whether the header says that a newsreader wrote it."""
        return self._pages.application == APPLICATION_ID

    def ranks(self) -> list[int]:
        """Return the ranks of which there is anything but an id, in rising order."""
        return sorted(set().union(*self._found.values()))

    def headline(self, rank: int) -> About | None:
        """Return what the list showed of the article at `rank`; None where that cannot be read."""
        values = self._values("headlines", rank)
        try:
            return _about(values) if len(values) >= _LEAST else None
        except (ValueError, OverflowError):
            return None

    def blocks(self, rank: int) -> tuple[Block, ...] | None:
        """Return the blocks of the article at `rank`; None where they cannot be read."""
        values = self._values("articles", rank)
        try:
            return decode_blocks(_bytes(values, 1))
        except (zlib.error, ValueError, LookupError, TypeError, RecursionError):
            return None

    def document(self, rank: int) -> Document | None:
        """Return the document of the article at `rank`; None where it cannot be read."""
        values = self._values("originals", rank)
        try:
            packed = _bytes(values, 2)
            return Document(clean_line(str(values[1])), zlib.decompress(packed), packed)
        except (zlib.error, ValueError, LookupError):
            return None

    def rows(self, table: str) -> Iterator[list[Value]]:
        """Yield the rows of `table` that can be read, where its place is known; the row id stands for NULL."""
        for number in self._tree(table):
            for cell in cells(self._pages, number):
                try:
                    values = values_of(self._pages, cell)
                except ValueError:
                    continue
                if cell.row and values and values[0] is None:
                    values[0] = cell.row
                yield values

    def _values(self, table: str, rank: int) -> list[Value]:
        """Return the values of a row that was found; none where they are damaged."""
        cell = self._found[table].get(rank)
        try:
            return values_of(self._pages, cell) if cell else []
        except ValueError:
            return []

    def _take(self, number: int) -> None:
        """Take notice of what stands on a page."""
        if kind_of(self._pages, number) != TABLE_LEAF:
            return
        for cell in cells(self._pages, number):
            table = self._table_of(cell)
            if table and (table != "headlines" or self._is_first(cell)):
                self._found[table].setdefault(cell.row, cell)

    def _table_of(self, cell: Cell) -> str:
        """Return the table that has such rows; empty if it is none that matters."""
        if abs(cell.row) >= _HIGHEST:
            return ""
        types = types_of(self._pages, cell)
        if len(types) >= _LEAST and types[:2] == [_NULL, _ID] and _is_text(types[2]):
            # A feed begins in the same way, but has a text where a headline has bits.
            return "" if any(map(_is_text, types[_LEAST : _LEAST + 1])) else "headlines"
        if len(types) == 3 and types[0] == _NULL and _is_text(types[1]) and _is_blob(types[2]):
            return "originals"
        if len(types) == 2 and types[0] == _NULL and _is_blob(types[1]):
            start = cell.start + varint(self._pages.page(cell.page), cell.start)[0]
            opening = self._pages.page(cell.page)[start : start + 1]
            if cell.size >= _SHORTEST and opening == bytes([_COMPRESSED]):
                return "articles"
        return ""

    def _is_first(self, cell: Cell) -> bool:
        """Tell whether no other row has the id of this headline."""
        try:
            id_ = str(values_of(self._pages, cell)[1])
        except (ValueError, IndexError):
            return False
        return self._ids.setdefault(id_, cell.row) == cell.row

    def _find_roots(self) -> dict[str, int]:
        """Return where the trees of tables and indexes begin, by their names."""
        pages = self._pages
        found = dict(self._roots_on(self._below(1)))
        everywhere = range(1, pages.count + 1)
        return found if "headlines" in found else dict(self._roots_on(everywhere)) | found

    def _roots_on(self, numbers: Iterator[int] | range) -> Iterator[tuple[str, int]]:
        """Yield the names of tables and indexes that these pages tell of, with where they begin."""
        for number in numbers:
            if kind_of(self._pages, number) != TABLE_LEAF:
                continue
            for cell in cells(self._pages, number):
                if len(types_of(self._pages, cell)) != 5:
                    continue
                try:
                    match values_of(self._pages, cell):
                        case ["table" | "index", str(name), str(), int(root), str() | None]:
                            yield name, root
                except ValueError:
                    continue

    def _tree(self, name: str) -> Iterator[int]:
        """Yield the numbers of the pages of a table or an index, as far as they can be found."""
        yield from self._below(self._roots.get(name, 0))

    def _below(self, root: int) -> Iterator[int]:
        """Yield the number of a page and of all below it."""
        seen, waiting = set[int](), [root]
        while waiting:
            number = waiting.pop()
            if number in seen or not 0 < number <= self._pages.count:
                continue
            seen.add(number)
            yield number
            waiting.extend(reversed([*children(self._pages, number)]))

    def _other_ranks(self) -> Iterator[int]:
        """Yield the ranks of articles of which something was made."""
        for name in _RANKED:
            for number in self._tree(name):
                if kind_of(self._pages, number) == TABLE_LEAF:
                    rows = (cell.row for cell in cells(self._pages, number))
                    yield from (row for row in rows if abs(row) < _HIGHEST)

    def _index_of_ids(self) -> Iterator[tuple[int, str]]:
        """Yield ranks with the ids of their articles."""
        for number in self._tree(_IDS):
            if kind_of(self._pages, number) not in {INDEX_LEAF, INDEX_BRANCH}:
                continue
            for cell in cells(self._pages, number):
                try:
                    match values_of(self._pages, cell):
                        case [str(id_), int(rank)] if _is_id(id_):
                            yield rank, id_
                except ValueError:
                    continue


def _is_text(kind: int) -> bool:
    return kind >= 13 and kind % 2 == 1


def _is_blob(kind: int) -> bool:
    return kind >= 14 and kind % 2 == 0


def _is_id(text: str) -> bool:
    return len(text) == ID_DIGITS and set(text) <= _HEX


def _bytes(values: list[Value], column: int) -> bytes:
    value = values[column]
    if not isinstance(value, bytes):
        raise ValueError("no bytes")  # noqa: TRY004 - one error for all damage
    return value


def _about(values: list[Value]) -> About:
    """Return a row of headlines, or raise ValueError where it makes no sense."""
    match values[1:9]:
        case [
            str(id_),
            str(title),
            str() | None as source,
            str() | None as author,
            int() | None as published,
            str() | None as language,
            str() | None as url,
            int(words),
        ] if _is_id(id_) and clean_line(title):
            added = values[11]
            moment(published)
            return About(
                id_,
                clean_line(title),
                _cleaned(source),
                _cleaned(author),
                published,
                language,
                _cleaned(url),
                words,
                added if isinstance(added, int) and moment(added) else 0,
            )
    raise ValueError("no headline")


def _cleaned(text: str | None) -> str | None:
    return None if text is None else clean_line(text) or None
