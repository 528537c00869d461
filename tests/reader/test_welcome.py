"""The welcome library begins with what is in the language of the person."""

from __future__ import annotations

from pathlib import Path

import pytest

from library import use_language
from reader.start import welcome_library


@pytest.mark.parametrize(("language", "first"), [("en", "Welcome"), ("de", "Willkommen")])
def test_the_language_that_is_chosen_comes_first(tmp_path: Path, language: str, first: str) -> None:
    use_language(language)
    with welcome_library(tmp_path) as welcome:
        listing = welcome.search("")
        assert listing[0].title.startswith(first)
        languages = [listing[number].language for number in range(len(listing))]
    assert languages == sorted(languages, key=lambda one: one != language)
