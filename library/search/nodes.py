"""What a query is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from library.models import EntityKind


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must stand one after another; a single bare word is the common case."""

    words: tuple[str, ...]
    """The folded words."""
    column: str | None = None
    """Part of the article that is searched: title, heading or lead; None for all of it."""
    prefix: bool = False
    """Whether the last word may go on."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A test of a column of the headlines."""

    sql: str
    """A complete boolean expression with one placeholder for each parameter."""
    parameters: tuple[str, ...] = ()
    """Values for the placeholders."""


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever does not match."""

    node: Node
    """What must not hold."""


@dataclass(frozen=True, slots=True)
class And:
    """What all of several match; of none, everything."""

    nodes: tuple[Node, ...]
    """What must hold."""


@dataclass(frozen=True, slots=True)
class Or:
    """What any of several match."""

    nodes: tuple[Node, ...]
    """The alternatives."""


@dataclass(frozen=True, slots=True)
class Naming:
    """The articles that name an entity, however they write it."""

    words: tuple[str, ...]
    """Folded words that must stand one after another in one way of writing it."""
    keys: tuple[tuple[EntityKind, str], ...]
    """Identities that the name has whatever it looks like, as `Munich` and `München` have."""
    kind: EntityKind | None = None
    """What it must be; None for anything."""
    prefix: bool = False
    """Whether the last word may go on."""


Node = Words | Condition | Naming | Not | And | Or
"""A query tree."""

EVERYTHING: Final = And(())
"""The query that matches every article."""

UNREAD: Final = Condition("headlines.read IS NULL")
"""The articles that are unread."""

BOOKMARKED: Final = Condition("headlines.bookmarked IS NOT NULL")
"""The articles that are bookmarked."""


def parts_of(node: Node) -> Iterator[Words | Naming]:
    """Yield the phrases and the names that may occur in what `node` matches."""
    if isinstance(node, Words | Naming):
        yield node
    elif isinstance(node, And | Or):
        for inner in node.nodes:
            yield from parts_of(inner)


def all_of(*nodes: Node) -> Node:
    """Return the query for what all of `nodes` match, without needless nesting."""
    parts: list[Node] = []
    for node in nodes:
        parts += node.nodes if isinstance(node, And) else (node,)
    return single(parts, And)


def single(nodes: list[Node], several: type[And] | type[Or]) -> Node:
    """Return the one node, or all of them joined."""
    return nodes[0] if len(nodes) == 1 else several(tuple(nodes))
