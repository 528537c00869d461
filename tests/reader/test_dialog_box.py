"""The keys on the border of a dialog: the way out is told in any width."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from reader.widgets.dialog_box import DialogBox, fitted
from tests.reader.conftest import Start, screen_text, settle

HINTS = "a adds · n renames · x removes · Esc closes"


@pytest.mark.parametrize("width", range(0, 60, 3))
def test_the_last_is_told_before_others(width: int) -> None:
    told = fitted(HINTS, width)
    assert told.endswith("Esc closes")
    assert told == HINTS if width >= cell_len(HINTS) else cell_len(told) <= max(width, 10)


def test_as_many_as_fit_are_told_in_their_order() -> None:
    assert fitted(HINTS, 33) == "a adds · n renames · Esc closes"
    assert fitted("", 10) == ""


@pytest.mark.parametrize(
    ("width", "told"), [(120, "x removes · Esc closes"), (60, " · Esc closes"), (30, "Esc closes")]
)
async def test_feeds_are_left_as_is_told(start: Start, width: int, told: str) -> None:
    async with start((width, 24)) as (pilot, screen):
        await pilot.press("A")
        await settle(pilot)
        assert pilot.app.screen is not screen
        box = pilot.app.screen.query_one(DialogBox)
        assert str(box.border_subtitle).endswith(told)
        assert f"{told} ─╯" in screen_text(pilot.app.screen)
