"""Whatever call of the system fails, and wherever the program dies: nothing is lost, and work goes on."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.conftest import Count
from tests.torture.faults import PRELOADED, compiled, compiler
from tests.torture.running import LONG, Program, scratch

_CASES = 0 if LONG else 280
"""How many are tried, of about 20,000; 0 for all."""
_PROCESSES = 2


@pytest.mark.skipif(compiler() is None, reason="needs Linux and a compiler of C")
def test_no_fault_in_any_call_loses_what_was_kept(tmp_path: Path, count: Count) -> None:
    env = {PRELOADED: str(compiled(tmp_path))}
    with scratch(tmp_path) as folder, ExitStack() as running:
        programs = [
            running.enter_context(Program("injecting", folder, 0, _CASES, nth, _PROCESSES, env=env))
            for nth in range(_PROCESSES)
        ]
        told = [program.told(7200 if LONG else 600) for program in programs]
    became = sum((Counter(one["became"]) for one in told), Counter[str]())
    cases, wrong = (
        sum(one["cases"] for one in told),
        [text for one in told for text in one["wrong"]],
    )
    count(
        f"{cases:,} faults in {told[0]['changes']} kinds of change with {told[0]['calls']:,} calls"
        f" ({', '.join(f'{number:,} {name}' for name, number in sorted(became.items()))}):"
        f" {len(wrong)} after which something was lost, damaged or in the way"
    )
    assert cases >= _CASES
    assert wrong == []
    assert set(became) >= {"died", "refused", "acknowledged"}
