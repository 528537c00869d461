"""Local days are those of the place, with its summer time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.days import Days, beginning
from tests.zones import ZONES, within

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest) -> Iterator[ZoneInfo]:
    """Be in a zone."""
    with within(request.param) as zone:
        yield zone


def day(moment: datetime) -> date:
    return Days().of((moment - _EPOCH) // timedelta(milliseconds=1))


def test_every_quarter_of_an_hour_of_a_year(zone: ZoneInfo) -> None:
    days, moment = Days(), datetime(2024, 1, 1, 0, 7, tzinfo=UTC)
    for _ in range(366 * 96):
        expected = moment.astimezone(zone).date()
        assert days.of((moment - _EPOCH) // timedelta(milliseconds=1)) == expected
        moment += timedelta(minutes=15)


def test_a_day_without_a_midnight_begins_when_it_does() -> None:
    with within("America/Havana"):
        assert beginning(date(2024, 3, 10)) == datetime(2024, 3, 10, 5, tzinfo=UTC)
        assert beginning(date(2024, 3, 11)) == datetime(2024, 3, 11, 4, tzinfo=UTC)
        assert beginning(date(2024, 11, 3)) == datetime(2024, 11, 3, 4, tzinfo=UTC)


def test_a_day_that_was_left_out_is_none() -> None:
    with within("Pacific/Apia"):
        before = datetime(2011, 12, 30, 9, 59, tzinfo=UTC)
        assert day(before) == date(2011, 12, 29)
        assert day(before + timedelta(minutes=1)) == date(2011, 12, 31)


def test_midnight_is_a_day_without_a_time(zone: ZoneInfo) -> None:
    assert day(datetime(2024, 3, 31, tzinfo=UTC)) == date(2024, 3, 31)


@given(st.datetimes(timezones=st.just(UTC)))
def test_any_moment_has_a_day(moment: datetime) -> None:
    assert abs(day(moment) - moment.date()) <= timedelta(days=1)
