"""Plain text: from bytes to characters, and from lines to a draft."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from contextlib import suppress
from typing import Final

from library.clean import clean_text
from library.errors import Refused
from library.models import Draft
from library.structure import structure
from library.translation import N_

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC: Final = re.compile(
    rb"%PDF-|\x89PNG|GIF8[79]a.{4}[\x80-\xff]|\xff\xd8\xff|PK\x03\x04|\x1f\x8b|\x7fELF|MZ\x90|BM.{4}\0\0\0\0"
    rb"|SQLite format 3\0|7z\xbc\xaf|Rar!\x1a\x07|OggS\0|ID3[\2-\4]|fLaC[\0\x80]|\0\0\0.ftyp"
    rb"|RIFF....(?:WAVE|WEBP|AVI )",
    re.DOTALL,
)
PROLOGUE: Final = rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?s:(?!-->).)*+-->\s*+)*+"
"""What may stand before the first element of a document; it is gone through once, however much that is."""
_WESTERN: Final = frozenset("äöüÄÖÜßàâçèéêëîïôûÀÉÈ„“”‚‘’‹›«»–—…•€§°©®½²³·´\xa0\xad")
"""What German and English texts have beyond ASCII, and French names in them."""
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_MAX_CONTROL_SHARE: Final = 0.05
_SAMPLE: Final = 65_536
_MIN_PAIRS: Final = 4
_MIN_NULS: Final = 0.05
"""The share of the high bytes of a text in UTF-16 that is NUL: its blanks, in any script but ideographs."""
_COMMON: Final = 0.95
"""The share of the high bytes of a text in UTF-16 that its three commonest have."""
_MAX_NULS: Final = 0.005
"""The share of its low bytes that may be NUL."""


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """Return the characters of `data`: by byte order mark, as UTF-8, else as the encoding it looks like.

    Args:
        data: The file as it came.
        name: What it is called in messages.
        declared: The codec that the document says it is in, tried before any guess.

    Raises:
        Refused: It is empty, binary, or in no known encoding.
    """
    if not data.strip():
        raise Refused(name, N_("is empty"))
    if _MAGIC.match(data):
        raise Refused(name, N_("is binary, not text"))
    text = _decoded(data, declared)
    if text is None:
        raise Refused(name, N_("is not text in any known encoding"))
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > _MAX_CONTROL_SHARE * len(sample):
        raise Refused(name, N_("is binary, not text"))
    if not text.strip():
        raise Refused(name, N_("is empty"))
    return text


def read(text: str) -> Draft:
    """Return the draft of a plain text."""
    return structure(clean_text(text))


def _decoded(data: bytes, declared: str | None) -> str | None:
    """Return `data` as text, or None when no encoding fits."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    if codec := _unmarked_utf16(data[:_SAMPLE]):
        return data.decode(codec, errors="replace")
    # What is in UTF-8 is so hardly by chance, and declarations are often those of another file;
    # only where every byte is ASCII may they mean something else by it, as ISO 2022 does.
    tried = (declared, "utf-8") if data.isascii() else ("utf-8", declared)
    for codec in filter(None, tried):
        with suppress(UnicodeDecodeError):
            return data.decode(codec)
    return _guessed(data)


def _unmarked_utf16(sample: bytes) -> str | None:
    """Return the codec of a text that is in UTF-16 without a byte order mark, else None.

    The high bytes of one script are nearly all the same, but for those of blanks and marks, which
    are NUL; the low bytes are hardly ever NUL.
    """
    for codec, high, low in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        if len(high) < _MIN_PAIRS:
            continue
        counts = Counter(high)
        common = sum(count for _, count in counts.most_common(3))
        if (
            counts[0] >= _MIN_NULS * len(high)
            and common >= _COMMON * len(high)
            and low.count(0) <= _MAX_NULS * len(low)
        ):
            return codec
    return None


def _guessed(data: bytes) -> str | None:
    """Return `data` in the encoding that its bytes suggest."""
    # Statistics need more text than a short article has, and what is most likely can be told without.
    with suppress(UnicodeDecodeError):
        text = data.decode("cp1252")
        if all(character in _WESTERN for character in set(text) if not character.isascii()):
            return text
    # Only for the rare file that is neither, so its import is not paid at every start.
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    # The sample may end within a character, and a rare byte may come after it.
    return data.decode(best.encoding, errors="replace")
