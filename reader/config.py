"""What a person can set in `config.toml`; `newsreader config` prints all of it.

What is wrong in the file is said with its line and with what may have been meant, all of it at once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from library import StorageError, _, clean_line, ngettext
from reader.formats import sentence
from reader.settings import KEYS_TABLE, SETTINGS, Wrong, nearest
from reader.toml_lines import lines_of

CONFIG_NAME: Final = "config.toml"
"""The file's name."""

_MOST_BYTES: Final = 1_000_000
_MOST_TOLD: Final = 10
_THEME: Final = "theme"
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Config:
    """The settings; each has a default, so that no file is needed."""

    one_row: bool = True
    """Whether versions of one story are listed as one row."""
    share_read: bool = True
    """Whether versions of one story are read and unread together."""
    read: str = "open"
    """When an article counts as read: `open`, when its `end` was reached, or `manual`, by key alone."""
    engine: str = ""
    """What recognises names, as `library.entities.engines` knows it; empty for what is shipped."""
    theme: str = "auto"
    """The name of the theme; `auto` for one of ours, as the terminal is."""
    width: int = 76
    """The most cells of the text column."""
    ascii: bool | None = None
    """Whether only signs of ASCII are drawn; None to do as the locale asks."""
    dates: str = "short"
    """How days are written: short, iso, or a pattern of `strftime`."""
    language: str = ""
    """The language of messages, as ISO 639-1 code; empty for that of the environment."""
    list_width: int = 0
    """Cells of the list, until they are changed; 0 for what fits."""
    contents_width: int = 0
    """Cells of the contents, until they are changed; 0 for what fits."""
    allow_private: tuple[str, ...] = ()
    """Machines and networks that are not public and may be asked, as `library.consent_to` takes them."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """By the ids of commands the keys that are set, as `reader.command_table.Command.keys` has them."""


DEFAULT: Final = Config()
"""What holds where nothing is set."""


class WrongConfig(StorageError):
    """The file cannot be read, or sets what does not exist, or to what cannot be."""

    def __init__(self, path: Path, message: str, remedy: str, usable: Config) -> None:
        """Say what is wrong with the file at `path`, what to do, and which settings are `usable`."""
        super().__init__(path, message, remedy)
        self.usable = usable
        """The settings that are right; the defaults for all others."""


def config_file(home: Path | None) -> Path:
    """Return where the settings are: in the folder that `home` or NEWSREADER_HOME names, else the system's."""
    named = home or (Path(found) if (found := os.environ.get("NEWSREADER_HOME")) else None)
    if named is not None:
        return named / CONFIG_NAME
    from platformdirs import user_config_path

    return user_config_path("newsreader", appauthor=False) / CONFIG_NAME


