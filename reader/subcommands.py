"""What each command does: a few lines over the library each."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from library import (
    N_,
    Added,
    Headline,
    Library,
    Limits,
    Mark,
    Refused,
    Result,
    Source,
    _,
    parse_query,
)
from reader import arguments, output, pruning, putting
from reader.choosing import Chosen
from reader.config import config_file, read_config
from reader.configuring import print_config, take_config
from reader.doctor import doctor
from reader.entities import entities, take_entities
from reader.exporting import export, take_export
from reader.feeds import feeds, take_feeds, take_update, update
from reader.formats import complaint, count
from reader.gathering import gathered, noted, number_of
from reader.output import complain
from reader.patience import SECONDS, Patience
from reader.progress import Progress
from reader.queries import rules, searches, take_rules, take_searches
from reader.recognition import AT_ONCE, recognise, recognise_new, recognise_shown
from reader.stopping import Stopping
from reader.writing import Document, document, named, write

NOTHING_FOUND: Final = 1
UNUSABLE: Final = 2
SOME_REFUSED: Final = 3
STOPPED: Final = 130
_FLUSHED: Final = 64
"""Lines after which what was printed is passed on."""


Run = Callable[[Namespace, Library], int]
"""Does what the options say and returns the exit code."""

Alone = Callable[[Namespace, Path], int]
"""Does it without opening the library, of which it gets the folder."""


@dataclass(frozen=True, slots=True)
class Subcommand:
    """A word that may follow `newsreader`."""

    name: str
    """The word."""
    help: str
    """What it does, as a sentence without a full stop; to be translated where it is shown."""
    run: Run | Alone
    """Does it."""
    arguments: Callable[[ArgumentParser], None]
    """Declares its arguments."""
    opens: bool = True
    """Whether the library is opened for it."""


def open_reader(options: Namespace, library: Library) -> int:
    """Store what is named, then open the reader on the first of it."""
    if reason := _no_terminal():
        told = _("The reader cannot open: {reason}. Use newsreader list, search or show.")
        complain(told.format(reason=reason))
        return UNUSABLE
    config = read_config(config_file(options.home))
    first, refused = None, False
    if options.paths:
        stopping = Stopping()
        for answer in _added(library, options, Limits(), stopping):
            first = first or answer.id
            refused = refused or answer.result is Result.REFUSED
        if stopping.asked():
            complain(_("Stopped. What was stored so far is kept; run it again to go on."))
            return STOPPED
        if first is None:
            return SOME_REFUSED
    # Imported here: all other commands do without a screen, and start in a third of the time.
    from reader.start import run_app

    return run_app(library, first, config) or (SOME_REFUSED if refused else 0)


def add(options: Namespace, library: Library) -> int:
    """Store documents, and say what became of each."""
    counts, new = dict.fromkeys(Result, 0), list[str]()
    limits = Limits() if options.max_size is None else Limits.for_size(options.max_size)
    stopping = Stopping()
    told_of: dict[str, tuple[str, ...]] = {}
    for answer in _added(library, options, limits, stopping, told_of):
        counts[answer.result] += 1
        if answer.result is Result.STORED and answer.id and len(new) <= AT_ONCE:
            new.append(answer.id)
        if options.json:
            named = told_of.get(answer.source, ())
            print(output.encode(output.added_record(answer, named)), flush=True)
    if not options.json:
        print(_told(counts) or _("nothing to add"), flush=True)
    if not options.later:
        recognise_new(options, library, new, stopping)
    if stopping.asked():
        told = _("Stopped after storing {count}. They are kept; run it again to go on.")
        complain(told.format(count=count(counts[Result.STORED])))
        return STOPPED
    return SOME_REFUSED if counts[Result.REFUSED] else 0


def _told(counts: Mapping[Result, int]) -> str:
    """Return how many documents had each result; nothing of those that had none."""
    sentences = {
        Result.STORED: _("{count} stored"),
        Result.KNOWN: _("{count} known"),
        Result.REFUSED: _("{count} refused"),
    }
    return ", ".join(
        sentences[one].format(count=number) for one, number in counts.items() if number
    )


def reindex(options: Namespace, library: Library) -> int:
    """Read all that is stored again, and say what became of it."""
    stopping, read, kept = Stopping(), 0, 0
    total = library.counts().articles
    with stopping, Progress(total, _("Reading again")) as progress:
        for answer in library.reindex(stopped=stopping.asked):
            progress.advance()
            read, kept = (read + 1, kept) if answer.reason is None else (read, kept + 1)
            if remark := answer.reason or answer.notice:
                progress.say(f"{answer.source}: {remark}")
            if options.json:
                print(output.encode(output.reread_record(answer)), flush=True)
    if not options.json:
        told = _("{count} read again").format(count=read)
        left = ", " + _("{count} left as they were").format(count=kept) if kept else ""
        print(told + left)
    if stopping.asked():
        complain(_("Stopped. Run it again to go on from there."))
        return STOPPED
    return SOME_REFUSED if kept else 0


def list_articles(options: Namespace, library: Library) -> int:
    """Print the articles that match a query, or all."""
    code = NOTHING_FOUND
    for headline in _listed(options, library):
        code = 0
        if options.json:
            print(output.encode(output.headline_record(headline, note=_note(headline, library))))
        else:
            print(output.headline_line(headline))
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
        print(output.encode(output.headline_record(headline, hits, _note(headline, library))))
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
            print(output.article_text(one.article, one.mentions if options.plain else ()))
    else:
        for piece in write(named(options.format), shown):
            print(piece, end="")
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
        print(output.encode({"id": id_, "what": options.what}), flush=True)
        marked += 1
    library.fold()
    return 0 if marked and not chosen.missed else NOTHING_FOUND


def _added(
    library: Library,
    options: Namespace,
    limits: Limits,
    stopping: Stopping,
    feeds: dict[str, tuple[str, ...]] | None = None,
) -> Iterator[Added]:
    """Store what `options` name, naming on stderr what is refused, with progress on a terminal.

    `feeds` gets the feeds that pages name, by the names of these.
    """
    found = {} if feeds is None else feeds
    # More is not held than tells that it is too much.
    stdin = sys.stdin.buffer.read(limits.size + 1) if "-" in options.paths else b""
    total = number_of(options.paths)
    with stopping, Progress(total) as progress:
        private, stopped = options.allow_private, stopping.asked
        sources = noted(
            gathered(options.paths, stdin, limits.size, private=private, stopped=stopped), found
        )
        for answer in library.add(sources, total=total, limits=limits, stopped=stopping.asked):
            progress.advance()
            if answer.result is Result.REFUSED:
                progress.say(f"{answer.source}: {answer.reason}")
            elif answer.notice is not None:
                progress.say(f"{answer.source}: {answer.notice}")
            for feed in found.get(answer.source, ())[:1]:
                told = _("It can be followed: newsreader feeds add {address}")
                progress.say(told.format(address=feed))
            yield answer


def _no_terminal() -> str:
    """Return why no full screen can be shown; empty when it can."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _("this is no terminal")
    if os.environ.get("TERM") in {None, "", "dumb"}:
        return _("this terminal cannot place text (TERM is unset or dumb)")
    return ""


