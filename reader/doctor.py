"""Says in plain lines what is well and what is not, and what to do."""

from __future__ import annotations

import json
import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Final

from library import N_, Check, StorageError, _, check_library, clean_line
from reader.config import DEFAULT, config_file, read_config
from reader.output import put

_NOT_WELL: Final = 1
_NAMES: Final = {
    "terminal": N_("terminal"),
    "configuration": N_("configuration"),
    "folder": N_("folder"),
    "library": N_("library"),
    "marks": N_("marks"),
    "recognition": N_("recognition"),
}
"""What each check is called for people; programs know it by the name that it has in English."""
_LEAST: Final = (40, 10)


def doctor(options: Namespace, folder: Path) -> int:
    """Print how all is, and return 0 if all is well, else 1."""
    code = 0
    for check in _checks(options.home, folder):
        code = code if check.ok else _NOT_WELL
        put(_json(check) if options.json else _lines(check), end="", flush=True)
    return code


def _checks(home: Path | None, folder: Path) -> Iterator[Check]:
    """Yield all that is looked at."""
    yield _terminal()
    path, config = config_file(home), DEFAULT
    try:
        config = read_config(path)
    except StorageError as error:
        yield Check("configuration", False, str(error), error.remedy)
    else:
        yield Check("configuration", True, _found(path))
    yield from check_library(folder, config.engine)


def _found(path: Path) -> str:
    return str(path) if path.exists() else _("{path}, not needed").format(path=path)


def _terminal() -> Check:
    """Return how the terminal is, if this is one."""
    if not sys.stdout.isatty():
        return Check("terminal", True, _("the output goes elsewhere, so it was not looked at"))
    term, size = os.environ.get("TERM", ""), shutil.get_terminal_size()
    colours = (
        _("24-bit colours")
        if os.environ.get("COLORTERM") in {"truecolor", "24bit"}
        else _("colours")
    )
    shown = term or _("unnamed")
    detail = f"{shown}, {size.columns} × {size.lines}, {colours}, {sys.stdout.encoding}"
    if term in {"", "dumb"}:
        return Check("terminal", False, detail, _("Set TERM to what your terminal is."))
    if sys.stdout.encoding.lower().replace("-", "") != "utf8":
        return Check("terminal", False, detail, _("Choose a locale with UTF-8, such as C.UTF-8."))
    if size.columns < _LEAST[0] or size.lines < _LEAST[1]:
        return Check("terminal", False, detail, _("Make the window larger."))
    return Check("terminal", True, detail)


def _json(check: Check) -> str:
    return json.dumps(asdict(check)) + "\n"


def _lines(check: Check) -> str:
    """Return a check as it is read, safe to show."""
    states = _("NOT WELL"), _("well")
    width = max(map(len, states))
    line = f"{states[check.ok]:{width}}  {_(_NAMES[check.check])}: {clean_line(check.detail)}\n"
    return line + (f"{'':{width}}  {clean_line(check.remedy)}\n" if check.remedy else "")
