"""Handles: the names people go by on social networks, such as `@Example_News`.

A handle is an at sign and up to 30 letters, digits and underscores of ASCII, or several such parts
joined by single dots. An at sign inside a word belongs to an e-mail address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from library.models import Entity, EntityKind, Mention

_HANDLE: Final = re.compile(
    r"""(?<![\w@./+-])            # neither an e-mail address nor a path
        @(?=[0-9_.]{0,30}[A-Za-z])  # a letter somewhere: '@ 5' and '@10' are prices and times
        [A-Za-z0-9_]{1,30}(?:\.[A-Za-z0-9_]{1,30}){0,5}
        (?![\w@])                 # not cut off, nor the first half of user@host@""",
    re.VERBOSE,
)


def find_handles(text: str) -> Iterator[Mention]:
    """Yield the handles in `text` in order, as mentions of block 0.

    The entity is named as written, at sign included; its key is the handle in lower case, for
    networks do not tell cases apart. Offsets count code points of `text` from 0.
    """
    if "@" not in text:
        return
    for match in _HANDLE.finditer(text):
        entity = Entity(EntityKind.HANDLE, match[0], f"handle/{match[0][1:].lower()}")
        yield Mention(entity, 0, match.start(), match.end())
