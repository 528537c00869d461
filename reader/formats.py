"""How dates, counts and lengths are written for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from rich.cells import cell_len, set_cell_size

from library import N_, EntityKind, Headline, Label, LibraryError, _, clean_line, grouped
from reader.signs import sign

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
_WEEKDAYS: Final = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
]
_NEAR_DAYS: Final = {1: "Tomorrow", 0: "Today", -1: "Yesterday"}
_WORDS_A_MINUTE: Final = 220


KINDS: Final = {
    EntityKind.PERSON: N_("People"),
    EntityKind.PLACE: N_("Places"),
    EntityKind.ORGANISATION: N_("Organisations"),
    EntityKind.OTHER: N_("Other names"),
    EntityKind.DATE: N_("Dates"),
    EntityKind.HANDLE: N_("Handles"),
}
"""What all entities of a kind are called together."""


class _Local(tzinfo):
    """Where the system is, with summer and winter time as they were at each moment."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """Return how far the clock there is ahead."""
        return None if moment is None else moment.replace(tzinfo=None).astimezone().utcoffset()

    def dst(self, moment: datetime | None) -> timedelta | None:  # noqa: ARG002
        """Return that it is not known how much of that is summer time."""
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        """Return what the time there is called."""
        return None if moment is None else moment.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, moment: datetime) -> datetime:
        """Return the time there at a moment in UTC."""
        return moment.replace(tzinfo=UTC).astimezone().replace(tzinfo=self)


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
    day = f"{local.day} {_MONTHS[local.month - 1]}"
    return day if local.year == now.year else f"{day} {local.year}"


def long_date(moment: datetime, now: datetime) -> str:
    """Return day, month and year of `moment` where `now` is."""
    local = _local(moment, now)
    if _Chosen.dates != "short":
        return _patterned(local)
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def _patterned(local: datetime) -> str:
    """Return a day as the person wants days to be written."""
    if _Chosen.dates == "iso":
        return f"{local.year:04}-{local.month:02}-{local.day:02}"
    return clean_line(local.strftime(_Chosen.dates))


def _local(moment: datetime, now: datetime) -> datetime:
    """Return `moment` where `now` is. Midnight in UTC is a day without a time, the same everywhere."""
    return moment if moment.time() == time.min else moment.astimezone(now.tzinfo)


def group_name(label: Label, today: date) -> str:
    """Return what a group of articles is called: a day as it is from `today`, or a publication."""
    if not isinstance(label, date):
        return "No source" if label is None else clean_line(label)
    ahead = (label - today).days
    if ahead in _NEAR_DAYS:
        return _NEAR_DAYS[ahead]
    weekday = _WEEKDAYS[label.weekday()]
    if -7 < ahead < 0:
        return weekday
    year = "" if label.year == today.year else f" {label.year}"
    return f"{weekday}, {label.day} {_MONTHS[label.month - 1]}{year}"


def group_size(articles: int, unread: int) -> str:
    """Return how many articles a group has, and how many of them are unread."""
    number = "1 article" if articles == 1 else f"{count(articles)} articles"
    return f"{number}{sign(' · ')}{count(unread)} unread" if unread else number


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
    return f"{max(1, round(words / _WORDS_A_MINUTE))} min"


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


def sentence(text: str) -> str:
    """Return `text` with a full stop, unless it ends otherwise."""
    return text if text.endswith(("?", "!")) else f"{text.rstrip('.')}."


def complaint(error: LibraryError) -> str:
    """Return what went wrong and what to do about it, safe to show."""
    remedy = _(error.remedy) if error.remedy else ""
    return clean_line(f"{sentence(str(error))} {remedy}").rstrip()
