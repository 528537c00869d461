"""What becomes of a command that asks for a library which is not there, or can be none."""

from __future__ import annotations

import shlex
import stat
from pathlib import Path

from library import Unavailable, _
from reader.output import PROGRAM


def refuse_file(home: Path | None) -> None:
    """See to it that the folder which the command line names is no file.

    Raises:
        Unavailable: It is one.
    """
    try:
        is_folder = home is None or stat.S_ISDIR(home.stat().st_mode)
    except (OSError, ValueError):  # which whoever opens it says
        return
    if home is not None and not is_folder:
        told = _("is a file, and no folder")
        raise Unavailable(home, told, _("Name the folder of a library, or one that is to be made."))


def refuse_missing(home: Path | None) -> None:
    """See to it that no library is made where a folder is mistyped; the one that is meant by itself may be.

    Args:
        home: The folder that the command line names; None for none.

    Raises:
        Unavailable: It is not there.
    """
    if home is None:
        return
    try:
        home.stat()
    except FileNotFoundError as error:
        making = shlex.join([PROGRAM, "--home", str(home), "add"])
        remedy = _("Correct the name, or make one: {command} PATH").format(command=making)
        raise Unavailable(home, _("there is no library"), remedy) from error
    except (OSError, ValueError):  # which whoever opens it says
        return
