"""The command `prune`: deletes what a query finds, but nothing that the person has put a mark on."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Final

from library import KEPT_DAYS, Library, _, all_of, ngettext, parse_query
from reader import output, records
from reader.arguments import take_json, take_words
from reader.choosing import is_everything
from reader.codes import NOTHING_FOUND, UNUSABLE
from reader.formats import count
from reader.output import complain

_KEPT: Final = "-is:bookmarked -is:tagged -is:noted"


def take_prune(parser: ArgumentParser) -> None:
    """Take the query, and how far it may go."""
    take_words(parser, _("such as: {command}").format(command="before:2y is:read"))
    parser.add_argument(
        "--dry-run", action="store_true", help=_("list what would go, and delete nothing")
    )
    parser.add_argument(
        "--marked",
        action="store_true",
        help=_("also what is bookmarked, tagged or has a note, which stays otherwise"),
    )
    take_json(parser)


def prune(options: Namespace, library: Library) -> int:
    """Delete what a query finds, all of it or nothing, and tell each article once that is on disk."""
    node = parse_query(options.query)
    if is_everything(node):
        return UNUSABLE
    if not options.marked:
        node = all_of(node, parse_query(_KEPT))
    keys = library.find(node)
    ids = library.ids_of(keys)
    if options.dry_run:
        for headline in library.listing(keys, folded=False):
            if options.json:
                output.put_record(records.headline_record(headline))
            else:
                output.put(output.headline_line(headline))
    elif ids:
        library.bin.delete(ids)
        library.fold()
        if options.json:
            for id_ in ids:
                output.put_record({"id": id_, "what": "remove"})
    _tell(options, len(ids))
    return 0 if ids else NOTHING_FOUND


def _tell(options: Namespace, number: int) -> None:
    """Say how many articles are deleted, or would be."""
    if options.dry_run:
        told = ngettext("{count} article would go.", "{count} articles would go.", number)
        complain(told.format(count=count(number)))
        return
    told = ngettext("{count} article is deleted.", "{count} articles are deleted.", number)
    back = _("For {days} days, newsreader remove --undo or restore undoes that.") if number else ""
    complain(f"{told.format(count=count(number))} {back.format(days=KEPT_DAYS)}".rstrip())
