"""The settings that commands without a screen go by."""

from __future__ import annotations

from pathlib import Path

from reader.config import Config, WrongConfig, config_file, read_config
from reader.formats import complaint
from reader.output import complain


def settings_in_force(home: Path | None) -> Config:
    """Return the settings of the library in `home`; what is wrong with them is said, and the rest holds."""
    try:
        return read_config(config_file(home), screen=False)
    except WrongConfig as error:
        complain(complaint(error))
        return error.usable
