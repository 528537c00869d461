"""Folders into which articles are written, a file each."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from pathlib import Path

from reader.writing import Document, Format, write
from reader.writing.files import is_same, unwritable, write_file
from reader.writing.names import file_names


class Outcome(Enum):
    """What became of an article that was to be written."""

    WRITTEN = auto()
    """Its file is there now."""
    THERE = auto()
    """Its file was there, and holds just this."""
    REFUSED = auto()
    """There is a file of that name that holds something else; it was left as it is."""


class Folder:
    """A folder that is filled with articles."""

    def __init__(self, folder: Path, form: Format, *, overwrite: bool = False) -> None:
        """Write into `folder`, which is made where it is missing; `overwrite` what holds something else."""
        self._folder = folder
        self._form = form
        self._overwrite = overwrite
        self._written: dict[str, str] = {}  # ids by the names of their files

    def put(self, one: Document) -> tuple[Path, Outcome]:
        """Write an article, and return where, and what became of it.

        Raises:
            Unavailable: It cannot be written.
        """
        path = self._folder / next(self._names(one))
        text = "".join(write(self._form, [one]))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_file(path, [text])
        except FileExistsError as error:
            if not self._folder.is_dir():
                raise unwritable(self._folder, error) from error
            if is_same(path, text):
                outcome = Outcome.THERE
            elif self._overwrite:
                write_file(path, [text], overwrite=True)
                outcome = Outcome.WRITTEN
            else:
                return path, Outcome.REFUSED
        except OSError as error:
            raise unwritable(self._folder, error) from error
        else:
            outcome = Outcome.WRITTEN
        self._written[path.name] = one.article.id
        return path, outcome

    def _names(self, one: Document) -> Iterator[str]:
        """Yield names that no other article has which was written before."""
        id_ = one.article.id
        names = file_names(one.article, self._form.suffix)
        return (name for name in names if self._written.get(name, id_) == id_)
