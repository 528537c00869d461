"""The command `recognise`, and what `add` and `show` have of it."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final

from library import EngineError, Library, ModelUnavailable, StorageError, _
from reader import output, records
from reader.choosing import Chosen
from reader.codes import NOTHING_FOUND, SOME_REFUSED, STOPPED
from reader.formats import complaint, count
from reader.in_force import settings_in_force
from reader.output import complain
from reader.progress import Progress
from reader.stopping import Stopping

AT_ONCE: Final = 100
"""So many articles are recognised as soon as they are stored."""

_LOW_PRIORITY: Final = 10


def recognise(options: Namespace, library: Library) -> int:
    """Recognise the names that are yet to be recognised, or those in some articles again."""
    chosen = Chosen(library, options.chosen)
    ids = list(chosen.ids()) if options.chosen else None
    if ids == []:
        return NOTHING_FOUND
    engine = _engine(options) if options.engine is None else options.engine
    asked = _Asked() if options.asked else None
    stopping, done, failed = Stopping(), 0, 0
    _give_way()
    total = library.register.unrecognised() if ids is None else len(ids)
    with stopping, Progress(total, _("Recognising names")) as progress:
        for answer in library.recognise(
            ids, engine=engine, stopped=stopping.asked, wanted=asked.ids if asked else tuple
        ):
            progress.advance()
            done, failed = (done + 1, failed) if answer.reason is None else (done, failed + 1)
            if answer.reason is not None:
                progress.say(f"{answer.title}: {answer.reason}")
            if options.json:
                output.put_record(records.recognised_record(answer), flush=True)
    if not options.json:
        told = _("{count} recognised").format(count=done)
        left = ", " + _("{count} left as they were").format(count=failed) if failed else ""
        output.put(told + left)
    if stopping.asked():
        complain(_("Stopped. Run it again to go on from there."))
        return STOPPED
    if failed:
        return SOME_REFUSED
    return NOTHING_FOUND if chosen.missed else 0


def recognise_new(
    options: Namespace, library: Library, ids: Sequence[str], stopping: Stopping
) -> None:
    """Recognise names in what was just stored, if that is soon done; else say how it will be done."""
    if len(ids) > AT_ONCE:
        told = _(
            "Names in {count} articles are still to be recognised:"
            " newsreader recognise does that now, the reader while it is open."
        )
        complain(told.format(count=count(library.register.unrecognised())))
    if not ids or len(ids) > AT_ONCE or stopping.asked():
        return
    try:
        with stopping, Progress(len(ids), _("Recognising names")) as progress:
            for _done in library.recognise(ids, engine=_engine(options), stopped=stopping.asked):
                progress.advance()
    except (EngineError, ModelUnavailable) as error:
        complain(complaint(error))


def recognise_shown(options: Namespace, library: Library, ids: Sequence[str]) -> None:
    """Recognise names in articles that are about to be shown, unless they have been or are too many."""
    waiting = [id_ for id_ in ids[: AT_ONCE + 1] if not library.register.is_recognised(id_)]
    if not waiting or len(ids) > AT_ONCE:
        return
    try:
        with Progress(len(waiting), _("Recognising names")) as progress:
            for _done in library.recognise(waiting, engine=_engine(options)):
                progress.advance()
    # Without them it can be read as well, also where nothing can be kept, as on a full disk.
    except (EngineError, StorageError) as error:
        complain(complaint(error))


def _engine(options: Namespace) -> str:
    return settings_in_force(options.home).engine


def _give_way() -> None:
    """Let everything else on this machine come first, the worker included, which inherits it."""
    with suppress(AttributeError, OSError):
        os.nice(_LOW_PRIORITY)


class _Asked:
    """Ids that come on stdin while others are recognised."""

    def __init__(self) -> None:
        self._ids: SimpleQueue[str] = SimpleQueue()
        Thread(target=self._listen, name="asked", daemon=True).start()

    def ids(self) -> Sequence[str]:
        """Return those that have come since this was last asked."""
        found: list[str] = []
        with suppress(Empty):
            while True:
                found.append(self._ids.get_nowait())
        return found

    def _listen(self) -> None:
        """Take a line after the other. This is another thread."""
        for line in sys.stdin:
            self._ids.put(line.strip())
