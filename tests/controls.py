"""What a program writes to a terminal, parted as a terminal would: into text and what it obeys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_PARTS: Final = re.compile(
    r"""
      (?P<csi>  (?:\x1b\[|\x9b) (?P<parameters>[0-?]*) (?P<between>[ -/]*) (?P<final>[@-~]) )
    | (?P<string> (?:\x1b[\]PX^_] | [\x90\x98\x9d-\x9f]) (?P<body>.*?) (?:\x07|\x1b\\|\x9c|\Z) )
    | (?P<escape> \x1b [ -/]* [0-~]? )
    | (?P<control> [\x00-\x1f\x7f-\x9f] )
    | (?P<text> [^\x00-\x1f\x7f-\x9f]+ )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a terminal shows or obeys."""

    kind: str
    """`text`, or of what is obeyed: `csi`, `string`, `escape`, `control`."""
    name: str
    """What tells controls apart, without their numbers but for those of modes; of text the text."""
    whole: str
    """All of it, as it was written."""


def parts_of(written: bytes) -> Iterator[Part]:
    """Yield all that was written, in its order.

    Raises:
        UnicodeDecodeError: It is no UTF-8, of which each terminal makes something else.
    """
    for found in _PARTS.finditer(written.decode("utf-8")):
        kind = found.lastgroup or ""
        whole = found[0]
        if found["csi"]:
            mode = found["parameters"] if found["final"] in "hlpu" else found["parameters"][:1]
            private = mode if found["final"] in "hlpu" or mode in tuple("<=>?") else ""
            yield Part("csi", f"{private}{found['between']}{found['final']}", whole)
        elif found["string"]:
            yield Part("string", f"{whole[1:2]}{found['body'].partition(';')[0]}", whole)
        else:
            kind = next(one for one in ("escape", "control", "text") if found[one])
            yield Part(kind, whole, whole)
