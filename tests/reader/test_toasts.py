"""Messages at the edge: the same one is not piled up, and another comes beside it."""

from __future__ import annotations

from textual.widgets._toast import Toast

from reader.toasts import Notice
from tests.reader.conftest import Start, settle


async def test_the_same_message_stands_there_once(start: Start) -> None:
    async with start() as (pilot, screen):
        await pilot.press(*["ctrl+z"] * 4)
        await settle(pilot)
        assert len(screen.query(Toast)) == 1
        await pilot.press("ctrl+y", "ctrl+y")
        await settle(pilot)
        assert len(screen.query(Toast)) == 2
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert len(screen.query(Toast)) == 3, "the one that was said last is another"


def test_what_will_soon_be_gone_is_said_again() -> None:
    before = Notice("It is saved.", timeout=5)
    again = Notice("It is saved.", timeout=5)
    assert again.says_no_more_than(before)
    assert not Notice("It is saved.", severity="error", timeout=5).says_no_more_than(before)
    assert not Notice("All is saved.", timeout=5).says_no_more_than(before)
    before.raised_at -= 3
    assert not again.says_no_more_than(before)
