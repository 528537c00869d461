"""The commands `tag`, `note`, `remove` and `restore`: what is put on articles, and which are deleted."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from library import (
    KEPT_DAYS,
    MAX_NOTE,
    Library,
    NotFound,
    _,
    clean_line,
    clean_text,
    ngettext,
    parse_query,
)
from reader import output, records
from reader.arguments import take_chosen, take_json
from reader.choosing import Chosen, named_ids
from reader.codes import NOTHING_FOUND, UNUSABLE
from reader.formats import complaint, count
from reader.gathering import STDIN
from reader.output import complain


def take_tag(parser: ArgumentParser) -> None:
    """Take articles, and the tags that are put on them and taken off."""
    take_chosen(parser, optional=_("else all tags are listed"))
    parser.add_argument(
        "--add", action="append", default=[], metavar="TAG", help=_("put this tag on them")
    )
    parser.add_argument(
        "--remove", action="append", default=[], metavar="TAG", help=_("take this tag off")
    )
    take_json(parser)


def take_note(parser: ArgumentParser) -> None:
    """Take an article, and what is noted on it."""
    parser.add_argument(
        "chosen",
        metavar="ID|QUERY",
        help=_("the beginning of an id, - for ids on stdin, or a query in quotation marks"),
    )
    parser.add_argument(
        "text",
        nargs="?",
        metavar="TEXT",
        help=_("the note, - for stdin, '' for none; else it is shown"),
    )
    parser.add_argument(
        "--yes", action="store_true", help=_("do not ask, however many a query matches")
    )
    take_json(parser)


def take_remove(parser: ArgumentParser) -> None:
    """Take articles that are to be deleted."""
    take_chosen(parser, optional=_("none with --undo or --purge"))
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
        "articles",
        nargs="*",
        metavar="ID",
        help=_("the beginning of an id, or - for ids on stdin; else they are listed"),
    )
    take_json(parser)


def tag(options: Namespace, library: Library) -> int:
    """Put tags on articles and take others off, each told once that is on disk; or list all tags."""
    wanted = [*options.add, *options.remove]
    if (wanted and not options.chosen) or not all(map(str.strip, wanted)):
        complain(_("Say on which articles, and which tag."))
        return UNUSABLE
    if not options.chosen:
        return _list_tags(options, library)
    chosen, done = Chosen(library, options.chosen), 0
    if wanted and chosen.is_everything():
        return UNUSABLE
    for ids in chosen.portions():
        if options.add or options.remove:
            library.labels.tag(ids, options.add, options.remove)
        for id_ in ids:
            tags = library.status(id_).tags
            if options.json:
                output.put_record({"id": id_, "tags": list(tags)})
            else:
                output.put(f"{output.short_id(id_)}  {', '.join(map(clean_line, tags)) or '-'}")
        output.flush()
        done += len(ids)
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
    """Note something on articles, told once it is on disk; without a text print what is noted."""
    if options.chosen == options.text == STDIN:
        complain(_("Ids and the note cannot both come from stdin."))
        return UNUSABLE
    chosen = Chosen(library, [options.chosen])
    if options.text is None:
        found = _print_notes(options, library, chosen)
    else:
        text = sys.stdin.read(MAX_NOTE + 1) if options.text == STDIN else options.text
        if options.text == STDIN and not text.strip():
            complain(_("stdin is empty. What takes a note away is ''."))
            return UNUSABLE
        ids = list(chosen.ids())
        question = ngettext(
            "Replace the note on {count} article?",
            "Replace the notes on {count} articles?",
            len(ids),
        )
        if len(ids) > 1 and not options.yes and not _wanted(question, len(ids)):
            return UNUSABLE
        found = len(ids)
        for id_ in ids:
            library.labels.set_note(id_, text)
            _print_note(options, id_, library.labels.note(id_))
        library.fold()
    return 0 if found and not chosen.missed else NOTHING_FOUND


def _print_note(options: Namespace, id_: str, noted: str) -> None:
    """Say that a note is on disk, and what it is now."""
    if options.json:
        output.put_record({"id": id_, "note": noted}, flush=True)
    else:
        output.put(_("The note is saved.") if noted else _("There is no note now."), flush=True)


def _print_notes(options: Namespace, library: Library, chosen: Chosen) -> int:
    """Print what is noted, of several articles each behind the id; return how many notes there are."""
    found = 0
    one_only = chosen.are_ids and options.chosen != STDIN
    for id_ in chosen.ids():
        noted = library.labels.note(id_)
        found += bool(noted)
        if options.json:
            output.put_record({"id": id_, "note": noted})
        elif noted:
            told = clean_text(noted) if one_only else f"{output.short_id(id_)}  {clean_line(noted)}"
            output.put(told)
    return found


def remove(options: Namespace, library: Library) -> int:
    """Delete articles, each told once that is on disk; what is not found hinders no other."""
    if bool(options.undo) + bool(options.purge) + bool(options.chosen) != 1:
        complain(
            _(
                "Say which articles, by id or query, or one of --undo and --purge alone, which are for all"
                " that was deleted; newsreader restore brings single ones back."
            )
        )
        return UNUSABLE
    if options.undo:
        return _bring_back(library, _last_deleted(library))
    if options.purge:
        return _purge(options, library)
    chosen = Chosen(library, options.chosen)
    if not chosen.are_ids:
        number = library.count(parse_query(" ".join(options.chosen)))
        question = ngettext("Delete {count} article?", "Delete {count} articles?", number)
        if number and not options.yes and not _wanted(question, number):
            return UNUSABLE
    deleted, at = 0, datetime.now(UTC)  # one time for all, by which they come back together
    for ids in chosen.portions():
        library.bin.delete(ids, at)
        for id_ in ids:
            output.put_record({"id": id_, "what": "remove"})
        output.flush()
        deleted += len(ids)
    library.fold()
    if deleted and not options.json:
        complain(
            _("For {days} days, newsreader remove --undo or restore undoes that.").format(
                days=KEPT_DAYS
            )
        )
    return 0 if deleted and not chosen.missed else NOTHING_FOUND


def _purge(options: Namespace, library: Library) -> int:
    """Forget for good all that was deleted."""
    number = library.bin.forget(days=0)
    if options.json:
        output.put_record({"forgotten": number})
    else:
        told = ngettext("{count} article is forgotten.", "{count} articles are forgotten.", number)
        output.put(told.format(count=count(number)))
    return 0


def restore(options: Namespace, library: Library) -> int:
    """Bring deleted articles back, each told once that is on disk; without any list them."""
    if not options.articles:
        return _list_deleted(options, library)
    ids, missed = list[str](), 0
    for prefix in named_ids(options.articles):
        try:
            ids.append(library.bin.resolve(prefix))
        except NotFound as error:
            complain(complaint(error))
            missed += 1
    code = _bring_back(library, ids)
    return NOTHING_FOUND if missed else code


def _last_deleted(library: Library) -> list[str]:
    """Return the ids of what was deleted last, by one command or key."""
    deleted = library.bin.all()
    return [one.headline.id for one in deleted if one.at == deleted[0].at]


def _bring_back(library: Library, ids: list[str]) -> int:
    """Bring articles back, and tell each once that is on disk."""
    for id_ in ids:
        library.bin.restore([id_])
        output.put_record({"id": id_, "what": "restore"}, flush=True)
    library.fold()
    if not ids:
        complain(_("There is nothing to bring back."))
    return 0 if ids else NOTHING_FOUND


def _list_deleted(options: Namespace, library: Library) -> int:
    deleted = library.bin.all()
    for one in deleted:
        if options.json:
            record = records.headline_record(one.headline)
            output.put_record({**record, "deleted": records.time_text(one.at)})
        else:
            output.put(output.headline_line(one.headline))
    return 0 if deleted else NOTHING_FOUND


def _wanted(question: str, number: int) -> bool:
    """Ask what is to be done to so many articles; where nobody can be asked the answer is no."""
    question = question.format(count=count(number))
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        complain(question + " " + _("Say so with --yes."))
        return False
    answer = output.ask(question + " " + _("[y/N]"))
    return answer.lower() in {"y", "yes", *_("y yes").split()}
