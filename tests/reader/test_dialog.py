"""Dialogs are answered once."""

from __future__ import annotations

from reader.screens.confirm import ConfirmScreen
from reader.screens.main import MainScreen
from tests.reader.conftest import Start, settle


async def test_the_first_answer_counts_and_the_screen_below_stays(start: Start) -> None:
    answers: list[bool | None] = []
    async with start() as (pilot, screen):
        dialog = ConfirmScreen("Ja oder nein?")
        await pilot.app.push_screen(dialog, answers.append)
        dialog.dismiss(True)
        dialog.dismiss(False)
        await settle(pilot)
        assert isinstance(pilot.app.screen, MainScreen)
        assert pilot.app.screen is screen
    assert answers == [True]
