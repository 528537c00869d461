"""Dates: forms of two languages, their ISO 8601 values, and what only looks like a date."""

from __future__ import annotations

from datetime import datetime

import pytest

from library.entities.dates import find_dates


def found(text: str, language: str | None = None) -> list[tuple[str, str]]:
    """Return the text and the value of each date in `text`."""
    return [(text[m.start : m.end], m.entity.name) for m in find_dates(text, language)]


@pytest.mark.parametrize(
    ("date", "value"),
    [
        ("6. Januar 2016", "2016-01-06"),
        ("6. Jan. 2016", "2016-01-06"),
        ("January 6, 2016", "2016-01-06"),
        ("Jan. 6, 2016", "2016-01-06"),
        ("6 January 2016", "2016-01-06"),
        ("5th of May, 1999", "1999-05-05"),
        ("06.01.2016", "2016-01-06"),
        ("6. 1. 2016", "2016-01-06"),
        ("2016-01-06", "2016-01-06"),
        ("29. Februar 2016", "2016-02-29"),
        ("5 Sep", "--09-05"),
        ("Sept. 5", "--09-05"),
        ("July 4th", "--07-04"),
        ("3. Oktober", "--10-03"),
        ("September 2023", "2023-09"),
        ("März 2016", "2016-03"),
    ],
)
def test_days_and_months(date: str, value: str) -> None:
    assert found(date, "en") == [(date, value)]
    assert found(f"On {date}.", "en") == [(date, value)]
    assert found(f"({date})", "en") == [(date, value)]


@pytest.mark.parametrize(
    ("dates", "value"),
    [
        ("10. bis 13. September", "--09-10/--09-13"),
        ("10.–13. September 2023", "2023-09-10/2023-09-13"),
        ("10./11. September", "--09-10/--09-11"),
        ("Sept. 10–13, 2020", "2020-09-10/2020-09-13"),
        ("September 10 to 13", "--09-10/--09-13"),
        ("30. August bis 2. September 2023", "2023-08-30/2023-09-02"),
        ("30. Dezember bis 2. Januar 2023", "2022-12-30/2023-01-02"),
        ("December 30 to January 2, 2021", "2020-12-30/2021-01-02"),
        ("1 Sep 2020 - 3 Sep 2021", "2020-09-01/2021-09-03"),
        ("Januar bis März 2016", "2016-01/2016-03"),
        ("March 2020–April 2021", "2020-03/2021-04"),
    ],
)
def test_ranges_are_one_mention(dates: str, value: str) -> None:
    assert found(f"vom {dates} in", "en") == [(dates, value)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("im Jahr 2016 war", [("2016", "2016")]),
        ("Ende 2019 und seit 2015", [("2019", "2019"), ("2015", "2015")]),
        ("in 2016 the", [("2016", "2016")]),
        ("from 2016 to 2020", [("2016 to 2020", "2016/2020")]),
        ("between 2016 and 2020", [("2016 and 2020", "2016/2020")]),
        ("in den Jahren 1998 und 2002", [("1998", "1998")]),
        ("im Jahr 2000", [("2000", "2000")]),
        ("in 2000 cases", []),
        ("bis 1950 Euro", []),
        ("2016 Menschen", []),
        ("Raum 2016", []),
    ],
)
def test_years_need_a_word_that_announces_them(text: str, years: list[tuple[str, str]]) -> None:
    assert found(text) == years


@pytest.mark.parametrize(
    "text",
    [
        "31. Februar",
        "February 30, 2016",
        "29. Februar 2015",
        "2016-13-01",
        "32.01.2016",
        "0. Mai",
        "13.–10. September",
        "1/6/2016",
        "10.11.2012.3",
        "Version 6.1.20",
        "September",
        "1. Mai-Kundgebung",
        "they may 5",
        "September 5 percent",
        "3. Jan Becker",
        "im April 6 Menschen",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert found(text, "de") == []


def test_an_english_date_in_a_german_text() -> None:
    assert found("(@Beispiel) January 6, 2016", "de") == [("January 6, 2016", "2016-01-06")]
    assert found("April 6, 2016", "de") == [("April 6, 2016", "2016-04-06")]
    assert found("April 6", "en") == [("April 6", "--04-06")]


def test_a_weekday_is_not_part_of_a_date() -> None:
    assert found("Freitag, den 13. November", "de") == [("13. November", "--11-13")]


def test_keys_and_unbreakable_spaces() -> None:
    (mention,) = find_dates("am 6.\xa0Januar\xa02016", "de")
    assert (mention.entity.key, mention.start, mention.end) == ("date/2016-01-06", 3, 17)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2023-09-05T00:30:00+02:00", "2023-09-05"),
        ("2023-09-04T22:30:00+00:00", "2023-09-05"),
        ("2023-09-05T00:00:00+00:00", "2023-09-05"),
        ("2024-01-01T00:30:00+01:00", "2024-01-01"),
        ("9999-12-31T23:30:00+00:00", "9999-12-31"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01"),
    ],
)
def test_today_is_the_day_where_german_is_read(moment: str, day: str) -> None:
    mentions = find_dates("Das geschah heute.", "de", datetime.fromisoformat(moment))
    assert [mention.entity.name for mention in mentions] == [day]
