"""Bylines: what names there are in the texts that pages give as their author's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from library.daynames import MONTH, WEEKDAY

_ROLE: Final = (
    r"(?:von|vom|by|par|por|text|texte?\s+von|text\s+und\s+interview|interview|auteur|protokoll"
    r"|aufgezeichnet\s+von|(?:autor|author|redakteur|verfasser)(?:in|innen|en|s)?"
    r"|autorin/autor|autor[*:]in)"
)
_LABEL: Final = re.compile(
    r"(?:(?:ein(?:e)?|a|an)\s+)?"
    r"(?:(?:artikel|beitrag|gastbeitrag|kommentar|kolumne|essay|analyse|interview|bericht|reportage"
    r"|rezept|pressemitteilung|nachricht|meldung|im wortlaut|publiziert|erstellt"
    r"|(?:guest\s+)?(?:article|post|essay|column|comment|analysis|opinion)|story|words|reporting"
    r"|posted|published|written|reported|geschrieben|verfasst|veröffentlicht"
    r"|(?:view|show|see|zeige|zeigt|alle|all|show\s+all)\s+(?:all\s+|alle\s+)?"
    r"(?:posts|articles|beiträge|artikel)(?:\s+anzeigen)?|zum\s+profil)\s+)?"
    rf"(?:{_ROLE}|of|from)\s*[:.]?\s+"
    r"|(?:текст|автор)\s*:\s*",
    re.IGNORECASE,
)
"""What stands before the names in a byline."""
_ROLE_LABEL: Final = re.compile(
    r"(?:(?:ein(?:e)?|a)\s+\w+\s+)?(?:von|by|par|por|text|autor|author|auteur|written\s+by"
    r"|autorin|autorin/autor|autor\*in|autor:in|autoren|authors|text\s+von|words\s+by|story\s+by"
    r"|posted\s+by|reported\s+by|geschrieben\s+von|verfasst\s+von)\s*:?\s+",
    re.IGNORECASE,
)
"""What a line of a page begins with that is a byline."""
_LENT: Final = re.compile(r"^[a-zß-öø-ÿ]\w+\s+(?:von|by)\s+")
_AFTER: Final = re.compile(
    # A day of the week or a month is a name too, unless a number follows.
    rf"\s*(?:,?\s(?:on\s|am\s)?(?:{WEEKDAY},?\s+)?{MONTH}\s+\d"
    rf"|,?\s(?:on\s|am\s)?{WEEKDAY},?\s+\d"
    r"|[|•·]|\s@\w|\s[–—-]\s|\b(?:stand|updated?|published|posted|veröffentlicht|aktualisiert|erstellt"
    r"|am|on|vor|um)\b\s*:?\s*(?=\d|$|\w{2,4}\.?,?\s\d)|(?:,\s*|\s+)\d).*",
    re.IGNORECASE | re.DOTALL,
)
"""What stands behind the names in a byline: the date, mostly."""
_ABBREVIATION: Final = re.compile(r"\s*\(\s*[\w./-]{1,6}\s*\)")
_WORD: Final = r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’‑-]*)"
_PARTICLE: Final = (
    r"(?:von|van|de|der|den|del|di|da|dos|du|la|le|el|al|bin|ibn|zu|zur|zum|und zu|ter|ten|af|y|e)"
)
_PERSON: Final = re.compile(rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,3}}{_WORD}){{1,4}}")
_SEPARATOR: Final = re.compile(r"\s*(?:[,;/&|]|\b(?:und|and|et|og|och|y|e)\b)\s*")
_OFFICES: Final = (
    r"reporter|editor|writer|correspondent|korrespondent|redakteur|journalist|columnist|kolumnist"
    r"|contributor"
)
_OFFICE: Final = re.compile(_OFFICES, re.IGNORECASE)
"""What someone does, as it stands behind a name and a comma; agencies are left there."""
_OCCUPATION: Final = re.compile(
    rf"{_OFFICES}|staff|redakt|contribut|twitter|author|autor|press|news|agent", re.IGNORECASE
)
"""What is in no name of a person: offices, teams, agencies."""
_DEGREE: Final = re.compile(
    r"MSc?|MA|MBA|MD|MPH|BSc?|BA|RDN?|RN|JD|LL\.?M\.?|Ph\.?\s?D\.?|M\.\s?[AD]\.|[JS]r\.?"
)
"""The same for degrees."""
_CONTINUES: Final = re.compile(r"[,;/&|]|(?:und|and|et|y|e)\b|[(-]")
_NO_NAME: Final = re.compile(
    r"https?://|www\.|^\W*$|\S@|^@|\[at\]|^\d"
    r"|^(?:\w*admin\w*|null|none|n/?a|no author|unknown|unbekannt|anonymous|guest|gast|user|staff only)$"
    r"|^(?:name|datum|date|stand|posted|published|follow|folgen|share|teilen|autor(?:in)?|authors?|by|von"
    r"|quelle|source|text|foto|photo|redakteur(?:in)?|verfasser(?:in)?|about|profil|profile|auteur|publiziert"
    r"|(?:artikel|beitrag|text|interview)(?:\s+(?:von|by))?)\W*$"
    r"|\b(?:said|says|schrieb|sagt|wrote)\b|complete profile|profil complet|vollständiges profil"
    r"|^(?:mehr|weitere?|more|alle|all|view|about|über)\b",
    re.IGNORECASE,
)
_MAX_NAMES: Final = 50
_MAX_TEXT: Final = 1000
"""Code points of a text in which names are looked for."""
_MAX_NAME: Final = 200
"""Code points of the longest name, or byline of several."""
_MAX_LINE: Final = 120


def join_names(names: Iterable[str]) -> str | None:
    """Return `names` as one byline, without what cannot be a name; None when nothing is left."""
    kept = dict.fromkeys(name for text in islice(names, _MAX_NAMES) if (name := clean_name(text)))
    # A profile is often linked twice, once with more words around the name.
    alone = [one for one in kept if not any(one != other and other in one for other in kept)]
    return _without_roles(", ".join(alone)) or None


def clean_name(text: str) -> str:
    """Return the name or names in `text` as they are written, or nothing when there are none."""
    name = text[:_MAX_TEXT].strip(" ,;:|•·–—-")
    for _ in range(3):
        match = _LABEL.match(name)
        if not match:
            break
        name = name[match.end() :].lstrip(" :")
    # What is not written like a name goes before it: the medium that lent the article, its kind.
    name = _LENT.sub("", name, count=1)
    name = _ABBREVIATION.sub("", _AFTER.sub("", name, count=1)).strip(" ,;:|•·–—-")
    name = _without_roles(name.replace(" ,", ","))
    return name if 1 < len(name) <= _MAX_NAME and not _NO_NAME.search(name) else ""


def _without_roles(names: str) -> str:
    """Return `names` without what the first of them, a person, is said to be: `…, Staff Writer`, `…, PhD`."""
    first, *others = names.split(", ")
    if not others or not _are_people(first):
        return names
    return ", ".join((first, *(one for one in others if not _is_role(one))))


def _is_role(text: str) -> bool:
    """Say whether `text` tells what someone is, and nobody's name."""
    parts = _SEPARATOR.split(text)
    return all(_OFFICE.search(part) or _DEGREE.fullmatch(part) for part in parts)


