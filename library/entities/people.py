"""The persons of one article: which short name means which of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from library.entities.identities import identity
from library.entities.known import look_up
from library.entities.persons import is_family_first
from library.entities.places import place_named
from library.entities.spans import Naming
from library.entities.spelling import folded
from library.entities.titles import COMMON
from library.models import EntityKind

_MOST_PARTS: Final = 8
"""Parts of the longest name that is taken apart."""


class People:
    """Those who are named in full, and what else they may be called."""

    def __init__(self, namings: Iterable[Naming], language: str | None) -> None:
        """Take the persons among `namings`; `language` is an ISO 639-1 code or None."""
        self._language = language
        self._ends: defaultdict[str, set[str]] = defaultdict(set)
        """Keys by folded ends of full names: `merkel`, `jong un`."""
        self._starts: defaultdict[str, set[str]] = defaultdict(set)
        """Keys by folded beginnings: `angela`, `kim`."""
        self._outer: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        """Keys by the first and last part of names that have others between."""
        self._surnames: dict[str, str] = {}
        """Surnames as they are spelt, and of whom."""
        self._full: set[str] = set()
        self._longer: dict[str, str] = {}
        """Keys of full names that are part of a longer one, and the key of that."""
        people = [naming for naming in namings if naming.kind is EntityKind.PERSON]
        for naming in people:
            self._add(naming)
        for naming in people:
            own, key = self._own(naming), self.key(naming)
            if own in self._full and own != key and key not in self._longer:
                self._longer[own] = key

    def key(self, naming: Naming) -> str:
        """Return the key of the person that `naming` means."""
        own = self._own(naming)
        plain = folded(naming.name)
        parts = plain.split(" ")
        others = self._ends.get(plain) or self._starts.get(plain) or set()
        if len(parts) == 2 and not others:
            others = self._outer.get((parts[0], parts[1]), set())
        others = {self._longer.get(key, key) for key in others} - {own}
        if len(others) != 1:
            return own
        (other,) = others
        return other if len(parts) > 1 or own not in self._full else own

    def surnames(self) -> dict[str, str]:
        """Return the surnames that mean one person each, and no word or place, with that one's key."""
        return {
            surname: key
            for surname, key in self._surnames.items()
            if len(self._called(folded(surname))) == 1
            and surname not in COMMON
            and place_named(surname, self._language) is None
            and look_up(EntityKind.PLACE, surname, self._language) is None
            and look_up(EntityKind.ORGANISATION, surname, self._language) is None
        }

    def _called(self, plain: str) -> set[str]:
        """Return the keys of all whose full names begin or end with `plain`."""
        both = self._ends.get(plain, set()) | self._starts.get(plain, set())
        return {self._longer.get(key, key) for key in both}

    def _own(self, naming: Naming) -> str:
        """Return the key of the name alone, with its title where that is known."""
        if naming.title:
            titled = look_up(EntityKind.PERSON, f"{naming.title} {naming.name}", self._language)
            if titled:
                return titled.key
        return naming.key or identity(EntityKind.PERSON, naming.name, self._language)

    def _add(self, naming: Naming) -> None:
        """Take in what the person of `naming` is called."""
        key = self._own(naming)
        words = naming.name.split()
        parts = folded(naming.name).split(" ")[:_MOST_PARTS]
        if len(parts) < 2 and not naming.title:
            return
        if len(parts) < 2:
            # A titled single name means no more than itself, unless a table knows it with the title.
            if key != identity(EntityKind.PERSON, naming.name, self._language):
                self._ends[parts[0]].add(key)
            return
        self._full.add(key)
        for cut in range(1, len(parts)):
            self._ends[" ".join(parts[cut:])].add(key)
            self._starts[" ".join(parts[:cut])].add(key)
        if len(parts) > 2:
            self._outer[parts[0], parts[-1]].add(key)
        surname = words[0] if is_family_first(parts[0]) and len(parts) < 4 else words[-1]
        if len(surname) > 2 and surname[0].isupper():
            self._surnames[surname] = key
