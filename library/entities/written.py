"""Dates that are written with a number in them: days, months with a year, years, and ranges of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from library.daynames import MONTH, MONTHS
from library.entities.calendar import (
    SHARED,
    Span,
    day_value,
    month_number,
    month_value,
    nearest_year,
    year_value,
)
from library.entities.years import years_at

_TAILS: Final = frozenset(name[-3:] for name in MONTHS)

_DAY: Final = r"[0-9]{1,2}"
_YEAR: Final = r"[12][0-9]{3}\b"
_TO: Final = r"(?: (?:bis(?: zum)?|to|until|through) | ?[-–/] ?)"
_END: Final = r"(?![\w%]|[.,:/][0-9]|[-–]\w| ?%| (?:percent|per cent|Prozent)\b)"
_NTH: Final = r"(?:st|nd|rd|th)"
_GAP: Final = r"(?: |(?<=\.))"

_NUMERIC: Final = re.compile(
    r"(?P<y1>[12][0-9]{3})-(?P<m1>[0-9]{2})-(?P<d1>[0-9]{2})(?=T[0-9]|\b)(?!-)"
    r"|(?P<d2>[0-9]{1,2})\. ?(?P<m2>[0-9]{1,2})\. ?(?P<y2>[12][0-9]{3})\b(?!\.[0-9])"
    r"|(?P<y3>[12][0-9]{3})/(?P<m3>[0-9]{2})/(?P<d3>[0-9]{2})\b(?!/)"
)
_SLASHED: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([12][0-9]{3})\b(?![/-])")
_SHORT: Final = re.compile(
    r"(?P<d>[0-9]{1,2})\. ?(?P<m>[0-9]{1,2})\.(?:(?P<y>[0-9]{2})\b)?(?![0-9.]|\w)"
)
_SHORT_LEAD: Final = re.compile(r"\b(?:[Aa]m|[Vv]om|[Zz]um|[Bb]is|[Ss]eit|[Aa]b|de[nm]) $")
_DAY_FIRST: Final = re.compile(
    rf"(?P<d1>{_DAY})(?:\.|{_NTH})?(?:{_GAP}(?:of )?(?P<m1>{MONTH})(?:,? (?P<y1>{_YEAR}))?)?"
    rf"(?:{_TO}(?P<d2>{_DAY})(?:\.|{_NTH})?{_GAP}(?:of )?(?P<m2>{MONTH})(?:,? (?P<y2>{_YEAR}))?)?"
    rf"{_END}"
)
_PAIR: Final = re.compile(
    rf"(?P<d1>{_DAY})(?:\.|{_NTH})?(?: and (?:the )?| und (?:dem )?)(?P<d2>{_DAY})(?:\.|{_NTH})?"
    rf"{_GAP}(?:of )?(?P<m1>)(?P<m2>{MONTH})(?:,? (?P<y2>{_YEAR}))?(?P<y1>){_END}"
)
_PAIR_LEAD: Final = re.compile(r"\b(?:[Bb]etween|[Zz]wischen)(?: the| dem)? $")
_MONTH_FIRST: Final = re.compile(
    rf"(?P<m1>{MONTH}) (?P<d1>{_DAY}){_NTH}?(?:, ?(?P<y1>{_YEAR})| (?P<y0>{_YEAR}))?"
    rf"(?:{_TO}(?:(?P<m2>{MONTH}) )?(?P<d2>{_DAY}){_NTH}?(?:,? (?P<y2>{_YEAR}))?)?{_END}"
)
_MONTH_YEAR: Final = re.compile(
    rf"(?P<m1>{MONTH})(?:,? (?P<y1>{_YEAR}))?(?:{_TO}(?P<m2>{MONTH}),? (?P<y2>{_YEAR}))?{_END}"
)

_DIGITS: Final = re.compile(r"(?<!\w)(?<![0-9][.,:/–-])[0-9]{1,4}(?![0-9])")
_WINDOW: Final = 40
"""Code points before a number in which a month or an announcing word is looked for."""
_LEAD: Final = re.compile(rf"\b(?:{MONTH}{_TO})?{MONTH},? $")
OF_YEAR: Final = re.compile(
    r" (?:des )?(?:(?P<before>vergangenen|letzten|vorigen)|(?P<after>nächsten|kommenden)"
    r"|(?:dieses|laufenden)) Jahres\b"
    r"|,? (?:of )?(?:(?P<last>last)|(?P<next>next)|this) year\b"
)
"""What says of which year, as seen from the text, the month before it is."""


class Text(NamedTuple):
    """A text, and what has to be known of it."""

    text: str
    """Its code points, every space a plain one."""
    english: bool
    """Whether it is known to be English."""
    today: date | None
    """The day on which it was published."""


def find_written(text: Text) -> Iterator[Span]:
    """Yield what reads like a date with a number in it, in order; some have no value."""
    end = 0
    # Every such date has a digit in it, so looking around digits alone spares most of a text.
    for digits in _DIGITS.finditer(text.text):
        if digits.start() < end:
            continue
        span = _date_at(text, digits.start(), end)
        if span:
            end = span.end
            yield span


def year_after(text: Text, end: int) -> tuple[int, int]:
    """Return the year that words at `end` tell (`last year`), and where they end; else 0 and `end`."""
    match = OF_YEAR.match(text.text, end) if text.today else None
    if not match or not text.today:
        return 0, end
    back, ahead = match["before"] or match["last"], match["after"] or match["next"]
    year = text.today.year - bool(back) + bool(ahead)
    return (year, match.end()) if year_value(year) else (0, end)


def _date_at(text: Text, digits: int, floor: int) -> Span | None:
    """Return the date that the number at `digits` belongs to; it begins at `floor` or later."""
    window = max(floor, digits - _WINDOW)
    # The search is dear, and few numbers follow a word that ends like a month.
    if text.text[window:digits].rstrip(" ,.")[-3:] in _TAILS:
        lead = _LEAD.search(text.text, window, digits)
        if lead:
            return _month_first(text, lead.start())
    return (
        _numeric(text.text, digits)
        or _short(text, digits, window)
        or _pair(text, digits, window)
        or _day_first(text, digits)
        or years_at(text.text, digits, window)
    )


def _numeric(text: str, start: int) -> Span | None:
    """Return the date written all in digits at `start`: 2016-01-06, 06.01.2016, 25/12/2016."""
    match = _NUMERIC.match(text, start)
    if match:
        parts = (match[f"{part}1"] or match[f"{part}2"] or match[f"{part}3"] for part in "ymd")
        return _span(match, day_value(*map(int, parts)))
    match = _SLASHED.match(text, start)
    if match:
        one, other, year = map(int, match.groups())
        # Which of them is the month is told only by a number that no month has.
        if (one > 12) != (other > 12):
            return _span(match, day_value(year, min(one, other), max(one, other)))
        return Span(start, match.end(), day_value(year, one, other) if one == other else "")
    return None


def _short(text: Text, start: int, window: int) -> Span | None:
    """Return the date at `start` that has no year or half of one: am 30.9., 06.01.16."""
    match = _SHORT.match(text.text, start)
    if not match:
        return None
    announced = _SHORT_LEAD.search(text.text, window, start)
    padded = match["y"] and len(match["d"]) == len(match["m"]) == 2
    if not announced and not (padded and "ersion" not in text.text[window:start]):
        return None
    day, month = int(match["d"]), int(match["m"])
    year = _whole_year(int(match["y"])) if match["y"] else nearest_year(month, day, text.today)
    return Span(start, match.end(), day_value(year, month, day))


def _whole_year(short: int) -> int:
    """Return the year that two digits stand for, between 1970 and 2069."""
    return short + (1900 if short >= 70 else 2000)


def _pair(text: Text, start: int, window: int) -> Span | None:
    """Return the days at `start` that are named by two numbers: 9. und 10. Mai, between 3 and 5 May."""
    match = _PAIR.match(text.text, start)
    if not match:
        return None
    # Others are days on their own, and the second alone says of which month it is.
    follow = int(match["d2"]) == int(match["d1"]) + 1
    if not follow and not _PAIR_LEAD.search(text.text, window, start):
        return None
    return _days(match, None, text)


def _day_first(text: Text, start: int) -> Span | None:
    """Return the date at `start` that begins with a day: 6. Januar 2016, 10. bis 13. September."""
    match = _DAY_FIRST.match(text.text, start)
    if not match or not (match["m1"] or match["m2"]):
        return None
    # Jan is a given name too: `3. Jan Becker` is a line of results.
    if not text.english and match["m1"] == "Jan" and not (match["y1"] or match["d2"]):
        return None
    return _days(match, match["y1"], text)


def _month_first(text: Text, start: int) -> Span | None:
    """Return the date at `start` that begins with a month: January 6, 2016, September 2023."""
    match = _MONTH_FIRST.match(text.text, start)
    if match:
        year = match["y1"] or match["y0"]
        if text.english or year or match["y2"] or match["m1"] not in SHARED:
            return _days(match, year, text)
        return None
    match = _MONTH_YEAR.match(text.text, start)
    if not match:
        return None
    first_year, last = match["y1"] or match["y2"], month_number(match["m2"])
    if not first_year:
        return None
    ends = [month_value(int(first_year), month_number(match["m1"]))]
    ends += [month_value(int(match["y2"]), last)] if last else []
    return _span(match, "/".join(ends) if ends == sorted(set(ends)) else "")


def _days(match: re.Match[str], written: str | None, text: Text) -> Span:
    """Return the span of a day, or of the days from one to another, whose first year is `written`."""
    month = month_number(match["m1"] or match["m2"])
    day, last_day = int(match["d1"]), int(match["d2"] or 0)
    year, last_year, end = int(written or 0), int(match["y2"] or 0), match.end()
    if not year and not last_year:
        last_year, end = year_after(text, end)
        if not last_year:
            year = nearest_year(month, day, text.today)
    if not last_day:
        return _ended(match, end, day_value(year or last_year, month, day))
    last_month = month_number(match["m2"]) or month
    wraps = (month, day) > (last_month, last_day)
    if not written and not last_year and year:
        last_year = year + wraps
    year = year or last_year - (wraps and last_year > 0)
    last_year = last_year or year
    first, last = day_value(year, month, day), day_value(last_year, last_month, last_day)
    if wraps and (month == last_month or year == last_year > 0):
        first = ""
    return _ended(match, end, f"{first}/{last}" if first and last else "")


def _ended(match: re.Match[str], end: int, value: str) -> Span:
    """Return the span of `match`, which words up to `end` may follow."""
    return Span(match.start(), end, value) if end > match.end() else _span(match, value)


def _span(match: re.Match[str], value: str) -> Span:
    """Return the span of `match`, which reads like the date `value`, without a closing full stop."""
    return Span(match.start(), match.end() - match[0].endswith("."), value)
