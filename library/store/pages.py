"""The pages of a database file as they lie on disk, however much of it is damaged.

SQLite gives up where a page makes no sense, and all that lies behind that page is lost with it. Whoever
wants to save what is left has to read the pages one by one, as https://www.sqlite.org/fileformat2.html
describes them.
"""

from __future__ import annotations

import struct
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

from library.store.log import read_log

USUAL_SIZE: Final = 4096
"""Bytes of a page where the header does not tell."""

_MAGIC: Final = b"SQLite format 3\0"
_PAGES_KNOWN: Final = 2000


class Pages:
    """The pages of the database at `path`, with what its log says of them."""

    def __init__(self, path: Path) -> None:
        """Open the file, which must exist.

        Raises:
            OSError: It cannot be opened.
        """
        self._file = path.open("rb")
        header = self._at(0, 100)
        self._is_headed = header.startswith(_MAGIC)
        self.size = _page_size(header) if self._is_headed else USUAL_SIZE
        """Bytes of each page."""
        self.log = read_log(path.with_name(f"{path.name}-wal"), self.size)
        """What the log says of pages: their numbers with what stands there instead."""
        self.count = max(-(-path.stat().st_size // self.size), *self.log, 0, 0)
        """How many there are; they are numbered from 1."""
        self.page = lru_cache(_PAGES_KNOWN)(self._page)
        """Returns the page with a number; empty where there is none."""

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    @property
    def version(self) -> int | None:
        """The version of the tables; None where the header does not tell."""
        header = self.page(1)
        if not header.startswith(_MAGIC):
            return None
        return int(struct.unpack_from(">I", header, 60)[0])

    @property
    def application(self) -> int | None:
        """The number of the program that wrote it; None where the header does not tell."""
        header = self.page(1)
        return struct.unpack_from(">I", header, 68)[0] if header.startswith(_MAGIC) else None

    def free(self) -> set[int]:
        """Return the numbers of the pages that hold nothing any more, as far as these can be known.

        What stands there was deleted.
        """
        header = self.page(1)
        found: set[int] = set()
        if not header.startswith(_MAGIC):
            return found
        trunk = struct.unpack_from(">I", header, 32)[0]
        while trunk not in found and len(page := self.page(trunk)) == self.size:
            found.add(trunk)
            following, leaves = struct.unpack_from(">II", page)
            if leaves > self.size // 4 - 2:
                break
            found.update(struct.unpack_from(f">{leaves}I", page, 8))
            trunk = following
        return found

    def _page(self, number: int) -> bytes:
        if number in self.log:
            return self.log[number]
        if not 0 < number <= self.count:
            return b""
        page = self._at((number - 1) * self.size, self.size)
        return page if len(page) == self.size else b""

    def _at(self, place: int, size: int) -> bytes:
        """Return what stands in the file at `place`; empty where the disk cannot read it."""
        with suppress(OSError):
            self._file.seek(place)
            return self._file.read(size)
        return b""


def _page_size(header: bytes) -> int:
    """Return what a header says of the size of pages, if it makes sense."""
    size = int.from_bytes(header[16:18], "big")
    size = 65536 if size == 1 else size
    return size if size >= 512 and size.bit_count() == 1 else USUAL_SIZE
