"""Corrections: what a person says of entities where recognition has it wrong.

A correction is about an entity, by its identity: kind and key. They are applied in the order of
their making to each form, which is one way of writing an entity, so they hold for all articles and
for whatever is recognised later. Pure; they are kept by the state, and the store applies them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Any, Final

from library.models import EntityKind

Identity = tuple[EntityKind, str]
"""An entity's kind and key, which no other entity has."""

_SPLIT: Final = "/as:"


class Action(StrEnum):
    """What can be said of an entity."""

    MERGE = "merge"
    """It is another one."""
    SPLIT = "split"
    """Written in one of its ways, it is an entity of its own."""
    RENAME = "rename"
    """It has another name."""
    RETYPE = "retype"
    """It is of another kind."""
    HIDE = "hide"
    """It is no name, and is not to be shown."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that a person said of an entity."""

    action: Action
    """What is said."""
    entity: Identity
    """Of which entity, as it was identified when this was said."""
    at: datetime
    """When it was said (aware, UTC)."""
    into: Identity | None = None
    """Of a merge the entity that it is; else None."""
    text: str = ""
    """Of a split the way of writing, of a renaming the new name, of a retyping the new kind."""

    @property
    def id(self) -> str:
        """What tells it from all others, the same on every machine: 16 hex digits."""
        said = (self.action, *self.entity, *(self.into or ()), self.text, self.at.isoformat())
        return blake2b("\0".join(said).encode("utf-8", "replace"), digest_size=8).hexdigest()


def encoded(correction: Correction) -> dict[str, Any]:
    """Return a correction as it stands in JSON."""
    record: dict[str, Any] = {
        "action": correction.action,
        "entity": list(correction.entity),
        "at": correction.at.isoformat(),
    }
    if correction.into is not None:
        record["into"] = list(correction.into)
    if correction.text:
        record["text"] = correction.text
    return record


def decoded(record: object) -> Correction:
    """Return the correction that stands in JSON as `record`.

    Raises:
        ValueError: It is none.
    """
    match record:
        case {"action": str(action), "entity": entity, "at": str(at), **rest}:
            into = rest.get("into")
            text = rest.get("text", "")
            moment = datetime.fromisoformat(at)
            if not isinstance(text, str) or moment.tzinfo is None:
                raise ValueError("a correction has a text and a time with its zone")
            into = None if into is None else _identity(into)
            made = Correction(Action(action), _identity(entity), moment, into, text)
            if (made.action is Action.MERGE) != (into is not None):
                raise ValueError("a merge has two entities, and nothing else has")
            if made.action is Action.RETYPE:
                EntityKind(text)
            return made
    raise ValueError("a correction has an action, an entity and a time")


def _identity(value: object) -> Identity:
    """Return the identity that stands in JSON as `value`."""
    match value:
        case [str(kind), str(key)]:
            key.encode()  # half of a surrogate pair can stand in JSON, but not on disk again
            return EntityKind(kind), key
    raise ValueError("an entity has a kind and a key")


class Corrections:
    """The corrections that hold, in the order in which they were made."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        """Hold `corrections`, in any order."""
        self._all = tuple(sorted(corrections, key=lambda one: (one.at, one.id)))

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Correction]:
        return iter(self._all)

    def named(self) -> set[Identity]:
        """Return every identity that any of them is about."""
        both = ((one.entity, one.into) for one in self._all)
        return {identity for pair in both for identity in pair if identity is not None}

    def identity(self, kind: EntityKind, key: str, form: str) -> Identity:
        """Return which entity it is that recognition takes for `kind` and `key` and that is written `form`."""
        found = kind, key
        for one in self._all:
            if one.entity == found:
                found = _corrected(one, found, form)
        return found

    def name(self, identity: Identity) -> str | None:
        """Return the name that the entity was given last; None when it was given none."""
        given = None
        for one in self._all:
            if (one.action is Action.RENAME and one.entity == identity) or (
                one.action is Action.SPLIT and split_identity(one.entity, one.text) == identity
            ):
                given = one.text
            elif one.action is Action.RETYPE and _corrected(one, one.entity, "") == identity:
                given = self._name_before(one) or given
        return given

    def is_hidden(self, identity: Identity) -> bool:
        """Tell whether the entity is no name."""
        return any(one.action is Action.HIDE and one.entity == identity for one in self._all)

    def _name_before(self, retyping: Correction) -> str | None:
        """Return the name that an entity had been given when it was retyped."""
        before = self._all[: self._all.index(retyping)]
        return Corrections(before).name(retyping.entity)


def split_identity(identity: Identity, form: str) -> Identity:
    """Return the identity of what is split from an entity, written in the way `form`."""
    kind, key = identity
    return kind, f"{key}{_SPLIT}{folded_form(form)}"


def folded_form(form: str) -> str:
    """Return what is compared of a way of writing: neither case nor white space matters."""
    return " ".join(form.split()).casefold()


def _corrected(correction: Correction, identity: Identity, form: str) -> Identity:
    """Return what `identity`, which `correction` is about, is when it is written `form`."""
    match correction.action:
        case Action.MERGE if correction.into is not None:
            return correction.into
        case Action.SPLIT if folded_form(correction.text) == folded_form(form):
            return split_identity(identity, form)
        case Action.RETYPE:
            return EntityKind(correction.text), identity[1]
        case _:
            return identity