def read_config(path: Path, *, screen: bool = True) -> Config:
    """Return the settings in the file at `path`, which need not exist.

    Args:
        path: The file.
        screen: Whether keys and theme are read too. It takes .2 s to tell whether these are right,
            and commands without a screen have no use for them.

    Raises:
        WrongConfig: It cannot be read, or sets what does not exist, or to what cannot be.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        return DEFAULT
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise _wrong(path, _("cannot be read ({reason})").format(reason=reason)) from error
    return _Reading(path, _decoded(path, data), screen=screen).config()


def usable_config(path: Path, *, screen: bool = True) -> tuple[Config, WrongConfig | None]:
    """Return what is right of the settings in the file at `path`, and what is wrong with it, if anything.

    What `screen` means is said at `read_config`.
    """
    try:
        return read_config(path, screen=screen), None
    except WrongConfig as error:
        return error.usable, error


def _decoded(path: Path, data: bytes) -> str:
    """Return the text of the file; the mark that some editors put before it is no part of it."""
    if len(data) > _MOST_BYTES:
        raise _wrong(path, _("is larger than 1 MB"))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _wrong(path, _("line {line}: this is not UTF-8").format(line=line)) from error


class _Reading:
    """One reading of the file."""

    def __init__(self, path: Path, text: str, *, screen: bool) -> None:
        self._path = path
        self._screen = screen
        self._lines = lines_of(text)
        self._tables = _parsed(path, text)
        self._problems: list[tuple[int, str]] = []

    def config(self) -> Config:
        """Return what is set, or raise what is wrong."""
        found: dict[str, Any] = {}
        for table, settings in self._tables.items():
            if not isinstance(settings, dict):
                self._say_outside(table)
            elif table == KEYS_TABLE:
                found["keys"] = self._keys(settings) if self._screen else {}
            else:
                self._read_table(table, settings, found)
        if self._problems:
            told = [problem for _line, problem in sorted(self._problems)[:_MOST_TOLD]]
            if (more := len(self._problems) - _MOST_TOLD) > 0:
                told.append(
                    ngettext("{count} more is wrong", "{count} more are wrong", more).format(
                        count=more
                    )
                )
            raise _wrong(self._path, " ".join(map(sentence, told)), Config(**found))
        return Config(**found)

    def _read_table(
        self, table: str, settings: Mapping[str, object], found: dict[str, Any]
    ) -> None:
        known = {setting.name: setting for setting in SETTINGS if setting.table == table}
        if not known:
            tables = (*dict.fromkeys(setting.table for setting in SETTINGS), KEYS_TABLE)
            text = _("there is no table [{name}].").format(name=_name(table))
            self._say((table,), text + nearest(table, tables))
            return
        for name, value in settings.items():
            if name not in known:
                text = _("“{name}” in [{table}] does not exist.").format(
                    name=_name(name), table=table
                )
                self._say((table, name), text + nearest(name, known))
                continue
            if name == _THEME and not self._screen:
                continue
            try:
                found[known[name].field] = known[name].check(value)
            except Wrong as error:
                self._say((table, name), f"“{name}” {error}")

    def _keys(self, settings: Mapping[str, object]) -> dict[str, str]:
        """Return the keys that are set, by the ids of the commands."""
        # Imported here: only a screen has keys, and most commands have no screen.
        from reader.command_table import COMMANDS
        from reader.key_settings import clashes, read_keys
        from reader.keys import key_name

        ids = [command.id for command in COMMANDS]
        found: dict[str, str] = {}
        for name, value in _flat(settings):
            id_ = ".".join(name)
            where = (KEYS_TABLE, id_) if (KEYS_TABLE, id_) in self._lines else (KEYS_TABLE, *name)
            if id_ not in ids:
                text = _("there is no command “{name}”.").format(name=_name(id_))
                self._say(where, text + nearest(id_, ids))
                continue
            try:
                found[id_] = read_keys(value)
            except Wrong as error:
                self._say(where, f"“{id_}” {error}")
        for clash in clashes(found):
            text = _("the key {key} of “{id}” is that of “{other}” as well").format(
                key=key_name(clash.key), id=clash.id, other=clash.other
            )
            self._say(self._where(clash.id), text)
        return found

    def _where(self, id_: str) -> tuple[str, ...]:
        whole = (KEYS_TABLE, id_)
        return whole if whole in self._lines else (KEYS_TABLE, *id_.split("."))

    def _say_outside(self, name: str) -> None:
        table = next((s.table for s in SETTINGS if s.name == name), None)
        text = _("“{name}” stands outside of a table").format(name=_name(name))
        if table is not None:
            text += ". " + _("It belongs into [{table}]").format(table=table)
        self._say((name,), text)

    def _say(self, name: tuple[str, ...], text: str) -> None:
        """Take notice of what is wrong with a name."""
        line = next((self._lines[n] for n in (name, name[:1]) if n in self._lines), 0)
        where = _("line {line}: ").format(line=line) if line else ""
        self._problems.append((line, f"{where}{text}"))


_DEEPEST: Final = 4
"""Parts of a name that are looked at; no setting has as many."""


def _flat(settings: Mapping[str, object], *before: str) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield names and values; of a name with dots that is not quoted, TOML makes tables."""
    for name, value in settings.items():
        if isinstance(value, dict) and value and len(before) < _DEEPEST:
            yield from _flat(value, *before, name)
        else:
            yield (*before, name), value


def _parsed(path: Path, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(path, _("is not TOML: {reason}").format(reason=error)) from error
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits, brackets within thousands of brackets.
        longest = max(enumerate(text.split("\n"), 1), key=lambda line: len(line[1]))[0]
        message = _("line {line}: a number is too long, or brackets are nested too deeply")
        raise _wrong(path, message.format(line=longest)) from error


def _name(text: str) -> str:
    return clean_line(text)[:_SHOWN]


def _wrong(path: Path, message: str, usable: Config = DEFAULT) -> WrongConfig:
    remedy = _("Correct it, or move it away; “newsreader config” shows what can be set.")
    return WrongConfig(path, message, remedy, usable)
