"""Dates that are told from the day of publishing: weekdays, yesterday, last week, three days ago.

A weekday is the nearest within six days, the past one unless a word beside it (`kommenden`, `next`)
or the verb of its clause looks ahead (`wird`, `will`). `phrases` has the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from library.daynames import MONTHS, WEEKDAYS
from library.entities.calendar import (
    Span,
    month_value,
    nearest_year_of,
    shifted,
    weekday_in_week,
)
from library.entities.phrases import DAYS, ENGLISH, GERMAN, NUMBERS, UNITS, Words
from library.entities.written import Text, year_after

_LANGUAGES: Final = {"de": (GERMAN,), "en": (ENGLISH,), "": (GERMAN, ENGLISH)}

_LOOK: Final = 24
"""Code points before a phrase in which is looked for what bears on it."""
_CLAUSE: Final = 90
"""Code points on either side of a phrase in which is looked for the verb."""
_MOST: Final = 100
"""Days, weeks, months or years beyond which nobody counts them from today."""
_CLAUSE_END: Final = re.compile(r"[.!?;:,–—()\n„“”»«\"]")
_OPENS: Final = re.compile(r"[.!?:…–—\n„“”»«\"][\"'“”»«’)]*[ \"'„“”‚‘»«(]*$")
_QUOTES: Final = frozenset("\"'„“”‚‘’»«")
_NO_DAY_BEFORE: Final = re.compile(r"(?:tag|woch|abend|[Hh]eute|[Gg]estern|[Gg]uten|jeden) $")
_NO_DAY_AFTER: Final = re.compile(r" (?:vor (?:eine[mr]|\w+) (?:Tag|Woche|Monat|Jahr)|programme\b)")
_NO_MORNING: Final = re.compile(r" (?!für\b|nach\b|danach\b)[a-zäöü]")
_NUMBER: Final = re.compile(r",? ?[0-9]")
_PEOPLE: Final = frozenset(("April", "May", "June", "August"))
"""Months that are called like people; of those less stands for a month."""


def find_relative(text: Text, language: str) -> Iterator[Span]:
    """Yield the dates in a text that have no number, in order and not overlapping.

    `language` is an ISO 639-1 code, or empty if it is not known; others than German and English
    have no words here.
    """
    found = [
        span
        for words in _LANGUAGES.get(language, ())
        for match in words.phrase.finditer(text.text)
        if (span := _read(match, text, words)) and span.value
    ]
    end = 0
    for span in sorted(found):
        if span.start >= end:
            end = span.end
            yield span


def _read(match: re.Match[str], text: Text, words: Words) -> Span | None:
    """Return the date that a phrase means, or None."""
    if match["month"]:
        return _month(match, text, words)
    if text.today is None:
        return None
    if match["weekday"]:
        return _weekday(match, text, words, text.today)
    if match["day"]:
        return _day(match, text.text, text.today)
    if match["unit"]:
        return _unit(match, text.text, words, text.today)
    return _counted(match, text.text, words, text.today)


def _day(match: re.Match[str], text: str, today: date) -> Span | None:
    """Return the day that a word for it means: gestern, the day after tomorrow."""
    word, start, end = match["day"], match.start(), match.end()
    quoted = text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES
    if quoted or _NO_DAY_AFTER.match(text, end):
        return None
    # A capital makes a noun of it, or a name such as USA Today.
    if word[0].isupper() and not _opens(text, start):
        return None
    if word == "Morgen" and not _NO_MORNING.match(text, end):
        return None
    if word == "morgen" and _before(_NO_DAY_BEFORE, text, start):
        return None
    return Span(start, end, shifted(today, DAYS[word.lower().removeprefix("the ")], "day"))


def _counted(match: re.Match[str], text: str, words: Words, today: date) -> Span | None:
    """Return what is so many days, weeks, months or years from today: vor drei Tagen, in two weeks."""
    groups = match.groupdict()
    number = (groups.get("back") or groups["number"]).lower()
    count = NUMBERS.get(number) or int(number)
    unit = UNITS[groups.get("ago_of") or groups["of"]]
    if count > _MOST or _before(words.number_not_before, text, match.start()):
        return None
    if match["ago"]:
        return Span(match.start(), match.end(), shifted(today, -count, unit))
    # `in three days` is as often how long something took.
    if not groups.get("time") and not _looks_ahead(match, text, words):
        return None
    return Span(match.start(), match.end(), shifted(today, count, unit))


def _unit(match: re.Match[str], text: str, words: Words, today: date) -> Span | None:
    """Return the week, weekend, month or year that is told by a word beside it: last week."""
    start, end, name = match.start(), match.end(), match["unit"]
    told = match["past"] or match["next"] or match["this"]
    if not told:
        if UNITS.get(name) != "weekend" or not _before(words.weekend_before, text, start):
            return None
        ahead = today.weekday() > 4 or _looks_ahead(match, text, words)
        return Span(start, end, shifted(today, 0 if ahead else -1, "weekend"))
    if told[0].isupper() and not _opens(text, start) and not words.weekday_before:
        return None
    if not match["this"] and _before(words.span_not_before, text, start):
        return None
    if words.span_not_after.match(text, end) and told[0] in "Lln":
        return None
    if name not in UNITS:
        night = name == "night"
        fits = bool(match["past"]) if night else bool(match["this"])
        return Span(start, end, shifted(today, -night, "day")) if fits else None
    count = bool(match["next"]) - bool(match["past"])
    if UNITS[name] == "weekend" and count > 0:
        count = int(today.weekday() > 4)
    return Span(start, end, shifted(today, count, UNITS[name]))


def _weekday(match: re.Match[str], text: Text, words: Words, today: date) -> Span | None:
    """Return the day that a weekday means."""
    start, end, plain = match.start(), match.end(), text.text
    told = match["past"] or match["next"] or match["this"]
    if _before(words.weekday_not_before, plain, start) or words.weekday_not_after.match(plain, end):
        return None
    weekday = WEEKDAYS[match["weekday"]]
    if week := words.week_after.match(plain, end):
        count = bool(week["after"]) - bool(week["before"])
        return Span(start, week.end(), weekday_in_week(today, weekday, count))
    if words.weekday_before and not (
        told or match["part"] or _before(words.weekday_before, plain, start)
    ):
        return None
    ahead = (weekday - today.weekday()) % 7
    if match["past"]:
        days = ahead - 7
    elif match["next"]:
        days = ahead or 7
    elif match["this"] or _looks_ahead(match, plain, words):
        days = ahead
    else:
        days = ahead - 7 if ahead else 0
    return Span(start, end, shifted(today, days, "day"))


def _month(match: re.Match[str], text: Text, words: Words) -> Span | None:
    """Return the month that stands on its own behind a preposition, or the months of a range."""
    start, end, plain = match.start(), match.end(), text.text
    name, today = match["month"], text.today
    month = MONTHS[name]
    if _before(words.range_before, plain, start) and (last := words.month_range.match(plain, end)):
        return Span(start, last.end(), _months(month, MONTHS[last["last"]], today))
    told = match["past"] or match["next"] or match["this"]
    lead = _before(words.month_before, plain, start)
    if not (told or lead) or not _is_month(name, lead, plain, end):
        return None
    year, end = year_after(text, end)
    if not year and today:
        year = nearest_year_of(month, today)
        if match["past"]:
            year = today.year - (month >= today.month)
        elif match["next"]:
            year = today.year + (month <= today.month)
    return Span(start, end, month_value(year, month) if 0 <= year <= 9999 else "")


def _is_month(name: str, lead: re.Match[str] | None, text: str, end: int) -> bool:
    """Tell whether what is called like a month is one, by what stands before and after it."""
    if _NUMBER.match(text, end):
        return False
    return not (name in _PEOPLE and lead and lead.groupdict().get("plain"))


def _months(first: int, last: int, today: date | None) -> str:
    """Return the value of the months from one to another; the first is the nearest to today."""
    year = nearest_year_of(first, today)
    if first == last or (year + (first > last)) > 9999:
        return ""
    after = year + (first > last) if year else 0
    return f"{month_value(year, first)}/{month_value(after, last)}"


def _looks_ahead(match: re.Match[str], text: str, words: Words) -> bool:
    """Tell whether the clause around a phrase looks ahead: by the verb before it, else that after."""
    start, end = match.start(), match.end()
    low, high = max(0, start - _CLAUSE), min(len(text), end + _CLAUSE)
    for stop in _CLAUSE_END.finditer(text, low, start):
        low = stop.end()
    if after := _CLAUSE_END.search(text, end, high):
        high = after.start()
    groups: dict[str, str | None] = {}
    for verb in words.tense.finditer(text, low, start):
        # `will be held on Friday`: what decides is the verb before.
        if not (groups and verb.groupdict().get("participle")):
            groups = verb.groupdict()
    if not groups and (later := words.tense.search(text, end, high)):
        groups = later.groupdict()
    if groups.get("modal") and words.told.search(text, end, high):
        return False
    return bool(groups.get("future") or groups.get("short"))


def _before(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    """Return what `pattern` finds right before `start`."""
    return pattern.search(text, max(0, start - _LOOK), start)


def _opens(text: str, start: int) -> bool:
    """Tell whether a sentence begins at `start`."""
    before = text[max(0, start - _LOOK) : start]
    return not before.strip() or _OPENS.search(before) is not None
