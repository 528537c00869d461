"""The language of what is said here, beside that of what the library says."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import library

_FOLDER: Final = Path(__file__).parent / "locale"


def use_language(language: str) -> str:
    """Say all that follows in `language`, empty for that of the environment; return what is said now."""
    return library.use_language(language, _FOLDER)
