"""The front door names all that is public, and opening it costs little."""

from __future__ import annotations

import subprocess
import sys

import pytest

import library

LATER = ("Read", "Reread", "parse", "read_apart", "recognise", "recognise_article")
HEAVY = (
    "textual",
    "rich",
    "tinydb",
    "filelock",
    "markdown_it",
    "charset_normalizer",
    "library.structure",
    "library.entities",
    "library.documents",
    "library.state",
    "reader",
)


def test_every_public_name_is_there_once_and_in_order() -> None:
    def order(name: str) -> tuple[bool, bool, str]:
        return not name.isupper(), name[0].islower(), name

    # Constants, then classes, then functions, as the linter has it.
    assert library.__all__ == sorted(set(library.__all__), key=order)
    for name in library.__all__:
        assert getattr(library, name) is not None
        assert name == "_" or not name.startswith("_")  # which is what gettext is known by


def test_every_error_of_the_tree_is_public() -> None:
    def below(kind: type[Exception]) -> set[str]:
        # The reader has some of its own, which are there where a test before this one loaded it.
        inside = (
            inner for inner in kind.__subclasses__() if inner.__module__.startswith("library")
        )
        return {kind.__name__}.union(*map(below, inside))

    assert below(library.LibraryError) <= set(library.__all__)


@pytest.mark.parametrize("name", LATER)
def test_what_is_imported_later_works(name: str) -> None:
    assert callable(getattr(library, name))
    assert name in library.__all__


def test_other_names_are_no_attributes() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        library.nonsense  # noqa: B018


def _modules(code: str) -> set[str]:
    """Return the names of the modules that are imported once `code` has run in a fresh Python."""
    command = [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_it_imports_nothing_heavy() -> None:
    modules = _modules("import library; library.Library")
    assert "library.library" in modules
    assert modules.isdisjoint(HEAVY)


def test_importing_it_imports_what_is_asked_for() -> None:
    modules = _modules("import library; library.clean_line")
    assert "library.clean" in modules
    assert modules.isdisjoint({"sqlite3", "library.library", "library.models", "library.store"})


def test_what_reads_documents_knows_no_database() -> None:
    code = (
        "from library.documents import read_for_store; read_for_store('a.txt', b'Wien ist weit.')"
    )
    assert _modules(code).isdisjoint({"lxml", "library.store.reading", "library.intake.web"})


def test_reading_documents_imports_no_screen() -> None:
    code = "import library; library.parse(b'# Titel\\n\\nText', 'a.md'); library.recognise('Rom')"
    assert _modules(code).isdisjoint({"textual", "rich", "reader", "tinydb"})
