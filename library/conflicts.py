"""Copies of the state that sync services put beside it when two machines have changed it at once."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

# state.sync-conflict-20240517-120000-ABCDEFG.json (Syncthing), state (Ann's conflicted copy 2024-05-17).json
# (Dropbox, Nextcloud; in German with "Konflikt"), state_conflict-20240517-120000.json (ownCloud)
_COPY: Final = re.compile(
    r"state(?:\.sync-conflict-.*| \(.*(?:conflict|konflikt).*\)|_conflict-.*)\.(?:json|journal)",
    re.IGNORECASE | re.DOTALL,
)


def conflict_copies(folder: Path) -> list[str]:
    """Return the names of all copies in `folder` that are yet to be merged, in the order of names.

    It is asked before anything is read, so it costs no more than to list the folder.
    """
    try:
        with os.scandir(folder) as entries:
            named = [entry for entry in entries if entry.name.startswith("state")]
            return sorted(e.name for e in named if _COPY.fullmatch(e.name) and e.is_file())
    except OSError:
        return []
