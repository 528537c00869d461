"""The commands `tag`, `note`, `remove` and `restore`: what is put on articles, and which are deleted."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Final

from library import KEPT_DAYS, N_, Library, NotFound, _, clean_line, ngettext
from reader import output
from reader.arguments import take_json
from reader.choosing import Chosen
from reader.codes import NOTHING_FOUND, UNUSABLE
from reader.formats import complaint, count
from reader.output import complain

_ID_DIGITS: Final = 8
_CHOSEN: Final = N_("the beginning of an id, - for ids on stdin, or a query")


def take_tag(parser: ArgumentParser) -> None:
    """Take articles, and the tags that are put on them and taken off."""
    parser.add_argument("chosen", nargs="*", metavar="ID|QUERY", help=_(_CHOSEN))
    parser.add_argument(
        "--add", action="append", default=[], metavar="TAG", help=_("put this tag on them")
    )
    parser.add_argument(
        "--remove", action="append", default=[], metavar="TAG", help=_("take this tag off")
    )
    parser.epilog = _("Without articles, all tags are listed with how many articles each has.")
    take_json(parser)


def take_note(parser: ArgumentParser) -> None:
    """Take an article, and what is noted on it."""
    parser.add_argument("article", metavar="ID", help=_("the beginning of an id"))
    parser.add_argument(
        "text",
        nargs="?",
        metavar="TEXT",
        help=_("the note, - for stdin, '' for none; else it is shown"),
    )
    take_json(parser)


def take_remove(parser: ArgumentParser) -> None:
    """Take articles that are to be deleted."""
    parser.add_argument("chosen", nargs="*", metavar="ID|QUERY", help=_(_CHOSEN))
    parser.add_argument(
        "--yes", action="store_true", help=_("do not ask, however many a query matches")
    )
    parser.add_argument("--undo", action="store_true", help=_("bring back what was deleted last"))
    parser.add_argument(
        "--purge", action="store_true", help=_("forget for good what has been deleted, now")
    )
    take_json(parser)


def take_restore(parser: ArgumentParser) -> None:
    """Take deleted articles that are to come back."""
    parser.add_argument(
        "articles", nargs="*", metavar="ID", help=_("the beginning of an id; else they are listed")
    )
    take_json(parser)


def tag(options: Namespace, library: Library) -> int:
    """Put tags on articles and take others off, each told once that is on disk; or list all tags."""
    if not options.chosen:
        return _list_tags(options, library)
    chosen, done = Chosen(library, options.chosen), 0
    # All ids first: what is tagged may begin or cease to match.
    for id_ in list(chosen.ids()):
        if options.add or options.remove:
            library.labels.tag([id_], options.add, options.remove)
        tags = library.status(id_).tags
        if options.json:
            output.put_record({"id": id_, "tags": list(tags)}, flush=True)
        else:
            output.put(f"{id_[:_ID_DIGITS]}  {', '.join(map(clean_line, tags)) or '-'}", flush=True)
        done += 1
    library.fold()
    return 0 if done and not chosen.missed else NOTHING_FOUND


def _list_tags(options: Namespace, library: Library) -> int:
    known = library.labels.known()
    for name, number in known:
        if options.json:
            output.put_record({"tag": name, "articles": number})
        else:
            output.put(f"{count(number):>9}  {clean_line(name)}")
    return 0 if known else NOTHING_FOUND


def note(options: Namespace, library: Library) -> int:
    """Note something on an article, told once it is on disk; without a text print what is noted."""
    id_ = library.resolve(options.article)
    if options.text is not None:
        text = sys.stdin.read() if options.text == "-" else options.text
        library.labels.set_note(id_, text)
        library.fold()
    found = library.labels.note(id_)
    if options.json:
        output.put_record({"id": id_, "note": found}, flush=True)
    elif options.text is None and found:
        output.put(found)
    elif options.text is not None:
        output.put(_("The note is saved.") if found else _("There is no note now."), flush=True)
    return 0 if found or options.text is not None else NOTHING_FOUND


def remove(options: Namespace, library: Library) -> int:
    """Delete articles, each told once that is on disk; what is not found hinders no other."""
    if options.undo:
        return _bring_back(options, library, _last_deleted(library))
    if options.purge:
        number = library.bin.forget(days=0)
        told = ngettext(
            "{count} article is forgotten.", "{count} articles are forgotten.", number
        ).format(count=count(number))
        if options.json:
            output.put_record({"forgotten": number})
        else:
            output.put(told)
        return 0
    if not options.chosen:
        complain(_("Say which articles: by id or query, or with --undo or --purge."))
        return UNUSABLE
    chosen = Chosen(library, options.chosen)
    ids: Iterator[str] | list[str] = chosen.ids()
    if not chosen.are_ids:
        ids = list(ids)
        if ids and not options.yes and not _wanted(len(ids)):
            return UNUSABLE
    deleted = 0
    for id_ in ids:
        library.bin.delete([id_])
        output.put_record({"id": id_, "what": "remove"}, flush=True)
        deleted += 1
    library.fold()
    if deleted and not options.json:
        complain(
            _("For {days} days, newsreader remove --undo or restore brings it back.").format(
                days=KEPT_DAYS
            )
        )
    return 0 if deleted and not chosen.missed else NOTHING_FOUND


def restore(options: Namespace, library: Library) -> int:
    """Bring deleted articles back, each told once that is on disk; without any list them."""
    if not options.articles:
        return _list_deleted(options, library)
    ids: list[str] = []
    for prefix in options.articles:
        try:
            ids.append(library.bin.resolve(prefix))
        except NotFound as error:
            complain(complaint(error))
    code = _bring_back(options, library, ids)
    return code if len(ids) == len(options.articles) else NOTHING_FOUND


def _last_deleted(library: Library) -> list[str]:
    """Return the ids of what was deleted last, by one command or key."""
    deleted = library.bin.all()
    return [one.headline.id for one in deleted if one.at == deleted[0].at]


def _bring_back(options: Namespace, library: Library, ids: list[str]) -> int:
    """Bring articles back, and tell each once that is on disk."""
    for id_ in ids:
        library.bin.restore([id_])
        output.put_record({"id": id_, "what": "restore"}, flush=True)
    library.fold()
    if not ids and not options.json:
        complain(_("There is nothing to bring back."))
    return 0 if ids else NOTHING_FOUND


def _list_deleted(options: Namespace, library: Library) -> int:
    deleted = library.bin.all()
    for one in deleted:
        if options.json:
            record = output.headline_record(one.headline)
            output.put_record({**record, "deleted": output.time_text(one.at)})
        else:
            output.put(output.headline_line(one.headline))
    return 0 if deleted else NOTHING_FOUND


def _wanted(number: int) -> bool:
    """Ask whether so many articles are to be deleted; where nobody can be asked the answer is no."""
    question = ngettext("Delete {count} article?", "Delete {count} articles?", number).format(
        count=count(number)
    )
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        complain(question + " " + _("Say so with --yes."))
        return False
    answer = output.ask(question + " " + _("[y/N]"))
    return answer.lower() in {"y", "yes", *_("y yes").split()}
