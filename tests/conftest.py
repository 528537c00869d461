"""How the tests share a machine, side by side but for those which measure time; and what they speak."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Final

import pytest
from _pytest.terminal import TerminalReporter

Count = Callable[[str], None]
"""Says in a line at the end of all tests what one of them has counted."""

_ALONE: Final = "alone"
_COUNTED: Final = "counted"
_EVERYBODYS: Final = Path(__file__)
"""A file that all processes which run tests have, to lock: with others, or against all others."""


def pytest_configure() -> None:
    """Have all that is started say what it says in English, whatever whoever runs the tests speaks."""
    os.environ["LANGUAGE"] = "en"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what runs alone last, when nothing else is left that would have to wait for it."""
    items.sort(key=lambda item: item.get_closest_marker(_ALONE) is not None)


@pytest.fixture
def count(record_property: Callable[[str, object], None]) -> Count:
    """Return what has a line shown at the end of all tests, whether this one passes or not."""
    return lambda line: record_property(_COUNTED, line)


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Show what tests have counted."""
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.stats.get(kind, ())]
    for report in reports:
        for name, line in report.user_properties if report.when == "call" else ():
            if name == _COUNTED:
                terminalreporter.write_line(f"{report.nodeid.split('::')[-1]}: {line}")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Run a test, with its fixtures, beside those of other processes, or while none of them runs."""
    alone = item.get_closest_marker(_ALONE) is not None
    with _EVERYBODYS.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        return (yield)
