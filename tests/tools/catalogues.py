"""Brings the catalogues of messages up to what the code says.

    python -m tests.tools.catalogues

What is new has no translation then, what was changed is marked as fuzzy, and both are told; a test
fails until they are translated in `PACKAGE/locale/LANGUAGE/LC_MESSAGES/newsreader.po` and this has
been run again, which writes the `.mo` beside it that the program reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from library.translation import DOMAIN

ROOT: Final = Path(__file__).parents[2]
PACKAGES: Final = ("library", "reader")
"""What has catalogues of its own."""
LANGUAGES: Final = ("de",)
"""Into which is translated."""
# Who translated when: history has that.
_PERSONAL: Final = (
    *(b'"Project-Id-Version', b'"Report-Msgid', b'"POT-Creation', b'"PO-Revision'),
    *(b'"Last-Translator', b'"Language-Team', b'"Generated-By'),
)
_KEYWORDS: Final = {"_": None, "N_": None, "ngettext": (1, 2)}


def main() -> None:
    """Update all catalogues, and tell what is left to translate."""
    for package in PACKAGES:
        for language in LANGUAGES:
            catalogue = updated(package, language)
            path = file_of(package, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written(catalogue))
            # As it is read, for what is in its header depends on that.
            path.with_suffix(".mo").write_bytes(compiled(read(package, language)))
            left = list(untranslated(catalogue))
            print(f"{path.relative_to(ROOT)}: {len(catalogue)} messages, {len(left)} to translate")
            for message in left:
                print(f"    {message}")


def file_of(package: str, language: str) -> Path:
    """Return where the catalogue of a package is."""
    return ROOT / package / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def extracted(package: str) -> Catalog:
    """Return a catalogue of the messages in the code of a package, without translations."""
    catalogue = Catalog(project="newsreader", fuzzy=False)
    found = extract_from_dir(ROOT / package, keywords=_KEYWORDS)
    for file, _line, message, _comments, _context in sorted(found, key=lambda one: one[:2]):
        # Without the numbers of lines, which change with every edit.
        catalogue.add(message, locations=[(f"{package}/{file}", 0)])
    return catalogue


def read(package: str, language: str) -> Catalog:
    """Return the catalogue of a package as it is on disk; an empty one where there is none."""
    path = file_of(package, language)
    if not path.exists():
        return Catalog(locale=language, project="newsreader", fuzzy=False)
    return read_po(BytesIO(path.read_bytes()), locale=language)


def updated(package: str, language: str) -> Catalog:
    """Return the catalogue of a package with the messages that its code has now."""
    catalogue = read(package, language)
    catalogue.update(extracted(package), update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def untranslated(catalogue: Catalog) -> Iterator[str]:
    """Yield the messages that are not translated, or only guessed."""
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(strings)):
            yield message.id if isinstance(message.id, str) else message.id[0]


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as the text of a `.po` file."""
    catalogue.header_comment = f"# The messages of newsreader in the language {catalogue.locale}."
    file = BytesIO()
    write_po(file, catalogue, width=100, sort_by_file=True, include_lineno=False)
    lines = file.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_PERSONAL))


def compiled(catalogue: Catalog) -> bytes:
    """Return a catalogue as the bytes of a `.mo` file."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


if __name__ == "__main__":
    main()
