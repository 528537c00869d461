"""What a person consents to be asked of their own network: on the command line, or in `config.toml`."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Final

from library import _
from reader.in_force import settings_in_force

if TYPE_CHECKING:
    from library import Consent

ALLOW: Final = "--allow"
"""The option that names a machine or a network."""


def take_private(parser: ArgumentParser) -> None:
    """Take consent to asking machines that are not on the public network."""
    parser.add_argument(
        "--allow-private",
        action="store_true",
        help=_("fetch from this machine and its own network as well"),
    )
    parser.add_argument(
        ALLOW,
        action="append",
        type=_host,
        default=[],
        metavar="HOST",
        help=_("fetch from this one as well: a name or a network, such as nas.lan or 10.0.0.0/8"),
    )


def consented(options: Namespace) -> Consent:
    """Return which machines may be asked, by the options and the settings."""
    # Imported here and below: most commands ask nobody.
    from library import consent_to

    if options.allow_private:
        return consent_to(True)
    return consent_to((*settings_in_force(options.home).allow_private, *options.allow))


def _host(text: str) -> str:
    from library import consent_to

    try:
        consent_to([text])
    except ValueError as error:
        raise ArgumentTypeError(_("is neither a name nor a network")) from error
    return text
