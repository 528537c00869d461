"""Rows as they lie in the pages of a database: cells of B-trees, and the values in them.

Whatever makes no sense is passed over; see `library.store.pages` for why SQLite is not asked.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from library.store.pages import Pages

TABLE_LEAF: Final = 0x0D
"""The kind of a page with rows of a table that has row ids."""

TABLE_BRANCH: Final = 0x05
"""The kind of a page that says where such pages are."""

INDEX_LEAF: Final = 0x0A
"""The kind of a page with entries of an index, or rows of a table without row ids."""

INDEX_BRANCH: Final = 0x02
"""The kind of a page with some of these, that says where the rest is."""

Value = int | float | str | bytes | None
"""What a column may hold."""

_FIRST_PAGE: Final = 100
_INTEGERS: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_REAL: Final = 7
_ZERO: Final = 8
_ONE: Final = 9
_BLOB: Final = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a row lies."""

    page: int
    """The number of its page."""
    start: int
    """Where in the page its values begin."""
    size: int
    """Bytes of its values, of which some may stand on pages of their own."""
    row: int
    """Its row id; 0 in an index."""


def kind_of(pages: Pages, number: int) -> int:
    """Return the kind of a page, one of those above; any other number for what is none of them."""
    page = pages.page(number)
    start = _FIRST_PAGE if number == 1 else 0
    return page[start] if len(page) > start else 0


def children(pages: Pages, number: int) -> Iterator[int]:
    """Yield the numbers of the pages below the page with this number, if it is a branch."""
    if kind_of(pages, number) not in {TABLE_BRANCH, INDEX_BRANCH}:
        return
    page, start = pages.page(number), _FIRST_PAGE if number == 1 else 0
    for place in _places(page, start, 12):
        yield struct.unpack_from(">I", page, place)[0]
    yield struct.unpack_from(">I", page, start + 8)[0]


def cells(pages: Pages, number: int) -> Iterator[Cell]:
    """Yield the cells of the page with this number that hold values."""
    kind = kind_of(pages, number)
    if kind not in {TABLE_LEAF, INDEX_LEAF, INDEX_BRANCH}:
        return
    page, start = pages.page(number), _FIRST_PAGE if number == 1 else 0
    for place in _places(page, start, 12 if kind == INDEX_BRANCH else 8):
        size, place = varint(page, place + 4 if kind == INDEX_BRANCH else place)
        row = 0
        if kind == TABLE_LEAF:
            row, place = varint(page, place)
        if place < len(page):
            yield Cell(number, place, size, row - (1 << 64) if row >> 63 else row)


def _places(page: bytes, start: int, header: int) -> Iterator[int]:
    """Yield where the cells of a page begin."""
    (count,) = struct.unpack_from(">H", page, start + 3)
    end = start + header + 2 * count
    if end <= len(page):
        for (place,) in struct.iter_unpack(">H", page[start + header : end]):
            if end <= place <= len(page) - 4:
                yield place


def varint(data: bytes, place: int) -> tuple[int, int]:
    """Return the number of variable length at `place`, and where what follows it begins."""
    value = 0
    for byte in data[place : place + 8]:
        place += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place
    return (value << 8 | data[place], place + 1) if place < len(data) else (0, len(data))


def types_of(pages: Pages, cell: Cell) -> list[int]:
    """Return the types of the values of a row, as far as they stand on its own page."""
    page = pages.page(cell.page)
    size, place = varint(page, cell.start)
    end = min(cell.start + size, len(page))
    found = []
    while place < end:
        one, place = varint(page, place)
        found.append(one)
    return found


def values_of(pages: Pages, cell: Cell) -> list[Value]:
    """Return the values of a row.

    Raises:
        ValueError: It is damaged.
    """
    data = _payload(pages, cell)
    size, place = varint(data, 0)
    position, found = size, list[Value]()
    while place < size:
        kind, place = varint(data, place)
        value, position = _value(data, kind, position)
        found.append(value)
    return found


def _value(data: bytes, kind: int, start: int) -> tuple[Value, int]:
    """Return the value of this type that begins at `start`, and where the next one does."""
    if kind in _INTEGERS:
        end = start + _INTEGERS[kind]
        _check(end <= len(data))
        return int.from_bytes(data[start:end], "big", signed=True), end
    if kind >= _BLOB:
        end = start + (kind - _BLOB) // 2
        _check(end <= len(data))
        return (data[start:end].decode() if kind % 2 else data[start:end]), end
    if kind == _REAL:
        _check(start + 8 <= len(data))
        return struct.unpack_from(">d", data, start)[0], start + 8
    _check(kind in {0, _ZERO, _ONE})
    return (None if kind == 0 else kind - _ZERO), start


def _payload(pages: Pages, cell: Cell) -> bytes:
    """Return the bytes of a row, from its own page and those that it goes on on."""
    page = pages.page(cell.page)
    local = _local(pages.size, cell.size, kind_of(pages, cell.page) == TABLE_LEAF)
    end = cell.start + local
    _check(cell.size <= pages.count * pages.size and end <= len(page))
    if local == cell.size:
        return page[cell.start : end]
    parts, left = [page[cell.start : end]], cell.size - local
    while left > 0:
        _check(end + 4 <= len(page))
        # Each page begins with the number of the next.
        page, end = pages.page(struct.unpack_from(">I", page, end)[0]), 0
        part = page[4 : 4 + left]
        _check(bool(part))
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _local(page: int, size: int, is_table: bool) -> int:
    """Return how many of the `size` bytes of a row stand on its own page, of `page` bytes."""
    most = page - 35 if is_table else (page - 12) * 64 // 255 - 23
    if size <= most:
        return size
    least = (page - 12) * 32 // 255 - 23
    some = least + (size - least) % (page - 4)
    return some if some <= most else least


def _check(holds: bool) -> None:
    """Raise ValueError unless something `holds`."""
    if not holds:
        raise ValueError("the row is damaged")
