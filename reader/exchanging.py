"""The command `state`: prints what was done, and merges what was done on another machine."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from library import Refused, _, ngettext
from reader import output
from reader.codes import NOTHING_FOUND, SOME_REFUSED, UNUSABLE
from reader.formats import complaint, count
from reader.gathering import read_whole
from reader.missing import refuse_missing
from reader.output import complain
from reader.telling import tell


def take_state(parser: ArgumentParser) -> None:
    """Take what is to be done with the state."""
    words = parser.add_subparsers(title=_("words"), metavar="WORD", required=True)

    def word(name: str, do: Callable[[Namespace, Path], int], help_: str) -> ArgumentParser:
        made = words.add_parser(name, help=help_, description=help_)
        made.set_defaults(do=do)
        made.add_argument(
            "--json", action="store_true", default=False, help=_("print one JSON object a line")
        )
        return made

    export = word("export", _export, _("print what was done to each article, a JSON object a line"))
    export.add_argument(
        "--whole",
        action="store_true",
        help=_("print all that is kept, with searches, rules, feeds and corrections"),
    )
    import_ = word("import", _import, _("take what was done on another machine"))
    import_.add_argument(
        "file", metavar="FILE", help=_("what export printed there, its state.json, or - for stdin")
    )
    import_.add_argument(
        "--merge",
        action="store_true",
        help=_("of each field the newer change stays; it is the only way, and to be said"),
    )


def state(options: Namespace, folder: Path) -> int:
    """Print the state, or merge another into it."""
    do: Callable[[Namespace, Path], int] = options.do
    if do is _export:
        refuse_missing(options.home)
    code = do(options, folder)
    tell(folder)
    return code


def _export(options: Namespace, folder: Path) -> int:
    """Print what was done; nothing was where nothing is printed."""
    # Imported here and below: it takes 30 ms, which no other command should pay.
    from library import export_state, export_whole_state

    if options.whole:
        output.put_json(export_whole_state(folder), end="")
        return 0
    code = NOTHING_FOUND
    for record in export_state(folder):
        output.put_record(record)
        code = 0
    return code


def _import(options: Namespace, folder: Path) -> int:
    """Merge what was done elsewhere, and say how much that was once it is on disk."""
    from library import import_state

    if not options.merge:
        complain(_("Say --merge: of each field the newer change stays, and nothing is replaced."))
        return UNUSABLE
    try:
        taken = import_state(folder, read_whole(options.file), options.file)
    except Refused as error:
        complain(complaint(error))
        return SOME_REFUSED
    if options.json:
        output.put_record(taken._asdict(), flush=True)
        return 0
    articles = ngettext("{count} article changed", "{count} articles changed", taken.articles)
    others = ngettext(
        "{count} change to searches, rules, feeds and names taken",
        "{count} changes to searches, rules, feeds and names taken",
        taken.others,
    )
    told = [articles.format(count=count(taken.articles)), others.format(count=count(taken.others))]
    output.put(", ".join(told), flush=True)
    return 0
