"""One entity, many names: what within an article, and across articles, means the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from library.models import Entity, EntityKind, Mention


def link(
    texts: Sequence[str], mentions: Sequence[Mention], language: str | None = None
) -> tuple[Mention, ...]:
    """Return `mentions` with the entities that they mean.

    Args:
        texts: The texts of an article: its title and its blocks, or one text alone.
        mentions: What is named in them, in reading order; `block` is an index of `texts`. An entity
            without a key is named as its mention is written.
        language: ISO 639-1 code of the texts, None when it is not known.
    """
    del texts, language
    first: dict[tuple[EntityKind, str], Entity] = {}
    linked: list[Mention] = []
    for mention in mentions:
        entity = mention.entity
        key = entity.key or f"{entity.kind}/{entity.name.lower()}"
        entity = first.setdefault((entity.kind, key), replace(entity, key=key))
        linked.append(replace(mention, entity=entity))
    return tuple(linked)
