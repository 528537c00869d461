"""The lock that lets one process at a time change the state."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from library.errors import Unavailable
from library.translation import _

LOCK_SECONDS: Final = 10.0
"""How long a change waits for another process to be done with the state."""
_IMPATIENCE: Final = 0.5
_POLL_SECONDS: Final = 0.01
"""Where many processes change the state at once, none waits twice as long as it must."""


class StateLock:
    """Held by the process that changes the state; within it, as often as it likes."""

    def __init__(self, path: Path, state: Path) -> None:
        """Lock the file at `path`, which is made, for what is at `state`."""
        self._state = state
        self._lock = FileLock(path, timeout=LOCK_SECONDS)
        self._impatient_until = 0.0

    @contextmanager
    def held(self, seconds: float | None = None) -> Iterator[None]:
        """Keep every other process from changing the state meanwhile.

        Args:
            seconds: How long it may be held by another process, if not as usual.

        Raises:
            Unavailable: Another process holds it for longer, or it cannot be made.
        """
        patience = LOCK_SECONDS if seconds is None else seconds
        try:
            # Who was kept waiting once need not wait as long for each of many changes.
            waited = time.monotonic() < self._impatient_until
            patience = min(patience, _IMPATIENCE) if waited else patience
            self._lock.acquire(timeout=patience, poll_interval=_POLL_SECONDS)
        except (Timeout, OSError) as error:
            self._impatient_until = time.monotonic() + LOCK_SECONDS
            raise Unavailable(
                self._state,
                _("cannot be locked ({error})").format(error=error),
                _("Close other newsreader windows, or check the folder's permissions."),
            ) from error
        try:
            yield
        finally:
            self._lock.release()
