"""How the benchmarks put many measurements into few figures."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from typing import NamedTuple


class Spent(NamedTuple):
    """What something took, in seconds; or what two clocks show."""

    passed: float
    """The time that passed."""
    used: float
    """The time of the processor that this process used, which is the same on a busy machine."""


def clocks() -> Spent:
    """Return what the clocks show now."""
    return Spent(time.perf_counter(), time.process_time())


def since(begun: Spent, ended: Spent | None = None) -> Spent:
    """Return what was spent since the clocks showed `begun`, until now unless it is told."""
    ended = ended or clocks()
    return Spent(ended.passed - begun.passed, ended.used - begun.used)


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 do not exceed."""
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]


def summary(seconds: Sequence[float]) -> str:
    """Return median, 95th percentile and worst of `seconds`, in milliseconds."""
    if not seconds:
        return "none"
    return (
        f"median {statistics.median(seconds) * 1e3:.1f} ms, p95 {p95(seconds) * 1e3:.1f} ms,"
        f" worst {max(seconds) * 1e3:.1f} ms"
    )


def both(spent: Sequence[Spent]) -> str:
    """Return the summary of the time that passed, and after it that of the processor's."""
    passed, used = ([one[clock] for one in spent] for clock in (0, 1))
    return f"{summary(passed)}; processor {summary(used)}" if spent else summary(passed)
