"""Dates as they are written above articles, in mails, in feeds and on pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from library.datetext import parse_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023-09-05", datetime(2023, 9, 5, tzinfo=UTC)),
        ("2023-09-05T08:30:00+02:00", datetime(2023, 9, 5, 6, 30, tzinfo=UTC)),
        ("5. September 2023", datetime(2023, 9, 5, tzinfo=UTC)),
        ("Dienstag, 5. September 2023, 14:30 Uhr", datetime(2023, 9, 5, 14, 30, tzinfo=UTC)),
        ("1. März 2024", datetime(2024, 3, 1, tzinfo=UTC)),
        ("5 Sep 2023", datetime(2023, 9, 5, tzinfo=UTC)),
        ("January 6, 2016", datetime(2016, 1, 6, tzinfo=UTC)),
        ("05.09.2023", datetime(2023, 9, 5, tzinfo=UTC)),
        ("Tue, 05 Sep 2023 14:30:00 +0200", datetime(2023, 9, 5, 12, 30, tzinfo=UTC)),
        ("Tue, 05 Sep 2023 23:30:00 CEST", datetime(2023, 9, 5, 21, 30, tzinfo=UTC)),
        ("Dienstag, 5. September 2023, 14:30 Uhr MESZ", datetime(2023, 9, 5, 12, 30, tzinfo=UTC)),
        ("5.9.2023 8.05 MEZ", datetime(2023, 9, 5, 7, 5, tzinfo=UTC)),
        ("January 6, 2016 10:30 pm", datetime(2016, 1, 6, 22, 30, tzinfo=UTC)),
        ("Jan 6, 2016, 12:05 a.m.", datetime(2016, 1, 6, 0, 5, tzinfo=UTC)),
        ("January 6, 2016 at 9 pm", datetime(2016, 1, 6, 21, 0, tzinfo=UTC)),
        ("5 September 2023 11:30 PM EST", datetime(2023, 9, 6, 4, 30, tzinfo=UTC)),
        ("Wed, 06 Jan 2016 10:30:15 EST", datetime(2016, 1, 6, 15, 30, 15, tzinfo=UTC)),
        ("Wed, 06 Jan 2016 10:30:15 GMT", datetime(2016, 1, 6, 10, 30, 15, tzinfo=UTC)),
        ("Wed, 06 Jan 2016 10:30:15 XYZ", datetime(2016, 1, 6, 10, 30, 15, tzinfo=UTC)),
        ("31. Februar 2023", None),
        ("gestern", None),
        ("0001-01-01T00:00:00+23:00", None),
        ("9999-12-31T23:00:00-02:00", None),
        ("31.12.9999", datetime(9999, 12, 31, tzinfo=UTC)),
    ],
)
def test_dates(text: str, date: datetime | None) -> None:
    assert parse_date(text) == date
