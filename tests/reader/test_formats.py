"""Dates, counts and lengths are written as people write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from rich.cells import cell_len

from library import Refused
from reader.formats import (
    complaint,
    count,
    date_width,
    local_day,
    local_now,
    long_date,
    reading_time,
    short_date,
    shorten,
    use_dates,
)
from reader.speaking import use_language
from tests.zones import ZONES, within

HAWAII = datetime(2024, 6, 1, 8, 0, tzinfo=timezone(timedelta(hours=-10)))
TOKYO = datetime(2024, 6, 1, 8, 0, tzinfo=timezone(timedelta(hours=9)))


def test_a_moment_is_written_as_the_day_that_it_was_here() -> None:
    moment = datetime(2024, 3, 14, 20, 30, tzinfo=UTC)
    assert short_date(moment, HAWAII) == "14 Mar"
    assert short_date(moment, TOKYO) == "15 Mar"
    assert long_date(moment, TOKYO) == "15 Mar 2024"
    assert short_date(datetime(2023, 12, 31, 20, 0, tzinfo=UTC), TOKYO) == "1 Jan"
    assert short_date(datetime(2023, 12, 1, 20, 0, tzinfo=UTC), TOKYO) == "2 Dec 2023"


@pytest.mark.parametrize("now", [HAWAII, TOKYO])
def test_a_day_without_a_time_is_that_day_everywhere(now: datetime) -> None:
    day = datetime(2024, 3, 14, tzinfo=UTC)
    assert short_date(day, now) == "14 Mar"
    assert long_date(day, now) == "14 Mar 2024"


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize(
    ("moment", "years"),
    [
        (datetime(1, 1, 1, 0, 30, tzinfo=UTC), {"1"}),
        (datetime(1, 1, 2, 0, 30, tzinfo=UTC), {"1"}),
        (datetime(1969, 12, 31, 23, 30, tzinfo=UTC), {"1969", "1970"}),
        (datetime(9999, 12, 30, 23, 30, tzinfo=UTC), {"9999"}),
        (datetime(9999, 12, 31, 23, 30, tzinfo=UTC), {"9999"}),
    ],
)
def test_the_ends_of_the_calendar_are_days_everywhere(
    name: str, moment: datetime, years: set[str]
) -> None:
    with within(name):
        now = local_now()
        assert long_date(moment, now).split()[-1] in years
        assert short_date(moment, now).split()[-1] in years
        assert str(local_day(moment, now).year) in years


def test_counts_and_lengths() -> None:
    assert count(1234567) == "1,234,567"
    assert [reading_time(words) for words in (0, 220, 330, 2200)] == [
        "1 min",
        "1 min",
        "2 min",
        "10 min",
    ]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("ab cd", 4, "ab…"),
        ("김정은", 5, "김정…"),
        ("김정은", 4, "김…"),
        ("abc", 0, ""),
        ("abc", -1, ""),
        ("x" * 100_000, 4, "xxx…"),
    ],
)
def test_what_is_too_wide_ends_in_an_ellipsis(text: str, width: int, shown: str) -> None:
    assert shorten(text, width).rstrip() == shown


def test_a_complaint_is_one_safe_line() -> None:
    error = Refused("a\x1b[31m.txt", "is empty")
    assert complaint(error) == "a␛[31m.txt: is empty."


@pytest.mark.parametrize(
    ("language", "dates", "shown"),
    [
        ("en", "%A %d %B %Y", "Tuesday 05 March 2024"),
        ("de", "%A, %d. %B %y", "Dienstag, 05. März 24"),
        ("de", "%a %d. %b %%B %H", "Di 05. März %B 12"),
        ("en", "%a %%%b", "Tue %Mar"),
    ],
)
def test_dates_by_a_pattern_have_names_of_the_language_and_columns(
    language: str, dates: str, shown: str
) -> None:
    use_language(language)
    use_dates(dates)
    try:
        moment = datetime(2024, 3, 5, 12, tzinfo=UTC)
        assert long_date(moment, moment) == shown
        days = (datetime(2023, 1, 1, 12, tzinfo=UTC) + timedelta(days=n) for n in range(365))
        assert date_width() == max(cell_len(long_date(day, day)) for day in days)
    finally:
        use_language("en")
        use_dates("short")
