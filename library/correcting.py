"""Correcting names: what a person says of entities is checked, and kept for all articles."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Final, NamedTuple

from library.clean import clean_line
from library.corrections import Action, Correction, Identity, folded_form, split_identity
from library.errors import CorrectionError, NotFound
from library.marks import Marks
from library.models import Entity, EntityKind
from library.store import Known, Reader
from library.times import present
from library.translation import _
from library.words import folded_words

MAX_NAME: Final = 200
"""Code points of the longest name that can be given."""

_FIXED: Final = {EntityKind.DATE, EntityKind.HANDLE}
_KINDS: Final = "person, place, organisation, other"


class Corrected(NamedTuple):
    """What came of a correction."""

    correction: Correction
    """It, as it is kept."""
    entity: Known | None
    """The entity that it led to, as it is now; None when no article names one any more."""


class Correcting:
    """What was said of the entities of a library, and what is said now.

    All of it holds for every article, those to come included, until it is taken back.
    """

    def __init__(
        self,
        reader: Reader,
        marks: Marks,
        translated: Callable[[], AbstractContextManager[None]],
    ) -> None:
        """Keep it by `marks`; `translated` turns what SQLite says into the library's errors."""
        self._reader = reader
        self._marks = marks
        self._translated = translated

    def all(self) -> tuple[Correction, ...]:
        """Return the corrections that hold, in the order in which they were made."""
        with self._translated():
            return tuple(self._marks.corrections())

    def merge(self, entity: Entity, into: Entity) -> Corrected:
        """Say that `entity` is `into`, whose name and kind stay.

        Raises:
            CorrectionError: They are one already, or one of them is a date.
            NotFound: No article names one of them.
            Damaged, NewerSchema, Unavailable: It cannot be kept.
        """
        _refuse_dates(entity, into)
        if _identity(entity) == _identity(into):
            raise CorrectionError(
                _("“{one}” and “{other}” are one already.").format(
                    one=entity.name, other=into.name
                ),
                _("Name two different ones; `newsreader entities` lists them."),
            )
        target = self._known(into).entity
        return self._say(Action.MERGE, self._known(entity).entity, target, into=target)

    def split(self, entity: Entity, form: str) -> Corrected:
        """Say that what is written `form` is not `entity`, but one of its own.

        Raises:
            CorrectionError: It is not written so, or in no other way, or called so, or is a date.
            NotFound: No article names it.
            Damaged, NewerSchema, Unavailable: It cannot be kept.
        """
        _refuse_dates(entity)
        known = self._known(entity)
        wanted = folded_form(form)
        written = [alias for alias in known.aliases if folded_form(alias) == wanted]
        if not written:
            ways = ", ".join(known.aliases[:5])
            raise CorrectionError(
                _("“{name}” is not written “{form}”.").format(
                    name=entity.name, form=clean_line(form)
                ),
                _("It is written {ways}.").format(ways=ways),
            )
        if len(written) == len(known.aliases):
            raise CorrectionError(
                _("“{name}” is written in no other way.").format(name=entity.name),
                _("Rename it, or hide it, instead."),
            )
        if wanted == folded_form(known.entity.name):
            raise CorrectionError(
                _("“{name}” is what it is called.").format(name=known.entity.name),
                _("Give it another name first, or name another way of writing it."),
            )
        text = clean_line(written[0])
        kind, key = split_identity(_identity(entity), text)
        return self._say(Action.SPLIT, known.entity, Entity(kind, text, key), text=text)

    def rename(self, entity: Entity, name: str) -> Corrected:
        """Give `entity` another name, by which it is found as by all that it is written.

        Raises:
            CorrectionError: The name has no letter and no digit, or is too long, or the entity is a date.
            NotFound: No article names it.
            Damaged, NewerSchema, Unavailable: It cannot be kept.
        """
        _refuse_dates(entity)
        name = clean_line(name)
        if not folded_words(name):
            raise CorrectionError(_("A name has a letter or a digit."), _("Write one."))
        if len(name) > MAX_NAME:
            raise CorrectionError(
                _("A name has no more than {most} letters.").format(most=MAX_NAME),
                _("Write a shorter one."),
            )
        called = self._known(entity).entity
        return self._say(Action.RENAME, called, called, text=name)

    def retype(self, entity: Entity, kind: EntityKind) -> Corrected:
        """Say that `entity` is of another kind; it is what has its name there, if anything has.

        Raises:
            CorrectionError: It is of that kind, or either is that of dates or handles.
            NotFound: No article names it.
            Damaged, NewerSchema, Unavailable: It cannot be kept.
        """
        if {entity.kind, kind} & _FIXED:
            raise CorrectionError(
                _("What is a date and what is a handle is told by how it is written."),
                _("The kinds of names are {kinds}.").format(kinds=_KINDS),
            )
        if entity.kind is kind:
            raise CorrectionError(
                _("“{name}” is of the kind {kind} already.").format(name=entity.name, kind=kind),
                _("The kinds are {kinds}.").format(kinds=_KINDS),
            )
        # Imported here: its tables are only needed for this.
        from library.entities.identities import identity

        called = self._known(entity).entity
        target = Entity(kind, called.name, identity(kind, called.name))
        return self._say(Action.RETYPE, called, target, into=target)

    def hide(self, entity: Entity) -> Corrected:
        """Say that `entity` is no name: no article shows it, and no search finds it.

        Raises:
            NotFound: No article names it.
            Damaged, NewerSchema, Unavailable: It cannot be kept.
        """
        called = self._known(entity).entity
        return self._say(Action.HIDE, called, called)

    def undo(self, id_: str | None = None) -> Correction:
        """Take back the correction whose id begins with `id_`, or the last one, and return it.

        Raises:
            NotFound: There is none to take back; none that holds, or more than one, has such an id.
            Damaged, NewerSchema, Unavailable: It cannot be kept.
        """
        holding = self.all()
        if not holding:
            raise NotFound(_("There is no correction to take back."))
        found = [one for one in holding if one.id.startswith(id_.lower())] if id_ else holding[-1:]
        if len(found) != 1:
            message = (
                _("More than one correction has an id that begins with “{id}”.")
                if found
                else _("No correction has an id that begins with “{id}”.")
            )
            raise NotFound(message.format(id=id_))
        with self._translated():
            self._marks.undo(found[0].id)
        return found[0]

    def say_again(self, correction: Correction) -> Correction:
        """Say again what was taken back, after all that holds, and return it as it is kept.

        Raises:
            Damaged, NewerSchema, Unavailable: It cannot be kept.
        """
        with self._translated():
            return self._marks.correct(replace(correction, at=present()))

    def _say(
        self,
        action: Action,
        entity: Entity,
        outcome: Entity,
        *,
        into: Entity | None = None,
        text: str = "",
    ) -> Corrected:
        """Keep that `action` is said of `entity`, of which `outcome` comes."""
        correction = Correction(
            action,
            _identity(entity),
            present(),
            None if into is None else _identity(into),
            text,
            clean_line(entity.name),
            "" if into is None else clean_line(into.name),
        )
        with self._translated():
            kept = self._marks.correct(correction)
            return Corrected(kept, self._reader.names.one(*_identity(outcome)))

    def _known(self, entity: Entity) -> Known:
        """Return what is known of `entity`."""
        with self._translated():
            known = self._reader.names.one(*_identity(entity))
        if known is None:
            raise NotFound(_("No article names “{name}”.").format(name=entity.name))
        return known


def _identity(entity: Entity) -> Identity:
    return entity.kind, entity.key


def _refuse_dates(*entities: Entity) -> None:
    """Refuse what cannot be said of dates."""
    for entity in entities:
        if entity.kind is EntityKind.DATE:
            raise CorrectionError(
                _("“{name}” is a date, and a date is what it says.").format(name=entity.name),
                _("It can only be hidden."),
            )
