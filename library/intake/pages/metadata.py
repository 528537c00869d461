"""What a page says about the article on it: title, author, date, publication, address, language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from library.clean import clean_line
from library.intake.pages.authors import find_authors
from library.intake.pages.dates import declared_date, shown_date
from library.intake.pages.letters import letters
from library.intake.pages.linked_data import LinkedData
from library.intake.pages.titles import choose_title, main_headings
from library.intake.pages.tree import web_address
from library.language import language_code
from library.models import Draft

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DEVICES: Final = re.compile(r"\A(?:www|m|mobil|mobile|amp)\.")
"""Beginnings of names of machines that a site has for its visitors' devices."""
_MAX_TITLE: Final = 1000
_BELOW: Final = 20
"""Lines below a title among which a byline is looked for."""
_MAX_PLACES: Final = 5


def read_metadata(
    tree: HtmlElement, lines: Sequence[str], address: str | None, *, thorough: bool
) -> Draft:
    """Return a draft without blocks that has what the page in `tree` says about its article.

    Args:
        tree: The page; it is left as it is.
        lines: What the page shows.
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
    places = _title_places(lines, title)
    below = [line for place in places for line in lines[place + 1 : place + 1 + _BELOW]]
    return Draft(
        title=title,
        blocks=(),
        url=url,
        source=site or host.removeprefix("www.") or None,
        author=find_authors(
            tree,
            data,
            metas,
            [site, host.removeprefix("www.").rpartition(".")[0]],
            below,
            thorough=thorough,
        ),
        published=declared_date(tree, data, metas) or (shown_date(tree, url) if thorough else None),
        language=_language(tree, data, metas),
    )


def _title_places(lines: Sequence[str], title: str) -> list[int]:
    """Return the numbers of the first lines that show the title."""
    said = letters(title)
    folded = (letters(line[:_MAX_TITLE]) for line in lines)
    places = (n for n, line in enumerate(folded) if line and (said in line or line in said))
    return list(islice(places, _MAX_PLACES)) if said else []


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
    if not _is_of_site(base, address):
        base = address
    canonical = (link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical")
    given = [*canonical, metas.get("og:url"), data.text("mainEntityOfPage", "url"), address]
    found = [url for url in (web_address(one, base) for one in given if one) if url]
    found = [url for url in found if _is_of_site(url, address)]
    # A template that forgot the page gives the address of the site's front page for each.
    return next((url for url in found if len(urlsplit(url).path) > 1), found[0] if found else None)


def _is_of_site(url: str | None, address: str | None) -> bool:
    """Tell whether `url` is of the site that a page was fetched from: none may pass for one of another."""
    if url is None or address is None:
        return True
    own, other = (_DEVICES.sub("", urlsplit(one).hostname or "", count=1) for one in (address, url))
    return own == other or own.endswith(f".{other}") or other.endswith(f".{own}")


def _language(tree: HtmlElement, data: LinkedData, metas: dict[str, str]) -> str | None:
    """Return the ISO 639-1 code of the language that the page declares."""
    root = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    given = (root, data.text("inLanguage"), metas.get("og:locale"), metas.get("content-language"))
    for text in given:
        if code := language_code(text or ""):
            return code
    return None
