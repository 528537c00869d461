"""Saving articles where a person says."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from library import Library
from reader.writing import Format, document, write
from reader.writing.files import write_file
from reader.writing.folders import Folder, Outcome
from reader.writing.names import proposed_name


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of several articles in a folder."""

    folder: Path
    """The folder."""
    there: int
    """How many are in it now."""
    refused: tuple[str, ...]
    """The ids of those for which there is a file that holds something else."""


def path_of(text: str) -> Path:
    """Return the path that a person typed, whole, with `~` for their home."""
    # Path's own expanding fails for a person that does not exist.
    return Path(os.path.abspath(os.path.expanduser(text.strip())))  # noqa: PTH100, PTH111


def is_folder(text: str) -> bool:
    """Tell whether what a person typed is a folder, or is meant to be one."""
    # Path's own test fails for what cannot be a name.
    return text.rstrip().endswith(("/", os.sep)) or os.path.isdir(path_of(text))  # noqa: PTH112


def save_one(library: Library, id_: str, text: str, form: Format, *, overwrite: bool) -> Path:
    """Write an article to the path that was typed, in a folder under a name of its own; return where.

    Raises:
        FileExistsError: There is something already, which its `filename` names.
        Unavailable: It cannot be written.
        NotFound: The article is gone.
    """
    one = document(library, id_)
    path = path_of(text)
    if is_folder(text):
        path /= proposed_name(one.article, form.suffix)
    try:
        write_file(path, write(form, [one]), overwrite=overwrite)
    except FileExistsError as error:
        error.filename = str(path)
        raise
    return path


def save_each(
    library: Library,
    ids: Sequence[str],
    text: str,
    form: Format,
    *,
    overwrite: bool,
    stopped: Callable[[], bool],
) -> Filled:
    """Write articles into the folder that was typed, a file each, until all are there or it is stopped.

    Raises:
        Unavailable: One cannot be written.
        NotFound: An article is gone.
    """
    folder = Folder(path_of(text), form, overwrite=overwrite)
    outcomes: dict[str, Outcome] = {}
    for id_ in ids:
        if stopped():
            break
        _, outcomes[id_] = folder.put(document(library, id_))
    refused = tuple(id_ for id_, outcome in outcomes.items() if outcome is Outcome.REFUSED)
    return Filled(path_of(text), len(outcomes) - len(refused), refused)
