"""German endings of names: `Putins`, `Angela Merkels`, `die Müllers`.

A name may end in an s of its own (`Hans`, `Barbara Hendricks`), so an ending is taken off only on
evidence: the name without it occurs in the article, or it mostly stands where a genitive does.
Names that are known to end so, and those with an apostrophe (`Hendricks’ Plan`), keep their s.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from library.entities.known import look_up
from library.entities.nouns import in_nominative
from library.entities.spans import NAMES, Naming
from library.entities.spelling import listed
from library.models import EntityKind

_BY_EVIDENCE: Final = frozenset((EntityKind.PERSON, EntityKind.DATE, EntityKind.HANDLE))
_NOUN: Final = re.compile(r" [A-ZÄÖÜ][a-zäöüß]")
_APOSTROPHE: Final = re.compile(r"['’] [A-ZÄÖÜ]")
_AFTER_NOUN: Final = re.compile(r"[^.!?:„“\"»«(\s] (?P<noun>[A-ZÄÖÜ][\w-]+) $")
_WINDOW: Final = 40
"""Code points before a name in which the noun before it is looked for."""
_ENDED: Final = re.compile(r"[^\W\d_]{2}[^\W\d_sßzx]s")
_MOST_PARTS: Final = 8
"""Parts of the longest name that is taken apart."""

_OWNED: Final = listed(
    """
    Abgang Ablehnung Absage Absicht Absichten Amtsantritt Amtszeit Analyse Angaben Ankündigung Ankunft
    Anordnung Anspruch Antrag Antwort Arbeit Arbeiten Auftritt Auftritte Aussage Aussagen Bild Bilder Bilanz
    Briefe Buch Büro Bücher Drohung Drohungen Ehe Einfluss Einladung Entlassung Entscheidung Erbe Erfolg
    Erfolge Ergebnis Ernennung Festnahme Film Filme Forderung Forderungen Geburtstag Gedichte Gemälde
    Geständnis Grab Haltung Handschrift Haus Herrschaft Hilfe Idee Ideen Inszenierung Kabinett Kampagne
    Kandidatur Karriere Konzept Krankheit Kritik Kunst Kurs Leben Leiche Leistung Lieder Macht Meinung Mord
    Musik Nachlass Name Namen Niederlage Ölbild Oper Opern Partei Person Plan Pläne Politik Position Projekt
    Reaktion Rede Reden Regie Regierung Reise Roman Romane Rolle Rückkehr Rücktritt Schicksal Schriften
    Schuld Sieg Siege Sinfonie Stellvertreter Stimme Sturz Symphonie Theorie Thesen Tod Todes Tor Tore
    Umfeld Unterschrift Urteil Verhaftung Vermögen Versprechen Vorschlag Vorschläge Vorwürfe Wahl Wahlsieg
    Weg Werk Werke Werken Wiederwahl Wille Willen Worte Worten Zeichnung Zeichnungen Zeit Ziel Zukunft
    """
)
"""What somebody has or does, behind which a name is in the genitive: `das Kabinett Merkels`."""
_OWN: Final = listed(
    """
    Alexis Anders Andreas Angelos Boris Carlos Charles Chris Claus Clemens Cornelius Denis
    Dennis Dimitris Doris Elias Francis Giannis Giorgos Hannes Hans Ines Iris James Janis Jannes
    Jannis Jens Jesus Johannes Jonas Judas Julius Justus Klaus Konstantinos Kyriakos Lars Linus
    Louis Lucas Luis Lukas Marcus Marius Markus Mathias Mats Matthias Morris Moses Nicholas
    Nicolas Niklas Nikolas Nikolaus Nikos Nils Pius Rasmus Silas Thies Thomas Tobias Zacharias

    Abrams Adams Ahlers Ahrens Albers Andrews Arends Arens Behrends Behrens Berends Borchers
    Brahms Brooks Burns Carstens Claes Collins Cordes Davies Davis Dickens Diercks Dierks Dirks
    Edwards Ehlers Eilers Evans Evers Ewers Frerichs Gates Geerts Gerdes Goossens Griffiths
    Hagens Harms Harris Hayes Hendricks Hendriks Higgins Hinrichs Hobbs Hopkins Hughes Humphreys
    Jacobs Janssens Jenkins Jones Laurens Lewis Lübbers Lüders Maes Martens Mathews Matthews
    Mertens Meurers Myers Neves Nichols Owens Peeters Perkins Philipps Phillips Pieters Ramos
    Reents Reimers Remmers Reynolds Roberts Rogers Santos Siemens Sievers Simmons Spears
    Steffens Stephens Stevens Stokes Symonds Torres Vargas Watkins Watts Wells Wessels Wilkens
    Wilkins Willems Williams Wilms Wouters Yates
    """
)
"""Given names and surnames that end in an s of their own."""


def uninflected(
    texts: Sequence[str], namings: Sequence[Naming], language: str | None
) -> list[Naming]:
    """Return `namings`, which are in reading order, with their names in the nominative."""
    if (language or "").startswith("en"):
        return list(namings)
    known = _known(namings)
    kept = _with_apostrophe(texts, namings)
    german = (language or "").startswith("de")
    genitives = _genitives(texts, namings) if german else frozenset()
    result = []
    for naming in namings:
        base, last = naming.name[:-1], _last(naming.name)
        if german and naming.kind not in _BY_EVIDENCE and not naming.key:
            naming = replace(naming, name=_nominative(naming, language))
        ended = _may_be_inflected(naming) and last not in kept
        if ended and (base in known or last in genitives or _is_listed(naming, base, language)):
            naming = replace(naming, name=base)
        result.append(naming)
    return result


def _nominative(naming: Naming, language: str | None) -> str:
    """Return a name without the ending of its last noun; of a place without that of an adjective: `Wiener`."""
    name = naming.name
    if naming.kind is not EntityKind.PLACE:
        return in_nominative(name)
    if not name.endswith("er") or look_up(naming.kind, name, language):
        return name
    stem = name[:-2]
    places = (stem, name[:-1], f"{stem}en", f"{stem[:-1]}en", f"{stem[:-1]}e{stem[-1:]}")
    return next((place for place in places if look_up(naming.kind, place, language)), name)


def _may_be_inflected(naming: Naming) -> bool:
    """Tell whether `naming` ends as a genitive or a plural does, and no table says what it means."""
    return naming.kind in NAMES and not naming.key and naming.name.endswith("s")


def _last(name: str) -> str:
    """Return the last word of `name`, which is the one that is inflected."""
    return name.rpartition(" ")[2]


def _known(namings: Iterable[Naming]) -> frozenset[str]:
    """Return the names, and of persons their parts and what their names end in: `Jong Un`."""
    found = set()
    for naming in namings:
        found.add(naming.name)
        if naming.kind is EntityKind.PERSON:
            parts = naming.name.split()
            found.update(parts)
            if len(parts) <= _MOST_PARTS:
                found.update(" ".join(parts[cut:]) for cut in range(1, len(parts)))
    return frozenset(found)


def _with_apostrophe(texts: Sequence[str], namings: Iterable[Naming]) -> frozenset[str]:
    """Return the last words of names whose genitive is an apostrophe: `Hendricks’ Plan`."""
    return frozenset(
        _last(naming.name)
        for naming in namings
        if _may_be_inflected(naming) and _APOSTROPHE.match(texts[naming.block], naming.end)
    )


def _genitives(texts: Sequence[str], namings: Sequence[Naming]) -> frozenset[str]:
    """Return the last words of persons' names that are genitives.

    They are where most of them stand as a genitive does, or where somebody is named without the s.
    """
    starts = {(naming.block, naming.start) for naming in namings}
    people = [naming for naming in namings if naming.kind is EntityKind.PERSON]
    without = {_last(naming.name) for naming in people}
    votes: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for naming in filter(_may_be_inflected, people):
        text = texts[naming.block]
        noun = _NOUN.match(text, naming.end) and (naming.block, naming.end + 1) not in starts
        before = _AFTER_NOUN.search(text, max(0, naming.start - _WINDOW), naming.start)
        owned = before is not None and before["noun"] in _OWNED
        # Of other nouns nothing is told by what follows them: der Obmann Carstens.
        votes[_last(naming.name)][bool(noun) or owned] += bool(noun or owned or not before)
    return frozenset(
        last
        for last, vote in votes.items()
        if (vote[True] > vote[False] or last[:-1] in without)
        and last not in _OWN
        and _ENDED.search(last, len(last) - 4)
    )


def _is_listed(naming: Naming, base: str, language: str | None) -> bool:
    """Tell whether a table knows what `base` is: who knows Moskau knows what Moskaus is.

    Names that no table knows are rather Siemens and Airbus. Persons go by other evidence.
    """
    return (
        naming.kind is not EntityKind.PERSON
        and _ENDED.search(naming.name, max(0, len(naming.name) - 4)) is not None
        and look_up(naming.kind, base, language) is not None
    )
