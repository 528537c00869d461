"""From a query tree to SQL.

What the index can answer is left to it in one expression, so that its results come in the
order of the list and can be stopped after a page; the rest becomes conditions on the headlines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from library.search.nodes import And, Condition, Naming, Node, Not, Or, Words

_GROUP: Final = 50


class Selection(NamedTuple):
    """The part of a SELECT after its columns, without order and limit."""

    sql: str
    """`FROM … WHERE …`, ready for further `AND` conditions on `key`."""
    parameters: tuple[str, ...]
    """Values for its placeholders."""
    key: str
    """The column that holds the rank, and by which the result is ordered without sorting."""


def selection(node: Node) -> Selection:
    """Return what selects the ranks of the articles that match `node`."""
    parts = node.nodes if isinstance(node, And) else (node,)
    indexed = tuple(part for part in parts if _expression(_positive(part)) is not None)
    match = _conjunction(indexed)
    rest = parts if match is None else [part for part in parts if part not in indexed]
    conditions = [_condition(part) for part in rest]
    sql = _joined([condition for condition, _ in conditions], " AND ")
    parameters = tuple(value for _, values in conditions for value in values)
    if match is None:
        return Selection(f"FROM headlines WHERE {sql}", parameters, "headlines.rank")
    table = (
        "fulltext CROSS JOIN headlines ON headlines.rank = fulltext.rowid" if rest else "fulltext"
    )
    return Selection(
        f"FROM {table} WHERE fulltext MATCH ? AND {sql}", (match, *parameters), "fulltext.rowid"
    )


def _expression(node: Node) -> str | None:
    """Return `node` as an expression of the index; None when the index alone cannot answer it."""
    match node:
        case Words():
            return _phrase(node)
        case And(nodes):
            return _conjunction(nodes)
        case Or(nodes):
            branches = [_expression(branch) for branch in nodes]
            found = [branch for branch in branches if branch is not None]
            return f"({' OR '.join(found)})" if len(found) == len(branches) else None
        case _:
            return None


def _conjunction(parts: Sequence[Node]) -> str | None:
    """Return the expression for what must and what must not occur.

    The index can only subtract: without anything that must occur it has no answer.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for part in parts:
        expression = _expression(_positive(part))
        if expression is None:
            return None
        (unwanted if isinstance(part, Not) else wanted).append(expression)
    if not wanted:
        return None
    positive = " AND ".join(wanted)
    return f"(({positive}) NOT ({' OR '.join(unwanted)}))" if unwanted else f"({positive})"


def entities_named(node: Naming) -> tuple[str, tuple[str, ...]]:
    """Return what selects the numbers of the entities that `node` means, and its parameters."""
    star = " *" if node.prefix else ""
    sources = [
        "SELECT entity FROM forms WHERE number IN (SELECT rowid FROM spelt WHERE spelt MATCH ?)",
        "SELECT -rowid FROM spelt WHERE spelt MATCH ? AND rowid < 0",
        *("SELECT entity FROM forms WHERE kind = ? AND key = ?" for _ in node.keys),
    ]
    phrase = f'"{" ".join(node.words)}"{star}'
    parameters = (phrase, phrase, *(part for key in node.keys for part in key))
    kind = "" if node.kind is None else f" AND kind = '{node.kind}'"
    sql = (
        "SELECT number FROM entities WHERE hidden = 0 AND mentions > 0"  # noqa: S608 - our own texts
        f"{kind} AND number IN ({' UNION '.join(sources)})"
    )
    return sql, parameters


def _positive(node: Node) -> Node:
    """Return what `node` negates, or `node` itself."""
    return node.node if isinstance(node, Not) else node


def _phrase(node: Words) -> str:
    """Return a phrase of the index's own language; folded words hold nothing that it could misread."""
    star = " *" if node.prefix else ""
    column = f"{node.column} : " if node.column else ""
    return f'{column}"{" ".join(node.words)}"{star}'


def _condition(node: Node) -> tuple[str, tuple[str, ...]]:
    """Return `node` as a boolean expression over a row of the headlines, and its parameters."""
    match node:
        case Words():
            sql = "headlines.rank IN (SELECT rowid FROM fulltext WHERE fulltext MATCH ?)"
            return sql, (_phrase(node),)
        case Naming():
            sql, parameters = entities_named(node)
            ranks = f"SELECT rank FROM named WHERE entity IN ({sql})"  # noqa: S608 - our own texts
            return f"headlines.rank IN ({ranks})", parameters
        case Condition(sql, parameters):
            return f"({sql})", parameters
        case Not(inner):
            sql, parameters = _condition(inner)
            # A column that is empty compares as unknown; what is not known to match does not.
            return f"NOT coalesce({sql}, FALSE)", parameters
        case And(nodes) | Or(nodes):
            joined = [_condition(inner) for inner in nodes]
            word = " AND " if isinstance(node, And) else " OR "
            sql = _joined([condition for condition, _ in joined], word)
            return f"({sql})", tuple(value for _, values in joined for value in values)


def _joined(conditions: Sequence[str], word: str) -> str:
    """Return all `conditions` joined by `word`, in groups: SQLite reads no chain of a thousand."""
    groups = [word.join(conditions[n : n + _GROUP]) for n in range(0, len(conditions), _GROUP)]
    if len(groups) > 1:
        return word.join(f"({group})" for group in groups)
    return groups[0] if groups else "TRUE"
