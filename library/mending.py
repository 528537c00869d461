"""What takes the place of a state file that is damaged: the newest whole one, or what can be read of it.

Pure but for reading; `library.state` puts it in place. The journal that was folded in last stays beside
the state, and so the version before and that journal come to the state as it was, and nothing is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from library.backups import FOLDER_NAME, daily
from library.errors import NewerSchema
from library.statefile import BACKUP_NAME, tables_in
from library.tables import ARTICLES, Tables, check, readable

_TABLE: Final = re.compile(r'"([a-z_]{1,40})": ?\{')
_DOCUMENT: Final = re.compile(r'("(?:[^"\\]|\\.){1,200}"): ?(\{.*\}),?')
_MARKED: Final = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins, which some editors write."""
_SHORT: Final = 60
"""A line of fewer characters holds no document, but the number of a schema or a checksum."""


class Mended(NamedTuple):
    """What takes the place of a damaged file."""

    tables: Tables
    """Its tables, which can all be read."""
    source: str
    """The name of the file that they are from; empty when that is the damaged one."""
    lost: int = 0
    """How many documents in it could not be read."""


def mended(path: Path, data: bytes) -> Mended:
    """Return what is to take the place of the damaged state file at `path`, which holds `data`."""
    for source, read in _whole(path, data):
        with suppress(OSError, ValueError, NewerSchema):
            tables = tables_in(read(), path)
            check(tables)
            return Mended(tables, source)
    return salvaged(data)


def salvaged(data: bytes) -> Mended:
    """Return what can be read in a state file that holds `data`, whoever wrote it."""
    return Mended(*_salvaged(_text(data)))


def _whole(path: Path, data: bytes) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the files that may be whole, the newest first: their names, and what reads each."""
    # An editor may have saved it in another way, and then all of it is there.
    yield path.name, _text(data).encode
    backup = path.with_name(BACKUP_NAME.format(name=path.name))
    yield backup.name, backup.read_bytes
    for copy in daily(path):
        yield f"{FOLDER_NAME}/{copy.name}", copy.read_bytes


def _text(data: bytes) -> str:
    """Return the text of a file, however it was saved, with what is wrong in it replaced."""
    if data.startswith(_MARKED):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def _salvaged(text: str) -> tuple[Tables, str, int]:
    """Return what can be read in the text of a damaged file, that it has no other source, and the losses."""
    with suppress(ValueError, RecursionError):
        found = json.loads(text)
        if isinstance(found, dict) and isinstance(found.get(ARTICLES), dict):
            tables, lost = readable({n: t for n, t in found.items() if isinstance(t, dict)})
            return tables, "", lost
    return _by_lines(text)


def _by_lines(text: str) -> tuple[Tables, str, int]:
    """Return the same, of a text of which only single lines can be read."""
    found: dict[str, dict[str, Any]] = {}
    table, lost = "", 0
    for line in text.split("\n"):
        if match := _TABLE.fullmatch(line.strip()):
            table = match[1]
        elif match := _DOCUMENT.fullmatch(line.strip()):
            try:
                id_, document = json.loads(match[1]), json.loads(match[2])
            except (ValueError, RecursionError):
                lost += 1
            else:
                # Those of articles come first, and so the line that says so is the first to be lost.
                found.setdefault(table or ARTICLES, {})[id_] = document
        elif len(line.strip(' \0"{},')) > _SHORT:
            lost += 1
    tables, unreadable = readable(found)
    return tables, "", lost + unreadable
