"""Items of lists that have numbers of their own."""

from __future__ import annotations

import re
from typing import Final

_NUMBERED: Final = re.compile(
    r"(?:\(?\d{1,3}\)|-?\d{1,3}\.|\(?(?:[a-z]|[A-Z]|[ivxlc]{2,7}|[IVXLC]{2,7})\))\s+\S"
)


def is_numbered(text: str) -> bool:
    """Tell whether an item of a list begins with its own number or letter."""
    return _NUMBERED.match(text) is not None
