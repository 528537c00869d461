"""What is written: an article with all that a format may say of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from library import Article, Block, BlockKind, Library, Link, Mention, Status

_Span = TypeVar("_Span", Link, Mention)


@dataclass(frozen=True, slots=True)
class Document:
    """An article, what it names, and what the reader did to it."""

    article: Article
    """The article."""
    mentions: tuple[Mention, ...] = ()
    """The names in it, in reading order."""
    status: Status = field(default_factory=Status)
    """Whether it is read, bookmarked, and where reading stopped."""
    versions: tuple[str, ...] = ()
    """The ids of the other versions of its story."""


def document(library: Library, id_: str) -> Document:
    """Return the stored article with the whole id `id_`.

    Raises:
        NotFound: There is none.
    """
    return Document(
        library.article(id_),
        library.register.mentions(id_),
        library.status(id_),
        tuple(other.id for other in library.versions(id_) if other.id != id_),
    )


def attribution_of(block: Block) -> str | None:
    """Return whom a quote is from, where its text does not say so itself as that of a post does."""
    who = block.attribution
    return None if not who or who.split(",")[0] in block.text else who


def joined(head: Sequence[str], blocks: Sequence[Block], write: Callable[[Block, int], str]) -> str:
    """Return a text of what stands at its `head` and of `blocks`, parted by blank lines; a list stays one.

    `write` is given how many items of its list each block stands in.
    """
    parts = list(head)
    previous: BlockKind | None = None
    around: list[int] = []  # the levels of the items that the block may stand in
    for block in blocks:
        is_item = block.kind is BlockKind.LIST_ITEM
        around = [level for level in around if is_item and level < block.level]
        written = write(block, len(around))
        around += [block.level] if is_item else []
        if is_item and previous is BlockKind.LIST_ITEM:
            parts[-1] += f"\n{written}"
        else:
            parts.append(written)
        previous = block.kind
    return "\n\n".join(parts) + "\n"


def apart(spans: Iterable[_Span], length: int) -> Iterator[_Span]:
    """Yield those of `spans`, in order, that are within so many code points and do not overlap."""
    position = 0
    for span in spans:
        if position <= span.start < span.end <= length:
            position = span.end
            yield span
