"""An article is found by the day that is shown beside it, wherever the reader is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from library import Library, Source
from reader.formats import local_day, local_now
from tests.zones import ZONES, within

_TIMES = ("", "T00:00:01Z", "T00:30Z", "T06:00Z", "T11:30Z", "T12:30Z", "T18:00Z", "T23:59:59Z")
_DAYS = (
    "2019-12-31",
    "2020-01-05",
    "2020-03-29",
    "2020-10-25",
)  # two of them begin or end summer time
_DAY = timedelta(days=1)


@pytest.mark.parametrize("zone", ZONES)
def test_an_article_is_found_by_the_day_that_is_shown(zone: str, tmp_path: Path) -> None:
    texts = [f"Title\nDate: {day}{time}\n\nBody {day}{time}.\n" for day in _DAYS for time in _TIMES]
    with within(zone), Library(tmp_path) as library:
        for _ in library.add([Source(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]):
            pass
        listed = list(library.search(""))
        assert len(listed) == len(texts)
        days = {one.id: local_day(one.published, local_now()) for one in listed if one.published}
        for day in {day + by * _DAY for day in days.values() for by in (-1, 0, 1)}:
            for query, meant in (
                (f"date:{day}", {id_ for id_, one in days.items() if one == day}),
                (f"after:{day}", {id_ for id_, one in days.items() if one >= day}),
                (f"before:{day}", {id_ for id_, one in days.items() if one < day}),
            ):
                found = {one.id for one in library.search(query)}
                assert found == meant, query
