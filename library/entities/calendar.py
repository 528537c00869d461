"""What the finders of dates share: ISO 8601 values, and reckoning from a day.

A value is empty where no calendar has the date, or where it lies outside the years 1 to 9999.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final, NamedTuple

from library.daynames import MONTHS

SHARED: Final = frozenset(("April", "August", "September", "November"))
"""Names that are the same in German; after them a number need not be a day."""


class Span(NamedTuple):
    """What reads like a date in a text."""

    start: int
    """First code point."""
    end: int
    """One past the last."""
    value: str
    """ISO 8601 value; empty if no calendar has the date."""


def month_number(name: str | None) -> int:
    """Return the number of the month called `name`, however it is written, or 0 for None."""
    return MONTHS[name.rstrip(".")] if name else 0


def day_value(year: int, month: int, day: int) -> str:
    """Return the value of a day, without a year if that is 0."""
    if year > 9999 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year or 2000, month)[1]:
        return ""
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


def month_value(year: int, month: int) -> str:
    """Return the value of a month, without a year if that is 0."""
    return f"{year:04}-{month:02}" if year else f"--{month:02}"


def year_value(year: int) -> str:
    """Return the value of a year."""
    return f"{year:04}" if 1 <= year <= 9999 else ""


def nearest_year(month: int, day: int, today: date | None) -> int:
    """Return the year in which a day without one lies nearest to `today`; 0 where that is not known."""
    if today is None or not day_value(0, month, day):
        return 0
    years = [year for year in range(today.year - 1, today.year + 2) if day_value(year, month, day)]
    found = [date(year, month, day) for year in years if 1 <= year <= 9999]
    return min(found, key=lambda one: abs(one - today)).year if found else 0


def nearest_year_of(month: int, today: date | None) -> int:
    """Return the year in which `month` lies nearest to `today`, the earlier of two; 0 if not known."""
    if today is None:
        return 0
    ahead = (month - today.month + 5) % 12 - 5
    year = today.year + (today.month - 1 + (ahead if ahead < 6 else ahead - 12)) // 12
    return year if 1 <= year <= 9999 else 0


def shifted(today: date, count: int, unit: str) -> str:
    """Return the value of the `unit` (day, week, weekend, month or year) that is `count` from today's."""
    if unit == "year":
        return year_value(today.year + count)
    if unit == "month":
        year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
        return month_value(year, month + 1) if 1 <= year <= 9999 else ""
    try:
        if unit == "day":
            return (today + timedelta(count)).isoformat()
        monday = today + timedelta(7 * count - today.weekday())
        if unit == "weekend":
            return f"{monday + timedelta(5)}/{monday + timedelta(6)}"
    except OverflowError:
        return ""
    year, week, _ = monday.isocalendar()
    return f"{year:04}-W{week:02}"


def weekday_in_week(today: date, weekday: int, weeks: int) -> str:
    """Return the day that is `weekday` (Monday 0) of the week that is `weeks` from today's."""
    return shifted(today, 7 * weeks + weekday - today.weekday(), "day")
