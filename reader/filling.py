"""The commands that fill a library: `add`, `reindex`, and opening the reader on what is named."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import Final

from library import (
    Added,
    Library,
    Limits,
    Result,
    _,
    ngettext,
)
from reader import output, records
from reader.codes import SOME_REFUSED, STOPPED, UNUSABLE
from reader.config import config_file, usable_config
from reader.consent import consented
from reader.formats import complaint, count
from reader.gathering import gathered, noted, number_of
from reader.output import complain
from reader.progress import Progress
from reader.recognition import AT_ONCE, recognise_new
from reader.stopping import Stopping

_FILES: Final = 64
"""Files that the reader has open at most, with pipes to what it runs and what these say."""


def open_reader(options: Namespace, library: Library) -> int:
    """Store what is named, then open the reader on the first of it."""
    if reason := _no_terminal():
        told = _("The reader cannot open: {reason}. Use newsreader list, search or show.")
        complain(told.format(reason=reason))
        return UNUSABLE
    config, wrong = usable_config(config_file(options.home))
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
    said = () if wrong is None else (complaint(wrong),)
    gc.disable()  # until the screen stands, as nothing but what stays is made
    try:
        # Imported here: all other commands do without a screen, and start in a third of the time.
        from reader.start import run_app

        code = run_app(library, first, config, said)
    finally:
        gc.enable()
    return code or (SOME_REFUSED if refused else 0)


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
            output.put_record(records.added_record(answer, named), flush=True)
    if not options.json:
        output.put(_told(counts) or _("nothing to add"), flush=True)
    if not options.later:
        recognise_new(options, library, new, stopping)
    if stopping.asked():
        number = counts[Result.STORED]
        told = ngettext(
            "Stopped after storing {count} article. It is kept; run it again to go on.",
            "Stopped after storing {count} articles. They are kept; run it again to go on.",
            number,
        )
        complain(told.format(count=count(number)))
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
            if remark := answer.reason or (answer.notice and _(answer.notice)):
                progress.say(f"{answer.source}: {remark}")
            if options.json:
                output.put_record(records.reread_record(answer), flush=True)
    if not options.json:
        told = _("{count} read again").format(count=read)
        left = ", " + _("{count} left as they were").format(count=kept) if kept else ""
        output.put(told + left)
    if stopping.asked():
        complain(_("Stopped. Run it again to go on from there."))
        return STOPPED
    return SOME_REFUSED if kept else 0


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
        private, stopped = consented(options), stopping.asked
        sources = noted(
            gathered(options.paths, stdin, limits.size, private=private, stopped=stopped), found
        )
        for answer in library.add(sources, total=total, limits=limits, stopped=stopping.asked):
            progress.advance()
            if answer.result is Result.REFUSED:
                progress.say(f"{answer.source}: {answer.reason}")
            elif answer.notice is not None:
                progress.say(f"{answer.source}: {_(answer.notice)}")
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
    if not _may_open(_FILES):
        return _("too few files may be open at once (ulimit -n)")
    return ""


def _may_open(number: int) -> bool:
    """Return whether so many files can be open at once; more are asked for where there are too few."""
    try:
        import resource
    except ImportError:  # a system without such limits
        return True
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    enough = [limit == resource.RLIM_INFINITY or limit >= number for limit in (soft, hard)]
    if enough == [False, True]:
        resource.setrlimit(resource.RLIMIT_NOFILE, (number, hard))
    return any(enough)
