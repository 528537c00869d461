"""The command `locate`: where things are kept, and where an article came from."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from library import (
    DATABASE_NAME,
    JOURNAL_NAME,
    N_,
    SESSION_NAME,
    STATE_NAME,
    Library,
    NotFound,
    _,
    clean_line,
    clean_text,
)
from reader import output
from reader.arguments import take_chosen, take_json
from reader.choosing import Chosen
from reader.codes import NOTHING_FOUND, UNUSABLE
from reader.config import config_file
from reader.formats import count
from reader.history import HISTORY_NAME
from reader.layout import LAYOUT_NAME
from reader.missing import refuse_missing
from reader.output import complain

_KILOBYTE: Final = 1000
_NAMES: Final = {
    "folder": N_("folder"),
    "library": N_("library"),
    "state": N_("marks"),
    "journal": N_("last marks"),
    "backup": N_("marks before that"),
    "settings": N_("settings"),
    "session": N_("last session"),
    "history": N_("searches"),
    "layout": N_("layout"),
}
"""What each is called for people; programs know it by the name that it has in English."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that is kept on disk."""

    what: str
    """What it is, one of `_NAMES`."""
    path: Path
    """Where it is, or would be."""
    size: int | None
    """Its bytes; None where there is nothing, and of the folder all files in it together."""


def take_locate(parser: ArgumentParser) -> None:
    """Take the articles, if it is not about where all is kept."""
    take_chosen(parser, optional=_("else where everything is kept is told"))
    parser.add_argument("--folder", action="store_true", help=_("print only the library's folder"))
    take_json(parser)


def locate(options: Namespace, folder: Path) -> int:
    """Print where everything is kept, or where articles came from; only for these is the library opened."""
    if options.folder and options.chosen:
        complain(_("--folder is not for articles."))
        return UNUSABLE
    if options.folder:
        output.put(clean_text(str(folder.absolute())))  # with all its blanks, for scripts
        return 0
    if options.chosen:
        refuse_missing(options.home)
        with Library(folder) as library:
            return _locate_articles(options, library)
    width = max(len(_(name)) for name in _NAMES.values())
    for one in kept(folder.absolute(), config_file(options.home).absolute()):
        if options.json:
            record: output.Json = {
                "what": one.what,
                "path": str(one.path),
                "exists": one.size is not None,
                "bytes": one.size,
            }
            output.put_record(record)
        else:
            size = _("not there") if one.size is None else _size(one.size)
            output.put(f"{_(_NAMES[one.what]):{width}}  {size:>12}  {clean_line(str(one.path))}")
    return 0


def kept(folder: Path, settings: Path) -> Iterator[Kept]:
    """Yield all that is kept of the library in `folder`, which need not exist, and its `settings`."""
    places = {
        "folder": folder,
        "library": folder / DATABASE_NAME,
        "state": folder / STATE_NAME,
        "journal": folder / JOURNAL_NAME,
        "backup": folder / f"{STATE_NAME}.bak",
        "settings": settings,
        "session": folder / SESSION_NAME,
        "history": folder / HISTORY_NAME,
        "layout": folder / LAYOUT_NAME,
    }
    for what, path in places.items():
        yield Kept(what, path, _bytes(path))


def _locate_articles(options: Namespace, library: Library) -> int:
    """Print which file or address each article came from."""
    chosen, found = Chosen(library, options.chosen), 0
    for id_ in chosen.ids():
        try:
            article, origin = library.article(id_), library.origin(id_)
        except NotFound:  # deleted meanwhile
            continue
        found += 1
        if options.json:
            record: output.Json = {
                "id": id_,
                "title": article.title,
                "origin": origin,
                "path": origin if _is_there(origin) else None,
                "url": article.url,
            }
            output.put_record(record)
        else:
            places = dict.fromkeys(clean_line(one) for one in (origin, article.url) if one)
            output.put(f"{output.short_id(id_)}  {'  '.join(places)}")
    return 0 if found and not chosen.missed else NOTHING_FOUND


def _is_there(origin: str) -> bool:
    """Tell whether an article came from a file that is still there, whatever folder one is in."""
    try:
        return Path(origin).is_absolute() and Path(origin).is_file()
    except (OSError, ValueError):
        return False


def _bytes(path: Path) -> int | None:
    """Return the size of a file, or of all files in a folder; None where there is nothing to be seen."""
    try:
        if not path.is_dir():
            return path.stat().st_size
        return sum(size for one in path.iterdir() if not one.is_dir() and (size := _bytes(one)))
    except OSError:
        return None


def _size(size: int) -> str:
    return _("{count} kB").format(count=count(-(-size // _KILOBYTE)))
