"""Articles as texts of other programs: a module for each format, and the table of them.

Each module has a function `write`, which takes documents and yields the text of one file with all
of them, piece by piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Final, cast

from library import N_, clean_text
from reader.writing.document import Document, document

__all__ = ["FORMATS", "Document", "Format", "document", "format_of", "named", "write"]

Writer = Callable[[Iterable[Document]], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write articles."""

    name: str
    """What it is called on the command line."""
    title: str
    """What people call it; to be translated where it is shown."""
    module: str
    """The module of this package that writes it."""
    suffix: str
    """How names of its files end, the dot included."""
    endings: tuple[str, ...] = ()
    """How else names of its files may end."""


FORMATS: Final = (
    Format("md", N_("Markdown"), "markdown", ".md", (".markdown",)),
    Format("html", N_("HTML"), "web_page", ".html", (".htm", ".xhtml")),
    Format("txt", N_("Text"), "plain_text", ".txt", (".text",)),
    Format("json", N_("JSON"), "records", ".json", (".jsonl", ".ndjson")),
    Format("bibtex", N_("BibTeX"), "bibliography", ".bib", (".bibtex",)),
    Format("opml", N_("OPML"), "outline", ".opml"),
)
"""Every format; the first is taken where none is named."""


def named(name: str) -> Format:
    """Return the format that is called `name`; raises KeyError where there is none."""
    return {one.name: one for one in FORMATS}[name]


def format_of(path: PurePath) -> Format | None:
    """Return the format that the ending of a file's name tells, in whatever case."""
    ending = path.suffix.lower()
    return next((one for one in FORMATS if ending in (one.suffix, *one.endings)), None)


def write(form: Format, documents: Iterable[Document]) -> Iterator[str]:
    """Yield the text of one file in a format, with all of `documents` in it, safe to show."""
    # Imported when it is needed: most commands write nothing.
    module = import_module(f"reader.writing.{form.module}")
    return map(clean_text, cast(Writer, module.write)(documents))
