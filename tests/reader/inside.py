"""The command line within the process of the tests: what a command prints, and how it ends."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from reader.cli import main


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    errors: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """What it printed, as objects of JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def record(self) -> dict[str, Any]:
        """The only one of them."""
        (one,) = self.records
        return one


Inside = Callable[..., Ended]


def inside(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Path
) -> Inside:
    """Return what runs a command on the library in `home`, with what it gets on stdin."""

    def run(*arguments: str | Path, stdin: str | bytes = b"") -> Ended:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        try:
            code = main(["--home", str(home), *map(str, arguments)])
        except SystemExit as ended:
            code = int(str(ended.code or 0))
        printed = capsys.readouterr()
        return Ended(code, printed.out, printed.err)

    return run
