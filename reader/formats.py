"""How dates, counts and lengths are written for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import Final

from rich.cells import cell_len, set_cell_size

from library import (
    N_,
    EntityKind,
    Grouping,
    Headline,
    Known,
    Label,
    LibraryError,
    _,
    clean_line,
    grouped,
    language_in_use,
    ngettext,
)
from reader.signs import sign

_MONTHS: Final = [
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
]
MONTH_NAMES: Final = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
"""The months, in full; to be translated where they are shown."""
_WEEKDAYS: Final = [
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
]
_SHORT: Final = {"de": 2}
"""Letters of weekdays in short, where they are not three."""
_NAMED: Final = re.compile("%[aAbB%]")
"""Codes of names in a pattern for dates, and what only looks like the beginning of one."""
_NEAR_DAYS: Final = {1: N_("Tomorrow"), 0: N_("Today"), -1: N_("Yesterday")}
_WORDS_A_MINUTE: Final = 220


KINDS: Final = {
    EntityKind.PERSON: N_("People"),
    EntityKind.PLACE: N_("Places"),
    EntityKind.ORGANISATION: N_("Organisations"),
    EntityKind.OTHER: N_("Other names"),
    EntityKind.DATE: N_("Dates"),
    EntityKind.HANDLE: N_("Handles"),
}
"""What all entities of a kind are called together; to be translated where it is shown."""

KINDS_WITHIN: Final = {
    EntityKind.PERSON: N_("people"),
    EntityKind.PLACE: N_("places"),
    EntityKind.ORGANISATION: N_("organisations"),
    EntityKind.OTHER: N_("other names"),
    EntityKind.DATE: N_("dates"),
    EntityKind.HANDLE: N_("handles"),
}
"""The same within a sentence."""

KIND_NAMES: Final = {
    EntityKind.PERSON: N_("person"),
    EntityKind.PLACE: N_("place"),
    EntityKind.ORGANISATION: N_("organisation"),
    EntityKind.OTHER: N_("other name"),
    EntityKind.DATE: N_("date"),
    EntityKind.HANDLE: N_("handle"),
}
"""What an entity of a kind is; to be translated where it is shown."""


class _Local(tzinfo):
    """Where the system is, with summer and winter time as they were at each moment."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """Return how far the clock there is ahead."""
        return None if moment is None else _here(moment).utcoffset()

    def dst(self, moment: datetime | None) -> timedelta | None:  # noqa: ARG002
        """Return that it is not known how much of that is summer time."""
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        """Return what the time there is called."""
        return None if moment is None else _here(moment).tzname()

    def fromutc(self, moment: datetime) -> datetime:
        """Return the time there at a moment in UTC."""
        try:
            return moment.replace(tzinfo=UTC).astimezone().replace(tzinfo=self)
        except (
            OverflowError,
            ValueError,
            OSError,
        ):  # at the ends of the calendar, where it is no other day
            return moment


def _here(moment: datetime) -> datetime:
    """Return a moment that the clock here shows, with what it is ahead; at the ends of the calendar, UTC."""
    moment = moment.replace(tzinfo=None)
    try:
        return moment.astimezone()
    except (OverflowError, ValueError, OSError):
        return moment.replace(tzinfo=UTC)


_LOCAL: Final = _Local()


def local_now() -> datetime:
    """Return the present time where the system is; what is told by it keeps to summer and winter time."""
    return datetime.now(_LOCAL)


class _Chosen:
    """How days are to be written."""

    dates: str = "short"


def use_dates(dates: str) -> None:
    """Write days from now on as `reader.config.Config.dates` says."""
    _Chosen.dates = dates


def short_date(moment: datetime, now: datetime) -> str:
    """Return the day of `moment`, without the year when it is that of `now`."""
    local = _local(moment, now)
    if _Chosen.dates != "short":
        return _patterned(local)
    return _day(local, with_year=local.year != now.year)


def long_date(moment: datetime, now: datetime) -> str:
    """Return day, month and year of `moment` where `now` is."""
    local = _local(moment, now)
    if _Chosen.dates != "short":
        return _patterned(local)
    return _day(local, with_year=True)


def local_day(moment: datetime, now: datetime) -> date:
    """Return the day of `moment` where `now` is."""
    return _local(moment, now).date()


def _day(day: date, *, with_year: bool) -> str:
    """Return a day as the chosen language writes it."""
    pattern = _("{day} {month} {year}") if with_year else _("{day} {month}")
    return pattern.format(day=day.day, month=_(_MONTHS[day.month - 1]), year=day.year)


def date_width() -> int:
    """Return how many cells the longest short or long date of the chosen language takes."""
    return _longest_date(language_in_use(), _Chosen.dates)


@cache
def _longest_date(language: str, dates: str) -> int:  # noqa: ARG001 - in which it is asked
    if dates == "short":
        return max(cell_len(_day(date(2000, month, 28), with_year=True)) for month in range(1, 13))
    # The days of a year from the 20th of each month on have every weekday and only two digits.
    days = (
        datetime(2000, month, 20 + day, 20, 50, tzinfo=UTC)
        for month in range(1, 13)
        for day in range(7)
    )
    return max(cell_len(_patterned(day)) for day in days)


def _patterned(local: datetime) -> str:
    """Return a day as the person wants days to be written."""
    if _Chosen.dates == "iso":
        return f"{local.year:04}-{local.month:02}-{local.day:02}"
    names = {
        "%A": _(_WEEKDAYS[local.weekday()]),
        "%a": _(_WEEKDAYS[local.weekday()])[: _SHORT.get(language_in_use(), 3)],
        "%B": _(MONTH_NAMES[local.month - 1]),
        "%b": _(_MONTHS[local.month - 1]),
    }
    # Python has them in the language of the system alone.
    pattern = _NAMED.sub(lambda code: names.get(code[0], code[0]), _Chosen.dates)
    return clean_line(local.strftime(pattern))


def _local(moment: datetime, now: datetime) -> datetime:
    """Return `moment` where `now` is. Midnight in UTC is a day without a time, the same everywhere."""
    return moment if moment.time() == time.min else moment.astimezone(now.tzinfo)


_NOTHING: Final = {
    **dict.fromkeys(Grouping, N_("No source")),
    Grouping.FEED: N_("From no feed"),
    Grouping.FOLDER: N_("In no folder"),
}
"""What those are called that have nothing to be grouped by."""


def group_name(label: Label, grouping: Grouping, today: date) -> str:
    """Return what a group of articles is called: a day as it is from `today`, a publication, a feed."""
    if not isinstance(label, date):
        return _(_NOTHING[grouping]) if label is None else clean_line(label)
    ahead = (label - today).days
    if ahead in _NEAR_DAYS:
        return _(_NEAR_DAYS[ahead])
    weekday = _(_WEEKDAYS[label.weekday()])
    if -7 < ahead < 0:
        return weekday
    day = _day(label, with_year=label.year != today.year)
    return _("{weekday}, {date}").format(weekday=weekday, date=day)


def group_size(articles: int, unread: int) -> str:
    """Return how many articles a group has, and how many of them are unread."""
    number = articles_told(articles)
    told = _("{count} unread").format(count=count(unread))
    return f"{number}{sign(' · ')}{told}" if unread else number


def articles_told(number: int) -> str:
    """Return a number of articles in words."""
    return ngettext("{count} article", "{count} articles", number).format(count=count(number))


def called(known: Known) -> str:
    """Return what an entity is called; a date of no year as it is written, for its name is a code."""
    name = known.entity.name
    is_code = known.entity.kind is EntityKind.DATE and name.startswith("-")
    return clean_line(known.aliases[0] if is_code and known.aliases else name)


def tags_told(tags: Sequence[str]) -> str:
    """Return tags as they stand beside other things, each behind its sign."""
    return " ".join(f"#{clean_line(tag)}" for tag in tags)


def labels_told(headline: Headline) -> str:
    """Return the signs of what a person put on an article: of a note, and its tags."""
    return " ".join(
        filter(None, (sign("✎") if headline.is_noted else "", tags_told(headline.tags)))
    )


def reading_time(words: int) -> str:
    """Return how long it takes to read so many words, in whole minutes."""
    return _("{count} min").format(count=max(1, round(words / _WORDS_A_MINUTE)))


def count(number: int) -> str:
    """Return `number` with its thousands parted."""
    return grouped(number)


def shorten(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, with an ellipsis where something is cut off."""
    # No more than this can be shown, whatever the title; measuring takes time by its length.
    text = text[: 8 * max(0, width) + 8]
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + sign("…") if width > 0 else ""


def padded(text: str, width: int) -> str:
    """Return `text` with blanks behind it up to `width` cells."""
    return text + " " * max(0, width - cell_len(text))


def did_you_mean(names: Iterable[str]) -> str:
    """Return the question whether one of some names was meant."""
    quoted = (_("“{name}”").format(name=name) for name in names)
    return _("Did you mean {names}?").format(names=_(" or ").join(quoted))


def sentence(text: str) -> str:
    """Return `text` with a full stop, unless it ends otherwise."""
    return text if text.endswith(("?", "!")) else f"{text.rstrip('.')}."


def complaint(error: LibraryError) -> str:
    """Return what went wrong and what to do about it, safe to show."""
    remedy = _(error.remedy) if error.remedy else ""
    return clean_line(f"{sentence(str(error))} {remedy}").rstrip()
