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


async def test_one_that_is_answered_below_another_goes_when_that_has_gone(start: Start) -> None:
    answers: list[bool | None] = []
    async with start() as (pilot, screen):
        below, above = ConfirmScreen("Unten?"), ConfirmScreen("Oben?")
        await pilot.app.push_screen(below, answers.append)
        await pilot.app.push_screen(above, answers.append)
        below.dismiss(False)
        below.dismiss(True)
        await settle(pilot)
        assert below in pilot.app.screen_stack
        above.dismiss(True)
        await settle(pilot)
        assert pilot.app.screen_stack[-1] is screen
    assert answers == [True, False]
