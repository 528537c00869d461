"""The log beside a database: the pages that were written and are not in the file itself yet."""

from __future__ import annotations

import struct
from array import array
from contextlib import suppress
from pathlib import Path
from typing import Final

_HEADER: Final = struct.Struct(">8I")
_FRAME: Final = struct.Struct(">6I")
_MAGIC: Final = 0x377F0682
_LIMIT: Final = 0xFFFFFFFF


def read_log(path: Path, page_size: int) -> dict[int, bytes]:
    """Return the pages in the log at `path`, by their numbers, as they were when it was written last.

    As SQLite does it, all from the first frame that is damaged on is passed over, and so is what was
    never committed. A log that is missing, damaged, or of other pages says nothing.
    """
    found: dict[int, bytes] = {}
    with suppress(OSError), path.open("rb") as file:
        head = file.read(_HEADER.size)
        if len(head) < _HEADER.size:
            return found
        magic, _, size, _, salt1, salt2, *stated = _HEADER.unpack(head)
        order = "big" if magic & 1 else "little"
        sums = _summed(head[:24], (0, 0), order)
        if magic & ~1 != _MAGIC or size != page_size or sums != tuple(stated):
            return found
        waiting: dict[int, bytes] = {}
        while len(frame := file.read(_FRAME.size + size)) == _FRAME.size + size:
            number, committed, *salts, sum1, sum2 = _FRAME.unpack_from(frame)
            page = frame[_FRAME.size :]
            sums = _summed(frame[:8] + page, sums, order)
            if salts != [salt1, salt2] or sums != (sum1, sum2):
                break
            waiting[number] = page
            if committed:
                found.update(waiting)
                waiting.clear()
    return found


def _summed(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    """Return the checksums of the log after `data`, which were `sums` before it."""
    words = array("I", data)
    if order != _ORDER:
        words.byteswap()
    one, two = sums
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & _LIMIT
        two = (two + second + one) & _LIMIT
    return one, two


_ORDER: Final = "little" if struct.pack("=H", 1) == struct.pack("<H", 1) else "big"
