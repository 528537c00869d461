"""Looks whether other windows, programs and machines have changed a library that is shown."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Final

from library import Library, Unavailable, state_version
from reader.saving import Saver

_LOOK_SECONDS: Final = 0.3
"""Time between two looks at the files, each of which takes some hundred thousandths of a second."""
_AGAIN_SECONDS: Final = 2.0
"""Time after which is looked again where the files could not be used, such as when they are locked."""


class Watch:
    """Looks again and again from `begin` on until `end`."""

    def __init__(
        self,
        library: Library,
        saver: Saver,
        *,
        looked: Callable[[], object],
        changed: Callable[[], object],
    ) -> None:
        """Watch what is stored of `library`.

        Args:
            library: The one that is shown.
            saver: What changes it from here, which is not told.
            looked: Called at each look.
            changed: Called when something has changed, it may be from here; then `is_by_others` is to be
                asked. Nothing is looked at until that was answered and `shown` is called.
        """
        self._folder = library.folder
        self._saver = saver
        self._looked, self._changed = looked, changed
        self._version = library.seen
        self._next: asyncio.TimerHandle | None = None
        self._is_told = False
        self._again_from = 0.0

    def begin(self) -> None:
        """Look once, and again after a while."""
        # Not a timer of Textual: its messages take more time than the look.
        self._next = asyncio.get_running_loop().call_later(_LOOK_SECONDS, self.begin)
        self._looked()
        if self._is_told or self._saver.is_saving or time.monotonic() < self._again_from:
            return
        version = state_version(self._folder)
        if version != self._version:
            self._version, self._is_told = version, True
            self._changed()

    def end(self) -> None:
        """Look no longer."""
        if self._next is not None:
            self._next.cancel()

    def shown(self) -> None:
        """Take notice that what has changed is shown, so that there may be more."""
        self._is_told = False

    async def is_by_others(self) -> bool:
        """Tell whether others have changed anything, once the database shows it.

        Raises:
            LibraryError: The files cannot be used now; after a while it is looked again.
        """
        try:
            return await asyncio.wrap_future(self._saver.look())
        except Unavailable:
            self._version, self._again_from = "", time.monotonic() + _AGAIN_SECONDS
            raise
