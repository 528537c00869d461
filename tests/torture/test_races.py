"""Many processes that change one library at the same time lose nothing of each other."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Count
from tests.torture.running import LONG, Program, scratch

_PROCESSES = 8
_CHANGES = 2_000 if LONG else 500


def test_no_change_is_lost_among_many_processes(tmp_path: Path, count: Count) -> None:
    with scratch(tmp_path) as folder, Program("racing", folder, _PROCESSES, _CHANGES) as program:
        told = program.told(3600 if LONG else 600)
    count(
        f"{told['changes']:,} changes by {_PROCESSES} processes at once in {told['seconds']:.1f} s:"
        f" {len(told['wrong'])} lost"
    )
    assert told["wrong"] == []
    assert told["codes"] == [0] * _PROCESSES
    assert told["changes"] == _PROCESSES * _CHANGES
