"""What each command takes: the arguments that its parser knows."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from typing import Final

from library import N_, Mark, Order, _
from reader.consent import take_private
from reader.writing import FORMATS

_LARGEST: Final = 500
"""Megabytes of the largest document that can be asked for; SQLite takes no blob beyond twice that."""


_PATH: Final = N_("a file, a folder, an address (https://…), or - for stdin")


def take_paths(parser: ArgumentParser) -> None:
    """Take paths, which may be none."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help=_(_PATH))
    take_private(parser)


def take_added(parser: ArgumentParser) -> None:
    """Take one path or more, and what they may be."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help=_(_PATH))
    take_private(parser)
    parser.add_argument(
        "--max-size", type=_size, metavar="MB", help=_("refuse larger files (default: 20)")
    )
    parser.add_argument(
        "--later",
        action="store_true",
        help=_("leave recognising persons and organisations for later"),
    )
    take_json(parser)


def take_query(parser: ArgumentParser) -> None:
    """Take a query."""
    parser.add_argument(
        "query",
        metavar="QUERY",
        help=_("such as: {command}").format(command='waffen -munition title:"new york"'),
    )
    _take_list(parser)


def take_optional_query(parser: ArgumentParser) -> None:
    """Take a query, or none."""
    parser.add_argument(
        "query",
        nargs="?",
        metavar="QUERY",
        help=_("such as: {command}").format(command="is:unread source:dpa"),
    )
    _take_list(parser)


def _take_list(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--sort",
        type=Order,
        choices=list(Order),
        default=Order.DATE,
        metavar="ORDER",
        help=_("{orders} (default: date, newest first)").format(orders=", ".join(Order)),
    )
    parser.add_argument(
        "--limit", type=_natural, metavar="N", help=_("print at most N (default: all)")
    )
    take_json(parser)


def take_recognise(parser: ArgumentParser) -> None:
    """Take the articles, if not all, and what recognises."""
    parser.add_argument(
        "articles",
        nargs="*",
        metavar="ID",
        help=_("the beginning of an id; all that are to be done"),
    )
    parser.add_argument(
        "--engine", metavar="NAME", help=_("what recognises, instead of what config.toml says")
    )
    parser.add_argument(
        "--asked",
        action="store_true",
        help=_("take ids of what is not to wait from stdin, a line each"),
    )
    take_json(parser)


def take_articles(parser: ArgumentParser) -> None:
    """Take ids and files."""
    parser.add_argument(
        "articles", nargs="+", metavar="ID|FILE", help=_("the beginning of an id will do")
    )
    parser.add_argument(
        "--plain", action="store_true", help=_("mark names in the text: [PER Angela Merkel]")
    )
    take_format(parser)


def take_mark(parser: ArgumentParser) -> None:
    """Take what is to be marked, and how."""
    parser.add_argument("what", choices=[mark.name.lower() for mark in Mark])
    parser.add_argument(
        "chosen",
        nargs="+",
        metavar="ID|QUERY",
        help=_("the beginning of an id, - for ids on stdin, or a query"),
    )


def take_doctor(parser: ArgumentParser) -> None:
    """Take the choice of how it is told."""
    parser.epilog = _("such as: {command}").format(command="newsreader doctor --json")
    take_json(parser)


def take_json(parser: ArgumentParser) -> None:
    """Take the choice of how results are printed."""
    parser.add_argument("--json", action="store_true", help=_("print one JSON object a line"))


def take_format(parser: ArgumentParser, default: str | None = None) -> None:
    """Take how whole articles are written; `--json` is short for one of the formats."""
    names = [one.name for one in FORMATS]
    parser.add_argument(
        "--format",
        choices=names,
        default=default,
        metavar="FORMAT",
        help=_("{formats} (default: {default})").format(formats=", ".join(names), default=default)
        if default
        else ", ".join(names),
    )
    parser.add_argument(
        "--json",
        dest="format",
        action="store_const",
        const="json",
        help=_("the same as --format json: print one JSON object a line"),
    )


def _size(text: str) -> int:
    megabytes = _natural(text)
    if not 1 <= megabytes <= _LARGEST:
        raise ArgumentTypeError(_("must be between 1 and {largest}").format(largest=_LARGEST))
    return megabytes


def _natural(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(_("must be a whole number"))
    return int(text)
