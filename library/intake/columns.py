"""Tables as text: their cells one below the other."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

_MAX_ROW: Final = 100
"""Cells of the longest row of a table that is shown in columns."""
_GAP: Final = "  "
_WIDE: Final = frozenset(("W", "F"))
"""East Asian widths of what takes two cells of a terminal."""
_AS_EMOJI: Final = "\ufe0f"
_JOINER: Final = "\u200d"
_TONES: Final = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
"""Colours of skin, which are seen on what stands before them."""
_NO_WIDTH: Final = frozenset(("Mn", "Me", "Cf"))
"""Categories of what takes none."""


def in_columns(rows: Sequence[Sequence[str]]) -> str | None:
    """Return a line for each of `rows` that is not empty, its cells in columns.

    None is returned for what is no table of data, having one row or column, and for one too wide to be
    shown so.
    """
    widths = [
        max((_width(row[n]) for row in rows if n < len(row)), default=0)
        for n in range(max(map(len, rows), default=0))
    ]
    if len(widths) < 2 or len(rows) < 2 or sum(widths) + len(_GAP) * (len(widths) - 1) > _MAX_ROW:
        return None
    lines = (
        _GAP.join(cell + " " * (widths[n] - _width(cell)) for n, cell in enumerate(row)).rstrip()
        for row in rows
    )
    return "\n".join(filter(None, lines))


def _width(text: str) -> int:
    """Return how many cells of a terminal `text` takes."""
    if text.isascii():
        return len(text)
    width = last = 0
    before = ""
    for one in text:
        if one == _AS_EMOJI:  # makes what is before it as wide as emoji are
            width, last = width + (last == 1), 2
        elif before != _JOINER and one not in _TONES and unicodedata.category(one) not in _NO_WIDTH:
            last = 1 + (unicodedata.east_asian_width(one) in _WIDE)
            width += last
        before = one
    return width
