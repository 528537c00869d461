"""When something was published, as people and programs write it: a date, perhaps with a time and its zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from library.daynames import MONTHS

_NUMBERS: Final = {name[:3].casefold(): number for name, number in MONTHS.items()}
"""Numbers of the months by the letters in which they differ."""
_WEEKDAY: Final = r"(?:[^\W\d_]{2,10}\.?,\s+)?"
_TIME: Final = (
    r"(?:,?\s+(?:um\s+|at\s+|-\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:\s*Uhr)?"
    r"(?:\s+(?P<zone>[+-]\d{4}))?)?"
)
_DATES: Final = tuple(
    re.compile(_WEEKDAY + date + _TIME)
    for date in (
        r"(?P<day>\d{1,2})\.?\s+(?P<month>[^\W\d_]{3,9})\.?,?\s+(?P<year>\d{4})",
        r"(?P<month>[^\W\d_]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
    )
)
_MAX_DATE: Final = 60
_HALF: Final = re.compile(
    r"\b(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>\d{2})(?P<second>:\d{2})?)?\s*(?P<half>[ap])\.?\s?m\b\.?",
    re.IGNORECASE,
)
_ZONE: Final = re.compile(r"(?<=\d)(?: Uhr)?\s+\(?(?P<name>[A-Za-z]{2,5})\)?$")
_ZONES: Final = {
    name: hours
    for hours, names in (
        (-8, "PST"),
        (-7, "PDT MST"),
        (-6, "MDT CST"),
        (-5, "CDT EST"),
        (-4, "EDT"),
        (0, "UTC GMT WET"),
        (1, "BST WEST CET MEZ"),
        (2, "CEST MESZ EET OEZ"),
        (3, "EEST OESZ MSK"),
        (8, "HKT SGT"),
        (9, "JST KST"),
        (10, "AEST"),
        (11, "AEDT"),
        (12, "NZST"),
        (13, "NZDT"),
    )
    for name in names.split()
}
"""Hours by which the time of a zone is ahead of UTC; some names mean others elsewhere, but not in news."""


def parse_date(text: str) -> datetime | None:
    """Return the time (aware, UTC) that `text` gives, or None when it is no date we know.

    Known are ISO 8601, RFC 2822, `5. September 2023`, `5 Sep 2023`, `January 6, 2016` and
    `05.09.2023`, the last four also with a weekday before and a time after. A date without a
    time is midnight; a time without a zone, or with one that we do not know, is taken as UTC.
    """
    text = text.strip()
    if not text or len(text) > _MAX_DATE:
        return None
    text = _ZONE.sub(_offset, _HALF.sub(_of_whole_day, text))
    for read in (datetime.fromisoformat, _written_date, parsedate_to_datetime):
        try:
            date = read(text)
            zoned = date if date.tzinfo else date.replace(tzinfo=UTC)
            return zoned.astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _of_whole_day(time: re.Match[str]) -> str:
    """Return a time with a.m. or p.m. as one of 24 hours."""
    hour = int(time["hour"]) % 12 + 12 * (time["half"].lower() == "p")
    return f"{hour:02}:{time['minute'] or '00'}{time['second'] or ''}"


def _offset(zone: re.Match[str]) -> str:
    """Return the name of a zone as its distance from UTC; as it stands if we do not know it."""
    hours = _ZONES.get(zone["name"].upper())
    return zone[0] if hours is None else f" {hours:+03}00"


def _written_date(text: str) -> datetime:
    """Return the date that `text` spells out; raise ValueError when it is none."""
    for pattern in _DATES:
        if match := pattern.fullmatch(text):
            month = match["month"]
            number = int(month) if month.isdigit() else _NUMBERS.get(month[:3].casefold(), 0)
            hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
            zone = datetime.strptime(match["zone"], "%z").tzinfo if match["zone"] else UTC
            year, day = int(match["year"]), int(match["day"])
            return datetime(year, number, day, hour, minute, second, tzinfo=zone)
    raise ValueError(text)
