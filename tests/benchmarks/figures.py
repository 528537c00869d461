"""How the benchmarks put many measurements into few figures."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 do not exceed."""
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]


def summary(seconds: Sequence[float]) -> str:
    """Return median, 95th percentile and worst of `seconds`, in milliseconds, and how many there are."""
    if not seconds:
        return "none"
    return (
        f"median {statistics.median(seconds) * 1e3:.1f} ms, p95 {p95(seconds) * 1e3:.1f} ms,"
        f" worst {max(seconds) * 1e3:.1f} ms ({len(seconds)})"
    )
