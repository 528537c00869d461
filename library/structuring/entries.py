"""Entries of fenced front matter: as much of YAML and TOML as people write above an article.

Known are scalars, plain and quoted, on one line or as a block (`|`, `>`), and lists in brackets or
of `- ` lines. Anything else is given as it stands, for the caller to keep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

_KEY: Final = re.compile(r"([^\s:=#'\"-][^:=]{0,60}?)\s*[:=](?:\s+(.*)|)$")
_BLOCK: Final = re.compile(r"[|>][-+]?\d?")
_ITEM: Final = re.compile(r"\s*-\s+(.*)")
_NAME: Final = re.compile(r"\s+(?:name|title)\s*:\s+(.*)")
_NAMED: Final = re.compile(r"name\s*:\s+(.*)")
_QUOTED: Final = re.compile(r"'((?:[^']|'')*)'|\"((?:[^\"\\]|\\.)*)\"")
_FLOW_ITEM: Final = re.compile(r"\s*('(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"|[^,]*)\s*(?:,|$)")
_COMMENT: Final = re.compile(r"\s+#.*")


class Entry(NamedTuple):
    """One entry of front matter."""

    key: str
    """Its key; empty for lines that belong to none."""
    value: str
    """Its value as one line; the items of a list are parted by commas. Empty when it has none."""
    source: str
    """The lines as they stand, parted by newlines, none of them blank."""


def entries(lines: Sequence[str]) -> Iterator[Entry]:
    """Yield the entries of `lines`, which stood between fences, without losing any that is not blank."""
    own: list[str] = []
    for line in lines:
        goes_on = line[:1].isspace() or line.startswith("- ") or not line.strip()
        if own and not goes_on:
            yield _entry(own)
            own = []
        if line.strip():
            own.append(line.rstrip())
    if own:
        yield _entry(own)


def _entry(lines: list[str]) -> Entry:
    """Return the entry that `lines` are."""
    match = _KEY.match(lines[0])
    source = "\n".join(lines)
    if not match:
        return Entry("", "", source)
    return Entry(match[1].strip("'\" "), _value((match[2] or "").strip(), lines[1:]), source)


def _value(first: str, more: list[str]) -> str:
    """Return the value that begins with `first` behind its key and has `more` lines below."""
    flow = " ".join([first, *(line.strip() for line in more)])
    if flow.startswith("[") and flow.endswith("]"):
        return ", ".join(filter(None, (_scalar(item) for item in _FLOW_ITEM.findall(flow[1:-1]))))
    if not more:
        return _scalar(first)
    if _BLOCK.fullmatch(first):
        return " ".join(" ".join(more).split())
    if first:
        return _scalar(" ".join([first, *more]))
    items = [item[1] for line in more if (item := _ITEM.fullmatch(line))]
    named = [item[1] for line in items if (item := _NAMED.fullmatch(line))]
    if items and (len(items) == len(more) or len(named) == len(items)):
        return ", ".join(map(_scalar, named if len(named) == len(items) else items))
    names = (_NAME.fullmatch(line) for line in more)
    return _scalar(next((match[1] for match in names if match), "") if len(more) == 1 else "")


def _scalar(text: str) -> str:
    """Return a scalar without its quotation marks, or without the comment behind it."""
    text = " ".join(text.split())
    if match := _QUOTED.fullmatch(text):
        single = match[1] is not None
        inner = match[1].replace("''", "'") if single else re.sub(r"\\(.)", r"\1", match[2])
        return inner.strip()
    return _COMMENT.sub("", text)
