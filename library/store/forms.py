"""The names in one article as they go into the store: which there are, and where."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from library.models import TITLE_BLOCK, Block, Entity, EntityKind, Mention

_ROW: Final = struct.Struct("<4i")


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which an article writes an entity."""

    entity: Entity
    """The entity, named in the article's language."""
    text: str
    """How it is written, white space made single."""


@dataclass(frozen=True, slots=True)
class Names:
    """All that an article names."""

    forms: tuple[Form, ...]
    """Each way of writing that occurs in it, once."""
    packed: bytes
    """Where they are: block, start, end and the number in `forms`, each four bytes; see `rows`."""

    def rows(self) -> Iterator[tuple[int, ...]]:
        """Yield block, start, end and the number in `forms` of each mention, in reading order."""
        return _ROW.iter_unpack(self.packed)

    def mentions(self) -> tuple[Mention, ...]:
        """Return the mentions that this was made of."""
        return tuple(
            Mention(self.forms[number].entity, block, start, end)
            for block, start, end, number in self.rows()
        )

    def to_parts(self) -> list[bytes]:
        """Return it as two parts that can be sent to another process."""
        forms = [[f.entity.kind, f.entity.name, f.entity.key, f.text] for f in self.forms]
        return [json.dumps(forms, ensure_ascii=False).encode("utf-8", "surrogatepass"), self.packed]


def names_of(title: str, blocks: Sequence[Block], mentions: Sequence[Mention]) -> Names:
    """Return the names of an article with this title and these blocks."""
    numbers = dict[Form, int]()
    rows = bytearray()
    for mention in mentions:
        text = title if mention.block == TITLE_BLOCK else blocks[mention.block].text
        form = Form(mention.entity, " ".join(text[mention.start : mention.end].split()))
        number = numbers.setdefault(form, len(numbers))
        rows += _ROW.pack(mention.block, mention.start, mention.end, number)
    return Names(tuple(numbers), bytes(rows))


def names_from_parts(parts: Sequence[bytes]) -> Names:
    """Return what `Names.to_parts` made.

    Raises:
        ValueError: The parts are none that it makes.
    """
    try:
        forms, packed = parts
        found = Names(tuple(_form(*row) for row in json.loads(forms)), packed)
        numbers = [number for *_, number in found.rows()]
    except (ValueError, TypeError, struct.error, RecursionError) as error:
        raise ValueError(f"the parts make no sense: {error}") from error
    if not all(0 <= number < len(found.forms) for number in numbers):
        raise ValueError("a mention is of nothing")
    return found


def _form(kind: object, name: object, key: object, text: object) -> Form:
    """Return a form of these parts, all of which must be strings that can be stored."""
    for part in (kind, name, key, text):
        if not isinstance(part, str):
            raise ValueError("a text is none")  # noqa: TRY004 - one error for all that is wrong
        part.encode()
    return Form(Entity(EntityKind(str(kind)), str(name), str(key)), str(text))
