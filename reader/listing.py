"""The commands `list`, `search`, `show` and `mark`: what is printed of articles, and marked."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from library import (
    Headline,
    Library,
    Mark,
    Refused,
    Source,
    _,
    parse_query,
)
from reader import output
from reader.choosing import Chosen
from reader.codes import NOTHING_FOUND, SOME_REFUSED
from reader.formats import complaint
from reader.output import complain
from reader.patience import SECONDS, Patience
from reader.recognition import recognise_shown
from reader.writing import Document, document, named, write

_FLUSHED: Final = 64
"""Lines after which what was printed is passed on."""


def list_articles(options: Namespace, library: Library) -> int:
    """Print the articles that match a query, or all."""
    code = NOTHING_FOUND
    for headline in _listed(options, library):
        code = 0
        if options.json:
            output.put_record(output.headline_record(headline, note=_note(headline, library)))
        else:
            output.put(output.headline_line(headline))
    return code


def search(options: Namespace, library: Library) -> int:
    """Print the articles that match a query, with the places where they do."""
    code = _print_found(options, library) if options.json else list_articles(options, library)
    if code == NOTHING_FOUND and (suggestions := library.suggestions(options.query)):
        quoted = (_("“{name}”").format(name=one) for one in suggestions)
        complain(_("Did you mean {names}?").format(names=_(" or ").join(quoted)))
    return code


def _print_found(options: Namespace, library: Library) -> int:
    """Print for programs what matches a query, with the places where it does."""
    code = NOTHING_FOUND
    node = parse_query(options.query)
    for headline in _listed(options, library):
        code = 0
        hits = library.hits(node, library.article(headline.id))
        output.put_record(output.headline_record(headline, hits, _note(headline, library)))
    return code


def _note(headline: Headline, library: Library) -> str:
    """Return the note on an article; empty for none."""
    return library.labels.note(headline.id) if headline.is_noted else ""


def _listed(options: Namespace, library: Library) -> Iterator[Headline]:
    """Yield the headlines that are asked for, and see to it that whoever reads them need not wait."""
    headlines = library.each(options.query or "", options.sort, options.limit)
    patience = Patience(library)
    for number, headline in enumerate(patience.rows(headlines)):
        yield headline
        if number % _FLUSHED == 0:
            sys.stdout.flush()
    if patience.is_over:
        told = _("Stopped after {seconds} s without another find; there may be more.")
        complain(told.format(seconds=round(SECONDS)))


def show(options: Namespace, library: Library) -> int:
    """Print whole articles: stored ones by id, or files without storing them."""
    refused: list[Refused] = []
    shown = _shown(options, library, refused)
    if options.format is None:
        for one in shown:
            output.put(output.article_text(one.article, one.mentions if options.plain else ()))
    else:
        for piece in write(named(options.format), shown):
            output.put(piece, end="")
    return SOME_REFUSED if refused else 0


def _shown(options: Namespace, library: Library, refused: list[Refused]) -> Iterator[Document]:
    """Yield what is to be shown, and say what there is to say of it; what is not taken is `refused`."""
    # Imported here: 12 ms that no other command needs.
    from library import read_apart

    items = (Source(name) if Path(name).is_file() else name for name in options.articles)
    for item in read_apart(items):
        if isinstance(item, Refused):
            complain(complaint(item))
            refused.append(item)
        elif isinstance(item, str):
            id_ = library.resolve(item)
            recognise_shown(options, library, id_)
            yield document(library, id_)
        else:
            if item.notice is not None:
                complain(f"{item.article.title}: {item.notice}")
            yield Document(item.article, item.mentions)


def mark(options: Namespace, library: Library) -> int:
    """Mark articles, and print each when that is on disk; what is not found hinders no other."""
    what = Mark[options.what.upper()]
    chosen = Chosen(library, options.chosen)
    marked = 0
    for id_ in chosen.ids():
        library.mark([id_], what)
        output.put_record({"id": id_, "what": options.what}, flush=True)
        marked += 1
    library.fold()
    return 0 if marked and not chosen.missed else NOTHING_FOUND
