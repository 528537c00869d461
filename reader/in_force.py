"""The settings that commands without a screen go by."""

from __future__ import annotations

from pathlib import Path

from reader.config import Config, config_file, usable_config
from reader.formats import complaint
from reader.output import complain


def settings_in_force(home: Path | None) -> Config:
    """Return the settings of the library in `home`; what is wrong with them is said, and the rest holds."""
    config, wrong = usable_config(config_file(home), screen=False)
    if wrong is not None:
        complain(complaint(wrong))
    return config
