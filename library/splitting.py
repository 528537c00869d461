"""Where sentences end, in German and English prose.

A full stop also stands behind abbreviations ("Dr. Ada", "z. B."), initials ("J. Orlow") and, in
German, numbers in a row ("5. September"). What stands before it and the word behind it decide. No
sentence ends within a quotation or brackets that are closed soon: whoever reads only the first
sentence wants to know who said it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_WIDE: Final = frozenset("。！？")
# One class of characters begins it, so that what lies between is passed over quickly.
_STOP: Final = re.compile("([.!?…。！？\n])[.!?…。！？]*[\"'”“’‘»«)\\]」』）]*")
_BEFORE: Final = re.compile(r"[^\s(\[„“”‚‘’»«\"'/–—]+\Z")
_BEHIND: Final = re.compile(r"\s*[\"'„“”‚‘’»«(\[–—]*\s?(\w*)")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\Z")
_OPENING: Final = re.compile('["„“»«(\\[]')
_ROMAN: Final = re.compile(r"[IVX]{1,5}\Z")
_LOOK_BACK: Final = 24
_LONGEST_ENCLOSED: Final = 600
"""Code points that a sentence may have on account of an open quotation or bracket."""
_PAIRS: Final = (("„", "“”"), ("“", "”"), ("»", "«"), ("«", "»"), ("(", ")"), ("[", "]"))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER_LAST: Final = _words(
    """
    dr prof dipl ing mag phil jur rer habil hr hrn frl mr mrs ms messrs st col maj capt cpt lt sgt cmdr adm
    gov rep hon pres vs bzw ca bspw evtl ggf gem inkl exkl insb lfd mio mrd sog urspr vgl zzgl zzt zt str
    jh jhd geb verh verst ehem eigtl allg bes einschl engl ital dt russ amerik ukr poln lat griech z.b d.h
    u.u s.o s.u i.d.r z.t o.g m.e h.c e.g i.e cf approx ed eds
    """
)
"""What stands before something that belongs to it, so that no sentence ends there."""
_OFTEN_LAST: Final = _words(
    "etc usw co inc corp ltd jr sr bros u.a u.ä gen sen sens rev mt ft abg hrsg"
)
"""What stands at the end as often as before something; the word behind it decides."""
_BEFORE_NUMBERS: Final = _words(
    "nr no art abs abb fig vol kap bd aufl max min pp jan feb mär mar apr jun jul aug sep sept okt oct nov dez"
    " dec"
)
"""What is a word as well, or may be the last, unless a number follows."""
_OPENERS: Final = _words(
    """
    the a an this that these those it he she they we you i but and so yet in on at for from with after before
    as if when while there his her their its our however although most many some one no not who what why how
    der die das den dem des ein eine einer eines er sie es wir ihr ich man und aber doch denn auch nun so
    da dann damit dabei daher dafür dagegen dort hier jetzt heute gestern noch nur schon sein seine seiner
    ihre ihrer ihren unser unsere dieser diese dieses diesen diesem jener im in am an auf aus bei bis durch
    für gegen mit nach seit trotz über um unter vom von vor während wegen wenn wer wie wo zu zum zur zwar
    zudem außerdem bisher beide alle allerdings als ob obwohl sobald laut viele einige mehrere nicht kein keine
    """
)
"""Words that begin sentences, and with a capital little else."""


def sentences(text: str, language: str | None = None) -> Iterator[tuple[int, int]]:
    """Yield first code point, and one past the last, of each sentence of `text`, blanks left out.

    Every line break ends one. `language` is an ISO 639-1 code; numbers in a row are not looked for in English.
    """
    start = _behind_blanks(text, 0)
    for match in _STOP.finditer(text):
        # What stands behind a line break belongs to the next sentence.
        end = match.end(1) if match[1] == "\n" else match.end()
        if end > start and _is_end(text, start, match, language):
            yield from _stripped(text, start, end)
            start = _behind_blanks(text, end)
    yield from _stripped(text, start, len(text))


def first_sentence(text: str, language: str | None = None) -> int:
    """Return the code point at which the first sentence of `text` ends; 0 if it holds none."""
    return next(sentences(text, language), (0, 0))[1]


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a span without the white space behind it, unless it holds no more."""
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _behind_blanks(text: str, start: int) -> int:
    """Return where the white space ends that is at `start`, if any."""
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _is_end(text: str, start: int, match: re.Match[str], language: str | None) -> bool:
    """Tell whether the sentence that began at `start` ends with a match of `_STOP`."""
    if match[1] == "\n":
        return True
    may_end = match[1] in _WIDE or _may_end(text, start, match, language)
    return may_end and not _is_enclosed(text, start, match.end())


def _may_end(text: str, start: int, match: re.Match[str], language: str | None) -> bool:
    """Tell whether a sentence may end with a match of `_STOP`, by what stands before and behind it."""
    if not text[match.end() : match.end() + 1].isspace():
        return False
    behind = _BEHIND.match(text, match.end())
    word = behind[1] if behind else ""
    if word[:1].islower():
        return False
    if match[0].rstrip("\"'”“’‘»«)]") != ".":
        return True
    before = _BEFORE.search(text, max(start, match.start() - _LOOK_BACK), match.start())
    if before is None:
        return True
    is_first = before.start() <= start
    if before[0].lower() in _BEFORE_NUMBERS:
        return not word[:1].isdecimal()
    return _ends_with(before[0], word.lower() in _OPENERS or not word, is_first, language)


def _ends_with(token: str, is_opened: bool, is_first: bool, language: str | None) -> bool:
    """Tell whether a full stop behind `token` ends a sentence.

    `is_opened` tells whether a word follows that begins sentences, and `is_first` whether nothing
    stands before the token.
    """
    last = token.lower().rpartition("-")[2]  # `Dipl.-Ing`
    if last in _NEVER_LAST or (len(token) == 1 and token.islower()):
        return False
    if token.replace(".", "").isdecimal():
        if is_first:
            return False  # it numbers what follows
        return len(token) == 4 or is_opened or language == "en"
    if token.lower() in _OFTEN_LAST:
        return is_opened
    if len(token) == 1 or _ROMAN.match(token) or _INITIALS.match(token):
        return is_opened and not is_first
    return True


def _is_enclosed(text: str, start: int, end: int) -> bool:
    """Tell whether a quotation or bracket is open at `end` that is closed not much later."""
    if end - start > _LONGEST_ENCLOSED:
        return False
    if not _OPENING.search(text, start, end):
        return False
    limit = start + _LONGEST_ENCLOSED
    if text.count('"', start, end) % 2 and text.find('"', end, limit) >= 0:
        return True
    for opening, closing in _PAIRS:
        if opening == "“" and text.find("„", start, end) >= 0:
            continue  # in German it closes
        opened = text.count(opening, start, end)
        closed = sum(text.count(one, start, end) for one in closing)
        if opened > closed and any(text.find(one, end, limit) >= 0 for one in closing):
            return True
    return False
