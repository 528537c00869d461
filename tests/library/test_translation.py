"""Messages are in the language that is chosen, or that the environment asks for."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping

import pytest

from library import N_, _, language_in_use, ngettext, use_language
from library.translation import Told, kept, language_of, told_again


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": ""}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de"}, "de"),
        ({"LANG": "de@euro"}, "de"),
        ({"LANG": "de_AT"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "fr_FR"}, "fr"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de:en"}, "de"),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8", "LANGUAGE": "de"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "POSIX"}, "en"),
        ({"LANG": "../../etc"}, "en"),
    ],
)
def test_the_environment_tells_the_language(environment: Mapping[str, str], language: str) -> None:
    assert language_of(environment) == language


@pytest.mark.parametrize("language", ["en", "xx", "../../etc", "\0", "-"])
def test_without_a_catalogue_all_is_english(language: str) -> None:
    assert use_language(language) == "en"
    assert language_in_use() == "en"
    assert _("Nothing such.") == "Nothing such."
    assert N_("Nothing such.") == "Nothing such."
    assert [ngettext("{n} row", "{n} rows", n).format(n=n) for n in (1, 2)] == ["1 row", "2 rows"]


def test_what_was_told_is_told_again_in_another_language() -> None:
    told = Told(N_("is larger than {size} MB"), size=20)
    assert told == "is larger than 20 MB"
    use_language("de")
    assert told_again(kept(told)) == "ist größer als 20 MB"
    assert told_again(kept(Told(N_("took too long")))) == told_again('["took too long", {}]')
    assert Told("{no} field { of ours") == "{no} field { of ours"
    assert pickle.loads(pickle.dumps(told)) == told


@pytest.mark.parametrize(
    "text",
    [
        *("", "plain", "[", "[]", '["a"]', '["a", 1]', "[1, {}]", '["{x}", {}]', '["{x!z}", {"x": 1}]'),
        *('["a {b}", {"c": 1}]', '["x", {"message": "y"}]', "[" * 100_000, '["{", {"a": 1}]', "[\\ud800"),
    ],
    ids=lambda text: text[:16],
)  # fmt: skip
def test_whatever_was_kept_is_told(text: str) -> None:
    assert isinstance(told_again(text), str)
