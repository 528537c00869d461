"""The persons of one article: which short name means which of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from hashlib import blake2b
from itertools import chain
from typing import Final

from library.entities.common import is_common
from library.entities.identities import identity
from library.entities.known import look_up
from library.entities.persons import GENERATIONS, is_family_first
from library.entities.places import place_named
from library.entities.spans import Naming
from library.entities.spelling import folded
from library.entities.titles import COMMON
from library.models import EntityKind

_MOST_PARTS: Final = 8
"""Parts of the longest name that is taken apart."""
_SIGN_BYTES: Final = 4
"""Bytes of what stands for an article in a key; few articles have people of one name alone."""


_NUMERALS: Final = frozenset("ivx")
"""Letters that count kings: Karl V."""


class People:
    """Those who are named in full, and what else they may be called.

    A single name that no table knows may be anybody's. If many bear it (`Müller`), or two of this
    article do, its key holds something of the article: it is joined with no namesake elsewhere. So
    does that of a name which is cut short (`Markus H.`).
    Rare single names (`Madonna`) and famous ones (`Putin`) are the same everywhere.
    """

    def __init__(
        self, texts: Sequence[str], namings: Iterable[Naming], language: str | None
    ) -> None:
        """Take the persons among `namings` of an article; `language` is an ISO 639-1 code or None."""
        self._language = language
        self._sign = _sign(texts)
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
        self._own_keys: dict[tuple[str, str, str], str] = {}
        self._keys: dict[tuple[str, str, str], str] = {}
        """Keys found, by title, name and given key: a name occurs often, and has many bearers."""
        people = {
            (naming.title, naming.name, naming.key): naming
            for naming in namings
            if naming.kind is EntityKind.PERSON
        }
        for naming in people.values():
            self._add(naming)
        for naming in people.values():
            own, key = self._own(naming), self._found(naming)
            if (
                " " in folded(naming.name)
                and own in self._full
                and own != key
                and key not in self._longer
            ):
                self._longer[own] = key

    def key(self, naming: Naming) -> str:
        """Return the key of the person that `naming` means."""
        about = naming.title, naming.name, naming.key
        if about not in self._keys:
            self._keys[about] = self._found(naming)
        return self._keys[about]

    def surnames(self, words: Collection[str] = ()) -> dict[str, str]:
        """Return the surnames that mean one person each, with that one's key.

        Those are left out that are words, or places or organisations: by a table, or because the
        article has them in small letters, which `words` are.
        """
        return {
            surname: self._longer.get(key, key)
            for surname, key in self._surnames.items()
            if self._is_ones(folded(surname))
            and surname not in COMMON
            and surname.lower() not in words
            and place_named(surname, self._language) is None
            and look_up(EntityKind.PLACE, surname, self._language) is None
            and look_up(EntityKind.ORGANISATION, surname, self._language) is None
        }

    def _is_ones(self, plain: str) -> bool:
        """Tell whether one person's full names alone begin or end with `plain`."""
        return len(self._two(self._ends.get(plain, ()), self._starts.get(plain, ()))) == 1

    def _two(self, *groups: Iterable[str], but: str = "") -> set[str]:
        """Return the first two persons of `groups` of keys that are not `but`, if there are two.

        More would not matter, and thousands may share a surname.
        """
        found: set[str] = set()
        for key in chain.from_iterable(groups):
            found.add(self._longer.get(key, key))
            found.discard(but)
            if len(found) > 1:
                break
        return found

    def _found(self, naming: Naming) -> str:
        """Return the key of the person that `naming` means, by all who are named in full."""
        own = self._own(naming)
        plain = folded(naming.name)
        parts = plain.split(" ")
        others = self._ends.get(plain) or self._starts.get(plain) or set()
        if len(parts) == 2 and not others:
            others = self._outer.get((parts[0], parts[1]), set())
        others = self._two(others, but=own)
        if len(parts) > 1 and look_up(EntityKind.PERSON, naming.name, self._language):
            return own  # Martin Luther, even beside Martin Luther King.
        if len(others) == 1 and (len(parts) > 1 or own not in self._full):
            return next(iter(others))
        own = self._longer.get(own, own)
        vague = len(parts) == 1 and own == f"{naming.kind}/{plain}"
        return f"{own}#{self._sign}" if vague and (others or is_common(plain)) else own

    def _own(self, naming: Naming) -> str:
        """Return the key of the name alone, with its title where that is known."""
        about = naming.title, naming.name, naming.key
        if about not in self._own_keys:
            titled = naming.title and look_up(
                EntityKind.PERSON, f"{naming.title} {naming.name}", self._language
            )
            key = titled.key if titled else naming.key
            self._own_keys[about] = key or self._named(naming.name)
        return self._own_keys[about]

    def _named(self, name: str) -> str:
        """Return the key of `name`; Markus H. is somebody else in each article, as Müller is."""
        key = identity(EntityKind.PERSON, name, self._language)
        _, space, last = folded(name).rpartition(" ")
        initial = bool(space) and len(last) == 1 and last not in _NUMERALS
        return f"{key}#{self._sign}" if initial else key

    def _add(self, naming: Naming) -> None:
        """Take in what the person of `naming` is called."""
        key = self._own(naming)
        words = naming.name.split()
        parts = folded(naming.name).split(" ")[:_MOST_PARTS]
        if len(parts) > 2 and parts[-1] in GENERATIONS:
            # The son is called by his surname, and his father's name is not his.
            self._ends[" ".join(parts[1:])].add(key)
            parts, words = parts[:-1], words[:-1]
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
        if len(parts) > 2 and "-" not in words[0]:
            # George W. Bush is George Bush, but Hans-Peter Müller is not Hans Müller.
            self._outer[parts[0], parts[-1]].add(key)
        surname = words[0] if is_family_first(parts[0]) and len(parts) < 4 else words[-1]
        if len(surname) > 2 and surname[0].isupper():
            self._surnames[surname] = key


def _sign(texts: Iterable[str]) -> str:
    """Return what stands for an article in a key: of its title, which outlives better parsers."""
    title = next(filter(str.strip, texts), "")
    return blake2b(title.encode("utf-8", "surrogatepass"), digest_size=_SIGN_BYTES).hexdigest()
