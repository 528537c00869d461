"""What is well in a library's folder and what is not. Looks only, and changes nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from library.errors import LibraryError, StorageError
from library.journal import JOURNAL_NAME, STATE_NAME, UNREAD_NAME, unread_in
from library.opening import DATABASE_NAME
from library.translation import _, grouped, ngettext

_SPACE: Final = 100
"""Megabytes below which too little is free."""
_SENTENCE: Final = "Der Zug aus Wien kam am 6. Januar 2016 an."


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, and how it is."""

    check: str
    """What was looked at."""
    ok: bool
    """Whether it is well."""
    detail: str
    """What was found; may quote outside text."""
    remedy: str = ""
    """What to do about it; empty where nothing need be done."""


def check_library(folder: Path, engine: str = "") -> Iterator[Check]:
    """Yield how the library in `folder` is, and the recogniser that `engine` names. Never raises."""
    looks: dict[str, Callable[[], str]] = {
        "folder": lambda: _folder(folder),
        "library": lambda: _database(folder / DATABASE_NAME),
        "marks": lambda: _state(folder),
        "recognition": lambda: _recognition(engine),
    }
    for name, look in looks.items():
        yield _checked(name, look)


def ensure_whole(folder: Path, stopped: Callable[[], bool] = bool) -> None:
    """Make sure that the database in `folder` is whole; a second for some hundred megabytes.

    Args:
        folder: Where it is.
        stopped: Asked all the time, from this thread; once it says yes, this ends with `Interrupted`.

    Raises:
        Interrupted: It was stopped.
        Damaged: It does not hold what was written to it.
        NewerSchema, Unavailable: It cannot be looked at.
    """
    from library.store.checking import check_database

    check_database(folder / DATABASE_NAME, stopped)


def _checked(name: str, look: Callable[[], str]) -> Check:
    """Return what `look` finds, or what keeps it from looking."""
    try:
        return Check(name, True, look())
    except LibraryError as error:
        return Check(name, False, str(error), error.remedy)
    # What is checked here is broken in ways that nobody thought of.
    except Exception as error:
        return Check(
            name,
            False,
            _("could not be looked at ({error})").format(error=error),
            _("Please report this."),
        )


def _folder(folder: Path) -> str:
    """Return what there is to say about the library's folder, or where it will be."""
    nearest = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    remedy = _("Name another with --home, or change it.")
    if not nearest.is_dir():
        raise StorageError(folder, _("is no folder"), remedy)
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise StorageError(folder, _("cannot be written"), _("Change its permissions."))
    free = shutil.disk_usage(nearest).free // 1_000_000
    if free < _SPACE:
        raise StorageError(
            folder, _("has {free} MB free").format(free=free), _("Make room on its disk.")
        )
    told = _("{folder}, {free} MB free").format(folder=folder, free=grouped(free))
    return told + ("" if nearest == folder else _(", not there yet; the first start makes it"))


def _database(path: Path) -> str:
    """Return what there is to say about the database."""
    if not path.exists():
        return _("nothing is stored yet")
    from library.store.checking import check_database

    told = check_database(path)
    kept = [one.name for one in path.parent.glob(f"{path.name}.damaged-*Z")]
    if not kept:
        return told
    also = ngettext(
        "{count} damaged file is kept beside it, {name}",
        "{count} damaged files are kept beside it, the last is {name}",
        len(kept),
    )
    return f"{told}; {also.format(count=grouped(len(kept)), name=max(kept))}"


def _state(folder: Path) -> str:
    """Return what there is to say about the reader's marks."""
    if not any((folder / name).exists() for name in (STATE_NAME, JOURNAL_NAME)):
        return _("nothing is marked yet")
    from library.state import State

    touched = len(State(folder).statuses())
    told = ngettext("{count} article touched", "{count} articles touched", touched)
    backup = (folder / f"{STATE_NAME}.bak").exists()
    parts = [
        told.format(count=grouped(touched)),
        _("with a backup") if backup else _("no backup yet"),
    ]
    if unread := unread_in(folder):
        lines = ngettext(
            "{count} line of journals could not be read, see {name}",
            "{count} lines of journals could not be read, see {name}",
            unread,
        )
        parts.append(lines.format(count=grouped(unread), name=UNREAD_NAME))
    if damaged := sorted(path.name for path in folder.glob(f"{STATE_NAME}.damaged-*")):
        kept = _("the file was damaged and a backup took its place; it is kept as {names}")
        parts.append(kept.format(names=", ".join(damaged)))
    return ", ".join(parts)


def _recognition(setting: str) -> str:
    """Return what recognises names, once it has recognised something."""
    from library.entities.engines import engine

    recogniser = engine(setting)
    found = recogniser.recognise([_SENTENCE], "de")
    return _("{name} found {count} names in a sentence").format(
        name=recogniser.name, count=len(found)
    )
