"""What these tests count, shown at the end of all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Count = Callable[[str], None]
"""Says in a line at the end of all tests what one of them has counted."""


@pytest.fixture
def count(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Count:
    """Return what has a line shown at the end of all tests, with the name of this one."""
    return lambda line: record_property("told", f"{request.node.name}: {line}")
