"""Which entity a name means: a key that is equal for two names exactly when they mean one entity.

A key depends on the name alone, never on other names, so that entities are joined across articles
by looking them up. It is made to err on the side of two entities for one: those a reader can merge.

A single name of a person is looked up as well: `Putin` is Vladimir Putin. Any other is no more than
itself, and `Müller` would be one entity of all articles that say no more; so `people` adds something
of the article to the key of a single name that many bear.
"""

from __future__ import annotations

import re
from typing import Final

from library.entities.known import bare, inflected, look_up
from library.entities.persons import skeleton
from library.entities.spelling import folded
from library.models import EntityKind

_UNIVERSITY: Final = re.compile(
    r"(?:(technisch|technical) )?(?:universitaet|university of)(?: zu)? (\w.*)"
)


def identity(kind: EntityKind, name: str, language: str | None = None) -> str:
    """Return the key of the entity of `kind` that `name` means, such as `person/vladimir putin`.

    Any string is a name. `language` is the ISO 639-1 code of the text that it is from; it matters
    only for the few names that mean one place in German and another in English.
    """
    known = look_up(kind, name, language)
    if known:
        return known.key
    if kind is EntityKind.PERSON:
        plain = skeleton(name)
        inner = look_up(kind, plain) if " " in plain else None
        return inner.key if inner else f"person/{plain or _as_written(name)}"
    if kind is EntityKind.DATE:
        return f"date/{name}"
    if kind is EntityKind.HANDLE:
        return f"handle/{name.removeprefix('@').lower()}"
    plain = bare(name) if kind is EntityKind.ORGANISATION else inflected(folded(name))
    university = _UNIVERSITY.fullmatch(plain) if kind is EntityKind.ORGANISATION else None
    place = look_up(EntityKind.PLACE, university[2], language) if university else None
    if university and place:
        sort = "technical university" if university[1] else "university"
        return f"{kind}/{sort} of {place.key.partition('/')[2]}"
    return f"{kind}/{plain or _as_written(name)}"


def same(kind: EntityKind, a: str, b: str, language: str | None = None) -> bool:
    """Tell whether the names `a` and `b` mean one entity of `kind`, by all that names can tell."""
    return identity(kind, a, language) == identity(kind, b, language)


def _as_written(name: str) -> str:
    """Return what stands for a `name` without a single letter or digit."""
    return name.strip().casefold()
