"""Names that tables know: organisations, landmarks and persons that go by unlike names.

A line is a key, German names, English names, with tabs between them; the names of one language are
parted by `|`, the usual one first. Places have a table of their own, see `places`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from library.entities.nouns import nominative
from library.entities.persons import skeleton
from library.entities.places import TABLE as PLACES
from library.entities.spelling import folded
from library.language import base_of
from library.models import EntityKind

_TABLES: Final = {
    EntityKind.PLACE: (PLACES.name, "landmarks.tsv"),
    EntityKind.ORGANISATION: ("organisations.tsv",),
    EntityKind.PERSON: ("persons.tsv",),
}
_NO_PLACE: Final = "-"
_ENDING: Final = re.compile(
    r"(?:(?<=\w{5})e|(?<=\w{4})e[mnrs]|(?<=^rot|^neu|^alt|^hoh|^tot)e[mnrs]?|(?<=^frei)e[mnrs]?)$"
)
"""Endings of German adjectives: of longer ones, and of the short ones that names begin with."""
_ARTICLE: Final = re.compile(r"^(?:the|die|der|das|des|dem|den) (?=.)")
_LEGAL: Final = re.compile(
    r"(?: (?:ag|gmbh|se|inc|incorporated|corp|corporation|ltd|limited|plc|llc|llp|kg|kgaa|ohg|eg|nv"
    r"|sa|spa|ab|oyj?|as|bv|co|company|und co|and co|e v|aktiengesellschaft|holding|ev|a s|n v|s a))+$"
)


_WRITTEN_OUT: Final = {
    "ig": "industriegewerkschaft",
    "lg": "landgericht",
    "lka": "landeskriminalamt",
    "olg": "oberlandesgericht",
    "ovg": "oberverwaltungsgericht",
    "th": "technische hochschule",
    "tu": "technische universitaet",
    "uni": "universitaet",
    "u n": "un",
    "u s": "us",
    "uno": "un",
    "vg": "verwaltungsgericht",
}
"""What the short words mean with which names of many organisations begin: `LKA Berlin`."""
_SHORT: Final = re.compile(rf"^(?:{'|'.join(_WRITTEN_OUT)})(?= \w)")
_CLUB: Final = re.compile(r"(.+) (fc|afc|cf)")


class Known(NamedTuple):
    """What a table says of an entity."""

    key: str
    """Its key."""
    german: str
    """Its usual name in German; may be empty."""
    english: str
    """Its usual name in English; may be empty."""

    def usual(self, language: str | None) -> str:
        """Return its usual name in `language`, an ISO 639-1 code, or an empty string."""
        base = base_of(language)
        return {"de": self.german, "en": self.english}.get(base, "")


def look_up(kind: EntityKind, name: str, language: str | None = None) -> Known | None:
    """Return what is known of the entity `name`, in any German inflection, or None.

    Where a name means two places, the one that it means in `language` is taken; else in English.
    """
    if kind not in _TABLES or not name:
        return None
    german, english = _names(kind)
    columns = (german, english) if (language or "").startswith("de") else (english, german)
    for form in _forms(kind, name):
        for column in columns:
            if form in column:
                return column[form]
    return None


def known_names(kind: EntityKind) -> Iterator[str]:
    """Yield the names that tables list for entities of `kind`, as they are written there."""
    for table in _TABLES.get(kind, ()):
        for line in Path(__file__).with_name(table).read_text("utf-8").splitlines():
            _, *_, german, english = line.split("\t")
            yield from filter(None, (*german.split("|"), *english.split("|")))


def bare(name: str) -> str:
    """Return a name of an organisation, folded, without article, legal form and German inflection."""
    plain = folded(name.replace("&", " and "))
    plain = _ARTICLE.sub("", plain, count=1)
    plain = _SHORT.sub(
        lambda short: _WRITTEN_OUT[short[0]], _LEGAL.sub("", plain) or plain, count=1
    )
    return inflected(_club(plain))


def _club(plain: str) -> str:
    """Return a club's name as it is mostly used: `Manchester United` without FC, `FC Chelsea` with it."""
    club = _CLUB.fullmatch(plain)
    if not club:
        return plain
    return club[1] if " " in club[1] else f"{club[2]} {club[1]}"


def inflected(plain: str) -> str:
    """Return folded words without the endings of German adjectives, and without that of a last noun."""
    *before, last = plain.split(" ")
    return " ".join([*(_ENDING.sub("", word) for word in before), nominative(last)])


def _forms(kind: EntityKind, name: str) -> list[str]:
    """Return what `name` may be listed under, the likeliest first."""
    if kind is EntityKind.PERSON:
        plain = folded(name)
        # Who knows Wladimir Putin knows what Wladimir Putins is; Barbara Hendrick is in no table.
        return [plain, plain.removesuffix("s")] if " " in plain else [plain]
    whole = folded(name) if kind is EntityKind.PLACE else bare(name)
    plain = _ARTICLE.sub("", whole, count=1)
    # An article may belong to the name: Den Haag.
    forms = [whole, plain, inflected(plain)]
    # A German genitive: Bundestags, Bundesverfassungsgerichtes; the dative of Niederlande.
    forms += [forms[-1].removesuffix(tail) for tail in ("s", "es") if len(plain) > 4]
    return forms


@cache
def _names(kind: EntityKind) -> tuple[dict[str, Known], dict[str, Known]]:
    """Return the German and the English names of entities of `kind`, folded and bare of inflection."""
    found: tuple[dict[str, Known], dict[str, Known]] = ({}, {})
    for table in _TABLES[kind]:
        text = Path(__file__).with_name(table).read_text("utf-8")
        for line in text.splitlines():
            key, *_, german, english = line.split("\t")
            if key == _NO_PLACE:
                continue
            known = Known(key, german.partition("|")[0], english.partition("|")[0])
            for names, column in zip((german, english), found, strict=True):
                for name in filter(None, names.split("|")):
                    for form in _listed(kind, name):
                        column.setdefault(form, known)
    return found


def _listed(kind: EntityKind, name: str) -> tuple[str, ...]:
    """Return what a `name` in a table is listed under."""
    if kind is EntityKind.PERSON:
        # With the name all its transliterations; but a title alone is not who Papst Leo is.
        plain = skeleton(name)
        return (folded(name), plain) if " " in plain else (folded(name),)
    plain = bare(name) if kind is EntityKind.ORGANISATION else folded(name)
    return plain, inflected(plain)
