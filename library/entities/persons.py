"""What two spellings of a person's name have in common: one string for all transliterations.

A name in Latin letters is left as it is but for case, diacritics, umlauts and hyphens. Names from Cyrillic,
Arabic, Persian and Hebrew script are spelt otherwise in German than in English. They are told by
their given names, or by the ends of their surnames, and only then compared loosely: `Meier` and
`Meyer` are two names, `Sergej` and `Sergey` one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from library.entities.spelling import (
    LONGEST,
    eastern,
    folded,
    greek,
    listed,
    slavic,
    without_umlauts,
)
from library.entities.titles import name_start

_SLAVIC_GIVEN: Final = listed(
    """
    Wladimir Wolodymyr Sergej Serhij Michail Alexej Oleksij Andrej Andrij Dmitri Dmytro Dmitrij
    Jewgeni Jewhen Juri Jurij Igor Ihor Nikolai Mykola Anatoli Arkadi Arsenij Gennadi Leonid Wassili
    Wiktor Ramsan Witali Kirill Kyrylo Pawel Pawlo Stanislaw Fjodor Fedor Semjon Pjotr Petro Iwan
    Ilja Illia Grigori Hryhorij Konstantin Wjatscheslaw Waleri Walerij Nikita Ruslan Rustem Oleg
    Oleh Oleksandr Aleksandr Aljaksandr Boris Borys Timofej Jelena Olena Jekaterina Tatjana Tetjana
    Swetlana Switlana Ljudmila Galina Nadeschda Nadija Natalja Xenia Ksenija Aljona Ljubow Irina
    Iryna Sinaida Raissa Eduard Ilham Nursultan Emomali Gurbanguly Islam Schawkat Nikol Sersch
    Denys Wadym Taras Maksym Artjom Danylo Bohdan Oksana Olha Gleb Hlib Rostislaw Wsewolod Jewhenija
    Garri Sofja Margarita Mstislaw Swjatoslaw Jegor Jefim Innokenti Matwej Walentina Walentin
    """
)
_EASTERN_GIVEN: Final = listed(
    """
    Mohammed Mahmud Ahmed Ali Hassan Hussein Baschar Muammar Saif Abdel Abdul Abdullah Osama Ayman
    Saddam Jassir Ismail Khaled Chalid Omar Umar Ibrahim Ebrahim Mustafa Yahya Jahja Hafis Hosni
    Ruhollah Mahmoud Dschawad Kassem Ghassem Masud Resa Hamid Aschraf Nawas Benasir Pervez Parwes
    Schahbas Asif Raschid Rafik Saad Nuri Haidar Dschalal Massud Burhan Schimon Ehud Menachem Golda
    Dschamal Gamal Anwar Salman Faisal Khalifa Chalifa Fajis Abdelasis Asis Said Rached Raschida
    Nabil Habib Zine Nadschib Hamdi Bani Akbar Ajatollah Mir Hussain Amir Narges Schirin Abbas
    Itamar Naftali Jair Joaw Jitzchak Schaul Tzipi
    """
)
_EASTERN_VARIANTS: Final = (
    "Jassir Yasser Yasir Jasser",
    "Khaled Khalid Chalid Chaled",
    "Gaddafi Qaddafi Gadhafi Kadhafi Kaddafi Qadhafi Gadaffi Gadafi Gheddafi",
    "Laden Ladin",
    "Hanija Hanijeh Haniyeh Haniya Haniyya Hanijah Haniyyah",
    "Ghassem Kassem Qasem Qassem Qasim Kassim Kasem Ghasem Qassim",
    "Gamal Dschamal Jamal",
    "Araghtschi Araghchi Araqchi",
    "Yitzhak Yitzchak Jitzchak Izchak Itzhak",
)
"""Spellings of one name that the rules do not make one."""
FAMILY_FIRST: Final = listed(
    """kim park pak lee yi ri rhee moon yoon choi choe chung jung jeong cho jo shin song kang jang
    lim han ban roh hwang hong bae ahn seo kwon oh yang son nam ko xi hu wen deng li wang zhang chen
    liu zhao zhou wu xu sun ma zhu lin gao guo luo zheng tsai lai qin peng jiang bo nguyen tran le
    pham ho vo"""
)
"""Family names from Korea, China and Vietnam that stand before given names."""

_SLAVIC_END: Final = re.compile(
    r"\w{2}(?:[oe]va?|sk(?:i|aia)|naia|enko|(?:kh|sh)uk|[oe]vikh|[oe]vna|shvili|adse|nian|(?:[ks]h|g)in|kin"
    r"|isin|iseva|khko|niuk|nuk|chenko|elsin|utin|ugin|shnir)"
)
_EASTERN_END: Final = re.compile(
    r"(?:netanjahu|netaniahu|\w{2,}iahu|sharun|musharaf|karsai|kadafi|gadafi|khamanai|khumaini"
    r"|\w+nasrala|arafat|sinvar|al asad|sisi|rafsaniani|ahmadiniad|pasashkian|hania)"
)
_GREEK_END: Final = re.compile(r"\w*(?:[ao]kis|pulos|idis|iadis|elos|akos|reu)")
_PATRONYMIC: Final = re.compile(r"\w{2}(?:[oe]vikh|[oe]vna|inikhna)")
_ARTICLES: Final = re.compile(
    r"\b(?:a[dlnrstz]|asch|ash|e[sl]|ul|ur)-|\b[Ae]l (?=\w)", re.IGNORECASE
)
_ABD: Final = re.compile(r"\babd(?:al|ul|ar|ur)? ?(?=\w)")
_INITIALS: Final = re.compile(
    r"(?<![^\W\d_])([^\W\d_])\.(?=\w)|(?:^|(?<=\s))([A-ZÄÖÜ])(?=[A-ZÄÖÜ] )"
)
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_AFTER_COMMA: Final = re.compile(
    r", *(?=(?:[js]r|jun|sen|junior|senior|[iv]{2,4}|ph\.?d|md)\b\.?$)", re.IGNORECASE
)
_GENERATION: Final = {"jun": "jr", "junior": "jr", "sen": "sr", "senior": "sr"}
GENERATIONS: Final = frozenset(("jr", "sr", "ii", "iii", "iv", *_GENERATION))
"""What stands after the names of fathers and of sons, folded."""


def skeleton(name: str) -> str:
    """Return what all spellings of `name`, a person's, have in common.

    A middle name or initial is part of a name: two Presidents Bush differ in nothing else. A name
    of one part is no more than folded. Titles are passed over.
    """
    name = name[:LONGEST]
    name = _AFTER_COMMA.sub(" ", _POSSESSIVE.sub("", name[name_start(name) :]))
    if name.count(",") == 1 and not name.endswith(","):
        family, _, given = name.partition(",")
        name = f"{given} {family}"
    parts = folded(_INITIALS.sub(r"\1\2 ", name)).split(" ")
    if len(parts) < 2:
        return parts[0]
    parts[-1] = _GENERATION.get(parts[-1], parts[-1])
    if _GREEK_END.fullmatch(greek(parts[-1])):
        return " ".join(map(greek, parts))
    if _is(slavic, _slavic_given(), _SLAVIC_END, parts):
        return _of_slavic(parts)
    if _is(eastern, _eastern_given(), _EASTERN_END, parts):
        return _of_eastern(name)
    return _of_others(parts)


def _is(
    rewrite: Callable[[str], str],
    given: frozenset[str],
    ends: re.Pattern[str],
    parts: list[str],
) -> bool:
    """Tell whether a name begins with a `given` name or has one of the `ends` that `rewrite` makes."""
    return rewrite(parts[0]) in given or ends.fullmatch(_tail(rewrite(parts[-1]), ends)) is not None


def _tail(word: str, ends: re.Pattern[str]) -> str:
    """Return the part of `word` from which `ends`, which begins with two letters, matches to its end."""
    for start in range(max(0, len(word) - 14), len(word)):
        if ends.fullmatch(word, start):
            return word[start:]
    return ""


def _of_slavic(parts: list[str]) -> str:
    """Return the skeleton of a name from Cyrillic, without its patronymic."""
    first, *middle, last = map(slavic, parts)
    return " ".join([first, *(part for part in middle if not _PATRONYMIC.search(part)), last])


def _of_eastern(name: str) -> str:
    """Return the skeleton of a name from Arabic, Persian or Hebrew, without its articles."""
    plain = folded(_ARTICLES.sub("", name)) or folded(name)
    variants = _eastern_variants()
    rewritten = (eastern(part) for part in plain.split(" "))
    return _ABD.sub("abd", " ".join(variants.get(part, part) for part in rewritten))


def _of_others(parts: list[str]) -> str:
    """Return the skeleton of a name that is spelt alike everywhere."""
    if parts[0] in FAMILY_FIRST and len(parts) < 4:
        return f"{parts[0]} {''.join(parts[1:])}"
    # English keyboards lack umlauts; who is named in full is hardly another for it.
    *given, surname = map(without_umlauts, parts)
    return " ".join([*given, surname.replace("ae", "a")])


@cache
def _slavic_given() -> frozenset[str]:
    """Return the given names by which a name from Cyrillic is told, rewritten."""
    return frozenset(slavic(folded(name)) for name in _SLAVIC_GIVEN)


@cache
def _eastern_given() -> frozenset[str]:
    """Return the given names by which one from Arabic, Persian or Hebrew is told, rewritten."""
    others = [variant for group in _EASTERN_VARIANTS[:2] for variant in group.split()]
    return frozenset(eastern(folded(name)) for name in [*_EASTERN_GIVEN, *others])


@cache
def _eastern_variants() -> dict[str, str]:
    """Return the spelling that stands for each of `_EASTERN_VARIANTS`, all rewritten."""
    groups = [[eastern(folded(name)) for name in group.split()] for group in _EASTERN_VARIANTS]
    return {name: group[0] for group in groups for name in group}


def is_family_first(part: str) -> bool:
    """Tell whether a name that begins with `part`, folded, begins with the family's name: `Kim`, `Xi`."""
    return part in FAMILY_FIRST
