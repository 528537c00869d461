"""A folder with what the reader did, written by us or by hand, for the tests of the state."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import blake2b
from pathlib import Path

from library.journal import Change
from library.models import Place, Status
from library.state import State
from tests.library.making import NOON

A, B = "a" * 16, "b" * 16
LATER = NOON + timedelta(hours=1)
CHANGES = [
    Change(A, "read", NOON, NOON),
    Change(B, "bookmarked", NOON, NOON),
    Change(A, "place", Place(3, 40), LATER),
]
STATUSES = {
    A: Status(read=NOON, place=Place(3, 40), changed=LATER),
    B: Status(bookmarked=NOON, changed=NOON),
}


def filled(folder: Path) -> Path:
    """Write a state file that holds `CHANGES` into `folder`, and return that; its journal is empty."""
    state = State(folder)
    state.append(CHANGES)
    state.fold()
    return folder


def write(folder: Path, tables: object, schema: object = 1, checksum: str | None = None) -> None:
    """Write a state file with `tables` and a checksum that is right, unless another is given."""
    assert isinstance(tables, dict)
    parts = [f'"schema": {json.dumps(schema)}']
    payload = ""
    for name, table in tables.items():
        rows = [f"{json.dumps(i)}: {json.dumps(d, ensure_ascii=False)}" for i, d in table.items()]
        payload += f",\n{json.dumps(name)}: {{\n" + ",\n".join(rows) + "\n}"
    right = blake2b(payload.encode(), digest_size=16).hexdigest()
    parts.append(f'"checksum": {json.dumps(right if checksum is None else checksum)}')
    (folder / "state.json").write_text("{\n" + ",\n".join(parts) + payload + "\n}\n")


def files(folder: Path) -> set[str]:
    """Return the names in `folder` but that of the lock."""
    return {path.name for path in folder.iterdir()} - {"state.lock"}
