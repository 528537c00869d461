"""Made-up German and English words with the shapes and frequencies of real ones.

An index is as large and as quick as its words let it be: how many there are, how often each occurs,
how many begin alike. So the few hundred words that hold a text together are the real ones, and the
rest is made of syllables of the language: frequent words short, rare ones long, first letters as
often as in a dictionary, each word in its inflected forms, German nouns joined to compounds.
Frequencies follow Zipf's law, and fall faster beyond the words that everybody knows (Ferrer i Cancho
and Solé, 2001). The same words come out every time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

_KNOWN: Final = 8_000
"""Ranks up to which frequencies fall with the rank; beyond, they fall with its power below."""
_POWER: Final = 1.6
_SHIFT: Final = 2.7


@dataclass(frozen=True, slots=True, eq=False)
class Tongue:
    """What the words of a language are made of; each piece with how often it is taken."""

    code: str
    """ISO 639-1 code."""
    small: str
    """The words that hold a text together, most frequent first."""
    starts: str
    """What a word begins with, before its first vowel; `-` for nothing."""
    middles: str
    """What further syllables begin with."""
    vowels: str
    """The vowels."""
    ends: str
    """What a syllable ends with; `-` for nothing."""
    prefixes: str
    """What many words begin with."""
    inflections: Mapping[str, str]
    """The endings of each kind of word; a kind with a capital is written with one."""
    joints: tuple[str, ...]
    """What stands between the parts of a compound; empty in a language without any."""
    lemmas: int
    """How many words there are, forms and compounds not counted."""
    compounds: int
    """How many compounds there are."""


GERMAN: Final = Tongue(
    "de",
    "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an"
    " werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war"
    " haben nur oder aber vor zur bis mehr durch man sein wurde sei hatte kann gegen vom können schon"
    " wenn habe seine ihre dann unter wir soll ich eines jahr zwei jahren diese dieser wieder keine"
    " uhr seiner worden will zwischen immer was sagte ihr seit muss wurden beim doch jetzt waren drei"
    " viele also damit ihm allem heute sollen ersten ohne dabei gibt etwa andere denn selbst deutschen",
    "s7 sch5 st4 sp2 a6 b6 br1.5 bl1 f4.5 fr1 fl1 g4 gr1 gl.5 h5 k5 kl1 kr1 kn.4 l4 m5 n3 p4 pr1.5"
    " pf.7 r4 t4 tr1 w5 z3 d3 dr.7 -9 j.8 v1 zw.4 schl.6 schw.6 str1 qu.2",
    "b4 d5 f3 g5 h3 k3 l6 m4 n6 r6 s5 t7 w2 z2 ch4 sch2 ck2 tt2 ll2 mm1 nn2 ss2 st3 pf.7 tz1",
    "a9 e14 i8 o5 u5 ei5 au3 ie4 ä1.5 ö1 ü2 eu1",
    "-12 n8 r7 l4 s4 t4 nd2 rt2 ng2 ch2 m2 rn.7 st1.5 lt1 ft.7 cht1 rk.5",
    "ver8 be7 ge6 an5 auf4 aus4 ein4 ent3 er3 un4 vor3 ab4 über2 um2 zer1 unter1 wieder1 mit1",
    {
        "Noun": "-40 en18 es6 s8 e12 er7 n9",
        "Deed": "ung50 ungen25 ungs3 er14 ern8",
        "State": "heit30 keit30 keiten10 schaft20 schaften10",
        "verb": "en35 t25 te14 ten10 end4 st2 e6 ende4",
        "quality": "lich8 liche12 lichen14 licher6 isch8 ische12 ischen14 ischer6 ig6 ige7 igen7",
        "plain": "-30 e22 en26 er10 es7 em5",
    },
    ("", "", "s", "s", "en", "n", "ungs", "er"),
    40_000,
    250_000,
)
ENGLISH: Final = Tongue(
    "en",
    "the of to and a in is it that for was on with as be by at he from his said have has are an were"
    " but they not will who or their which had its been this more one would about there after when up"
    " out people year we all can new other than over first last into some could time two if also what"
    " you so no him she her our them may just most where now only did do how any these because made my"
    " many before through between against during while under such since three being off around still",
    "s6 st3 str1 c7 cl1 cr1.5 b5 bl1 br1.5 p6 pr3 pl1.3 d5 dr.6 f4 fl1 fr1.2 g2.5 gr1.5 h4 j.8 k.7"
    " l4 m5 n2.5 r5 t4 tr1.5 th1 w3 wh.6 v1.6 sh1.3 ch2 qu.5 y.4 sp1.3 sc1 sw.4 sl.5 -13",
    "b3 c4 d4 f2 g2 l5 m4 n5 p3 r5 s5 t6 v2 ct1 st2 nt2 ll1 rr.7 ss1 ch.7 mp.7 tt.7 nd1 sh.4 k.6",
    "a9 e12 i9 o8 u4 ea2 ou1.4 ee1 oo.7 ai1 ie.5 y.6",
    "-14 n6 r6 l3 t4 d3 s2 nd1.4 nt1.6 st1.4 ck.7 ll.8 rd.7 m1.6 p1 ng.8 ct.6 ge.7 ce.8",
    "re8 un6 con5 de5 in6 ex3 pro4 pre2 dis3 over2 out1 inter1 com4 sub1 im2 en2",
    {
        "noun": "-55 s35 's6 ship2 less2",
        "verb": "-30 s14 ed28 ing24 er4",
        "deed": "tion55 tions25 tional8 ment12",
        "quality": "al20 ive14 able12 ful8 ous12 ly18 ness8 ity8",
        "plain": "-70 er12 est8 ly10",
    },
    (),
    45_000,
    0,
)
TONGUES: Final = (GERMAN, ENGLISH)


@dataclass(frozen=True)
class Vocabulary:
    """The words of a language as they are written, most frequent first."""

    code: str
    """ISO 639-1 code of the language."""
    words: list[str]
    """The words, each once."""
    steps: NDArray[np.float64]
    """How likely each word or one before it is; rises to 1."""
    names: list[str]
    """Surnames."""

    def draw(self, dice: np.random.Generator, count: int) -> list[str]:
        """Return so many words as they would follow each other in a text."""
        words = self.words
        return [words[n] for n in np.searchsorted(self.steps, dice.random(count)).tolist()]

    def at(self, share: float) -> str:
        """Return the word that stands at this share of the way down the list (0 to 1)."""
        return self.words[int(share * (len(self.words) - 1))]


@cache
def vocabulary(tongue: Tongue = GERMAN) -> Vocabulary:
    """Return the words of a language; making them takes seconds, once in a process."""
    chooser = random.Random(tongue.code)
    weights = dict[str, float]()
    small = tongue.small.split()
    _share(weights, zip(small, zipf(len(small)), strict=True), 0.42)
    stems = list(_stems(tongue, chooser))
    _share(weights, _inflected(tongue, stems, chooser), 0.46 if tongue.compounds else 0.52)
    if tongue.compounds:
        _share(weights, _compounds(tongue, stems, chooser), 0.06)
    names = list(dict.fromkeys(_stem(tongue, 9_000, chooser).capitalize() for _ in range(20_000)))
    _share(weights, zip(names, zipf(len(names)), strict=True), 0.04)
    figures = [*range(1, 32), *range(2026, 1950, -1), *range(32, 1_000), *range(1_000, 9_000, 50)]
    _share(weights, zip(map(str, figures), zipf(len(figures)), strict=True), 0.02)
    words = sorted(weights, key=weights.__getitem__, reverse=True)
    steps = np.cumsum([weights[word] for word in words])
    return Vocabulary(tongue.code, words, steps / steps[-1], names)


def zipf(count: int) -> list[float]:
    """Return how often the words of the first so many ranks are taken, by the law, not yet shared out."""
    edge = 1 / (_KNOWN + _SHIFT)
    return [
        1 / (rank + _SHIFT) if rank < _KNOWN else edge * (rank / _KNOWN) ** -_POWER
        for rank in range(count)
    ]


def _share(weights: dict[str, float], pairs: Iterator[tuple[str, float]], share: float) -> None:
    """Give `pairs` of words and weights a share of all text."""
    taken = list(pairs)
    total = sum(weight for _, weight in taken)
    for word, weight in taken:
        weights[word] = weights.get(word, 0.0) + weight * share / total


def _stems(tongue: Tongue, chooser: random.Random) -> Iterator[tuple[str, str]]:
    """Yield the stem and the kind of each word, most frequent first; no stem comes twice."""
    kinds, seen = tuple(tongue.inflections), set[str]()
    while len(seen) < tongue.lemmas:
        stem = _stem(tongue, len(seen), chooser)
        if len(stem) > 2 and stem not in seen:
            seen.add(stem)
            kind = chooser.choice(kinds)
            yield stem.capitalize() if kind[0].isupper() else stem, kind


def _stem(tongue: Tongue, rank: int, chooser: random.Random) -> str:
    """Return a stem; the higher the rank, the longer it may be."""
    most = 1 if rank < 300 else 2 if rank < 6_000 else 3
    word = _piece(tongue.prefixes, chooser) if chooser.random() < 0.3 else ""
    word += _piece(tongue.starts, chooser) + _piece(tongue.vowels, chooser)
    for _ in range(chooser.randint(most // 2, most) - 1):
        word += _piece(tongue.middles, chooser) + _piece(tongue.vowels, chooser)
    return word + _piece(tongue.ends, chooser)


def _inflected(
    tongue: Tongue, stems: Sequence[tuple[str, str]], chooser: random.Random
) -> Iterator[tuple[str, float]]:
    """Yield each form of each stem with its weight; few words are found in all of their forms."""
    for (stem, kind), weight in zip(stems, zipf(len(stems)), strict=True):
        for ending, share in zip(*_pieces(tongue.inflections[kind]), strict=True):
            if chooser.random() < 0.8:
                yield stem + ending, weight * share


def _compounds(
    tongue: Tongue, stems: Sequence[tuple[str, str]], chooser: random.Random
) -> Iterator[tuple[str, float]]:
    """Yield compounds of nouns with their weights; the parts are frequent ones oftener than rare ones."""
    nouns = [stem for stem, kind in stems if kind == "Noun"]
    weights = zipf(len(nouns))
    firsts, lasts = (chooser.choices(nouns, weights, k=tongue.compounds) for _ in range(2))
    common = zipf(tongue.compounds)
    for first, last, weight in zip(firsts, lasts, common, strict=True):
        yield first + chooser.choice(tongue.joints) + last.lower(), weight


def _piece(text: str, chooser: random.Random) -> str:
    pieces, weights = _pieces(text)
    return chooser.choices(pieces, weights)[0]


@cache
def _pieces(text: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return the pieces that `text` lists, and how often each is taken."""
    pieces, weights = list[str](), list[float]()
    for entry in text.split():
        piece = entry.rstrip("0123456789.")
        pieces.append("" if piece == "-" else piece)
        weights.append(float(entry[len(piece) :]))
    return tuple(pieces), tuple(weights)
