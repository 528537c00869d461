"""Dates: days, months, years and ranges of them, as German and English texts write them.

Entities are named by their ISO 8601 value, without a year as in `--09-10`; a range is `A/B`:

    6. Januar 2016, January 6, 2016, 06.01.2016, 2016-01-06   2016-01-06
    5 Sep, Sept. 5, am 5.9.                                   --09-05
    September 2023, im Jahr 2016                              2023-09, 2016
    im September, in late September                           --09
    10. bis 13. September, Sept. 10–13                        --09-10/--09-13
    zwischen dem 3. und 5. Mai, between 3 and 5 May           --05-03/--05-05
    30. August bis 2. September 2023                          2023-08-30/2023-09-02
    Januar bis März 2016, from 2016 to 2020                   2016-01/2016-03, 2016/2020
    drittes Quartal 2023, the first half of 2022              2023-07/2023-09, 2022-01/2022-06
    Saison 2019/20, the 2018-19 season                        2019/2020, 2018/2019
    1990er Jahre, the 1990s, the 90s                          199X (ISO 8601-2)
    19. Jahrhundert, the 19th century                         18XX

The rest is told only by the day on which the text was published, here 5 September 2023, a Tuesday,
and marked only where that is known. Days and months without a year are then of the nearest one:

    5. September, im Oktober, in November last year           2023-09-05, 2023-10, 2022-11
    gestern, heute Morgen, tomorrow, last night               2023-09-04 …
    am Montag, on Friday                                      2023-09-04, 2023-09-01
    wird am Freitag …, kommenden Freitag, will … on Friday    2023-09-08
    vor drei Tagen, three days ago                            2023-09-02
    vor zwei Wochen, last week                                2023-W34, 2023-W35
    am Wochenende, last weekend                               2023-09-02/2023-09-03
    letzten Monat, vor einem Jahr, next year                  2023-08, 2022, 2024

A weekday before a date and a preposition are not part of a mention, and a month on its own is
none. A year counts only after a word that announces one. Days that no calendar has are no dates, and
neither is what says only roughly when (`about ten years ago`) or how often (`on Mondays`).
`1/6/2016` means two days, one on either side of the Atlantic, and is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from library.entities.calendar import Span
from library.entities.relative import find_relative
from library.entities.written import Text, find_written
from library.language import base_of
from library.models import Entity, EntityKind, Mention

_ZONES: Final = {"de": "Europe/Berlin"}
_SPACES: Final = str.maketrans("\xa0\u2009\u202f", "   ")
_BEFORE_DATE: Final = re.compile(r",? \(?(?:de[nm] |the )?")


def find_dates(
    text: str, language: str | None = None, published: datetime | None = None
) -> Iterator[Mention]:
    """Yield the dates in `text` in order, as mentions of block 0.

    Offsets count code points of `text` from 0. In an English text `April 6` is a day; elsewhere
    the names that German shares make days only before a number that a year follows. `published` is
    when the text was (aware); its day is today: that of Berlin where the text is German, for an hour
    or two after midnight there it is yesterday still in UTC. Takes time in proportion.
    """
    base = base_of(language)
    known = Text(text.translate(_SPACES), base == "en", _today(published, base))
    written = list(find_written(known))
    spans = [*written, *_apart(find_relative(known, base), written, known.text)]
    for span in sorted(spans):
        if span.value:
            entity = Entity(EntityKind.DATE, span.value, f"date/{span.value}")
            yield Mention(entity, 0, span.start, span.end)


def _today(published: datetime | None, language: str) -> date | None:
    """Return the day on which a text was published, where its language is spoken if that is one place."""
    if published is None:
        return None
    zone = _zone(language)
    try:
        return published.astimezone(zone).date() if zone else published.date()
    except OverflowError:  # at an end of the calendar
        return published.date()


@cache
def _zone(language: str) -> ZoneInfo | None:
    """Return the zone of a language; None where it has many, or the system knows no zones."""
    try:
        return ZoneInfo(_ZONES[language]) if language in _ZONES else None
    except (OSError, ValueError, ZoneInfoNotFoundError):
        return None


def _apart(found: Iterator[Span], written: list[Span], text: str) -> Iterator[Span]:
    """Yield those of `found` that neither overlap `written` nor stand right before one of them."""
    starts = [span.start for span in written]
    for span in found:
        place = bisect(starts, span.start)
        if place and written[place - 1].end > span.start:
            continue
        if place < len(starts) and (
            starts[place] < span.end or _BEFORE_DATE.fullmatch(text, span.end, starts[place])
        ):
            continue
        yield span