ALL: Final = (
    Subcommand(
        "open", N_("Store paths, if any, and open the reader"), open_reader, arguments.take_paths
    ),
    Subcommand("add", N_("Store documents"), add, arguments.take_added),
    Subcommand(
        "reindex",
        N_("Read all that is stored again, as this version reads it"),
        reindex,
        arguments.take_json,
    ),
    Subcommand(
        "list",
        N_("List stored articles, newest first"),
        list_articles,
        arguments.take_optional_query,
    ),
    Subcommand("search", N_("List the articles that match a query"), search, arguments.take_query),
    Subcommand("show", N_("Print whole articles"), show, arguments.take_articles),
    Subcommand(
        "mark", N_("Mark articles as read, unread or bookmarked"), mark, arguments.take_mark
    ),
    Subcommand(
        "tag",
        N_("Put tags on articles, take them off, or list them"),
        putting.tag,
        putting.take_tag,
    ),
    Subcommand(
        "note",
        N_("Note something on an article, or print what is noted"),
        putting.note,
        putting.take_note,
    ),
    Subcommand(
        "remove", N_("Delete articles, or bring the last back"), putting.remove, putting.take_remove
    ),
    Subcommand(
        "prune",
        N_("Delete what a query finds, but nothing that is marked"),
        pruning.prune,
        pruning.take_prune,
    ),
    Subcommand(
        "restore",
        N_("List deleted articles, or bring them back"),
        putting.restore,
        putting.take_restore,
    ),
    Subcommand("export", N_("Write whole articles to files, or print them"), export, take_export),
    Subcommand("feeds", N_("List the feeds that are followed, or change them"), feeds, take_feeds),
    Subcommand("update", N_("Ask the feeds for what is new, and store it"), update, take_update),
    Subcommand("searches", N_("List saved searches, or change them"), searches, take_searches),
    Subcommand("rules", N_("List rules that hide articles, or change them"), rules, take_rules),
    Subcommand(
        "entities", N_("List what the articles name, or correct it"), entities, take_entities
    ),
    Subcommand(
        "recognise",
        N_("Recognise persons, places and organisations where that is still to be done"),
        recognise,
        arguments.take_recognise,
    ),
    Subcommand(
        "doctor",
        N_("Say what is well and what is not, and change nothing"),
        doctor,
        arguments.take_doctor,
        opens=False,
    ),
    Subcommand(
        "config",
        N_("Print the settings in force, as config.toml has them"),
        print_config,
        take_config,
        opens=False,
    ),
)
"""Every command."""
