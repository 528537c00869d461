"""Which language a text is in, told by its commonest words and letters.

Function words make up a third of any running text and differ between languages, so a sample of
some hundred words decides. Only languages whose words we know can be told; others give None.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Final

_SAMPLE: Final = 600
"""Code points that are looked at in each of three places of a long text."""
_MIN_HITS: Final = 1.5
_MIN_LEAD: Final = 1.25
"""The best language must score this many times what the next one scores."""
_LETTER_WEIGHT: Final = 0.5
"""A letter says less than a word: names bring theirs into any text."""
_MIN_SHARE: Final = 0.05
"""Function words and typical letters for each word of the sample, below which nothing is told."""

_TAG: Final = re.compile(r"([a-z]{2})(?:[-_][a-z]{2,4})*", re.IGNORECASE)
_LONGEST_TAG: Final = 20
_WORDS: Final = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS: Final = {
    "de": """der die das und ist nicht den dem des ein eine einer einem einen mit von zu zum zur auf
        für im sich auch als bei nach aus wird werden wurde wurden hat haben hatte sind war waren
        dass daß wie oder aber über unter vor durch noch nur kann können soll sollen sie er es ich
        wir ihr wenn man am um bis seit gegen beim vom wieder mehr sein seine ihre kein keine""",
    "en": """the of and to in is that it for was with as on at by from are be this have has had not
        but they he she his her their its which will would been were an or who what when where
        how why said more than about after can could should there we you your i our if out up all
        into over new also do does did no so""",
    "fr": """le la les des une du et est dans pour que qui sur pas au aux avec par plus ce cette ces
        il elle ils sont ont été mais son sa ses nous vous leur où être fait selon entre comme""",
    "es": """el la los las del una y en que es por para con no se su sus al lo como más pero fue ha
        han este esta entre sobre también cuando hay ser desde hasta muy sin según donde""",
    "it": """il la le gli di che e è un una per con non del della dei delle nel nella sono si da al
        alla anche come più ma ha hanno questo questa stato dopo tra dal essere suo""",
    "nl": """de het een en van in is dat op te zijn met voor niet aan er om ook als bij door naar
        uit maar hij zij wordt werd heeft hebben over nog dan deze dit wat worden waren geen""",
    "pt": """o a os as do da dos das um uma e em que é por para com não se seu sua no na nos nas ao
        mais mas foi como são também entre sobre quando pela pelo até depois ser já""",
    "pl": """w i na z że się nie do jest to jak po dla od przez są był była które który oraz ale
        tym tego za przy ich już może tylko będzie został roku co czy""",
}
_LETTERS: Final = {
    **dict.fromkeys("äöüß", "de"),
    **dict.fromkeys("éèêçàùœ", "fr"),
    **dict.fromkeys("ñ¿¡", "es"),
    **dict.fromkeys("ãõ", "pt"),
    **dict.fromkeys("ìò", "it"),
    **dict.fromkeys("łąęśżź", "pl"),
}
_LANGUAGES_OF: Final[dict[str, tuple[str, ...]]] = {
    word: tuple(code for code, words in _FUNCTION_WORDS.items() if word in words.split())
    for word in {word for words in _FUNCTION_WORDS.values() for word in words.split()}
}


def language_code(tag: str) -> str | None:
    """Return the ISO 639-1 code of a tag such as `de`, `de-AT` or `pt_BR`; None when it is none."""
    match = _TAG.fullmatch(tag.strip()[:_LONGEST_TAG])
    return match[1].lower() if match else None


def base_of(language: str | None) -> str:
    """Return `language` without its region, in lower case; empty when it is not known."""
    return (language or "").partition("-")[0].lower()


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of `text`, or None when it cannot be told.

    At most `3 * _SAMPLE` code points are read, so the cost does not grow with the text.
    """
    scores, words = _scores(_sampled(text).casefold())
    best = max(scores, key=scores.__getitem__, default=None)
    if best is None:
        return None
    score = scores.pop(best)
    clear = score >= max(_MIN_HITS, _MIN_SHARE * words)
    return best if clear and score >= _MIN_LEAD * max(scores.values(), default=0) else None


def _scores(sample: str) -> tuple[dict[str, float], int]:
    """Return how much speaks for each language, and the number of words in `sample`."""
    scores: defaultdict[str, float] = defaultdict(float)
    words = _WORDS.findall(sample)
    for word, count in Counter(words).items():
        codes = _LANGUAGES_OF.get(word, ())
        for code in codes:
            # A word that several languages share is worth less to each.
            scores[code] += count / len(codes)
    for letter, code in _LETTERS.items():
        if letter in sample:
            scores[code] += _LETTER_WEIGHT * sample.count(letter)
    return scores, len(words)


def _sampled(text: str) -> str:
    """Return a text of bounded length: the start, the middle and the end of a long one."""
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
