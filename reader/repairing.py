"""The command `repair`: saves what can be read in a damaged library."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from library import Library, _
from reader import arguments, output, records
from reader.codes import SOME_REFUSED, STOPPED
from reader.formats import count
from reader.output import complain
from reader.progress import Progress
from reader.stopping import Stopping

if TYPE_CHECKING:
    from library import Rescue, Rescued


def take_repair(parser: ArgumentParser) -> None:
    """Take what it is done with, and how it is told."""
    parser.add_argument(
        "--force", action="store_true", help=_("make it anew even if nothing seems to be damaged")
    )
    parser.epilog = _(
        "A new library is made of what can be read, and put in the place of the damaged one once it is"
        " whole. The damaged file is kept beside it, under another name. Your marks are not in it, but in"
        " state.json."
    )
    arguments.take_json(parser)


def repair(options: Namespace, folder: Path) -> int:
    """Save what can be read, and say what that was and what is lost.

    Raises:
        LibraryError: Nothing can be read, or the new library cannot be written; all is as it was.
    """
    # Imported here: what stores articles takes long to import, and is seldom repaired.
    from library import Repairing, Rescue

    repairing = Repairing(folder)
    if not options.force and not repairing.is_needed():
        complain(_("The library is whole; nothing was changed."))
        return 0
    stopping = Stopping()
    found: Counter[Rescue] = Counter()
    complain(_("Looking for what can be read …"))
    answers = repairing.answers(stopping.asked)
    first = [
        one for one in [next(answers, None)] if one is not None
    ]  # until then there is no total
    with stopping, Progress(repairing.total, _("Saving")) as progress:
        for answer in chain(first, answers):
            progress.advance()
            found[answer.rescue] += 1
            if answer.rescue is Rescue.LOST:
                progress.say(_lost(answer))
            if options.json:
                output.put_record(records.rescued_record(answer), flush=True)
    if repairing.kept is None:
        complain(_("Stopped. Nothing was changed."))
        return STOPPED
    if not options.json:
        output.put(_told(found), flush=True)
    complain(_("The damaged file is kept as {path}.").format(path=repairing.kept))
    with Library(folder) as library:  # what was marked is marked again
        if not library.all_recognised():
            complain(_("Names are still to be recognised again: newsreader recognise does that."))
    return SOME_REFUSED if found[Rescue.LOST] else 0


def _told(found: Counter[Rescue]) -> str:
    """Return how much of how many articles was saved."""
    from library import Rescue

    sentences = {
        Rescue.WHOLE: _("{count} saved"),
        Rescue.READ_AGAIN: _("{count} read again from their documents"),
        Rescue.WITHOUT_DOCUMENT: _("{count} saved without their documents"),
        Rescue.LOST: _("{count} lost"),
    }
    return ", ".join(
        sentences[one].format(count=count(found[one]))
        for one in Rescue
        if found[one] or one is Rescue.WHOLE
    )


def _lost(answer: Rescued) -> str:
    """Return which article is lost, and where it can be had again if that is known."""
    name = answer.title or answer.id or _("an article of which nothing is known")
    return _("lost: {name}").format(name=f"{name} ({answer.url})" if answer.url else name)
