"""How the tests share a machine, side by side but for those which measure time; and what they speak."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Generator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

from tests.kept_workers import KeptWorkers

Count = Callable[[str], None]
"""Says in a line at the end of all tests what one of them has counted."""

_ALONE: Final = "alone"
_LONG: Final = "NEWSREADER_LONG" in os.environ
_FEW_EXAMPLES: Final = 30
"""Of each property, unless a test asks for more of them or there is time."""
_PATIENCE: Final = timedelta(seconds=10)
"""For one example: other tests run beside it, and the first one loads what all need."""
_EVERYBODYS: Final = Path(__file__)
"""A file that all processes which run tests have, to lock: with others, or against all others."""


def pytest_configure() -> None:
    """Have all that is started say what it says in English, whatever whoever runs the tests speaks."""
    os.environ["LANGUAGE"] = "en"
    # Where no bytecode may be kept each program that a test starts compiles all that it loads anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    settings.register_profile("long", deadline=_PATIENCE)
    settings.register_profile("quick", max_examples=_FEW_EXAMPLES, deadline=_PATIENCE)
    settings.load_profile("long" if _LONG else "quick")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest first, so that nobody waits for it, and last what others have to wait for."""
    items.sort(
        key=lambda item: (
            item.get_closest_marker(_ALONE) is not None,
            "torture" not in item.path.parts,
        )
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have to tell of what they tried, which they leave as a property `told`."""
    for report in terminalreporter.stats.get("passed", []):
        for name, told in report.user_properties:
            if name == "told":
                terminalreporter.write_line(str(told))


@pytest.fixture
def count(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Count:
    """Return what has a line shown at the end of all tests, with the name of this one."""
    return lambda line: record_property("told", f"{request.node.name}: {line}")


@pytest.fixture(scope="session", autouse=True)
def kept_workers() -> Iterator[KeptWorkers]:
    """Have the processes that read documents stay from test to test, and return what keeps them."""
    with pytest.MonkeyPatch.context() as patch:
        kept = KeptWorkers(patch)
        yield kept
        kept.end()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Run a test, with its fixtures, beside those of other processes, or while none of them runs."""
    alone = item.get_closest_marker(_ALONE) is not None
    with _EVERYBODYS.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        return (yield)
