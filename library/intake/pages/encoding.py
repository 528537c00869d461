"""The encoding that a page or an XML document declares for itself."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import Final

_HEAD: Final = 4096
"""Bytes at the top among which a declaration is looked for; browsers take the first 1024."""
_DECLARATION: Final = re.compile(
    rb"<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]+)"
    rb"|<meta\s[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)

# Pages call by an old name what has long been written in the larger set that contains it.
_SUPERSETS: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    # A declaration that could be read byte by byte is not in UTF-16, whatever it says.
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_KNOWN: Final = frozenset(
    (
        *("utf-8", "big5", "gb18030", "cp932", "cp949", "euc_jp", "iso2022_jp", "koi8-r", "koi8-u"),
        *("cp866", "cp874", "mac-roman", "mac-cyrillic"),
        *tuple(f"cp{number}" for number in range(1250, 1259)),
        *tuple(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    )
)
"""Encodings of text that pages have; Python also has some that are none, such as `rot13`."""


def declared_encoding(data: bytes) -> str | None:
    """Return the name of the codec that the top of `data` declares, or None."""
    match = _DECLARATION.search(data[:_HEAD])
    return known_encoding((match[1] or match[2]).decode("ascii", "replace")) if match else None


def in_utf8(data: bytes, label: str) -> bytes:
    """Return a text in UTF-8 with its mark where only `label`, which came with it, tells its encoding.

    What has a mark of its own or is in UTF-8 stays as it is, and so does what is not in the encoding.
    """
    codec = known_encoding(label)
    if codec is None or data.startswith(
        (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ):
        return data
    with suppress(UnicodeDecodeError):
        data.decode()
        return data
    with suppress(UnicodeDecodeError):
        return codecs.BOM_UTF8 + data.decode(codec).encode()
    return data


def known_encoding(label: str) -> str | None:
    """Return the name of the codec that pages mean by `label`, or None when it is not one of theirs."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    name = _SUPERSETS.get(name, name)
    return name if name in _KNOWN else None
