"""Tells on which line of a TOML file a setting stands, which the standard library's reader does not."""

from __future__ import annotations

import re
from typing import Final

_PART: Final = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_NAME: Final = rf"{_PART}(?:\s*\.\s*{_PART})*"
_TABLE: Final = re.compile(rf"\s*\[\[?\s*({_NAME})\s*\]")
_SETTING: Final = re.compile(rf"\s*({_NAME})\s*=")
_PARTS: Final = re.compile(_PART)
_INLINE: Final = re.compile(rf"[{{,]\s*({_NAME})\s*=")
_MULTILINE: Final = re.compile(r'"""|' + "'''")

Name = tuple[str, ...]


def lines_of(text: str) -> dict[Name, int]:
    """Return the first line of each table and setting in a TOML file, counted from 1.

    What the file calls `theme` in the table `look` is `("look", "theme")`. The file need not be
    right; of one that is not, the answer is as good as it can be.
    """
    found: dict[Name, int] = {}
    table: Name = ()
    closing = ""  # what ends the text over several lines that the line is within
    for number, line in enumerate(text.split("\n"), 1):
        if closing:
            closing = "" if closing in line else closing
            continue
        if (match := _TABLE.match(line)) is not None:
            table = _parts(match[1])
            _note(found, table, number)
        elif (match := _SETTING.match(line)) is not None:
            name = (*table, *_parts(match[1]))
            _note(found, name, number)
            for inline in _INLINE.finditer(line, match.end()):
                _note(found, (*name, *_parts(inline[1])), number)
            opened = _MULTILINE.findall(line)
            closing = opened[0] if len(opened) % 2 else ""
    return found


_DEEPEST: Final = 8
"""Parts of a name whose lines are noted; no setting has as many."""


def _note(found: dict[Name, int], name: Name, line: int) -> None:
    """Note the line of a name, and of all that it is within."""
    for length in range(1, min(len(name), _DEEPEST) + 1):
        found.setdefault(name[:length], line)


def _parts(name: str) -> Name:
    return tuple(part.strip("\"'") for part in _PARTS.findall(name))
