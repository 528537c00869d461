"""What each command takes: the arguments that its parser knows."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from library import N_, Mark, Order, _
from reader.consent import take_private
from reader.writing import FORMATS

_LARGEST: Final = 500
"""Megabytes of the largest document that can be asked for; SQLite takes no blob beyond twice that."""


_MOST: Final = 10**12
"""More than can be stored, and still a number that SQLite takes."""
_DIGITS: Final = 20
"""Digits that are read of a number, which is then more than `_MOST` anyway; thousands take Python too long."""

_PATH: Final = N_("a file, a folder, an address (https://…), or - for stdin")


def some_path(text: str) -> Path:
    """Return the path that `text` names; nothing, as an unset variable gives, names none."""
    if not text:
        raise ArgumentTypeError(_("names nothing"))
    return Path(text)


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
    take_words(parser, _("such as: {command}").format(command='waffen title:"new york"'))
    _take_list(parser)


def take_optional_query(parser: ArgumentParser) -> None:
    """Take a query, or none."""
    told = _("such as: {command}").format(command="is:unread source:dpa")
    take_words(parser, told, optional=True)
    _take_list(parser)


def take_words(parser: ArgumentParser, told: str, *, optional: bool = False) -> None:
    """Take a query of one word or more, or if it is `optional` of none; `told` is its help."""
    number = "*" if optional else "+"
    parser.add_argument("query", nargs=number, metavar="QUERY", action=_Join, help=told)


def take_chosen(parser: ArgumentParser, *, optional: str = "") -> None:
    """Take articles by id or query; `optional` says what none means, where none may be named."""
    told = _("the beginning of an id, - for ids on stdin, or a query")
    parser.add_argument(
        "chosen",
        nargs="*" if optional else "+",
        metavar="ID|QUERY",
        help=f"{told}; {optional}" if optional else told,
    )


class _Join(argparse.Action):
    """Makes one query of several words, so that none needs quotation marks for the shell's sake."""

    def __call__(
        self,
        parser: ArgumentParser,  # noqa: ARG002 - what is called has it
        namespace: Namespace,
        values: str | Sequence[object] | None,
        option_string: str | None = None,  # noqa: ARG002
    ) -> None:
        """Put the query into `namespace`; an empty one finds everything."""
        setattr(namespace, self.dest, " ".join(map(str, values or ())))


def _take_list(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--sort",
        # No type: what is no `Order` would be called an invalid value, and what there is not be named.
        choices=[order.value for order in Order],
        default=Order.DATE.value,
        metavar="ORDER",
        help=_("{orders} (default: date, newest first)").format(orders=", ".join(Order)),
    )
    parser.add_argument(
        "--limit", type=_natural, metavar="N", help=_("print at most N (default: all)")
    )
    take_json(parser)


def take_recognise(parser: ArgumentParser) -> None:
    """Take the articles, if not all, and what recognises."""
    take_chosen(parser, optional=_("else all in which it is still to be done"))
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
    """Take ids, files, or a query."""
    parser.add_argument(
        "chosen",
        nargs="+",
        metavar="ID|FILE|QUERY",
        help=_("the beginning of an id, a file, - for ids or a document on stdin, or a query"),
    )
    parser.add_argument(
        "--plain", action="store_true", help=_("mark names in the text: [PER Angela Merkel]")
    )
    take_format(parser)


def take_mark(parser: ArgumentParser) -> None:
    """Take what is to be marked, and how."""
    marks = [mark.name.lower() for mark in Mark]
    parser.add_argument("what", choices=marks, metavar="MARK", help=", ".join(marks))
    take_chosen(parser)
    # What is done is told to people as to programs, so there is nothing to choose.
    parser.add_argument(
        "--json", action="store_true", help=_("print one JSON object a line, as without it")
    )


def take_doctor(parser: ArgumentParser) -> None:
    """Take the choice of how it is told."""
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
        raise ArgumentTypeError(_("must be a whole number of 0 or more"))
    return min(int(text.lstrip("0")[:_DIGITS] or "0"), _MOST)
