"""Articles as Markdown, from which `newsreader add` reads the same title, blocks and facts again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from library import Article, Block, BlockKind
from reader.browsing import is_openable
from reader.writing.document import Document, apart, attribution_of, joined
from reader.writing.facts import facts

_SIGNS: Final = re.compile(r"([\\`*_\[\]<>&~|])")
_LINE_BEGINS: Final = re.compile(r"^(\s*\d{0,9})([#+=-]|(?<=\d)[.)])", re.MULTILINE)
_HEADING_END: Final = re.compile(r"(?<!\S)(#+)$")
_NUMBERED: Final = re.compile(r"(\d{1,9})\\([.)]) (?=\S)")
"""The number of an item, as it stands where no list is meant."""
_BRACKETS: Final = re.compile(r"[()]")
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_PLAIN: Final = re.compile(r"[^\W_](?:[^:#]|:(?! |$)|(?<! )#)*")
"""Matches what YAML reads as it stands: it begins with a letter or digit, and holds neither `: ` nor ` #`."""
_OTHER: Final = re.compile(r"true|false|yes|no|on|off|null|\d[\d_.]*(?:e[-+]?\d+)?", re.IGNORECASE)
"""Matches what it reads as a number or as yes, no or nothing."""
_BREAK: Final = re.compile(r"(?<=\S) *\n(?= *\S)")


def write(documents: Iterable[Document]) -> Iterator[str]:
    """Yield each document, a blank line between two."""
    for number, one in enumerate(documents):
        yield ("\n" if number else "") + markdown(one.article)


def markdown(article: Article) -> str:
    """Return an article as Markdown, with what is known of it as front matter."""
    parts = [
        "\n".join(["---", *_front_matter(article), "---"]),
        f"# {_end_escaped(_escaped(article.title))}",
    ]
    return joined(parts, article.blocks, _Blocks().written)


def _front_matter(article: Article) -> Iterator[str]:
    """Yield the lines between the fences."""
    for name, value in facts(article):
        yield f"{name}: {_scalar(value)}"


def _scalar(value: str) -> str:
    """Return a value as YAML has it: in quotation marks, where it would be read as anything but a text."""
    if _PLAIN.fullmatch(value) and not _OTHER.fullmatch(value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


class _Blocks:
    """Writes one block after the other, and knows the numbers of the lists that are open."""

    def __init__(self) -> None:
        self._last: dict[int, int] = {}  # by how many items it stands in

    def written(self, block: Block, depth: int) -> str:
        """Return a block; an item stands within `depth` others."""
        if block.kind is not BlockKind.LIST_ITEM:
            self._last.clear()
            return _block(block)
        text = _one_line(_linked(block))
        number = self._number(_NUMBERED.match(text), depth)
        # Four blanks are within an item, whatever its sign, and no code.
        indent = " " * 4 * depth
        return f"{indent}{number} {text}" if number == "-" else f"{indent}{_numbered(text)}"

    def _number(self, found: re.Match[str] | None, depth: int) -> str:
        """Return the sign of an item: its number where it goes on with the list, else that of a bullet."""
        last = self._last.pop(depth, None)
        self._last = {other: number for other, number in self._last.items() if other < depth}
        if found is None or (last is not None and int(found[1]) != last + 1):
            return "-"  # readers count on by themselves, and would show another number
        self._last[depth] = int(found[1])
        return found[1]


def _numbered(text: str) -> str:
    """Return an item with its number as one of a list."""
    number = _NUMBERED.match(text)
    assert number is not None
    return f"{number[1]}{number[2]} {_begins_escaped(text[number.end() :])}"


def _block(block: Block) -> str:
    """Return a block that is no item of a list."""
    text = _linked(block)
    match block.kind:
        case BlockKind.HEADING:
            return f"{'#' * min(max(block.level, 2), 6)} {_end_escaped(_one_line(text))}"
        case BlockKind.QUOTE:
            quoted = "\n".join(f"> {line}" for line in _broken(text).split("\n"))
            who = attribution_of(block)
            return f"{quoted}\n>\n> — {_escaped(_one_line(who))}" if who else quoted
        case BlockKind.CAPTION:
            return f"*{_one_line(text)}*"
        case BlockKind.PREFORMATTED:
            fence = "`" * max([3, *(len(run) + 1 for run in re.findall(r"`+", block.text))])
            return f"{fence}\n{block.text}\n{fence}"
    return _broken(text)


def _linked(block: Block) -> str:
    """Return the text of a block with its links, as far as they may be opened."""
    parts, position = list[str](), 0
    for link in apart(block.links, len(block.text)):
        label = block.text[link.start : link.end]
        if is_openable(link.url) and label.strip() and "\n" not in label:
            before = _signs_escaped(block.text[position : link.start])
            # Before a link that sign would make a picture of it.
            parts += [f"{before[:-1]}\\!" if before.endswith("!") else before]
            parts += [f"[{_signs_escaped(label)}]({_target(link.url)})"]
            position = link.end
    return _begins_escaped("".join([*parts, _signs_escaped(block.text[position:])]))


def _target(url: str) -> str:
    """Return an address as a link has it."""
    for sign in "\\<>":  # what no address needs, and what would end this one
        url = url.replace(sign, f"%{ord(sign):02X}")
    url = _ENTITY.sub(r"\\&", url)
    return f"<{url}>" if _BRACKETS.search(url) else url


def _broken(text: str) -> str:
    """Return `text` with a sign at each line break; without it would be none."""
    return _BREAK.sub(r"\\\n", text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    """Return `text` with whatever Markdown would read as a sign of its own escaped."""
    return _begins_escaped(_signs_escaped(text))


def _signs_escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)


def _end_escaped(text: str) -> str:
    """Return the text of a heading, at the end of which a run of signs for headings would be left out."""
    return _HEADING_END.sub(r"\\\1", text)


def _begins_escaped(text: str) -> str:
    return _LINE_BEGINS.sub(r"\1\\\2", text)
