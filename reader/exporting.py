"""What `newsreader export` does: whole articles to a folder, to a file, to a site, or to stdout."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from library import Library, NotFound, _, clean_line, ngettext, parse_query
from reader.arguments import some_path, take_chosen, take_format
from reader.choosing import Chosen, are_ids
from reader.codes import NOTHING_FOUND, SOME_REFUSED, UNUSABLE
from reader.formats import count
from reader.output import complain, put
from reader.progress import Progress
from reader.writing import FORMATS, Document, Format, document, format_of, named, write

_STDOUT: Final = Path("-")


def take_export(parser: ArgumentParser) -> None:
    """Take the articles, how they are written, and where they go."""
    take_chosen(parser, optional=_("else all articles are written"))
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--to", type=some_path, metavar="DIR", help=_("write a file for each into this folder")
    )
    where.add_argument(
        "--output",
        type=some_path,
        metavar="FILE",
        help=_("write all into one file, in the format that its name ends with (default: stdout)"),
    )
    where.add_argument(
        "--site",
        type=some_path,
        metavar="DIR",
        help=_("write a small web site, with a page for each article and each name"),
    )
    parser.add_argument(
        "--title", metavar="TEXT", help=_("what the site is called (default: the query)")
    )
    parser.add_argument(
        "--force", action="store_true", help=_("overwrite files that hold something else")
    )
    take_format(parser, default=FORMATS[0].name)
    parser.set_defaults(format=None)  # so that it is known whether one was named


def export(options: Namespace, library: Library) -> int:
    """Write whole articles; files that hold something else are left alone, unless told otherwise."""
    chosen = Chosen(library, options.chosen)
    documents = _Documents(library, options, chosen)
    form, refused = _form(options), 0
    if options.title is not None and options.site is None:
        complain(_("--title is for --site alone."))
        return UNUSABLE
    if options.format is not None and options.site is not None:
        complain(_("--format is not for --site, which is of pages."))
        return UNUSABLE
    if options.site is not None:
        with documents.progress:
            refused = _write_site(library, documents, options)
    elif options.to is not None:
        with documents.progress:
            refused = _write_each(documents, form, options.to, overwrite=options.force)
    elif options.output is not None and options.output != _STDOUT:
        with documents.progress:
            refused = _write_all(documents, form, options.output, overwrite=options.force)
    else:
        for piece in write(form, documents):
            put(piece, end="")
    if not documents.count or chosen.missed:
        return NOTHING_FOUND
    return SOME_REFUSED if refused else 0


def _form(options: Namespace) -> Format:
    """Return the format that is named, else that of the file that is written, else the first."""
    if options.format is not None:
        return named(options.format)
    return (options.output and format_of(options.output)) or FORMATS[0]


class _Documents:
    """The articles that are asked for, one after the other."""

    def __init__(self, library: Library, options: Namespace, chosen: Chosen) -> None:
        """Take those that are chosen, or all of the library."""
        self.count = 0
        """How many there were so far."""
        # Without a word all are meant, as in a list.
        ids = chosen.ids() if options.chosen else (one.id for one in library.search(""))
        total = len(options.chosen)
        if not options.chosen or not chosen.are_ids:
            total = library.count(parse_query(" ".join(options.chosen)))
        self.progress = Progress(total, _("Exporting"))
        """How far it is, for people; to be entered while files are written."""
        self._waiting = self._read(library, ids)
        self._first: Document | None = None

    def are_there(self) -> bool:
        """Tell whether there is one at all."""
        if self._first is None:
            self._first = next(self._waiting, None)
        return self._first is not None

    def __iter__(self) -> Iterator[Document]:
        """Yield each once."""
        if self.are_there() and self._first is not None:
            yield self._first
        yield from self._waiting

    def _read(self, library: Library, ids: Iterator[str]) -> Iterator[Document]:
        for id_ in ids:
            try:
                found = document(library, id_)
            except NotFound:  # deleted meanwhile
                continue
            self.count += 1
            self.progress.advance()
            yield found


def _write_each(documents: _Documents, form: Format, folder: Path, *, overwrite: bool) -> int:
    """Write a file for each document into `folder`, print its path, and return how many were refused."""
    from reader.writing.folders import Folder, Outcome

    target = Folder(folder, form, overwrite=overwrite)
    refused = 0
    for one in documents:
        path, outcome = target.put(one)
        if outcome is Outcome.WRITTEN:
            put(clean_line(str(path)))
        elif outcome is Outcome.REFUSED:
            refused += 1
            complain(_holds_other(path))
    return refused


def _write_all(documents: _Documents, form: Format, path: Path, *, overwrite: bool) -> int:
    """Write all documents into the file at `path`, print that, and return whether it was refused."""
    from reader.writing.files import write_file

    if not documents.are_there():
        return 0
    try:
        write_file(path, write(form, documents), overwrite=overwrite)
    except FileExistsError:
        complain(_holds_other(path))
        return 1
    put(clean_line(str(path)))
    return 0


def _write_site(library: Library, documents: _Documents, options: Namespace) -> int:
    """Write a site, print the path of its first page, and return whether it was refused."""
    from reader.site import Dossier, pages
    from reader.site.folder import Outcome, write_site

    if not documents.are_there():
        return 0
    dossier = Dossier(_title(options), documents)
    ids = (entry.article.id for entry in dossier.entries)
    if waiting := sum(not library.register.is_recognised(id_) for id_ in ids):
        told = ngettext(
            "Names in {count} article are still to be recognised: newsreader recognise does that.",
            "Names in {count} articles are still to be recognised: newsreader recognise does that.",
            waiting,
        )
        complain(told.format(count=count(waiting)))
    outcome = write_site(options.site, pages(dossier), overwrite=options.force)
    if outcome is Outcome.WRITTEN:
        put(clean_line(str(options.site / "index.html")))
    elif outcome is Outcome.REFUSED:
        complain(_holds_other(options.site))
    return int(outcome is Outcome.REFUSED)


def _title(options: Namespace) -> str:
    """Return what a site is called: as it is said, or by what was looked for."""
    named: str = options.title or ("" if are_ids(options.chosen) else " ".join(options.chosen))
    return clean_line(named) or _("Dossier")


def _holds_other(path: Path) -> str:
    return _("{path}: is there already, and stays as it is. --force overwrites it.").format(
        path=path
    )
