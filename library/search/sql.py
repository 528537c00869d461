"""From a query tree to SQL.

What the index can answer is left to it in one expression, so that its results come in the
order of the list and can be stopped after a page; the rest becomes conditions on the headlines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from library.days import DAY_MS
from library.ranks import SLOTS, minute_of
from library.search.nodes import (
    And,
    Condition,
    During,
    Fed,
    Holding,
    Naming,
    Node,
    Not,
    Or,
    Wild,
    Words,
)
from library.search.starts import bit_of

HOLDS: Final = "holds"
"""The function `(pattern, column, title, blocks)` that tells whether an article has a word of a pattern."""

_HOLDING: Final = (
    "EXISTS (SELECT 1 FROM articles WHERE articles.rank = headlines.rank"  # noqa: S608
    f" AND {HOLDS}(?, ?, headlines.title, articles.blocks))"
)
_NOTES: Final = "headlines.id IN (SELECT id FROM notes WHERE"
_GROUP: Final = 50
_SHORT: Final = 2
"""Letters of a prefix for which the index takes longer than reading titles does."""

Test = tuple[str, tuple[str | int, ...]]
"""A boolean expression, and values for its placeholders."""


class Selection(NamedTuple):
    """The part of a SELECT after its columns, without order and limit."""

    sql: str
    """`FROM … WHERE …`, ready for further `AND` conditions on `key`."""
    parameters: tuple[str | int, ...]
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
    key = "headlines.rank" if match is None else "fulltext.rowid"
    # Said of the key itself, a time keeps the newer or older articles from being looked at.
    conditions += [_bounds(part, key) for part in rest if isinstance(part, During)]
    sql = _joined([condition for condition, _ in conditions], " AND ")
    parameters = tuple(value for _, values in conditions for value in values)
    if match is None:
        return Selection(f"FROM headlines WHERE {sql}", parameters, key)
    table = (
        "fulltext CROSS JOIN headlines ON headlines.rank = fulltext.rowid" if rest else "fulltext"
    )
    return Selection(f"FROM {table} WHERE fulltext MATCH ? AND {sql}", (match, *parameters), key)


def _expression(node: Node) -> str | None:
    """Return `node` as an expression of the index; None when the index alone cannot answer it."""
    match node:
        case Words(column="note"):
            return None
        case Words():
            return None if _start_of(node) else _phrase(node)
        case And(nodes):
            return _conjunction(nodes)
        case Or(nodes) if nodes:
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


def _start_of(node: Words) -> Test | None:
    """Return what of the headlines answers for `node`; None when the index has to."""
    if not node.prefix or len(node.words) > 1:
        return None
    (start,) = node.words
    bit = bit_of(start)
    if node.column == "title" and (len(start) <= _SHORT or bit is not None):
        return f"{HOLDS}(?, 'title', headlines.title, '')", (f"{start}*",)
    if node.column or bit is None:
        return None
    return f"(headlines.starts{bit.number} & ?)", (bit.value,)


def _bounds(node: During, key: str) -> Test:
    """Return what `node` says of the rank: an article's is in the minute of its date or a little later."""
    if node.column == "added":
        return "TRUE", ()
    conditions: list[str] = []
    parameters: list[int] = []
    if node.since is not None:
        conditions.append(f"{key} >= ?")
        parameters.append(minute_of(min(node.since)))
    if node.until is not None:
        later = "coalesce((SELECT value FROM meta WHERE name = 'later'), 0)"
        conditions.append(f"{key} < ? + {later}")
        parameters.append(minute_of(max(node.until)) + SLOTS)
    return " AND ".join(conditions), tuple(parameters)


def _times(node: During) -> Test:
    """Return the condition that an article's time is within `node`."""
    column = f"headlines.{node.column}"
    conditions = [f"{column} NOTNULL"]
    parameters: list[int] = []
    for sign, limit in ((">=", node.since), ("<", node.until)):
        if limit is None:
            continue
        if node.column == "added" or limit.moment == limit.day:
            conditions.append(f"{column} {sign} ?")
            parameters.append(limit.moment)
        else:  # of which only the day is known stands at midnight in UTC
            conditions.append(f"{column} {sign} iif({column} % {DAY_MS}, ?, ?)")
            parameters += limit
    return f"({' AND '.join(conditions)})", tuple(parameters)


def _from_feeds(node: Fed) -> Test:
    """Return the condition that an article came from one of the feeds that `node` means."""
    if node.feeds is None:
        raise TypeError("feeds are to be looked up before what came from them is looked for")
    meant = f"feeds.id IN ({', '.join('?' * len(node.feeds))})"
    if node.is_streamed:
        fed = "SELECT 1 FROM fed JOIN feeds ON number = feed WHERE fed.rank = headlines.rank"
        return f"EXISTS ({fed} AND {meant})", node.feeds
    fed = "SELECT fed.rank FROM feeds CROSS JOIN fed ON feed = number"
    return f"headlines.rank IN ({fed} WHERE {meant})", node.feeds


def _leaf(node: Words | Wild | Holding | During | Naming | Fed) -> Test:
    """Return a leaf as a boolean expression over a row of the headlines, and its parameters."""
    match node:
        case Words(words, "note", prefix):
            # Notes are few: they are read, each word between blanks.
            return f"{_NOTES} instr(words, ?))", (f" {' '.join(words)}{'' if prefix else ' '}",)
        case Words():
            if (start := _start_of(node)) is not None:
                return start
            sql = "headlines.rank IN (SELECT rowid FROM fulltext WHERE fulltext MATCH ?)"
            return sql, (_phrase(node),)
        case Naming():
            sql, names = entities_named(node)
            ranks = f"SELECT rank FROM named WHERE entity IN ({sql})"  # noqa: S608 - our own texts
            return f"headlines.rank IN ({ranks})", names
        case During():
            return _times(node)
        case Fed():
            return _from_feeds(node)
        case Wild():
            raise TypeError("an open word is to be spelt out before it is looked for")
        case Holding(Wild(pattern, "note")):
            return f"{_NOTES} {HOLDS}(?, 'title', note, ''))", (pattern,)
        case Holding(wild):
            return _HOLDING, (wild.pattern, wild.column or "")


def _condition(node: Node) -> Test:
    """Return `node` as a boolean expression over a row of the headlines, and its parameters."""
    match node:
        case Condition(sql, parameters):
            return f"({sql})", tuple(parameters)
        case Not(Fed() as inner) if not inner.is_streamed:
            # Few articles are excluded: nothing is gained by collecting these first.
            return _condition(Not(replace(inner, is_streamed=True)))
        case Not(inner):
            sql, values = _condition(inner)
            # A column that is empty compares as unknown; what is not known to match does not.
            return f"NOT coalesce({sql}, FALSE)", values
        case Or(()):
            return "FALSE", ()
        case And(nodes) | Or(nodes):
            joined = [_condition(inner) for inner in nodes]
            word = " AND " if isinstance(node, And) else " OR "
            sql = _joined([condition for condition, _ in joined], word)
            return f"({sql})", tuple(value for _, values in joined for value in values)
        case _:
            return _leaf(node)


def _joined(conditions: Sequence[str], word: str) -> str:
    """Return all `conditions` joined by `word`, in groups: SQLite reads no chain of a thousand."""
    groups = [word.join(conditions[n : n + _GROUP]) for n in range(0, len(conditions), _GROUP)]
    if len(groups) > 1:
        return word.join(f"({group})" for group in groups)
    return groups[0] if groups else "TRUE"
