"""What a query is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from library.models import EntityKind
from library.search.columns import Column
from library.search.moments import Limit


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must stand one after another; a single bare word is the common case."""

    words: tuple[str, ...]
    """The folded words."""
    column: Column | None = None
    """Part of the article that is searched; None for all of it."""
    prefix: bool = False
    """Whether the last word may go on."""
    surface: str = ""
    """The last word as it was typed, if its other forms count as well; empty for this form alone."""
    start: int = field(default=-1, compare=False)
    """The first code point of the query that it was read from, or -1."""
    end: int = field(default=-1, compare=False)
    """One past the last."""


@dataclass(frozen=True, slots=True)
class Wild:
    """A word some letters of which are left open."""

    pattern: str
    """Folded letters, and a `*` for any letters or none."""
    column: Column | None = None
    """Part of the article that is searched; None for all of it."""

    def may_be_in(self, text: str) -> bool:
        """Tell whether all the letters that are told stand in a folded text, which rules out most of them."""
        return all(letters in text for letters in self.pattern.split("*"))

    def fits(self, word: str) -> bool:
        """Tell whether this stands for a folded word."""
        first, *others = self.pattern.split("*")
        if not others:
            return word == first
        *between, last = others
        place, end = len(first), len(word) - len(last)
        if end < place or not (word.startswith(first) and word.endswith(last)):
            return False
        for letters in between:
            place = word.find(letters, place, end)
            if place < 0:
                return False
            place += len(letters)
        return True


@dataclass(frozen=True, slots=True)
class Holding:
    """A word left open to which too many words of the vocabulary answer: articles are read for it."""

    wild: Wild
    """What is looked for."""


@dataclass(frozen=True, slots=True)
class During:
    """The articles of a stretch of time. Those of which the time is not known are in none."""

    column: Literal["published", "added"]
    """Which time is meant."""
    since: Limit | None
    """Its beginning; None for no limit."""
    until: Limit | None
    """Its end, which is no part of it; None for no limit."""


HAS_PART: Final = "has_part"
"""The function `(text, part)` of conditions that tells whether a folded part stands in a text, once folded."""


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


@dataclass(frozen=True, slots=True)
class Fed:
    """The articles that came from certain feeds."""

    text: str
    """What stands in the names of these feeds, or in those of their folders, folded."""
    feeds: tuple[str, ...] | None = None
    """The ids under which these are followed; None until they are looked up."""
    is_streamed: bool = False
    """Whether it is asked of each article as it comes, and not of all beforehand."""


Node = Words | Wild | Holding | During | Condition | Naming | Fed | Not | And | Or
"""A query tree."""

EVERYTHING: Final = And(())
"""The query that matches every article."""

UNREAD: Final = Condition("headlines.read IS NULL")
"""The articles that are unread."""

BOOKMARKED: Final = Condition("headlines.bookmarked IS NOT NULL")
"""The articles that are bookmarked."""

_TAGS: Final = "headlines.id IN (SELECT id FROM tags"
_NOTES: Final = "headlines.id IN (SELECT id FROM notes"

TAGGED: Final = Condition(f"{_TAGS})")
"""The articles that have a tag."""

NOTED: Final = Condition(f"{_NOTES})")
"""The articles that have a note."""

_LAST_LETTER: Final = "\U0010ffff"

HIDDEN: Final = Condition("FALSE AND 'hidden'")
"""The articles that rules hide; `Library.find` puts the rules in its place, and elsewhere there are none."""


def tagged(key: str, *, prefix: bool) -> Condition:
    """Return the query for the articles that have a tag with this key, or with one that begins so."""
    if prefix:
        return Condition(f"{_TAGS} WHERE key >= ? AND key < ?)", (key, key + _LAST_LETTER))
    return Condition(f"{_TAGS} WHERE key = ?)", (key,))


def among(ranks: Iterable[int]) -> Condition:
    """Return the query for the articles with these ranks, some thousands at most."""
    return Condition(f"headlines.rank IN ({', '.join(map(str, ranks))})")


def is_label(leaf: Node) -> bool:
    """Tell whether a leaf of a query is about tags or notes."""
    match leaf:
        case Condition(sql):
            return sql.startswith((_TAGS, _NOTES))
        case Words(column=column) | Wild(column=column) | Holding(Wild(column=column)):
            return column == "note"
        case _:
            return False


def inner_nodes(node: Node) -> tuple[Node, ...]:
    """Return the nodes that `node` joins; none for a leaf, and none for what is excluded."""
    return node.nodes if isinstance(node, And | Or) else ()


def parts_of(node: Node) -> Iterator[Words | Wild | Naming]:
    """Yield the phrases, open words and names that may occur in what `node` matches."""
    if isinstance(node, Words | Wild | Naming):
        yield node
    elif isinstance(node, Holding):
        yield node.wild
    else:
        for inner in inner_nodes(node):
            yield from parts_of(inner)


def within(node: Node, column: Column) -> Node:
    """Return `node` with all words that are looked for anywhere looked for in one part of the article."""
    match node:
        case Words() | Wild():
            return node if node.column else replace(node, column=column)
        case Not(inner):
            return Not(within(inner, column))
        case And(nodes):
            return And(tuple(within(inner, column) for inner in nodes))
        case Or(nodes):
            return Or(tuple(within(inner, column) for inner in nodes))
        case _:
            return node


def all_of(*nodes: Node) -> Node:
    """Return the query for what all of `nodes` match, without needless nesting."""
    parts: list[Node] = []
    for node in nodes:
        parts += node.nodes if isinstance(node, And) else (node,)
    return single(parts, And)


def single(nodes: list[Node], several: type[And] | type[Or]) -> Node:
    """Return the one node, or all of them joined."""
    return nodes[0] if len(nodes) == 1 else several(tuple(nodes))


def replaced(node: Node, old: Node, new: Node) -> Node:
    """Return `node` with `new` in every place where `old` is."""
    if node == old:
        return new
    match node:
        case Not(inner):
            return Not(replaced(inner, old, new))
        case And(nodes):
            return And(tuple(replaced(inner, old, new) for inner in nodes))
        case Or(nodes):
            return Or(tuple(replaced(inner, old, new) for inner in nodes))
        case _:
            return node


def leaves_of(node: Node) -> Iterator[Node]:
    """Yield what `node` is made of in the end."""
    match node:
        case Not(inner):
            yield from leaves_of(inner)
        case And(nodes) | Or(nodes):
            for inner in nodes:
                yield from leaves_of(inner)
        case _:
            yield node
