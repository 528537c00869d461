"""The headline of a page, without the name of the site that pages put around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from library.clean import clean_line
from library.intake.pages.letters import letters

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SEPARATOR: Final = re.compile(r"\s+(?:[-–—|·•»«:/│]|::|\|\|)\s+|\s*[|｜ㅣ]\s*")
_BAR: Final = re.compile("[|｜ㅣ]")
"""What hardly any headline has in it, but many a title before the name of the site."""
_BESIDE: Final = re.compile(
    r"kicker|overline|over-?title|topline|roof|dachzeile|spitzmarke|eyebrow|pre-?(?:head|title)"
    r"|super-?title|visually-?hidden|sr-only|screen-?reader|tooltip",
    re.IGNORECASE,
)
"""Classes of what stands within a main heading and is no part of the headline."""
_UNSHOWN: Final = frozenset(("script", "style", "template", "svg", "noscript"))
_MAX_SITE_WORDS: Final = 4
_MAX_SITE: Final = 40
_MAX_TITLE: Final = 500
_MAX_HEADINGS: Final = 20
_MAX_METAS: Final = 500
_MIN_HEADLINE: Final = 15
"""Letters of a headline below a kicker; a shorter text ends like another one by chance."""


@dataclass(frozen=True, slots=True)
class MainHeading:
    """An `h1` of a page."""

    headline: str
    """What it says, without a kicker that stands within it; never empty."""
    whole: str
    """All that it says."""


def main_headings(tree: HtmlElement) -> list[MainHeading]:
    """Return the first main headings of a page that say something."""
    found: list[MainHeading] = []
    for heading in islice(tree.iter("h1"), _MAX_HEADINGS):
        whole = clean_line(" ".join(_parts(heading, kickers=True)))
        headline = clean_line(" ".join(_parts(heading, kickers=False))).lstrip(" :|–—-/·•")
        if whole and len(whole) <= _MAX_TITLE:
            found.append(MainHeading(headline or whole, whole))
    return found


def given_titles(tree: HtmlElement) -> list[str]:
    """Return all that a page is called: in its only main heading, its `<title>`, and for posts."""
    headings = main_headings(tree)
    titles = [text for one in headings for text in (one.headline, one.whole)]
    given = [
        meta.get("content") or ""
        for meta in islice(tree.iter("meta"), _MAX_METAS)
        if (meta.get("property") or meta.get("name")) in ("og:title", "twitter:title")
    ]
    elements = [" ".join(title.itertext()) for title in islice(tree.iter("title"), 1)]
    # Where there are several main headings, the others are headings of sections.
    return [*(titles if len(headings) == 1 else ()), *map(clean_line, (*given, *elements))]


def _parts(heading: HtmlElement, *, kickers: bool) -> Iterator[str]:
    """Yield the texts in `heading` that are shown, those of kickers only if wanted."""
    yield heading.text or ""
    # A stack instead of recursion: a page may be nested deeper than Python's calls.
    waiting: list[tuple[HtmlElement, bool]] = [(child, False) for child in reversed(heading)]
    while waiting:
        element, is_done = waiting.pop()
        beside = not kickers and _BESIDE.search(element.get("class") or "")
        if is_done or element.tag in _UNSHOWN or beside:
            yield element.tail or ""
            continue
        yield element.text or ""
        waiting.append((element, True))
        waiting += ((child, False) for child in reversed(element))


def choose_title(
    headings: Sequence[MainHeading],
    declared: Sequence[str],
    title_element: str,
    site: str,
    host: str,
) -> str:
    """Return the headline of a page.

    Args:
        headings: Its main headings.
        declared: What it gives as its headline to others, the most trusted first.
        title_element: Its `<title>`.
        site: The name of the publication, where known.
        host: The host of its address, where known.
    """
    names = [name for name in (site, host, host.removeprefix("www.").split(".")[0]) if name]
    shown = [text for one in headings for text in (one.headline, one.whole)]
    given = [without_site(text, names, shown) for text in declared if text]
    others = [text for text in given if not any(_same(text, name) for name in names)]
    whole = without_site(title_element, names, [*shown, *others])
    for other in filter(None, (*others, whole)):
        for heading in headings:
            if headline := _agreed(heading, other):
                return headline
    if len(headings) == 1 and _is_headline(headings[0].headline, names):
        return headings[0].headline
    return next(filter(None, [*others, whole, *(one.headline for one in headings)]), "")


def _agreed(heading: MainHeading, other: str) -> str:
    """Return what a main heading and another title of the page both say, nothing when they differ."""
    said, whole = _folded(other), _folded(heading.whole)
    if said == whole or (len(said) >= _MIN_HEADLINE and whole.endswith(said)):
        # The page itself says whether a kicker belongs to the headline, and how it is punctuated.
        return other
    return heading.headline if _agree(heading.headline, other) else ""


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
    if any(_names_site(tail, name) for name in names) or (_BAR.search(last[0]) and _is_short(tail)):
        return (
            without_site(text[: last.start()], names, known)
            if len(breaks) > 1
            else text[: last.start()]
        )
    if any(_same(text[: first.start()], name) for name in names):
        return text[first.end() :]
    return text


def _is_headline(heading: str, names: Sequence[str]) -> bool:
    """Say whether the only main heading may be the headline though no other title of the page says the same.

    One of a word or two is a logo or a section, and so is one that begins with the name of the site.
    """
    said = _folded(heading)
    return len(heading.split()) > 2 and not any(
        name and said.startswith(name) for name in map(_folded, names)
    )


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
    return letters(text[:_MAX_TITLE])
