"""A dossier as a static site: chosen articles and what they name, as pages that lead to one another.

    dossier    what is in it: articles, names, who says what of whom (pure)
    frame      what all pages have in common
    index      the first page: the articles by month
    article    a page for each article
    named      a page for each name, and the index of names
    folder     puts the pages into a folder, all or none

The pages need nothing else: no script, one stylesheet beside them, links that are relative. What a
person keeps to themselves (notes, tags, what is read) is in none of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.site import article, index, named
from reader.site.dossier import Dossier
from reader.site.frame import style

__all__ = ["Dossier", "pages"]


def pages(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield the path of each file within the site, parted by slashes, and its text; the first is the index."""
    yield index.PATH, index.page(dossier)
    yield "style.css", style()
    for place, entry in enumerate(dossier.entries):
        yield entry.path, article.page(dossier, place)
    yield named.PATH, named.index_page(dossier)
    for name in dossier.names:
        yield name.path, named.page(dossier, name)
