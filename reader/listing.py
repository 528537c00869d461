"""The commands `list`, `search` and `mark`: which articles there are, and what is marked of them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Final

from library import (
    Headline,
    Library,
    Mark,
    Order,
    _,
    parse_query,
)
from reader import output, records
from reader.choosing import Chosen
from reader.codes import NOTHING_FOUND, UNUSABLE
from reader.formats import did_you_mean
from reader.output import complain
from reader.patience import SECONDS, Patience

_FLUSHED: Final = 64
"""Lines after which what was printed is passed on."""


def list_articles(options: Namespace, library: Library) -> int:
    """Print the articles that match a query, or all."""
    code = NOTHING_FOUND
    for headline in _listed(options, library):
        code = 0
        if options.json:
            output.put_record(records.headline_record(headline, note=_note(headline, library)))
        else:
            output.put(output.headline_line(headline))
    return code


def search(options: Namespace, library: Library) -> int:
    """Print the articles that match a query, with the places where they do."""
    code = _print_found(options, library) if options.json else list_articles(options, library)
    if code == NOTHING_FOUND and (suggestions := library.suggestions(options.query)):
        complain(did_you_mean(suggestions))
    return code


def _print_found(options: Namespace, library: Library) -> int:
    """Print for programs what matches a query, with the places where it does."""
    code = NOTHING_FOUND
    node = parse_query(options.query)
    for headline in _listed(options, library):
        code = 0
        hits = library.hits(node, library.article(headline.id))
        output.put_record(records.headline_record(headline, hits, _note(headline, library)))
    return code


def _note(headline: Headline, library: Library) -> str:
    """Return the note on an article; empty for none."""
    return library.labels.note(headline.id) if headline.is_noted else ""


def _listed(options: Namespace, library: Library) -> Iterator[Headline]:
    """Yield the headlines that are asked for, and see to it that whoever reads them need not wait."""
    headlines = library.each(options.query or "", Order(options.sort), options.limit)
    patience = Patience(library)
    for number, headline in enumerate(patience.rows(headlines)):
        yield headline
        if number % _FLUSHED == 0:
            output.flush()
    if patience.is_over:
        told = _("Stopped after {seconds} s without another find; there may be more.")
        complain(told.format(seconds=round(SECONDS)))


def mark(options: Namespace, library: Library) -> int:
    """Mark articles, and print each when that is on disk; what is not found hinders no other."""
    what = Mark[options.what.upper()]
    chosen = Chosen(library, options.chosen)
    if chosen.is_everything():
        return UNUSABLE
    marked = 0
    for ids in chosen.portions():
        library.mark(ids, what)
        for id_ in ids:
            output.put_record({"id": id_, "what": options.what})
        output.flush()
        marked += len(ids)
    library.fold()
    return 0 if marked and not chosen.missed else NOTHING_FOUND
