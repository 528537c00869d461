"""Whether a place name stands for the place, or is part of the name of something else.

`Berlin` in `TU Berlin` is no place, nor is `Chicago` in `Chicago Tribune`. What stands directly
before and after a name tells most of these cases: in English any capital letter; in German, where
every noun has one, and in headlines in Title Case, only certain nouns and abbreviations.
"""

from __future__ import annotations

import re
from typing import Final

_WINDOW: Final = 40
"""Code points before a name that are looked at; longer words tell nothing."""

_BEFORE: Final = re.compile(r"(?:([^\W\d_][\w.&'-]*) )?([^\W\d_][\w.&'-]*) $")
_AFTER: Final = re.compile(r" (?:& )?([^\W\d_][\w&'-]*)")
_CAPITALISED: Final = re.compile(r"[^\W\d_a-zäöüß]")
_ABBREVIATION: Final = re.compile(r"(?!GmbH|AG)[^\W\d_a-zäöüß]\w*[^\W\d_a-zäöüß]\w*")


def _words(text: str) -> frozenset[str]:
    """Return the words of `text`."""
    return frozenset(text.split())


_GERMAN_HEADS: Final = re.compile(
    r"(?=[A-ZÄÖÜ]).*(?i:akademie|amt|anstalt|behörde|bistum|brauerei|bündnis|direktion|feuerwehr|flughafen"
    r"|fregatte|gericht|hochschule|institut|kammer|kirche|klinik|klinikum|messe|museum|oper"
    r"|orchester|philharmonie|polizei|präsidium|schule|sparkasse|staatsanwaltschaft|theater"
    r"|universität|verein|verlag|volksbank|werk|zoo)(?:s|es|en)?"
    r"|Air|Ajax|Alemannia|Arminia|Austria|Bayer|Borussia|Boys|Bull|Club|Dynamo|Eintracht|Energie"
    r"|Fenerbahce|Fortuna|Galatasaray|Germania|Hansa|Hertha|Inter|Juventus|Kickers|Legia|Lok"
    r"|Lokomotive|Maccabi|Olympiakos|Orchestra|Panathinaikos|Partizan|Preußen|Racing|Radio|Rapid"
    r"|Real|Schachtar|Sparta|Spartak|Sporting|Steaua|Uni|Union|University|Viktoria|Wacker|Werder|Zenit"
)
"""What makes a city's name part of the name of an institution or a club in German."""

_TAILS: Final = _words(
    """
    Air Airlines Airport Airways Army Bank Chronicle City Daily Festival Gazette Group
    Herald Hotspur Inc Institute International Journal League Liga Marathon Messe National
    Navy News Open Orchestra Philharmonic Post Red Review Resources Rück Stock Street
    Symphony Telegraph Times Tourismus Town Tribune United University
    """
)
"""What makes the place name before it part of an organisation's or an event's name."""

_ENGLISH_HEADS: Final = _words(
    """
    Academy Archdiocese Association Authority Bank Board Chamber Church City College
    Commonwealth Council Court Diocese Dominion Federation Institute Institution Library
    Ministry Museum Parliament Port Republic School Society University
    """
)
"""What makes a place name after `of` part of an organisation's name in English."""

_OPENERS: Final = _words(
    """
    A About Across After Against All Along Although Among An And Another Around As At
    Because Before Behind Below Beside Besides Between Beyond But By Can Could Despite Did
    Do Does Down During Even Every Except For From Given Had Has Have He Her Here His How
    However I If In Inside Instead Into Is It Its Just Last Later Like Many May Maybe
    Meanwhile More Most Much My Near Neither Next No Nor Not Now Of Off On Once One Only Or
    Our Outside Over Past Perhaps Since So Some Still Such Than That The Their Then There
    These They This Those Though Through Throughout Thus Till To Today Tomorrow Toward
    Towards Two Under Unless Unlike Until Up Upon Via Was We Were What When Where Whether
    Which While Who Why Will With Within Without Would Yesterday Yet You Your Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday January February March April June July August
    September October November December
    """
)
"""Words that begin sentences, or are capitalised anyway, and say nothing about the name by them."""

_PEOPLES: Final = frozenset(("Bayern", "Hessen", "Polen", "Sachsen", "Schweden", "Ungarn"))
"""German names of places that are, after an article, those of their people."""
_ARTICLES: Final = frozenset(("die", "Die", "der", "Der", "den", "Den", "viele", "beiden"))


_GERMAN_WORD: Final = re.compile(
    r"\b(?:[Dd]e[rnms]|[Dd]ie|[Dd]as|[Ee]ine?|und|ist|nicht|von|mit|für|im|zu|bei)\b"
)
_SAMPLE: Final = 1000
"""Code points of a text of unknown language in which a German word is looked for."""
_HEADLINE: Final = 200
"""Code points beyond which a text is no headline."""


def capitals_tell(text: str, language: str) -> bool:
    """Tell whether a capital letter marks a name in `text`: not in German, nor in Title Case.

    `language` is an ISO 639-1 code, or empty where it is not known.
    """
    if language == "de" or (not language and _GERMAN_WORD.search(text, 0, _SAMPLE)):
        return False
    words = [word for word in text.split() if len(word) > 2] if len(text) <= _HEADLINE else []
    return len(words) < 3 or sum(word[0].isupper() for word in words) < 0.8 * len(words)


def names_something_else(text: str, start: int, end: int, capitals: bool, genitive: bool) -> bool:
    """Tell whether the place name at `start` to `end` of `text` is part of another name.

    Looks at two words before and one word after it. `capitals` says whether capital letters mark
    names there, `genitive` whether the name has the ending of a German genitive, which cannot
    stand in the name of an institution.
    """
    before = _BEFORE.search(text, max(0, start - _WINDOW), start)
    after = _AFTER.match(text, end)
    earlier, previous = (before[1] or "", before[2]) if before else ("", "")
    following = after[1] if after else ""
    if capitals:
        return (
            _is_name(following)
            or _is_name(previous)
            or (previous == "of" and earlier in _ENGLISH_HEADS)
        )
    name = text[start:end]
    return (
        following in _TAILS
        or (not name.isupper() and _ABBREVIATION.fullmatch(previous) is not None)
        or (not genitive and _GERMAN_HEADS.fullmatch(previous) is not None)
        or (name in _PEOPLES and previous in _ARTICLES)
    )


def _is_name(word: str) -> bool:
    """Tell whether `word` has a capital letter that only a name would have."""
    return _CAPITALISED.match(word) is not None and word not in _OPENERS
