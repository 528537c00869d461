"""Dates and ages as a query may name them, and the stretch of time that each stands for.

Dates are days, months or years of the reader's own time zone: `2023-09-05`, `5.9.2023`, `2023-09`, `2023`,
`today`, `gestern`. Ages reach back from now: `12h`, `7d`, `3w`, `6m`, `2y`.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from library.days import beginning

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_GERMAN_DATE: Final = re.compile(r"(?:(?:(\d{1,2})\.)?(\d{1,2})\.)(\d{4})", re.ASCII)
_AGE: Final = re.compile(r"(\d{1,6})([hdwmy])", re.ASCII)
_DAYS: Final = {"today": 0, "heute": 0, "yesterday": 1, "gestern": 1}
_MONTHS: Final = 12


class Limit(NamedTuple):
    """Where a stretch of time begins or ends, in milliseconds since 1970."""

    moment: int
    """The moment, here."""
    day: int
    """Midnight in UTC of its day, if it is the beginning of one, else the moment.

    Articles without a time stand at that midnight, and are of the same day everywhere.
    """


class Stretch(NamedTuple):
    """A stretch of time."""

    start: Limit
    """Its beginning."""
    end: Limit | None
    """One past its end; None for an age, which ends now."""


def stretch_of(text: str, now: datetime) -> Stretch | None:
    """Return the stretch that `text` stands for; None when it is no date and no age.

    Args:
        text: What stands behind the colon.
        now: The present, in the reader's time zone.
    """
    text = text.lower()
    try:
        if match := _AGE.fullmatch(text):
            moment = _milliseconds(_before(now, int(match[1]), match[2]))
            return Stretch(Limit(moment, moment), None)
        return _days(text, now)
    except (ValueError, OverflowError, OSError):  # the 30th of February, or the year 0
        return None


def _days(text: str, now: datetime) -> Stretch | None:
    """Return the day, month or year that `text` names."""
    if text in _DAYS:
        day = now - timedelta(days=_DAYS[text])
        return _between(day.year, day.month, day.day)
    if match := _DATE.fullmatch(text):
        year, month, day_ = match.groups()
    elif match := _GERMAN_DATE.fullmatch(text):
        day_, month, year = match.groups()
    else:
        return None
    return _between(int(year), int(month) if month else None, int(day_) if day_ else None)


def _between(year: int, month: int | None, day: int | None) -> Stretch:
    """Return a year, a month of it or a day of that."""
    # Without a zone: it is the reader's own.
    first = datetime(year, 1 if month is None else month, 1 if day is None else day)  # noqa: DTZ001
    if day is not None:
        following = first + timedelta(days=1)
    elif month is not None:
        following = first.replace(year=year + month // _MONTHS, month=month % _MONTHS + 1)
    else:
        following = first.replace(year=year + 1)
    return Stretch(_beginning(first), _beginning(following))


def _before(now: datetime, count: int, unit: str) -> datetime:
    """Return the moment so many hours, days, weeks, months or years before `now`."""
    match unit:
        case "h":
            return now - timedelta(hours=count)
        case "d" | "w":
            return now - timedelta(days=count * (7 if unit == "w" else 1))
    months = now.year * _MONTHS + now.month - 1 - count * (_MONTHS if unit == "y" else 1)
    first = now.replace(year=months // _MONTHS, month=months % _MONTHS + 1, day=1)
    # A month ago from the 31st is the last day of the month before.
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(now.day, last.day))


def _beginning(day: datetime) -> Limit:
    """Return where a day begins, which is given without a zone."""
    return Limit(_milliseconds(beginning(day.date())), _milliseconds(day.replace(tzinfo=UTC)))


def _milliseconds(moment: datetime) -> int:
    """Return a moment (aware) in milliseconds since 1970, to the second."""
    return int(moment.timestamp()) * 1000
