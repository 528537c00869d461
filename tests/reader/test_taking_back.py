"""One stack for all that was done: names, rules and searches are taken back where articles are listed."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from library import Library
from reader.undoing import MOST, Done, History
from tests.reader.conftest import Start, settle, toasts
from tests.reader.test_correcting import correct, open_page


async def test_a_correction_is_taken_back_from_the_list_and_said_again(
    start: Start, towns: Path
) -> None:
    async with start(folder=towns) as (pilot, screen):
        await open_page(pilot, screen, "Wien")
        await correct(pilot, "n", "ctrl+u", *"Vindobona", "enter")
        await pilot.press("escape")
        await settle(pilot)
        for key, said, named in (
            ("ctrl+z", "Taken back: Wien is called Vindobona", "Wien"),
            ("ctrl+y", "Said again: Wien is called Vindobona", "Vindobona"),
        ):
            await pilot.press(key)
            await settle(pilot)
            assert said in toasts(pilot)
            assert named in {entry.text for entry in screen.panes.contents.entries}
            assert len(screen.library.register.corrections.all()) == (key == "ctrl+y")


async def test_a_rule_is_taken_back_and_holds_again(start: Start, towns: Path) -> None:
    async with start(folder=towns) as (pilot, screen):
        await pilot.press("H", "a", *"title:rom", "enter")
        await pilot.pause(0.3)
        await pilot.press("escape")
        await settle(pilot)
        assert len(screen.list.headlines) == 1
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert "shown again" in toasts(pilot) or "Taken back" in toasts(pilot)
        assert len(screen.list.headlines) == 3
        await pilot.press("ctrl+y")
        await settle(pilot)
        assert len(screen.list.headlines) == 1
        assert len(screen.library.rules.all()) == 1


class Number:
    """Something that adds to a number."""

    def __init__(self, total: list[int], by: int) -> None:
        self._total, self._by = total, by
        total[0] += by

    @property
    def is_nothing(self) -> bool:
        return self._by == 0

    def back(self, library: Library) -> Done:  # noqa: ARG002
        return Number(self._total, -self._by)

    def told(self) -> str:
        return str(self._by)


@given(st.lists(st.integers(-5, 5) | st.sampled_from(["back", "again"]), max_size=60))
def test_the_stack_is_that_of_any_editor(deeds: list[int | str]) -> None:
    total = [0]

    def submit(do: object) -> Future[Done]:
        done: Future[Done] = Future()
        done.set_result(do(None))  # type: ignore[operator]
        return done

    history = History(submit)
    states, at = [0], 0
    for deed in deeds:
        if deed == "back":
            assert (history.back() is not None) == (at > 0)
            at = max(0, at - 1)
        elif deed == "again":
            assert (history.again() is not None) == (at < len(states) - 1)
            at = min(len(states) - 1, at + 1)
        else:
            assert isinstance(deed, int)
            history.add("articles", submit(lambda _, by=deed: Number(total, by)))
            if deed:
                states[at + 1 :] = [total[0]]
                at += 1
            else:
                states[at + 1 :] = []
        assert total[0] == states[at]


def test_it_forgets_what_is_very_long_ago() -> None:
    total = [0]

    def submit(do: object) -> Future[Done]:
        done: Future[Done] = Future()
        done.set_result(do(None))  # type: ignore[operator]
        return done

    history = History(submit)
    for _ in range(MOST + 7):
        history.add("articles", submit(lambda _: Number(total, 1)))
    while history.back() is not None:
        pass
    assert total == [7]
