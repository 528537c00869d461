"""Memory that is no longer used, given back while nobody waits for the screen."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Final

_REST_SECONDS: Final = 0.5
"""Seconds without a key after which the hand rests."""

_THRESHOLDS: Final = (5_000, 8, 1_000)
"""When Python looks for garbage nevertheless, as for `gc.set_threshold`.

After so many objects more, which takes 2 ms; often enough that this is never felt, and through all
objects hardly ever.
"""


class Tidying:
    """Has Python look for garbage when the hand rests, instead of in the midst of a key.

    Only what refers to itself in a circle is garbage that has to be looked for; all else is gone at once.
    """

    def __init__(self, later: Callable[[float, Callable[[], None]], object]) -> None:
        """Let `later` do something after so many seconds."""
        self._later = later
        self._thresholds = gc.get_threshold()
        self._used = 0.0
        self._waits = False

    def begin(self) -> None:
        """Look no more through what is loaded so far, which stays until the end; that takes 60 ms each time.

        If garbage was not looked for at all until now, it is from now on.
        """
        gc.enable()
        gc.freeze()
        gc.set_threshold(*_THRESHOLDS)

    def end(self) -> None:
        """Leave it to Python again."""
        gc.set_threshold(*self._thresholds)

    def used(self) -> None:
        """Take notice of a key or a click."""
        self._used = time.monotonic()
        if not self._waits:
            self._wait()

    def _wait(self) -> None:
        self._waits = True
        self._later(_REST_SECONDS, self._rest)

    def _rest(self) -> None:
        """Look for garbage if nothing was pressed meanwhile, else wait again."""
        self._waits = False
        if time.monotonic() - self._used < _REST_SECONDS * 0.9:  # a timer may be early by a little
            self._wait()
        else:
            gc.collect()
