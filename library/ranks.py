"""Ranks: an article's place in the list of all, as a number that tells the minute as well.

Each minute since 1970 has 64 ranks: the even ones are for articles with a date, the odd ones for those
without, which stand where they were added. Where they do not suffice, the next minute's are taken.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

SLOTS: Final = 64
"""Ranks for each minute."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE: Final = timedelta(minutes=1)
_MINUTE_MS: Final = 60_000


def rank_of(moment: datetime) -> int:
    """Return the first rank of the minute of `moment`."""
    return (moment - _EPOCH) // _MINUTE * SLOTS


def minute_of(milliseconds: int) -> int:
    """Return the first rank of the minute of a time in milliseconds since 1970."""
    return milliseconds // _MINUTE_MS * SLOTS


def moment_of(rank: int) -> datetime:
    """Return the minute of a rank."""
    return _EPOCH + rank // SLOTS * _MINUTE
