"""What a person changed on the screen itself, kept from one start to the next: widths and theme."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from library import write_file

LAYOUT_NAME: Final = "screen-layout"
"""The file's name in the library's folder."""

_MOST_BYTES: Final = 10_000
_WIDEST: Final = 1000


@dataclass(frozen=True, slots=True)
class Widths:
    """The cells of the panes beside the article; 0 where nothing was changed."""

    list: int = 0
    """Those of the list."""
    contents: int = 0
    """Those of the contents."""


@dataclass(frozen=True, slots=True)
class ScreenLayout:
    """How the screen is laid out."""

    widths: Mapping[int, Widths] = field(default_factory=dict)
    """By the number of panes that stand side by side how wide they are."""
    theme: str = ""
    """The theme that was chosen; empty if none was."""

    def with_widths(self, panes: int, widths: Widths) -> ScreenLayout:
        """Return the same with other widths for so many panes."""
        return replace(self, widths={**self.widths, panes: widths})


def load_layout(path: Path) -> ScreenLayout:
    """Return what the file at `path` keeps; what is damaged or missing is as if it was never changed."""
    found: Any = None
    with suppress(OSError, ValueError, RecursionError), path.open("rb") as file:
        found = json.loads(file.read(_MOST_BYTES).decode("utf-8"))
    if not isinstance(found, dict):
        return ScreenLayout()
    theme = found.get("theme")
    widths = {panes: _widths(found.get(str(panes))) for panes in (2, 3)}
    return ScreenLayout(
        {panes: one for panes, one in widths.items() if one != Widths()},
        theme if isinstance(theme, str) else "",
    )


def _widths(found: object) -> Widths:
    if not isinstance(found, dict):
        return Widths()
    return Widths(_cells(found.get("list")), _cells(found.get("contents")))


def _cells(found: object) -> int:
    return found if type(found) is int and 0 < found <= _WIDEST else 0


def save_layout(path: Path, layout: ScreenLayout) -> None:
    """Keep `layout` in the file at `path`, which is only ever replaced whole.

    Where it cannot be written nothing is lost but some widths, so no error is made of it.
    """
    kept = {
        "theme": layout.theme,
        **{str(n): {"list": w.list, "contents": w.contents} for n, w in layout.widths.items()},
    }
    with suppress(OSError):
        write_file(path, (json.dumps(kept) + "\n").encode())
