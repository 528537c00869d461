"""How dates, counts and lengths are written for people."""

from __future__ import annotations

from datetime import datetime, time
from typing import Final

from rich.cells import cell_len, set_cell_size

from library import LibraryError, clean_line

_MONTHS: Final = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]
_WORDS_A_MINUTE: Final = 220


def short_date(moment: datetime, now: datetime) -> str:
    """Return the day of `moment`, without the year when it is that of `now`."""
    local = _local(moment, now)
    day = f"{local.day} {_MONTHS[local.month - 1]}"
    return day if local.year == now.year else f"{day} {local.year}"


def long_date(moment: datetime, now: datetime) -> str:
    """Return day, month and year of `moment` where `now` is."""
    local = _local(moment, now)
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def _local(moment: datetime, now: datetime) -> datetime:
    """Return `moment` where `now` is. Midnight in UTC is a day without a time, the same everywhere."""
    return moment if moment.time() == time.min else moment.astimezone(now.tzinfo)


def reading_time(words: int) -> str:
    """Return how long it takes to read so many words, in whole minutes."""
    return f"{max(1, round(words / _WORDS_A_MINUTE))} min"


def count(number: int) -> str:
    """Return `number` with its thousands parted."""
    return f"{number:,}"


def shorten(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, with an ellipsis where something is cut off."""
    # No more than this can be shown, whatever the title; measuring takes time by its length.
    text = text[: 8 * max(0, width) + 8]
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""


def complaint(error: LibraryError) -> str:
    """Return what went wrong and what to do about it, safe to show."""
    return clean_line(f"{str(error).rstrip('.')}. {error.remedy}").rstrip()
