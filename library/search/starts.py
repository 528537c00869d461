"""Beginnings of words that nearly every text holds, as bits of a few numbers.

The index answers a prefix by going through every place of every word that begins with it: a quarter of a
second for one letter in a million articles. So each article carries numbers that say which of the
commonest beginnings its words have. A search for one of those reads these numbers, newest article first,
and has a page full at once; any other beginning is rare enough for the index.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

_COMMONEST: Final = (
    "a b c d e f g h i j k l m n o p q r s t u v w x y z 1 2"
    " ge be de ei ein eine da au we ha wi wa sc sch ve ver er se so di ma si mi un an al st zu vo"
    " th the co re in wh",
    "me ko die na aus ab sei das le ka auf ni la fr ih bi wir fu du he den mit wo ja bei war gr ges sp"
    " ne im wie dies hat hab en pr ca to fo no mo li on sh lo yo ho pa go you ch ar fi hi su do thi of"
    " sa con for",
    "pro com tr bu po tha ba pe as it fa vor ub je all bes sein nac is nach mu kon sta nic ex wei te ube"
    " nich wer pl uber bo der at wit sie ihr wu with vi sic sich alle man mei ke or ou and ev habe als"
    " es ta nu des not und ic wor ga ac",
    "ist fur ich br that von was are um unt dem unte eve int wen hav wur pla mein us vie rea ju ze whe"
    " ti cou cl mus this sho fe wurd sin ste auc auch abe ye zw dan ra fro som can ro kl some ber whi"
    " have her ent dass cha sol pre am my kei but by kein",
)
"""The commonest beginnings, and the next, and so on; those of more letters are the ones with which, in German
or English, the most words of an article begin, by the frequencies of wordfreq 3.1.1, folded."""


class Bit(NamedTuple):
    """What stands for one beginning."""

    number: int
    """Which of the numbers, from 0."""
    value: int
    """That number, had it only this bit."""


_BITS: Final = {
    start: Bit(number, 1 << place)
    for number, starts in enumerate(_COMMONEST)
    for place, start in enumerate(starts.split())
}
NUMBERS: Final = len(_COMMONEST)
"""How many numbers each article has."""
_WIDTH: Final = 63
_ALL: Final = (1 << _WIDTH) - 1
_LONGEST: Final = max(map(len, _BITS))


def bit_of(start: str) -> Bit | None:
    """Return the bit that stands for words that begin with `start`; None if none does."""
    return _BITS.get(start)


def bits_of(words: Iterable[str]) -> tuple[int, ...]:
    """Return the numbers that tell with which of the commonest beginnings some of `words`, folded, begin."""
    bits = 0
    for start in {word[:_LONGEST] for word in words}:
        bits |= _bits_of(start)
    return tuple(bits >> _WIDTH * number & _ALL for number in range(NUMBERS))


@lru_cache(maxsize=1 << 16)
def _bits_of(start: str) -> int:
    """Return the bits of all beginnings of `start`, those of all numbers in one."""
    bits = 0
    for length in range(1, len(start) + 1):
        if (bit := _BITS.get(start[:length])) is not None:
            bits |= bit.value << _WIDTH * bit.number
    return bits
