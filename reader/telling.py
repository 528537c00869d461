"""Tells on stderr what befell the marks, once; in the reader that is done on its screen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from library import LibraryError, take_notices
from reader.formats import complaint
from reader.output import complain

WITHIN: Final = "NEWSREADER_WITHIN"
"""Set in the environment of a command that the reader runs, whose stderr nobody reads."""


def tell(folder: Path, trouble: LibraryError | None = None) -> None:
    """Tell what befell the marks in `folder`, and why they cannot be changed, if they cannot."""
    if WITHIN in os.environ:
        return
    for notice in take_notices(folder):
        complain(notice)
    if trouble is not None:
        complain(complaint(trouble))
