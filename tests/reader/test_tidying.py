"""Garbage is looked for while the hand rests."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import pytest

from reader import tidying
from reader.tidying import Tidying
from tests.reader.conftest import Start, settle


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave Python's own rules as they were."""
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()


class Clock:
    """A clock that is set by hand, with what is to be done later."""

    def __init__(self) -> None:
        """Begin at nought."""
        self.now = 0.0
        self.later = list[Callable[[], None]]()

    def monotonic(self) -> float:
        """Return the time."""
        return self.now

    def wait(self, _seconds: float, do: Callable[[], None]) -> None:
        """Do something later."""
        self.later.append(do)

    def pass_by(self, seconds: float) -> None:
        """Let time pass, and do what was to be done until then."""
        self.now += seconds
        due, self.later = self.later, []
        for do in due:
            do()


def test_garbage_is_looked_for_once_the_hand_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, collected = Clock(), list[float]()
    monkeypatch.setattr(tidying, "time", clock)
    monkeypatch.setattr(gc, "collect", lambda: collected.append(clock.now))
    one = Tidying(clock.wait)
    for _ in range(5):
        one.used()
        clock.pass_by(0.1)
    assert not collected
    assert len(clock.later) == 1
    clock.pass_by(0.5)
    assert len(collected) == 1
    clock.pass_by(60)
    assert len(collected) == 1
    one.used()
    clock.pass_by(0.5)
    assert len(collected) == 2


async def test_the_rules_of_python_hold_again_after_the_app(start: Start) -> None:
    before = gc.get_threshold()
    async with start() as (pilot, _screen):
        await pilot.press("j")
        await settle(pilot)
        assert gc.get_threshold()[0] > before[0]
        assert gc.isenabled()
    assert gc.get_threshold() == before
