"""The configuration is read as it is meant, and what is wrong in it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from library import StorageError
from reader import filling
from reader.cli import main
from reader.config import DEFAULT, Config, config_file, read_config, usable_config


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


@pytest.mark.parametrize(
    "content",
    [
        b"[look",
        b"\xff\xfe[\x00l\x00o\x00o\x00k\x00]\x00",
        b"\0" * 5000,
        b"#" * 2_000_000,
        b"[look]\nwidth = 1" + b"0" * 9000,
        b"[look]\na = " + b"[" * 9000,
    ],
)
def test_what_cannot_be_read_at_all_leaves_the_defaults(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    config, wrong = usable_config(path)
    assert config == DEFAULT
    assert wrong is not None
    assert wrong.remedy
    assert path.read_bytes() == content


def test_a_folder_in_its_place_leaves_the_defaults(path: Path) -> None:
    path.mkdir()
    assert usable_config(path)[0] == DEFAULT


def test_what_is_right_is_in_force_beside_what_is_wrong(path: Path) -> None:
    path.write_text("[look]\nwidth = 60\nlanguage = 'de'\nwidht = 5\n[reading]\nread = 'later'\n")
    config, wrong = usable_config(path)
    assert config == Config(width=60, language="de")
    assert "line 4: “widht”" in str(wrong)
    path.write_bytes(b"\xef\xbb\xbf[look]\nwidth = 60\n")
    assert usable_config(path) == (Config(width=60), None)


def test_the_reader_starts_and_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = list[tuple[Config, tuple[str, ...]]]()

    def run_app(_library: object, _first: object, config: Config, said: tuple[str, ...]) -> int:
        started.append((config, said))
        return 0

    monkeypatch.setattr("reader.start.run_app", run_app)
    monkeypatch.setattr(filling, "_no_terminal", str)
    (tmp_path / "config.toml").write_text("[look]\nwidth = 60\nwidht = 5\n")
    assert main(["--home", str(tmp_path)]) == 0
    ((config, said),) = started
    assert config.width == 60
    assert "line 3: “widht”" in said[0]
    assert (tmp_path / "config.toml").read_text().endswith("widht = 5\n")
