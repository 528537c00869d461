"""Acronyms that an article introduces: `Nationaler Sicherheitsrat (NSC)`, `NSC (National …)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from library.entities.identities import identity
from library.entities.known import look_up
from library.entities.places import place_named
from library.entities.spans import Naming
from library.entities.spelling import folded
from library.models import EntityKind

_AFTER: Final = re.compile(r"['’]?[ \xa0]?\([„“\"]?([^\W\d_a-z][\w&.-]{1,9})[“”\"]?\)")
_BEFORE: Final = re.compile(r"(?<![\w-])([^\W\d_a-z][\w&.-]{1,9}) \([„“\"]?$")
_WINDOW: Final = 14
"""Code points before a name in which its acronym is looked for."""
_NAMED: Final = frozenset((EntityKind.ORGANISATION, EntityKind.OTHER))


def acronyms(
    texts: Sequence[str], namings: Iterable[Naming], language: str | None
) -> dict[str, Naming]:
    """Return the acronyms in brackets by what they are short for: an organisation, or a thing."""
    found: dict[str, Naming] = {}
    for naming in namings:
        if naming.kind not in _NAMED or naming.key or len(naming.name) < 4:
            continue
        text = texts[naming.block]
        match = _AFTER.match(text, naming.end) or _BEFORE.search(
            text, max(0, naming.start - _WINDOW), naming.start
        )
        if match and _short_for(match[1], naming, language):
            found.setdefault(match[1], naming)
    return found


def _short_for(acronym: str, naming: Naming, language: str | None) -> bool:
    """Tell whether `acronym` may be short for `naming`: by a table, or letter by letter."""
    if sum(letter.isupper() for letter in acronym) < 2 or place_named(acronym, language):
        return False
    known = look_up(naming.kind, acronym, language)
    if known and known.key == identity(naming.kind, naming.name, language):
        return True
    short, long = folded(acronym).replace(" ", ""), folded(naming.name)
    letters = iter(long)
    return short[:1] == long[:1] and all(letter in letters for letter in short)
