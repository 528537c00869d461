"""Persons whose names an article gives in another script as well: `Kim Jong-un (김정은)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from library.entities.spans import Naming
from library.models import EntityKind

_OTHER: Final = (
    r"\u0370-\u03ff\u0400-\u052f\u0531-\u058f\u0590-\u05ff\u0600-\u06ff\u0900-\u097f\u0e00-\u0e7f"
    r"\u10a0-\u10ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
)
"""Letters of the scripts in which news writes names beside the Latin form."""
_AFTER: Final = re.compile(
    rf" ?[(（](?:[^\W\d_]{{2,14}}[:.]? )?([{_OTHER}][{_OTHER}'’·・ .-]{{0,38}})[,;)）]"
)


def other_scripts(texts: Sequence[str], namings: Iterable[Naming]) -> dict[str, Naming]:
    """Return the names in other scripts that stand in brackets behind persons, and whose they are."""
    found: dict[str, Naming] = {}
    for naming in namings:
        if naming.kind is EntityKind.PERSON:
            match = _AFTER.match(texts[naming.block], naming.end)
            if match:
                found.setdefault(match[1].strip(), naming)
    return found
