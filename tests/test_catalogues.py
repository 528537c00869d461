"""Every message of the program is translated, and what is filled in stands in its translation too."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages import Message

from library import _, language_in_use, use_language
from library.translation import grouped
from tests.tools import catalogues

EACH = [(package, language) for package in catalogues.PACKAGES for language in catalogues.LANGUAGES]
FIELD = re.compile(r"\{(\w*)[^{}]*\}")
each = pytest.mark.parametrize(("package", "language"), EACH)


@each
def test_the_catalogue_has_what_the_code_says_and_no_more(package: str, language: str) -> None:
    on_disk = {str(message.id) for message in catalogues.read(package, language) if message.id}
    in_code = {str(message.id) for message in catalogues.extracted(package) if message.id}
    assert in_code - on_disk == set(), "run python -m tests.tools.catalogues"
    assert on_disk - in_code == set(), "run python -m tests.tools.catalogues"


@each
def test_everything_is_translated(package: str, language: str) -> None:
    assert list(catalogues.untranslated(catalogues.read(package, language))) == []


@each
def test_what_the_program_reads_is_compiled_from_it(package: str, language: str) -> None:
    path = catalogues.file_of(package, language).with_suffix(".mo")
    assert path.read_bytes() == catalogues.compiled(catalogues.read(package, language))


@each
def test_what_is_filled_in_is_the_same(package: str, language: str) -> None:
    for message in catalogues.read(package, language):
        for source, translation in pairs(message):
            assert sorted(set(FIELD.findall(translation))) == sorted(set(FIELD.findall(source)))
            assert "”" not in translation.replace("“", ""), "quotation marks are those of English"


def pairs(message: Message) -> Iterator[tuple[str, str]]:
    """Yield each form of a message with its translation."""
    if not message.id:
        return
    if isinstance(message.id, str):
        assert isinstance(message.string, str)
        yield message.id, message.string
        return
    # Languages may have more forms than English: all but the first stand for many.
    one, *many = tuple(message.string or ())
    yield message.id[0], one
    for translation in many:
        yield message.id[1], translation


def test_german_is_spoken_once_it_is_chosen() -> None:
    try:
        assert use_language("de") == "de"
        assert language_in_use() == "de"
        assert _("is empty") == "ist leer"
        assert grouped(1_234_567) == "1.234.567"
    finally:
        use_language("en")
    assert _("is empty") == "is empty"
    assert grouped(1_234_567) == "1,234,567"
