"""The command `config`: prints the settings in force, as a file that sets just these."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from library import _, clean_line, clean_text
from reader import output
from reader.arguments import take_json
from reader.codes import UNUSABLE
from reader.config import DEFAULT, Config, config_file, usable_config
from reader.formats import complaint
from reader.output import complain, put
from reader.settings import KEYS_TABLE, SETTINGS


def take_config(parser: ArgumentParser) -> None:
    """Take the choice of what is printed."""
    parser.add_argument("--path", action="store_true", help=_("print only where the file is"))
    take_json(parser)


def print_config(options: Namespace, folder: Path) -> int:  # noqa: ARG001 - no library is opened
    """Print the settings in force, or where their file is; what is wrong with it is said beside them."""
    path = config_file(options.home)
    if options.path:
        put(clean_text(str(path)))  # with all its blanks, for scripts
        return 0
    config, wrong = usable_config(path)
    if wrong is not None:
        complain(complaint(wrong))
    if options.json:
        for one in records(config):
            output.put_record(one)
    else:
        is_there = wrong is not None or path.exists()
        exists = "" if is_there else " " + _("(there is none; these are the defaults)")
        put(f"# {clean_line(str(path))}{exists}")
        for line in lines(config):
            put(line)
    return 0 if wrong is None else UNUSABLE


def records(config: Config) -> Iterator[output.Json]:
    """Yield what scripts are told of each setting, and of the keys of each command."""
    # Imported here: 50 ms that no other command needs.
    from reader.command_table import COMMANDS

    for setting in SETTINGS:
        value, usual = getattr(config, setting.field), getattr(DEFAULT, setting.field)
        yield {
            "table": setting.table,
            "name": setting.name,
            "value": "auto" if value is None else value,
            "default": "auto" if usual is None else usual,
        }
    for command in COMMANDS:
        value = config.keys.get(command.id, command.keys)
        yield {
            "table": KEYS_TABLE,
            "name": command.id,
            "value": value,
            "default": command.keys,
        }


def lines(config: Config) -> Iterator[str]:
    """Yield the lines of a file that sets what `config` has."""
    for table in dict.fromkeys(setting.table for setting in SETTINGS):
        yield ""
        yield f"[{table}]"
        for setting in SETTINGS:
            if setting.table == table:
                yield f"# {_(setting.about)}"
                yield f"{setting.name} = {_toml(getattr(config, setting.field))}"
    yield from _key_lines(config)


def _key_lines(config: Config) -> Iterator[str]:
    # Imported here: 50 ms that no other setting needs.
    from reader.command_table import COMMANDS

    yield ""
    yield f"[{KEYS_TABLE}]"
    yield "# " + _(
        "the keys of each command, parted by commas; what is not set is as it stands here"
    )
    for command in COMMANDS:
        keys = config.keys.get(command.id)
        before = "# " if keys is None else ""
        shown = command.keys if keys is None else keys
        yield f'{before}"{command.id}" = {_toml(shown)}  # {_(command.help)}'


def _toml(value: object) -> str:
    """Return a value as TOML writes it."""
    if value is None:
        return '"auto"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in text) + '"'
