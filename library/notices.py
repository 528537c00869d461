"""What befell the state, kept in a file until a person is told: whoever finds it may have no screen.

A line of the file is one notice in JSON. It is told once, in the language of whoever reads it; what is
left of it are the files that it names, which `newsreader doctor` names as long as they are there.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from library.clean import clean_line
from library.durable import PRIVATE, sync_file
from library.journal import STATE_NAME
from library.translation import _, grouped, ngettext

NOTICES_NAME: Final = "state.notices"
"""The name of the file beside the state."""

_MOST: Final = 20
"""So many are told at once; that more are needed is not to be thought of."""


class Event(StrEnum):
    """What can befall the state."""

    RESTORED = "restored"
    """The file was damaged, and a whole one took its place."""
    RETURNED = "returned"
    """The file was gone, and its last version took its place."""
    SALVAGED = "salvaged"
    """It was damaged, there was no other, and what could be read of it stays."""
    UNREAD = "unread"
    """Lines of the journal could not be read."""
    MERGED = "merged"
    """A copy that a sync service had made was merged."""
    REFUSED = "refused"
    """Such a copy could not be merged."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that befell it."""

    event: Event
    """What happened."""
    file: str
    """The name of the file that it happened to, as it is kept now."""
    reason: str = ""
    """Why it could not be used, a clause that is yet to be translated; else empty."""
    source: str = ""
    """Of a restored file the name of the one that took its place; else empty."""
    until: str = ""
    """Of a restored one, when the last change was made that is known to be there; empty if all is there."""
    number: int = 0
    """How many articles have marks now; of lines how many they are, of a copy what was taken of it."""
    lost: int = 0
    """How many documents could not be read."""


def leave(folder: Path, notice: Notice) -> None:
    """Keep a notice until it is told; where it cannot be kept it is lost, and nothing else is."""
    line = json.dumps(asdict(notice), ensure_ascii=False) + "\n"
    with suppress(OSError):
        descriptor = os.open(folder / NOTICES_NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(line.encode("utf-8", "replace"))
            file.flush()
            sync_file(file.fileno())


def take_notices(folder: Path) -> list[str]:
    """Return what is to be told of the state in `folder`, in sentences that are safe to show; once."""
    path = folder / NOTICES_NAME
    taken = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.rename(taken)  # so that two windows do not tell the same
        lines = taken.read_bytes().split(b"\n")[:_MOST]
    except OSError:
        return []
    with suppress(OSError):
        taken.unlink()
    return [clean_line(text) for line in lines if (text := _told(line))]


def _told(line: bytes) -> str:
    """Return what a line of the file tells; nothing when it cannot be read."""
    try:
        record = json.loads(line)
        notice = Notice(**{**record, "event": Event(record["event"])})
        return told(notice)
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""


def told(notice: Notice) -> str:
    """Return what a notice tells, in sentences."""
    match notice.event:
        case Event.RESTORED | Event.SALVAGED:
            return f"{_damage(notice)} {_restored(notice)}"
        case Event.RETURNED:
            gone = _("The file of your marks was gone. {source} and the journals took its place.")
            return gone.format(source=notice.source)
        case Event.UNREAD:
            return ngettext(
                "{count} line of state.journal could not be read and was not put into your marks."
                " It is kept in {name}.",
                "{count} lines of state.journal could not be read and were not put into your marks."
                " They are kept in {name}.",
                notice.number,
            ).format(count=grouped(notice.number), name=notice.file)
        case Event.MERGED:
            return ngettext(
                "A sync service had left a second copy of your marks. {count} change in it was newer"
                " and was taken; the copy is kept as {name}.",
                "A sync service had left a second copy of your marks. {count} changes in it were newer"
                " and were taken; the copy is kept as {name}.",
                notice.number,
            ).format(count=grouped(notice.number), name=notice.file)
        case Event.REFUSED:
            return _(
                "A sync service had left a second copy of your marks that cannot be merged ({reason})."
                " It is kept as {name}."
            ).format(reason=_(notice.reason), name=notice.file)


def _damage(notice: Notice) -> str:
    """Return that the file was damaged, and where it is."""
    return _("The file of your marks was damaged ({reason}). It is kept as {name}.").format(
        reason=_(notice.reason), name=notice.file
    )


def _restored(notice: Notice) -> str:
    """Return what took the place of the damaged file, and what was lost."""
    articles = ngettext(
        "{count} article has marks now.", "{count} articles have marks now.", notice.number
    ).format(count=grouped(notice.number))
    if notice.event is Event.RESTORED:
        put = _("{source} and the journals took its place.").format(source=notice.source)
        if notice.source == STATE_NAME:
            put = _("All of it could still be read.")
        if notice.until:
            loss = _("What was done after {time} may be missing.").format(time=notice.until)
        else:
            loss = _("Nothing was lost.")
        return f"{put} {loss} {articles}"
    put = _("There was no whole backup, so what can still be read in it was taken.")
    if notice.lost:
        loss = ngettext(
            "{count} entry cannot be read.", "{count} entries cannot be read.", notice.lost
        ).format(count=grouped(notice.lost))
    else:
        loss = _("What stood in the rest of it is not known.")
    return f"{put} {loss} {articles}"
