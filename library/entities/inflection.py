"""German endings of names: `Putins`, `Angela Merkels`, `die Müllers`.

A name may end in an s of its own (`Hans`, `Barbara Hendricks`), so an ending is taken off only on
evidence: the name without it occurs in the article, or a noun follows, as it does after a genitive.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from library.entities.known import look_up
from library.entities.spans import NAMES, Naming
from library.models import EntityKind

_NOUN: Final = re.compile(r" [A-ZÄÖÜ][a-zäöüß]")
_ENDED: Final = re.compile(r"[^\W\d_]{2}[^\W\d_sßzx]s")


def uninflected(
    texts: Sequence[str], namings: Sequence[Naming], language: str | None
) -> list[Naming]:
    """Return `namings`, which are in reading order, with their names in the nominative."""
    if (language or "").startswith("en"):
        return list(namings)
    known = {naming.name for naming in namings} | {
        part
        for naming in namings
        if naming.kind is EntityKind.PERSON
        for part in naming.name.split()
    }
    nouns = {(naming.block, naming.start) for naming in namings}
    result = []
    for naming in namings:
        if naming.kind not in NAMES or naming.key or not naming.name.endswith("s"):
            result.append(naming)
            continue
        base = naming.name[:-1]
        sure = base in known or _is_genitive(texts[naming.block], naming, nouns, language)
        result.append(replace(naming, name=base) if sure else naming)
    return result


def _is_genitive(
    text: str, naming: Naming, others: set[tuple[int, int]], language: str | None
) -> bool:
    """Tell whether what follows `naming`, or a table, says that its s is an ending."""
    if not _ENDED.search(naming.name, max(0, len(naming.name) - 4)):
        return False
    base = naming.name[:-1]
    if naming.kind is not EntityKind.PERSON:
        # Who knows Moskau knows what Moskaus is; other names are rather Siemens and Airbus.
        return look_up(naming.kind, base, language) is not None
    german = (language or "").startswith("de")
    follows = _NOUN.match(text, naming.end) is not None
    return german and follows and (naming.block, naming.end + 1) not in others
