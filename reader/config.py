"""What a person can set in `config.toml`.

[stories]
one_row = true      # versions of one story stand in one row
share_read = true   # what is marked on one of them as read or unread is for all

[reading]
read = "open"       # when an article counts as read: at "open", at its "end", or "manual", by key alone

[entities]
engine = ""         # what recognises names: "shipped", "rules" or "spacy:" and a pipeline
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from library import StorageError

CONFIG_NAME: Final = "config.toml"
"""The file's name."""


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


DEFAULT: Final = Config()
"""What holds where nothing is set."""

_TABLE_OF: Final = {
    "one_row": "stories",
    "share_read": "stories",
    "read": "reading",
    "engine": "entities",
}
_ONE_OF: Final = {"read": ("open", "end", "manual")}
_MUST_BE: Final = {bool: "true or false", str: "a text"}


def config_file(home: Path | None) -> Path:
    """Return where the settings are: in the folder that `home` or NEWSREADER_HOME names, else the system's."""
    named = home or (Path(found) if (found := os.environ.get("NEWSREADER_HOME")) else None)
    if named is not None:
        return named / CONFIG_NAME
    from platformdirs import user_config_path

    return user_config_path("newsreader", appauthor=False) / CONFIG_NAME


def read_config(path: Path) -> Config:
    """Return the settings in the file at `path`, which need not exist.

    Raises:
        StorageError: It cannot be read, or sets what does not exist, or to what cannot be.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return DEFAULT
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(path, f"cannot be read ({error})") from error
    import tomllib

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(path, f"is not TOML: {error}") from error
    settings: dict[str, Any] = dict(_settings(tables, path))
    return Config(**settings)


def _settings(tables: dict[str, Any], path: Path) -> list[tuple[str, bool | str]]:
    """Return what `tables` set, by the names of the fields of `Config`."""
    known = {(_TABLE_OF[field.name], field.name) for field in fields(Config)}
    found: list[tuple[str, bool | str]] = []
    for table, settings in tables.items():
        if not isinstance(settings, dict):
            raise _wrong(path, f"has “{table}” outside of a table")
        for name, value in settings.items():
            if (table, name) not in known:
                raise _wrong(path, f"sets “{name}” in [{table}], which does not exist")
            kind = type(getattr(DEFAULT, name))
            if not isinstance(value, kind):
                raise _wrong(path, f"sets “{name}” to something other than {_MUST_BE[kind]}")
            if name in _ONE_OF and value not in _ONE_OF[name]:
                known_values = ", ".join(f'"{one}"' for one in _ONE_OF[name])
                raise _wrong(path, f"sets “{name}” to something other than {known_values}")
            found.append((name, value))
    return found


def _wrong(path: Path, message: str) -> StorageError:
    return StorageError(path, f"the configuration {message}", "Correct it, or move it away.")
