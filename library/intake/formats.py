"""Tells the formats of documents apart, and has each read by its module."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from library.intake import markdown, text
from library.models import Draft

MARKDOWN_SUFFIXES: Final = frozenset({".md", ".markdown", ".mdown", ".mkd"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read."""

    draft: Draft
    """Its title, blocks and what it says about itself."""
    text: str
    """The whole decoded text, before any structure was found; what an id is made from."""


def read_document(data: bytes, name: str) -> Reading:
    """Read a document of any known format.

    Args:
        data: The file as it came.
        name: Its file name or address, for its format, for messages, and as the last resort for a title.

    Raises:
        Refused: It is empty, binary or not text.
    """
    decoded = text.decode(data, name)
    if PurePath(name).suffix.lower() in MARKDOWN_SUFFIXES:
        return Reading(markdown.read(decoded), decoded)
    return Reading(text.read(decoded), decoded)
