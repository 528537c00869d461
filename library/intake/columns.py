"""Tables as text: their cells one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_MAX_ROW: Final = 100
"""Code points of the longest row of a table that is shown in columns."""
_GAP: Final = "  "


def in_columns(rows: Sequence[Sequence[str]]) -> str | None:
    """Return a line for each of `rows` that is not empty, its cells in columns.

    None is returned for what is no table of data, having one row or column, and for one too wide to be
    shown so.
    """
    widths = [
        max((len(row[n]) for row in rows if n < len(row)), default=0)
        for n in range(max(map(len, rows), default=0))
    ]
    if len(widths) < 2 or len(rows) < 2 or sum(widths) + len(_GAP) * (len(widths) - 1) > _MAX_ROW:
        return None
    lines = (
        _GAP.join(cell.ljust(widths[n]) for n, cell in enumerate(row)).rstrip() for row in rows
    )
    return "\n".join(filter(None, lines))
