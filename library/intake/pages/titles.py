"""The headline of a page, without the name of the site that pages put around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_SEPARATOR: Final = re.compile(r"\s+(?:[-–—|·•»«:/]|::|\|\|)\s+|\s*\|\s*")
_LETTERS: Final = re.compile(r"\W+")
_MAX_SITE_WORDS: Final = 4
_MAX_SITE: Final = 40
_MAX_TITLE: Final = 500
_MAX_HEADINGS: Final = 20


def choose_title(
    main_headings: Sequence[str], declared: Sequence[str], title_element: str, site: str, host: str
) -> str:
    """Return the headline of a page.

    Args:
        main_headings: The texts of its `h1`.
        declared: What it gives as its headline to others, the most trusted first.
        title_element: Its `<title>`.
        site: The name of the publication, where known.
        host: The host of its address, where known.
    """
    names = [name for name in (site, host, host.removeprefix("www.").split(".")[0]) if name]
    others = [without_site(text, names, main_headings) for text in declared if text]
    whole = without_site(title_element, names, [*main_headings, *others])
    headings = [text for text in main_headings if text and len(text) <= _MAX_TITLE]
    for other in (*others, whole):
        for heading in headings[:_MAX_HEADINGS]:
            if _agree(heading, other):
                return heading
    if len(headings) == 1 and not any(_same(headings[0], name) for name in names):
        return headings[0] if not (others or whole) else _longer(headings[0], others or [whole])
    return next(iter([*others, whole, *headings]), "") or ""


def without_site(text: str, names: Sequence[str], known: Sequence[str]) -> str:
    """Return a title without the name of the site at its end or its beginning.

    Args:
        text: The title as the page has it.
        names: What the site is called.
        known: Other titles of the page, which tell how much of this one is the headline.
    """
    breaks = list(_SEPARATOR.finditer(text[:_MAX_TITLE]))
    for place in breaks:
        head, tail = text[: place.start()], text[place.end() :]
        if any(_same(head, other) for other in known):
            return head
        if any(_same(tail, other) for other in known):
            return tail
    if not breaks:
        return text
    first, last = breaks[0], breaks[-1]
    tail = text[last.end() :]
    if any(_names_site(tail, name) for name in names) or ("|" in last[0] and _is_short(tail)):
        return (
            without_site(text[: last.start()], names, known)
            if len(breaks) > 1
            else text[: last.start()]
        )
    if any(_same(text[: first.start()], name) for name in names):
        return text[first.end() :]
    return text


def _longer(heading: str, others: Sequence[str]) -> str:
    """Return the headline when the only main heading and what is declared say different things."""
    # A main heading of one or two words is a logo or a section.
    return heading if len(heading.split()) > 2 else next(filter(None, others), heading)


def _is_short(text: str) -> bool:
    """Say whether `text` is as short as the name of a site."""
    return len(text) <= _MAX_SITE and len(text.split()) <= _MAX_SITE_WORDS


def _names_site(text: str, name: str) -> bool:
    """Say whether the end of a title, which is `text`, names the site that is called `name`."""
    said, called = _folded(text), _folded(name)
    return bool(said and called) and _is_short(text) and (said in called or called in said)


def _same(one: str, other: str) -> bool:
    """Say whether two texts have the same letters."""
    return bool(_folded(one)) and _folded(one) == _folded(other)


def _agree(one: str, other: str) -> bool:
    """Say whether one text is the other or a large part of it."""
    first, second = sorted((_folded(one), _folded(other)), key=len)
    return bool(first) and first in second and len(first) * 2 >= len(second)


def _folded(text: str) -> str:
    """Return the letters and digits of `text`, whatever their case."""
    return _LETTERS.sub("", text[:_MAX_TITLE].casefold())
