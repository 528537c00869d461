"""Tables as text: what stands below each other on a page does so on the screen."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from library.intake.columns import in_columns

EMOJI = [
    "✔\ufe0f",
    "1\ufe0f\u20e3",
    "👩\u200d🚀",
    "👍🏽",
    "🇩🇪",
    "☎\ufe0e",
    "🏳\ufe0f\u200d🌈",
    "👨\u200d👩\u200d👧",
]


@pytest.mark.parametrize(
    "longest", ["Köln", "東京都", "Ko\u0308ln", "ab\u200bcd", "Ｗ", "서울", *EMOJI]
)
def test_cells_stand_below_each_other_whatever_is_in_them(longest: str) -> None:
    text = in_columns([[longest, "|"], ["a", "|"], ["", "|"]])
    assert text is not None
    assert len({cell_len(line.partition("|")[0]) for line in text.split("\n")}) == 1


@pytest.mark.parametrize(
    "rows",
    [[], [[]], [["a"], ["b"]], [["a", "b"]], [["a", "x" * 98], ["b"]], [["東" * 50, "a"], ["b"]]],
)
def test_what_is_no_table_of_data_or_too_wide_is_none(rows: list[list[str]]) -> None:
    assert in_columns(rows) is None


def test_empty_rows_and_missing_cells_leave_nothing() -> None:
    assert in_columns([["a", "b"], ["", ""], ["c"]]) == "a  b\nc"
