"""Has argparse say what it says by itself in the language that was chosen.

It asks gettext's global catalogue, which knows the environment alone and none of our settings.
"""

from __future__ import annotations

import argparse
from typing import Final

from library import N_, _, ngettext

_ITS_MESSAGES: Final = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("not allowed with argument %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("expected at most one argument"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
)
"""What people get to see of it, so that it is in our catalogues."""


def speak_as_chosen() -> None:
    """Have all parsers that follow look for their messages in our catalogues."""
    vars(argparse).update(_=_, ngettext=ngettext)
