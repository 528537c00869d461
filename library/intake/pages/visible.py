"""The text that a page shows, found without building a tree.

This is the independent count that an extraction is held against, and what is stored when the
extraction fails; so it may not share the limits of a parser: depth, size of a text, time. The
page is split at every `<` once, and each piece is looked at once, so the time is linear in the
length of the page whatever is in it. Broken markup is read roughly as browsers do.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from library.clean import clean_line
from library.intake.pages.letters import letters
from library.intake.pages.numbers import Numbers
from library.models import Block, BlockKind

_TAG: Final = re.compile(r"(/?)([A-Za-z][^\s/>]*)")
_TAG_END: Final = re.compile(r"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_QUOTED: Final = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_HIDDEN: Final = re.compile(r"\shidden(?=[\s=/>]|$)", re.IGNORECASE)
_NOT_DISPLAYED: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BESIDE: Final = re.compile(
    r"\s(?:id|class)\s*=\s*[\"']?[^\"'>]{0,100}?"
    r"\b(?:comment(?!ary|ator)|disqus|kommentar|cookie|consent|gdpr|teaser)",
    re.IGNORECASE,
)
_LONG_REFERENCE: Final = re.compile(r"&#\w{9,}+;?")

_UNSHOWN: Final = frozenset(
    (
        *("script", "style", "template", "noscript", "svg", "math", "iframe", "textarea", "title"),
        *("select", "object", "canvas", "video", "audio"),
    )
)
"""Elements that show none of the text in them, or none that is a text."""
_ASIDE: Final = frozenset(
    ("nav", "header", "footer", "aside", "button", "menu", "dialog", "figcaption")
)
"""Elements whose text is seldom the article's; a form is none of them, for it may hold the whole page."""
_CONTAINERS: Final = frozenset(
    ("div", "section", "ul", "ol", "span", "table", "article", "details")
)
_PARENTS: Final = _CONTAINERS - {"span"} | {"main", "td", "li", "blockquote", "aside", "body"}
"""Elements that hold several lines which belong together."""
_INLINE: Final = frozenset(
    (
        *(
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
        ),
        *("font", "i", "img", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp"),
        *("small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)

_PROBE: Final = 30
"""Letters of a line by which it is known again."""
_MIN_EXPECTED: Final = 200
"""Code points of running text below which just its length tells: most of the text is in short lines."""
_MIN_RUNNING: Final = 60
"""Code points of a line that is a text, and no label, date or button."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of what a page shows."""

    text: str
    """Its text, cleaned, white space made single."""
    tag: str
    """The block element that it stands in, as far as that was told."""
    linked: int
    """How many code points of the source of it are links."""
    beside: bool
    """Whether it stands beside the article: in navigation, a footer, a form, comments."""
    parent: int
    """Number of the container that it stands in; lines of one number belong together."""
    number: str = ""
    """The number that is shown before it, such as `2.`, where it begins an item of an ordered list."""


def visible_lines(page: str) -> list[Line]:
    """Return the lines that `page`, which is HTML, shows.

    Where it shows no running text, what it hides is returned as well, for a script may show that.
    """
    scanner = _Scanner()
    pieces = page.split("<")
    scanner.text(pieces[0])
    for piece in pieces[1:]:
        scanner.piece(piece)
    scanner.end_line()
    if any(map(_is_running, scanner.hidden)) and not any(map(_is_running, scanner.lines)):
        return scanner.lines + scanner.hidden
    return scanner.lines


def kept_share(lines: Sequence[Line], texts: Sequence[str]) -> float:
    """Return how much of the running text among `lines` is among `texts`, 1 for all of it.

    An article is several paragraphs side by side; what stands alone in its container is more
    often the teaser of another article, and counts a quarter.
    """
    running = {line.text: line for line in lines if _is_running(line)}.values()
    siblings = Counter(line.parent for line in running)
    together = sum(len(line.text) for line in running if siblings[line.parent] > 1)
    expected = max(together, sum(len(line.text) for line in running) // 4)
    if expected < _MIN_EXPECTED:
        return sum(map(len, texts)) / max(1, expected)
    held = letters("".join(texts))
    kept = sum(len(line.text) for line in running if _has(held, letters(line.text)))
    return kept / expected


def _has(held: str, wanted: str) -> bool:
    """Say whether a line is held, by a piece of its beginning or its middle: links may be cut out of it."""
    middle = len(wanted) // 2
    return wanted[:_PROBE] in held or wanted[middle : middle + _PROBE] in held


def _is_running(line: Line) -> bool:
    """Say whether `line` may be a paragraph of the article."""
    length = len(line.text)
    return not line.beside and length >= _MIN_RUNNING and line.linked * 2 < length


def line_blocks(lines: Sequence[Line]) -> list[Block]:
    """Return a block for each of `lines`."""
    following = [_is_running(line) for line in lines[1:]] + [False] * len(lines[:1])
    return [_block(line, above=text) for line, text in zip(lines, following, strict=True)]


def _block(line: Line, *, above: bool) -> Block:
    """Return the block that `line` is by its tag; a heading is one when it stands right `above` a text."""
    if above and len(line.tag) == 2 and line.tag[0] == "h" and line.tag[1] in "123456":
        return Block(BlockKind.HEADING, line.text, level=int(line.tag[1]))
    if line.tag == "li":
        return Block(BlockKind.LIST_ITEM, line.text, level=1)
    if line.tag == "figcaption":
        return Block(BlockKind.CAPTION, line.text)
    return Block(BlockKind.PARAGRAPH, line.text)


class _Scanner:
    """Reads a page piece by piece; a piece is what stands between two `<`."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.hidden: list[Line] = []  # what is not shown before a script shows it
        self._parts: list[str] = []
        self._linked = 0
        self._in_link = False
        self._tag = ""
        self._unshown = ""  # name of the element, or `-->`, up to whose end nothing is shown
        self._parents: list[tuple[str, int]] = [("", 0)]  # open containers, each with its number
        self._open: Counter[str] = Counter()
        self._count = 0
        self._numbers = Numbers()
        self._zone = ""  # name of the outermost element that is hidden or beside the article
        self._zone_depth = 0
        self._zone_hidden = False

    def piece(self, piece: str) -> None:
        """Read one piece, which begins after a `<`."""
        if self._unshown == "-->":
            self._comment(piece, 0)
            return
        match = _TAG.match(piece)
        if self._unshown:
            if not match or not match[1] or match[2].lower() != self._unshown:
                return
            self._unshown = ""
        if match:
            end = _TAG_END.match(piece)
            stop = end.end() if end else piece.find(">") + 1 or len(piece)
            self._element(match[2].lower(), bool(match[1]), piece[match.end() : stop - 1])
            self.text(piece[stop:])
        elif piece.startswith("!--"):
            self._comment(piece, 1)
        elif piece[:1] in ("!", "?", "/"):
            self.text(piece[piece.find(">") + 1 or len(piece) :])
        else:
            self.text("<" + piece)

    def text(self, text: str) -> None:
        """Add text that stands between tags."""
        if not text or self._unshown or (self._zone_hidden and self._zone in _INLINE):
            return
        self._parts.append(text)
        if self._in_link:
            self._linked += len(text)

    def end_line(self) -> None:
        """Close the line that is being read."""
        if self._parts:
            source = "".join(self._parts)
            if text := _unescaped(source):
                lines = self.hidden if self._zone_hidden else self.lines
                beside = bool(self._zone) and not self._zone_hidden
                parent, number = self._parents[-1][1], self._numbers.take()
                lines.append(Line(text, self._tag, self._linked, beside, parent, number))
            self._parts.clear()
        self._linked = 0

    def _comment(self, piece: str, start: int) -> None:
        """Read on in a comment that may end in `piece`."""
        end = piece.find("-->", start)
        self._unshown = "-->" if end < 0 else ""
        if end >= 0:
            self.text(piece[end + 3 :])

    def _element(self, name: str, closes: bool, attributes: str) -> None:
        """Read the start or the end of an element."""
        if name == "a":
            self._in_link = not closes
        elif name in ("td", "th"):
            self._parts.append(" ")
        elif name not in _INLINE:
            self.end_line()
            self._tag = "" if closes else name
            self._numbers.element(name, closes, attributes)
        if closes:
            self._leave(name)
            return
        if name in _PARENTS:
            self._count += 1
            self._open[name] += 1
            self._parents.append((name, self._count))
        if name in _UNSHOWN and not (name in ("svg", "math") and attributes.endswith("/")):
            self._unshown = name
        self._enter(name, attributes)

    def _enter(self, name: str, attributes: str) -> None:
        """Note that an element begins that may not be the article's."""
        if self._zone:
            self._zone_depth += name == self._zone
            return
        hidden = name in _CONTAINERS and _is_hidden(attributes)
        if hidden or name in _ASIDE or (name in _CONTAINERS and _BESIDE.search(attributes)):
            self._zone, self._zone_depth, self._zone_hidden = name, 1, hidden

    def _leave(self, name: str) -> None:
        """Note that an element ends, and with it all that is still open in it."""
        if self._open[name]:
            closed = ""
            while closed != name:
                closed = self._parents.pop()[0]
                self._open[closed] -= 1
        if name == self._zone:
            self._zone_depth -= 1
            if not self._zone_depth:
                self._zone, self._zone_hidden = "", False


def _is_hidden(attributes: str) -> bool:
    """Say whether an element with these attributes is not shown."""
    if _NOT_DISPLAYED.search(attributes):
        return True
    return "hidden" in attributes and _HIDDEN.search(_QUOTED.sub('""', attributes)) is not None


def _unescaped(source: str) -> str:
    """Return a line of source as the text it shows."""
    if "&" in source:
        # A number of thousands of digits is no character, and takes Python long to find out.
        source = html.unescape(_LONG_REFERENCE.sub("\ufffd", source))
    return clean_line(source)
