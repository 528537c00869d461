"""What a library lists, told in few words."""

from __future__ import annotations

from library import Library


def ids(library: Library) -> list[str]:
    return [headline.id for headline in library.search("")]


def titles(library: Library, query: str) -> list[str]:
    return [headline.title.split()[0] for headline in library.search(query)]
