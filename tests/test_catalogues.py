"""Every message of the program is translated, and what is filled in stands in its translation too."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from io import BytesIO

import pytest
from babel.messages import Message
from babel.messages.mofile import read_mo

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
    assert in_code - on_disk == set(), "run uv run python -m tests.tools.catalogues"
    assert on_disk - in_code == set(), "run uv run python -m tests.tools.catalogues"


@pytest.mark.parametrize("package", catalogues.PACKAGES)
def test_no_message_hides_from_the_catalogue(package: str) -> None:
    # Babel does not look into f-strings.
    ids = [message.id for message in catalogues.extracted(package) if message.id]
    found = {one if isinstance(one, str) else one[0] for one in ids}
    for path in (catalogues.ROOT / package).rglob("*.py"):
        for call in calls(ast.parse(path.read_text(encoding="utf-8"))):
            said = call.args[0]
            assert not isinstance(said, ast.JoinedStr), f"{path}: a message without named fields"
            assert not isinstance(said, ast.Constant) or said.value in found, path


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls that translate."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "N_", "ngettext"}:
            yield node


WORDS = re.compile(r"(?<!\$)\b[A-Za-z]{2,} [A-Za-z]{2,}|[a-z]{2,}[.:?!](?: |$)")
"""What is said to people has at least two words, or is a sentence."""
_SAID_TO_NOBODY = {"Binding", "TypeVar", "work", "on"}


def test_nothing_is_said_on_the_screen_that_is_not_translated() -> None:
    for folder in ("screens", "widgets"):
        for path in (catalogues.ROOT / "reader" / folder).glob("*.py"):
            assert [(path.name, text) for text in untranslatable(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('self.notify("Nothing here.")', ["Nothing here."]),
        ('self.notify(f"No more of {name} here")', ["No more of "]),
        ('self.notify(_("Nothing here."))', []),
        ('ngettext("{n} more here", "{n} more of them", n)', []),
        ('def f():\n    """Return nothing at all."""', []),
        ('Binding("x", "do", "Do this")', []),
    ],
)
def test_what_is_not_translated_is_found(code: str, found: list[str]) -> None:
    assert list(untranslatable(code)) == found


def untranslatable(code: str) -> Iterator[str]:
    """Yield the texts in `code` that look like something said to people and bypass gettext."""
    tree = ast.parse(code)
    passed = {id(inner) for call in calls(tree) for inner in ast.walk(call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):  # a docstring
            passed.add(id(node.value))
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in _SAID_TO_NOBODY:
            passed |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if id(node) not in passed and WORDS.search(node.value):
            yield node.value


@each
def test_everything_is_translated(package: str, language: str) -> None:
    assert list(catalogues.untranslated(catalogues.read(package, language))) == []


@each
def test_what_the_program_reads_is_compiled_from_it(package: str, language: str) -> None:
    path = catalogues.file_of(package, language).with_suffix(".mo")
    # Not its bytes: those hold who compiled it, and when.
    assert said(path.read_bytes()) == said(catalogues.compiled(catalogues.read(package, language)))


def said(compiled: bytes) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the forms of each message of a compiled catalogue with those of its translation."""
    found = read_mo(BytesIO(compiled))
    return {_forms(one.id): _forms(one.string) for one in found if one.id}


def _forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


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
