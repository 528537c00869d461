"""The local days of moments: for many of them quickly, each as it was on that day, with summer time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple

_DAY: Final = timedelta(days=1)
DAY_MS: Final = 86_400_000
"""Milliseconds of a day in UTC."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NEVER: Final = 1 << 63


def local_now() -> datetime:
    """Return the present time where the system is; in UTC where it says of its zone what cannot be."""
    try:
        return datetime.now().astimezone()
    except (OverflowError, ValueError, OSError):
        return datetime.now(UTC)


class _Turn(NamedTuple):
    """The local days of a day in UTC."""

    first: date
    """The local day as it begins."""
    at: int
    """When the next one begins, in milliseconds since 1970."""
    second: date
    """The next one; where the date line moves it need not be the day after."""


class Days:
    """Tells local days. What it has looked up it keeps, a few hundred bytes for each day."""

    def __init__(self) -> None:
        """Tell days where the system is."""
        self._turns: dict[int, _Turn] = {}

    def of(self, moment: int) -> date:
        """Return the local day of a moment, which is in milliseconds since 1970.

        Midnight in UTC is a day without a time, which is the same everywhere.
        """
        number, rest = divmod(moment, DAY_MS)
        turn = self._turns.get(number)
        if turn is None:
            turn = self._turns[number] = _turn(number)
        if not rest:
            return (_EPOCH + number * _DAY).date()
        return turn.first if moment < turn.at else turn.second


def beginning(day: date) -> datetime:
    """Return when a local day begins (aware, UTC): at midnight, or later where clocks pass that over.

    Raises:
        OverflowError, ValueError, OSError: At the ends of the calendar.
    """
    midnight = datetime.combine(day, time.min)
    moments = [midnight.replace(fold=fold).astimezone(UTC) for fold in (0, 1)]
    return min((one for one in moments if one.astimezone().date() >= day), default=max(moments))


def _turn(number: int) -> _Turn:
    """Return the local days of the day in UTC that is so many after the first of 1970."""
    begin = _EPOCH + number * _DAY
    try:
        first = begin.astimezone().date()
        following = beginning(first + _DAY)
    except (OverflowError, ValueError, OSError):  # at the ends of the calendar
        return _Turn(begin.date(), _NEVER, begin.date())
    at = (following - _EPOCH) // timedelta(milliseconds=1)
    return _Turn(first, at, following.astimezone().date())
