"""What a page says about the article on it: title, author, date, publication, address, language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from library.clean import clean_line
from library.frontmatter import parse_date
from library.intake.pages.linked_data import LinkedData
from library.intake.pages.titles import choose_title, main_headings
from library.intake.pages.tree import web_address
from library.models import Draft

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DATES: Final = (
    *("article:published_time", "og:published_time", "article:published"),
    *("og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "pubdate"),
    *("publishdate", "publish-date", "published_time", "date.issued", "dc.date.issued"),
    *("dcterms.created", "dcterms.date", "dc.date", "cxenseparse:recs:publishtime"),
    *("article.published", "last-published", "date"),
)
"""Names of meta tags with the date of publication, the most trusted first."""
_AUTHORS: Final = (
    *("author", "article:author", "parsely-author", "sailthru.author", "dc.creator"),
    *("dcterms.creator", "byl", "og:article:author", "article:author_name", "citation_author"),
    "cxenseparse:author",
)
"""Names of meta tags with the author, the most trusted first."""
_BYLINE: Final = re.compile(r"(?:von|by|par|de|text|autor(?:in)?|author)\s*:?\s+", re.IGNORECASE)
_NO_NAME: Final = re.compile(
    r"https?://|www\.|\.(?:com|de|org|net)\b|^\W*$|@|^(?:admin|null|none)$", re.IGNORECASE
)
_ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?")
_LANGUAGE: Final = re.compile(r"([a-z]{2})(?:[-_][A-Za-z]{2,4})*")
_FIRST_YEAR: Final = 1800
_MAX_AUTHOR: Final = 200


def read_metadata(tree: HtmlElement, address: str | None, *, thorough: bool) -> Draft:
    """Return a draft without blocks that has what the page in `tree` says about its article.

    Args:
        tree: The page; it is left as it is.
        address: Where it is from, when that is known.
        thorough: Whether to look for what is not declared by the look of the page, which takes time.
    """
    data, metas = LinkedData(tree), _metas(tree)
    url = _address(tree, data, metas, address)
    host = urlsplit(url or "").hostname or ""
    site = _site(data, metas)
    title = choose_title(
        main_headings(tree),
        [metas.get("og:title", ""), data.text("headline"), metas.get("twitter:title", "")],
        clean_line(" ".join(next((t.itertext() for t in tree.iter("title")), iter(())))),
        site,
        host,
    )
    return Draft(
        title=title,
        blocks=(),
        url=url,
        source=site or host.removeprefix("www.") or None,
        author=_author(tree, data, metas) or (_found_author(tree) if thorough else None),
        published=_published(tree, data, metas) or (_found_date(tree, url) if thorough else None),
        language=_language(tree, data, metas),
    )


def _site(data: LinkedData, metas: dict[str, str]) -> str:
    """Return the name of the publication, without what it says in praise of itself; nothing if unknown."""
    given = (metas.get("og:site_name"), data.text("publisher"), metas.get("application-name"))
    names = (name.partition(" | ")[0].strip(" @") for name in given if name)
    return next((name for name in names if name and "://" not in name), "")


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Return the meta tags of a page by their names in lower case, the first of each."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = clean_line(meta.get("content") or "")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and content:
                metas.setdefault(name, content)
    return metas


def _address(
    tree: HtmlElement, data: LinkedData, metas: dict[str, str], address: str | None
) -> str | None:
    """Return the canonical address of a page, or None when it does not say one."""
    base = web_address(metas.get("og:url"), address) or address
    canonical = (link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical")
    given = [*canonical, metas.get("og:url"), data.text("mainEntityOfPage", "url"), address]
    found = [url for url in (web_address(one, base) for one in given if one) if url]
    # A template that forgot the page gives the address of the site's front page for each.
    return next((url for url in found if len(urlsplit(url).path) > 1), found[0] if found else None)


def _author(tree: HtmlElement, data: LinkedData, metas: dict[str, str]) -> str | None:
    """Return the byline of a page."""
    given = data.names("author") or data.names("creator")
    declared = (metas[name] for name in _AUTHORS if name in metas)
    for names in (given, *([name] for name in declared), _marked_authors(tree)):
        if byline := _byline(names):
            return byline
    return None


def _byline(names: Iterable[str]) -> str | None:
    """Return `names` as one byline, without what cannot be a name; None when nothing is left."""
    cleaned = (_BYLINE.sub("", name, count=1) if _BYLINE.match(name) else name for name in names)
    kept = [name for name in cleaned if 1 < len(name) <= _MAX_AUTHOR and not _NO_NAME.search(name)]
    return ", ".join(dict.fromkeys(kept)) or None


def _marked_authors(tree: HtmlElement) -> list[str]:
    """Return the texts that the page marks as its author's name."""
    names: list[str] = []
    for element in tree.iter("a", "span", "div", "p", "address"):
        marked = (
            element.get("rel") == "author" or "author" in (element.get("itemprop") or "").split()
        )
        if marked and (name := _name_in(element)):
            names.append(name)
    return list(dict.fromkeys(names))[:5]


def _name_in(element: HtmlElement) -> str:
    """Return the name that an element which is marked as an author holds."""
    named = (inner for inner in element.iter() if inner.get("itemprop") == "name")
    text = clean_line(" ".join(next(named, element).itertext()))
    return text if len(text.split()) <= 6 else ""


def _found_author(tree: HtmlElement) -> str | None:
    """Return the author as trafilatura finds it by the look of the page."""
    from trafilatura.metadata import extract_author

    with suppress(Exception):
        # Whatever it stumbles over, an article without an author is still one.
        return _byline([clean_line((extract_author(tree) or "").replace("; ", ", "))])
    return None


def _published(tree: HtmlElement, data: LinkedData, metas: dict[str, str]) -> datetime | None:
    """Return when the article was published (aware, UTC)."""
    given = [data.text("datePublished"), *(metas.get(name, "") for name in _DATES)]
    given += _marked_dates(tree)
    given += [data.text("dateCreated", "uploadDate", "dateModified")]
    for text in given:
        if date := _date(text):
            return date
    return None


def _date(text: str) -> datetime | None:
    """Return the time that `text` gives, or the day when only that can be read."""
    match = _ISO_DATE.match(text.strip())
    date = parse_date(text) or (parse_date(match[0]) if match else None)
    # Templates give the first of days where they have no date.
    return date if date and date.year >= _FIRST_YEAR else None


def _marked_dates(tree: HtmlElement) -> Iterator[str]:
    """Yield the dates that the page marks as those of its publication."""
    for element in tree.iter("time", "span", "abbr", "div"):
        if "datePublished" in (element.get("itemprop") or "") or "pubdate" in element.attrib:
            yield element.get("datetime") or element.get("content") or ""
            yield clean_line(" ".join(element.itertext()))


def _found_date(tree: HtmlElement, url: str | None) -> datetime | None:
    """Return the date as htmldate finds it by the look of the page."""
    from htmldate import find_date

    with suppress(Exception):
        # As with the author: no fault of a page or of the search is worth losing the article.
        return parse_date(
            find_date(tree, url=url, original_date=True, extensive_search=False) or ""
        )
    return None


def _language(tree: HtmlElement, data: LinkedData, metas: dict[str, str]) -> str | None:
    """Return the ISO 639-1 code of the language that the page declares."""
    root = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    given = (root, data.text("inLanguage"), metas.get("og:locale"), metas.get("content-language"))
    for text in given:
        if match := _LANGUAGE.fullmatch((text or "").strip()[:20]):
            return match[1]
    return None
