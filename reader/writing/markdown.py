"""Articles as Markdown, from which `newsreader add` reads the same title, blocks and facts again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from library import Article, Block, BlockKind, clean_line
from reader.writing.document import Document, attribution_of

_SIGNS: Final = re.compile(r"([\\`*_\[\]<>&~|])")
_LINE_BEGINS: Final = re.compile(r"^(\s*\d{0,9})([#+=-]|(?<=\d)[.)])", re.MULTILINE)


def write(documents: Iterable[Document]) -> Iterator[str]:
    """Yield each document, a blank line between two."""
    for number, one in enumerate(documents):
        yield ("\n" if number else "") + markdown(one.article)


def markdown(article: Article) -> str:
    """Return an article as Markdown, with what is known of it as front matter."""
    parts = ["\n".join(["---", *_front_matter(article), "---"]), f"# {_escaped(article.title)}"]
    previous: BlockKind | None = None
    for block in article.blocks:
        written = _block(block)
        if block.kind is previous is BlockKind.LIST_ITEM:
            parts[-1] += f"\n{written}"  # a list stays one
        else:
            parts.append(written)
        previous = block.kind
    return "\n\n".join(parts) + "\n"


def _front_matter(article: Article) -> Iterator[str]:
    """Yield the lines between the fences."""
    known = {
        "title": article.title,
        "date": article.published and article.published.isoformat(),
        "source": article.source,
        "author": article.author,
        "url": article.url,
        "language": article.language,
    }
    for name, value in known.items():
        if value:
            yield f"{name}: {clean_line(value)}"


def _block(block: Block) -> str:
    """Return a block."""
    text = _escaped(block.text)
    match block.kind:
        case BlockKind.HEADING:
            return f"{'#' * min(max(block.level, 2), 6)} {_one_line(text)}"
        case BlockKind.QUOTE:
            quoted = "\n".join(f"> {line}" for line in text.splitlines())
            who = attribution_of(block)
            return f"{quoted}\n>\n> — {_escaped(_one_line(who))}" if who else quoted
        case BlockKind.LIST_ITEM:
            return f"{'  ' * max(block.level - 1, 0)}- {_one_line(text)}"
        case BlockKind.CAPTION:
            return f"*{_one_line(text)}*"
        case BlockKind.PREFORMATTED:
            fence = "`" * max([3, *(len(run) + 1 for run in re.findall(r"`+", block.text))])
            return f"{fence}\n{block.text}\n{fence}"
    return text


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    """Return `text` with whatever Markdown would read as a sign of its own escaped."""
    return _LINE_BEGINS.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", text))
