"""Messages that come up at the edge and go by themselves."""

from __future__ import annotations

from typing import Final

from textual.notifications import Notification

_MOMENT: Final = 0.1
"""Seconds for which a message is shown at least."""


class Notice(Notification):
    """A message that is shown for a moment even if its time is over just when it is about to be.

    Textual asks whether it is over, and then for how long to show it. If it ends in between, that is less
    than nothing, and a timer of less than nothing turns for ever: nothing is done any more.
    """

    def says_no_more_than(self, other: Notice) -> bool:
        """Tell whether `other`, which was shown before, says the same, and will for half of its time yet."""
        told = (other.message, other.title, other.severity)
        return told == (self.message, self.title, self.severity) and other.is_new

    @property
    def is_coming(self) -> bool:
        """Whether it was said just now, so that it may not be there yet."""
        return super().time_left > self.timeout - _MOMENT

    @property
    def is_new(self) -> bool:
        """Whether it has not been shown for half of its time."""
        return super().time_left > self.timeout / 2

    @property
    def time_left(self) -> float:
        """The seconds for which it is to be shown from now on."""
        return max(super().time_left, _MOMENT)

    @property
    def has_expired(self) -> bool:
        """Whether it has been shown for as long as it was to be."""
        return super().time_left <= 0
