"""Who wrote the article on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Final

from library.clean import clean_line
from library.intake.pages.bylines import (
    clean_name,
    is_handle,
    is_person,
    join_names,
    joined_pieces,
    names_person,
    says_more,
    written_byline,
)
from library.intake.pages.letters import letters
from library.intake.pages.linked_data import LinkedData

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_METAS: Final = (
    *(
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
    ),
    *("dc.contributor", "byl", "og:article:author", "article:author_name", "citation_author"),
    "cxenseparse:author",
)
"""Names of meta tags with the author, the most trusted first."""
_MARKED: Final = re.compile(
    r"(?:^|[\s_-])(?:authors?|byline|autor(?:en|in)?(?:zeile)?|verfasser(?:in)?|redakteur(?:in)?)"
    r"(?:[\s_-]{1,2}(?:names?|link|vcard|list|item|inner|text|title|info|url))*(?:$|\s)",
    re.IGNORECASE,
)
"""Classes of elements that name the author."""
_ELSEWHERE: Final = re.compile(
    r"comment|kommentar|respon[ds]|related|teaser|sidebar|(?:^|\s)widget|footer|recommend|recent|popular|disqus"
    r"|caption|newsletter|avatar",
    re.IGNORECASE,
)
"""Classes of what holds names of others than the article's authors."""
_ASIDE: Final = frozenset(("aside", "nav", "footer", "figure", "figcaption", "blockquote"))
_MIN_SITE: Final = 3
"""Letters of the shortest name of a publication that is looked for in others."""
_INITIALS: Final = 2
"""Letters of a word that may be a name cut short, so that the full stop after it ends nothing."""
_MAX_MARKED: Final = 40
_MAX_WORDS: Final = 30


def find_authors(
    tree: HtmlElement,
    data: LinkedData,
    metas: Mapping[str, str],
    site: Sequence[str],
    lines: Sequence[str],
    *,
    thorough: bool,
) -> str | None:
    """Return the byline of a page, or None when it names no author.

    Persons go before organisations, and what is declared before what is only shown.

    Args:
        tree: The page.
        data: Its JSON-LD.
        metas: Its meta tags by name.
        site: What the publication and its host are called; as an author it is the last resort.
        lines: What the page shows right below its title.
        thorough: Whether to look by the look of the page as well, which takes time.
    """
    weak: str | None = None
    strong: str | None = None
    for names, is_weak in _declared(data, metas):
        byline = join_names(_without_site(name, site) for name in names)
        weak = weak or byline or join_names(names)
        if byline and not is_weak and not is_handle(byline):
            strong = byline
            break
    written = next((_without_site(name, site) for name in map(written_byline, lines) if name), "")
    if strong:
        # On the page the name of a user may stand in full, and beside it those of further authors.
        return written if says_more(written, strong) else strong
    found = (join_names(_related_authors(tree)), join_names(_classed_authors(tree)), written)
    shown = [name for text in found if text and (name := _without_site(text, site))]
    best = next(filter(names_person, shown), shown[0] if shown else None)
    return best or weak or (_guessed(tree) if thorough else None)


def _without_site(name: str, site: Sequence[str]) -> str:
    """Return names without that of the publication, nothing when there is no other."""
    parts = [part for part in name.split(", ") if not _is_site(part, site)]
    person, _, tail = name.rpartition(". ")
    is_whole = is_person(person) and len(person.rpartition(" ")[2]) > _INITIALS
    if is_whole and _is_site(tail.partition(" ")[0], site):
        return "" if _is_site(person, site) else person
    return ", ".join(parts)


def _is_site(name: str, site: Sequence[str]) -> bool:
    """Say whether `name` is that of the publication, or has it in it."""
    said = letters(name)
    called = [called_letters for one in site if len(called_letters := letters(one)) >= _MIN_SITE]
    return any(one in said or (said in one and len(said) >= _MIN_SITE) for one in called)


def _declared(data: LinkedData, metas: Mapping[str, str]) -> Iterator[tuple[list[str], bool]]:
    """Yield the names that are declared, and whether they are but organisations."""
    for key in ("author", "creator"):
        if names := data.names(key):
            yield names, not data.has_people(key)
    for name in _METAS:
        if name in metas:
            yield [metas[name]], False


def _related_authors(tree: HtmlElement) -> list[str]:
    """Return the names in what the page marks as its author by `rel` or `itemprop`."""
    marked = (
        element
        for element in tree.iter("a", "span", "div", "p", "address", "small", "li")
        if element.get("rel") == "author" or "author" in (element.get("itemprop") or "").split()
    )
    return _names(marked)


def _classed_authors(tree: HtmlElement) -> list[str]:
    """Return the names in what the page shows as its author by the class of an element."""
    marked = (
        element
        for element in tree.iter()
        if _MARKED.search(element.get("class") or "")
        and element.tag not in ("body", "article", "main")
    )
    return _names(marked)


def _names(marked: Iterator[HtmlElement]) -> list[str]:
    """Return the names in the first element that has some, and in those beside it."""
    found: list[str] = []
    place: HtmlElement | None = None
    for element in islice(marked, _MAX_MARKED):
        if place is not None and place not in islice(element.iterancestors(), 3):
            continue
        name = clean_name(_text(element))
        if name and not _is_elsewhere(element):
            if place is None:
                place = next(islice(element.iterancestors(), 1, 2), element.getparent())
            found.append(name)
    return found


def _text(element: HtmlElement) -> str:
    """Return the text of an element that names an author; nothing when it says much more."""
    named = [inner for inner in element.iter() if inner.get("itemprop") == "name"]
    holder = named[0] if named else element
    pieces = [clean_line(piece) for piece in islice(holder.itertext(), _MAX_WORDS)]
    text = joined_pieces(pieces)
    return text if len(text.split()) <= _MAX_WORDS else ""


def _is_elsewhere(element: HtmlElement) -> bool:
    """Say whether an element stands in a comment, a box or a caption."""
    return any(
        outer.tag in _ASIDE
        or (outer.tag != "body" and _ELSEWHERE.search(f"{outer.get('class')} {outer.get('id')}"))
        for outer in (element, *islice(element.iterancestors(), 12))
        if outer.tag not in ("html", "body")
    )


def _guessed(tree: HtmlElement) -> str | None:
    """Return the author as trafilatura finds it by the look of the page."""
    from trafilatura.metadata import extract_author

    with suppress(Exception):
        # Whatever it stumbles over, an article without an author is still one.
        return join_names([clean_line((extract_author(tree) or "").replace("; ", ", "))])
    return None
