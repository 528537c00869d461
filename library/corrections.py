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

from library.clean import clean_line
from library.models import EntityKind
from library.times import decode_time, encode_time

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


_TO_ANOTHER: Final = {Action.MERGE, Action.RETYPE}
_WITH_TEXT: Final = {Action.SPLIT, Action.RENAME}
_TEXTS: Final = ("text", "name", "into_name")


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that a person said of an entity."""

    action: Action
    """What is said."""
    entity: Identity
    """Of which entity, as it was identified when this was said."""
    at: datetime
    """When it was said (aware, UTC), to the millisecond."""
    into: Identity | None = None
    """Of a merge the entity that it is, of a retyping what it is identified by from then on; else None."""
    text: str = ""
    """Of a split the way of writing, of a renaming the new name, clean on one line; else empty."""
    name: str = ""
    """What the entity was called when this was said, for people; nothing depends on it."""
    into_name: str = ""
    """What `into` was called then."""

    @property
    def id(self) -> str:
        """What tells it from all others, the same on every machine: 16 hex digits."""
        said = (self.action, *self.entity, *(self.into or ()), self.text, encode_time(self.at))
        return blake2b("\0".join(said).encode("utf-8", "replace"), digest_size=8).hexdigest()


def encoded(correction: Correction) -> dict[str, Any]:
    """Return a correction as it stands in JSON."""
    record: dict[str, Any] = {
        "action": correction.action,
        "entity": list(correction.entity),
        "at": encode_time(correction.at),
    }
    if correction.into is not None:
        record["into"] = list(correction.into)
    for name in _TEXTS:
        if value := getattr(correction, name):
            record[name] = value
    return record


def decoded(record: object) -> Correction:
    """Return the correction that stands in JSON as `record`.

    Raises:
        ValueError: It is none.
    """
    match record:
        case {"action": str(action), "entity": entity, "at": at, **rest}:
            into = rest.get("into")
            made = Correction(
                Action(action),
                _identity(entity),
                decode_time(at),
                None if into is None else _identity(into),
                *(clean_line(_text(rest.get(name, ""))) for name in _TEXTS),
            )
            if (made.action in _TO_ANOTHER) != (made.into is not None):
                raise ValueError("merges and retypings lead to an entity, and nothing else does")
            if (made.action in _WITH_TEXT) != bool(made.text):
                raise ValueError("splits and renamings have a text, and nothing else has")
            return made
    raise ValueError("a correction has an action, an entity and a time")


def _identity(value: object) -> Identity:
    """Return the identity that stands in JSON as `value`."""
    match value:
        case [str(kind), str(key)]:
            return EntityKind(kind), _text(key)
    raise ValueError("an entity has a kind and a key")


def _text(value: object) -> str:
    """Return `value` if it is a text that can be stored."""
    if not isinstance(value, str):
        raise ValueError("a text is none")  # noqa: TRY004 - one error for all that is wrong
    value.encode()  # half of a surrogate pair can stand in JSON, but not on disk again
    return value


class Corrections:
    """The corrections that hold, in the order in which they were made."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        """Hold `corrections`, in any order."""
        self._all = tuple(sorted(corrections, key=lambda one: (one.at, one.id)))
        # What is said of an entity, and as which one of all it was said.
        self._of: dict[Identity, list[tuple[int, Correction]]] = {}
        self._names: dict[Identity, str] = {}
        self._hidden: set[Identity] = set()
        for number, one in enumerate(self._all):
            self._of.setdefault(one.entity, []).append((number, one))
            self._note(one)

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Correction]:
        return iter(self._all)

    def about(self) -> set[Identity]:
        """Return every entity that any of them is about."""
        return set(self._of)

    def described(self) -> set[Identity]:
        """Return every entity that was given a name or is hidden."""
        return self._names.keys() | self._hidden

    def identity(self, kind: EntityKind, key: str, form: str) -> Identity:
        """Return which entity it is that recognition takes for `kind` and `key` and that is written `form`."""
        found = kind, key
        next_number = 0
        while (step := self._step(found, form, next_number)) is not None:
            number, found = step
            next_number = number + 1
        return found

    def name(self, identity: Identity) -> str | None:
        """Return the name that the entity was given last; None when it was given none."""
        return self._names.get(identity)

    def is_hidden(self, identity: Identity) -> bool:
        """Tell whether the entity is no name."""
        return identity in self._hidden

    def _step(self, identity: Identity, form: str, first: int) -> tuple[int, Identity] | None:
        """Return what `identity`, written `form`, is made by the next correction from `first` on, and by which.

        None when it stays what it is.
        """
        for number, one in self._of.get(identity, ()):
            if number >= first and (now := _corrected(one, form)) != identity:
                return number, now
        return None

    def _note(self, one: Correction) -> None:
        """Note what `one`, the last correction so far, does to names."""
        match one.action:
            case Action.RENAME:
                self._names[one.entity] = one.text
            case Action.SPLIT:
                self._names[split_identity(one.entity, one.text)] = one.text
            case Action.HIDE:
                self._hidden.add(one.entity)
            case Action.RETYPE if one.into is not None and one.entity in self._names:
                self._names[one.into] = self._names[one.entity]
            case _:
                pass


def split_identity(identity: Identity, form: str) -> Identity:
    """Return the identity of what is split from an entity, written in the way `form`."""
    kind, key = identity
    return kind, f"{key}{_SPLIT}{folded_form(form)}"


def folded_form(form: str) -> str:
    """Return what is compared of a way of writing: neither case nor white space matters."""
    return clean_line(form).casefold()


def _corrected(correction: Correction, form: str) -> Identity:
    """Return what the entity that `correction` is about is when it is written `form`."""
    if correction.into is not None:
        return correction.into
    if correction.action is Action.SPLIT and folded_form(correction.text) == folded_form(form):
        return split_identity(correction.entity, form)
    return correction.entity
