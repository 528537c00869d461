"""The configuration is read as it is meant, and what is wrong in it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from library import StorageError
from reader.config import DEFAULT, Config, config_file, read_config


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_none_is_needed(path: Path) -> None:
    assert read_config(path) == DEFAULT
    path.write_text("")
    assert read_config(path) == DEFAULT


def test_settings(path: Path) -> None:
    path.write_text("# mine\n[stories]\none_row = false\n")
    assert read_config(path) == Config(one_row=False)
    path.write_text("[stories]\none_row = true\nshare_read = false\n")
    assert read_config(path) == Config(share_read=False)
    path.write_text('[entities]\nengine = "rules"\n')
    assert read_config(path) == Config(engine="rules")
    path.write_text('[network]\nallow_private = ["nas.lan", "10.0.0.0/8"]\n')
    assert read_config(path) == Config(allow_private=("nas.lan", "10.0.0.0/8"))
    for read in ("open", "end", "manual"):
        path.write_text(f'[reading]\nread = "{read}"\n')
        assert read_config(path) == Config(read=read)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"[stories\n", "is not TOML"),
        (b"\xff", "line 1: this is not UTF-8"),
        (
            b"one_row = true\n",
            "line 1: “one_row” stands outside of a table. It belongs into .stories.",
        ),
        (
            b"[stories]\nrow = true\n",
            "line 2: “row” in .stories. does not exist. Did you mean “one_row”?",
        ),
        (
            b"[story]\none_row = true\n",
            "line 1: there is no table .story.. Did you mean “stories”?",
        ),
        (b"[stories]\none_row = 1\n", "line 2: “one_row” must be true or false"),
        (b"[entities]\nengine = true\n", "line 2: “engine” must be a text"),
        (
            b'[reading]\nread = "later"\n',
            "line 2: “read” must be one of “open”, “end”, “manual”",
        ),
        (b"[reading]\nread = true\n", "line 2: “read” must be"),
        (
            b"[network]\nallow_private = true\n",
            "line 2: “allow_private” must be a list of names and networks",
        ),
        (
            b'[network]\nallow_private = ["nas.lan", "http://x/"]\n',
            "line 2: “allow_private” has “http://x/” in it, which is neither a name nor a network",
        ),
        (
            b"[network]\nalow_private = []\n",
            "line 2: “alow_private” in .network. does not exist. Did you mean “allow_private”?",
        ),
    ],
)
def test_what_is_wrong_is_said(path: Path, text: bytes, words: str) -> None:
    path.write_bytes(text)
    with pytest.raises(StorageError, match=words) as caught:
        read_config(path)
    assert caught.value.remedy
    assert path.read_bytes() == text


def test_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "env"))
    assert config_file(tmp_path / "home") == tmp_path / "home" / "config.toml"
    assert config_file(None) == tmp_path / "env" / "config.toml"
    monkeypatch.delenv("NEWSREADER_HOME")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    assert config_file(None).name == "config.toml"
    assert config_file(None).parent.name == "newsreader"
