"""Names of feeds, which hold the folder that they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from library.clean import clean_line

PARTING: Final = "/"
"""Stands between a folder and what is in it."""

_INSTEAD: Final = "∕"
"""Stands for it in a name."""


def folder_of(name: str) -> tuple[tuple[str, ...], str]:
    """Return the folder and the rest of the name of a feed, such as `News/Abroad/Herald`."""
    *folder, rest = (part.strip() for part in name.split(PARTING))
    return tuple(filter(None, folder)), rest


def place_of(name: str, address: str) -> tuple[tuple[str, ...], str]:
    """Return folder and title of a feed; of one that is called by its address for want of a name neither."""
    return ((), "") if name == address else folder_of(name)


def name_in(folder: Iterable[str], title: str) -> str:
    """Return the name of a feed in a folder, as `folder_of` takes it apart."""
    parts = (clean_line(part).replace(PARTING, _INSTEAD) for part in (*folder, title))
    return PARTING.join(filter(None, parts))
