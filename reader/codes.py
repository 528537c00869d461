"""How commands end: what they tell scripts without a word."""

from __future__ import annotations

from typing import Final

NOTHING_FOUND: Final = 1
"""There was nothing to do it to."""
UNUSABLE: Final = 2
"""It was asked for in a way that makes no sense, or the library cannot be used."""
SOME_REFUSED: Final = 3
"""Some of it could not be done, and each was named with its reason."""
STOPPED: Final = 130
"""The person stopped it."""
