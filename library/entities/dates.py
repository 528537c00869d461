"""Dates: days, months, years and ranges of them, as German and English texts write them.

Entities are named by their ISO 8601 value, without a year as in `--09-10`; a range is `A/B`:

    6. Januar 2016, January 6, 2016, 06.01.2016, 2016-01-06   2016-01-06
    5 Sep, Sept. 5                                            --09-05
    September 2023, im Jahr 2016                              2023-09, 2016
    10. bis 13. September, Sept. 10–13                        --09-10/--09-13
    30. August bis 2. September 2023                          2023-08-30/2023-09-02
    Januar bis März 2016, from 2016 to 2020                   2016-01/2016-03, 2016/2020

A weekday before a date and a preposition are not part of the mention, and a month on its own is
none. A year counts only after a word that announces one. Days that no calendar has are no dates.
`1/6/2016` means two days, one on either side of the Atlantic, and is left alone.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from library.models import Entity, EntityKind, Mention

_NAMES: Final = (
    "January Januar Jänner Jan",
    "February Februar Feber Febr Feb",
    "March März Maerz Mrz Mär Mar",
    "April Apr",
    "May Mai",
    "June Juni Jun",
    "July Juli Jul",
    "August Aug",
    "September Sept Sep",
    "October Oktober Oct Okt",
    "November Nov",
    "December Dezember Dec Dez",
)
"""Names of the months and their short forms, January first; before its short forms the long one."""

_MONTHS: Final = {
    name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()
}
_SHARED: Final = frozenset(("April", "August", "September", "November"))
"""Names that are the same in German; after them a number need not be a day."""

_TAILS: Final = frozenset(name[-3:] for name in _MONTHS)

_MONTH: Final = "(?:" + "|".join(rf"{n}\b\.?" if len(n) < 5 else rf"{n}\b" for n in _MONTHS) + ")"
_DAY: Final = r"[0-9]{1,2}"
_YEAR: Final = r"[12][0-9]{3}\b"
_TO: Final = r"(?: (?:bis(?: zum)?|to|until|through) | ?[-–/] ?)"
_END: Final = r"(?![\w%]|[.,:/][0-9]|[-–]\w| ?%| (?:percent|per cent|Prozent)\b)"

_NUMERIC: Final = re.compile(
    r"(?:(?P<y1>[12][0-9]{3})-(?P<m1>[0-9]{2})-(?P<d1>[0-9]{2})(?=T[0-9]|\b)(?!-)"
    r"|(?P<d2>[0-9]{1,2})\. ?(?P<m2>[0-9]{1,2})\. ?(?P<y2>[12][0-9]{3})\b(?!\.[0-9]))"
)
_DAY_FIRST: Final = re.compile(
    rf"(?P<d1>{_DAY})(?:\.|st|nd|rd|th)?(?: (?:of )?(?P<m1>{_MONTH})(?:,? (?P<y1>{_YEAR}))?)?"
    rf"(?:{_TO}(?P<d2>{_DAY})(?:\.|st|nd|rd|th)? (?:of )?(?P<m2>{_MONTH})(?:,? (?P<y2>{_YEAR}))?)?"
    rf"{_END}"
)
_MONTH_FIRST: Final = re.compile(
    rf"(?P<m1>{_MONTH}) (?P<d1>{_DAY})(?:st|nd|rd|th)?(?:, ?(?P<y1>{_YEAR})| (?P<y0>{_YEAR}))?"
    rf"(?:{_TO}(?:(?P<m2>{_MONTH}) )?(?P<d2>{_DAY})(?:st|nd|rd|th)?(?:,? (?P<y2>{_YEAR}))?)?{_END}"
)
_MONTH_YEAR: Final = re.compile(
    rf"(?P<m1>{_MONTH})(?:,? (?P<y1>{_YEAR}))?(?:{_TO}(?P<m2>{_MONTH}),? (?P<y2>{_YEAR}))?{_END}"
)
_YEARS: Final = re.compile(rf"(?P<y1>{_YEAR})(?:{_TO}(?P<y2>{_YEAR}))?{_END}")
_BETWEEN: Final = re.compile(rf"(?P<y1>{_YEAR}) (?:and|und) (?P<y2>{_YEAR}){_END}")

_DIGITS: Final = re.compile(r"(?<!\w)(?<![0-9][.,:/–-])[0-9]{1,4}(?![0-9])")
_WINDOW: Final = 40
"""Code points before a number in which a month or an announcing word is looked for."""
_LEAD: Final = re.compile(rf"\b(?:{_MONTH}{_TO})?{_MONTH},? $")
_ANNOUNCED: Final = re.compile(
    r"\b(?:(?P<sure>Jahr(?:e|es|en)?|year|Anfang|Mitte|Ende|[Ee]arly|[Ll]ate|Frühjahr|Frühling"
    r"|Sommer|Herbst|Winter|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)"
    r"|(?P<likely>[Ii]n|[Ss]eit|[Ss]ince|[Bb]is|[Bb]y|[Uu]ntil)"
    r"|[Vv]on|[Ff]rom|(?P<between>[Bb]etween|[Zz]wischen)) $"
)
_NOUN: Final = re.compile(r" [A-ZÄÖÜ€$]")


class _Span(NamedTuple):
    """What reads like a date in a text."""

    start: int
    """First code point."""
    end: int
    """One past the last."""
    value: str
    """ISO 8601 value; empty if no calendar has the date."""


def find_dates(
    text: str, language: str | None = None, published: datetime | None = None
) -> Iterator[Mention]:
    """Yield the dates in `text` in order, as mentions of block 0.

    Offsets count code points of `text` from 0. In an English text `April 6` is a day; elsewhere
    the names that German shares make days only before a number that a year follows. `published` is
    when the text was (aware).
    """
    del published
    text = text.replace("\xa0", " ")
    english = (language or "").lower().startswith("en")
    end = 0
    # Every date has a digit in it, so looking around digits alone spares most of a text.
    for digits in _DIGITS.finditer(text):
        if digits.start() < end:
            continue
        span = _date_at(text, digits.start(), end, english)
        end = span.end if span else end
        if span and span.value:
            entity = Entity(EntityKind.DATE, span.value, f"date/{span.value}")
            yield Mention(entity, 0, span.start, span.end)


def _date_at(text: str, digits: int, floor: int, english: bool) -> _Span | None:
    """Return the date that the number at `digits` belongs to; it begins at `floor` or later."""
    window = max(floor, digits - _WINDOW)
    # The search is dear, and few numbers follow a word that ends like a month.
    if text[window:digits].rstrip(" ,.")[-3:] in _TAILS:
        lead = _LEAD.search(text, window, digits)
        if lead:
            return _month_first(text, lead.start(), english)
    return (
        _numeric(text, digits) or _day_first(text, digits, english) or _years(text, digits, window)
    )


def _numeric(text: str, start: int) -> _Span | None:
    """Return the date written all in digits at `start`: 2016-01-06, 06.01.2016, 6. 1. 2016."""
    match = _NUMERIC.match(text, start)
    if not match:
        return None
    year, month, day = (int(match[f"{part}1"] or match[f"{part}2"]) for part in "ymd")
    return _span(match, _day(year, month, day))


def _day_first(text: str, start: int, english: bool) -> _Span | None:
    """Return the date at `start` that begins with a day: 6. Januar 2016, 10. bis 13. September."""
    match = _DAY_FIRST.match(text, start)
    if not match or not (match["m1"] or match["m2"]):
        return None
    # Jan is a given name too: `3. Jan Becker` is a line of results.
    if not english and match["m1"] == "Jan" and not (match["y1"] or match["d2"]):
        return None
    return _span(match, _days(match, match["y1"]))


def _month_first(text: str, start: int, english: bool) -> _Span | None:
    """Return the date at `start` that begins with a month: January 6, 2016, September 2023."""
    match = _MONTH_FIRST.match(text, start)
    if match:
        year = match["y1"] or match["y0"]
        if english or year or match["y2"] or match["m1"] not in _SHARED:
            return _span(match, _days(match, year))
        return None
    match = _MONTH_YEAR.match(text, start)
    if not match:
        return None
    first_year, last = match["y1"] or match["y2"], _number(match["m2"])
    if not first_year:
        return None
    ends = [f"{first_year}-{_number(match['m1']):02}"]
    ends += [f"{match['y2']}-{last:02}"] if last else []
    return _span(match, "/".join(ends) if ends == sorted(set(ends)) else "")


def _years(text: str, start: int, window: int) -> _Span | None:
    """Return the year at `start`, or the years from one to another, if the word before says so."""
    announced = _ANNOUNCED.search(text, window, start)
    match = announced and (_BETWEEN if announced["between"] else _YEARS).match(text, start)
    if not announced or not match:
        return None
    first, last = match["y1"], match["y2"]
    if last:
        return _span(match, f"{first}/{last}" if "1900" <= first < last < "2100" else "")
    # `in 2000 cases`, `bis 1950 Euro`: numbers as well as years.
    likely = (
        "1900" < first < "2100" and not first.endswith("00") and not _NOUN.match(text, match.end())
    )
    sure = announced["sure"] or (announced["likely"] and likely)
    return _span(match, first) if sure else None


def _days(match: re.Match[str], year: str | None) -> str:
    """Return the value of a day, or of the days from one to another; empty if there is none."""
    month = _number(match["m1"] or match["m2"])
    day, last_day = int(match["d1"]), int(match["d2"] or 0)
    if not last_day:
        return _day(int(year or 0), month, day)
    last_month = _number(match["m2"]) or month
    last_year = int(match["y2"] or year or 0)
    wraps = (month, day) > (last_month, last_day)
    first_year = int(year or 0) or last_year - (wraps and last_year > 0)
    first, last = _day(first_year, month, day), _day(last_year, last_month, last_day)
    if not first or not last or (wraps and (month == last_month or first_year == last_year > 0)):
        return ""
    return f"{first}/{last}"


def _day(year: int, month: int, day: int) -> str:
    """Return the ISO 8601 value of a day, without a year if that is 0; empty if there is no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year or 2000, month)[1]:
        return ""
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


def _number(month: str | None) -> int:
    """Return the number of `month`, however it is written, or 0 for None."""
    return _MONTHS[month.rstrip(".")] if month else 0


def _span(match: re.Match[str], value: str) -> _Span:
    """Return the span of `match`, which reads like the date `value`, without a closing full stop."""
    return _Span(match.start(), match.end() - match[0].endswith("."), value)
