"""What `config.toml` can set is read as it is meant; what is wrong in it is named with its line."""

from __future__ import annotations

import subprocess
import sys
import time
import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library import LibraryError, StorageError
from reader import cli
from reader.cli import main
from reader.config import DEFAULT, Config, read_config
from reader.configuring import lines
from reader.formats import complaint
from reader.settings import SETTINGS
from reader.toml_lines import lines_of

HOSTILE = ("[@click=app.quit]x[/]", "\x1b[31m", "\u202eabc", "a\nb", "\x07")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def told(path: Path, data: str | bytes) -> str:
    """Return what is said of a file."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(StorageError) as caught:
        read_config(path)
    return complaint(caught.value)


def test_every_setting_is_a_field_and_every_field_can_be_set() -> None:
    assert {one.field for one in SETTINGS} | {"keys"} == {one.name for one in fields(Config)}
    assert len({(one.table, one.name) for one in SETTINGS}) == len(SETTINGS)


def test_everything_can_be_set(path: Path) -> None:
    path.write_text(
        """
        [stories]
        one_row = false
        [look]
        theme = "nord"
        width = 90
        ascii = true
        dates = "%d.%m.%Y"
        language = "de"
        [panes]
        list = 40
        contents = 0
        [keys]
        "bookmark" = "B, ctrl+b"
        rows.down = "?"
        help = ""
        view.saved = "f4,f5"
        """
    )
    assert read_config(path) == Config(
        one_row=False,
        theme="nord",
        width=90,
        ascii=True,
        dates="%d.%m.%Y",
        language="de",
        list_width=40,
        keys={
            "bookmark": "B,ctrl+b",
            "rows.down": "question_mark",
            "help": "",
            "view.saved": "f4,f5",
        },
    )


@pytest.mark.parametrize("text", ["", "\ufeff[look]\nwidth = 76\n", "[look]\r\nwidth = 76\r\n"])
def test_what_editors_do_to_a_file_is_no_error(path: Path, text: str) -> None:
    path.write_bytes(text.encode())
    assert read_config(path) == DEFAULT


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n[loook]\n", "line 2: there is no table [loook]. Did you mean “look”?"),
        ("[look]\n\nteme = 'x'", "line 3: “teme” in [look] does not exist. Did you mean “theme”?"),
        ("look.wdth = 3", "line 1: “wdth” in [look] does not exist. Did you mean “width”?"),
        ("look = {\n wdth = 3 }", "not TOML"),
        ("look = { wdth = 3 }", "line 1: “wdth” in [look]"),
        (
            "[look]\ntheme = 'nort'",
            "line 2: “theme” must be one of those that exist. Did you mean “nord”?",
        ),
        ("[look]\nwidth = 19", "line 2: “width” must be a whole number from 20 to 500."),
        ("[look]\nwidth = true", "must be a whole number"),
        ("[look]\nwidth = 76.0", "must be a whole number"),
        ("[look]\nascii = 'yes'", "line 2: “ascii” must be true, false or “auto”."),
        ("[look]\ndates = 'shor'", "Did you mean “short”?"),
        ("[look]\ndates = '%d%n'", "line 2: “dates” must give from 1 to 24 letters"),
        ("[look]\ndates = '%Q'", "line 2: “dates” is a pattern that cannot be used"),
        ("[look]\ndates = '%c%c%c'", "must give from 1 to 24 letters"),
        ("[look]\nlanguage = 'fr'", "must be one of “”, “de”, “en”."),
        ("[panes]\nlist = 3", "from 16 to 200"),
        (
            "[keys]\n\nbokmark = 'x'",
            "line 3: there is no command “bokmark”. Did you mean “bookmark”?",
        ),
        (
            "[keys]\nbookmark = 'entr'",
            "line 2: “bookmark” names the unknown key “entr”. Did you mean “enter”?",
        ),
        ("[keys]\nbookmark = 3", "line 2: “bookmark” must be keys in quotation marks"),
        ("[keys]\nbookmark = ['s']", "line 2: “bookmark” must be keys in quotation marks"),
        ("x = '\x00'", "is not TOML"),
        (f"[look]\nwidth = {'9' * 5000}", "line 2: a number is too long"),
        (f"[look]\nwidth = 0x{'f' * 5000}", "line 2: “width” must be a whole number"),
        (f"a = {'[' * 9000}", "line 1: a number is too long, or brackets are nested too deeply"),
        ("#" * 1_000_001, "is larger than 1 MB"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_what_is_wrong_is_said(path: Path, text: str, said: str) -> None:
    message = told(path, text)
    assert message.startswith(f"{path}: ")
    assert said in message


def test_all_that_is_wrong_is_said_at_once_and_in_its_order(path: Path) -> None:
    message = told(path, "[keys]\nred = 'x'\n[look]\nwidth = 'a'\nteme = 'b'\n")
    assert 0 < message.index("line 2:") < message.index("line 4:") < message.index("line 5:")


def test_of_very_many_it_is_said_how_many_more_there_are(path: Path) -> None:
    message = told(path, "[keys]\n" + "".join(f'a{n} = ""\n' for n in range(14)))
    assert message.count("there is no command") == 10
    assert "4 more are wrong." in message


def test_what_is_no_utf_8_is_told_by_its_line(path: Path) -> None:
    assert "line 2: this is not UTF-8" in told(path, b"[look]\n\xff")


def test_a_folder_is_no_file(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StorageError, match="cannot be read"):
        read_config(path)


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_the_file_are_never_obeyed(path: Path, name: str) -> None:
    quoted = '"' + "".join(f"\\u{ord(one):04x}" for one in name) + '"'
    for text in (
        f"{quoted} = 1",
        f"[{quoted}]",
        f"[look]\n{quoted} = 1",
        f"[keys]\n{quoted} = 'x'",
    ):
        message = told(path, text)
        assert message.isprintable()


def test_keys_that_two_commands_would_share_are_named_with_both(path: Path) -> None:
    message = told(path, "[keys]\nbookmark = 'x'\n\n'read' = 'x'\n")
    assert "the key x of “bookmark” is that of “read” as well" in message
    assert "line 2:" in message
    message = told(path, "[keys]\nbookmark = 'J'\n")
    assert "line 2: the key J of “bookmark” is that of “article.next” as well" in message


@pytest.mark.parametrize(
    "text",
    [
        "[keys]\nread = 'u'\nunread = 'r'",  # they change places
        "[keys]\nline.down = 'i'\nrows.down = 'i'",  # they are never active at once
        "[keys]\nbookmark = ''",
    ],
)
def test_keys_that_are_not_active_at_once_can_be_the_same(path: Path, text: str) -> None:
    path.write_text(text)
    assert read_config(path).keys


@pytest.mark.parametrize(
    "config",
    [
        DEFAULT,
        replace(DEFAULT, ascii=False, width=100, engine='a "quoted"\\ name', dates="%d.%m.%Y"),
        replace(DEFAULT, keys={"search": "backslash", "sort": "slash", "save": ""}),
    ],
)
def test_what_is_printed_sets_the_same(path: Path, config: Config) -> None:
    path.write_text("\n".join(lines(config)), encoding="utf-8")
    assert read_config(path) == config


def test_the_command_prints_settings_and_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["config", "--path", "--home", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'config.toml'}\n"
    (tmp_path / "config.toml").write_text("[look]\nwidth = 50\n")
    assert main(["config", "--home", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"# {tmp_path / 'config.toml'}\n")
    assert tomllib.loads(printed)["look"]["width"] == 50
    (tmp_path / "config.toml").write_text("[look]\nwidht = 50\n")
    assert main(["config", "--home", str(tmp_path)]) == 2
    assert (
        "line 2: “widht” in [look] does not exist. Did you mean “width”?" in capsys.readouterr().err
    )
    assert main(["doctor", "--home", str(tmp_path)]) == 1
    assert "line 2: “widht”" in capsys.readouterr().out
    assert not (tmp_path / "library.db").exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(
    data=st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
    | st.lists(
        st.sampled_from(
            [
                "[look]",
                "[keys]",
                "width=",
                "theme=",
                "'x'",
                '"',
                "'''",
                "\n",
                ".",
                "=",
                "9" * 30,
                "{",
                "}",
            ]
        )
    ).map(lambda parts: "".join(parts).encode())
)
def test_no_file_is_a_traceback(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        read_config(path)
    except LibraryError as error:
        assert complaint(error).isprintable()  # noqa: PT017 - that it is raised is not what is tested


@pytest.mark.parametrize("table", ["keys", "names", "x"])
def test_a_name_of_many_parts_is_no_setting_and_takes_no_time(path: Path, table: str) -> None:
    path.write_text(f"[{table}]\n{'.'.join('a' * 3_000)} = 'x'\nb = 1\n")
    began = time.process_time()
    with pytest.raises(LibraryError) as caught:
        read_config(path)
    assert len(complaint(caught.value)) < 2_000
    assert time.process_time() - began < 3


def test_lines_are_told() -> None:
    text = '[a]\nb = """\nc = 1\n"""\nd = { e = 1, f.g = 2 }\n[[h."i.j"]]\n  k.l= 2\n'
    assert lines_of(text) == {
        ("a",): 1,
        ("a", "b"): 2,
        ("a", "d"): 5,
        ("a", "d", "e"): 5,
        ("a", "d", "f"): 5,
        ("a", "d", "f", "g"): 5,
        ("h",): 6,
        ("h", "i.j"): 6,
        ("h", "i.j", "k"): 7,
        ("h", "i.j", "k", "l"): 7,
    }


def test_commands_without_a_screen_do_not_load_one_for_its_settings(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[look]\ntheme = 'nord'\n[keys]\nbookmark = 'x'\n")
    program = (
        "import sys; from reader.cli import main; "
        f"main(['list', '--home', {str(tmp_path)!r}]); print('textual' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ended.stdout == "False\n", ended.stderr


def test_commands_speak_the_language_that_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[str]()
    monkeypatch.setattr(cli, "use_language", asked.append)
    (tmp_path / "config.toml").write_text("[look]\nlanguage = 'de'\n")
    main(["doctor", "--home", str(tmp_path)])
    (tmp_path / "config.toml").write_text("[look]\nlanguage = 'xx'\n")
    main(["doctor", "--home", str(tmp_path)])
    assert asked == ["de", ""]
