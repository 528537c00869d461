"""Time zones to be in for the length of a test."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from zoneinfo import ZoneInfo

ZONES: Final = (
    *("Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu", "UTC"),
    *("Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Havana"),
)
"""Both sides of Greenwich, with summer time in either half of the year and without it, and the ends; in the
last the clocks go forward at midnight."""


@contextmanager
def within(name: str) -> Iterator[ZoneInfo]:
    """Be in a zone until the end of the block."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield ZoneInfo(name)
    finally:
        del os.environ["TZ"]
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()
