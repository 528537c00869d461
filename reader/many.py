"""Very many articles at once: what is done to them in a thread, by the keys of a list."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Final

from library import Altered, Library

FEW: Final = 200
"""Articles up to which a change is shown before it is on disk."""

_AT_ONCE: Final = 8192
"""Articles that are asked of together; SQLite takes no more than 32,766."""


def unread_of(keys: array[int], library: Library) -> array[int]:
    """Return those of `keys` that are those of unread articles, in their order."""
    found = array("q")
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        unread = library.unread(some)
        found.extend(key for key in some if key in unread)
    return found


def mark_keys(
    keys: array[int],
    do: Callable[[Library, Sequence[str]], tuple[Altered, ...]],
    shared: bool,
    library: Library,
) -> tuple[Altered, ...]:
    """Do something to the articles with `keys`, and if it is `shared` to all versions of them."""
    if shared:
        keys = keys + library.versions_of(keys)
    return do(library, library.ids_of(keys))
