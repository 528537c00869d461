"""What reading one document may cost."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from library.intake.files import MAX_BYTES

MEGABYTE: Final = 1024 * 1024
_MOST_WORKERS: Final = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may have and take; what goes beyond is refused."""

    size: int = MAX_BYTES
    """Bytes of the largest document that is read."""
    memory: int = 512 * MEGABYTE
    """Bytes that reading one may take; not limited where the system cannot do so (Windows)."""
    seconds: float = 10.0
    """Seconds that reading one may take, and as many more as it has megabytes beyond the first."""

    @classmethod
    def for_size(cls, megabytes: int) -> Limits:
        """Return the limits for documents of up to so many megabytes."""
        # A long text takes some 20 times its size while it is read.
        return cls(megabytes * MEGABYTE, max(512, 26 * megabytes) * MEGABYTE)

    def seconds_for(self, size: int) -> float:
        """Return how many seconds reading a document of `size` bytes may take."""
        return self.seconds + max(0, size // MEGABYTE - 1)


def worker_count() -> int:
    """Return how many workers keep this machine busy: one for each core that we may use."""
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # not a system that ties processes to cores
        cores = os.cpu_count() or 1
    return max(1, min(cores, _MOST_WORKERS))