def _are_people(names: str) -> bool:
    """Say whether `names` are persons' and nothing else."""
    return all(map(is_person, _SEPARATOR.split(names)))


def is_person(name: str) -> bool:
    """Say whether `name` is written like a person's, with a given name and a family name."""
    return _PERSON.fullmatch(name) is not None


def written_byline(line: str) -> str:
    """Return the names in a line of a page that is a byline, or nothing when it is none.

    A byline says so (`Von …`, `By …`, `Autor: …`), and the first name in it has the form of a person's.
    """
    label = _ROLE_LABEL.match(line) if len(line) <= _MAX_LINE else None
    name = clean_name(line[label.end() :]) if label else ""
    return name if name and is_person(_SEPARATOR.split(name, maxsplit=1)[0]) else ""


def names_person(byline: str) -> bool:
    """Say whether the first name in `byline` is a person's, not that of an agency or an editorial team."""
    first = _SEPARATOR.split(byline, maxsplit=1)[0]
    return is_person(first) and not _OCCUPATION.search(first)


def is_handle(name: str) -> bool:
    """Say whether `name` is what a site calls its user: `kevin-r`."""
    return " " not in name and name.islower()


def says_more(written: str, name: str) -> bool:
    """Say whether the byline `written` has all of `name` and more: a family name, or further authors."""
    first, *others = _SEPARATOR.split(written)
    if not _are_people(written) or _OCCUPATION.search(written):
        return False
    return (first == name and bool(others)) or (" " not in name and first.startswith(f"{name} "))


def joined_pieces(pieces: Sequence[str]) -> str:
    """Return the names in the texts of an element that names authors, which are parted by its markup."""
    names: list[str] = []
    for piece in filter(None, pieces):
        if names and _are_people(clean_name(names[-1])) and not _CONTINUES.match(piece):
            if not is_person(piece) or _OCCUPATION.search(piece):
                break  # what the author is: a role, a handle, a date
            names[-1] = names[-1].rstrip(" ,") + ","
        names.append(piece)
    return " ".join(names)
