"""The one place where outside text is made safe to show.

A terminal obeys control characters, and some characters are there without being seen. Both are
replaced by something that can be seen, so that text can neither act nor hide: C0 controls by
their Unicode control pictures (ESC becomes ␛), every other unwanted character by U+FFFD.
What people write is kept: joiners and variation selectors inside emoji, up to eight combining
marks on a letter. Soft hyphens, which only hint where a word may break, are taken out.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Final

REPLACEMENT: Final = "\ufffd"
"""Stands for a run of characters that cannot be shown."""

MAX_MARKS: Final = 8
"""Combining marks kept on one base character; no living language needs more."""

_ZWJ: Final = "\u200d"
_NEWLINES: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SOFT_HYPHENS: Final = "\u00ad"

# Bidi controls and isolates, zero-width and filler characters, interlinear and musical controls,
# variation selectors, tags, lone surrogates: nothing here has a shape of its own.
_UNSEEN: Final = (
    "\x7f-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# But not the control pictures: those stand for what was something else before.
_EMOJI: Final = (
    "\u00a9\u00ae\u203c\u2049\u2100-\u23ff\u2440-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_EMOJI_SEQUENCE: Final = (
    f"[{_EMOJI}][\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
    f"(?:{_ZWJ}[{_EMOJI}][\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?)*"
    "|[0-9#*]\ufe0f\u20e3?"
)
_SUSPECT: Final = re.compile(f"[\x00-\x08\x0e-\x1f\t{_UNSEEN}]")
_WANTED_OR_NOT: Final = re.compile(
    f"(?P<emoji>{_EMOJI_SEQUENCE})|(?P<c0>[\x00-\x08\x0e-\x1f])|(?P<tab>\t)|(?P<unseen>[{_UNSEEN}]+)"
)
_JOINED_OR_NOT: Final = re.compile(f"(?P<emoji>{_EMOJI_SEQUENCE})|[{_ZWJ}\ufe00-\ufe0f]+")
_UNSEEN_IN_JSON: Final = re.compile(
    f"(?P<emoji>{_EMOJI_SEQUENCE})|[{_UNSEEN}{_SOFT_HYPHENS}\u2028\u2029]"
)
_PARTED: Final = re.compile("[\n-\r\u2028\u2029]")
_LONG_EXOTIC_RUN: Final = re.compile(f"[^\x00-\u02ff]{{{MAX_MARKS + 1},}}")
_NOT_XML: Final = re.compile("[\ufffe\uffff]")
_SPACES: Final = re.compile(r"\s+")


def clean_text(text: str) -> str:
    """Return `text` safe to show, its line breaks kept as newlines.

    The result holds no control character but the newline, nothing invisible outside emoji, no
    lone surrogate and no flood of combining marks. Cleaning it again changes nothing.
    """
    text = _NEWLINES.sub("\n", text.removeprefix("\ufeff"))
    if _SOFT_HYPHENS in text:
        text = text.replace(_SOFT_HYPHENS, "")
    if _SUSPECT.search(text):
        text = _WANTED_OR_NOT.sub(_shown, text)
    if _LONG_EXOTIC_RUN.search(text):
        text = _LONG_EXOTIC_RUN.sub(lambda run: _without_mark_floods(run[0]), text)
    return text


def clean_line(text: str) -> str:
    """Return `text` safe to show on one line: cleaned, white space runs made one space, ends stripped."""
    return _SPACES.sub(" ", clean_text(text)).strip()


def without_loose_joiners(text: str) -> str:
    """Return `text` without joiners and variation selectors that belong to no emoji.

    They are what is left where an emoji was typed or deleted in parts, and were never seen.
    """
    return _JOINED_OR_NOT.sub(lambda match: match["emoji"] or "", text)


def xml_line(text: str) -> str:
    """Return `text` safe to show on one line, and without the two characters that XML cannot hold then."""
    return _NOT_XML.sub("\ufffd", clean_line(text))


def is_safe(text: str) -> bool:
    """Tell whether `text` can be shown on one line as it is: nothing in it acts on a terminal or hides.

    It takes no time worth saving, so that it can be asked of every line that is drawn. Floods of
    marks are not looked for: they are ugly, but do neither.
    """
    if text.isascii():
        return text.isprintable()
    if _PARTED.search(text) or _SOFT_HYPHENS in text:
        return False
    if not _SUSPECT.search(text):
        return True
    return all(found.lastgroup == "emoji" for found in _WANTED_OR_NOT.finditer(text))


def escape_json(text: str) -> str:
    """Return `text`, which is JSON, with all escaped that `clean_text` would replace: it says the same."""
    if text.isascii() and "\x7f" not in text:
        return text  # all other controls are escaped in any JSON
    return _UNSEEN_IN_JSON.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    """Return an emoji as it is, and anything else as JSON writes it in ASCII."""
    return match[0] if match.lastgroup == "emoji" else json.dumps(match[0])[1:-1]


def _shown(match: re.Match[str]) -> str:
    """Return what to show for one match of `_WANTED_OR_NOT`."""
    match match.lastgroup:
        case "emoji":
            return match[0]
        case "c0":
            return chr(0x2400 + ord(match[0]))
        case "tab":
            return "    "
        case _:
            return REPLACEMENT


def _without_mark_floods(run: str) -> str:
    """Return `run` with at most `MAX_MARKS` combining marks after each base character."""
    kept: list[str] = []
    marks = 0
    for character in run:
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)
