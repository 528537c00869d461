"""What is said to people, in their language: gettext catalogues, which Babel makes.

Messages stand in the code in English, as whole sentences; where data goes into one it has named
fields, which are filled after it is translated: `_("{count} found").format(count=3)`. What is
declared once and shown later is marked with `N_` where it stands, and translated with `_` where it
is shown. Until a language is chosen, all is English.
"""

from __future__ import annotations

import gettext
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Self

DOMAIN: Final = "newsreader"
"""What the files of the catalogues are called."""
_FOLDER: Final = Path(__file__).parent / "locale"
_ENGLISH: Final = "en"
# As the C library takes them: the first that is set decides.
_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


_PARTING: Final = {"de": "."}
"""What stands between thousands, where that is no comma."""


class _Chosen:
    """The language that was chosen."""

    language: str = _ENGLISH
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str, *further: Path) -> str:
    """Say all that follows in `language`, as far as there are catalogues, and return what is said now.

    Args:
        language: An ISO 639-1 code; empty for that of the environment.
        further: Folders with catalogues beside those of the library.
    """
    language = language or language_of(os.environ)
    chosen = gettext.NullTranslations()
    found = False
    for folder in (_FOLDER, *further):
        try:
            catalogue = gettext.translation(DOMAIN, folder, [language])
        except OSError:  # there is none, and so what is there is English
            continue
        catalogue.add_fallback(chosen)
        chosen, found = catalogue, True
    _Chosen.catalogue = chosen
    _Chosen.language = language if found else _ENGLISH
    return _Chosen.language


def language_of(environment: Mapping[str, str]) -> str:
    """Return the language that the variables of a locale ask for, as ISO 639-1 code."""
    locale = next((found for name in _VARIABLES if (found := environment.get(name))), "")
    if locale.partition(".")[0] in {"", "C", "POSIX"}:  # these know no languages at all
        return _ENGLISH
    wanted = environment.get("LANGUAGE", "").partition(":")[0] or locale
    return re.split("[-_.@]", wanted)[0].lower()


def language_in_use() -> str:
    """Return the language in which messages are, as ISO 639-1 code."""
    return _Chosen.language


def grouped(number: int) -> str:
    """Return `number` with its thousands parted, as the chosen language does it."""
    return f"{number:,}".replace(",", _PARTING.get(_Chosen.language, ","))


def _(message: str) -> str:
    """Return `message` in the chosen language."""
    return _Chosen.catalogue.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the message for one or that for many, as the chosen language counts `number`."""
    return _Chosen.catalogue.ngettext(one, many, number)


def N_(message: str) -> str:  # noqa: N802 - what gettext's users know it by
    """Mark a message to be translated where it is shown; returned as it is."""
    return message


class Told(str):
    """A message in the chosen language that can be kept, and told in another one later."""

    __slots__ = ("message", "values")

    message: str
    """The message in English, with its fields."""
    values: dict[str, str]
    """What its fields are filled with."""

    def __new__(cls, message: str, **values: object) -> Self:
        """Tell a message that is marked by `N_` where it stands, with its fields filled."""
        texts = {name: str(value) for name, value in values.items()}
        translated = _(message)
        told = super().__new__(cls, translated.format(**texts) if texts else translated)
        told.message, told.values = message, texts
        return told


def kept(text: str) -> str:
    """Return what `told_again` makes `text` of, in whatever language that is to be told."""
    return json.dumps([text.message, text.values]) if isinstance(text, Told) else text


def told_again(text: str) -> str:
    """Return what was kept, in the chosen language; what no message is known of stays as it is."""
    if not text.startswith("["):
        return text
    try:
        message, values = json.loads(text)
        return Told(message, **values)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return text
