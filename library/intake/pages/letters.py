"""What of a text is compared where a page says the same in more than one way."""

from __future__ import annotations

import re
from typing import Final

_OTHERS: Final = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """Return the letters and digits of `text`, whatever their case: no blanks, no punctuation."""
    return _OTHERS.sub("", text.casefold())
