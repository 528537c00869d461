"""Puts the files of a site into a folder: all of them, or none.

They are written into a folder beside it, which takes its place when all are there. So nobody ever
sees half a site, and one that links to what another has.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from secrets import token_hex
from typing import Final

from reader.site.frame import GENERATOR
from reader.writing.files import unwritable

_HEAD: Final = 300
"""Bytes of a page within which it says what wrote it."""
_OURS: Final = ("articles", "names")
"""Folders of a site from which pages are taken away that are no longer in it."""


class Outcome(Enum):
    """What became of a site that was to be written."""

    WRITTEN = auto()
    """It is there now."""
    THERE = auto()
    """It was there, just as it is."""
    REFUSED = auto()
    """The folder holds something else, and was left as it is."""


def write_site(
    folder: Path, pages: Iterable[tuple[str, str]], *, overwrite: bool = False
) -> Outcome:
    """Write `pages`, paths within the site and their texts, so that `folder` is the site.

    With `overwrite` they go into a folder that holds something else. What is of a site there that
    was written before, and of this one no longer, is taken away; all other files stay.

    Raises:
        Unavailable: It cannot be written.
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        is_new = not folder.exists()
        is_empty = is_new or not any(folder.iterdir())
        # On the same file system, whatever the folder is or leads to.
        beside = (folder.resolve().parent if is_new else folder) / f".{token_hex(8)}.tmp"
        beside.parent.mkdir(parents=True, exist_ok=True)
        try:
            paths = _write(beside, pages)
            if is_new:
                beside.rename(folder)
                return Outcome.WRITTEN
            return _settle(folder, beside, paths, overwrite=overwrite or is_empty)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except (OSError, ValueError) as error:
        raise unwritable(folder, error) from error


def _write(folder: Path, pages: Iterable[tuple[str, str]]) -> list[str]:
    """Write the files into a new folder, and return their paths."""
    folder.mkdir()
    for name in _OURS:
        (folder / name).mkdir()
    paths = []
    for path, text in pages:
        with (folder / path).open("x", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
        paths.append(path)
    return paths


def _settle(folder: Path, beside: Path, paths: list[str], *, overwrite: bool) -> Outcome:
    """Move what was written `beside` into the folder, as far as that may be; the index comes last."""
    gone = list(_gone(folder, paths))
    if not gone and all(_is_same(folder / path, beside / path) for path in paths):
        return Outcome.THERE
    if not overwrite:
        return Outcome.REFUSED
    for name in _OURS:
        (folder / name).mkdir(exist_ok=True)
    for path in reversed(paths):
        (beside / path).replace(folder / path)
    for one in gone:
        one.unlink()
    return Outcome.WRITTEN


def _gone(folder: Path, paths: Iterable[str]) -> Iterator[Path]:
    """Yield the pages of a site that was there before which are not among `paths`."""
    known = {folder / path for path in paths}
    for name in _OURS:
        for one in (folder / name).glob("*.html"):
            if one not in known and one.is_file() and _is_ours(one):
                yield one


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return GENERATOR.encode() in file.read(_HEAD)


def _is_same(path: Path, other: Path) -> bool:
    with suppress(OSError):
        return path.stat().st_size == other.stat().st_size and (
            path.read_bytes() == other.read_bytes()
        )
    return False
