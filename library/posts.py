"""Embedded posts of social networks, as they are left in plain text.

A post ends in a line such as `— Name (@handle) September 5, 2023`. Whether the paragraph above it
is the post's text or belongs to the article is decided by evidence, since saved pages often
lose the text and keep the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from library.language import detect_language

_NAME_AND_HANDLE: Final = (
    r"(?P<name>[^()\n]{1,80}(?:\([^()@\n]{1,60}\)[^()\n]{0,40})?\(@[\w.@-]{1,60}\))"
)
_ATTRIBUTION: Final = re.compile(r"[—–―-]{1,2}\s*" + _NAME_AND_HANDLE + r"[\s,·]*(?P<date>.{0,60})")
_INLINE: Final = re.compile(
    r"\s[—–―]\s*" + _NAME_AND_HANDLE + r"\s*(?P<date>[^()\n]{0,20}\d{1,2}[^()\n]{0,20}|)$"
)
_LINKED_PICTURE: Final = re.compile(r"pic\.(?:twitter|x)\.com/\w+\s*$")
_MAX_ATTRIBUTION: Final = 240
_MAX_POST: Final = 400
"""Longest text, in code points, of a post without its attribution: 280 count, links and marks extra."""
_MAX_LINES: Final = 6
"""Paragraphs of one post that are looked at."""

_LINK: Final = re.compile(r"pic\.(?:twitter|x)\.com/|https?://t\.co/|//youtu\.be/|bit\.ly/")
_TAG: Final = re.compile(r"(?:^|\W)#[^\W\d]\w+")
_HANDLE: Final = re.compile(r"(?:^|[^\w(])@\w{2,}")
_EMOJI: Final = re.compile("[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
_QUOTED: Final = re.compile(r"[“„»\"].{40,}[“”«\"]")
_FIRST_PERSON: Final = re.compile(
    r"\b(?:I|I['’]m|I['’]ve|my|My|me|we|We|our|Our|us|you|You|your"
    r"|ich|Ich|mir|mich|mein\w{0,2}|Mein\w{0,2}|wir|Wir|uns|unser\w{0,2}|Unser\w{0,2}|euch)\b"
)

_EVIDENCE: Final[tuple[tuple[float, Callable[[str], bool]], ...]] = (
    (4.0, lambda text: _LINK.search(text) is not None),  # only posts are written with these
    (2.0, lambda text: _TAG.search(text) is not None),
    (1.5, lambda text: _HANDLE.search(text) is not None),
    (2.0, lambda text: _EMOJI.search(text) is not None),
    (1.0, lambda text: _FIRST_PERSON.search(text) is not None),
    (0.5, lambda text: text[-1] not in ".!?…"),  # articles end their sentences
    (0.5, lambda text: len(text) <= 140),
    (-2.0, lambda text: len(text) > 300),  # beyond what a post may hold, unless it has links
    (-4.0, lambda text: text[-1] == ":"),  # it introduces the post
)
_MARKS: Final = 4
"""How many pieces of evidence, the first ones, are marks that only posts have."""
_OTHER_LANGUAGE: Final = 2.0
"""Weight of a text in another language than the article's."""
_INTRODUCED: Final = 2.5
"""Weight of a colon at the end of the paragraph above."""
_THRESHOLD: Final = 0.5
_THRESHOLD_ABOVE: Final = 2.5
"""What a further paragraph above needs: posts of several paragraphs are rare."""


def attribution(text: str) -> str | None:
    """Return `Name (@handle), date` if `text` is an attribution line, else None."""
    match = _ATTRIBUTION.fullmatch(text) if len(text) <= _MAX_ATTRIBUTION else None
    return _clean(match) if match else None


def trailing_attribution(text: str) -> str | None:
    """Return `Name (@handle), date` if `text` is a post that ends in its attribution, else None."""
    match = _INLINE.search(text[-_MAX_ATTRIBUTION:]) if text[-60:].find(")") >= 0 else None
    return _clean(match) if match and len(text) <= _MAX_POST + _MAX_ATTRIBUTION else None


def ends_in_picture(text: str) -> bool:
    """Say whether `text` is a post without an attribution: it ends in a link to its picture."""
    return len(text) <= _MAX_POST and _LINKED_PICTURE.search(text[-40:]) is not None


def is_posted(text: str) -> bool:
    """Say whether `text` has what only posts are written with: links, tags, handles, emoji."""
    marks = _EVIDENCE[:_MARKS]
    return len(text) <= _MAX_POST and sum(weight for weight, holds in marks if holds(text)) >= 2


def post_start(texts: Sequence[str], number: int, first: int, language: str | None) -> int:
    """Return the number of the first paragraph of the post that is attributed in `texts[number]`.

    That is `number` itself when no paragraph above it belongs to the post. Paragraphs before
    `first` are not looked at: they are headings or belong to another post. `language` is the
    article's.
    """
    start = number
    while start > max(first, number - _MAX_LINES):
        above = texts[start - 2] if start >= 2 else ""
        threshold = _THRESHOLD if start == number else _THRESHOLD_ABOVE
        # A quotation between posts and their article is the article's.
        is_quoted = start < number and _QUOTED.fullmatch(texts[start - 1])
        if is_quoted or _score(texts[start - 1], above, language) < threshold:
            break
        start -= 1
    return start


def _score(text: str, above: str, language: str | None) -> float:
    """Return how much speaks for `text` being a post, below `above` in an article in `language`."""
    if len(text) > _MAX_POST:
        return -_INTRODUCED
    score = sum(weight for weight, holds in _EVIDENCE if holds(text))
    if above.endswith(":"):
        score += _INTRODUCED
    own = detect_language(text)
    if own and language and own != language:
        score += _OTHER_LANGUAGE
    return score


def _clean(match: re.Match[str]) -> str:
    """Return the name, handle and date of an attribution without the dash."""
    name, date = match["name"].strip(), match["date"].strip(" ,·")
    return f"{name}, {date}" if date else name
