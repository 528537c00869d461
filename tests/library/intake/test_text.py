"""Bytes become characters in the encodings that people's files have, and binary files are refused."""

from __future__ import annotations

import codecs
import gzip
import sqlite3
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import library
from library.errors import LibraryError, Refused
from library.intake.text import decode

GERMAN = (
    "Der Fluß führt Hochwasser\n"
    "Die Brücke über den Fluß bleibt gesperrt, sagte die Bürgermeisterin am Morgen. Später müßten "
    "auch die Straßen in der Altstadt geräumt werden.\n"
)
TYPOGRAPHIC = "„Schöne Grüße“ – für 5 € …\nSo steht es auf der Karte, die heute ankam.\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "cp1252"),
    ],
)
@pytest.mark.parametrize("text", [GERMAN, TYPOGRAPHIC, "Größe\n"])
def test_german_text_is_read(mark: bytes, encoding: str, text: str) -> None:
    assert decode(mark + text.encode(encoding), "a.txt") == text


def test_latin_1_and_another_alphabet_are_told_apart() -> None:
    assert decode(GERMAN.encode("latin-1"), "a.txt") == GERMAN
    russian = (
        "Мост через реку закрыт, сказала сегодня утром мэр города. Позже закроют и улицы в "
        "старом городе, если вода поднимется ещё выше.\n"
    )
    assert decode(russian.encode("cp1251"), "a.txt") == russian


def test_one_id_whatever_the_encoding() -> None:
    encodings = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252")
    assert len({library.parse(GERMAN.encode(name), "a.txt").id for name in encodings}) == 1


def _zip() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", GERMAN)
    return buffer.getvalue()


def _database(folder: Path) -> bytes:
    path = folder / "a.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE a (b)")
    connection.close()
    return path.read_bytes()


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        gzip.compress(GERMAN.encode(), mtime=0),
        _zip(),
        b"\x7fELF\x02\x01\x01" + bytes(9),
        b"GIF89a\x10\0\x10\0\xf7\0\0",
        b"ID3\x04\0\0\0\0\x02",
        b"OggS\0\x02",
        b"fLaC\0\0\0\x22",
        b"Rar!\x1a\x07\x01\0",
        bytes(100),
        b"ab\0" * 100,
        GERMAN.encode("utf-32-le"),
        b"a\0" * 3 + b"ab\0\0" * 30,
        b"\x1b[0m\x01\x02\x03" * 30,
    ],
    ids=lambda data: ascii(data[:6]),
)
def test_what_is_binary_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match=r"^a\.txt: is ") as refused:
        decode(data, "a.txt")
    assert (refused.value.source, refused.value.reason) == ("a.txt", "is binary, not text")


@pytest.mark.parametrize(
    "word", ["ID3", "SQLite format 3", "Rar!", "OggS", "fLaC", "GIF89a", "PK", "BM", "MZ"]
)
def test_a_text_about_a_format_is_none_in_it(word: str) -> None:
    text = f"{word} im Test: Wie gut ist das?\n\nEs kostet wenig."
    assert decode(text.encode(), "a.txt") == text


def test_a_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is binary"):
        decode(_database(tmp_path), "a.txt")


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t ", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, "\u2003\u00a0\n".encode()]
)
def test_what_holds_nothing_is_refused(data: bytes) -> None:
    for name in ("a.txt", "a.md"):
        with pytest.raises(Refused, match=r"is empty|has no text"):
            library.parse(data, name)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", [GERMAN, "Ein Satz „mit“ – Zeichen …\r\n", "Привет, мир! Это новости дня.\n", "Ja? Ja."]
)
def test_utf_16_is_told_without_a_mark(codec: str, text: str) -> None:
    assert decode(text.encode(codec), "a.txt") == text


def test_utf_16_that_was_cut_off_is_read() -> None:
    assert decode(GERMAN.encode("utf-16-le")[:-1], "a.txt") == GERMAN[:-1] + "\ufffd"


def test_single_nuls_do_not_make_utf_16() -> None:
    data = b"<p>Das ist a\0b und noch mehr.</p>" * 30
    assert decode(data, "a.txt") == data.decode()


@pytest.mark.parametrize(
    "data", [codecs.BOM_UTF16_LE + b"\x00\xd8", codecs.BOM_UTF32_BE + b"\xff\xff\xff\xff"]
)
def test_a_broken_encoding_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="not text in any known encoding"):
        decode(data, "a.txt")


def test_a_stray_control_character_is_no_binary() -> None:
    assert "␛" in library.parse(GERMAN.encode() + b"\x1b[1m und \0 weiter", "a.txt").blocks[-1].text


MARKUP = st.lists(
    st.sampled_from(
        [
            "# ",
            "- ",
            "> ",
            "* ",
            "1. ",
            "\n",
            "\n\n",
            "---\n",
            "title: ",
            "a",
            "Wort ",
            "**",
            "_",
            "`",
            "```\n",
            "[x](http://a.b)",
            "![i](j)",
            "<b>",
            "&#27;",
            "&#xfeff;",
            "&#769;",
            "\\",
            "    ",
            "\t",
            "",
            " ",
            "\x1b",
            "́",
            "\u202e",
            "😀",
            "— A (@a) March 4, 2019",
            "„Zitat“",
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400)
    | st.text().map(str.encode)
    | MARKUP.map(str.encode)
    | MARKUP.map(lambda text: text.encode("utf-16")),
    st.sampled_from(("a.txt", "a.md", "", "\udcff.MD")),
)
def test_any_bytes_are_an_article_or_refused(data: bytes, name: str) -> None:
    try:
        article = library.parse(data, name)
    except LibraryError as error:
        assert isinstance(error, Refused)  # noqa: PT017 - either outcome is right
        return
    assert article.title == library.clean_line(article.title) != ""
    for block in article.blocks:
        assert library.clean_text(block.text) == block.text != ""
        for link in block.links:
            assert 0 <= link.start < link.end <= len(block.text)
